//! Encodes an article and the notes on it for a library.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::analysis::disagreement::disagreements;
use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::{own_claims_in, put_among};
use crate::model::annotation::assessment::{Assessment, speaks_of_earlier_words};
use crate::model::annotation::evidence::{EvidenceField, evidence_of};
use crate::model::annotation::judgement::{Standing, Status};
use crate::model::annotation::note::{Note, notes_on, replies_on, same_claims, tags_on};
use crate::model::annotation::orphan::{count_orphans, orphans};
use crate::model::annotation::settlement::SETTLED;
use crate::model::article::claim::{Claim, Figure};
use crate::model::article::entity::Entity;
use crate::model::article::mention::Mentions;
use crate::model::article::{Article, Paragraph};
use crate::model::journal::Target;
use crate::model::journal::anchor::Locator;
use crate::model::journal::fold::Fold;
use crate::text::folding::fold;

use crate::corpus::record::{
    ClaimFacts, EntityRecord, FigureRecord, MentionRecord, Passage, PassageKind, Piece, PieceKind, Record,
    SectionRecord, Voice,
};
use crate::corpus::row::{Row, Work};
use crate::corpus::to_do::due;

/// The searchable fields of evidence.
const SEARCHED: [EvidenceField; 7] = [
    EvidenceField::Passage,
    EvidenceField::Publisher,
    EvidenceField::Url,
    EvidenceField::Place,
    EvidenceField::File,
    EvidenceField::Question,
    EvidenceField::Answer,
];

/// An article as a library stores it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Encoded {
    /// The row for lists, without its path.
    pub row: Row,
    /// All texts, folded, a line for each, in the order of [`Record::pieces`].
    pub words: Vec<u8>,
    /// A [`Record`], encoded.
    pub record: Vec<u8>,
}

/// Encodes an article with everybody's notes.
#[must_use]
pub fn encode(article: &Article, notes: &Notes) -> Encoded {
    let folds: Vec<(&str, &Fold)> = notes.all().collect();
    let locator = Locator::new(article);
    let (mut owners, mut own, mut gone) = (HashMap::new(), Vec::new(), Vec::new());
    for ((_, fold), number) in folds.iter().zip(1..) {
        let claims = own_claims_in(&locator, fold);
        if count_orphans(&locator, fold, &claims) > 0 {
            gone.extend(orphans(&locator, fold).into_iter().filter_map(|orphan| orphan.claim));
        }
        owners.extend(claims.iter().map(|own| (own.claim.id.clone(), number)));
        own.extend(claims);
    }
    let mut whole = Cow::Borrowed(article);
    if !own.is_empty() {
        put_among(whole.to_mut(), &own);
    }
    let said: Vec<Said> = said(&whole, &gone, &folds);
    let record = Builder::new(&whole, &said, &owners).record(&folds, &gone);
    let mut words = Vec::new();
    for piece in &record.pieces {
        words.extend_from_slice(fold(piece.text).as_bytes());
        words.push(b'\n');
    }
    // Encoding our own structs cannot fail.
    let record = postcard::to_allocvec(&record).unwrap_or_default();
    Encoded { row: row(article, notes, &whole, &owners, &said), words, record }
}

/// The words and the record of a file that cannot be read: queries find it by its row and its name.
#[must_use]
pub fn encode_unreadable(row: &Row) -> (Vec<u8>, Vec<u8>) {
    let record = Record {
        passages: vec![Passage { kind: PassageKind::Article, count: 1, ..Passage::default() }],
        pieces: vec![Piece { kind: PieceKind::Title, by: 0, text: &row.title }],
        ..Record::default()
    };
    // Encoding our own structs cannot fail.
    ((fold(&row.title) + "\n").into_bytes(), postcard::to_allocvec(&record).unwrap_or_default())
}

fn row(article: &Article, notes: &Notes, whole: &Article, owners: &HashMap<String, u16>, said: &[Said]) -> Row {
    let head = &article.head;
    let (entities, claims) = article.drafts();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let assessed: Assessed<'_> =
        said.iter().filter_map(|said| Some(((said.by, said.on.claim_id()?), said.assessment.as_ref()?))).collect();
    let work = |((name, fold), number)| work((name, fold), number, whole, owners, &assessed);
    Row {
        id: head.id.clone(),
        title: head.title.clone(),
        outlet: head.outlet.clone(),
        published: head.published.clone(),
        language: head.language.clone(),
        imported_from: head.source.as_ref().and_then(|source| source.file.clone()),
        claims: count(article.claims().filter(|(_, claim)| !claim.draft).count()),
        drafts: count(entities + claims),
        disagreements: count(disagreements(article, notes).len()),
        work: notes.all().zip(1..).map(work).collect(),
        ..Row::default()
    }
}

