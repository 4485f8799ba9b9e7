//! How far annotators agree, as plain text and as JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::analysis::agreement::{Agreement, Findings, Measure, Observed, Pair};
use crate::analysis::disagreement::{Disagreement, disagreements};
use crate::model::annotation::Notes;
use crate::model::article::Article;
use crate::text::counted::counted;
use crate::text::hidden::{escape_json, escaped, visible_in_line};

use crate::render::notes_text::with_everyones;

/// Version of the JSON documents.
const VERSION: u32 = 1;
/// What is compared, for those who read numbers without the manual.
const COMPARED: &str = "verdicts and not checkable, on a nominal scale; judgements of an earlier wording do not count";
/// Pairs of annotators that text lists; JSON has them all.
const MOST_PAIRS: usize = 30;

/// An article, and how far its annotators agree.
pub struct Entry {
    /// How messages name its file.
    pub path: String,
    id: String,
    title: String,
    agreement: Agreement,
    disputed: Vec<Dispute>,
}

/// A claim on which annotators differ, in words.
struct Dispute {
    claim: String,
    found: Vec<(String, &'static str)>,
    settled: &'static str,
    settled_as: Option<&'static str>,
}

impl Entry {
    /// An article with its notes; what everyone found is also added to `all`.
    #[must_use]
    pub fn new(path: &str, article: &Article, notes: &Notes, all: &mut Findings) -> Self {
        let whole = with_everyones(article, notes);
        all.add(&whole, notes);
        let disputed = disagreements(&whole, notes).iter().map(Dispute::of).collect();
        let agreement = Agreement::of(&Findings::of(&whole, notes));
        let head = &article.head;
        Self { path: path.to_owned(), id: head.id.clone(), title: head.title.clone(), agreement, disputed }
    }

    fn settled(&self) -> usize {
        self.disputed.iter().filter(|dispute| dispute.settled_as.is_some()).count()
    }

