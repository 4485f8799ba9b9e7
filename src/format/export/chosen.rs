//! The claims that a request chooses, one after the other, each with what is said of it.

use std::ops::Deref;

use crate::domain::anchor::{AnchorStatus, EarlierWording, Locator, Orphan, earlier_wordings, orphans};
use crate::domain::article::{Paragraph, Section};
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::{Standing, Status, Verdict};
use crate::domain::note::{Note, notes_on, tags_on};

use super::{Request, Selection};

/// Where something stands in the article.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The section.
    pub section: &'a Section,
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The paragraph's number in the article, from 1.
    pub number: usize,
    /// Code points before the paragraph, when all are joined by a blank line.
    pub offset: usize,
}

/// The chosen annotators, each with everything they say of the article, and who looks for the words that it is said of.
pub struct Folds<'a> {
    all: Vec<(&'a str, &'a Fold)>,
    /// Looks for words in the article.
    pub locator: Locator<'a>,
}

impl<'a> Deref for Folds<'a> {
    type Target = [(&'a str, &'a Fold)];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'a> Folds<'a> {
    /// What somebody says of a thing that is no claim; none where nothing is said.
    #[must_use]
    pub fn remarks(&self, fold: &Fold, on: &Target) -> Option<Remarks<'_, 'a>> {
        let (notes, tags) = (notes_on(fold, on), tags_on(fold, on));
        if notes.is_empty() && tags.is_empty() {
            return None;
        }
        let subject = self.locator.subject(on);
        let earlier = subject.map_or(Vec::new(), |subject| earlier_wordings(&self.locator, fold, subject));
        Some(Remarks { notes, tags, earlier, locator: &self.locator })
    }
}

/// What somebody says of a paragraph, a section, an entity or the article.
pub struct Remarks<'l, 'a> {
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// What of it was said of other words.
    pub earlier: Vec<EarlierWording>,
    locator: &'l Locator<'a>,
}

impl Remarks<'_, '_> {
    /// What is to be remarked on a field: that it was said of other words.
    #[must_use]
    pub fn remark_on(&self, field: &str) -> Option<String> {
        let wording = self.earlier.iter().find(|wording| wording.field == field && wording.is_of_other_words())?;
        Some(wording.remark(self.locator))
    }
}

/// What one annotator says of a claim.
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// Who.
    pub by: &'a str,
    /// Everything they say of the article.
    pub fold: &'a Fold,
    /// What they say of the claim.
    pub assessment: Assessment,
    /// What is to be remarked on the judgement: of which other words, or in which other sentence, it was made.
    pub remark: Option<String>,
    /// The same of other fields, by their names.
    remarks: Vec<(String, String)>,
}

impl Voice<'_> {
    /// What is to be remarked on a field that is no part of the judgement: that it was said of other words.
    #[must_use]
    pub fn remark_on(&self, field: &str) -> Option<&str> {
        self.remarks.iter().find(|(other, _)| other == field).map(|(_, remark)| remark.as_str())
    }

    /// The verdict, of whichever wording.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        verdict_of(self.assessment.standing)
    }

    /// Whether the judged words stand in another sentence now, which nobody has judged.
    #[must_use]
    pub fn is_in_another_sentence(&self) -> bool {
        self.assessment.anchor == Some(AnchorStatus::SentenceChanged)
    }

    /// The evidence that was given for the present wording.
    pub fn evidence_of_today(&self) -> impl Iterator<Item = &(Bearing, Evidence)> {
        let is_earlier = |id: &str| {
            let wording = self.assessment.earlier_of(&format!("evidence:{id}"));
            wording.is_some_and(EarlierWording::is_of_other_words)
        };
        self.assessment.evidence.iter().filter(move |(_, item)| !is_earlier(&item.id))
    }

    /// The verdict or its absence in words.
    #[must_use]
    pub fn standing_words(&self) -> String {
        standing_words(self.assessment.standing)
    }
}

