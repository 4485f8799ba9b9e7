//! NITF, the News Industry Text Format, alone or inside other wires.

use crate::import::block::{Block, BlockKind};
use crate::import::dates;
use crate::import::document::{Document, Field, SourceEntity};
use crate::import::encoding;
use crate::import::error::ImportError;
use crate::import::fields;
use crate::import::input::Input;
use crate::import::markup::flow::{Flow, Role, html_role};
use crate::import::markup::{Element, xml};
use crate::import::notice::{Notice, NoticeKind};
use crate::import::source::{Confidence, Parsed, Source};
use crate::model::article::entity::EntityKind;

/// A wire article in NITF.
pub(super) struct Nitf;

impl Source for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn summary(&self) -> &'static str {
        "NITF: wire articles"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        match crate::import::sources::root_name(input) {
            Some("nitf") => Confidence::Certain,
            _ => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = encoding::decode(input.bytes(), xml::declared_encoding(input.bytes()));
        let xml = xml::parse(&decoded.text);
        let root = xml.tree.document();
        let items = root.descendants().filter(|element| element.name() == "nitf" && !element.is_cut());
        let documents: Vec<_> = items.map(|item| crate::import::sources::whole(document(item)?, item.line())).collect();
        if documents.is_empty() && xml.error.is_none() {
            return Err(ImportError::no_article("it is XML without a NITF item"));
        }
        crate::import::sources::with_error(
            Parsed { documents, stated_count: None, notices: decoded.notices.clone() },
            xml.error,
        )
    }
}

/// The document of a `nitf` element.
///
/// # Errors
///
/// When the item has been withdrawn.
pub(super) fn document(nitf: Element<'_>) -> Result<Document, ImportError> {
    let mut document = Document::default();
    let data = nitf.find("docdata");
    if let Some(status) = data.and_then(|data| data.attribute("management-status")) {
        crate::import::sources::refuse_withdrawn(status)?;
    }
    head(nitf, &mut document);
    if let Some(content) = nitf.find("body.content") {
        document.blocks.extend(Flow::blocks(content, role));
    }
    if let Some(end) = nitf.find("body.end") {
        let blocks = Flow::blocks(end, role);
        document.blocks.extend(blocks.into_iter().map(|block| Block { kind: BlockKind::Footer, ..block }));
    }
    if let Some(summary) = nitf.find("abstract") {
        standfirst(&summary.text(), summary.line(), &mut document);
    }
    entities(nitf, &mut document);
    Ok(document)
}

fn head(nitf: Element<'_>, document: &mut Document) {
    let text = |name: &str| nitf.find(name).map(Element::text);
    let metadata = &mut document.metadata;
    let stated = |text: Option<String>| text.and_then(|text| Field::stated(&text));
    metadata.title = stated(text("hl1")).or_else(|| stated(text("title")));
    let headline = nitf.find("hedline");
    metadata.subtitle = stated(headline.and_then(|headline| headline.child_text("hl2")));
    metadata.byline = text("byline").and_then(|byline| fields::byline(&byline));
    let publication = nitf.find("pubdata");
    let name = publication.and_then(|publication| publication.attribute("name"));
    metadata.outlet = name.and_then(Field::stated).or_else(|| stated(text("distributor")));
    metadata.language = nitf.attribute("lang").and_then(fields::language);
    let issued = nitf.find("date.issue").and_then(|date| date.attribute("norm"));
    let printed = publication.and_then(|publication| publication.attribute("date.publication"));
    let written = nitf.find("story.date").and_then(|date| date.attribute("norm"));
    let day = printed.or(issued).or(written);
    metadata.published = day.and_then(|day| fields::day(day, &mut document.notices));
    let id = nitf.find("doc-id").and_then(|id| id.attribute("id-string"));
    document.source_id = id.map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned);
    if let Some(dateline) = nitf.find("dateline") {
        document.blocks.push(Block::new(BlockKind::Dateline, &dateline.text(), dateline.line()));
    }
}

/// A standfirst becomes the subtitle, unless it is the first paragraph once more.
pub(super) fn standfirst(printed: &str, line: usize, document: &mut Document) {
    let standfirst = Block::paragraph(printed, line);
    if standfirst.text.is_empty() {
        return;
    }
    let repeats = |block: &Block| block.text.starts_with(standfirst.text.trim_end_matches(['.', '…']));
    if document.blocks.iter().filter(|block| block.kind.is_body()).take(2).any(repeats) {
        return;
    }
    if document.metadata.subtitle.is_none() {
        document.metadata.subtitle = Field::stated(&standfirst.text);
    } else if document.metadata.subtitle.as_ref().is_none_or(|subtitle| subtitle.value != standfirst.text) {
        let reason = "the subtitle is taken; this standfirst was left out";
        document.notices.push(Notice::dropped(line, standfirst.text, reason));
    }
}

