//! An invented article with every kind of annotation, and articles that are hostile or written in other scripts.

use std::collections::BTreeMap;

use nutgraf::codec::journal_jsonl::{timestamp, write_set};
use nutgraf::export::{Request, Reviewer, Selection};
use nutgraf::model::annotation::Notes;
use nutgraf::model::annotation::added_claim::{own_claims, put_among};
use nutgraf::model::article::Article;
use nutgraf::model::journal::action::{Action, Setting, action};
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::{ActionId, Line, Target};
use serde_json::{Value, json};

pub(crate) const FERRY: &str = include_str!("places/ferry.yaml");
/// The day of all exports.
pub(crate) const TODAY: &str = "2026-04-02";
/// When the first line was written.
const START_MS: u64 = 1_772_000_000_000;

/// An id that looks like a ULID and is always the same.
pub(crate) fn id(number: u32) -> String {
    ActionId::from_parts(START_MS, u128::from(number) * 7919 + 1).to_string()
}

/// The settlement by bo of the first claim, on which ana and bo differ.
pub(crate) fn settle(said: &mut Said, verdict: &str) {
    let line = |by: &str| {
        let judges = |(other, settings): &(&str, Vec<(String, String, Value)>)| {
            *other == by && settings.iter().any(|(on, field, _)| on == "claim:p1.c1" && field == "verdict")
        };
        let number = said.iter().position(judges).unwrap();
        ActionId::from_parts(START_MS + 60_000 * (number as u64 + 1), number as u128).to_string()
    };
    let because = "The table counts crossings, the leaflet does not.";
    let to = json!({"verdict": verdict, "because": because, "between": [line("ana"), line("bo")]});
    said.push(("bo", vec![set("claim:p1.c1", "settled", to)]));
}

