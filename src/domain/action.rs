//! From what somebody wants to say to the changes of one line of the journal.

use std::collections::BTreeMap;

use serde_json::Value;

use super::article::Article;
use super::fingerprint::Fingerprint;
use super::fold::Fold;
use super::journal::{Change, Seen, Target};
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
    for setting in settings {
        let subject = find(&setting.on);
        let of = match &setting.earlier {
            Some(earlier) => earlier.of.clone(),
            None => subject.and_then(|subject| subject.fingerprint()),
        };
        let Some(change) = change(fold, setting, of) else { continue };
        let words = match &setting.earlier {
            Some(Earlier { of, seen }) => of.clone().zip(seen.clone()),
            None => subject.and_then(|subject| subject.words()),
        };
        action.seen.extend(words);
        action.changes.push(change);
    }
    (!action.changes.is_empty()).then_some(action)
}

/// The change that a setting comes to; none when the field says just that already, of this wording and undisputed.
pub(super) fn change(fold: Option<&Fold>, setting: &Setting, of: Option<Fingerprint>) -> Option<Change> {
    let Setting { on, field, to, .. } = setting;
    let winner = fold.and_then(|fold| fold.winner(on, field));
    let was = winner.as_ref().map_or(Value::Null, |winner| winner.change.to.clone());
    let settled = winner.as_ref().is_none_or(|winner| winner.conflicts.is_empty());
    let same_wording = to.is_null() || of.is_none() || winner.as_ref().is_some_and(|winner| winner.change.of == of);
    if was == *to && settled && same_wording {
        return None;
    }
    let after = fold.map_or(Vec::new(), |fold| fold.live(on, field));
    Some(Change { on: on.clone(), of, field: field.clone(), was, to: to.clone(), after })
}
