//! A claim of an answer, checked against the article.

use serde_json::{Map, Value};

use crate::model::article::claim::{Certainty, Claim, ClaimKind, Figure, Priority, YearKind};
use crate::model::article::date::When;
use crate::proposers::answer::{Item, Place};
use crate::proposers::fields::{Fields, MOST_NAME, MOST_TEXT, clean, known, short};
use crate::proposers::numbers::can_be;
use crate::proposers::quote::{Hints, QuoteError, Quoted};
use crate::proposers::resolve::Resolver;
use crate::text::suggestion;

/// The most figures of one claim.
const MOST_FIGURES: usize = 20;

/// The claim that an item proposes, with the index of its paragraph.
pub(super) fn claim(item: &Item, resolver: &mut Resolver<'_>) -> Result<(usize, Claim), String> {
    let fields = Fields(&item.fields);
    let text = fields.line(&["claim", "text"], MOST_TEXT)?.ok_or("it has no `claim`")?;
    let (paragraph, quoted) = place(fields, resolver)?;
    if let Some(number) = resolver.numbers.first_unknown(&text) {
        return Err(format!("the number {number} of “{}” is nowhere in the article", short(&text)));
    }
    let kinds = fields.words("kind")?;
    let kinds: Result<Vec<ClaimKind>, String> =
        kinds.into_iter().map(|written| known("kind", written, &ClaimKind::ALL, ClaimKind::word)).collect();
    let mut kinds = kinds?;
    kinds.dedup();
    let certainty = fields.one_of("certainty", &Certainty::ALL, Certainty::word)?;
    let priority = fields.one_of("priority", &Priority::ALL, Priority::word)?;
    let cue = fields.text(&["cue"])?.map(|cue| own_words("cue", cue, paragraph, resolver)).transpose()?;
    let when = fields.text(&["when"])?.map(date).transpose()?;
    let figures = figures(fields, paragraph, resolver)?;
    let speaker = speakers(fields, resolver)?;
    let via = ids("via", fields, resolver)?;
    let about = about(fields, item.place, resolver)?;
    let claim = Claim {
        nth: quoted.nth,
        kind: if kinds.is_empty() { vec![ClaimKind::Fact] } else { kinds },
        certainty: certainty.unwrap_or(Certainty::Stated),
        speaker,
        via,
        cue,
        about,
        when,
        implied: fields.flag("implied")?,
        figures,
        priority: priority.unwrap_or_default(),
        draft: true,
        by: Some(resolver.proposer.to_owned()),
        ..Claim::bare(String::new(), text, quoted.words)
    };
    Ok((paragraph, claim))
}

/// The paragraph, and the words in it that the claim quotes. Where no paragraph is named, the quote is in one alone.
fn place(fields: Fields<'_>, resolver: &Resolver<'_>) -> Result<(usize, Quoted), String> {
    let quote = fields.text(&["quote"])?.ok_or("it has no `quote`")?;
    let hints = Hints { nth: fields.number("nth")?, start: fields.hint("start"), end: fields.hint("end") };
    let failed = |error: QuoteError| format!("the quote “{}” {error}", short(quote));
    if let Some(id) = fields.text(&["paragraph"])? {
        let index = resolver.paragraph(id).ok_or_else(|| {
            let ending = suggestion::ending(id, resolver.paragraph_ids());
            format!("there is no paragraph `{}`{ending}", short(id))
        })?;
        return resolver.texts[index].find(quote, hints).map(|quoted| (index, quoted)).map_err(failed);
    }
    let mut places = Vec::new();
    for (index, text) in resolver.texts.iter().enumerate() {
        match text.find(quote, hints) {
            Ok(quoted) => places.push((index, quoted)),
            Err(QuoteError::Missing(_) | QuoteError::TooFew(0)) => {}
            Err(error) => return Err(failed(error)),
        }
    }
    match places.len() {
        0 => Err(failed(QuoteError::Missing(None))),
        1 => Ok(places.remove(0)),
        count => Err(format!("the quote “{}” occurs in {count} paragraphs; add `paragraph`", short(quote))),
    }
}

fn own_words(key: &str, written: &str, paragraph: usize, resolver: &Resolver<'_>) -> Result<String, String> {
    let own = resolver.texts[paragraph].own_words(written).map(str::to_owned);
    own.ok_or_else(|| format!("the {key} “{}” is not in the paragraph", short(written)))
}

