//! How far annotators agree on the claims that several of them judged.
//!
//! The measures compare outcomes: one of the five verdicts, or that nobody can check the claim, on a nominal scale.
//! Notes, tags, reasons and the status do not matter, and judgements of an earlier wording do not count.

mod alpha;
mod kappa;
mod measure;
mod observed;
mod ratings;

use std::collections::{BTreeMap, HashMap};

use crate::model::annotation::Notes;
use crate::model::annotation::outcome::{Finding, Outcome, findings_of_each};
use crate::model::article::Article;
use crate::model::article::claim::Claim;

pub use crate::analysis::agreement::alpha::{Scale, krippendorffs_alpha};
use crate::analysis::agreement::kappa::Table;
pub use crate::analysis::agreement::kappa::cohens_kappa;
pub use crate::analysis::agreement::measure::Measure;
pub use crate::analysis::agreement::observed::Observed;
pub use crate::analysis::agreement::ratings::Ratings;

/// Everyone's outcomes, claim by claim, in one article or several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The annotators by name, each with a number.
    numbers: BTreeMap<String, usize>,
    /// For each judged claim, the annotators and their outcomes.
    claims: Vec<Vec<(usize, Outcome)>>,
}

impl Findings {
    /// Everyone's outcomes in one article.
    #[must_use]
    pub fn of(article: &Article, notes: &Notes) -> Self {
        let mut findings = Self::default();
        findings.add(article, notes);
        findings
    }

    /// Adds everyone's outcomes in another article. Annotators with the same name count as one person.
    pub fn add(&mut self, article: &Article, notes: &Notes) {
        self.add_where(article, notes, |_| true);
    }

    /// Adds everyone's outcomes on some claims of another article.
    pub fn add_where(&mut self, article: &Article, notes: &Notes, is_wanted: impl Fn(&Claim) -> bool) {
        let claims = article.claims().map(|(_, claim)| claim).filter(|claim| !claim.draft && is_wanted(claim));
        let claims: Vec<&Claim> = claims.collect();
        let numbers: HashMap<&str, usize> = notes.all().map(|(name, _)| (name, self.number(name))).collect();
        let numbered = |finding: Finding<'_>| (numbers[finding.by], finding.outcome);
        let judged = findings_of_each(notes, &claims).into_iter().filter(|findings| !findings.is_empty());
        self.claims.extend(judged.map(|findings| findings.into_iter().map(numbered).collect::<Vec<_>>()));
    }

    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    /// The outcomes as a table, by the numbers of the annotators.
    #[must_use]
    pub fn ratings(&self) -> Ratings {
        let mut ratings = Ratings::of_coders(self.numbers.len());
        let mut row = vec![None; self.numbers.len()];
        for claim in &self.claims {
            row.fill(None);
            for (number, outcome) in claim {
                row[*number] = Some(outcome.category());
            }
            ratings.push(row.iter().copied());
        }
        ratings
    }

    /// How many claims each annotator judged, by name, without those who judged none.
    fn judged(&self) -> Vec<Judged> {
        let mut counts = vec![0; self.numbers.len()];
        for (number, _) in self.claims.iter().flatten() {
            counts[*number] += 1;
        }
        let judged = self.numbers.iter().map(|(name, number)| Judged { name: name.clone(), claims: counts[*number] });
        judged.filter(|judged| judged.claims > 0).collect()
    }

    /// How far each pair of annotators agrees who judged the same claims, by name.
    fn pairs(&self) -> Vec<Pair> {
        let people = self.numbers.len();
        let mut tables = vec![None; people * people];
        for claim in &self.claims {
            for (at, (one, outcome)) in claim.iter().enumerate() {
                for (other, others) in &claim[at + 1..] {
                    let table = tables[one * people + other].get_or_insert_with(|| Table::new(Outcome::ALL.len()));
                    table.add(outcome.category() as usize, others.category() as usize);
                }
            }
        }
        let names: Vec<(&String, usize)> = self.numbers.iter().map(|(name, number)| (name, *number)).collect();
        let mut pairs = Vec::new();
        for (at, (one, first)) in names.iter().enumerate() {
            for (other, second) in &names[at + 1..] {
                // Within a claim, annotators are sorted by name, like the notes of its article.
                let both = [&tables[first * people + second], &tables[second * people + first]];
                let table = both.into_iter().flatten().fold(None, |sum: Option<Table>, table| {
                    Some(sum.map_or_else(|| table.clone(), |sum| sum.joined(table)))
                });
                let Some(table) = table else { continue };
                pairs.push(Pair {
                    names: [(*one).clone(), (*other).clone()],
                    shared: table.shared(),
                    alike: table.alike(),
                    kappa: table.kappa(),
                });
            }
        }
        pairs
    }
}

/// An annotator, and how many claims they judged in their present wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The annotator's name.
    pub name: String,
    /// The number of claims.
    pub claims: usize,
}

/// How far two annotators agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Their names.
    pub names: [String; 2],
    /// Claims that both judged.
    pub shared: usize,
    /// How many of them both judged alike.
    pub alike: usize,
    /// Cohen's kappa of the two.
    pub kappa: Measure,
}

/// How far annotators agree, with the counts behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// How many claims each annotator judged, by name.
    pub annotators: Vec<Judged>,
    /// Counts of claims and pairs of judgements.
    pub observed: Observed,
    /// The share of pairs of judgements that are equal, from 0 to 1.
    pub share: Measure,
    /// Cohen's kappa, if exactly two annotators judged.
    pub kappa: Measure,
    /// Krippendorff's alpha, nominal.
    pub alpha: Measure,
    /// Each pair of annotators who judged the same claims, if there are more than two annotators.
    pub pairs: Vec<Pair>,
}

impl Agreement {
    /// How far everyone agrees.
    #[must_use]
    pub fn of(findings: &Findings) -> Self {
        let ratings = findings.ratings();
        let observed = Observed::of(&ratings);
        Self {
            annotators: findings.judged(),
            observed,
            share: observed.share(),
            kappa: cohens_kappa(&ratings),
            alpha: krippendorffs_alpha(&ratings, Scale::Nominal),
            pairs: if observed.coders > 2 { findings.pairs() } else { Vec::new() },
        }
    }
}
