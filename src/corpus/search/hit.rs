//! A place that a search found.

use std::collections::HashMap;

use crate::corpus::fields::Article;
use crate::corpus::record::{Passage, PassageKind, Piece, PieceKind, Record};
use crate::text::hidden::visible_in_line;
use crate::text::span::ByteSpan;

use crate::corpus::search::{Search, Unit};

/// The results of a search.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// The hits, the best first.
    pub hits: Vec<Hit>,
    /// How many hits there are, including those not returned.
    pub total: usize,
    /// In how many articles they are.
    pub articles: usize,
    /// How many more there are for somebody who sees what others say of claims that they have not judged.
    pub hidden: usize,
    /// Whether all articles were looked into, so that the numbers are exact.
    pub is_whole: bool,
    /// Paths of articles whose part of the cache is damaged.
    pub damaged: Vec<String>,
}

/// A passage that matches a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article's file, relative to the library's folder.
    pub path: String,
    /// The article's id.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The date of publication.
    pub published: Option<String>,
    /// The kind of passage.
    pub kind: PassageKind,
    /// The id of the paragraph, claim, entity or section; empty for the article.
    pub id: String,
    /// The paragraph number; 0 if it is in no paragraph.
    pub number: u32,
    /// The kind of text.
    pub piece: PieceKind,
    /// Its author; `None` for the article itself.
    pub by: Option<String>,
    /// The text.
    pub text: String,
    /// Where the words occur in the text.
    pub spans: Vec<ByteSpan>,
    /// The verdicts on a claim that the viewer may see: annotator and word.
    pub verdicts: Vec<(String, &'static str)>,
    /// How well it matches: greater is better.
    pub score: f32,
    /// Its index among the passages of its article.
    pub order: u32,
}

impl Hit {
    /// Whether it is a claim or an entity, whose id is more useful than its place.
    #[must_use]
    pub fn claim_or_entity(&self) -> bool {
        matches!(self.kind, PassageKind::Claim | PassageKind::Entity | PassageKind::Gone)
    }

    /// The judgements that the viewer may see, in words: `ana: misleading, ben: refuted`.
    #[must_use]
    pub fn judgements(&self) -> String {
        let words = self.verdicts.iter().map(|(who, verdict)| format!("{}: {verdict}", visible_in_line(who)));
        words.collect::<Vec<_>>().join(", ")
    }

    /// The file and the place in it, for people: `trade.yaml ¶3 p3.c2`.
    #[must_use]
    pub fn place(&self) -> String {
        let number = if self.number > 0 { format!(" ¶{}", self.number) } else { String::new() };
        let has_id = !self.id.is_empty() && self.kind != PassageKind::Paragraph;
        let id = if has_id { format!(" {}", self.id) } else { String::new() };
        format!("{}{number}{id}", self.path)
    }
}

/// A piece of a passage, with its score.
#[derive(Clone, Copy)]
pub(super) struct Scored<'r> {
    pub(super) score: f32,
    /// `None` if the viewer sees no text of the passage.
    piece: Option<&'r Piece<'r>>,
}

impl Search<'_> {
    /// The text of a passage with most of the words.
    pub(super) fn best_piece<'r>(
        &self,
        record: &'r Record<'r>,
        passage: &Passage<'_>,
        lines: &[&[u8]],
        weights: &HashMap<&str, f32>,
    ) -> Scored<'r> {
        let mut best = Scored { score: 0.0, piece: None };
        for (number, piece) in record.pieces_of(passage) {
            if !self.sees(record, passage, piece.by) {
                continue;
            }
            let line = lines.get(number).copied().unwrap_or_default();
            let words = self.patterns.iter().filter(|(_, pattern)| pattern.is_in(line));
            let score: f32 = words.map(|(written, _)| weights.get(written).copied().unwrap_or(1.0)).sum();
            let score = score * weight(piece.kind) * brevity(piece.text.len());
            if best.piece.is_none() || score > best.score {
                best = Scored { score, piece: Some(piece) };
            }
        }
        best
    }

    /// The hit for a passage, given by its index.
    pub(super) fn hit(&self, article: &Article<'_>, at: usize, passage: &Passage<'_>, best: Scored<'_>) -> Hit {
        let (record, row) = (article.record, article.row);
        let nothing = Piece { kind: PieceKind::Note, by: 0, text: "" };
        let (score, piece) = (best.score, best.piece.unwrap_or(&nothing));
        let mut spans: Vec<ByteSpan> = self.patterns.values().flat_map(|pattern| pattern.spans(piece.text)).collect();
        spans.sort_by_key(|span| (span.start, span.end));
        spans.dedup_by(|span, before| span.start < before.end);
        if self.unit == Unit::Article {
            spans.clear();
        }
        let claim = passage.claim.as_ref().filter(|claim| {
            self.viewer.sees_all || claim.voices.len() < 2 || {
                let me = article.me;
                claim.voices.iter().any(|voice| record.annotator(voice.by) == me && voice.has_judged())
            }
        });
        let seen = claim.into_iter().flat_map(|claim| &claim.voices);
        let seen = seen.filter(|voice| self.sees(record, passage, voice.by));
        let verdicts = seen.filter_map(|voice| {
            let word = if voice.not_checkable { "not checkable" } else { voice.current_verdict()?.word() };
            Some((record.annotator(voice.by)?.to_owned(), word))
        });
        Hit {
            path: row.path.clone(),
            article: row.id.clone(),
            title: row.title.clone(),
            outlet: row.outlet.clone(),
            published: row.published.clone(),
            kind: passage.kind,
            id: passage.id.to_owned(),
            number: passage.number,
            piece: piece.kind,
            by: record.annotator(piece.by).map(str::to_owned),
            text: piece.text.to_owned(),
            spans,
            verdicts: verdicts.collect(),
            score,
            order: u32::try_from(at).unwrap_or(u32::MAX),
        }
    }
}

/// The weight of a word, by the text it occurs in.
const fn weight(kind: PieceKind) -> f32 {
    match kind {
        PieceKind::Title => 3.0,
        PieceKind::Claim => 2.0,
        PieceKind::Name => 1.6,
        PieceKind::Reason | PieceKind::Correction => 1.4,
        PieceKind::Text => 1.2,
        PieceKind::Origin | PieceKind::Note | PieceKind::Evidence | PieceKind::Reply | PieceKind::Tag => 1.0,
    }
}

/// Words weigh a little more in a short text.
fn brevity(length: usize) -> f32 {
    #[allow(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
    let length = length as f32;
    1.0 / (1.0 + 0.2 * (1.0 + length / 200.0).ln())
}
