//! A claim as a query sees it: with those annotations that the person who asks may see.

use std::cell::OnceCell;

use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::note::notes_on;
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::{SETTLED, settled};
use crate::model::annotation::standing;
use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::model::journal::Target;
use crate::model::journal::fold::Fold;

use crate::model::query::claim_query::ClaimQuery;
use crate::model::query::field::Named;
use crate::model::query::value::Value;

/// A claim under test.
pub(crate) struct ClaimView<'a> {
    pub(crate) query: &'a ClaimQuery<'a>,
    pub(crate) claim: &'a Claim,
    /// Its name in journals.
    pub(crate) on: Target,
    /// Its paragraph; `None` if its words are gone.
    pub(crate) paragraph: Option<&'a Paragraph>,
    /// The annotators whose notes count.
    voices: &'a [(&'a str, &'a Fold)],
    /// The verdict or status by each of them who has annotated it.
    spoken: OnceCell<Vec<(&'a Fold, Standing)>>,
}

/// One annotator's notes on the claim.
pub(crate) struct Voice<'v, 'a> {
    pub(crate) fold: &'a Fold,
    standing: Standing,
    on: &'v Target,
}

impl<'a> ClaimView<'a> {
    pub(crate) fn new(
        query: &'a ClaimQuery<'a>,
        claim: &'a Claim,
        paragraph: Option<&'a Paragraph>,
        voices: &'a [(&'a str, &'a Fold)],
    ) -> Self {
        Self { query, claim, on: Target::claim(&claim.id), paragraph, voices, spoken: OnceCell::new() }
    }

    /// The annotators who annotated it. If the verdict of one wins and they have judged, only that one.
    pub(crate) fn speaking<'v>(&'v self) -> impl Iterator<Item = Voice<'v, 'a>> {
        let spoken = self.spoken.get_or_init(|| self.spoken());
        spoken.iter().map(|(fold, standing)| Voice { fold, standing: *standing, on: &self.on })
    }

    fn spoken(&self) -> Vec<(&'a Fold, Standing)> {
        let says_anything = |fold: &Fold| fold.field_names(&self.on).any(|field| fold.value(&self.on, field).is_some());
        let speaking = self.voices.iter().filter(|(_, fold)| says_anything(fold));
        let spoken: Vec<(&str, &Fold, Standing)> =
            speaking.map(|(name, fold)| (*name, *fold, standing(fold, self.claim))).collect();
        let is_final = |(name, _, standing): &&(&str, &Fold, Standing)| {
            Some(*name) == self.query.asker.final_by && *standing != Standing::NotJudged
        };
        if let Some((_, fold, standing)) = spoken.iter().find(is_final) {
            return vec![(fold, *standing)];
        }
        spoken.into_iter().map(|(_, fold, standing)| (fold, standing)).collect()
    }

    /// Whether any of them gives this word; for `none`, whether nobody gives any.
    pub(crate) fn some_or_none(&self, value: &Value, word: impl Fn(&Voice<'_, 'a>) -> Option<&'static str>) -> bool {
        let mut words = self.speaking().filter_map(|voice| word(&voice)).peekable();
        if value.is("none") { words.peek().is_none() } else { words.any(|word| value.is(word)) }
    }

    /// The verdicts or statuses that may show, by annotator.
    pub(crate) fn judgements(&self) -> Vec<(&'a str, Standing)> {
        let asker = &self.query.asker;
        let is_chosen = |name: &str| self.voices.iter().any(|(other, _)| *other == name);
        let own = || self.speaking().any(|voice| voice.standing != Standing::NotJudged);
        let sees_others = asker.sees_all || own();
        let seen = asker.notes.all().filter(|(name, _)| sees_others || is_chosen(name));
        seen.map(|(name, fold)| (name, standing(fold, self.claim))).collect()
    }

    /// Whether a settlement is the final word. One that no longer applies, or contradicts another, settles nothing.
    pub(crate) fn is_settled(&self) -> bool {
        self.final_outcome().is_some()
    }

    /// What the claim was settled as, where that is the final word.
    pub(crate) fn final_outcome(&self) -> Option<Outcome> {
        let notes = self.query.asker.notes;
        // Most claims are not settled, and that is quickly known.
        let any = notes.all().any(|(_, fold)| fold.value(&self.on, SETTLED).is_some());
        any.then(|| settled(notes, self.claim).word().map(|settlement| settlement.outcome))?
    }

    /// Whether its words are gone.
    pub(crate) fn is_orphaned(&self) -> bool {
        self.paragraph.is_none()
    }

    /// Whether the value names the thing with this id, or the annotator with this name.
    pub(crate) fn is_called(&self, named: Named, value: &Value, id: &str) -> bool {
        self.query.called(named, value.written()).is_some_and(|ids| ids.contains(id))
    }

    /// The id of its section.
    pub(crate) fn section(&self) -> Option<&'a str> {
        self.query.section_of(self.paragraph?)
    }
}

impl<'a> Voice<'_, 'a> {
    pub(crate) fn standing(&self) -> Standing {
        self.standing
    }

    /// The verdict, even on an earlier wording.
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        self.standing.verdict()
    }

    /// The text of a field of the journal.
    pub(crate) fn text(&self, field: &str) -> Option<&'a str> {
        self.fold.value(self.on, field)?.as_str()
    }

    /// Whether any field that begins this way has a value.
    pub(crate) fn has_element(&self, beginning: &'a str) -> bool {
        self.fold.elements(self.on, beginning).next().is_some()
    }

    /// The reason, the correction, and the notes with their answers.
    pub(crate) fn words(&self) -> Vec<String> {
        let texts = ["why", "correction", "status-reason"].into_iter().filter_map(|field| self.text(field));
        let mut words: Vec<String> = texts.map(str::to_owned).collect();
        words.extend(notes_on(self.fold, self.on).into_iter().map(|note| note.text));
        words
    }
}
