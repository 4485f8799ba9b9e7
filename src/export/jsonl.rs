//! One JSON object per line, each with the `set` that `nutgraf judge FILE -` reads back.

use std::collections::HashSet;
use std::fmt;

use serde_json::{Map, Value, json};

use crate::model::annotation::note::{Note, adrift, notes_on, tags_on};
use crate::model::journal::Target;
use crate::model::journal::anchor::earlier_wordings;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
use crate::text::hidden::escape_json;

use crate::export::chosen::{Chosen, Folds, Voice, says_anything};
use crate::export::rows;
use crate::export::rows::object;
use crate::export::state::{Today, setting, settings, stamps, touched};
use crate::export::{Audience, Format, Request, VERSION, refuses_nothing};

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "jsonl",
    ending: "export.jsonl",
    media_type: "application/x-ndjson",
    audience: Audience::Programs,
    what: "one JSON object per claim, note, piece of evidence; `nutgraf judge FILE -` reads it",
    carries: &[],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

/// Writes the rows, and remembers which targets have had one.
struct Rows<'r, 'a> {
    request: &'r Request<'a>,
    out: &'r mut dyn fmt::Write,
    /// The annotators and targets already written.
    told: HashSet<(&'a str, Target)>,
}

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let folds = request.folds();
    let mut rows = Rows { request, out, told: HashSet::new() };
    rows.head()?;
    for place in request.places() {
        let text = &place.paragraph.text;
        let paragraph = [
            ("type", json!("paragraph")),
            ("id", json!(place.paragraph.id)),
            ("section", json!(place.section.id)),
            ("heading", json!(place.section.heading)),
            ("number", json!(place.number)),
            ("start", json!(place.offset)),
            ("text", json!(text)),
        ];
        rows.row(object(paragraph), Vec::new())?;
        for chosen in request.chosen_in(place, &folds) {
            rows.claim(&chosen)?;
        }
    }
    for (by, fold) in folds.iter() {
        if request.selection.picks_claims() {
            rows.orphans(&folds, by, fold)?;
        } else {
            rows.elsewhere(&folds, by, fold)?;
        }
    }
    Ok(())
}

