//! The claims of an export's selection, one after the other, with everyone's annotations.

use std::ops::Deref;

use crate::model::annotation::Notes;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence};
use crate::model::annotation::judgement::{Standing, Verdict};
use crate::model::annotation::note::{Note, notes_on, tags_on};
use crate::model::annotation::orphan::{Orphan, orphans};
use crate::model::annotation::outcome::Outcome;
use crate::model::annotation::settlement::{Settled, Settlement, settled};
use crate::model::article::claim::Claim;
use crate::model::article::{Paragraph, Section};
use crate::model::journal::Target;
use crate::model::journal::anchor::{AnchorStatus, EarlierWording, Locator, earlier_wordings};
use crate::model::journal::fold::Fold;
use crate::model::query::{Asker, ClaimQuery, sections_demanded};

use crate::export::{Request, Selection};

/// A place in the article.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The section.
    pub section: &'a Section,
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The paragraph's number in the article, from 1.
    pub number: usize,
    /// Code points before the paragraph in the text of all paragraphs, joined by blank lines.
    pub offset: usize,
}

/// The selected annotators with their notes, and the means to look up claims and words.
pub struct Folds<'a> {
    all: Vec<(&'a str, &'a Fold)>,
    /// Everyone's notes: settlements count, whoever made them.
    notes: &'a Notes,
    /// Finds words in the article.
    pub locator: Locator<'a>,
    /// Decides which claims are selected.
    query: ClaimQuery<'a>,
    /// The annotators who were not selected; none if `hearing` is [`Hearing::Chosen`].
    others: Vec<(&'a str, &'a Fold)>,
    hearing: Hearing,
}

/// Who is heard besides the chosen annotators, of those whose verdict on a chosen claim is on its present wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hearing {
    /// Nobody.
    Chosen,
    /// Where a claim was settled, everyone who judged it: the evidence for what was settled may be theirs.
    Settled,
    /// These, and whoever contradicts the chosen annotators. This is for what people read: they would take a verdict for the
    /// only one.
    Contradictions,
}

impl<'a> Deref for Folds<'a> {
    type Target = [(&'a str, &'a Fold)];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'a> Folds<'a> {
    /// An annotator's notes and tags on a target other than a claim; `None` if there are none.
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

/// An annotator's notes and tags on a paragraph, a section, an entity or the article.
pub struct Remarks<'l, 'a> {
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Those written for other words.
    pub earlier: Vec<EarlierWording>,
    locator: &'l Locator<'a>,
}

impl Remarks<'_, '_> {
    /// A warning that a field was written for other words.
    #[must_use]
    pub fn remark_on(&self, field: &str) -> Option<String> {
        let wording = self.earlier.iter().find(|wording| wording.field == field && wording.is_of_other_words())?;
        Some(wording.remark(self.locator))
    }
}

/// One annotator's notes on a claim.
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// The annotator's name.
    pub by: &'a str,
    /// All notes of theirs on the article.
    pub fold: &'a Fold,
    /// Their notes on the claim.
    pub assessment: Assessment,
    /// Whether nobody chose them: they are heard because they contradict who was chosen, or because somebody settled the claim.
    pub is_uninvited: bool,
    /// What is to be remarked on the judgement: of which other words, or in which other sentence, it was made.
    pub remark: Option<String>,
    /// What is to be known of other fields, by name.
    remarks: Vec<(String, String)>,
}

impl Voice<'_> {
    /// A warning that a field outside the judgement was written for other words.
    #[must_use]
    pub fn remark_on(&self, field: &str) -> Option<&str> {
        self.remarks.iter().find(|(other, _)| other == field).map(|(_, remark)| remark.as_str())
    }

    /// The verdict, even on an earlier wording.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.assessment.standing.verdict()
    }

    /// Whether the judged words are now in another sentence, which nobody has judged.
    #[must_use]
    pub fn is_in_another_sentence(&self) -> bool {
        self.assessment.anchor == Some(AnchorStatus::SentenceChanged)
    }

    /// The evidence given for the present wording.
    pub fn evidence_of_today(&self) -> impl Iterator<Item = &(Bearing, Evidence)> {
        let is_earlier = |id: &str| {
            let wording = self.assessment.earlier_of(&format!("evidence:{id}"));
            wording.is_some_and(EarlierWording::is_of_other_words)
        };
        self.assessment.evidence.iter().filter(move |(_, item)| !is_earlier(&item.id))
    }

    /// The verdict or status in words.
    #[must_use]
    pub fn standing_words(&self) -> String {
        self.assessment.standing.words()
    }

    /// What they found of the present wording.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::of(self.assessment.standing)
    }
}

