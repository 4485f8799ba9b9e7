//! The forms of the review: a claim or an entity, with all that the article's file says of it.

use crate::codec::article_yaml::hedge_in;
use crate::model::article::Paragraph;
use crate::model::article::claim::{Certainty, Claim, ClaimKind, Figure, Priority, SPEAKERS_WITHOUT_ENTITY};
use crate::model::review::decide::{add, edit, split};
use crate::model::review::{Item, PlacedItem};
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::forms::named_entities;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::reader::screens::review::entity_form;
use crate::reader::screens::review::halves::{halves, sentences};
use crate::reader::screens::review::item_form::ItemForm;
use crate::reader::screens::review::merge_form;
use crate::text::beginning::beginning;
use crate::text::span::{ByteSpan, find_nth, nth_at};
use crate::text::suggestion::instead;

/// Code points of a quote that a message repeats.
const MOST_SHOWN: usize = 40;
/// Code points of the paragraph that a form shows before the quote, and in all.
const WORDS_BEFORE: usize = 80;
const WORDS_SHOWN: usize = 320;
/// A sentence of more code points than these may be a claim that was missed.
const LEAST_MISSED: usize = 3;
/// Between the parts of a figure.
const BAR: char = '|';

pub(crate) fn fields(app: &App, form: &ItemForm) -> Vec<FormField> {
    match form {
        ItemForm::Claim { claim } => app.claim_named(claim).map_or(Vec::new(), |claim| claim_fields(app, claim)),
        ItemForm::Split { claim } => app.claim_named(claim).map_or(Vec::new(), split_fields),
        ItemForm::Merge { claim, other } => merge_form::fields(app, claim, other),
        ItemForm::NewClaim { paragraph } => {
            let paragraph = app.document.article.paragraphs().find(|other| other.id == *paragraph);
            paragraph.map_or(Vec::new(), |paragraph| claim_fields(app, &missed(paragraph)))
        }
        ItemForm::Entity { entity } => entity_form::fields(app.document.article.entity(entity)),
        ItemForm::NewEntity => entity_form::fields(None),
    }
}

/// The words of the paragraph around the claim's quote, to see what else could be quoted.
pub(crate) fn paragraph_words(app: &App, form: &ItemForm) -> String {
    let on = form.on();
    let found = app.document.article.claims().find(|(_, claim)| claim.id == on.id());
    let Some((paragraph, claim)) = found else { return String::new() };
    let text = &paragraph.text;
    let start = claim.quote_span(paragraph).map_or(0, |span| span.start);
    let from = text[..start].char_indices().rev().take(WORDS_BEFORE).last().map_or(start, |(at, _)| at);
    let words: String = text[from..].chars().take(WORDS_SHOWN).collect();
    let more = |is_more: bool| if is_more { "…" } else { "" };
    format!("“{}{words}{}”", more(from > 0), more(from + words.len() < text.len()))
}

pub(super) fn claim_fields(app: &App, claim: &Claim) -> Vec<FormField> {
    let names = |ids: &[String]| named_entities::shown(&app.document.article, ids);
    let kinds = FieldKind::one_of(ClaimKind::ALL.map(ClaimKind::word));
    let certainties = FieldKind::one_of(Certainty::ALL.map(Certainty::word));
    let priorities = FieldKind::one_of(Priority::ALL.map(Priority::word));
    let kind = claim.kind.first().map_or("fact", |kind| kind.word());
    let more = claim.kind.iter().skip(1).map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let figures: Vec<String> = claim.figures.iter().map(figure_line).collect();
    let line = |text: Option<&String>| text.cloned().unwrap_or_default();
    let implied = if claim.implied { "yes" } else { "" };
    vec![
        FormField::new(
            "text",
            "claim",
            "the statement, worded so that it makes sense on its own",
            FieldKind::Lines,
            &claim.text,
        ),
        FormField::new("quote", "quote", "the paragraph's words that make it", FieldKind::Lines, &claim.quote),
        FormField::new("kind", "kind", "", kinds, kind),
        FormField::new("kinds", "also", "its other kinds, separated by commas", FieldKind::Line, &more).rare(),
        FormField::new(
            "speaker",
            "speaker",
            "author, unclear, or names separated by commas",
            FieldKind::Line,
            &names(&claim.speaker),
        ),
        FormField::new("certainty", "certainty", "", certainties, claim.certainty.word()),
        FormField::new(
            "figures",
            "figures",
            "one per line: words | value (~ if only about) | unit | what it measures | when",
            FieldKind::Lines,
            &figures.join("\n"),
        ),
        FormField::new(
            "when",
            "when",
            "the time that it is about: 2018, 2010/2014",
            FieldKind::Line,
            &line(claim.when.as_ref()),
        ),
        FormField::new("about", "about", "names separated by commas", FieldKind::Line, &names(&claim.about)).rare(),
        FormField::new(
            "cue",
            "cue",
            "the paragraph's words that attribute it",
            FieldKind::Line,
            &line(claim.cue.as_ref()),
        )
        .rare(),
        FormField::new("via", "via", "who reports it, at second hand", FieldKind::Line, &names(&claim.via)).rare(),
        FormField::new("priority", "priority", "", priorities, claim.priority.word()).rare(),
        FormField::new("implied", "implied", "", FieldKind::one_or_none(["yes"]), implied).rare(),
    ]
}

