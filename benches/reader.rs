//! Frame, fold and load, on generated articles and journals: `cargo bench`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use divan::Bencher;
use nutgraf::app::message::{Key, Message, Moment};
use nutgraf::app::{App, Document};
use nutgraf::domain::article::Article;
use nutgraf::domain::fold::Fold;
use nutgraf::domain::journal::{ActionId, Change, Target};
use nutgraf::domain::notes::Notes;
use nutgraf::format;
use nutgraf::format::notes_check::NotesFile;
use nutgraf::ui::{self, Look};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// An article of so many paragraphs, about 600 bytes each.
fn yaml(paragraphs: usize) -> String {
    let mut text = "nutgraf: 1\narticle: {id: a, title: A, outlet: B, language: en, wording: verbatim}\nentities: [{id: o, name: Ostrow, kind: place}]\nsections:\n  - id: s\n    paragraphs:\n".to_owned();
    for number in 0..paragraphs {
        let quote = format!("Ships paid {number} crowns in Ostrow");
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "      - id: p{number}\n        text: {quote}, which the guild of pilots called a scandal, while the ministry said nothing of it at all.\n        claims:\n          - {{id: p{number}.c1, text: {quote}., quote: {quote}, kind: fact, certainty: stated, speaker: author, about: [o]}}\n"
        );
    }
    text
}

fn article(paragraphs: usize) -> Option<Article> {
    format::article::read("bench", yaml(paragraphs).as_bytes()).ok()
}

#[divan::bench(args = [20, 1_000, 20_000])]
fn load(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let text = yaml(paragraphs);
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench(|| format::article::read("bench", text.as_bytes()));
}

#[divan::bench(args = [20, 20_000])]
fn key_and_frame(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let Some(article) = article(paragraphs) else { return };
    let mut app = App::new(Document::new(article, "bench".to_owned()), 120, 40);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
    let mut down = true;
    bencher.bench_local(move || {
        down = !down;
        let key = Key::named(if down { "j" } else { "k" });
        app.update(Message::Key(key, Moment::default()));
        terminal.draw(|frame| ui::draw(&app, Look::default(), frame)).map(|_| ())
    });
}

#[divan::bench(args = [1_000, 100_000])]
fn read_and_fold(bencher: Bencher<'_, '_>, lines: usize) {
    let mut journal = String::new();
    for number in 0..lines {
        let on = Target::claim(&format!("p{}.c1", number % 500));
        let change =
            Change { on, of: None, field: "verdict".into(), was: ().into(), to: "supported".into(), after: vec![] };
        let id = ActionId::from_parts(number as u64, number as u128 * 7919);
        let line = format::journal::write_set(id, "2026-11-24T00:00:00Z", "ana", &[change], &BTreeMap::new());
        journal.push_str(&line.raw);
        journal.push('\n');
    }
    bencher.bench(|| Fold::from_lines(format::journal::read(journal.as_bytes()).lines));
}

/// A journal of so many lines on 500 claims, each after the one before on its claim: verdicts with reasons, tags, evidence.
fn journal(lines: usize) -> Vec<u8> {
    let mut journal = String::new();
    for number in 0..lines {
        let on = Target::claim(&format!("p{}.c1", number % 500));
        let after = number.checked_sub(2000).map(|before| ActionId::from_parts(before as u64, before as u128 * 7919));
        let change = |on: &Target, field: &str, to: &str| {
            let (on, field, after) = (on.clone(), field.to_owned(), after.into_iter().collect());
            Change { on, of: None, field, was: ().into(), to: to.into(), after }
        };
        let item = format!("01KB{:022}", number % 2000);
        let changes = match number / 500 % 4 {
            0 => vec![change(&on, "verdict", "supported"), change(&on, "why", "The register of the quay says so.")],
            1 => vec![change(&on, &format!("tag:t{}", number % 7), "true")],
            2 => vec![change(&on, &format!("note:{item}"), "To be asked again.")],
            _ => vec![
                change(&on, &format!("evidence:{item}"), "supports"),
                change(&Target::element("evidence", &item), "url", "https://quay.example/register"),
            ],
        };
        let id = ActionId::from_parts(number as u64, number as u128 * 7919);
        let line = format::journal::write_set(id, "2026-11-24T00:00:00Z", "ana", &changes, &BTreeMap::new());
        journal.push_str(&line.raw);
        journal.push('\n');
    }
    journal.into_bytes()
}

#[divan::bench(args = [1_000, 100_000])]
fn notes(bencher: Bencher<'_, '_>, lines: usize) {
    let Some(article) = article(500) else { return };
    let journal = journal(lines);
    bencher.bench(|| {
        let notes = Notes::new(None, format::journal::read(&journal).lines);
        format::notes_text::notes(&article, &notes, "2026-11-24")
    });
}

#[divan::bench(args = [1_000, 100_000])]
fn check_notes(bencher: Bencher<'_, '_>, lines: usize) {
    let Some(article) = article(500) else { return };
    let file = NotesFile { path: "bench.notes.jsonl".to_owned(), bytes: Ok(journal(lines)) };
    bencher.bench(|| format::notes_check::check(&article, std::slice::from_ref(&file), 0));
}
