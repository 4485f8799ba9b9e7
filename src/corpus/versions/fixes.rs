//! Did they fix it? Finds what happened to a claim that an annotator refuted or corrected.
//!
//! A claim counts as fixed only if the new sentence contains what the correction adds and lacks what it removes: every
//! figure, date, name, negation and hedge. In doubt, the claim counts as changed otherwise.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::corpus::wording::lexicon::stem;
use crate::corpus::wording::statement::Statement;
use crate::corpus::wording::words::{folded_words, stands_in};
use crate::model::annotation::judgement::Verdict;

use crate::corpus::versions::Versions;
use crate::corpus::versions::claims::{overlapping, starts};
use crate::corpus::versions::judged::Judged;
use crate::corpus::versions::units::Place;

/// What happened to a claim that was found wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FixStatus {
    /// The text now says what the correction says.
    Fixed,
    /// The words were changed, but not as proposed.
    Changed,
    /// The words are gone.
    Removed,
    /// The text is unchanged.
    StillThere,
    /// The text is unchanged, but a note announces the correction.
    OnlyNote,
}

impl FixStatus {
    /// All statuses, in the order of the counts.
    pub const ALL: [Self; 5] = [Self::Fixed, Self::Changed, Self::Removed, Self::StillThere, Self::OnlyNote];

    /// The words in reports.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fixed => "fixed as proposed",
            Self::Changed => "changed otherwise",
            Self::Removed => "removed",
            Self::StillThere => "still there",
            Self::OnlyNote => "only added a note",
        }
    }

    /// The sign before it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Fixed => "✓",
            Self::Changed => "~",
            Self::Removed => "−",
            Self::StillThere => "✗",
            Self::OnlyNote => "!",
        }
    }
}

/// A claim that was found wrong, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Fix {
    /// The claim's id.
    pub claim: String,
    /// The claim's statement.
    pub text: String,
    /// The words that it quotes.
    pub quote: String,
    /// The annotator who found it wrong.
    pub by: String,
    /// Their verdict, in the journal's words.
    pub verdict: Option<String>,
    /// What the claim should say.
    pub correction: Option<String>,
    /// What happened to it.
    pub status: FixStatus,
    /// The place of its sentence in the earlier version.
    pub before: Option<Place>,
    /// The place of its sentence in the later version.
    pub after: Option<Place>,
    /// The sentence in the later version; `None` if it is gone.
    pub now: Option<String>,
    /// A sentence of a note to readers about it.
    pub note: Option<String>,
    /// Other places of the later version that still contain the words.
    pub elsewhere: Vec<Place>,
}

/// What an annotator found wrong with a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The annotator.
    pub by: String,
    /// Their verdict, in the journal's words.
    pub verdict: Option<String>,
    /// What the claim should say.
    pub correction: Option<String>,
}

impl Fix {
    /// What was found, without what became of it.
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding { by: self.by.clone(), verdict: self.verdict.clone(), correction: self.correction.clone() }
    }
}

impl Judged {
    /// What was found, in words.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let verdict = self.verdict.map(|verdict: Verdict| verdict.stored().to_owned());
        Finding { by: self.by.clone(), verdict, correction: self.correction.clone() }
    }
}

/// Findings in groups, one for each claim: several annotators may find the same claim wrong, but the paper has one error to
/// fix. The first of a group tells what became of it: a proposal that was followed, else the answer to a correction.
#[must_use]
pub fn by_claim<'a>(fixes: impl IntoIterator<Item = &'a Fix>) -> Vec<Vec<&'a Fix>> {
    let mut groups: Vec<Vec<&Fix>> = Vec::new();
    for fix in fixes {
        match groups.iter_mut().find(|group| group.iter().any(|other| other.claim == fix.claim)) {
            Some(group) => group.push(fix),
            None => groups.push(vec![fix]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|fix| (fix.status != FixStatus::Fixed, fix.correction.is_none()));
    }
    groups
}

