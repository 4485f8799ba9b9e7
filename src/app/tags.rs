//! Tags and relations: short things that are chosen from a list rather than written.

use crate::domain::action::Setting;
use crate::domain::journal::{Body, Target};
use crate::domain::note::tags_on;

use super::App;
use super::message::Effect;
use super::palette::{Choice, ListKind, Pick};

/// So many of the tags used last are on the digits.
const ON_DIGITS: usize = 9;

/// Sorts of relations: key of the journal, what it says.
pub(super) const RELATIONS: [(&str, &str); 4] = [
    ("because", "it rests on that claim"),
    ("part-of", "it is a part of that claim"),
    ("contradicts", "it cannot be so if that claim is"),
    ("repeats", "it says the same as that claim"),
];

impl App {
    /// Opens the tags of what has the focus.
    pub(super) fn open_tags(&mut self, on: Target) {
        self.open_list_on(ListKind::Tags, on);
    }

    /// All tags that one has used of this article, the latest first.
    pub(super) fn tags_used(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        let lines = self.notes.mine().map_or(&[][..], |fold| fold.lines());
        for line in lines.iter().rev() {
            let Body::Set(changes) = line.body() else { continue };
            for change in changes.iter().filter(|change| change.to == true) {
                if let Some(tag) =
                    change.field.strip_prefix("tag:").filter(|tag| !tags.iter().any(|other| other == tag))
                {
                    tags.push(tag.to_owned());
                }
            }
        }
        tags
    }

    /// The tags to choose from, those that are set already marked; what is typed is one of them.
    pub(super) fn tag_choices(&self, on: &Target, typed: &str) -> Vec<Choice> {
        let set = self.notes.mine().map_or(Vec::new(), |fold| tags_on(fold, on));
        let used = self.tags_used();
        let digit = |at: usize| if at < ON_DIGITS { (at + 1).to_string() } else { String::new() };
        let choice = |(at, tag): (usize, &String)| {
            let is_set = set.contains(tag);
            let help = if is_set { "✓ set; choosing it takes it away" } else { "used before" };
            let pick = Pick::Tag(tag.clone(), !is_set);
            Choice { name: tag.clone(), help: help.to_owned(), right: digit(at), available: true, pick }
        };
        let mut choices: Vec<Choice> = used.iter().enumerate().map(choice).collect();
        let typed = as_tag(typed);
        if !typed.is_empty() && !used.contains(&typed) {
            let pick = Pick::Tag(typed.clone(), true);
            choices.push(Choice {
                name: typed,
                help: "a new tag".to_owned(),
                right: String::new(),
                available: true,
                pick,
            });
        }
        choices
    }

    /// Sets a tag, or takes it away.
    pub(super) fn set_tag(&mut self, on: &Target, tag: &str, set: bool) -> Vec<Effect> {
        let to = if set { serde_json::Value::Bool(true) } else { serde_json::Value::Null };
        let what = if set { "Tagged" } else { "No longer tagged" };
        self.write(&[Setting::new(on, format!("tag:{tag}"), to)], &format!("{what}: {tag}"))
    }

    /// The claims that the selected one could hang together with.
    pub(super) fn relation_choices(&self) -> Vec<Choice> {
        let claims = self.document.article.claims().enumerate();
        let others = claims.filter(|(index, (_, claim))| self.place.claim != Some(*index) && !claim.draft);
        others
            .map(|(_, (_, claim))| Choice {
                name: self.claim_name(claim),
                help: claim.text.clone(),
                right: String::new(),
                available: true,
                pick: Pick::RelatedClaim(claim.id.clone()),
            })
            .collect()
    }

    /// How it hangs together with it; what is said already is marked.
    pub(super) fn relation_kind_choices(&self, other: &Target) -> Vec<Choice> {
        let on = self.selected_claim().map(|(_, claim)| Target::claim(&claim.id));
        let choice = |(key, says): (&'static str, &str)| {
            let field = format!("{key}:{}", other.id());
            let is_set =
                on.as_ref().is_some_and(|on| self.notes.mine().is_some_and(|fold| fold.value(on, &field).is_some()));
            let help = if is_set { format!("✓ said; choosing it takes it away ({says})") } else { says.to_owned() };
            let pick = Pick::Relation(field, !is_set);
            Choice { name: key.to_owned(), help, right: String::new(), available: true, pick }
        };
        RELATIONS.into_iter().map(choice).collect()
    }

    /// Says how the selected claim hangs together with another, or takes that back.
    pub(super) fn set_relation(&mut self, field: &str, set: bool) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let to = if set { serde_json::Value::Bool(true) } else { serde_json::Value::Null };
        let setting = Setting::new(&Target::claim(&claim.id), field, to);
        self.write(&[setting], if set { "Relation kept" } else { "Relation removed" })
    }
}

/// A short word: no spaces at its ends, none in a row, no colon, which the journal uses.
fn as_tag(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join("-").replace(':', "-").to_lowercase()
}
