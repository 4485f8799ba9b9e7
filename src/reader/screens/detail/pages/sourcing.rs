//! Who is heard in an article, and how firmly.

use std::collections::BTreeMap;

use crate::model::article::claim::{Certainty, Claim};
use crate::model::article::entity::EntityKind;
use crate::reader::app::App;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};

/// The rows: speakers by how much they say, certainties, and how many people and documents are named.
#[must_use]
pub(crate) fn rows(app: &App) -> Vec<SheetRow> {
    let article = &app.document.article;
    let numbered: Vec<(usize, &Claim)> =
        article.claims().map(|(_, claim)| claim).enumerate().filter(|(_, claim)| !claim.draft).collect();
    let claims: Vec<&Claim> = numbered.iter().map(|(_, claim)| *claim).collect();
    let attributed = claims.iter().filter(|claim| !claim.speaker.iter().any(|speaker| speaker == "author")).count();
    let implied = claims.iter().filter(|claim| claim.implied).count();
    let total = claims.len();
    let mut rows = vec![
        SheetRow::new(
            "",
            format!("{attributed} of {total} claims have a speaker other than the author."),
            Tone::Strong,
        ),
        SheetRow::new("", format!("{implied} are only implied."), Tone::Plain),
    ];
    let mut speakers: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (index, claim) in &numbered {
        speakers.entry(claim.speaker_words(article)).or_insert((0, *index)).0 += 1;
    }
    let mut speakers: Vec<_> = speakers.into_iter().collect();
    speakers.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    rows.extend(SheetRow::part("Speakers", speakers.len()));
    for (words, (count, first)) in speakers {
        rows.push(SheetRow::new(&count.to_string(), words, Tone::Plain).to(Target::Claim(first)));
    }
    rows.extend(SheetRow::part("Certainty", total));
    for certainty in [Certainty::Stated, Certainty::Probable, Certainty::Possible, Certainty::Doubtful] {
        let count = claims.iter().filter(|claim| claim.certainty == certainty).count();
        let first = numbered.iter().find(|(_, claim)| claim.certainty == certainty).map(|(index, _)| *index);
        let row = SheetRow::new(&count.to_string(), certainty.word(), Tone::Plain);
        rows.push(first.map_or(row.clone(), |first| row.to(Target::Claim(first))));
    }
    let named =
        |kind: EntityKind| article.entities.iter().filter(|entity| entity.kind == kind && !entity.draft).count();
    rows.extend(SheetRow::part("Named", named(EntityKind::Person) + named(EntityKind::Agreement)));
    rows.push(SheetRow::new(&named(EntityKind::Person).to_string(), "people", Tone::Plain));
    rows.push(SheetRow::new(&named(EntityKind::Agreement).to_string(), "agreements and documents", Tone::Plain));
    rows
}
