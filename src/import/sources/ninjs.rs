//! ninjs, versions 1 to 3: news items in JSON.

use serde_json::Value;

use crate::import::block::Block;
use crate::import::document::{Document, Field};
use crate::import::error::ImportError;
use crate::import::input::Input;
use crate::import::markup::xml;
use crate::import::source::{Confidence, Parsed, Source};
use crate::import::{fields, fragment, json};
use crate::model::article::entity::EntityKind;

use crate::import::sources::nitf;

/// Items inside items deeper than this are not looked for.
const DEEPEST: usize = 4;

/// Wire articles in JSON.
pub(super) struct Ninjs;

impl Source for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn summary(&self) -> &'static str {
        "ninjs 1 to 3: wire articles, also several in a package"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head();
        let is_json = head.trim_start().starts_with(['{', '[']);
        let has = |mark: &str| memchr::memmem::find(input.bytes(), mark.as_bytes()).is_some();
        let marks = ["\"versioncreated\"", "\"versionCreated\"", "\"pubstatus\"", "\"pubStatus\""];
        match () {
            () if !is_json => Confidence::No,
            () if head.contains("/ninjs") || head.contains("\"ninjs\"") => Confidence::Certain,
            () if marks.iter().any(|mark| has(mark)) && (has("\"body_") || has("\"bodies\"")) => Confidence::Certain,
            () => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        let decoded = input.decoded();
        let mut parsed = Parsed { notices: decoded.notices.clone(), ..Parsed::default() };
        let read = json::each_item(&decoded.text, |item, line| match item {
            Ok(item) => items(Item(&item), line, DEEPEST, &mut parsed.documents),
            Err(error) => parsed.documents.push(Err(error)),
        });
        if parsed.documents.is_empty() && read.is_ok() {
            return Err(ImportError::no_article("it has no item that is a text"));
        }
        crate::import::sources::with_error(parsed, read.err())
    }
}

/// An item. Versions differ in the case of keys, in underscores and in singular and plural.
#[derive(Clone, Copy)]
struct Item<'v>(&'v Value);

impl<'v> Item<'v> {
    fn get(self, keys: &[&str]) -> Option<&'v Value> {
        let object = self.0.as_object()?;
        let is_named = |name: &str, key: &str| {
            let letters = name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase());
            letters.eq(key.bytes())
        };
        keys.iter().find_map(|key| object.iter().find(|(name, _)| is_named(name, key)).map(|(_, value)| value))
    }

    fn text(self, keys: &[&str]) -> Option<&'v str> {
        self.get(keys)?.as_str().filter(|text| !text.trim().is_empty())
    }

    fn field(self, keys: &[&str]) -> Option<Field> {
        self.text(keys).and_then(Field::stated)
    }

    fn list(self, keys: &[&str]) -> impl Iterator<Item = Item<'v>> {
        let items = match self.get(keys) {
            Some(Value::Array(items)) => items.as_slice(),
            Some(one @ Value::Object(_)) => std::slice::from_ref(one),
            _ => &[],
        };
        items.iter().map(Item)
    }
}

/// The articles of an item: itself, and the texts that belong to it where it is a package.
fn items(item: Item<'_>, line: usize, depth: usize, documents: &mut Vec<Result<Document, ImportError>>) {
    let is_package = item.text(&["type"]) == Some("composite");
    let is_text = item.text(&["type"]).is_none_or(|kind| kind == "text");
    let has_body = !bodies(item).is_empty();
    if is_text && (has_body || item.text(&["uri"]).is_some() && !is_package) {
        documents.push(document(item, line));
        return;
    }
    for inner in inner_items(item).into_iter().filter(|_| depth > 0) {
        items(inner, line, depth - 1, documents);
    }
}