fn date(written: &str) -> Result<String, String> {
    When::parse(written).map(|_| written.to_owned()).map_err(|error| format!("`when`: {error}"))
}

/// Who says it: the author where nobody is named.
fn speakers(fields: Fields<'_>, resolver: &Resolver<'_>) -> Result<Vec<String>, String> {
    let named = ids("speaker", fields, resolver)?;
    Ok(if named.is_empty() { vec!["author".to_owned()] } else { named })
}

/// The ids of the entities that a field names; `author` and `unclear` stand for themselves.
fn ids(key: &'static str, fields: Fields<'_>, resolver: &Resolver<'_>) -> Result<Vec<String>, String> {
    let mut ids: Vec<String> = Vec::new();
    for name in fields.words(key)? {
        let id = match name.trim() {
            "author" | "the author" if key == "speaker" => "author",
            "unclear" | "unknown" if key == "speaker" => "unclear",
            name => resolver.names.id(name).ok_or_else(|| {
                format!("the {key} “{}” is not an entity of the article; send it as an entity as well", short(name))
            })?,
        };
        if !ids.iter().any(|other| other == id) {
            ids.push(id.to_owned());
        }
    }
    Ok(ids)
}

/// What it is about, without what the article does not have.
fn about(fields: Fields<'_>, place: Place, resolver: &mut Resolver<'_>) -> Result<Vec<String>, String> {
    let mut ids: Vec<String> = Vec::new();
    for name in fields.words("about")? {
        match resolver.names.id(name) {
            Some(id) if ids.iter().any(|other| other == id) => {}
            Some(id) => ids.push(id.to_owned()),
            None => {
                let notice = format!("left out of `about`: “{}” is not an entity of the article", short(name));
                resolver.notices.add(place, notice);
            }
        }
    }
    Ok(ids)
}

fn figures(fields: Fields<'_>, paragraph: usize, resolver: &Resolver<'_>) -> Result<Vec<Figure>, String> {
    let list = match fields.value(&["figures"]) {
        None => return Ok(Vec::new()),
        Some((_, Value::Array(list))) if list.len() <= MOST_FIGURES => list,
        Some(_) => return Err(format!("`figures` must be a list of at most {MOST_FIGURES}")),
    };
    let figure_of = |value: &Value| match value {
        Value::Object(map) => figure(map, paragraph, resolver),
        _ => Err("a figure must be an object".to_owned()),
    };
    list.iter().map(figure_of).collect()
}

fn figure(map: &Map<String, Value>, paragraph: usize, resolver: &Resolver<'_>) -> Result<Figure, String> {
    let fields = Fields(map);
    let printed = fields.text(&["printed"])?.ok_or("a figure has no `printed`")?;
    let printed = own_words("figure", printed, paragraph, resolver)?;
    let value = match fields.value(&["value"]) {
        None => None,
        Some((_, Value::String(value))) => Some(value.trim().to_owned()),
        Some((_, Value::Number(number))) => Some(number.to_string().trim_end_matches(".0").to_owned()),
        Some(_) => return Err("the `value` of a figure must be a number".to_owned()),
    };
    if let Some(value) = &value {
        if !is_decimal(value) {
            return Err(format!("the `value` of a figure cannot be `{}`; write digits, as in 1200.5", short(value)));
        }
        if !can_be(value, &printed) {
            return Err(format!("the value {value} is not what “{printed}” says"));
        }
    }
    Ok(Figure {
        value,
        unit: fields.line(&["unit"], MOST_NAME)?,
        of: fields.line(&["of"], MOST_TEXT)?.unwrap_or_else(|| printed.clone()),
        when: fields.text(&["when"])?.map(date).transpose()?,
        approximate: fields.flag("approximate")?,
        year: year(fields)?,
        printed: clean("printed", &printed, MOST_TEXT).map(|_| printed)?,
    })
}

fn year(fields: Fields<'_>) -> Result<Option<YearKind>, String> {
    fields.one_of("year", &[YearKind::Calendar, YearKind::Fiscal], |year| match year {
        YearKind::Calendar => "calendar",
        YearKind::Fiscal => "fiscal",
    })
}

/// Digits, with a sign before and a point among them at most.
fn is_decimal(text: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    text.split_once('.').map_or(is_digits(text), |(whole, part)| is_digits(whole) && is_digits(part))
}