/// Annotations by author: each line with its settings.
pub(crate) type Said = Vec<(&'static str, Vec<(String, String, Value)>)>;

pub(crate) fn set(on: &str, field: &str, to: impl Into<Value>) -> (String, String, Value) {
    (on.to_owned(), field.to_owned(), to.into())
}

/// Every kind of annotation, by ana and bo.
pub(crate) fn said() -> Said {
    said_of_the_first().into_iter().chain(said_of_the_rest()).collect()
}

/// Every kind of annotation of the first claim.
fn said_of_the_first() -> Said {
    let (item, file) = (id(1), id(3));
    let evidence = |number: &str, field: &str, to: &str| set(&format!("evidence:{number}"), field, to);
    let (note, answer) = (id(4), id(5));
    vec![
        ("ana", judged("p1.c1", "refuted", "high", "The port's own table has 38,400.")),
        (
            "ana",
            vec![
                set("claim:p1.c1", "correction", "carried 38,400 passengers in 2024"),
                set("claim:p1.c1", &format!("evidence:{item}"), "refutes"),
                set("claim:p1.c2", &format!("evidence:{item}"), "context"),
                evidence(&item, "url", "https://port.example/tables/2024?sheet=night&row=7"),
                evidence(&item, "passage", "Night crossings, passengers: 38,400"),
                evidence(&item, "place", "table 3"),
                evidence(&item, "archived", "https://archive.example/port/2024"),
                evidence(&item, "publisher", "Port of Norvik"),
                evidence(&item, "date", "2025-02-01"),
                evidence(&item, "accessed", "2026-03-12"),
                evidence(&item, "source", "primary"),
                evidence(&item, "language", "en"),
                evidence(&item, "certainty", "stated"),
                evidence(&item, "question", "How many passengers did the night ferry carry in 2024?"),
                evidence(&item, "answer", "38,400"),
                evidence(&item, "answer-type", "extractive"),
                evidence(&item, "reliability", "A"),
                evidence(&item, "credibility", "2"),
            ],
        ),
        (
            "ana",
            vec![
                set("claim:p1.c1", &format!("evidence:{file}"), "supports"),
                evidence(&file, "passage", "some forty thousand"),
                evidence(&file, "file", "leaflet.pdf"),
                evidence(&file, "hash", "5f2b51ca2fdc5baa31ec02e002f69aec"),
            ],
        ),
        (
            "ana",
            vec![
                set("claim:p1.c1", "tag:figures", true),
                set("claim:p1.c1", "found:0", json!({"value": "38400", "unit": "passenger", "when": "2024"})),
                set("claim:p1.c1", "priority", "medium"),
                set("claim:p1.c1", "repeats:p1.c2", true),
                set(
                    "claim:p1.c1",
                    &format!("note:{note}"),
                    "The leaflet counts *both* ways.\nAsk the port which way it counts.",
                ),
                set(&format!("note:{note}"), &format!("note:{answer}"), "The port counts single crossings."),
            ],
        ),
        ("ana", kept_back()),
    ]
}

/// Words that ana keeps private.
pub(crate) const SECRET: &str = "the harbour master's daughter";

/// A note with an answer and a piece of evidence, all private.
fn kept_back() -> Vec<(String, String, Value)> {
    let (note, answer, item) = (id(20), id(21), id(22));
    vec![
        set("claim:p1.c1", &format!("note:{note}"), format!("Had the table from {SECRET}.")),
        set(&format!("note:{note}"), "private", true),
        set(&format!("note:{note}"), &format!("note:{answer}"), format!("Call {SECRET} again.")),
        set(&format!("note:{note}"), "tag:source", true),
        set("claim:p1.c1", &format!("evidence:{item}"), "refutes"),
        set(&format!("evidence:{item}"), "passage", format!("An e-mail of {SECRET}.")),
        set(&format!("evidence:{item}"), "private", true),
    ]
}

/// Annotations of everything else.
fn said_of_the_rest() -> Said {
    let evidence = |number: &str, field: &str, to: &str| set(&format!("evidence:{number}"), field, to);
    let (other, own, reply) = (id(2), id(6), id(7));
    vec![
        ("ana", judged("p1.c2", "conflicting", "low", "Two tables disagree.")),
        (
            "ana",
            vec![
                set("claim:p1.c2", "said", "confirmed"),
                set("claim:p1.c2", "same:lighthouse/p4.c1", true),
                set("claim:p1.c2", "same:lighthouse/p5.c2", false),
                set("claim:p1.c2", &format!("evidence:{other}"), "supports"),
                evidence(&other, "url", "https://board.example/minutes.html"),
                evidence(&other, "passage", "The number has doubled since 2019."),
                evidence(&other, "accessed", "2026-03-12"),
            ],
        ),
        (
            "ana",
            vec![
                set("claim:p2.c1", "status", "waiting"),
                set("claim:p2.c1", "status-reason", "the town has the accounts"),
            ],
        ),
        (
            "ana",
            vec![set(
                "claim:p2.c1",
                &format!("reply:{reply}"),
                json!({"who": "Town clerk", "channel": "e-mail", "asked": "2026-03-12", "due": "2026-03-26", "answered": "", "answer": ""}),
            )],
        ),
        (
            "ana",
            vec![
                set("claim:p3.c1", "status", "not-checkable"),
                set("claim:p3.c1", "status-reason", "a matter of taste"),
            ],
        ),
        ("ana", judged("p2.c3", "supported", "moderate", "The Board's statement says so.")),
        (
            "ana",
            vec![
                set("paragraph:p2", &format!("note:{}", id(8)), "Who is the town here: the council or the port?"),
                set("paragraph:p2", "tag:wording", true),
                set("entity:lind", &format!("note:{}", id(9)), "Speaks for the crews, not for the Board."),
                set("article", &format!("note:{}", id(10)), "Read with the piece of January."),
            ],
        ),
        (
            "ana",
            vec![
                set(&format!("claim:{own}"), "text", "Nobody knows how many cars the night ferry carries."),
                set(&format!("claim:{own}"), "kind", "fact"),
                set(&format!("claim:{own}"), "certainty", "stated"),
                set(&format!("claim:{own}"), "speaker", "author"),
                set(
                    &format!("claim:{own}"),
                    "anchor",
                    json!({"paragraph": "p1", "quote": "Nobody has counted the cars", "before": "", "after": ""}),
                ),
            ],
        ),
        (
            "ana",
            vec![
                set(&format!("claim:{own}"), "verdict", "not-enough"),
                set(&format!("claim:{own}"), "why", "Asked everyone."),
                set(&format!("claim:{own}"), &format!("evidence:{other}"), "context"),
            ],
        ),
        ("bo", judged("p1.c1", "supported", "low", "It is near enough.")),
        ("bo", judged("p2.c3", "supported", "high", "Heard on the radio.")),
        ("bo", judged("p2.c2", "misleading", "moderate", "Only the winter months.")),
    ]
}

fn judged(claim: &str, verdict: &str, confidence: &str, why: &str) -> Vec<(String, String, Value)> {
    let on = format!("claim:{claim}");
    vec![set(&on, "verdict", verdict), set(&on, "confidence", confidence), set(&on, "why", why)]
}

pub(crate) fn article(yaml: &str) -> Article {
    nutgraf::codec::article_yaml::read("test", yaml.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// The lines of a journal with these annotations.
pub(crate) fn journal(article: &Article, said: &Said) -> Vec<Line> {
    let mut folds: BTreeMap<&str, Fold> = BTreeMap::new();
    let mut lines = Vec::new();
    let mut article = article.clone();
    for (number, (by, settings)) in said.iter().enumerate() {
        let fold = folds.entry(*by).or_default();
        let own = own_claims(&article, fold);
        put_among(&mut article, &own);
        let settings: Vec<Setting> =
            settings.iter().map(|(on, field, to)| Setting::new(&Target(on.clone()), field, to.clone())).collect();
        let Some(Action { changes, seen }) = action(&article, Some(fold), &settings) else { continue };
        let time = START_MS + 60_000 * (number as u64 + 1);
        let line = write_set(ActionId::from_parts(time, number as u128), &timestamp(time), by, &changes, &seen);
        fold.add(line.clone());
        lines.push(line);
    }
    lines
}

/// An article with its annotations.
pub(crate) struct Desk {
    pub(crate) article: Article,
    pub(crate) notes: Notes,
    pub(crate) selection: Selection,
    pub(crate) reviewer: Option<Reviewer>,
}

impl Desk {
    pub(crate) fn new(article: Article, said: &Said) -> Self {
        let lines = journal(&article, said);
        Self::of_lines(article, lines)
    }

    pub(crate) fn of_lines(mut article: Article, lines: Vec<Line>) -> Self {
        let notes = Notes::new(None, lines);
        let own: Vec<_> = notes.all().flat_map(|(_, fold)| own_claims(&article, fold)).collect();
        put_among(&mut article, &own);
        let selection = Selection::of(notes.all().map(|(name, _)| name.to_owned()));
        let reviewer = Reviewer { name: "Sound Checkers".into(), url: "https://checkers.example/".into() };
        Self { article, notes, selection, reviewer: Some(reviewer) }
    }

    pub(crate) fn request(&self) -> Request<'_> {
        Request {
            article: &self.article,
            notes: &self.notes,
            selection: &self.selection,
            today: TODAY,
            reviewer: self.reviewer.clone(),
        }
    }

    pub(crate) fn export(&self, format: &str) -> String {
        let format = nutgraf::export::format(format).unwrap();
        let mut text = String::new();
        (format.write)(&self.request(), &mut text).unwrap();
        text
    }
}

/// The rich desk. ana judged `p2.c2` in an earlier wording, `p9.c1` before it was removed, and `p2.c3` on two machines.
pub(crate) fn ferry() -> Desk {
    desk(FERRY, &said(), &said_before(), &said_apart())
}

/// Annotations of an earlier version of the article.
pub(crate) fn said_before() -> Said {
    let mut old = judged("p2.c2", "supported", "low", "So she says.");
    old.push(set("claim:p2.c2", &format!("evidence:{}", id(2)), "context"));
    old.push(set("claim:p2.c2", &format!("note:{}", id(11)), "Ask her what she meant by soon."));
    let mut gone = judged("p9.c1", "supported", "low", "Seen.");
    gone.push(set("claim:p9.c1", &format!("evidence:{}", id(2)), "supports"));
    gone.push(set("claim:p9.c1", &format!("note:{}", id(12)), "Which cars?"));
    let reworded = vec![
        set("claim:p2.c1", "why", "The budget says so."),
        set("claim:p2.c1", &format!("evidence:{}", id(2)), "supports"),
    ];
    let places = vec![
        set("section:money", &format!("note:{}", id(13)), "Only one side is heard."),
        set("paragraph:p2", &format!("note:{}", id(14)), "Who says gladly?"),
        set("paragraph:p2", "tag:tone", true),
        set("entity:lind", &format!("note:{}", id(15)), "A band, or a person?"),
    ];
    vec![("ana", old), ("ana", gone), ("ana", reworded), ("ana", places)]
}

/// Annotations from a machine without the rest.
pub(crate) fn said_apart() -> Said {
    vec![("ana", judged("p2.c3", "supported", "moderate", "Another machine says so."))]
}

/// An article with annotations: present ones, earlier ones, and some from another machine.
pub(crate) fn desk(yaml: &str, said: &Said, before: &Said, apart: &Said) -> Desk {
    let now = article(yaml);
    let old = yaml.replace("would end within months.", "would end soon.").replace("id: p1.c3", "id: p9.c1");
    let old = old.replace("a year for the crossing.", "a year, and gladly.");
    let old = old.replace("name: Astrid Lind, kind: person", "name: Astrid Lind, kind: group");
    let mut lines = earlier(journal(&article(&old), before), 0);
    lines.extend(earlier(journal(&now, apart), 1));
    lines.extend(journal(&now, said));
    Desk::of_lines(now, lines)
}

/// The same lines, dated before all others.
fn earlier(mut lines: Vec<Line>, minute: u64) -> Vec<Line> {
    for line in &mut lines {
        let id = ActionId::from_parts(START_MS + minute, line.id.random() + 1);
        let text = line.raw.replace(&line.id.to_string(), &id.to_string());
        *line = nutgraf::codec::journal_jsonl::read(text.as_bytes()).lines.remove(0);
    }
    lines
}
