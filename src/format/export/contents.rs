//! What a request really contains, counted.

use std::collections::{BTreeMap, HashSet};

use crate::domain::anchor::AnchorStatus;
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Evidence, EvidenceField};
use crate::domain::fold::Fold;
use crate::domain::journal::Target;
use crate::domain::judgement::{Standing, Status, Verdict};
use crate::domain::note::Note;
use crate::domain::own_claim::is_own;
use crate::text::hidden::is_hidden;

use super::Request;
use super::chosen::{Chosen, Decision, Folds, Voice};
use super::link::web_link;
use super::thing::Thing;

/// How much of each thing there is; what is not there is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents(BTreeMap<Thing, usize>);

/// Details of evidence that have no thing of their own.
const DETAILS: [EvidenceField; 6] = [
    EvidenceField::Place,
    EvidenceField::Publisher,
    EvidenceField::Date,
    EvidenceField::Accessed,
    EvidenceField::Source,
    EvidenceField::Language,
];

impl Contents {
    /// Counts a request.
    #[must_use]
    pub fn of(request: &Request<'_>) -> Self {
        let mut contents = Self::default();
        let folds = request.folds();
        contents.add(Thing::Text, 1);
        let address = if request.is_retold() { Thing::RetoldAddress } else { Thing::Address };
        contents.add(address, usize::from(request.article.head.url.is_some()));
        contents.add(Thing::Entities, request.article.entities.len());
        let mut items = HashSet::new();
        for place in request.places() {
            contents.letters(&place.paragraph.text);
            for chosen in request.chosen_in(place, &folds) {
                contents.claim(&chosen, request);
                for voice in &chosen.voices {
                    contents.voice(voice, chosen.claim, &mut items);
                }
            }
        }
        for (by, fold) in folds.iter() {
            if !request.selection.picks_claims() {
                contents.elsewhere(request, &folds, fold);
            }
            contents.orphans(request, &folds, (by, fold), &mut items);
        }
        contents
    }

    /// How much of that there is.
    #[must_use]
    pub fn count(&self, thing: Thing) -> usize {
        self.0.get(&thing).copied().unwrap_or(0)
    }

    fn add(&mut self, thing: Thing, count: usize) {
        if count > 0 {
            *self.0.entry(thing).or_default() += count;
        }
    }

    fn letters(&mut self, text: &str) {
        self.add(Thing::HiddenLetters, usize::from(text.contains(is_hidden)));
    }

    fn claim(&mut self, chosen: &Chosen<'_>, request: &Request<'_>) {
        let claim = chosen.claim;
        self.letters(&claim.text);
        self.add(Thing::Kinds, claim.kind.len());
        self.add(Thing::Certainties, 1);
        self.add(Thing::Speakers, claim.speaker.len() + claim.via.len());
        self.add(Thing::Cues, usize::from(claim.cue.is_some()));
        self.add(Thing::Implied, usize::from(claim.implied));
        self.add(Thing::Dates, usize::from(claim.when.is_some()));
        self.add(Thing::Figures, claim.figures.len());
        self.add(Thing::Relations, claim.relations.by_key().iter().map(|(_, ids)| ids.len()).sum());
        self.add(Thing::OwnClaims, usize::from(is_own(&claim.id)));
        let decision = chosen.decision(request.selection);
        self.add(Thing::Disagreements, usize::from(matches!(decision, Decision::Differ)));
        let open = matches!(decision, Decision::Open);
        self.add(Thing::NotJudged, usize::from(open));
        let served = chosen.voices.iter().any(|voice| !voice.assessment.evidence.is_empty());
        self.add(Thing::Unserved, usize::from(!served));
    }