/// The verdict, of whichever wording.
#[must_use]
pub fn verdict_of(standing: Standing) -> Option<Verdict> {
    match standing {
        Standing::Current(verdict) | Standing::Earlier(verdict) => Some(verdict),
        Standing::NotJudged | Standing::NotCheckable => None,
    }
}

/// What a claim lacks to be published whose words stand in another sentence than those that were judged.
pub const IN_ANOTHER_SENTENCE: &str = "a verdict on it in its present sentence";

/// How a claim stands, in words.
#[must_use]
pub fn standing_words(standing: Standing) -> String {
    match standing {
        Standing::NotJudged => "not judged".to_owned(),
        Standing::NotCheckable => "not checkable".to_owned(),
        Standing::Current(verdict) => verdict.word().to_owned(),
        Standing::Earlier(verdict) => format!("{}, of an earlier wording", verdict.word()),
    }
}

/// The sign before a standing.
#[must_use]
pub fn standing_glyph(standing: Standing) -> &'static str {
    match standing {
        Standing::NotJudged => "○",
        Standing::NotCheckable => "–",
        Standing::Current(verdict) | Standing::Earlier(verdict) => verdict.glyph(),
    }
}

/// What comes of several voices.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// Nobody judges.
    Open,
    /// All agree, or the one whose word holds has spoken.
    Held(&'a Voice<'a>),
    /// They differ, and nobody's word was said to hold.
    Differ,
}

/// A claim that is chosen.
#[derive(Debug, Clone)]
pub struct Chosen<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// The claim.
    pub claim: &'a Claim,
    /// What each of the chosen annotators says of it; only of those who say anything.
    pub voices: Vec<Voice<'a>>,
}

impl Chosen<'_> {
    /// What comes of the voices.
    #[must_use]
    pub fn decision(&self, selection: &Selection) -> Decision<'_> {
        let mut judges = self.voices.iter().filter(|voice| voice.assessment.standing != Standing::NotJudged);
        let final_by = |voice: &&Voice<'_>| Some(voice.by) == selection.final_by.as_deref();
        let last = self.voices.iter().filter(final_by).find(|voice| voice.assessment.standing != Standing::NotJudged);
        match (last, judges.next()) {
            (Some(voice), _) => Decision::Held(voice),
            (None, None) => Decision::Open,
            (None, Some(first)) => {
                let agree = judges.all(|voice| voice.assessment.standing == first.assessment.standing);
                if agree { Decision::Held(first) } else { Decision::Differ }
            }
        }
    }

    /// Where the quote stands in the joined text, in code points: from, and up to without.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        let span = self.claim.quote_span(self.place.paragraph)?;
        let start = self.place.offset + self.place.paragraph.text[..span.start].chars().count();
        Some((start, start + self.claim.quote.chars().count()))
    }

    fn passes(&self, selection: &Selection) -> bool {
        if !selection.picks_claims() {
            return true;
        }
        match self.decision(selection) {
            Decision::Held(voice) if selection.final_by.is_some() => passes(&voice.assessment, selection),
            _ if self.voices.is_empty() => passes_unsaid(selection),
            _ => self.voices.iter().any(|voice| passes(&voice.assessment, selection)),
        }
    }
}

fn passes(assessment: &Assessment, selection: &Selection) -> bool {
    let verdict = verdict_of(assessment.standing);
    let fits = |empty: bool, found: bool| empty || found;
    fits(selection.verdicts.is_empty(), selection.verdicts.contains(&verdict))
        && fits(selection.statuses.is_empty(), selection.statuses.contains(&assessment.status))
        && fits(selection.tags.is_empty(), assessment.tags.iter().any(|tag| selection.tags.contains(tag)))
}

/// Whether a claim of which nothing is said passes: it has no verdict, and is to do.
fn passes_unsaid(selection: &Selection) -> bool {
    (selection.verdicts.is_empty() || selection.verdicts.contains(&None))
        && (selection.statuses.is_empty() || selection.statuses.contains(&Status::ToDo))
        && selection.tags.is_empty()
}

