//! Frame, fold and load, on generated articles and journals: `cargo bench`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use divan::Bencher;
use nutgraf::codec;
use nutgraf::codec::diagnostics::notes_check::NotesFile;
use nutgraf::model::annotation::Notes;
use nutgraf::model::article::Article;
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::people::People;
use nutgraf::model::journal::{ActionId, Change, Target};
use nutgraf::model::query::{Asker, ClaimQuery, Query, Vocabulary};
use nutgraf::reader::app::App;
use nutgraf::reader::document::Document;
use nutgraf::reader::draw;
use nutgraf::reader::draw::Look;
use nutgraf::reader::key::Key;
use nutgraf::reader::message::{Message, Moment};
use nutgraf::text::haystack::Haystack;
use nutgraf::text::search::Pattern;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// An article of this many paragraphs, about 600 bytes each.
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
    codec::article_yaml::read("bench", yaml(paragraphs).as_bytes()).ok()
}

#[divan::bench(args = [20, 1_000, 20_000])]
fn load(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let text = yaml(paragraphs);
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench(|| codec::article_yaml::read("bench", text.as_bytes()));
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
        terminal.draw(|frame| draw::draw(&app, Look::default(), frame)).map(|_| ())
    });
}

/// Ten megabytes in paragraphs of about 600 bytes, with typographic quotes and dashes.
fn prose() -> Vec<String> {
    let sentence = "Ships paid “twelve crowns” in Ostrow, which the guild’s pilots called a scandal – while nobody at the \
                    ministry said anything of it at all. ";
    (0..17_000).map(|number| format!("{number}. {}", sentence.repeat(4))).collect()
}

#[divan::bench]
fn fold_ten_megabytes(bencher: Bencher<'_, '_>) {
    let texts = prose();
    bencher.bench(|| {
        let mut haystack = Haystack::default();
        for text in &texts {
            haystack.add(text);
        }
        haystack
    });
}

#[divan::bench(args = ["z", "zeppelin", "16999", "ministry"])]
fn find_in_ten_megabytes(bencher: Bencher<'_, '_>, words: &str) {
    let texts = prose();
    let mut haystack = Haystack::default();
    for text in &texts {
        haystack.add(text);
    }
    bencher.bench(|| {
        let pattern = Pattern::new(words)?;
        Some(haystack.places(&pattern, 10_000, |number| texts[number].as_str()))
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
        let line = codec::journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", "ana", &[change], &BTreeMap::new());
        journal.push_str(&line.raw);
        journal.push('\n');
    }
    bencher.bench(|| Fold::from_lines(codec::journal_jsonl::read(journal.as_bytes()).lines));
}

/// A 10 MB article with 100,000 lines of notes, from the bytes on the disk to the first frame that shows them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn open_with_notes(bencher: Bencher<'_, '_>) {
    let Some(article) = article(34_000) else { return };
    let lines = said_of_each(&article);
    bencher.with_inputs(|| (article.clone(), lines.clone())).bench_local_values(|(article, lines)| {
        let mut app = App::new(Document::new(article, "bench".to_owned()), 120, 40);
        let annotator = nutgraf::reader::annotator::Annotator { name: Some("ana".to_owned()), from: "--as".to_owned() };
        app.update(Message::Annotator(annotator));
        app.update(Message::NotesRead { lines, troubles: Vec::new() });
        let Ok(mut terminal) = Terminal::new(TestBackend::new(120, 40));
        terminal.draw(|frame| draw::draw(&app, Look::default(), frame)).map(|_| ()).map(|()| app)
    });
}

/// Six terms that match each of 10,000 judged claims.
#[divan::bench]
fn ask_ten_thousand_claims(bencher: Bencher<'_, '_>) {
    let Some(article) = article(10_000) else { return };
    let notes = Notes::new(Some("ana".to_owned()), said_of_each(&article));
    let typed = "verdict:refuted has:evidence -is:changed speaker:author about:ostrow crowns";
    let Ok(query) = Query::parse(typed, &Vocabulary::of_claims()) else { return };
    bencher.bench(|| ClaimQuery::new(&query, Asker::reader(&article, &notes)).passing_ids().len());
}

/// A journal of this many lines on 500 claims, each line replacing the one before on its claim: verdicts with reasons,
/// tags, evidence.
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
        let line = codec::journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", "ana", &changes, &BTreeMap::new());
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
        let notes = Notes::new(None, codec::journal_jsonl::read(&journal).lines);
        nutgraf::render::notes_text::notes(&article, &notes, &Query::everything(), "2026-11-24")
    });
}

#[divan::bench(args = [1_000, 100_000])]
fn check_notes(bencher: Bencher<'_, '_>, lines: usize) {
    let Some(article) = article(500) else { return };
    let file = NotesFile { path: "bench.notes.jsonl".to_owned(), bytes: Ok(journal(lines)) };
    bencher
        .bench(|| codec::diagnostics::notes_check::check(&article, std::slice::from_ref(&file), People::default(), 0));
}

/// Writes a 10 MB article with 100,000 notes in each format: under a second.
#[divan::bench(args = nutgraf::export::FORMATS.iter().map(|format| format.name), sample_count = 3, sample_size = 1)]
fn export(bencher: Bencher<'_, '_>, name: &str) {
    use nutgraf::export::{Request, Selection, loss};
    let (Some(article), Some(format)) = (article(20_000), nutgraf::export::format(name)) else { return };
    let notes = nutgraf::model::annotation::Notes::new(None, said_of_each(&article));
    let selection = Selection::of(["ana".to_owned()]);
    bencher.bench_local(|| {
        let request =
            Request { article: &article, notes: &notes, selection: &selection, today: "2026-01-01", reviewer: None };
        let mut counted = Counted(loss::report(format, &request).len());
        (format.write)(&request, &mut counted).map(|()| counted.0)
    });
}

/// Counts the bytes written and keeps nothing.
struct Counted(usize);

impl std::fmt::Write for Counted {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// Five annotations of each claim, in five lines.
fn said_of_each(article: &Article) -> Vec<nutgraf::model::journal::Line> {
    use nutgraf::model::journal::anchor::words;
    use nutgraf::model::journal::fingerprint::Fingerprint;
    let mut lines = Vec::new();
    for (paragraph, claim) in article.claims() {
        let of = Fingerprint::of_claim(claim);
        let item = ActionId::from_parts(1, lines.len() as u128).to_string();
        let fields = [
            (Target::claim(&claim.id), "verdict".to_owned(), "refuted"),
            (Target::claim(&claim.id), "why".to_owned(), "The ledger says otherwise."),
            (Target::claim(&claim.id), format!("note:{item}"), "Ask again."),
            (Target::claim(&claim.id), format!("evidence:{item}"), "refutes"),
            (Target::element("evidence", &item), "url".to_owned(), "https://ledger.example/page"),
        ];
        for (on, field, to) in fields {
            let time = lines.len() as u64;
            let change = Change {
                on,
                of: Some(of.clone()),
                field,
                was: serde_json::Value::Null,
                to: to.into(),
                after: Vec::new(),
            };
            let kept = BTreeMap::from([(of.clone(), words::of_claim(paragraph, claim))]);
            let id = ActionId::from_parts(time, u128::from(time));
            lines.push(codec::journal_jsonl::write_set(
                id,
                &codec::journal_jsonl::timestamp(time),
                "ana",
                &[change],
                &kept,
            ));
        }
    }
    lines
}