/// The assessments of claims that have any, by the annotator's number and the claim's id.
type Assessed<'s> = HashMap<(u16, &'s str), &'s Assessment>;

/// An annotator's progress with the article's claims and their own.
fn work(
    (name, fold): (&str, &Fold),
    number: u16,
    whole: &Article,
    owners: &HashMap<String, u16>,
    assessed: &Assessed<'_>,
) -> Work {
    let mut work = Work { by: name.to_owned(), tags: tags_on(fold, &Target::article()), ..Work::default() };
    let is_theirs = |claim: &Claim| owners.get(&claim.id).is_none_or(|owner| *owner == number);
    for (_, claim) in whole.claims().filter(|(_, claim)| !claim.draft && is_theirs(claim)) {
        let Some(assessment) = assessed.get(&(number, claim.id.as_str())) else {
            // Nothing was said of it.
            work.total += 1;
            work.to_do += 1;
            continue;
        };
        work.total += u32::from(assessment.standing != Standing::NotCheckable);
        work.judged += u32::from(matches!(assessment.standing, Standing::Current(_)));
        match assessment.status {
            Status::ToDo | Status::Checking => work.to_do += 1,
            Status::Waiting => work.waiting += 1,
            Status::Done | Status::NotCheckable => {}
        }
        let due = due(assessment);
        if !due.is_empty() && (work.due.is_empty() || *due < *work.due) {
            due.clone_into(&mut work.due);
        }
    }
    work
}

/// What an annotator says of one thing, out of the fold: records borrow from it.
struct Said {
    on: Target,
    by: u16,
    assessment: Option<Assessment>,
    changed: bool,
    relation: bool,
    settled: bool,
    /// The day of the verdict; empty where there is none.
    on_day: String,
    /// Claims elsewhere that are said to be the same.
    same: Vec<String>,
    texts: Vec<(PieceKind, String)>,
}

/// What everyone says of everything, also of claims that are gone.
fn said(article: &Article, gone: &[Claim], folds: &[(&str, &Fold)]) -> Vec<Said> {
    let mut said = Vec::new();
    let claims = gone.iter().chain(article.claims().map(|(_, claim)| claim));
    let claims: HashMap<&str, &Claim> = claims.map(|claim| (claim.id.as_str(), claim)).collect();
    for (number, (_, fold)) in folds.iter().enumerate() {
        let by = u16::try_from(number + 1).unwrap_or(0);
        let sorts = ["article", "section", "paragraph", "claim", "entity"];
        let mut targets: Vec<&Target> = fold.targets().filter(|on| sorts.contains(&on.sort())).collect();
        targets.sort();
        for on in targets {
            let claim = on.claim_id().and_then(|id| claims.get(id));
            let assessment = claim.map(|claim| Assessment::alone(fold, claim));
            let changed = claim.is_some_and(|claim| speaks_of_earlier_words(fold, claim));
            let relation = assessment.as_ref().zip(claim).is_some_and(|(said, claim)| said.has_relations(fold, claim));
            let texts = texts(fold, on);
            let settled = fold.value(on, SETTLED).is_some();
            let verdict = claim.and_then(|_| fold.winner(on, "verdict"));
            let on_day = verdict.map_or(String::new(), |winner| winner.line.at().chars().take(10).collect());
            let same = same_claims(fold, on).into_iter().filter(|(_, is_same)| *is_same).map(|(key, _)| key).collect();
            said.push(Said { on: on.clone(), by, assessment, changed, relation, settled, on_day, same, texts });
        }
    }
    said
}

