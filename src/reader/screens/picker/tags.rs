//! Tags and relations, which are chosen from a list rather than typed.

use crate::model::annotation::note::tags_on;
use crate::model::journal::action::Setting;
use crate::model::journal::{Body, Target};
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Effect;

/// The digits choose among this many of the latest tags.
const ON_DIGITS: usize = 9;

/// The kinds of relation: the key in the journal, and what it means.
pub(crate) const RELATIONS: [(&str, &str); 4] = [
    ("because", "this claim rests on the other"),
    ("part-of", "this claim is part of the other"),
    ("contradicts", "both claims cannot be true"),
    ("repeats", "both claims say the same"),
];

impl App {
    /// Opens the tags of a target.
    pub(crate) fn open_tags(&mut self, on: Target) {
        self.open_list_on(ListKind::Tags, on);
    }

    /// All tags that the annotator has used in this article, the latest first.
    pub(crate) fn tags_used(&self) -> Vec<String> {
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

    /// The tags to choose from, with a mark on those that are set; the typed text is among them.
    pub(crate) fn tag_choices(&self, on: &Target, typed: &str) -> Vec<Choice> {
        let set = self.notes.mine().map_or(Vec::new(), |fold| tags_on(fold, on));
        let used = self.tags_used();
        let digit = |at: usize| if at < ON_DIGITS { (at + 1).to_string() } else { String::new() };
        let choice = |(at, tag): (usize, &String)| {
            let is_set = set.contains(tag);
            let help = if is_set { "✓ set; choose it to remove it" } else { "used before" };
            let pick = Pick::Tag(tag.clone(), !is_set);
            Choice { name: tag.clone(), help: help.to_owned(), right: digit(at), available: true, pick }
        };
        let mut choices: Vec<Choice> = used.iter().enumerate().map(choice).collect();
        let typed = as_tag(typed);
        if !typed.is_empty() && !used.contains(&typed) {
            let pick = Pick::Tag(typed.clone(), true);
            choices.push(Choice {
                name: format!("new tag: {typed}"),
                help: format!("{} sets it", self.key_in(Scope::List, Command::Follow)),
                right: String::new(),
                available: true,
                pick,
            });
        }
        choices
    }

    /// Sets a tag, or removes it.
    pub(crate) fn set_tag(&mut self, on: &Target, tag: &str, set: bool) -> Vec<Effect> {
        let to = if set { serde_json::Value::Bool(true) } else { serde_json::Value::Null };
        let what = if set { "Tagged" } else { "No longer tagged" };
        self.write(&[Setting::new(on, format!("tag:{tag}"), to)], &format!("{what}: {tag}"))
    }

    /// The claims to which the selected one may relate.
    pub(crate) fn relation_choices(&self) -> Vec<Choice> {
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

    /// How the selected claim may relate to the other, with a mark on the relations that are set.
    pub(crate) fn relation_kind_choices(&self, other: &Target) -> Vec<Choice> {
        let on = self.selected_claim().map(|(_, claim)| Target::claim(&claim.id));
        let choice = |(key, says): (&'static str, &str)| {
            let field = format!("{key}:{}", other.id());
            let is_set =
                on.as_ref().is_some_and(|on| self.notes.mine().is_some_and(|fold| fold.value(on, &field).is_some()));
            let help = if is_set { format!("✓ set; choose it to remove it ({says})") } else { says.to_owned() };
            let pick = Pick::Relation(field, !is_set);
            Choice { name: key.to_owned(), help, right: String::new(), available: true, pick }
        };
        RELATIONS.into_iter().map(choice).collect()
    }

    /// Relates the selected claim to another, or removes the relation.
    pub(crate) fn set_relation(&mut self, field: &str, set: bool) -> Vec<Effect> {
        let Some((_, claim)) = self.selected_claim() else { return Vec::new() };
        let to = if set { serde_json::Value::Bool(true) } else { serde_json::Value::Null };
        let setting = Setting::new(&Target::claim(&claim.id), field, to);
        self.write(&[setting], if set { "Relation kept" } else { "Relation removed" })
    }
}

/// A short word: no spaces at its ends, none in a row, no colon, which the journal uses.
pub(crate) fn as_tag(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join("-").replace(':', "-").to_lowercase()
}
