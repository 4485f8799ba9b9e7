//! An entity in all articles of a library: where each names it, what is claimed of it and by it.

use crate::corpus::dossier::{Appearance, Dossier};
use crate::model::article::entity::EntityKind;
use crate::reader::app::App;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};
use crate::text::counted::counted;

impl App {
    /// The rows: names, then one part for each article.
    #[must_use]
    pub(crate) fn library_entity_rows(&self) -> Vec<SheetRow> {
        let dossier = match &self.articles.dossier {
            Answer::Awaited => return vec![SheetRow::new("", "Looking through the articles…", Tone::Calm)],
            Answer::Failed(why) => return vec![SheetRow::new("", why, Tone::Plain)],
            Answer::Known(dossier) => dossier,
        };
        let mut rows = head(dossier);
        rows.extend(self.articles.folder.as_ref().map(|folder| SheetRow::new("folder", folder, Tone::Calm)));
        for one in &dossier.appearances {
            rows.extend(appearance(one));
        }
        rows
    }
}

fn head(dossier: &Dossier) -> Vec<SheetRow> {
    let kind = dossier.kind.map_or("", EntityKind::word);
    let item = dossier.wikidata.as_ref().map_or(String::new(), |item| format!(" · Wikidata {item}"));
    let mut rows = vec![SheetRow::new("", format!("{kind}{item}"), Tone::Calm)];
    let others: Vec<&str> = dossier.names.iter().filter(|name| **name != dossier.name).map(String::as_str).collect();
    if !others.is_empty() {
        rows.push(SheetRow::new("also", others.join(", "), Tone::Plain));
    }
    let sum = |count: fn(&Appearance) -> usize| dossier.appearances.iter().map(count).sum::<usize>();
    let counts = [
        counted(dossier.appearances.len(), "article"),
        counted(sum(|one| one.mentions.len()), "mention"),
        format!("{} about it", counted(sum(|one| one.about.len()), "claim")),
        format!("{} by it", counted(sum(|one| one.by.len()), "claim")),
    ];
    rows.push(SheetRow::new("in all", counts.join(", "), Tone::Plain));
    rows
}

fn appearance(one: &Appearance) -> Vec<SheetRow> {
    let to = |id: &str| Target::Elsewhere(one.path.clone(), id.to_owned());
    let day = one.published.as_ref().map_or(String::new(), |day| format!(" · {day}"));
    let mut rows = vec![
        SheetRow::empty(),
        SheetRow::new(&one.title, String::new(), Tone::Heading),
        SheetRow::new("", format!("{}{day} · as {}", one.path, one.all_names()), Tone::Calm).to(to(&one.entity)),
    ];
    if !one.mentions.is_empty() {
        let places: Vec<String> = one.mentions.iter().map(|(number, words)| format!("¶{number} “{words}”")).collect();
        rows.push(SheetRow::new("named", places.join(", "), Tone::Plain));
    }
    for (label, claims) in [("about it", &one.about), ("by it", &one.by)] {
        rows.extend(claims.iter().map(|(id, text)| SheetRow::new(label, text, Tone::Plain).to(to(id))));
    }
    rows
}
