//! From what somebody wants to say to the changes of one line of the journal.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::anchor::{stands_in, words};
use super::article::Article;
use super::fingerprint::Fingerprint;
use super::fold::{Fold, Winner};
use super::journal::{Change, Seen, Target};
use super::own_claim::{KEYS, anchor_of, anchor_value, is_own};
use super::subject::Subject;

/// One thing to be said: a field of something, and its value; null removes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Of what.
    pub on: Target,
    /// Which field.
    pub field: String,
    /// What it is to be.
    pub to: Value,
    /// Of which words, where it is not said of today's: what comes back from an export keeps its own.
    pub earlier: Option<Earlier>,
}

/// Words that something was said of before the article changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Their fingerprint; none where it was not said of words.
    pub of: Option<Fingerprint>,
    /// The words, where they were kept.
    pub seen: Option<Seen>,
}

impl Setting {
    /// A setting.
    #[must_use]
    pub fn new(on: &Target, field: impl Into<String>, to: impl Into<Value>) -> Self {
        Self { on: on.clone(), field: field.into(), to: to.into(), earlier: None }
    }

    /// Text as typed; an empty one removes the field.
    #[must_use]
    pub fn text(on: &Target, field: impl Into<String>, text: &str) -> Self {
        let text = text.trim();
        Self::new(on, field, if text.is_empty() { Value::Null } else { text.into() })
    }
}

/// What a line of the journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its changes; all hold or none.
    pub changes: Vec<Change>,
    /// The words that they are about.
    pub seen: BTreeMap<Fingerprint, Seen>,
}

/// What these settings change; none when all of it is said already.
#[must_use]
pub fn action(article: &Article, fold: Option<&Fold>, settings: &[Setting]) -> Option<Action> {
    action_on(&|on| Subject::find(article, on), fold, settings)
}

/// The same, for those who know a shorter way to the things that are spoken of than through the whole article.
#[must_use]
pub fn action_on<'a>(
    find: &dyn Fn(&Target) -> Option<Subject<'a>>,
    fold: Option<&Fold>,
    settings: &[Setting],
) -> Option<Action> {
    let mut action = Action { changes: Vec::new(), seen: BTreeMap::new() };
    // Most settings of a line are of one thing, whose words are put together once.
    let mut latest: Option<(Target, Option<(Fingerprint, Seen)>)> = None;
    for setting in settings {
        let setting = &*completed(find, setting);
        let words = if let Some(Earlier { of, seen }) = &setting.earlier {
            (of.clone(), seen.clone())
        } else {
            if latest.as_ref().is_none_or(|(on, _)| *on != setting.on) {
                latest = Some((setting.on.clone(), find(&setting.on).and_then(|subject| subject.words())));
            }
            latest.as_ref().and_then(|(_, words)| words.clone()).unzip()
        };
        let Some(change) = change(fold, setting, words.0, words.1.as_ref()) else { continue };
        action.seen.extend(change.of.clone().zip(words.1));
        action.changes.push(change);
    }
    (!action.changes.is_empty()).then_some(action)
}

/// A new anchor of an own claim with the whole context of its words, where only a part was given.
pub fn completed<'s, 'a>(find: &dyn Fn(&Target) -> Option<Subject<'a>>, setting: &'s Setting) -> Cow<'s, Setting> {
    let is_new = setting.field == "anchor" && is_own(setting.on.id()) && setting.earlier.is_none();
    let seen = anchor_of(&setting.to);
    if !is_new || seen.quote.is_empty() || seen.sentence.is_some() {
        return Cow::Borrowed(setting);
    }
    let Some(Subject::Paragraph(paragraph)) = find(&Target::element("paragraph", &seen.paragraph)) else {
        return Cow::Borrowed(setting);
    };
    let Some(span) = stands_in(paragraph, &seen) else { return Cow::Borrowed(setting) };
    Cow::Owned(Setting { to: anchor_value(&words::of_span(paragraph, span)), ..setting.clone() })
}

/// The change that a setting comes to; none when the field says just that already, undisputed and of these words in this
/// sentence, which `words` are where they are known.
pub(super) fn change(
    fold: Option<&Fold>,
    setting: &Setting,
    of: Option<Fingerprint>,
    words: Option<&Seen>,
) -> Option<Change> {
    let Setting { on, field, to, .. } = setting;
    let winner = fold.and_then(|fold| fold.winner(on, field));
    let was = winner.as_ref().map_or(Value::Null, |winner| winner.change.to.clone());
    let settled = winner.as_ref().is_none_or(|winner| winner.conflicts.is_empty());
    let same_wording = || {
        let Some(winner) = &winner else { return to.is_null() || of.is_none() };
        to.is_null() || of.is_none() || is_of_words(winner, of.as_ref(), words)
    };
    if was == *to && settled && same_wording() {
        return None;
    }
    let after = fold.map_or(Vec::new(), |fold| fold.live(on, field));
    Some(Change { on: on.clone(), of, field: field.clone(), was, to: to.clone(), after })
}

/// Whether what holds was said of that wording, and in that context.
fn is_of_words(winner: &Winner<'_>, of: Option<&Fingerprint>, words: Option<&Seen>) -> bool {
    let change = winner.change;
    // What makes an own claim is said of no other words than its own.
    if is_own(change.on.id()) && (KEYS.contains(&change.field.as_str()) || change.field == "anchor") {
        return true;
    }
    let Some(kept) = &change.of else {
        // Sections and entities have had no words for long: what was said of them was said of the thing.
        return matches!(change.on.sort(), "section" | "entity");
    };
    let context = || winner.line.seen(kept).zip(words).is_none_or(|(kept, words)| words::same_context(&kept, words));
    Some(kept) == of && context()
}