/// `associations` is an object of items or of lists of them in version 1, a list later; services wrap items in
/// lists of their own.
fn inner_items(item: Item<'_>) -> Vec<Item<'_>> {
    let mut inner: Vec<_> = item.list(&["items", "associations"]).collect();
    if let Some(Value::Object(named)) = item.get(&["associations"]) {
        inner = named
            .values()
            .flat_map(|value| match value {
                Value::Array(items) => items.as_slice(),
                one => std::slice::from_ref(one),
            })
            .map(Item)
            .collect();
    }
    inner
}

fn document(item: Item<'_>, line: usize) -> Result<Document, ImportError> {
    if let Some(status) = item.text(&["pubstatus"]) {
        crate::import::sources::refuse_withdrawn(status)?;
    }
    let mut document = Document::default();
    metadata(item, &mut document);
    body(item, line, &mut document)?;
    for (keys, kind) in [
        (["people", "person"], EntityKind::Person),
        (["places", "place"], EntityKind::Place),
        (["organisations", "organisation"], EntityKind::Organisation),
        (["events", "event"], EntityKind::Event),
    ] {
        for entity in item.list(&keys) {
            let uri = entity.text(&["uri", "code"]);
            nitf::add_entity(entity.text(&["name", "fullname"]).unwrap_or_default(), kind, uri, &mut document);
        }
    }
    let standfirst = item.text(&["descriptiontext", "description"]);
    let descriptions = item.list(&["descriptions"]).filter_map(|description| description.text(&["value"]));
    for text in standfirst.into_iter().chain(descriptions) {
        for block in fragment::blocks(text, line) {
            nitf::standfirst(&block.text, line, &mut document);
        }
    }
    crate::import::sources::whole(document, line)
}

fn metadata(item: Item<'_>, document: &mut Document) {
    let metadata = &mut document.metadata;
    let main = item.list(&["headlines"]).filter(|headline| headline.text(&["value"]).is_some());
    let main = main.min_by_key(|headline| headline.text(&["role"]) != Some("main"));
    let headline = main.and_then(|headline| headline.field(&["value"]));
    metadata.title = item.field(&["headline"]).or(headline).or_else(|| item.field(&["title", "name"]));
    metadata.byline = item.text(&["byline", "by"]).and_then(fields::byline);
    let source = item.list(&["infosources", "infosource"]).find_map(|source| source.field(&["name"]));
    metadata.outlet = item.field(&["provider", "source"]).or(source);
    metadata.language = item.text(&["language"]).and_then(fields::language);
    metadata.rights = item.field(&["copyrightnotice", "usageterms"]);
    metadata.genre = item.list(&["genres", "genre"]).find_map(|genre| genre.field(&["name"]));
    let days = [item.text(&["firstcreated"]), item.text(&["contentcreated"])];
    metadata.published = nitf::earliest(days.into_iter().flatten());
    let version = item.text(&["versioncreated"]).and_then(|day| fields::day(day, &mut document.notices));
    if metadata.published.is_none() {
        metadata.published = version;
    } else if version != metadata.published {
        metadata.revised = version;
    }
    document.source_id = item.text(&["uri"]).map(str::to_owned);
}

/// A rendition of the text.
struct Body<'v> {
    form: Form,
    value: &'v str,
    words: Option<usize>,
}

/// Forms of a text, the richest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Nitf,
    Html,
    Text,
}

impl Form {
    /// By a media type, a role or the name of a key.
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        match () {
            () if name.contains("nitf") => Self::Nitf,
            () if name.contains("html") || name.contains("xml") => Self::Html,
            () => Self::Text,
        }
    }
}

/// All renditions that have a text: items carry the same one two to four times.
fn bodies(item: Item<'_>) -> Vec<Body<'_>> {
    let count =
        |item: Item<'_>| item.get(&["wordcount"]).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
    let listed = item.list(&["bodies"]).filter_map(|body| {
        let form = Form::of(body.text(&["contenttype"]).or(body.text(&["role"])).unwrap_or("text"));
        Some(Body { form, value: body.text(&["value"])?, words: count(body) })
    });
    let named = item.0.as_object().into_iter().flatten().filter_map(|(key, value)| {
        let form = Form::of(key.strip_prefix("body_")?);
        let value = value.as_str().filter(|text| !text.trim().is_empty())?;
        Some(Body { form, value, words: count(item) })
    });
    let mut bodies: Vec<_> = listed.chain(named).collect();
    bodies.sort_by_key(|body| body.form);
    bodies
}

fn body(item: Item<'_>, line: usize, document: &mut Document) -> Result<(), ImportError> {
    for body in bodies(item) {
        match body.form {
            Form::Nitf => {
                let xml = xml::parse(body.value);
                let Some(found) = xml.tree.document().find("nitf").filter(|_| xml.error.is_none()) else { continue };
                nitf::fill_from(nitf::document(found)?, document);
            }
            Form::Html => document.blocks = fragment::blocks(body.value, line),
            Form::Text => document.blocks = fragment::plain(body.value, line),
        }
        if document.blocks.iter().any(|block: &Block| block.kind.is_body()) {
            document.stated_words = body.words.filter(|words| *words > 0);
            for block in &mut document.blocks {
                block.line = line;
            }
            break;
        }
    }
    Ok(())
}