/// All texts that an annotator wrote on a target.
fn texts(fold: &Fold, on: &Target) -> Vec<(PieceKind, String)> {
    let mut texts = Vec::new();
    let word = |field: &str| fold.value(on, field).and_then(|value| value.as_str()).map(str::to_owned);
    texts.extend(word("why").map(|text| (PieceKind::Reason, text)));
    texts.extend(word("correction").map(|text| (PieceKind::Correction, text)));
    texts.extend(word("status-reason").map(|text| (PieceKind::Reason, text)));
    let mut notes = notes_on(fold, on);
    while let Some(Note { text, answers, .. }) = notes.pop() {
        texts.push((PieceKind::Note, text));
        notes.extend(answers);
    }
    if let Some(id) = on.claim_id() {
        for (_, item) in evidence_of(fold, id) {
            let fields = SEARCHED.iter().filter_map(|field| item.get(*field));
            texts.extend(fields.map(|text| (PieceKind::Evidence, text.to_owned())));
        }
        for reply in replies_on(fold, id) {
            let parts = [reply.who, reply.answer].into_iter().filter(|text| !text.is_empty());
            texts.extend(parts.map(|text| (PieceKind::Reply, text)));
        }
    }
    texts.extend(tags_on(fold, on).into_iter().map(|tag| (PieceKind::Tag, tag)));
    texts
}

struct Builder<'a> {
    article: &'a Article,
    /// All notes, by target.
    said: HashMap<&'a Target, Vec<&'a Said>>,
    /// The author of each added claim by its id: the annotator's number plus 1.
    owners: &'a HashMap<String, u16>,
    record: Record<'a>,
    /// The target of each passage.
    met: HashSet<Target>,
}

impl<'a> Builder<'a> {
    fn new(article: &'a Article, all: &'a [Said], owners: &'a HashMap<String, u16>) -> Self {
        let mut said: HashMap<&Target, Vec<&Said>> = HashMap::new();
        for one in all {
            said.entry(&one.on).or_default().push(one);
        }
        Self { article, said, owners, record: Record::default(), met: HashSet::new() }
    }

    fn record(mut self, folds: &[(&'a str, &Fold)], gone: &'a [Claim]) -> Record<'a> {
        self.record.annotators = folds.iter().map(|(name, _)| *name).collect();
        let head = &self.article.head;
        let origin = [&head.subtitle, &head.outlet, &head.byline].into_iter().flatten();
        let texts = std::iter::once((PieceKind::Title, head.title.as_str()))
            .chain(origin.map(|text| (PieceKind::Origin, text.as_str())));
        let passage = Passage::default();
        self.passage(passage, &Target::article(), texts.collect());
        let mentions = Mentions::new(self.article);
        let entity = |entity: &'a Entity| EntityRecord {
            id: &entity.id,
            names: entity.names().collect(),
            kind: entity.kind,
            wikidata: entity.wikidata.as_deref(),
            draft: entity.draft,
            mentions: Vec::new(),
        };
        self.record.entities = self.article.entities.iter().map(entity).collect();
        let mut number = 0;
        for (at, section) in self.article.sections.iter().enumerate() {
            let at = u32::try_from(at).unwrap_or(0);
            self.record.sections.push(SectionRecord { id: &section.id, title: section.title() });
            let heading = section.heading.iter().map(|text| (PieceKind::Title, text.as_str())).collect();
            let passage = Passage { kind: PassageKind::Section, id: &section.id, section: at, ..Passage::default() };
            self.passage(passage, &Target::element("section", &section.id), heading);
            for paragraph in &section.paragraphs {
                number += 1;
                self.paragraph(paragraph, number, at, &mentions);
            }
        }
        for entity in &self.article.entities {
            let names = entity.names().map(|name| (PieceKind::Name, name)).collect();
            let passage = Passage { kind: PassageKind::Entity, id: &entity.id, ..Passage::default() };
            self.passage(passage, &Target::element("entity", &entity.id), names);
        }
        self.gone(gone);
        self.record
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph, number: u32, section: u32, mentions: &Mentions) {
        let piece = u32::try_from(self.record.pieces.len()).unwrap_or(u32::MAX);
        for mention in mentions.in_text(&paragraph.text) {
            let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
            let (start, end) = (offset(mention.span.start), offset(mention.span.end));
            if let Some(entity) = self.record.entities.get_mut(mention.entity) {
                entity.mentions.push(MentionRecord { piece, start, end });
            }
        }
        let passage =
            Passage { kind: PassageKind::Paragraph, id: &paragraph.id, number, section, ..Passage::default() };
        let texts = vec![(PieceKind::Text, paragraph.text.as_str())];
        self.passage(passage, &Target::element("paragraph", &paragraph.id), texts);
        for claim in &paragraph.claims {
            let facts = Some(Box::new(self.facts(claim)));
            let passage = Passage {
                kind: PassageKind::Claim,
                id: &claim.id,
                number,
                section,
                claim: facts,
                ..Passage::default()
            };
            self.passage(passage, &Target::claim(&claim.id), vec![(PieceKind::Claim, claim.text.as_str())]);
        }
    }

