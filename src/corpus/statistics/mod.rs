//! Counts over many articles: speakers, verdicts, hedges, corrections, years, who appears with whom.
//!
//! Articles are added one at a time, so a library of any size takes no more memory than its counts.

mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::corrections::{Correction, NO_LATER_VERSION};
use crate::corpus::record::{ClaimFacts, Record, Voice};
use crate::corpus::row::Row as ArticleRow;
use crate::corpus::versions::FixStatus;
use crate::model::annotation::judgement::Verdict;
use crate::model::article::claim::Certainty;
use crate::model::article::entity::EntityKind;

pub use table::{Row, Table};

/// A table of pairs has at most this many rows.
const MOST_PAIRS: usize = 50;

/// Counts over articles.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    articles: u64,
    /// Claims by outlet and kind of source.
    kinds: BTreeMap<(String, &'static str, &'static str), u64>,
    /// Claims and articles by the name and kind of the source.
    sources: BTreeMap<(String, &'static str), (u64, u64)>,
    by_outlet: BTreeMap<String, Verdicts>,
    by_speaker: BTreeMap<String, Verdicts>,
    by_kind: BTreeMap<String, Verdicts>,
    certainties: BTreeMap<String, [u64; 4]>,
    fixes: BTreeMap<String, [u64; 6]>,
    years: BTreeMap<String, u64>,
    months: BTreeMap<String, (u64, u64)>,
    pairs: BTreeMap<(String, String), (u64, u64)>,
}

/// The number of claims with each verdict, then of those that annotators dispute, that nobody can check, and that
/// nobody has judged.
type Verdicts = [u64; 8];

/// The columns of [`Verdicts`].
const VERDICTS: [&str; 8] = [
    "supported",
    "refuted",
    "not enough evidence",
    "conflicting",
    "misleading",
    "annotators differ",
    "not checkable",
    "not judged",
];

impl Statistics {
    /// Counts an article with its annotations, and what became of the claims that were found wrong.
    pub fn add(&mut self, row: &ArticleRow, record: &Record<'_>, corrections: &[Correction]) {
        self.articles += 1;
        let outlet = row.outlet.clone().unwrap_or_else(|| "(no outlet)".to_owned());
        let mut heard: BTreeSet<(String, &'static str)> = BTreeSet::new();
        let mut together: BTreeSet<(String, String)> = BTreeSet::new();
        let mut claims = 0;
        for (_, claim, _) in record.claims().filter(|(_, claim, _)| claim.own == 0) {
            claims += 1;
            self.add_sources(record, &outlet, claim, &mut heard);
            self.add_verdict(record, &outlet, claim);
            let at = Certainty::ALL.iter().position(|certainty| *certainty == claim.certainty).unwrap_or(0);
            self.certainties.entry(outlet.clone()).or_default()[at] += 1;
            for year in years(claim) {
                *self.years.entry(year).or_default() += 1;
            }
            for pair in pairs(record, claim) {
                self.pairs.entry(pair.clone()).or_default().0 += 1;
                together.insert(pair);
            }
        }
        for source in heard {
            self.sources.entry(source).or_default().1 += 1;
        }
        for pair in together {
            self.pairs.entry(pair).or_default().1 += 1;
        }
        if let Some(month) = row.published.as_deref().and_then(|day| day.get(..7)) {
            let counts = self.months.entry(month.to_owned()).or_default();
            *counts = (counts.0 + 1, counts.1 + claims);
        }
        self.add_corrections(outlet, corrections);
    }

    fn add_sources(
        &mut self,
        record: &Record<'_>,
        outlet: &str,
        claim: &ClaimFacts<'_>,
        heard: &mut BTreeSet<(String, &'static str)>,
    ) {
        // A claim of two ministries is one claim of a state.
        let mut kinds = BTreeSet::new();
        for speaker in &claim.speaker {
            let (name, kind, named) = source(record, speaker);
            kinds.insert((kind, named));
            self.sources.entry((name.clone(), kind)).or_default().0 += 1;
            heard.insert((name, kind));
        }
        for (kind, named) in kinds {
            *self.kinds.entry((outlet.to_owned(), kind, named)).or_default() += 1;
        }
    }

    /// How many claims the articles of an outlet make; claims of several speakers count once.
    fn claims_of(&self, outlet: &str) -> u64 {
        self.by_outlet.get(outlet).map_or(0, |verdicts| verdicts.iter().sum())
    }

    fn add_verdict(&mut self, record: &Record<'_>, outlet: &str, claim: &ClaimFacts<'_>) {
        let at = column(claim);
        self.by_outlet.entry(outlet.to_owned()).or_default()[at] += 1;
        for speaker in &claim.speaker {
            self.by_speaker.entry(source(record, speaker).0).or_default()[at] += 1;
        }
        for kind in &claim.kinds {
            self.by_kind.entry(kind.word().to_owned()).or_default()[at] += 1;
        }
    }

    /// What became of claims that were found wrong, those that no later version answers last.
    fn add_corrections(&mut self, outlet: String, corrections: &[Correction]) {
        let counts = self.fixes.entry(outlet).or_default();
        for correction in corrections {
            let at = FixStatus::ALL.iter().position(|status| Some(*status) == correction.status);
            counts[at.unwrap_or(FixStatus::ALL.len())] += 1;
        }
    }

    /// The number of articles.
    #[must_use]
    pub fn articles(&self) -> u64 {
        self.articles
    }

    /// The tables in their usual order. Rows are sorted by their first number, then by name, but months and years by
    /// time.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let verdicts = |name, title, label, counts: &BTreeMap<String, Verdicts>| {
            let rows = counts.iter().map(|(name, counts)| Row::new([name], *counts)).collect();
            Table::new(name, title, &[label], &VERDICTS, rows).by_total()
        };
        let certainties = Certainty::ALL.map(Certainty::word);
        let mut fixes: Vec<&'static str> = FixStatus::ALL.map(FixStatus::words).to_vec();
        fixes.push(NO_LATER_VERSION);
        vec![
            self.sources_table(),
            self.kinds_table(),
            verdicts("verdicts-by-outlet", "Verdicts by outlet", "outlet", &self.by_outlet),
            verdicts("verdicts-by-speaker", "Verdicts by speaker", "speaker", &self.by_speaker),
            verdicts("verdicts-by-kind", "Verdicts by kind of claim", "kind", &self.by_kind),
            Table::new(
                "certainty",
                "Certainty of claims",
                &["outlet"],
                &certainties,
                self.certainties.iter().map(|(outlet, counts)| Row::new([outlet], *counts)).collect(),
            )
            .by_total(),
            Table::new(
                "corrections",
                "Findings, and whether they were fixed",
                &["outlet"],
                &fixes,
                self.fixes.iter().map(|(outlet, counts)| Row::new([outlet], *counts)).collect(),
            )
            .without_empty_rows()
            .by_total(),
            Table::new(
                "published",
                "Articles and claims by month of publication",
                &["month"],
                &["articles", "claims"],
                self.months.iter().map(|(month, (articles, claims))| Row::new([month], [*articles, *claims])).collect(),
            ),
            Table::new(
                "years",
                "Years that claims are about",
                &["year"],
                &["claims"],
                self.years.iter().map(|(year, count)| Row::new([year], [*count])).collect(),
            ),
            self.pairs_table(),
        ]
    }

