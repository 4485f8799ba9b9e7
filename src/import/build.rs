//! From a document to an article: ids, sections, and the record of where it came from.

use std::collections::HashSet;

use crate::model::article::entity::Entity;
use crate::model::article::{Article, Head, Origin, Paragraph, ParagraphKind, Section, Wording};

use crate::import::block::{Block, BlockKind};
use crate::import::document::{Document, Field, SourceEntity};
use crate::import::ids::{Taken, cut, slug, slug_or_hash};

/// Bytes of the outlet in an article's id.
const LONGEST_OUTLET: usize = 24;
/// Bytes of the title in an article's id.
const LONGEST_TITLE: usize = 48;

/// Where a document came from, and when.
#[derive(Debug, Clone, Copy)]
pub struct Provenance<'a> {
    /// Name of the source format.
    pub format: &'static str,
    /// Name of the file without its folder.
    pub file: Option<&'a str>,
    /// Day of the import, as `2026-11-26`.
    pub today: &'a str,
}

/// The article of a document that has text.
#[must_use]
pub fn article(document: &Document, provenance: &Provenance<'_>) -> Article {
    let head = head(document, provenance);
    // Paragraphs are named first: `p7` stays `p7` whatever headings and entities are called.
    let mut taken = Taken::default();
    let numbers = document.blocks.iter().filter(|block| block.kind.is_body()).count();
    let ids: Vec<String> = (1..=numbers).map(|number| taken.claim(&format!("p{number}"))).collect();
    let sections = sections(&document.blocks, ids, &mut taken);
    let entities = entities(&document.entities, &mut taken);
    Article { nutgraf: 1, head, defaults: None, entities, sections }
}

/// `DATE-OUTLET-TITLE`, from whichever of them is known: the article's id, and its file's name before `.yaml`.
#[must_use]
pub fn stem(document: &Document) -> String {
    let metadata = &document.metadata;
    let known = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
    let title = known(&metadata.title).unwrap_or_default();
    let mut outlet = known(&metadata.outlet).and_then(|outlet| slug(&outlet));
    let mut title = slug_or_hash(&title, "article");
    cut(&mut title, LONGEST_TITLE);
    if let Some(outlet) = &mut outlet {
        cut(outlet, LONGEST_OUTLET);
    }
    [known(&metadata.published), outlet, Some(title)].into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn head(document: &Document, provenance: &Provenance<'_>) -> Head {
    let metadata = &document.metadata;
    let value = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
    let guessed = metadata.by_key().into_iter();
    let guessed = guessed.filter(|(_, field)| field.as_ref().is_some_and(|field| field.guessed));
    Head {
        id: stem(document),
        title: value(&metadata.title).unwrap_or_else(|| "Untitled".to_owned()),
        outlet: value(&metadata.outlet),
        genre: value(&metadata.genre),
        // The BCP 47 tag of an undetermined language.
        language: value(&metadata.language).unwrap_or_else(|| "und".to_owned()),
        wording: Wording::Verbatim,
        subtitle: value(&metadata.subtitle),
        byline: value(&metadata.byline),
        published: value(&metadata.published),
        revised: value(&metadata.revised),
        url: value(&metadata.url),
        archived: value(&metadata.archived),
        rights: value(&metadata.rights),
        retrieved: value(&metadata.retrieved),
        source: Some(Origin {
            format: provenance.format.to_owned(),
            file: provenance.file.map(str::to_owned),
            id: document.source_id.clone(),
            imported: provenance.today.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            guessed: guessed.map(|(key, _)| key.to_owned()).collect(),
        }),
        previous: Vec::new(),
    }
}

/// Sections begin at headings; a heading without text below it is kept as an empty section.
fn sections(blocks: &[Block], ids: Vec<String>, taken: &mut Taken) -> Vec<Section> {
    let mut ids = ids.into_iter();
    let mut sections: Vec<Section> = Vec::new();
    for block in blocks {
        if block.kind == BlockKind::Heading {
            let id = taken.claim(&slug_or_hash(&block.text, "section"));
            sections.push(Section { id, heading: Some(block.text.clone()), paragraphs: Vec::new() });
        }
        let Some(id) = block.kind.is_body().then(|| ids.next()).flatten() else { continue };
        if sections.is_empty() {
            sections.push(Section { id: taken.claim("opening"), heading: None, paragraphs: Vec::new() });
        }
        if let Some(section) = sections.last_mut() {
            section.paragraphs.push(paragraph(block, id));
        }
    }
    sections
}

fn paragraph(block: &Block, id: String) -> Paragraph {
    let kind = match block.kind {
        BlockKind::List => Some(ParagraphKind::List),
        BlockKind::Quote => Some(ParagraphKind::Quote),
        BlockKind::Caption => Some(ParagraphKind::Caption),
        _ => None,
    };
    Paragraph { id, text: block.text.clone(), kind, links: block.links.clone(), claims: Vec::new() }
}

/// Those of a known kind; a name that an earlier one has is left to that.
fn entities(given: &[SourceEntity], taken: &mut Taken) -> Vec<Entity> {
    let mut names = HashSet::new();
    let mut entities = Vec::new();
    for entity in given {
        let Some(kind) = entity.kind else { continue };
        if !names.insert(entity.name.clone()) {
            continue;
        }
        let id = taken.claim(&slug_or_hash(&entity.name, "entity"));
        let aliases = entity.aliases.iter().filter(|alias| names.insert((*alias).clone())).cloned().collect();
        let (name, wikidata) = (entity.name.clone(), entity.wikidata.clone());
        entities.push(Entity { aliases, wikidata, ..Entity::bare(id, name, kind) });
    }
    entities
}
