//! What a proposer is asked: one JSON object a line.

use serde_json::{Value, json};

use crate::model::article::claim::ClaimKind;
use crate::model::article::entity::EntityKind;
use crate::model::article::{Article, Paragraph, Section};

/// Version of the contract.
const VERSION: u32 = 1;

/// How much of an article one request contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Piece {
    /// All of it.
    #[default]
    Article,
    /// One section.
    Section,
    /// One paragraph.
    Paragraph,
}

/// The requests for an article, each without a line break, in the order of the text. Sections without paragraphs are none.
#[must_use]
pub fn requests(article: &Article, piece: Piece) -> Vec<String> {
    let all: Vec<(&Section, &Paragraph)> = article
        .sections
        .iter()
        .flat_map(|section| section.paragraphs.iter().map(move |paragraph| (section, paragraph)))
        .collect();
    let is_one_piece = |one: &(&Section, &Paragraph), other: &(&Section, &Paragraph)| match piece {
        Piece::Article => true,
        Piece::Section => std::ptr::eq(one.0, other.0),
        Piece::Paragraph => false,
    };
    all.chunk_by(is_one_piece).map(|paragraphs| request(article, paragraphs)).collect()
}

fn request(article: &Article, paragraphs: &[(&Section, &Paragraph)]) -> String {
    let head = &article.head;
    let texts: Vec<Value> = paragraphs
        .iter()
        .map(|(section, paragraph)| json!({"id": paragraph.id, "section": section.id, "text": paragraph.text}))
        .collect();
    let entities: Vec<Value> = article
        .entities
        .iter()
        .map(|entity| json!({"entity": entity.name, "kind": entity.kind.word(), "aliases": entity.aliases}))
        .collect();
    let claims: Vec<Value> = paragraphs
        .iter()
        .flat_map(|(_, paragraph)| paragraph.claims.iter().map(|claim| (&paragraph.id, claim)))
        .map(|(paragraph, claim)| json!({"claim": claim.text, "paragraph": paragraph, "quote": claim.quote}))
        .collect();
    json!({
        "nutgraf": VERSION,
        "want": ["entities", "claims"],
        "article": {"id": head.id, "title": head.title, "language": head.language},
        "paragraphs": texts,
        "entities": entities,
        "claims": claims,
        "kinds": {"entity": EntityKind::ALL.map(EntityKind::word), "claim": ClaimKind::ALL.map(ClaimKind::word)},
    })
    .to_string()
}