/// What a claim lacks for publication if its words are now in another sentence.
pub const IN_ANOTHER_SENTENCE: &str = "a verdict on it in its present sentence";

/// The result of several annotators' judgements.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// Nobody has judged it.
    Open,
    /// It is settled, whoever did so.
    Settled(&'a Settlement),
    /// All agree, or the annotator whose verdict wins has judged.
    Held(&'a Voice<'a>),
    /// They differ, and the selection names nobody whose verdict wins.
    Differ,
}

/// A selected claim.
#[derive(Debug, Clone)]
pub struct Chosen<'a> {
    /// Where it is.
    pub place: Place<'a>,
    /// The claim.
    pub claim: &'a Claim,
    /// The notes of each selected annotator who has any on it.
    pub voices: Vec<Voice<'a>>,
    /// Settlements between annotators, whoever made them.
    pub settled: Settled,
}

impl Chosen<'_> {
    /// The result of the judgements.
    #[must_use]
    pub fn decision(&self, selection: &Selection) -> Decision<'_> {
        if let Some(settlement) = self.settled.word() {
            return Decision::Settled(settlement);
        }
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

    /// Those who found what the claim was settled as; everyone where nobody did, or where nothing was settled.
    #[must_use]
    pub fn deciding(&self) -> Vec<&Voice<'_>> {
        let outcome = self.settled.word().map(|settlement| settlement.outcome);
        let same: Vec<&Voice<'_>> =
            self.voices.iter().filter(|voice| outcome.is_some() && voice.outcome() == outcome).collect();
        if same.is_empty() { self.voices.iter().collect() } else { same }
    }

    /// Where somebody settled the claim, whether a judge found the same.
    #[must_use]
    pub fn side(&self, voice: &Voice<'_>) -> Option<&'static str> {
        let (settled, found) = (self.settled.word()?.outcome, voice.outcome()?);
        Some(if settled == found { "judged so" } else { "judged otherwise" })
    }

    /// What the claim should read, by whom: where somebody settled it, the words of those who found the same.
    pub fn corrections(&self) -> impl Iterator<Item = (&Voice<'_>, &str)> {
        let outcome = self.settled.word().map(|settlement| settlement.outcome);
        let counts = move |voice: &&Voice<'_>| outcome.is_none() || voice.outcome() == outcome;
        self.voices.iter().filter(counts).filter_map(|voice| Some((voice, voice.assessment.correction.as_deref()?)))
    }

    /// Where the quote is in the joined text, in code points: its start, and its end, which is excluded.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        let span = self.claim.quote_span(self.place.paragraph)?;
        let start = self.place.offset + self.place.paragraph.text[..span.start].chars().count();
        Some((start, start + self.claim.quote.chars().count()))
    }
}