    fn sources_table(&self) -> Table {
        let all: u64 = self.by_outlet.keys().map(|outlet| self.claims_of(outlet)).sum();
        let row = |((name, kind), (claims, articles)): (&(String, &'static str), &(u64, u64))| {
            Row::new([name.as_str(), kind], [*claims, share(*claims, all), *articles])
        };
        let rows = self.sources.iter().map(row).collect();
        let measures = ["claims", "share in %", "articles"];
        Table::new("sources", "Who speaks", &["source", "kind"], &measures, rows).by_first()
    }

    fn kinds_table(&self) -> Table {
        let row = |((outlet, kind, named), count): (&(String, &'static str, &'static str), &u64)| {
            Row::new([outlet.as_str(), kind, named], [*count, share(*count, self.claims_of(outlet))])
        };
        let rows = self.kinds.iter().map(row).collect();
        let labels = ["outlet", "kind", "named"];
        Table::new("kinds-of-source", "Kinds of source by outlet", &labels, &["claims", "share in %"], rows)
    }

    fn pairs_table(&self) -> Table {
        let row = |((one, other), (claims, articles)): (&(String, String), &(u64, u64))| {
            Row::new([one.as_str(), other.as_str()], [*claims, *articles])
        };
        let rows = self.pairs.iter().map(row).collect();
        let table = Table::new("together", "Who appears with whom", &["one", "other"], &["claims", "articles"], rows);
        table.by_first().cut(MOST_PAIRS)
    }
}

/// A part of a whole, rounded to whole percent.
fn share(part: u64, whole: u64) -> u64 {
    (part * 200 + whole) / (whole * 2).max(1)
}

/// The column of a claim among [`VERDICTS`].
fn column(claim: &ClaimFacts<'_>) -> usize {
    let of_voice = |voice: &Voice<'_>| match voice.current_verdict() {
        Some(verdict) => Verdict::ALL.iter().position(|other| *other == verdict),
        None => voice.not_checkable.then_some(6),
    };
    let standings: BTreeSet<usize> = claim.voices.iter().filter_map(of_voice).collect();
    match (standings.first(), standings.len()) {
        (None, _) => 7,
        (Some(column), 1) => *column,
        (Some(_), _) => 5,
    }
}

/// A speaker's name and kind, and whether somebody in particular is named.
fn source(record: &Record<'_>, speaker: &str) -> (String, &'static str, &'static str) {
    match (speaker, record.entity(speaker)) {
        ("author", _) => ("the author".to_owned(), "author", "named"),
        (_, Some(entity)) => {
            let named = if entity.kind == EntityKind::Group { "not named" } else { "named" };
            (entity.names.first().copied().unwrap_or_default().to_owned(), entity.kind.word(), named)
        }
        _ => ("unclear".to_owned(), "unclear", "not named"),
    }
}

/// The years that a claim and its figures speak of: the first year of each date.
fn years(claim: &ClaimFacts<'_>) -> BTreeSet<String> {
    let dates = claim.when.into_iter().chain(claim.figures.iter().filter_map(|figure| figure.when));
    let year = |date: &str| {
        let digits: String = date.chars().skip_while(|letter| !letter.is_ascii_digit()).take(4).collect();
        (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
    };
    dates.filter_map(year).collect()
}

/// Names of entities that one claim joins: whom it is about and who says it; each pair in alphabetical order.
fn pairs(record: &Record<'_>, claim: &ClaimFacts<'_>) -> Vec<(String, String)> {
    let ids = claim.speaker.iter().chain(&claim.via).chain(&claim.about);
    let names: BTreeSet<&str> = ids.filter_map(|id| record.name_of(id)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let with = |(at, one): (usize, &&str)| {
        names[at + 1..].iter().map(|other| ((*one).to_owned(), (*other).to_owned())).collect::<Vec<_>>()
    };
    names.iter().enumerate().flat_map(with).collect()
}
