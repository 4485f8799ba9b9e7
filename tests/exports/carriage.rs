//! What a format says that it carries, bends or drops is what it does: each thing is taken out of a rich journal, and the
//! export changes exactly when the format carries it.

use nutgraf::format::export::contents::Contents;
use nutgraf::format::export::thing::{Carriage, Thing};
use nutgraf::format::export::{FORMATS, Format};
use serde_json::Value;

use crate::rich::{Desk, FERRY, Said, desk, id, said, said_apart, said_before};

/// An article with what is said of it, before it becomes a desk.
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

    fn reword(&mut self, from: &str, to: &str) {
        assert!(self.yaml.contains(from), "{from}");
        self.yaml = self.yaml.replace(from, to);
    }

    /// Takes out what is said so; the lines stay where they are, so that times and ids do.
    fn unsay(&mut self, what: impl Fn(&str, &str) -> bool) {
        let before = self.count();
        self.said.iter_mut().for_each(|(_, settings)| settings.retain(|(on, field, _)| !what(on, field)));
        assert!(self.count() < before, "nothing was taken out");
    }

    /// The same of what was said of an earlier version.
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
            Thing::OwnClaims => self.unsay(|on, _| on == own),
            Thing::NotCheckable => self.unsay(|on, _| on == "claim:p3.c1"),
            Thing::EarlierWordings => self.unsay_before(|on, field| on == "claim:p2.c2" && is_judged(field)),
            Thing::EarlierEvidence => {
                self.unsay_before(|on, field| on == "claim:p2.c2" && field.starts_with("evidence:"));
            }
            Thing::EarlierNotes => self.unsay_before(|on, field| on == "claim:p2.c2" && field.starts_with("note:")),
            Thing::ChangedSentences => self.unsay_before(|on, _| on == "claim:p2.c1"),
            Thing::Strays => self.unsay_before(|on, _| on == "claim:p9.c1"),
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
            Thing::TagsElsewhere => self.unsay(|on, field| !is_claim(on) && field.starts_with("tag:")),
            // What is not there cannot be taken out, and what differs or is hidden is tested by itself.
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

/// Whether a field is a part of a judgement.
fn is_judged(field: &str) -> bool {
    nutgraf::domain::assessment::JUDGED_FIELDS.contains(&field)
}

/// An export without its own report of losses, and without hashes, which change with anything.
fn bare(text: &str) -> String {
    let report = |line: &&str| !line.contains("drops ") && !line.contains("bends ") && !line.contains("leaves out");
    let text: String = text.lines().filter(report).flat_map(|line| [line, "\n"]).collect();
    let hashes = regex::Regex::new(r"urn:uuid:[0-9a-f-]{36}|\b[0-9a-f]{12}\b").unwrap();
    hashes.replace_all(&text, "H").into_owned()
}

fn refuses(format: &Format, desk: &Desk, claim: &str) -> bool {
    (format.refuses)(&desk.request()).iter().any(|refusal| refusal.claim == claim)
}

#[test]
fn what_is_taken_out_changes_an_export_exactly_when_the_format_carries_it() {
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
        let Some(without) = rest.without(*thing) else { continue };
        let (with, without) = (with.desk(), without.desk());
        assert!(Contents::of(&with.request()).count(*thing) > 0, "the rich journal has no {thing:?}");
        for (format, plain) in FORMATS.iter().zip(&plain) {
            // A claim that is refused is told of by itself.
            let about = match thing {
                Thing::NotCheckable => Some("p3.c1"),
                Thing::EarlierWordings => Some("p2.c2"),
                Thing::ChangedSentences => Some("p2.c1"),
                _ => None,
            };
            if about.is_some_and(|claim| refuses(format, &with, claim)) {
                continue;
            }
            let retold = (*thing == Thing::RetoldAddress).then(|| bare(&with.export(format.name)));
            let changed = retold.as_ref().unwrap_or(plain) != &bare(&without.export(format.name));
            let unserved = format.carriage(Thing::Unserved) != Carriage::Carries && *thing == Thing::NotCheckable;
            let carried = !matches!(format.carriage(*thing), Carriage::Drops(_)) && !unserved;
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
    use nutgraf::format::export::loss::{losses, report};
    let empty = Desk::new(crate::rich::article(FERRY), &Vec::new());
    for format in FORMATS.iter().filter(|format| format.name.starts_with("json")) {
        assert_eq!(report(format, &empty.request()), Vec::<String>::new());
    }
    let csv = nutgraf::format::export::format("csv").unwrap();
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
fn what_averitec_and_claimreview_leave_out_is_told_claim_by_claim() {
    use nutgraf::format::export::loss::report;
    let mut desk = Place::new().desk();
    desk.selection.final_by = None;
    desk.reviewer = None;
    let format = nutgraf::format::export::format("claimreview").unwrap();
    let lines = report(format, &desk.request());
    let told = |line: &str| assert!(lines.iter().any(|other| other == line), "{line}\n{lines:#?}");
    told(
        "leaves out p1.c1: it lacks one verdict: annotators differ, and --final does not say whose word holds, a reviewer in nutgraf.toml",
    );
    told("leaves out p1.c3: it lacks a verdict, a reviewer in nutgraf.toml");
    told("leaves out p2.c3: it lacks evidence, a reviewer in nutgraf.toml");
    assert!(!desk.export("claimreview").contains("ClaimReview"));
}