impl<'a> Request<'a> {
    /// The chosen annotators who have said anything at all.
    #[must_use]
    pub fn folds(&self) -> Folds<'a> {
        let fold = |name: &String| self.notes.all().find(|(other, _)| other == &self.notes.people().name(name));
        let all = self.selection.by.iter().filter_map(fold).collect();
        Folds { all, locator: Locator::new(self.article) }
    }

    /// The paragraphs of the chosen sections, in order.
    pub fn places(&self) -> impl Iterator<Item = Place<'a>> {
        let sections = &self.selection.sections;
        let all =
            self.article.sections.iter().flat_map(|section| section.paragraphs.iter().map(move |text| (section, text)));
        let placed = all.scan((0, 0), |(number, offset), (section, paragraph)| {
            *number += 1;
            let place = Place { section, paragraph, number: *number, offset: *offset };
            *offset += paragraph.text.chars().count() + 2;
            Some(place)
        });
        placed.filter(move |place| sections.is_empty() || sections.contains(&place.section.id))
    }

    /// The chosen claims of a paragraph.
    #[must_use]
    pub fn chosen_in(&self, place: Place<'a>, folds: &Folds<'a>) -> Vec<Chosen<'a>> {
        let claims = place.paragraph.claims.iter();
        let all = claims.map(|claim| Chosen { place, claim, voices: voices(place.paragraph, claim, folds) });
        all.filter(|chosen| chosen.passes(self.selection)).collect()
    }

    /// What notes can be on besides claims: the article, sections, paragraphs, entities; with sections chosen only those and
    /// their paragraphs.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<Target> {
        let sections = &self.selection.sections;
        let chosen = |section: &&Section| sections.is_empty() || sections.contains(&section.id);
        let mut targets = Vec::new();
        if sections.is_empty() {
            targets.push(Target::article());
        }
        for section in self.article.sections.iter().filter(chosen) {
            targets.push(Target::element("section", &section.id));
            let paragraphs = section.paragraphs.iter().map(|paragraph| Target::element("paragraph", &paragraph.id));
            targets.extend(paragraphs);
        }
        if sections.is_empty() {
            targets.extend(self.article.entities.iter().map(|entity| Target::element("entity", &entity.id)));
        }
        targets
    }

    /// What somebody said of what the article no longer has, as far as it is chosen: what is gone is in no section, and of what is
    /// no claim nothing is chosen by verdict, status or tag.
    #[must_use]
    pub fn orphans(&self, folds: &Folds<'_>, fold: &Fold) -> Vec<Orphan> {
        if !self.selection.sections.is_empty() {
            return Vec::new();
        }
        let mut all = orphans(&folds.locator, fold);
        if self.selection.picks_claims() {
            all.retain(|orphan| orphan.assessment.as_ref().is_some_and(|said| passes(said, self.selection)));
        }
        all
    }

    /// All chosen claims, in order.
    pub fn chosen(&self) -> impl Iterator<Item = Chosen<'a>> {
        let folds = self.folds();
        self.places().flat_map(move |place| self.chosen_in(place, &folds))
    }
}

/// What each annotator says of a claim who says anything.
fn voices<'a>(paragraph: &Paragraph, claim: &Claim, folds: &Folds<'a>) -> Vec<Voice<'a>> {
    let on = Target::claim(&claim.id);
    let speak = folds.iter().filter(|(_, fold)| says_anything(fold, &on));
    let voice = |(by, fold): &(&'a str, &'a Fold)| {
        let assessment = Assessment::of(&folds.locator, fold, paragraph, claim);
        let remark = assessment.earlier_judgement().map(|wording| wording.remark(&folds.locator));
        let fields = assessment.earlier.iter().map(|wording| wording.field.clone());
        let remarks = fields.filter_map(|field| Some((field.clone(), assessment.remark(&field, &folds.locator)?)));
        Voice { by, fold, remark, remarks: remarks.collect(), assessment }
    };
    speak.map(voice).collect()
}

/// Whether anything holds of a thing.
#[must_use]
pub fn says_anything(fold: &Fold, on: &Target) -> bool {
    fold.field_names(on).any(|field| fold.value(on, field).is_some())
}
