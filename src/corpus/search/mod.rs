//! Searches many articles by words and fields, claim by claim and paragraph by paragraph, and ranks the hits.
//!
//! A query is tested on *passages*: a title, a heading, a paragraph, a claim with its annotations, an entity. All parts
//! of a query must match the same passage; fields of articles are tested on its article. A query with nothing but
//! fields of articles, or nothing but negations, is tested on whole articles.

mod context;
mod hit;
mod passage;
mod rank;
mod words;

use std::collections::HashMap;

use crate::model::query::{BARE, Expression, Query, Term, Value};

use crate::corpus::fields;
use crate::corpus::fields::Article;
use crate::corpus::record::{Passage, PassageKind, Record};
use crate::corpus::row::Row;

pub use crate::corpus::search::context::Context;
pub use crate::corpus::search::hit::{Found, Hit};
pub use crate::corpus::search::words::WordPattern;

/// Articles to search, by index.
pub trait Articles {
    /// The number of articles.
    fn count(&self) -> usize;
    /// An article's row for lists.
    fn row(&self, number: usize) -> &Row;
    /// An article's folded words, a line for each piece.
    fn words(&self, number: usize) -> &[u8];
    /// The bytes of an article's record; `None` if it cannot be read.
    fn record(&self, number: usize) -> Option<Vec<u8>>;
}

/// The person who searches.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    /// Their name, if known.
    pub me: Option<String>,
    /// Whether they see others' notes on claims that they have not judged.
    pub sees_all: bool,
    /// Whether fields ask for everyone's verdicts, rather than the viewer's own.
    pub asks_everyone: bool,
}

impl Viewer {
    /// Somebody who searches as in the library and on the command line: fields ask for every judgement that they may see,
    /// which are others' once they have judged a claim themselves.
    #[must_use]
    pub const fn of(me: Option<String>) -> Self {
        Self { me, sees_all: false, asks_everyone: true }
    }
}

/// A query prepared for a search.
pub struct Search<'q> {
    query: &'q Query,
    viewer: &'q Viewer,
    /// The patterns of the query's words, by their spelling.
    patterns: HashMap<&'q str, WordPattern>,
    unit: Unit,
    /// Terms of words, each of which must occur with one of its values in an article.
    required: Vec<&'q Term>,
}

/// The unit that a query is tested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Article,
    Claim,
    Passage,
}

/// The limits of a search.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many hits to return, the best ones.
    pub hits: usize,
    /// How many articles to search, the likeliest first.
    pub articles: usize,
}

impl<'q> Search<'q> {
    /// Prepares a query. With `is_typed`, its last word may be the beginning of one.
    #[must_use]
    pub fn new(query: &'q Query, viewer: &'q Viewer, is_typed: bool) -> Self {
        let terms = query.terms();
        let mut patterns = HashMap::new();
        let last = terms.last().and_then(|term| term.values.last()).map(Value::written);
        for term in terms.iter().filter(|term| asks_words(term)) {
            for written in term.values.iter().map(Value::written) {
                let pattern = WordPattern::new(written, is_typed && last == Some(written));
                patterns.extend(pattern.map(|pattern| (written, pattern)));
            }
        }
        let (mut words, mut claims) = (false, false);
        wants(query.expression(), true, &mut |term| {
            words |= asks_words(term) || !(fields::is_of_article(term) || is_of_claims(term));
            claims |= is_of_claims(term);
        });
        let unit = match (claims, words) {
            (true, _) => Unit::Claim,
            (false, true) => Unit::Passage,
            (false, false) => Unit::Article,
        };
        Self { query, viewer, patterns, unit, required: required(query.expression()) }
    }

    /// Prepares a query whose hits are claims, whatever it names: a claim has the fields of its article.
    #[must_use]
    pub fn of_claims(query: &'q Query, viewer: &'q Viewer) -> Self {
        Self { unit: Unit::Claim, ..Self::new(query, viewer, false) }
    }

