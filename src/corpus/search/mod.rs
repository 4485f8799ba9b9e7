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
use crate::corpus::parallel;
use crate::corpus::record::{Passage, PassageKind, Record};
use crate::corpus::row::Row;

pub use crate::corpus::search::context::Context;
pub use crate::corpus::search::hit::{Found, Hit};
pub use crate::corpus::search::words::WordPattern;

use crate::corpus::search::rank::Best;

/// Articles to search, by index.
pub trait Articles: Sync {
    /// The number of articles.
    fn count(&self) -> usize;
    /// An article's row for lists.
    fn row(&self, number: usize) -> &Row;
    /// An article's folded words, a line for each piece; read into `room` unless they are in memory.
    fn words<'a>(&'a self, number: usize, room: &'a mut Vec<u8>) -> &'a [u8];
    /// The bytes of an article's record, read into `room` unless they are in memory; `None` if they cannot be read.
    fn record<'a>(&'a self, number: usize, room: &'a mut Vec<u8>) -> Option<&'a [u8]>;
}

/// Where a thread reads the parts of one article after another.
#[derive(Default)]
struct Rooms {
    words: Vec<u8>,
    record: Vec<u8>,
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
        let (mut candidates, weights) = self.candidates(articles);
        let is_whole = candidates.len() <= limits.articles;
        candidates.truncate(limits.articles);
        let sees_all = Viewer { sees_all: true, ..self.viewer.clone() };
        let whole = self.by(&sees_all);
        let start = || (Found::default(), Best::new(limits.hits), Rooms::default());
        let parts = parallel::share(candidates.len(), start, |(found, best, rooms), portion| {
            for number in &candidates[portion] {
                if self.look_into(articles, *number, &whole, &weights, (found, best, rooms)).is_none() {
                    found.damaged.push(articles.row(*number).path.clone());
                }
            }
        });
        let (mut found, mut best, _) = start();
        for (part, hits, _) in parts {
            found.total += part.total;
            found.articles += part.articles;
            found.hidden += part.hidden;
            found.damaged.extend(part.damaged);
            best.join(hits);
        }
        found.damaged.sort_unstable();
        Found { hits: best.into_hits(), is_whole, ..found }
    }

    /// Puts in what is found in an article; `None` if its part of the cache is damaged.
    fn look_into(
        &self,
        articles: &dyn Articles,
        number: usize,
        whole: &Search<'_>,
        weights: &HashMap<&str, f32>,
        (found, best, rooms): (&mut Found, &mut Best, &mut Rooms),
    ) -> Option<()> {
        let record = Record::decode(articles.record(number, &mut rooms.record)?)?;
        let lines = lines_of(articles.words(number, &mut rooms.words));
        let article = Article { row: articles.row(number), record: &record, me: self.viewer.me.as_deref() };
        let before = found.total;
        for (at, passage) in self.passages(&article, &lines) {
            found.total += 1;
            let piece = self.best_piece(&record, passage, &lines, weights);
            if best.may_take(piece.score) {
                best.take(self.hit(&article, at, passage, piece));
            }
        }
        found.articles += usize::from(found.total > before);
        found.hidden += self.hidden_in(whole, &article, &lines);
        Some(())
    }

    /// The indexes of the articles of which any passage matches, in no order.
    #[must_use]
    pub fn met(&self, articles: &dyn Articles) -> Vec<usize> {
        let found =
            parallel::share(articles.count(), Default::default, |(met, rooms): &mut (Vec<_>, Rooms), portion| {
                met.extend(portion.filter(|number| self.is_met(articles, *number, rooms)));
            });
        found.into_iter().flat_map(|(met, _)| met).collect()
    }

    fn is_met(&self, articles: &dyn Articles, number: usize, rooms: &mut Rooms) -> bool {
        let words = if self.patterns.is_empty() { &[] } else { articles.words(number, &mut rooms.words) };
        if !self.may_hold(words) {
            return false;
        }
        let record = articles.record(number, &mut rooms.record).and_then(Record::decode);
        record.is_some_and(|record| {
            let article = Article { row: articles.row(number), record: &record, me: self.viewer.me.as_deref() };
            self.passages(&article, &lines_of(words)).next().is_some()
        })
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
        let mut seen = self.passages(article, lines).map(|(at, _)| at).peekable();
        let is_hidden = |(at, _): &(usize, &Passage<'_>)| {
            // Both go through the passages in their order.
            while seen.next_if(|seen| seen < at).is_some() {}
            seen.peek() != Some(at)
        };
        whole.passages(article, lines).filter(is_hidden).count()
    }

    /// The passages that match the query, each with its index.
    fn passages<'r>(
        &'r self,
        article: &'r Article<'r>,
        lines: &'r [&'r [u8]],
    ) -> impl Iterator<Item = (usize, &'r Passage<'r>)> + 'r {
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
        let passages = article.record.passages.iter().enumerate();
        passages.filter(move |(_, passage)| is_asked(passage) && holds(passage))
    }

    /// The articles that may have matches, the likeliest first, and the weight of each word: rare words weigh more.
    fn candidates(&self, articles: &dyn Articles) -> (Vec<usize>, HashMap<&'q str, f32>) {
        let all = articles.count();
        let counted = parallel::share(all, Default::default, |(counted, room): &mut (Vec<_>, Vec<u8>), portion| {
            let counts = portion.filter_map(|number| Some((number, self.counts(articles, number, room)?)));
            counted.extend(counts);
        });
        let counted: Vec<(usize, Vec<(&str, usize)>)> = counted.into_iter().flat_map(|(counted, _)| counted).collect();
        let mut having: HashMap<&str, f32> = HashMap::new();
        for (written, _) in counted.iter().flat_map(|(_, counts)| counts) {
            *having.entry(written).or_default() += 1.0;
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
        let mut scored: Vec<(f32, usize)> =
            counted.into_iter().map(|(number, counts)| (score(&counts), number)).collect();
        scored.sort_unstable_by(|(one, left), (other, right)| {
            let newer = || articles.row(*right).published.cmp(&articles.row(*left).published);
            other.total_cmp(one).then_with(newer).then(left.cmp(right))
        });
        (scored.into_iter().map(|(_, number)| number).collect(), weights)
    }

    /// How often each word occurs in an article, counted up to 50, without those that do not; `None` if it cannot match.
    fn counts(&self, articles: &dyn Articles, number: usize, room: &mut Vec<u8>) -> Option<Vec<(&'q str, usize)>> {
        if self.patterns.is_empty() {
            return Some(Vec::new());
        }
        let words = articles.words(number, room);
        // With one required word, counting tells as well whether it occurs.
        if self.required.len() > 1 && !self.may_hold(words) {
            return None;
        }
        let counts = self.patterns.iter().map(|(written, pattern)| (*written, pattern.count(words, 50)));
        let counts: Vec<(&str, usize)> = counts.filter(|(_, count)| *count > 0).collect();
        let occurs = |term: &&Term| {
            let mut values = term.values.iter().map(Value::written);
            values.any(|value| counts.iter().any(|(written, _)| *written == value))
        };
        self.required.iter().all(occurs).then_some(counts)
    }

    /// Whether every required word occurs somewhere in the article.
    fn may_hold(&self, words: &[u8]) -> bool {
        self.required.iter().all(|term| {
            let mut patterns = term.values.iter().filter_map(|value| self.patterns.get(value.written()));
            patterns.any(|pattern| pattern.is_in(words))
        })
    }
}

/// The lines of an article's words, one for each piece.
fn lines_of(words: &[u8]) -> Vec<&[u8]> {
    let mut start = 0;
    let mut lines = Vec::new();
    for end in memchr::memchr_iter(b'\n', words) {
        lines.push(&words[start..end]);
        start = end + 1;
    }
    lines.extend(words.get(start..).filter(|rest| !rest.is_empty()));
    lines
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
