//! What a request really contains, counted.

use std::collections::{BTreeMap, HashSet};

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::judgement::{Standing, Status, Verdict};
use crate::model::annotation::note::{Note, same_claims};
use crate::model::article::claim::{Claim, Relations};
use crate::model::journal::Target;
use crate::model::journal::anchor::AnchorStatus;
use crate::model::journal::fold::Fold;
use crate::text::hidden::is_hidden;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Folds, Hearing, Voice};
use crate::export::feature::Thing;
use crate::export::link::web_link;

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
    /// Counts a request as data has it: what the chosen annotators say.
    #[must_use]
    pub fn of(request: &Request<'_>) -> Self {
        Self::heard(request, Hearing::Chosen)
    }

    /// Counts a request with others who are heard besides.
    #[must_use]
    pub fn heard(request: &Request<'_>, hearing: Hearing) -> Self {
        let folds = request.folds_hearing(hearing);
        let mut contents = Self::default();
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
            contents.add(Thing::Private, request.notes.private_count(by));
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
        // Without `..`: the compiler asks for every new field, so that no format loses one in silence. Every format names a
        // claim and quotes its words; candidates are never exported; a priority counts where an annotator sets one.
        let Claim {
            id,
            text,
            quote: _,
            nth: _,
            kind,
            certainty: _,
            speaker,
            via,
            cue,
            about: _,
            when,
            implied,
            figures,
            priority: _,
            relations,
            draft: _,
            by: _,
        } = chosen.claim;
        self.letters(text);
        self.add(Thing::Kinds, kind.len());
        self.add(Thing::Certainties, 1);
        self.add(Thing::Speakers, speaker.len() + via.len());
        self.add(Thing::Cues, usize::from(cue.is_some()));
        self.add(Thing::Implied, usize::from(*implied));
        self.add(Thing::Dates, usize::from(when.is_some()));
        self.add(Thing::Figures, figures.len());
        self.add(Thing::Relations, relations.by_key().iter().map(|(_, ids)| ids.len()).sum());
        self.add(Thing::OwnClaims, usize::from(is_own(id)));
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
        self.add(Thing::Settlements, usize::from(said.settled.is_some()));
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
        let on = Target::claim(&claim.id);
        let related = |key: &str| voice.fold.elements(&on, &format!("{key}:")).count();
        self.add(Thing::OwnRelations, Relations::KEYS.into_iter().map(related).sum());
        self.add(Thing::SameClaims, same_claims(voice.fold, &on).len());
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
