//! Merges two entities that are the same, and lists the references to an entity.

use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::review::Item;
use crate::model::review::decide::{merge, with_names_of};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};
use crate::text::counted::counted;

/// Up to this many claims are named one by one.
const NAMED: usize = 6;

impl App {
    /// The references to an entity, in lines; empty if there are none.
    pub(crate) fn references(&self, id: &str) -> Vec<String> {
        let claims = || self.document.article.claims().map(|(_, claim)| claim);
        let count = |ids: fn(&Claim) -> &Vec<String>| {
            claims().filter(|claim| ids(claim).iter().any(|other| other == id)).count()
        };
        let (speaks, reports, about) =
            (count(|claim| &claim.speaker), count(|claim| &claim.via), count(|claim| &claim.about));
        let parts = [("speaker of", speaks), ("source of", reports), ("subject of", about)];
        let parts: Vec<String> =
            parts.iter().filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count}")).collect();
        if parts.is_empty() {
            return Vec::new();
        }
        let refers =
            |claim: &&Claim| claim.speaker.iter().chain(&claim.via).chain(&claim.about).any(|other| other == id);
        let all: Vec<&Claim> = claims().filter(refers).collect();
        let refer = if all.len() == 1 { "refers" } else { "refer" };
        let mut lines = vec![format!("{} {refer} to it ({}):", counted(all.len(), "claim"), parts.join(", "))];
        lines.extend(all.iter().take(NAMED).map(|claim| format!("  {}  {}", claim.id, claim.text)));
        lines.extend((all.len() > NAMED).then(|| format!("  and {} more", all.len() - NAMED)));
        lines
    }

    /// Asks of which entity the selected one is another name.
    pub(crate) fn choose_other_entity(&mut self, id: &str) {
        if self.document.article.entities.len() < 2 {
            return self.say("There is no other entity to merge it with");
        }
        self.open_list_on(ListKind::MergeEntity, Target::element("entity", id));
    }

    /// The entities with which the selected one can merge.
    pub(crate) fn merge_choices(&self, on: &Target) -> Vec<Choice> {
        let others = self.document.article.entities.iter().filter(|entity| entity.id != on.id());
        let choice = |entity: &crate::model::article::entity::Entity| Choice {
            name: entity.name.clone(),
            help: std::iter::once(entity.kind.word().to_owned())
                .chain(entity.aliases.iter().cloned())
                .collect::<Vec<_>>()
                .join(", "),
            right: if entity.draft { "candidate".to_owned() } else { String::new() },
            available: true,
            pick: Pick::MergeInto(entity.id.clone()),
        };
        others.map(choice).collect()
    }

    /// Receives the chosen entity, and shows the references before the two merge.
    pub(crate) fn merge_into(&mut self, main: &str) -> Vec<Effect> {
        let Some((id, name)) = self.reviewed_entity().map(|entity| (entity.id.clone(), entity.name.clone())) else {
            return Vec::new();
        };
        let references = self.references(&id);
        if references.is_empty() {
            return self.merge_entities(&id, main);
        }
        let into = self.document.article.entity(main).map_or(main, |entity| entity.name.as_str()).to_owned();
        let mut lines = vec![format!("“{name}” becomes another name of “{into}”.")];
        lines.extend(references);
        self.ask(Command::MergeItem, Some(main.to_owned()), lines);
        Vec::new()
    }

    /// Makes one entity another name of `main`.
    pub(crate) fn merge_entities(&mut self, id: &str, main: &str) -> Vec<Effect> {
        let article = self.article_of_file();
        let (Some(entity), Some(into)) = (article.entity(id), article.entity(main)) else { return Vec::new() };
        let merged = with_names_of(into, entity);
        let said = format!("{} is now another name of {}", entity.name, into.name);
        let next = self.following().filter(|next| next != main || into.draft);
        let operation = merge(&article, main, id, &Item::Entity(merged));
        self.do_and_go_on(operation, &said, next)
    }
}