fn split_fields(claim: &Claim) -> Vec<FormField> {
    // Without a place where it comes apart, both begin as the whole, to be shortened.
    let parts = |text: &str| halves(text).unwrap_or_else(|| (text.to_owned(), text.to_owned()));
    let (first, second) = parts(&claim.text);
    let (first_quote, second_quote) = parts(&claim.quote);
    let sentence = |text: &str| sentence(text);
    vec![
        FormField::new("first", "first", "the first statement", FieldKind::Lines, &sentence(&first)),
        FormField::new(
            "first-quote",
            "its quote",
            "the paragraph's words that make it",
            FieldKind::Lines,
            &first_quote,
        ),
        FormField::new("second", "second", "the second statement", FieldKind::Lines, &sentence(&second)),
        FormField::new(
            "second-quote",
            "its quote",
            "the paragraph's words that make it",
            FieldKind::Lines,
            &second_quote,
        ),
    ]
}

/// The words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if words.trim_end().ends_with(['.', '!', '?', '”', '"']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

/// A claim of the first sentence of a paragraph in which no claim has its quote.
fn missed(paragraph: &Paragraph) -> Claim {
    let spans: Vec<_> = paragraph.claims.iter().filter_map(|claim| claim.quote_span(paragraph)).collect();
    let is_free =
        |sentence: &ByteSpan| !spans.iter().any(|span| span.start < sentence.end && sentence.start < span.end);
    let free = sentences(&paragraph.text).into_iter().filter(is_free);
    let mut words = free.filter_map(|sentence| paragraph.text.get(sentence.range()));
    let missed = words.find(|sentence| sentence.chars().count() > LEAST_MISSED).unwrap_or_default();
    let quote = missed.trim_end_matches(['.', '!', '?']).to_owned();
    let mut claim = Claim::bare(String::new(), sentence(&quote), quote);
    if hedge_in(&claim.quote).is_some() {
        claim.certainty = Certainty::Possible;
    }
    if claim.quote.chars().any(|letter| letter.is_ascii_digit()) {
        claim.kind = vec![ClaimKind::Numerical];
    }
    claim
}

fn figure_line(figure: &Figure) -> String {
    let part = |text: Option<&String>| text.cloned().unwrap_or_default();
    let about = if figure.approximate { "~" } else { "" };
    let value = format!("{about}{}", part(figure.value.as_ref()));
    let parts =
        [figure.printed.clone(), value, part(figure.unit.as_ref()), figure.of.clone(), part(figure.when.as_ref())];
    let line = parts.join(&format!(" {BAR} "));
    line.trim_end_matches([' ', BAR]).to_owned()
}

fn figure_of(line: &str, known: &[Figure]) -> Figure {
    let mut parts = line.split(BAR).map(|part| Some(part.trim().to_owned()).filter(|part| !part.is_empty()));
    let mut next = || parts.next().flatten();
    let (printed, value, unit, of, when) = (next(), next(), next(), next(), next());
    let printed = printed.unwrap_or_default();
    let approximate = value.as_ref().is_some_and(|value| value.starts_with('~'));
    let value = value.map(|value| value.trim_start_matches('~').trim().to_owned()).filter(|value| !value.is_empty());
    let year = known.iter().find(|figure| figure.printed == printed).and_then(|figure| figure.year);
    Figure { printed, value, unit, of: of.unwrap_or_default(), when, approximate, year }
}

