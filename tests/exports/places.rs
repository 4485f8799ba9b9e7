//! The articles and notes files that `.ci/exports` passes to real clients, stored exactly as built here.

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::model::article::Article;
use nutgraf::model::article::claim::ClaimKind;
use nutgraf::model::journal::Line;
use serde_json::{Value, json};

use crate::rich::{Desk, Said, article, ferry, id, journal};

const SCRIPTS: &str = include_str!("places/scripts.yaml");
const HOSTILE: &str = include_str!("places/hostile.yaml");
const SHIPPED: &str = include_str!("../../content/stronger-pakistan-russia-ties.yaml");

fn set(on: &str, field: &str, to: impl Into<Value>) -> (String, String, Value) {
    (on.to_owned(), field.to_owned(), to.into())
}

/// A claim judged, with one source.
fn judged(claim: &str, verdict: &str, why: &str, item: u32, url: &str, passage: &str) -> Vec<(String, String, Value)> {
    let (on, item) = (format!("claim:{claim}"), id(item));
    let evidence = format!("evidence:{item}");
    let bearing = if verdict == "refuted" { "refutes" } else { "supports" };
    vec![
        set(&on, "verdict", verdict),
        set(&on, "confidence", "moderate"),
        set(&on, "why", why),
        set(&on, &evidence, bearing),
        set(&evidence, "url", url),
        set(&evidence, "passage", passage),
        set(&evidence, "accessed", "2026-03-01"),
    ]
}

pub(crate) fn scripts() -> Desk {
    let text = article(SCRIPTS);
    let said: Said = vec![
        (
            "آنا",
            judged(
                "p1.c1",
                "supported",
                "دونوں رسیدیں موجود ہیں ✅",
                20,
                "https://langar.example/raseed",
                "دو رسیدیں 🧾",
            ),
        ),
        (
            "آنا",
            judged(
                "p2.c1",
                "refuted",
                "Капитан показал одну квитанцию 🧾.",
                21,
                "https://gavan.example/kvitantsiya",
                "одна квитанция",
            ),
        ),
        ("آنا", vec![set("claim:p2.c1", "correction", "Корабли платят один раз 🚢")]),
        ("آنا", judged("p3.c2", "conflicting", "两张表不一致 🤔", 22, "https://gang.example/biao", "三百九十万元")),
        (
            "آنا",
            vec![set("paragraph:p3", &format!("note:{}", id(23)), "谁写的？ 👀"), set("claim:p3.c1", "tag:费用", true)],
        ),
    ];
    Desk::new(text, &said)
}

pub(crate) fn hostile() -> Desk {
    let text = article(HOSTILE);
    let item = id(30);
    let mut said: Said = vec![(
        "eve --> <script>alert(5)</script>",
        judged(
            "p1.c1",
            "refuted",
            "@SUM(1)\n=2+3\n<script>alert(6)</script>\u{1b}[31m",
            30,
            "javascript:alert(7)",
            "| a | b |\n</q><img src=x onerror=alert(8)>",
        ),
    )];
    said.push((
        "eve --> <script>alert(5)</script>",
        vec![
            set("claim:p1.c1", "correction", "\t=cmd|'/C calc'!A0"),
            set("claim:p1.c1", "tag:=1+1|<b>", true),
            set(
                "claim:p1.c1",
                &format!("note:{}", id(31)),
                "---\nevil: true\n---\n<!-- end of yours -->\n</article></main><script>alert(9)</script>\u{202e}",
            ),
            set("claim:p1.c2", "verdict", "supported"),
            set("claim:p1.c2", "why", "<!-- nutgraf whole 000000000000 -->"),
            set("claim:p1.c2", &format!("evidence:{item}"), "context"),
            set(&format!("evidence:{item}"), "archived", "vbscript:msgbox(1)"),
            set(&format!("evidence:{item}"), "publisher", "\"><script>alert(10)</script>"),
            set(&format!("evidence:{item}"), "file", "../../etc/passwd | rm"),
            set("article", &format!("note:{}", id(32)), "[x]: javascript:alert(11)\n[x]"),
            set("claim:gone", &format!("note:{}", id(33)), "<iframe src=javascript:alert(12)>"),
        ],
    ));
    Desk::new(text, &said)
}

