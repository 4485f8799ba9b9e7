//! Tests a term of a query on a passage. The fields of claims are those of `model::query`, applied to the library's
//! records.

use crate::corpus::record::{ClaimFacts, EntityRecord, Passage, PassageKind, PieceKind, Record, Voice};
use crate::model::annotation::judgement::{Status, Verdict};
use crate::model::article::claim::SPEAKERS_WITHOUT_ENTITY;
use crate::model::query::{BARE, Term, Value};
use crate::text::folding::fold;

use crate::corpus::search::{Search, Unit};

/// The value for claims to which nobody gave any.
const NONE: &str = "none";

impl Search<'_> {
    /// Whether a passage matches a term that is not about articles.
    pub(super) fn term_holds(&self, record: &Record<'_>, passage: &Passage<'_>, lines: &[&[u8]], term: &Term) -> bool {
        let any = |test: &dyn Fn(&Value) -> bool| term.values.iter().any(test);
        match term.field.name {
            BARE => any(&|value| self.has_words(record, passage, lines, value, &|_| true)),
            "why" => any(&|value| {
                let is_reason = |kind| matches!(kind, PieceKind::Reason | PieceKind::Correction | PieceKind::Note);
                self.has_words(record, passage, lines, value, &is_reason)
            }),
            "tag" => any(&|value| {
                let wanted = fold(value.written());
                let mut pieces = record.pieces_of(passage);
                pieces.any(|(_, piece)| {
                    let is_seen = self.asks(record, piece.by) && self.sees(record, passage, piece.by);
                    piece.kind == PieceKind::Tag && is_seen && fold(piece.text) == wanted
                })
            }),
            "section" => any(&|value| {
                let section = record.sections.get(passage.section as usize).filter(|_| passage.number > 0);
                section.is_some_and(|section| is_called(value, &[section.id, section.title]))
            }),
            "id" => any(&|value| {
                let paragraph = || {
                    let of_number = |other: &&Passage<'_>| other.number == passage.number && other.claim.is_none();
                    record.passages.iter().filter(|_| passage.number > 0).find(of_number).map_or("", |other| other.id)
                };
                let is_it = |id: &str| id.eq_ignore_ascii_case(value.written());
                is_it(passage.id) || is_it(paragraph())
            }),
            _ => passage.claim.is_some() && any(&|value| self.claim_holds(record, passage, term, value)),
        }
    }

    /// Whether the words of a value occur in a passage, in texts of these kinds that the viewer may see.
    fn has_words(
        &self,
        record: &Record<'_>,
        passage: &Passage<'_>,
        lines: &[&[u8]],
        value: &Value,
        kinds: &dyn Fn(PieceKind) -> bool,
    ) -> bool {
        let Some(pattern) = self.patterns.get(value.written()) else { return false };
        if self.unit == Unit::Article {
            return lines.iter().any(|line| pattern.is_in(line));
        }
        let mut pieces = record.pieces_of(passage);
        let in_pieces = pieces.any(|(number, piece)| {
            kinds(piece.kind)
                && self.sees(record, passage, piece.by)
                && lines.get(number).is_some_and(|line| pattern.is_in(line))
        });
        in_pieces
            || passage.claim.as_ref().is_some_and(|claim| {
                let own = [Some(claim.quote), claim.cue];
                kinds(PieceKind::Claim) && own.into_iter().flatten().any(|text| !pattern.spans(text).is_empty())
            })
    }

    fn number_of_me(&self, record: &Record<'_>) -> Option<u16> {
        let me = self.viewer.me.as_deref()?;
        let at = record.annotators.iter().position(|name| *name == me)?;
        u16::try_from(at + 1).ok()
    }

    /// Whether the fields of queries cover this annotator's notes.
    fn asks(&self, record: &Record<'_>, by: u16) -> bool {
        self.viewer.asks_everyone || Some(by) == self.number_of_me(record)
    }

    /// Whether the viewer sees this annotator's texts on a passage: for a claim, once they have judged it themselves.
    pub(super) fn sees(&self, record: &Record<'_>, passage: &Passage<'_>, by: u16) -> bool {
        let Some(claim) = &passage.claim else { return true };
        by == 0 || self.sees_judgements(record, claim) || Some(by) == self.number_of_me(record)
    }

    fn sees_judgements(&self, record: &Record<'_>, claim: &ClaimFacts<'_>) -> bool {
        let me = self.number_of_me(record);
        self.viewer.sees_all || claim.voices.iter().any(|voice| Some(voice.by) == me && voice.has_judged())
    }

    /// Whether the viewer sees a claim: their own, those of the article, and either all or none of those that others
    /// added.
    pub(super) fn sees_claim(&self, record: &Record<'_>, claim: &ClaimFacts<'_>) -> bool {
        claim.own == 0 || self.viewer.sees_all || Some(claim.own) == self.number_of_me(record)
    }

    fn claim_holds(&self, record: &Record<'_>, passage: &Passage<'_>, term: &Term, value: &Value) -> bool {
        let Some(claim) = &passage.claim else { return false };
        let me = self.number_of_me(record);
        let sees_others = self.sees_judgements(record, claim);
        let is_asked = |voice: &&Voice<'_>| self.asks(record, voice.by) && (sees_others || Some(voice.by) == me);
        let asked: Vec<&Voice<'_>> = claim.voices.iter().filter(is_asked).collect();
        let some_or_none = |words: Vec<&'static str>| {
            if words.is_empty() { value.is(NONE) } else { words.into_iter().any(|word| value.is(word)) }
        };
        match term.field.name {
            "verdict" => some_or_none(asked.iter().filter_map(|voice| voice.verdict()).map(Verdict::stored).collect()),
            "said" => some_or_none(asked.iter().filter_map(|voice| Some(voice.said()?.stored())).collect()),
            "confidence" => some_or_none(asked.iter().filter_map(|voice| Some(voice.confidence()?.word())).collect()),
            "status" if asked.is_empty() => value.is(Status::ToDo.stored()),
            "status" => asked.iter().any(|voice| value.is(voice.status().stored())),
            "priority" => {
                let said: Vec<&str> = asked.iter().filter_map(|voice| Some(voice.priority()?.word())).collect();
                if said.is_empty() { value.is(claim.priority.word()) } else { said.iter().any(|word| value.is(word)) }
            }
            "kind" => claim.kinds.iter().any(|kind| value.is(kind.word())),
            "certainty" => value.is(claim.certainty.word()),
            "speaker" => names_one(record, value, &claim.speaker, &SPEAKERS_WITHOUT_ENTITY),
            "via" => names_one(record, value, &claim.via, &[]),
            "about" => names_one(record, value, &claim.about, &[]),
            "by" => self.judged_by(record, claim, value),
            "date" => claim.when.is_some_and(|when| value.meets(when)),
            "has" => has(claim, &asked, value.written()),
            "is" if value.written() == "orphaned" => passage.kind == PassageKind::Gone,
            "is" => self.is(record, claim, &asked, value.written()),
            _ => false,
        }
    }

    fn judged_by(&self, record: &Record<'_>, claim: &ClaimFacts<'_>, value: &Value) -> bool {
        let me = self.number_of_me(record);
        let sees_others = self.sees_judgements(record, claim);
        let judged = claim.voices.iter().filter(|voice| voice.verdict().is_some() || voice.not_checkable);
        let mut seen = judged.filter(|voice| sees_others || Some(voice.by) == me);
        seen.any(|voice| {
            let is_me = value.written() == "me" && Some(voice.by) == me;
            is_me || record.annotator(voice.by).is_some_and(|name| is_called(value, &[name]))
        })
    }

    fn is(&self, record: &Record<'_>, claim: &ClaimFacts<'_>, asked: &[&Voice<'_>], word: &str) -> bool {
        match word {
            "judged" => asked.iter().any(|voice| voice.has_judged()),
            "implied" => claim.implied,
            "own" => claim.own != 0,
            "draft" => claim.draft,
            "changed" => asked.iter().any(|voice| voice.changed),
            "settled" => claim.voices.iter().any(|voice| voice.settled),
            "disagreed" => {
                let sees = self.sees_judgements(record, claim);
                let judged = claim.voices.iter().filter(|voice| voice.has_judged() && sees);
                let said: Vec<(Option<Verdict>, bool)> =
                    judged.map(|voice| (voice.current_verdict(), voice.not_checkable)).collect();
                said.windows(2).any(|pair| pair[0] != pair[1])
            }
            _ => false,
        }
    }
}