impl Versions<'_> {
    /// What happened to claims of the earlier version that were found wrong, in the same order.
    #[must_use]
    pub fn fixes(&self, judged: &[Judged]) -> Vec<Fix> {
        let starts = starts(&self.old_units);
        let known: HashSet<String> =
            self.old_units.iter().flat_map(|unit| folded_words(unit.text)).map(|word| stem(&word).to_owned()).collect();
        judged.iter().map(|judged| self.fix(judged, &starts, &|word| known.contains(word))).collect()
    }

    fn fix(&self, judged: &Judged, starts: &[usize], is_known: &dyn Fn(&str) -> bool) -> Fix {
        let sentences = overlapping(&self.old_units, starts, judged.paragraph, judged.span);
        let old = Statement::of(&sentences.iter().map(|at| self.old_units[*at].text).collect::<Vec<_>>().join(" "));
        let quote = Statement::of(&judged.quote);
        let partners = self.partners(&sentences, &quote);
        let now = partners.iter().map(|at| self.new_units[*at].text).collect::<Vec<_>>().join(" ");
        let note = self.note_about(judged);
        let new = Statement::of(&now);
        let status = match judged.correction.as_deref().map(Statement::of) {
            _ if partners.is_empty() => FixStatus::Removed,
            Some(correction) if new.fixes(&old, &Statement::of(&judged.text), &correction, is_known) => {
                FixStatus::Fixed
            }
            correction if new.still_says(&old, &quote, &Statement::of(&judged.text), correction.as_ref()) => {
                if note.is_some() { FixStatus::OnlyNote } else { FixStatus::StillThere }
            }
            _ => FixStatus::Changed,
        };
        Fix {
            claim: judged.claim.clone(),
            text: judged.text.clone(),
            quote: judged.quote.clone(),
            by: judged.by.clone(),
            verdict: judged.finding().verdict,
            correction: judged.correction.clone(),
            status,
            before: sentences.first().map(|at| self.old_units[*at].place()),
            after: partners.first().map(|at| self.new_units[*at].place()),
            now: (!partners.is_empty()).then_some(now),
            note,
            elsewhere: self.elsewhere(&quote, &partners),
        }
    }

    /// The later sentences that correspond to these: their partners; otherwise those that contain the quote word for
    /// word, or else a changed or added sentence with most of its content.
    fn partners(&self, sentences: &[usize], quote: &Statement) -> Vec<usize> {
        let mut partners: Vec<usize> =
            sentences.iter().filter_map(|at| self.partner_of_old[*at]).map(|pair| pair.new).collect();
        // A sentence may have been split or joined, so the words may be in the other part.
        let has_most = |at: &usize| quote.content_in(&Statement::of(self.new_units[*at].text)) >= 0.6;
        if partners.iter().any(has_most) {
            return partners;
        }
        let is_new = |at: &usize| {
            let is_changed = self.partner_of_new[*at].is_none_or(|pair| !self.is_unchanged(pair.old));
            is_changed && !self.is_note[*at] && !partners.contains(at)
        };
        let same =
            |at: &usize| !self.is_note[*at] && stands_in(&quote.words, &Statement::of(self.new_units[*at].text).words);
        let all = 0..self.new_units.len();
        let found = all.clone().find(same).or_else(|| all.filter(is_new).find(has_most));
        partners.extend(found);
        partners
    }

    /// The sentence of a new note about the finding: it shares figures, or two other words.
    fn note_about(&self, judged: &Judged) -> Option<String> {
        let wrong = Statement::of(&format!("{} {}", judged.text, judged.correction.as_deref().unwrap_or("")));
        let notes = (0..self.new_units.len()).filter(|at| self.is_note[*at]);
        let blocks: Vec<usize> = notes.clone().map(|at| self.new_units[at].block).collect();
        let is_about = |at: &usize| Statement::of(self.new_units[*at].text).is_about(&wrong);
        let about = notes.clone().find(is_about);
        // `Correction: the fee was wrong. It is 40 crowns.`: the sentences of a note count together.
        let together = || {
            let mut distinct = blocks.clone();
            distinct.dedup();
            let of_block = |block: &usize| {
                let units =
                    self.new_units.iter().zip(&self.is_note).filter(|(unit, note)| **note && unit.block == *block);
                units.map(|(unit, _)| unit.text).collect::<Vec<_>>().join(" ")
            };
            distinct.iter().map(of_block).find(|text| Statement::of(text).is_about(&wrong))
        };
        about.map(|at| self.new_units[at].text.to_owned()).or_else(together)
    }

    /// Other sentences of the later version, without notes, that contain the quote word for word.
    fn elsewhere(&self, quote: &Statement, partners: &[usize]) -> Vec<Place> {
        const FEWEST_WORDS: usize = 4;
        if quote.words.len() < FEWEST_WORDS {
            return Vec::new();
        }
        let others = (0..self.new_units.len()).filter(|at| !partners.contains(at) && !self.is_note[*at]);
        let first = quote.words[0].as_str();
        let has = |at: &usize| {
            let words = folded_words(self.new_units[*at].text);
            words.iter().any(|word| word == first) && stands_in(&quote.words, &words)
        };
        others.filter(has).map(|at| self.new_units[at].place()).collect()
    }
}
