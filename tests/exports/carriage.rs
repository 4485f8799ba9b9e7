//! Formats do what their tables say: each feature is removed from a rich journal, and the export changes exactly if the
//! format contains it.

use nutgraf::export::contents::Contents;
use nutgraf::export::feature::{Carriage, Thing};
use nutgraf::export::{FORMATS, Format};
use serde_json::Value;

use crate::rich::{Desk, FERRY, Said, desk, id, said, said_apart, said_before, set, settle};

/// An article with its notes, before it becomes a desk.
struct Place {
    yaml: String,
    said: Said,
    before: Said,
    apart: Said,
}

impl Place {
    fn new() -> Self {
        Self { yaml: FERRY.to_owned(), said: said(), before: said_before(), apart: said_apart() }
    }

    fn desk(&self) -> Desk {
        let mut desk = desk(&self.yaml, &self.said, &self.before, &self.apart);
        desk.selection.final_by = Some("ana".to_owned());
        desk
    }

    fn settle(&mut self, verdict: &str) {
        settle(&mut self.said, verdict);
    }

    fn reword(&mut self, from: &str, to: &str) {
        assert!(self.yaml.contains(from), "{from}");
        self.yaml = self.yaml.replace(from, to);
    }

    /// Removes these annotations, but keeps their lines, so that times and ids stay.
    fn unsay(&mut self, what: impl Fn(&str, &str) -> bool) {
        let before = self.count();
        self.said.iter_mut().for_each(|(_, settings)| settings.retain(|(on, field, _)| !what(on, field)));
        assert!(self.count() < before, "nothing was taken out");
    }

    /// The same for annotations of an earlier version.
    fn unsay_before(&mut self, what: impl Fn(&str, &str) -> bool) {
        let count = |said: &Said| said.iter().map(|(_, settings)| settings.len()).sum::<usize>();
        let before = count(&self.before);
        self.before.iter_mut().for_each(|(_, settings)| settings.retain(|(on, field, _)| !what(on, field)));
        assert!(count(&self.before) < before, "nothing was taken out");
    }

    fn count(&self) -> usize {
        self.said.iter().map(|(_, settings)| settings.len()).sum()
    }

    fn without(mut self, thing: Thing) -> Option<Self> {
        let of_evidence = |fields: &'static [&'static str]| {
            move |on: &str, field: &str| on.starts_with("evidence:") && fields.contains(&field)
        };
        let own = format!("claim:{}", id(6));
        let is_claim = |on: &str| on.starts_with("claim:");
        match thing {
            Thing::Text => self.reword("hundred years and more.", "hundred years and longer."),
            Thing::Address | Thing::RetoldAddress => {
                self.reword("  url: https://courier.example/night-ferry\n", "");
            }
            Thing::Entities => self.reword("wikidata: Q1", "wikidata: Q2"),
            Thing::Kinds => self.reword("kind: [numerical, fact]", "kind: [comparison, causal]"),
            Thing::Certainties => self.reword("certainty: probable", "certainty: doubtful"),
            Thing::Speakers => self.reword("speaker: harbour-board", "speaker: lind"),
            Thing::Cues => self.reword("            cue: the Harbour Board says\n", ""),
            Thing::Implied => self.reword("            implied: true\n", ""),
            Thing::Dates => self.reword("            when: \"2024\"\n", ""),
            Thing::Figures => self.reword("value: \"3000000\"", "value: \"3000001\""),
            Thing::Relations => self.reword("            relations: {because: [p1.c1]}\n", ""),
            Thing::OwnRelations => self.unsay(|_, field| field.starts_with("repeats:")),
            Thing::SameClaims => self.unsay(|_, field| field.starts_with("same:")),
            Thing::OwnClaims => self.unsay(|on, _| on == own),
            Thing::NotCheckable => self.unsay(|on, _| on == "claim:p3.c1"),
            Thing::EarlierWordings => self.unsay_before(|on, field| on == "claim:p2.c2" && is_judged(field)),
            Thing::EarlierEvidence => {
                self.unsay_before(|on, field| on == "claim:p2.c2" && field.starts_with("evidence:"));
            }
            Thing::EarlierNotes => self.unsay_before(|on, field| on == "claim:p2.c2" && field.starts_with("note:")),
            Thing::ChangedSentences => self.unsay_before(|on, _| on == "claim:p2.c1"),
            Thing::Strays => self.unsay_before(|on, _| on == "claim:p9.c1"),
            // The journal does not contain it unless it is added.
            Thing::Settlements => {}
            Thing::Conflicts => self.apart.clear(),
            Thing::Said | Thing::Confidence | Thing::Why | Thing::StatusReasons => {
                let name = match thing {
                    Thing::Said => "said",
                    Thing::Confidence => "confidence",
                    Thing::Why => "why",
                    _ => "status-reason",
                };
                self.unsay(|_, field| field == name);
            }
            Thing::Corrections => self.unsay(|_, field| field == "correction"),
            Thing::Statuses => self.unsay(|on, field| on == "claim:p2.c1" && field == "status"),
            Thing::Priorities => self.unsay(|_, field| field == "priority"),
            Thing::Tags => self.unsay(|on, field| is_claim(on) && field.starts_with("tag:")),
            Thing::Evidence => self.unsay(of_evidence(&["passage"])),
            Thing::Bearings => {
                let settings = self.said.iter_mut().flat_map(|(_, settings)| settings);
                settings.filter(|(_, _, to)| *to == "refutes").for_each(|(_, _, to)| *to = Value::from("context"));
            }
            Thing::Questions => self.unsay(of_evidence(&["question", "answer", "answer-type"])),
            Thing::Archived => self.unsay(of_evidence(&["archived"])),
            Thing::Files => self.unsay(of_evidence(&["file", "hash"])),
            Thing::Details => {
                self.unsay(of_evidence(&["place", "publisher", "date", "accessed", "source", "language"]));
            }
            Thing::SourceCertainty => self.unsay(of_evidence(&["certainty"])),
            Thing::Grades => self.unsay(of_evidence(&["reliability", "credibility"])),
            Thing::Found => self.unsay(|_, field| field.starts_with("found:")),
            Thing::Replies => self.unsay(|_, field| field.starts_with("reply:")),
            Thing::Notes => self.unsay(|on, field| is_claim(on) && field.starts_with("note:")),
            Thing::Answers => self.unsay(|on, field| on.starts_with("note:") && field.starts_with("note:")),
            Thing::NotesElsewhere => {
                self.unsay(|on, field| !is_claim(on) && !on.starts_with("note:") && field.starts_with("note:"));
            }
            Thing::Private => {
                let kept_back = [id(20), id(21), id(22)];
                self.unsay(|on, field| kept_back.iter().any(|id| on.contains(id) || field.contains(id)));
            }
            Thing::TagsElsewhere => self.unsay(|on, field| !is_claim(on) && field.starts_with("tag:")),
            // What is not there cannot be removed; differences and hidden characters have tests of their own.
            Thing::NotJudged
            | Thing::Unserved
            | Thing::Disagreements
            | Thing::Misleading
            | Thing::NoAddress
            | Thing::NoQuestion
            | Thing::HiddenLetters => return None,
        }
        Some(self)
    }
}