/// What cannot be right in what is typed, and what is to be known of it.
pub(crate) fn remarks(app: &App, compose: &Compose, form: &ItemForm) -> Vec<String> {
    let mut remarks = Vec::new();
    let paragraph = match form {
        ItemForm::Merge { claim, other } => {
            remarks.extend(merge_form::remarks(app, compose, claim, other));
            app.document.article.claims().find(|(_, found)| found.id == *claim).map(|(paragraph, _)| paragraph)
        }
        ItemForm::Claim { claim } | ItemForm::Split { claim } => {
            remarks.extend(app.judgements(claim, "With a new wording the claim must be judged again."));
            app.document.article.claims().find(|(_, other)| other.id == *claim).map(|(paragraph, _)| paragraph)
        }
        ItemForm::NewClaim { paragraph } => app.document.article.paragraphs().find(|other| other.id == *paragraph),
        ItemForm::Entity { .. } | ItemForm::NewEntity => return remarks,
    };
    let quotes = ["quote", "first-quote", "second-quote"].map(|key| compose.value(key));
    let stands = |quote: &String| paragraph.is_some_and(|paragraph| paragraph.text.contains(quote.as_str()));
    if let Some(quote) = quotes.iter().find(|quote| !quote.is_empty() && !stands(quote)) {
        remarks.push(not_in_paragraph(quote));
    }
    remarks.extend(["speaker", "via", "about"].iter().filter_map(|key| entities(app, compose, key).err()));
    remarks.extend(crate::reader::screens::form::forms::reply::date_remark(&compose.value("when")));
    remarks
}

fn not_in_paragraph(quote: &str) -> String {
    format!("“{}” is not in the paragraph", beginning(quote, MOST_SHOWN))
}

/// Ids of the entities that were typed into a field. Only a speaker need not be one.
fn entities(app: &App, compose: &Compose, key: &str) -> Result<Vec<String>, String> {
    let besides: &[&str] = if key == "speaker" { &SPEAKERS_WITHOUT_ENTITY } else { &[] };
    named_entities::ids(&app.document.article, &compose.value(key), besides)
}

/// Writes what was typed.
pub(crate) fn keep(app: &mut App, compose: &Compose, form: &ItemForm) -> Vec<Effect> {
    let made = match form {
        ItemForm::Claim { claim } => keep_claim(app, compose, claim),
        ItemForm::Split { claim } => keep_split(app, compose, claim),
        ItemForm::Merge { claim, other } => merge_form::keep(app, compose, claim, other),
        ItemForm::NewClaim { paragraph } => keep_new_claim(app, compose, paragraph),
        ItemForm::Entity { entity } => entity_form::keep(app, compose, entity),
        ItemForm::NewEntity => entity_form::keep_new(app, compose),
    };
    made.unwrap_or_else(|why| app.refuse_form(&why))
}

fn keep_claim(app: &mut App, compose: &Compose, id: &str) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let known = article.claims().find(|(_, claim)| claim.id == id);
    let (paragraph, claim) = known.ok_or_else(|| format!("{id} is no longer in the article"))?;
    let typed = typed_claim(app, compose, claim, paragraph)?;
    let next = app.following();
    let was_draft = claim.draft;
    let operation = edit(&article, id, &Item::Claim(Box::new(typed)));
    let effects = app.decide(operation.into_iter().collect(), &format!("{id} edited"));
    if was_draft && !effects.is_empty() {
        app.go_on(next);
    }
    Ok(effects)
}

fn keep_split(app: &mut App, compose: &Compose, id: &str) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let known = article.claims().find(|(_, claim)| claim.id == id);
    let (paragraph, claim) = known.ok_or_else(|| format!("{id} is no longer in the article"))?;
    let half = |id: String, text: &str, quote: &str| -> Result<Claim, String> {
        let quote = compose.value(quote);
        let start = paragraph.text.find(&quote).filter(|_| !quote.is_empty());
        let start = start.ok_or_else(|| not_in_paragraph(&quote))?;
        let here = |words: &String| quote.contains(words.as_str());
        let figures: Vec<Figure> = claim.figures.iter().filter(|figure| here(&figure.printed)).cloned().collect();
        Ok(Claim {
            id,
            text: compose.value(text),
            nth: nth_at(&paragraph.text, &quote, start),
            quote,
            figures,
            ..claim.clone()
        })
    };
    let mut first = half(id.to_owned(), "first", "first-quote")?;
    let mut second = half(app.new_claim_id(&article, &paragraph.id), "second", "second-quote")?;
    if first.text.is_empty() || second.text.is_empty() {
        return Err("each of the two needs a statement".to_owned());
    }
    if first.text == second.text {
        return Err("the two have the same statement; shorten each to its own part".to_owned());
    }
    second.relations = crate::model::article::claim::Relations::default();
    let left: Vec<Figure> = claim
        .figures
        .iter()
        .filter(|figure| !first.figures.contains(figure) && !second.figures.contains(figure))
        .cloned()
        .collect();
    first.figures.extend(left);
    let operation = split(&article, id, &first, &second);
    let said = format!("{id} is now two claims: {id} and {}", second.id);
    let next = app.following();
    let effects = app.decide(operation.into_iter().collect(), &said);
    if claim.draft && !effects.is_empty() {
        app.go_on(next);
    }
    Ok(effects)
}