    fn voice(&mut self, voice: &Voice<'_>, claim: &Claim, items: &mut HashSet<String>) {
        let Assessment { standing, evidence, notes, .. } = &voice.assessment;
        let said = &voice.assessment;
        self.add(Thing::Misleading, usize::from(*standing == Standing::Current(Verdict::Misleading)));
        self.add(Thing::NotCheckable, usize::from(*standing == Standing::NotCheckable));
        self.add(Thing::EarlierWordings, usize::from(matches!(standing, Standing::Earlier(_))));
        self.add(Thing::ChangedSentences, usize::from(said.anchor == Some(AnchorStatus::SentenceChanged)));
        let earlier = said.earlier.iter().filter(|wording| wording.is_of_other_words());
        let (evidence_for, others): (Vec<_>, Vec<_>) =
            earlier.partition(|wording| wording.field.starts_with("evidence:"));
        let noted = |field: &str| field.starts_with("note:") || field.starts_with("tag:");
        self.add(Thing::EarlierEvidence, evidence_for.len());
        self.add(Thing::EarlierNotes, others.iter().filter(|wording| noted(&wording.field)).count());
        self.add(Thing::Conflicts, usize::from(said.conflict));
        self.add(Thing::Said, usize::from(said.said.is_some()));
        self.add(Thing::Confidence, usize::from(said.confidence.is_some()));
        let texts = [
            (Thing::Why, &said.why),
            (Thing::Corrections, &said.correction),
            (Thing::StatusReasons, &said.status_reason),
        ];
        for (thing, text) in texts {
            self.add(thing, usize::from(text.is_some()));
            if let Some(text) = text {
                self.letters(text);
            }
        }
        let underway = matches!(said.status, Status::Checking | Status::Waiting);
        self.add(Thing::Statuses, usize::from(underway));
        self.add(Thing::Priorities, usize::from(said.priority != claim.priority));
        self.add(Thing::Tags, said.tags.len());
        self.add(Thing::Found, said.found.len());
        self.add(Thing::Replies, said.replies.len());
        let own = ["because:", "part-of:", "contradicts:", "repeats:"];
        let on = Target::claim(&claim.id);
        self.add(Thing::OwnRelations, own.iter().map(|name| voice.fold.elements(&on, name).count()).sum());
        self.add(Thing::Bearings, evidence.len());
        for (_, item) in evidence {
            if items.insert(format!("{} {}", voice.by, item.id)) {
                self.item(item);
            }
        }
        self.add(Thing::Notes, notes.len());
        for note in notes {
            self.note(note);
        }
    }

    fn item(&mut self, item: &Evidence) {
        use EvidenceField as Field;
        let has = |field: Field| usize::from(item.get(field).is_some());
        let web = item.get(Field::Url).and_then(web_link);
        self.add(Thing::Evidence, 1);
        self.add(Thing::NoAddress, usize::from(web.is_none()));
        self.add(Thing::NoQuestion, 1 - has(Field::Question));
        self.add(Thing::Questions, has(Field::Question).max(has(Field::Answer)).max(has(Field::AnswerType)));
        self.add(Thing::Archived, has(Field::Archived));
        self.add(Thing::Files, has(Field::File).max(has(Field::Hash)));
        self.add(Thing::Details, DETAILS.into_iter().map(has).sum());
        self.add(Thing::SourceCertainty, has(Field::Certainty));
        self.add(Thing::Grades, has(Field::Reliability) + has(Field::Credibility));
        for text in item.fields.values() {
            self.letters(text);
        }
    }

    fn note(&mut self, note: &Note) {
        self.letters(&note.text);
        self.add(Thing::Answers, note.answers.len());
        for answer in &note.answers {
            self.note(answer);
        }
    }

    fn elsewhere(&mut self, request: &Request<'_>, folds: &Folds<'_>, fold: &Fold) {
        for on in request.elsewhere() {
            let Some(remarks) = folds.remarks(fold, &on) else { continue };
            self.add(Thing::NotesElsewhere, remarks.notes.len());
            for note in &remarks.notes {
                self.note(note);
            }
            self.add(Thing::TagsElsewhere, remarks.tags.len());
            self.add(Thing::EarlierNotes, remarks.earlier.len());
        }
    }

    fn orphans(
        &mut self,
        request: &Request<'_>,
        folds: &Folds<'_>,
        (by, fold): (&str, &Fold),
        items: &mut HashSet<String>,
    ) {
        for orphan in request.orphans(folds, fold) {
            self.add(Thing::Strays, 1);
            let served = orphan.assessment.iter().flat_map(|said| &said.evidence);
            for (_, item) in served.filter(|(_, item)| items.insert(format!("{by} {}", item.id))) {
                self.item(item);
            }
            orphan.notes.iter().for_each(|note| self.letters(&note.text));
        }
    }
}