    /// Whether it asks of claims, so that all its hits are claims.
    #[must_use]
    pub fn asks_of_claims(&self) -> bool {
        self.unit == Unit::Claim
    }

    /// Whether it looks for words, so that hits are ranked by them.
    #[must_use]
    pub fn looks_for_words(&self) -> bool {
        !self.patterns.is_empty()
    }

    /// The matches in the articles, the best first.
    #[must_use]
    pub fn run(&self, articles: &dyn Articles, limits: Limits) -> Found {
        let (candidates, weights) = self.candidates(articles);
        let sees_all = Viewer { sees_all: true, ..self.viewer.clone() };
        let whole = self.by(&sees_all);
        let mut found = Found { is_whole: candidates.len() <= limits.articles, ..Found::default() };
        for number in candidates.into_iter().take(limits.articles) {
            let row = articles.row(number);
            let Some(bytes) = articles.record(number) else {
                found.damaged.push(row.path.clone());
                continue;
            };
            let Some(record) = Record::decode(&bytes) else {
                found.damaged.push(row.path.clone());
                continue;
            };
            let lines: Vec<&[u8]> = articles.words(number).split(|byte| *byte == b'\n').collect();
            let article = Article { row, record: &record, me: self.viewer.me.as_deref() };
            let hits = self.hits_in(&article, &lines, &weights);
            found.articles += usize::from(!hits.is_empty());
            found.total += hits.len();
            found.hidden += self.hidden_in(&whole, &article, &lines);
            found.hits.extend(hits);
            // Hits that cannot be among the best any more are dropped.
            if found.hits.len() > limits.hits.saturating_mul(4).max(1000) {
                rank::keep_best(&mut found.hits, limits.hits);
            }
        }
        rank::keep_best(&mut found.hits, limits.hits);
        found
    }

    /// Whether an article with these words can match; false means that it does not, without looking any further.
    #[must_use]
    pub fn may_be_met_by(&self, words: &[u8]) -> bool {
        self.may_hold(words)
    }

    /// Whether any passage of an article matches.
    #[must_use]
    pub fn is_met_by(&self, row: &Row, words: &[u8], record: &Record<'_>) -> bool {
        if !self.may_hold(words) {
            return false;
        }
        let lines: Vec<&[u8]> = words.split(|byte| *byte == b'\n').collect();
        let article = Article { row, record, me: self.viewer.me.as_deref() };
        self.passages(&article, &lines).next().is_some()
    }

    fn hits_in(&self, article: &Article<'_>, lines: &[&[u8]], weights: &HashMap<&str, f32>) -> Vec<Hit> {
        let passages = self.passages(article, lines);
        passages.map(|passage| self.hit(article, passage, lines, weights)).collect()
    }

    /// This search as another viewer sees it, whose rights may be wider.
    fn by<'v>(&'v self, viewer: &'v Viewer) -> Search<'v> {
        let required = self.required.clone();
        Search { query: self.query, viewer, patterns: self.patterns.clone(), unit: self.unit, required }
    }

    /// How many passages more `whole` finds in an article.
    fn hidden_in(&self, whole: &Search<'_>, article: &Article<'_>, lines: &[&[u8]]) -> usize {
        let me = self.viewer.me.as_deref();
        if self.viewer.sees_all || article.record.annotators.iter().all(|name| Some(*name) == me) {
            return 0;
        }
        let seen: Vec<*const Passage<'_>> = self.passages(article, lines).map(std::ptr::from_ref).collect();
        whole.passages(article, lines).filter(|passage| !seen.contains(&std::ptr::from_ref(*passage))).count()
    }