fn keep_new_claim(app: &mut App, compose: &Compose, paragraph: &str) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let paragraph = article.paragraphs().find(|other| other.id == paragraph);
    let paragraph = paragraph.ok_or_else(|| "its paragraph is no longer in the article".to_owned())?;
    let id = app.new_claim_id(&article, &paragraph.id);
    let claim = typed_claim(app, compose, &Claim::bare(id.clone(), String::new(), String::new()), paragraph)?;
    // Among the others in the order of the text.
    let start = claim.quote_span(paragraph).map_or(0, |span| span.start);
    let before = |other: &&Claim| other.quote_span(paragraph).is_some_and(|span| span.start <= start);
    let behind = paragraph.claims.iter().rfind(before).map(|claim| claim.id.clone());
    let item = Item::Claim(Box::new(claim));
    let placed = PlacedItem { paragraph: Some(paragraph.id.clone()), behind, item };
    let effects = app.decide(vec![add(placed)], &format!("{id} added"));
    if !effects.is_empty() && app.document.article.claims().filter(|(_, claim)| claim.draft).count() == 0 {
        app.review_item(&id);
    }
    Ok(effects)
}

/// The claim that was typed, of one that is there.
pub(super) fn typed_claim(app: &App, compose: &Compose, claim: &Claim, paragraph: &Paragraph) -> Result<Claim, String> {
    let optional = |key: &str| Some(compose.value(key)).filter(|text| !text.is_empty());
    let quote = compose.value("quote");
    let numbered = claim.nth.filter(|_| quote == claim.quote);
    let start = find_nth(&paragraph.text, &quote, numbered.unwrap_or(1)).filter(|_| !quote.is_empty());
    start.ok_or_else(|| not_in_paragraph(&quote))?;
    let certainty = compose.value("certainty");
    let certainty = Certainty::ALL.into_iter().find(|other| other.word() == certainty).unwrap_or(claim.certainty);
    let speaker = entities(app, compose, "speaker")?;
    let figures = compose.value("figures");
    let figures = figures.lines().filter(|line| !line.trim().is_empty()).map(|line| figure_of(line, &claim.figures));
    let when = optional("when");
    if let Some(fault) = crate::reader::screens::form::forms::reply::date_remark(when.as_deref().unwrap_or_default()) {
        return Err(fault);
    }
    Ok(Claim {
        text: compose.value("text"),
        quote,
        nth: numbered,
        kind: kinds(compose)?,
        certainty,
        speaker: if speaker.is_empty() { vec!["unclear".to_owned()] } else { speaker },
        via: entities(app, compose, "via")?,
        cue: optional("cue"),
        about: entities(app, compose, "about")?,
        when,
        implied: compose.value("implied") == "yes",
        figures: figures.collect(),
        priority: Priority::from_stored(&compose.value("priority")).unwrap_or(claim.priority),
        ..claim.clone()
    })
}

/// The kinds that were chosen and typed, each once.
fn kinds(compose: &Compose) -> Result<Vec<ClaimKind>, String> {
    let (chosen, more) = (compose.value("kind"), compose.value("kinds"));
    let words = more.split(',').map(str::trim).filter(|word| !word.is_empty());
    let mut kinds = Vec::new();
    for word in std::iter::once(chosen.as_str()).chain(words) {
        let kind = ClaimKind::ALL.into_iter().find(|kind| kind.word() == word);
        let kind = kind.ok_or_else(|| {
            let known = ClaimKind::ALL.map(ClaimKind::word);
            format!("“{}” is not a kind of claim; {}", beginning(word, MOST_SHOWN), instead(word, known))
        })?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    Ok(kinds)
}