impl<'a> Request<'a> {
    /// The selected annotators who have notes, without anything private. Exports know of nothing else.
    #[must_use]
    pub fn folds(&self) -> Folds<'a> {
        let fold = |name: &String| self.notes.all_public().find(|(other, _)| other == &self.notes.people().name(name));
        let all: Vec<(&str, &Fold)> = self.selection.by.iter().filter_map(fold).collect();
        let asker = Asker {
            article: self.article,
            notes: self.notes,
            voices: all.clone(),
            me: self.notes.me.as_deref(),
            final_by: self.selection.final_by.as_deref(),
            sees_all: self.selection.sees_others,
        };
        Folds {
            all,
            notes: self.notes,
            locator: Locator::new(self.article),
            query: ClaimQuery::new(&self.selection.query, asker),
            others: Vec::new(),
            hearing: Hearing::Chosen,
        }
    }

    /// The notes of the chosen annotators, and of others who are heard beside them.
    #[must_use]
    pub fn folds_hearing(&self, hearing: Hearing) -> Folds<'a> {
        let mut folds = self.folds();
        if hearing != Hearing::Chosen {
            let is_chosen = |name: &str| folds.all.iter().any(|(other, _)| *other == name);
            folds.others = self.notes.all_public().filter(|(name, _)| !is_chosen(name)).collect();
        }
        folds.hearing = hearing;
        folds
    }

    /// The paragraphs of the chosen sections, in order.
    pub fn places(&self) -> impl Iterator<Item = Place<'a>> {
        let sections = sections_demanded(&self.selection.query, self.article);
        let all =
            self.article.sections.iter().flat_map(|section| section.paragraphs.iter().map(move |text| (section, text)));
        let placed = all.scan((0, 0), |(number, offset), (section, paragraph)| {
            *number += 1;
            let place = Place { section, paragraph, number: *number, offset: *offset };
            *offset += paragraph.text.chars().count() + 2;
            Some(place)
        });
        placed.filter(move |place| sections.as_ref().is_none_or(|ids| ids.contains(&*place.section.id)))
    }

    /// The selected claims of a paragraph.
    #[must_use]
    pub fn chosen_in(&self, place: Place<'a>, folds: &Folds<'a>) -> Vec<Chosen<'a>> {
        let claims = place.paragraph.claims.iter().filter(|claim| folds.query.passes(place.paragraph, claim));
        let chosen = |claim| {
            let settled = settled(folds.notes, claim);
            Chosen { place, claim, voices: voices(place.paragraph, claim, folds, &settled), settled }
        };
        claims.map(chosen).collect()
    }

    /// Targets of notes other than claims: the article, sections, paragraphs, entities. If sections are selected, only
    /// those and their paragraphs.
    #[must_use]
    pub fn elsewhere(&self) -> Vec<Target> {
        let sections = sections_demanded(&self.selection.query, self.article);
        let chosen = |section: &&Section| sections.as_ref().is_none_or(|ids| ids.contains(&*section.id));
        let mut targets = Vec::new();
        if sections.is_none() {
            targets.push(Target::article());
        }
        for section in self.article.sections.iter().filter(chosen) {
            targets.push(Target::element("section", &section.id));
            let paragraphs = section.paragraphs.iter().map(|paragraph| Target::element("paragraph", &paragraph.id));
            targets.extend(paragraphs);
        }
        if sections.is_none() {
            targets.extend(self.article.entities.iter().map(|entity| Target::element("entity", &entity.id)));
        }
        targets
    }

    /// One annotator's orphans, if they are selected: they belong to no section, and a query selects claims alone.
    #[must_use]
    pub fn orphans(&self, folds: &Folds<'_>, fold: &Fold) -> Vec<Orphan> {
        let by = folds.iter().find(|(_, other)| std::ptr::eq(*other, fold)).map_or("", |(name, _)| *name);
        let mut all = orphans(&folds.locator, fold);
        all.retain(|orphan| folds.query.passes_orphan(orphan, (by, fold)));
        all
    }

    /// All selected claims, in order.
    pub fn chosen(&self) -> impl Iterator<Item = Chosen<'a>> {
        self.chosen_hearing(Hearing::Chosen)
    }

    /// The chosen claims, with others who are heard beside the chosen annotators.
    pub fn chosen_hearing(&self, hearing: Hearing) -> impl Iterator<Item = Chosen<'a>> {
        let folds = self.folds_hearing(hearing);
        self.places().flat_map(move |place| self.chosen_in(place, &folds))
    }
}

/// The annotations of a claim by each selected annotator who has any, and by the others who are heard.
fn voices<'a>(paragraph: &Paragraph, claim: &Claim, folds: &Folds<'a>, settled: &Settled) -> Vec<Voice<'a>> {
    let on = Target::claim(&claim.id);
    let speak = folds.iter().filter(|(_, fold)| says_anything(fold, &on));
    let mut voices: Vec<Voice<'a>> =
        speak.map(|(by, fold)| voice((by, fold), (paragraph, claim), &folds.locator)).collect();
    let found: Vec<Outcome> = voices.iter().filter_map(Voice::outcome).collect();
    let is_settled = settled.word().is_some();
    let hears_more = is_settled || (folds.hearing == Hearing::Contradictions && !found.is_empty());
    if voices.is_empty() || !hears_more {
        return voices;
    }
    for (by, fold) in folds.others.iter().filter(|(_, fold)| says_anything(fold, &on)) {
        let other = voice((by, fold), (paragraph, claim), &folds.locator);
        let is_heard = |outcome: Outcome| is_settled || !found.contains(&outcome);
        if other.outcome().is_some_and(is_heard) {
            voices.push(Voice { is_uninvited: true, ..other });
        }
    }
    voices
}

fn voice<'a>(
    (by, fold): (&'a str, &'a Fold),
    (paragraph, claim): (&Paragraph, &Claim),
    locator: &Locator<'_>,
) -> Voice<'a> {
    let assessment = Assessment::of(locator, fold, paragraph, claim);
    let remark = assessment.earlier_judgement().map(|wording| wording.remark(locator));
    let fields = assessment.earlier.iter().map(|wording| wording.field.clone());
    let remarks = fields.filter_map(|field| Some((field.clone(), assessment.remark(&field, locator)?)));
    Voice { by, fold, is_uninvited: false, remark, remarks: remarks.collect(), assessment }
}

/// Whether a target has any annotation.
#[must_use]
pub fn says_anything(fold: &Fold, on: &Target) -> bool {
    fold.field_names(on).any(|field| fold.value(on, field).is_some())
}