/// What elements of the text mean.
fn role(element: Element<'_>) -> Role {
    match element.name() {
        "hl1" | "hl2" => Role::Block(BlockKind::Heading),
        "p" | "block" | "dt" | "dd" | "media" | "tagline" | "note" => Role::Part,
        "bq" => Role::Within(BlockKind::Quote),
        "media-caption" => Role::Within(BlockKind::Caption),
        "media-producer" | "credit" => Role::Within(BlockKind::Credit),
        "media-metadata" | "media-reference" | "media-object" | "nitf-table-metadata" => Role::Skip,
        "a" => Role::Link,
        _ => html_role(element),
    }
}

/// Persons, organisations, places and events that the item marks or lists. Whoever wrote it is not among them.
fn entities(nitf: Element<'_>, document: &mut Document) {
    let unlisted: Vec<_> = nitf
        .descendants()
        .filter(|element| matches!(element.name(), "byline" | "distributor" | "dateline" | "tobject"))
        .collect();
    for element in nitf.descendants() {
        let kind = match element.name() {
            "person" => EntityKind::Person,
            "org" => EntityKind::Organisation,
            "location" => EntityKind::Place,
            "event" => EntityKind::Event,
            _ => continue,
        };
        if unlisted.iter().any(|outer| outer.contains(element)) {
            continue;
        }
        // A place in a country is the place, not the country.
        let inner = ["city", "region", "country"].iter().find_map(|name| Some((*name, element.child(name)?)));
        let (kind, name) = match inner {
            Some(("country", country)) => (EntityKind::State, country.text()),
            Some((_, place)) => (kind, place.text()),
            None => (kind, own_text(element)),
        };
        add_entity(&name, kind, element.attribute("value"), document);
    }
}

/// Text of an element without its codes.
fn own_text(element: Element<'_>) -> String {
    let mut flow = Flow::blocks(element, |inner| if inner.name() == "alt-code" { Role::Skip } else { Role::Inline });
    flow.pop().map(|block| block.text).unwrap_or_default()
}

/// Adds an entity, unless it is there already.
pub(super) fn add_entity(name: &str, kind: EntityKind, uri: Option<&str>, document: &mut Document) {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.len() > 200 || document.entities.iter().any(|entity| entity.name == name) {
        return;
    }
    let wikidata = uri.and_then(wikidata);
    document.entities.push(SourceEntity { name, kind: Some(kind), aliases: Vec::new(), wikidata });
}

/// `Q843` of `http://www.wikidata.org/entity/Q843` or `wikidata:Q843`.
fn wikidata(uri: &str) -> Option<String> {
    let id = uri.contains("wikidata").then(|| uri.rsplit(['/', ':', '#']).next())??;
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| id.to_owned())
}

/// Takes what a NITF body knows where the wire around it says nothing; dates that differ are reported, and the
/// earlier one is taken: the wire's is often the day of its delivery.
pub(super) fn fill_from(inner: Document, document: &mut Document) {
    let outer = &mut document.metadata;
    let metadata = inner.metadata;
    for (outer, inner) in [
        (&mut outer.title, metadata.title),
        (&mut outer.subtitle, metadata.subtitle),
        (&mut outer.byline, metadata.byline),
        (&mut outer.outlet, metadata.outlet),
        (&mut outer.language, metadata.language),
    ] {
        *outer = outer.take().or(inner);
    }
    if let Some(day) = metadata.published {
        let later = outer.published.replace(day.clone()).filter(|other| other.value != day.value);
        if let Some(later) = later {
            let (first, second) = if later.value < day.value { (&later, &day) } else { (&day, &later) };
            let message = format!("its dates differ: {} and {}; the earlier was taken", first.value, second.value);
            document.notices.push(Notice::whole(NoticeKind::Guess, message));
            outer.published = Some(first.clone());
        }
    }
    document.blocks = inner.blocks;
    document.notices.extend(inner.notices);
    for entity in inner.entities {
        if document.entities.iter().all(|other| other.name != entity.name) {
            document.entities.push(entity);
        }
    }
    document.source_id = document.source_id.take().or(inner.source_id);
}

/// The first day of several, whichever the wire gives.
pub(super) fn earliest<'a>(days: impl Iterator<Item = &'a str>) -> Option<Field> {
    days.filter_map(|day| dates::first(day).ok()).min().and_then(|day| Field::stated(&day))
}
