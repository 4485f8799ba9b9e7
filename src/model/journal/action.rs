//! Turns annotations into the changes of a journal line.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::article::subject::Subject;
use crate::model::journal::anchor::{stands_in, words};
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::{Fold, Winner};
use crate::model::journal::own_claim::{anchor_of, anchor_value, is_own};
use crate::model::journal::{Change, Seen, Target};

/// A field of a target and its new value; null removes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The target.
    pub on: Target,
    /// The field.
    pub field: String,
    /// The new value.
    pub to: Value,
    /// The words it was written for, unless those are the present ones: what comes back from an export keeps its own.
    pub earlier: Option<Earlier>,
}

/// Words of the past that an annotation was written for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Their fingerprint; `None` if it was not about words.
    pub of: Option<Fingerprint>,
    /// The words, if they were kept.
    pub seen: Option<Seen>,
}

impl Setting {
    /// A setting.
    #[must_use]
    pub fn new(on: &Target, field: impl Into<String>, to: impl Into<Value>) -> Self {
        Self { on: on.clone(), field: field.into(), to: to.into(), earlier: None }
    }

    /// Trimmed text as typed; an empty text removes the field.
    #[must_use]
    pub fn text(on: &Target, field: impl Into<String>, text: &str) -> Self {
        let text = text.trim();
        Self::new(on, field, if text.is_empty() { Value::Null } else { text.into() })
    }
}

/// The content of a journal line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its changes, of which all apply or none.
    pub changes: Vec<Change>,
    /// The words that they are about.
    pub seen: BTreeMap<Fingerprint, Seen>,
}

/// The changes that these settings make; `None` if they would change nothing.
#[must_use]
pub fn action(article: &Article, fold: Option<&Fold>, settings: &[Setting]) -> Option<Action> {
    action_on(&|on| Subject::find(article, on), fold, settings)
}

/// Like [`action`], for callers with a faster way to find targets than searching the article.
#[must_use]
pub fn action_on<'a>(
    find: &dyn Fn(&Target) -> Option<Subject<'a>>,
    fold: Option<&Fold>,
    settings: &[Setting],
) -> Option<Action> {
    let mut action = Action { changes: Vec::new(), seen: BTreeMap::new() };
    // Most settings of a line share a target, so its words are assembled once.
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

/// Completes a new anchor of an added claim with the full context of its words.
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

/// The change that a setting makes; `None` if the field already has this value, without conflict and for the present
/// words in their sentence. `words` are those words, if known.
pub(crate) fn change(
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

/// Whether the current value was written for this wording, in this context.
fn is_of_words(winner: &Winner<'_>, of: Option<&Fingerprint>, words: Option<&Seen>) -> bool {
    let change = winner.change;
    // The fields of an added claim are about that claim's own words only.
    if is_own(change.on.id()) && (Claim::IN_JOURNALS.contains(&change.field.as_str()) || change.field == "anchor") {
        return true;
    }
    let Some(kept) = &change.of else {
        // Earlier versions kept no words of sections and entities: an annotation was about the thing itself.
        return matches!(change.on.sort(), "section" | "entity");
    };
    let context = || winner.line.seen(kept).zip(words).is_none_or(|(kept, words)| words::same_context(&kept, words));
    Some(kept) == of && context()
}
