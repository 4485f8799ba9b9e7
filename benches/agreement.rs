//! Measures how long it takes to find disagreements and to compute agreement: 50 annotators with 10,000 claims.

use std::fmt::Write as _;

use divan::Bencher;
use nutgraf::analysis::agreement::{Agreement, Findings};
use nutgraf::analysis::disagreement::disagreements;
use nutgraf::model::annotation::Notes;
use nutgraf::model::annotation::judgement::Verdict;
use nutgraf::model::article::Article;
use nutgraf::model::journal::fingerprint::Fingerprint;
use nutgraf::model::journal::{ActionId, Change, Line, Target};
use serde_json::Value;

const ANNOTATORS: usize = 50;
const CLAIMS: usize = 10_000;
/// Claims that one line of a journal judges, like a script that imports judgements.
const CLAIMS_OF_A_LINE: usize = 100;

fn main() {
    divan::main();
}

fn article() -> Option<Article> {
    let mut text = "nutgraf: 1\narticle: {id: a, title: A, outlet: B, language: en, wording: verbatim}\nentities: []\nsections:\n  - id: s\n    paragraphs:\n".to_owned();
    for number in 0..CLAIMS {
        let quote = format!("Ships paid {number} crowns in Ostrow");
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "      - id: p{number}\n        text: {quote}.\n        claims:\n          - {{id: p{number}.c1, text: {quote}., quote: {quote}, kind: fact, certainty: stated, speaker: author}}\n"
        );
    }
    nutgraf::codec::article_yaml::read("bench", text.as_bytes()).ok()
}

/// Everyone judges nine in ten claims, most of them alike.
fn notes(article: &Article) -> Notes {
    let claims: Vec<_> = article.claims().map(|(_, claim)| claim).collect();
    let mut lines = Vec::new();
    for annotator in 0..ANNOTATORS {
        for (batch, claims) in claims.chunks(CLAIMS_OF_A_LINE).enumerate() {
            let judged = |(number, claim): (usize, &&nutgraf::model::article::claim::Claim)| {
                let place = batch * CLAIMS_OF_A_LINE + number;
                let differs = (place + annotator * 7).is_multiple_of(11);
                let verdict = if differs { Verdict::ALL[(place + annotator) % 5] } else { Verdict::ALL[place % 5] };
                Change {
                    on: Target::claim(&claim.id),
                    of: Some(Fingerprint::of_claim(claim)),
                    field: "verdict".to_owned(),
                    was: Value::Null,
                    to: verdict.stored().into(),
                    after: Vec::new(),
                }
            };
            let changes: Vec<Change> = claims
                .iter()
                .enumerate()
                .filter(|(number, _)| !(batch * CLAIMS_OF_A_LINE + number + annotator).is_multiple_of(10))
                .map(judged)
                .collect();
            let id = ActionId::from_parts(batch as u64 + 1, (annotator as u128) << 32 | batch as u128);
            let by = format!("annotator {annotator:02}");
            lines.push(Line::set(id, "2026-11-24T00:00:00Z", &by, changes, String::new()));
        }
    }
    Notes::new(None, lines)
}

/// From folded notes to every number that `notes --agreement` prints.
#[divan::bench(sample_count = 10)]
fn agreement_of_50_annotators_on_10_000_claims(bencher: Bencher<'_, '_>) {
    let Some(article) = article() else { return };
    let notes = notes(&article);
    bencher.bench_local(|| Agreement::of(&Findings::of(&article, &notes)));
}

/// The measures alone, from everyone's outcomes.
#[divan::bench(sample_count = 10)]
fn measures_of_50_annotators_on_10_000_claims(bencher: Bencher<'_, '_>) {
    let Some(article) = article() else { return };
    let findings = Findings::of(&article, &notes(&article));
    bencher.bench_local(|| Agreement::of(&findings));
}

/// From folded notes to the list of claims on which annotators differ.
#[divan::bench(sample_count = 10)]
fn disagreements_of_50_annotators_on_10_000_claims(bencher: Bencher<'_, '_>) {
    let Some(article) = article() else { return };
    let notes = notes(&article);
    bencher.bench_local(|| disagreements(&article, &notes).len());
}
