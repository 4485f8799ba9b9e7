//! What the sources share whose articles come with annotations.

pub(super) mod labels;
mod offsets;
pub(super) mod onto;

use crate::model::article::entity::EntityKind;

pub(super) use crate::import::annotated::offsets::{Offsets, Units};
use crate::import::document::{Document, SourceAnnotation, SourceEntity};
use crate::import::notice::{Notice, NoticeKind};

/// Characters of context that an annotation keeps on each side.
const CONTEXT: usize = 32;

/// An annotation of the words between two bytes of a text; none where there are no words.
pub(super) fn annotation(text: &str, start: usize, end: usize) -> Option<SourceAnnotation> {
    let quote = text.get(start..end).filter(|quote| !quote.trim().is_empty())?;
    let before: Vec<char> = text[..start].chars().rev().take(CONTEXT).collect();
    Some(SourceAnnotation {
        quote: quote.to_owned(),
        before: before.into_iter().rev().collect(),
        after: text[end..].chars().take(CONTEXT).collect(),
        ..SourceAnnotation::default()
    })
}

/// An annotation of words of a text. The span is a hint: it counts where the words are there; else the words
/// must be in the text once.
pub(super) fn placed(text: &str, span: Option<(usize, usize)>, words: &str) -> Option<SourceAnnotation> {
    let agrees = |(start, end): &(usize, usize)| {
        text.get(*start..*end).is_some_and(|found| found.split_whitespace().eq(words.split_whitespace()))
    };
    let (start, end) = span.filter(agrees).or_else(|| {
        let mut places = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes());
        let start = places.next().filter(|_| !words.is_empty())?;
        places.next().is_none().then_some((start, start + words.len()))
    })?;
    annotation(text, start, end)
}

/// Adds annotations to a document: names become entities, everything else stays an annotation.
pub(super) fn add(document: &mut Document, annotations: Vec<SourceAnnotation>) {
    let same = |annotation: &SourceAnnotation| annotation.attributes.iter().any(|(key, _)| key == SAME_AS);
    let (aliases, others): (Vec<_>, Vec<_>) = annotations.into_iter().partition(same);
    for annotation in others.into_iter().chain(aliases) {
        let kind = annotation.label.as_deref().and_then(labels::entity_kind).filter(|_| annotation.comment.is_none());
        match kind {
            Some(kind) => add_entity(&annotation, kind, &mut document.entities),
            None => document.annotations.push(annotation),
        }
    }
}

/// The attribute that names another name of the same thing.
pub(super) const SAME_AS: &str = "same-as";

fn add_entity(annotation: &SourceAnnotation, kind: EntityKind, entities: &mut Vec<SourceEntity>) {
    let attribute =
        |name: &str| annotation.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let name = annotation.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = attribute(SAME_AS).unwrap_or_else(|| name.clone());
    match entities.iter_mut().find(|entity| entity.name == first || entity.aliases.contains(&name)) {
        Some(entity) => {
            entity.wikidata = entity.wikidata.take().or(attribute("wikidata"));
            if entity.name != name && !entity.aliases.contains(&name) {
                entity.aliases.push(name);
            }
        }
        None => {
            entities.push(SourceEntity {
                name,
                kind: Some(kind),
                aliases: Vec::new(),
                wikidata: attribute("wikidata"),
            });
        }
    }
}

/// Reports annotations that could not be placed.
pub(super) fn report_lost(count: usize, why: &str, document: &mut Document) {
    if count > 0 {
        let message = format!("{count} annotations were left out: {why}");
        document.notices.push(Notice::whole(NoticeKind::Skipped, message));
    }
}