    fn value(&self) -> Value {
        let mut value = agreement_value(&self.agreement);
        let dispute = |dispute: &Dispute| {
            let found = dispute.found.iter().map(|(by, outcome)| (by.clone(), json!(outcome)));
            json!({
                "claim": dispute.claim,
                "said": found.collect::<serde_json::Map<_, _>>(),
                "settled": dispute.settled,
                "settled-as": dispute.settled_as,
            })
        };
        value["claims"]["settled"] = json!(self.settled());
        value["disagreements"] = self.disputed.iter().map(dispute).collect();
        value["article"] = json!({"id": self.id, "title": self.title});
        value
    }
}

impl Dispute {
    fn of(one: &Disagreement<'_>) -> Self {
        let found = one.findings.iter().map(|found| (found.by.to_owned(), found.outcome.stored())).collect();
        let settled_as = one.settled.word().map(|settlement| settlement.outcome.stored());
        Self { claim: one.claim.id.clone(), found, settled: one.settled.name(), settled_as }
    }
}

/// Of one article, as text.
#[must_use]
pub fn text(entry: &Entry) -> String {
    format!("{}\n{}", visible_in_line(&entry.title), block(&entry.agreement, entry.settled()))
}

/// Of one article, as JSON.
#[must_use]
pub fn json(entry: &Entry) -> String {
    let mut value = entry.value();
    value["version"] = json!(VERSION);
    pretty(&value)
}

/// Of the articles of a folder and of all of them together, as text.
#[must_use]
pub fn folder_text(entries: &[Entry], all: &Findings) -> String {
    if entries.is_empty() {
        return "no articles here\n".to_owned();
    }
    let mut text = String::new();
    for entry in entries {
        let observed = entry.agreement.observed;
        // Writing to a string cannot fail, here and below.
        let _ = write!(text, "{}  {}  ", escaped(&entry.path), visible_in_line(&entry.title));
        let _ = writeln!(text, "{}; alpha: {}", counts(observed, entry.settled()), number(entry.agreement.alpha));
    }
    let settled = entries.iter().map(Entry::settled).sum();
    let _ = write!(text, "\nAll articles together\n{}", block(&Agreement::of(all), settled));
    text
}

/// Of the articles of a folder and of all of them together, as JSON.
#[must_use]
pub fn folder_json(entries: &[Entry], all: &Findings) -> String {
    let entry = |entry: &Entry| {
        let mut value = entry.value();
        value["path"] = json!(entry.path);
        value
    };
    let articles: Vec<Value> = entries.iter().map(entry).collect();
    let mut together = agreement_value(&Agreement::of(all));
    together["claims"]["settled"] = json!(entries.iter().map(Entry::settled).sum::<usize>());
    pretty(&json!({"version": VERSION, "articles": articles, "together": together}))
}

/// Everything about one group of annotators, line by line.
fn block(agreement: &Agreement, settled: usize) -> String {
    let observed = agreement.observed;
    let mut text = format!("{}\n", counts(observed, settled));
    for judged in &agreement.annotators {
        let _ = writeln!(text, "  {}: {}", visible_in_line(&judged.name), claims(judged.claims));
    }
    for line in measures(agreement, DECIMALS) {
        let _ = writeln!(text, "{line}");
    }
    for pair in agreement.pairs.iter().take(MOST_PAIRS) {
        let _ = writeln!(text, "  {}", pair_words(pair));
    }
    let more = agreement.pairs.len().saturating_sub(MOST_PAIRS);
    if more > 0 {
        let _ = writeln!(text, "  {} of annotators; --format json lists them all", counted(more, "more pair"));
    }
    let _ = writeln!(text, "Compared: {COMPARED}");
    text
}

/// The measures of agreement, a line each, with the counts behind them; one line where there is nothing to measure.
#[must_use]
pub fn measures(agreement: &Agreement, decimals: usize) -> Vec<String> {
    let observed = agreement.observed;
    if let Some(none) = observed.nothing_to_measure() {
        let on = match none {
            Measure::AllAgree => format!(" on {}", judged_by_several(observed.shared)),
            _ => String::new(),
        };
        return vec![format!("Agreement: {}{on}; there is no coefficient to give", none.why_none())];
    }
    let (equal, pairs) = (observed.equal_pairs, observed.pairs);
    let share = agreement.share.value().map_or(String::new(), |share| format!("{:.1} %, ", share * 100.0));
    let mut lines = vec![format!("Agreement: {share}{equal} of {pairs} pairs of judgements are equal")];
    if agreement.kappa != Measure::MoreThanTwo {
        lines.push(format!("Cohen's kappa: {}", rounded(agreement.kappa, decimals)));
    }
    lines.push(format!("Krippendorff's alpha: {}", rounded(agreement.alpha, decimals)));
    lines
}

/// Digits of a coefficient behind the point: reference values are given to six.
const DECIMALS: usize = 6;

fn number(measure: Measure) -> String {
    rounded(measure, DECIMALS)
}

fn rounded(measure: Measure, decimals: usize) -> String {
    measure.value().map_or_else(|| measure.why_none().to_owned(), |value| format!("{value:.decimals$}"))
}

/// How many judged how much, in a line.
fn counts(observed: Observed, settled: usize) -> String {
    let annotators = counted(observed.coders, "annotator");
    let settled = if settled == 0 { String::new() } else { format!(", {settled} of them settled") };
    let (rated, shared, disputed) = (claims(observed.rated), observed.shared, observed.disputed());
    format!("{annotators}, {rated} judged, {shared} by several, {disputed} disputed{settled}")
}

fn claims(count: usize) -> String {
    counted(count, "claim")
}

fn judged_by_several(count: usize) -> String {
    if count == 1 {
        "the 1 claim judged by several".to_owned()
    } else {
        format!("the {count} claims judged by several")
    }
}

fn pair_words(pair: &Pair) -> String {
    let [one, other] = &pair.names;
    let (one, other) = (visible_in_line(one), visible_in_line(other));
    let kappa =
        pair.kappa.value().map_or_else(|| pair.kappa.why_none().to_owned(), |kappa| format!("kappa {kappa:.6}"));
    format!("{one} and {other}: {} of {} equal, {kappa}", pair.alike, claims(pair.shared))
}

fn agreement_value(agreement: &Agreement) -> Value {
    let observed = agreement.observed;
    let pair = |pair: &Pair| {
        json!({
            "annotators": pair.names,
            "claims": pair.shared,
            "equal": pair.alike,
            "cohens-kappa": measure_value(pair.kappa),
        })
    };
    let annotators = agreement.annotators.iter().map(|judged| json!({"name": judged.name, "claims": judged.claims}));
    json!({
        "compared": COMPARED,
        "annotators": annotators.collect::<Vec<_>>(),
        "claims": {
            "judged": observed.rated,
            "by-several": observed.shared,
            "agreed": observed.unanimous,
            "disputed": observed.disputed(),
        },
        "pairs-of-judgements": {"all": observed.pairs, "equal": observed.equal_pairs},
        "agreement": measure_value(agreement.share),
        "cohens-kappa": measure_value(agreement.kappa),
        "krippendorffs-alpha": measure_value(agreement.alpha),
        "pairs-of-annotators": agreement.pairs.iter().map(pair).collect::<Vec<_>>(),
    })
}

/// A measure: `result` says what it is, and `value` is there only where there is a number.
fn measure_value(measure: Measure) -> Value {
    match measure.value() {
        Some(value) => json!({"result": measure.name(), "value": value}),
        None => json!({"result": measure.name(), "words": measure.why_none()}),
    }
}

fn pretty(value: &Value) -> String {
    // A value of JSON can always be written.
    escape_json(&serde_json::to_string_pretty(value).unwrap_or_default()) + "\n"
}