/// Whether a field belongs to the judgement.
fn is_judged(field: &str) -> bool {
    nutgraf::model::annotation::assessment::JUDGED_FIELDS.contains(&field)
}

/// An export without hashes, which change with anything.
fn bare(text: &str) -> String {
    let hashes = regex::Regex::new(r"urn:uuid:[0-9a-f-]{36}|\b[0-9a-f]{12}\b").unwrap();
    hashes.replace_all(text, "H").into_owned()
}

fn refuses(format: &Format, desk: &Desk, claim: &str) -> bool {
    (format.refuses)(&desk.request()).iter().any(|refusal| refusal.claim == claim)
}

#[test]
fn removing_a_feature_changes_exactly_the_formats_that_contain_it() {
    let mut wrong = Vec::new();
    let plain = Place::new().desk();
    let plain: Vec<String> = FORMATS.iter().map(|format| bare(&plain.export(format.name))).collect();
    for thing in Thing::ALL {
        let mut with = Place::new();
        let mut rest = Place::new();
        if *thing == Thing::RetoldAddress {
            with.reword("wording: verbatim", "wording: retold");
            rest.reword("wording: verbatim", "wording: retold");
        }
        if *thing == Thing::Settlements {
            with.settle("supported");
        }
        let Some(without) = rest.without(*thing) else { continue };
        let (with, without) = (with.desk(), without.desk());
        assert!(Contents::of(&with.request()).count(*thing) > 0, "the rich journal has no {thing:?}");
        for (format, plain) in FORMATS.iter().zip(&plain) {
            // Claims that a format refuses are reported separately.
            let about = match thing {
                Thing::NotCheckable => Some("p3.c1"),
                Thing::EarlierWordings => Some("p2.c2"),
                Thing::ChangedSentences => Some("p2.c1"),
                _ => None,
            };
            if about.is_some_and(|claim| refuses(format, &with, claim)) {
                continue;
            }
            let is_own = matches!(thing, Thing::RetoldAddress | Thing::Settlements);
            let own = is_own.then(|| bare(&with.export(format.name)));
            let changed = own.as_ref().unwrap_or(plain) != &bare(&without.export(format.name));
            let unserved = format.carriage(Thing::Unserved) != Carriage::Carries && *thing == Thing::NotCheckable;
            let carried = !matches!(format.carriage(*thing), Carriage::Drops(_) | Carriage::Omits) && !unserved;
            if changed != carried {
                wrong.push(format!("{}: {thing:?} {}", format.name, if changed { "is there" } else { "is not there" }));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_of_a_format_names_a_thing_once() {
    for format in FORMATS {
        for (number, (thing, _)) in format.carries.iter().enumerate() {
            assert!(format.carries[..number].iter().all(|(other, _)| other != thing), "{}: {thing:?}", format.name);
        }
    }
}

#[test]
fn only_what_is_there_is_reported() {
    use nutgraf::export::loss::{losses, report};
    let empty = Desk::new(crate::rich::article(FERRY), &Vec::new());
    for format in FORMATS.iter().filter(|format| format.name.starts_with("json")) {
        assert_eq!(report(format, &empty.request()), Vec::<String>::new());
    }
    let csv = nutgraf::export::format("csv").unwrap();
    let lines = report(csv, &empty.request());
    assert!(lines.iter().all(|line| !line.contains("note") && !line.contains("evidence")), "{lines:#?}");
    let rich = Place::new().desk();
    let lines = report(csv, &rich.request());
    let line = lines.iter().find(|line| line.contains("3 pieces of evidence, ")).unwrap();
    assert!(
        line.starts_with("drops ") && line.ends_with(": the table has its id and bearing; csv-evidence has the rest")
    );
    let losses = losses(csv, &Contents::of(&rich.request()));
    let evidence = losses.iter().find(|loss| loss.thing == Thing::Evidence).unwrap();
    assert_eq!(
        evidence.words(),
        "drops 3 pieces of evidence: the table has its id and bearing; csv-evidence has the rest"
    );
}

#[test]
fn averitec_and_claimreview_report_losses_in_one_line_a_reason() {
    use nutgraf::export::loss::report;
    let mut desk = Place::new().desk();
    desk.selection.final_by = None;
    desk.reviewer = None;
    let format = nutgraf::export::format("claimreview").unwrap();
    let lines = report(format, &desk.request());
    let told = |line: &str| assert!(lines.iter().any(|other| other == line), "{line}\n{lines:#?}");
    told(
        "leaves out p1.c1, p2.c2: they lack one verdict: annotators differ, and --final does not say whose verdict wins",
    );
    let missing: Vec<&String> = lines.iter().filter(|line| line.ends_with("a reviewer in nutgraf.toml")).collect();
    assert_eq!(missing.len(), 1, "one line a reason: {lines:#?}");
    assert!(missing[0].starts_with("leaves out ") && missing[0].contains(": they lack "), "{missing:?}");
    assert!(!desk.export("claimreview").contains("ClaimReview"));
}

#[test]
fn a_settled_claim_has_the_settled_verdict_in_every_format_that_needs_one_before_final() {
    let mut place = Place::new();
    place.settle("refuted");
    let mut desk = place.desk();
    desk.selection.final_by = Some("bo".to_owned());
    let records: Vec<Value> = serde_json::from_str(&desk.export("averitec")).unwrap();
    let record = records.iter().find(|record| record["label"] == "Refuted").unwrap();
    assert_eq!(record["justification"], "The table counts crossings, the leaflet does not.");
    assert!(!record["questions"].as_array().unwrap().is_empty());
    assert!(desk.export("claimreview").contains("The table counts crossings"));
    assert!(desk.export("markdown").contains("### p1.c1 · ✗ refuted, settled by bo"));
    assert!(desk.export("html").contains("<article class=\"claim refuted corrected\" id=\"c-p1.c1\""));
    let row = desk
        .export("jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .find(|row| row["type"] == "claim" && row["id"] == "p1.c1" && row["by"] == "bo");
    let row = row.unwrap();
    assert_eq!((&row["holds"], &row["settled"]["state"]), (&Value::from(false), &Value::from("settled")));
    assert_eq!(row["settled"]["by"][0]["because"], "The table counts crossings, the leaflet does not.");
}

#[test]
fn a_settlement_counts_until_it_is_stale_even_without_its_authors_notes() {
    let mut place = Place::new();
    place.settle("refuted");
    let mut desk = place.desk();
    desk.selection.final_by = None;
    desk.selection.by = vec!["ana".to_owned()];
    assert!(desk.export("markdown").contains("### p1.c1 · ✗ refuted, settled by bo"));
    place.said.push(("ana", vec![set("claim:p1.c1", "verdict", "misleading")]));
    let mut desk = place.desk();
    desk.selection.final_by = None;
    let packet = desk.export("markdown");
    assert!(packet.contains("### p1.c1 · annotators differ"), "{packet}");
    assert!(packet.contains("no longer valid: ana has changed their judgement since"), "{packet}");
}