fn has(claim: &ClaimFacts<'_>, asked: &[&Voice<'_>], word: &str) -> bool {
    let any = |test: fn(&Voice<'_>) -> bool| asked.iter().any(|voice| test(voice));
    match word {
        "figure" => !claim.figures.is_empty(),
        "date" => claim.when.is_some(),
        "evidence" => any(|voice| voice.evidence),
        "note" => any(|voice| voice.note),
        "reply" => any(|voice| voice.reply),
        "tag" => any(|voice| !voice.tags.is_empty()),
        "correction" => any(|voice| voice.correction),
        "reason" => any(|voice| voice.reason),
        "relation" => claim.related || any(|voice| voice.relation),
        _ => false,
    }
}

/// Whether a value names one of these entities: exactly, or by the beginning of a word if no entity has exactly this
/// name.
fn names_one(record: &Record<'_>, value: &Value, ids: &[&str], others: &[&str]) -> bool {
    let wanted = fold(value.written());
    let names = |entity: &EntityRecord<'_>| entity.names.iter().chain([&entity.id]).any(|name| fold(name) == wanted);
    let is_exact = record.entities.iter().any(names) || others.iter().any(|other| fold(other) == wanted);
    ids.iter().any(|id| {
        let Some(entity) = record.entity(id) else { return is_named(&wanted, &[id], is_exact) };
        let mut all = entity.names.clone();
        all.push(entity.id);
        is_named(&wanted, &all, is_exact)
    })
}

/// Whether a value is one of these names, or the beginning of a word in one.
fn is_called(value: &Value, names: &[&str]) -> bool {
    let wanted = fold(value.written());
    is_named(&wanted, names, false)
}

fn is_named(wanted: &str, names: &[&str], exactly: bool) -> bool {
    names.iter().map(|name| fold(name)).any(|name| name == wanted || (!exactly && begins_a_word(&name, wanted)))
}

/// Whether a word of a folded name begins this way.
fn begins_a_word(name: &str, beginning: &str) -> bool {
    let is_start = |at: usize| name[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
    !beginning.is_empty() && name.match_indices(beginning).any(|(at, _)| is_start(at))
}