    fn passage(&mut self, mut passage: Passage<'a>, on: &Target, texts: Vec<(PieceKind, &'a str)>) {
        passage.first = u32::try_from(self.record.pieces.len()).unwrap_or(u32::MAX);
        self.record.pieces.extend(texts.into_iter().map(|(kind, text)| Piece { kind, by: 0, text }));
        for said in self.said.get(on).into_iter().flatten() {
            let pieces = said.texts.iter().map(|(kind, text)| Piece { kind: *kind, by: said.by, text });
            self.record.pieces.extend(pieces);
        }
        self.met.insert(on.clone());
        passage.count = u32::try_from(self.record.pieces.len()).unwrap_or(u32::MAX).saturating_sub(passage.first);
        self.record.passages.push(passage);
    }

    fn facts(&self, claim: &'a Claim) -> ClaimFacts<'a> {
        let on = Target::claim(&claim.id);
        let voices = self.said.get(&on).into_iter().flatten();
        let figure = |figure: &'a Figure| FigureRecord {
            printed: &figure.printed,
            value: figure.value.as_deref(),
            unit: figure.unit.as_deref(),
            when: figure.when.as_deref(),
        };
        ClaimFacts {
            kinds: claim.kind.clone(),
            certainty: claim.certainty,
            priority: claim.priority,
            speaker: claim.speaker.iter().map(String::as_str).collect(),
            via: claim.via.iter().map(String::as_str).collect(),
            about: claim.about.iter().map(String::as_str).collect(),
            cue: claim.cue.as_deref(),
            when: claim.when.as_deref(),
            figures: claim.figures.iter().map(figure).collect(),
            quote: &claim.quote,
            implied: claim.implied,
            draft: claim.draft,
            related: claim.relations.by_key().iter().any(|(_, ids)| !ids.is_empty()),
            own: self.owners.get(&claim.id).copied().unwrap_or(0),
            voices: voices.filter_map(|said| voice(said)).collect(),
        }
    }

    /// Annotations of things that the article no longer has: first claims, with what the journal has of them, then the
    /// rest.
    fn gone(&mut self, claims: &'a [Claim]) {
        for claim in claims {
            let on = Target::claim(&claim.id);
            if self.met.contains(&on) {
                continue;
            }
            let facts = Some(Box::new(self.facts(claim)));
            let passage = Passage { kind: PassageKind::Gone, id: &claim.id, claim: facts, ..Passage::default() };
            let text = (!claim.text.is_empty()).then_some((PieceKind::Claim, claim.text.as_str()));
            self.passage(passage, &on, text.into_iter().collect());
        }
        let wrote = |said: &&&Said| !said.texts.is_empty();
        let said = self.said.values().flatten().filter(wrote).map(|said| &said.on);
        let mut gone: Vec<&Target> = said.filter(|on| !self.met.contains(*on)).collect();
        gone.sort();
        gone.dedup();
        for on in gone {
            let passage = Passage { kind: PassageKind::Gone, id: on.id(), ..Passage::default() };
            self.passage(passage, on, Vec::new());
        }
    }
}

/// What queries need of an annotator's notes on a claim; `None` if there are none.
fn voice(said: &Said) -> Option<Voice<'_>> {
    let assessment = said.assessment.as_ref()?;
    let verdict = assessment.standing.verdict();
    let mut voice = Voice::new(
        said.by,
        verdict,
        assessment.said,
        assessment.confidence,
        assessment.status,
        Some(assessment.priority),
    );
    voice.current = matches!(assessment.standing, Standing::Current(_));
    voice.not_checkable = assessment.standing == Standing::NotCheckable;
    voice.changed = said.changed;
    voice.reason = assessment.why.is_some();
    voice.correction = assessment.correction.is_some();
    voice.evidence = !assessment.evidence.is_empty();
    voice.note = !assessment.notes.is_empty();
    voice.reply = !assessment.replies.is_empty();
    voice.relation = said.relation;
    voice.settled = said.settled;
    voice.why = assessment.why.as_deref();
    voice.on = &said.on_day;
    voice.same = said.same.iter().map(String::as_str).collect();
    voice.tags = assessment.tags.iter().map(String::as_str).collect();
    voice.due = due(assessment);
    Some(voice)
}