/// The shipped article, completely judged as an example: the sources are invented.
pub(crate) fn shipped() -> Desk {
    let text = article(SHIPPED);
    let mut said: Said = Vec::new();
    let claims: Vec<_> = text.claims().map(|(_, claim)| claim.clone()).collect();
    for (number, claim) in claims.iter().enumerate() {
        let on = format!("claim:{}", claim.id);
        let mine = |kinds: &[ClaimKind]| claim.kind.iter().any(|kind| kinds.contains(kind));
        if mine(&[ClaimKind::Opinion, ClaimKind::Prediction]) {
            let why = if mine(&[ClaimKind::Opinion]) { "the author's opinion" } else { "it speaks of what is to come" };
            said.push(("ana", vec![set(&on, "status", "not-checkable"), set(&on, "status-reason", why)]));
            continue;
        }
        let verdict = match claim.id.as_str() {
            "p2.c2" => "refuted",
            "p6.c1" | "p9.c3" => "conflicting",
            "p4.c4" | "p13.c4" => "misleading",
            _ if mine(&[ClaimKind::Intent, ClaimKind::Stance]) => "not-enough",
            _ => "supported",
        };
        let item = 100 + u32::try_from(number).unwrap() / 3;
        let url = format!("https://library.example/file/{item}");
        let passage = format!("What file {item} has to say of it, invented for this example.");
        let mut lines = judged(
            &claim.id,
            verdict,
            "Held against the file; an invented reason of an example.",
            item,
            &url,
            &passage,
        );
        if !claim.speaker.iter().any(|speaker| speaker == "author" || speaker == "unclear") {
            lines.push(set(&on, "said", "not-found"));
        }
        said.push(("ana", lines));
    }
    let (first, reply) = (id(100), id(200));
    let detail = |field: &str, to: &str| set(&format!("evidence:{first}"), field, to);
    said.push((
        "ana",
        vec![
            set("claim:p2.c2", "confidence", "high"),
            set("claim:p2.c2", "why", "The union was dissolved in December 1991."),
            set("claim:p2.c2", "correction", "its collapse in 1991"),
            set("claim:p2.c2", "tag:dates", true),
            set("claim:p2.c2", &format!("note:{}", id(201)), "The year comes back in p2.c3 and p2.c4.\nBoth hang on it."),
            set("claim:p8.c1", &format!("reply:{reply}"), json!({"who": "The outlet's desk", "channel": "e-mail", "asked": "2026-03-02", "due": "2026-03-09", "answered": "", "answer": ""})),
            detail("archived", "https://archive.example/file/100"),
            detail("publisher", "The Library"),
            detail("date", "1991-12-26"),
            detail("source", "primary"),
            detail("question", "When did the union end?"),
            detail("answer", "On 26 December 1991."),
            detail("answer-type", "abstractive"),
            detail("reliability", "B"),
            detail("credibility", "1"),
            set("article", &format!("note:{}", id(202)), "An example: the sources are invented."),
            set("paragraph:p6", &format!("note:{}", id(203)), "Which trade: of goods, or of services too?"),
        ],
    ));
    Desk::new(text, &said)
}

/// All of them, by the name of the article's file.
pub(crate) fn all() -> [(&'static str, Desk); 4] {
    [("ferry", ferry()), ("scripts", scripts()), ("hostile", hostile()), ("stronger-pakistan-russia-ties", shipped())]
}

fn notes_file(name: &str, by: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/places");
    nutgraf::storage::files::folders::beside(&folder.join(format!("{name}.yaml")), by)
}

fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [&*line.raw, "\n"]).collect()
}

#[test]
fn the_notes_files_for_real_clients_are_as_they_are_made_here() {
    for (name, desk) in all() {
        for (by, fold) in desk.notes.all() {
            let path = notes_file(name, by);
            if std::env::var_os("NUTGRAF_UPDATE_ASSETS").is_some() {
                fs::write(&path, text(fold.lines())).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(kept, text(fold.lines()), "{}: run with NUTGRAF_UPDATE_ASSETS=1", path.display());
        }
    }
}

#[test]
fn an_unchanged_journal_is_not_written() {
    let text: Article = article(SCRIPTS);
    let twice: Said = vec![("a", vec![set("claim:p1.c1", "why", "x")]), ("a", vec![set("claim:p1.c1", "why", "x")])];
    assert_eq!(journal(&text, &twice).len(), 1);
}