impl<'a> Rows<'_, 'a> {
    fn row(&mut self, mut row: Map<String, Value>, set: Vec<Value>) -> fmt::Result {
        row.insert("set".to_owned(), set.into());
        self.out.write_str(&escape_json(&Value::Object(row).to_string()))?;
        self.out.write_char('\n')
    }

    fn head(&mut self) -> fmt::Result {
        let mut row =
            object([("type", json!("article")), ("export", json!(VERSION)), ("exported", json!(self.request.today))]);
        row.append(&mut rows::article(self.request));
        row.insert("annotators".to_owned(), json!(self.request.selection.by));
        row.insert("final_by".to_owned(), json!(self.request.selection.final_by));
        let entities = &self.request.article.entities;
        let entity = |entity: &crate::model::article::entity::Entity| {
            json!({
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "aliases": entity.aliases,
                "wikidata": entity.wikidata,
            })
        };
        row.insert("entities".to_owned(), entities.iter().map(entity).collect());
        self.row(row, Vec::new())
    }

    fn claim(&mut self, chosen: &Chosen<'a>) -> fmt::Result {
        let stamps = stamps(chosen);
        if chosen.voices.is_empty() {
            let mut row = object([("type", json!("claim"))]);
            row.append(&mut rows::claim(self.request, chosen));
            row.insert("state".to_owned(), json!(stamps.first().map(|stamp| &stamp.state)));
            return self.row(row, Vec::new());
        }
        for (voice, stamp) in chosen.voices.iter().zip(&stamps) {
            let on = Target::claim(&chosen.claim.id);
            let mut row = object([("type", json!("claim"))]);
            row.append(&mut rows::claim(self.request, chosen));
            row.append(&mut rows::judgement(self.request, chosen, voice));
            row.insert("evidence".to_owned(), rows::bearings(&voice.assessment.evidence));
            row.insert("state".to_owned(), json!(stamp.state));
            let now = Fingerprint::of_claim(chosen.claim);
            let today = Today { now: Some(&now), earlier: &voice.assessment.earlier };
            let set = settings(voice.fold, &on, today, |field| !field.starts_with("note:"));
            self.told.insert((voice.by, on));
            self.row(row, set)?;
            self.served(voice)?;
            self.notes(voice.by, voice.fold, today, &voice.assessment.notes)?;
        }
        Ok(())
    }

    /// The evidence of a claim, each piece where it is first used.
    fn served(&mut self, voice: &Voice<'a>) -> fmt::Result {
        for (_, item) in &voice.assessment.evidence {
            let on = Target::element("evidence", &item.id);
            if !self.told.insert((voice.by, on.clone())) {
                continue;
            }
            let mut row = object([("type", json!("evidence")), ("by", json!(voice.by))]);
            row.append(&mut rows::evidence(item));
            self.row(row, settings(voice.fold, &on, Today::default(), |_| true))?;
        }
        Ok(())
    }

    fn notes(&mut self, by: &'a str, fold: &'a Fold, today: Today<'_>, notes: &[Note]) -> fmt::Result {
        for note in notes {
            let field = format!("note:{}", note.id);
            let earlier = today.earlier.iter().find(|wording| wording.field == field);
            let row = [
                ("type", json!("note")),
                ("by", json!(by)),
                ("id", json!(note.id)),
                ("on", json!(note.on.0)),
                ("text", json!(note.text)),
                ("at", json!(note.at)),
                ("earlier", earlier.map(rows::earlier_value).into()),
            ];
            self.row(object(row), setting(fold, &note.on, today, &field).into_iter().collect())?;
            let answers = Target::element("note", &note.id);
            self.notes(by, fold, Today::default(), &note.answers)?;
            self.rest_of(by, fold, &answers, Today::default(), |field| !field.starts_with("note:"))?;
            self.told.insert((by, answers));
        }
        Ok(())
    }

    /// Annotations of the rest of the article, and of what it no longer contains.
    fn elsewhere(&mut self, folds: &Folds<'a>, by: &'a str, fold: &'a Fold) -> fmt::Result {
        for on in self.request.elsewhere() {
            if !says_anything(fold, &on) {
                continue;
            }
            let subject = folds.locator.subject(&on);
            let now = subject.and_then(|subject| subject.fingerprint());
            let earlier = subject.map_or(Vec::new(), |subject| earlier_wordings(&folds.locator, fold, subject));
            let today = Today { now: now.as_ref(), earlier: &earlier };
            self.notes(by, fold, today, &notes_on(fold, &on))?;
            self.rest_of(by, fold, &on, today, |field| !field.starts_with("note:"))?;
            self.told.insert((by, on));
        }
        if !self.request.selection.is_whole() {
            return Ok(());
        }
        let mut left: Vec<&Target> = fold.targets().filter(|on| says_anything(fold, on)).collect();
        left.retain(|on| !self.told.contains(&(by, (*on).clone())));
        left.sort();
        left.into_iter().try_for_each(|on| self.left(by, fold, on))
    }

    /// Selected claims that the article no longer has, with their evidence and notes.
    fn orphans(&mut self, folds: &Folds<'a>, by: &'a str, fold: &'a Fold) -> fmt::Result {
        for orphan in self.request.orphans(folds, fold) {
            for on in touched(fold, &orphan.on) {
                if self.told.insert((by, on.clone())) {
                    self.left(by, fold, &on)?;
                }
            }
        }
        Ok(())
    }

    /// All annotations of a target that is gone, and of what belongs to it.
    fn left(&mut self, by: &str, fold: &Fold, on: &Target) -> fmt::Result {
        let mut set = settings(fold, on, Today::default(), |_| true);
        // What the article no longer has comes back as it was said, and of nothing else; so do claims of one's own that
        // stand nowhere.
        let is_gone = match on.sort() {
            "claim" | "paragraph" | "section" | "entity" => true,
            "note" => adrift(fold).contains(on),
            _ => false,
        };
        if is_gone {
            for setting in &mut set {
                setting["gone"] = true.into();
            }
        }
        self.rest_row(by, fold, on, set)
    }

    /// Further annotations of a target, in a row of their own.
    fn rest_of(
        &mut self,
        by: &str,
        fold: &Fold,
        on: &Target,
        today: Today<'_>,
        keep: impl Fn(&str) -> bool,
    ) -> fmt::Result {
        let set = settings(fold, on, today, keep);
        self.rest_row(by, fold, on, set)
    }

    fn rest_row(&mut self, by: &str, fold: &Fold, on: &Target, set: Vec<Value>) -> fmt::Result {
        if set.is_empty() {
            return Ok(());
        }
        let row = [("type", json!("rest")), ("by", json!(by)), ("on", json!(on.0)), ("tags", json!(tags_on(fold, on)))];
        self.row(object(row), set)
    }
}