    /// The passages that match the query.
    fn passages<'r>(
        &'r self,
        article: &'r Article<'r>,
        lines: &'r [&'r [u8]],
    ) -> impl Iterator<Item = &'r Passage<'r>> + 'r {
        let wants_drafts = self.query.names("is", "draft");
        let is_asked = move |passage: &&Passage<'_>| match (self.unit, &passage.claim) {
            (Unit::Article, _) => passage.kind == PassageKind::Article,
            (_, Some(claim)) => (!claim.draft || wants_drafts) && self.sees_claim(article.record, claim),
            (Unit::Claim, None) => false,
            (Unit::Passage, None) => true,
        };
        let holds = move |passage: &&Passage<'_>| {
            self.query.holds(&mut |term| {
                fields::holds(article, term).unwrap_or_else(|| self.term_holds(article.record, passage, lines, term))
            })
        };
        article.record.passages.iter().filter(is_asked).filter(holds)
    }

    /// The articles that may have matches, the likeliest first, and the weight of each word: rare words weigh more.
    fn candidates(&self, articles: &dyn Articles) -> (Vec<usize>, HashMap<&'q str, f32>) {
        let all = articles.count();
        let mut having: HashMap<&str, f32> = HashMap::new();
        let mut counted: Vec<(usize, Vec<(&str, usize)>)> = Vec::new();
        for number in 0..all {
            let words = articles.words(number);
            if !self.may_hold(words) {
                continue;
            }
            let counts = self.patterns.iter().map(|(written, pattern)| (*written, pattern.count(words, 50)));
            let counts: Vec<(&str, usize)> = counts.filter(|(_, count)| *count > 0).collect();
            for (written, _) in &counts {
                *having.entry(written).or_default() += 1.0;
            }
            counted.push((number, counts));
        }
        #[allow(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
        let all = all as f32;
        let weights: HashMap<&str, f32> = self
            .patterns
            .keys()
            .map(|written| (*written, (1.0 + all / (1.0 + having.get(written).unwrap_or(&0.0))).ln()))
            .collect();
        #[allow(clippy::cast_precision_loss, reason = "counts up to 50")]
        let score = |counts: &[(&str, usize)]| -> f32 {
            counts.iter().map(|(written, count)| weights[written] * (1.0 + (*count as f32).ln())).sum()
        };
        counted.sort_by(|(one, left), (other, right)| {
            let newer = || articles.row(*other).published.cmp(&articles.row(*one).published);
            score(right).total_cmp(&score(left)).then_with(newer)
        });
        (counted.into_iter().map(|(number, _)| number).collect(), weights)
    }

    /// Whether every required word occurs somewhere in the article.
    fn may_hold(&self, words: &[u8]) -> bool {
        self.required.iter().all(|term| {
            let mut patterns = term.values.iter().filter_map(|value| self.patterns.get(value.written()));
            patterns.any(|pattern| pattern.is_in(words))
        })
    }
}

/// Whether a term matches words in texts.
fn asks_words(term: &Term) -> bool {
    matches!(term.field.name, BARE | "why")
}

/// Whether a term can match claims only.
fn is_of_claims(term: &Term) -> bool {
    !fields::is_of_article(term) && !matches!(term.field.name, BARE | "why" | "section" | "id" | "tag")
}

/// Calls `met` for every term that must match, or is one of several alternatives that must.
fn wants<'q>(expression: &'q Expression, is_wanted: bool, met: &mut dyn FnMut(&'q Term)) {
    match expression {
        Expression::All(parts) | Expression::Any(parts) => {
            for part in parts {
                wants(part, is_wanted, met);
            }
        }
        Expression::Not(part) => wants(part, !is_wanted, met),
        Expression::Saved(_, part) => wants(part, is_wanted, met),
        Expression::Term(term) if is_wanted => met(term),
        Expression::Term(_) => {}
    }
}

/// The terms of words that every match needs.
fn required(expression: &Expression) -> Vec<&Term> {
    match expression {
        Expression::All(parts) => parts.iter().flat_map(required).collect(),
        Expression::Saved(_, part) => required(part),
        Expression::Term(term) if asks_words(term) => vec![term],
        Expression::Term(_) | Expression::Any(_) | Expression::Not(_) => Vec::new(),
    }
}
