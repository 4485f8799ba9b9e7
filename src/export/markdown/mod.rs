//! The full check packet as Markdown: what an editor needs to follow a check and to repeat it.

pub(crate) mod claim;
pub(crate) mod ending;
pub(crate) mod escape;
pub(crate) mod front;
pub mod preserved_sections;
pub(crate) mod words;

use std::fmt;

use crate::model::annotation::judgement::{Standing, Status};
use crate::model::annotation::note::Note;
use crate::model::article::subject::Subject;
use crate::model::journal::Target;
use crate::model::journal::anchor::AnchorStatus;

use crate::export::chosen::{Chosen, Hearing};
use crate::export::feature::{Carriage, Thing};
use crate::export::state::Hashing;
use crate::export::{Audience, Format, Request, refuses_nothing};

use crate::export::markdown::escape::{inline, lines};

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "markdown-full",
    ending: "packet-full.md",
    media_type: "text/markdown",
    audience: Audience::Editors,
    what: "the packet with every claim in the order of the article, and all its annotations",
    carries: &[
        (Thing::Text, Carriage::Drops("the packet quotes the sentences of claims, not the whole text")),
        (Thing::Entities, Carriage::Drops("only claims name entities there")),
        (Thing::HiddenLetters, Carriage::Bends("each such letter is shown as \u{fffd}")),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

/// What the claims contribute to the end of the packet.
#[derive(Default)]
struct Tally {
    /// The status of each claim, with its id and the annotator.
    by_status: Vec<(Status, String, String)>,
    /// How the judged words are anchored.
    anchors: Vec<(AnchorStatus, String)>,
    /// Ids of claims judged on an earlier wording.
    earlier: Vec<String>,
}

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut out = Hashing::new(out);
    front::write(request, &mut out)?;
    let folds = request.folds_hearing(Hearing::Contradictions);
    let mut tally = Tally::default();
    let mut section = None;
    for place in request.places() {
        for chosen in request.chosen_in(place, &folds) {
            if section != Some(&place.section.id) {
                section = Some(&place.section.id);
                writeln!(out, "\n## {}", inline(place.section.title()))?;
            }
            claim::write(request, &chosen, &mut out)?;
            tally.take(&chosen);
        }
    }
    if !request.selection.picks_claims() {
        elsewhere(request, &mut out)?;
    }
    ending::write(request, &tally, &mut out)?;
    let whole = out.digits();
    writeln!(out, "{} {whole} -->", preserved_sections::WHOLE)
}

use fmt::Write as _;

impl Tally {
    fn take(&mut self, chosen: &Chosen<'_>) {
        let id = &chosen.claim.id;
        if chosen.voices.is_empty() {
            self.by_status.push((Status::ToDo, id.clone(), String::new()));
        }
        for voice in &chosen.voices {
            let said = &voice.assessment;
            let why = said.status_reason.clone().unwrap_or_default();
            self.by_status.push((said.status, id.clone(), why));
            self.anchors.extend(said.anchor.map(|status| (status, id.clone())));
            if matches!(said.standing, Standing::Earlier(_)) {
                self.earlier.push(id.clone());
            }
        }
    }
}

/// Notes and tags on targets other than claims.
fn elsewhere(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    let folds = request.folds();
    for on in request.elsewhere() {
        for (by, fold) in folds.iter() {
            let Some(remarks) = folds.remarks(fold, &on) else { continue };
            if !std::mem::replace(&mut begun, true) {
                out.write_str("\n## Notes on the rest of the article\n")?;
            }
            writeln!(out, "\n### On {} ({})\n", inline(&place(request, &on)), inline(by))?;
            let remark = |field: &str| {
                remarks.remark_on(field).map_or(String::new(), |remark| format!(" ({})", inline(&remark)))
            };
            notes(&remarks.notes, 0, &remark, out)?;
            tags(&remarks.tags, &remark, out)?;
        }
    }
    Ok(())
}

/// The name of a target in the article.
pub(super) fn place(request: &Request<'_>, on: &Target) -> String {
    match Subject::find(request.article, on) {
        Some(Subject::Section(section)) => format!("the section “{}”", section.title()),
        Some(Subject::Paragraph(paragraph)) => {
            let number = request.article.paragraphs().position(|other| other.id == paragraph.id);
            format!("¶{}", number.map_or(0, |number| number + 1))
        }
        Some(Subject::Entity(entity)) => entity.name.clone(),
        _ => "the article".to_owned(),
    }
}

/// Tags in a line; `remark` gives the warning about a field.
fn tags(tags: &[String], remark: &dyn Fn(&str) -> String, out: &mut dyn fmt::Write) -> fmt::Result {
    if tags.is_empty() {
        return Ok(());
    }
    let tags: Vec<String> =
        tags.iter().map(|tag| format!("{}{}", inline(tag), remark(&format!("tag:{tag}")))).collect();
    writeln!(out, "- **Tags:** {}", tags.join(", "))
}

/// Notes as list items, with their answers below; `remark` gives the warning about a field.
fn notes(notes: &[Note], depth: usize, remark: &dyn Fn(&str) -> String, out: &mut dyn fmt::Write) -> fmt::Result {
    let indent = "  ".repeat(depth);
    for note in notes {
        let day = note.at.get(..10).map_or(String::new(), |day| format!(", {}", inline(day)));
        let what = if depth == 0 { "Note" } else { "Answer" };
        let remark = remark(&format!("note:{}", note.id));
        writeln!(out, "{indent}- **{what}{day}:** {}{remark}", lines(&note.text, depth + 1))?;
        self::notes(&note.answers, depth + 1, &|_| String::new(), out)?;
    }
    Ok(())
}
