//! The forms of the review: a claim or an entity, with all that the article's file says of it.

use super::entity_form;
use crate::app::App;
use crate::app::compose::{Compose, FieldKind, FormField};
use crate::app::message::Effect;
use crate::domain::article::Paragraph;
use crate::domain::claim::{Certainty, Claim, ClaimKind, Figure, Priority};
use crate::domain::draft::Draft;
use crate::domain::journal::Target;
use crate::domain::review::decide::{add, bare_claim, claim_id, edit, nth, split};
use crate::domain::review::{Item, PlacedItem};
use crate::format::article::hedge_in;
use crate::text::folding::fold;
use crate::text::span::find_nth;
use crate::text::suggestion::did_you_mean;

/// What a form of the review writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemForm {
    /// Other fields of a claim.
    Claim {
        /// Its id.
        claim: String,
    },
    /// Two claims in the place of one.
    Split {
        /// Its id.
        claim: String,
    },
    /// A claim that nobody proposed.
    NewClaim {
        /// Id of its paragraph.
        paragraph: String,
    },
    /// Other fields of an entity.
    Entity {
        /// Its id.
        entity: String,
    },
    /// An entity that nobody proposed.
    NewEntity,
}

const KINDS: &[&str] = &["fact", "numerical", "comparison", "causal", "prediction", "intent", "stance", "opinion"];
const CERTAINTIES: &[&str] = &["stated", "probable", "possible", "doubtful"];
const PRIORITIES: &[&str] = &["high", "medium", "low"];
const YES: &[&str] = &["yes"];
/// Code points of the paragraph that a form shows before the quote, and in all.
const WORDS_BEFORE: usize = 80;
const WORDS_SHOWN: usize = 320;
/// Between the parts of a figure.
const BAR: char = '|';

impl ItemForm {
    /// By which name drafts keep it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Claim { .. } => "item-claim",
            Self::Split { .. } => "item-split",
            Self::NewClaim { .. } => "item-new-claim",
            Self::Entity { .. } => "item-entity",
            Self::NewEntity => "item-new-entity",
        }
    }

    /// What it is about.
    #[must_use]
    pub fn on(&self) -> Target {
        match self {
            Self::Claim { claim } | Self::Split { claim } => Target::claim(claim),
            Self::NewClaim { paragraph } => Target::element("paragraph", paragraph),
            Self::Entity { entity } => Target::element("entity", entity),
            Self::NewEntity => Target::article(),
        }
    }

    /// The form of a draft; none when it is of another form.
    #[must_use]
    pub fn of_draft(draft: &Draft) -> Option<Self> {
        let id = Target(draft.on.clone()).id().to_owned();
        Some(match draft.form.as_str() {
            "item-claim" => Self::Claim { claim: id },
            "item-split" => Self::Split { claim: id },
            "item-new-claim" => Self::NewClaim { paragraph: id },
            "item-entity" => Self::Entity { entity: id },
            "item-new-entity" => Self::NewEntity,
            _ => return None,
        })
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Claim { claim } => format!("Claim {claim}"),
            Self::Split { claim } => format!("Two claims in the place of {claim}"),
            Self::NewClaim { .. } => "New claim of the article".to_owned(),
            Self::Entity { entity } => format!("Entity {entity}"),
            Self::NewEntity => "New entity of the article".to_owned(),
        }
    }

    /// Whether what it proposes can be kept as it is.
    #[must_use]
    pub fn proposes(&self) -> bool {
        matches!(self, Self::Split { .. } | Self::NewClaim { .. })
    }
}

pub(in crate::app) fn fields(app: &App, form: &ItemForm) -> Vec<FormField> {
    match form {
        ItemForm::Claim { claim } => app.claim_named(claim).map_or(Vec::new(), |claim| claim_fields(app, claim)),
        ItemForm::Split { claim } => app.claim_named(claim).map_or(Vec::new(), split_fields),
        ItemForm::NewClaim { paragraph } => {
            let paragraph = app.document.article.paragraphs().find(|other| other.id == *paragraph);
            paragraph.map_or(Vec::new(), |paragraph| claim_fields(app, &missed(paragraph)))
        }
        ItemForm::Entity { entity } => entity_form::fields(app.document.article.entity(entity)),
        ItemForm::NewEntity => entity_form::fields(None),
    }
}

/// The words of the paragraph around the claim's quote, to see what else could be quoted.
pub(in crate::app) fn paragraph_words(app: &App, form: &ItemForm) -> String {
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

fn claim_fields(app: &App, claim: &Claim) -> Vec<FormField> {
    let names = |ids: &[String]| {
        let name = |id: &String| app.document.article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let kind = claim.kind.first().map_or("fact", |kind| kind.word());
    let figures: Vec<String> = claim.figures.iter().map(figure_line).collect();
    let line = |text: Option<&String>| text.cloned().unwrap_or_default();
    let implied = if claim.implied { "yes" } else { "" };
    vec![
        FormField::new("text", "claim", "the statement, so that it stands alone", FieldKind::Lines, &claim.text),
        FormField::new("quote", "quote", "the paragraph's words that make it", FieldKind::Lines, &claim.quote),
        FormField::new("kind", "kind", "", FieldKind::Choice(KINDS, false), kind),
        FormField::new(
            "speaker",
            "speaker",
            "author, unclear, or names with commas between",
            FieldKind::Line,
            &names(&claim.speaker),
        ),
        FormField::new("certainty", "certainty", "", FieldKind::Choice(CERTAINTIES, false), claim.certainty.word()),
        FormField::new(
            "figures",
            "figures",
            "one a line: words | value | unit | what it measures | when",
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
        FormField::new("about", "about", "names with commas between", FieldKind::Line, &names(&claim.about)).rare(),
        FormField::new(
            "cue",
            "cue",
            "the paragraph's words that attribute it",
            FieldKind::Line,
            &line(claim.cue.as_ref()),
        )
        .rare(),
        FormField::new("via", "via", "who reports it, at second hand", FieldKind::Line, &names(&claim.via)).rare(),
        FormField::new("priority", "priority", "", FieldKind::Choice(PRIORITIES, false), claim.priority.word()).rare(),
        FormField::new("implied", "implied", "", FieldKind::Choice(YES, true), implied).rare(),
    ]
}

fn split_fields(claim: &Claim) -> Vec<FormField> {
    let (first, second) = halves(&claim.text);
    let (first_quote, second_quote) = halves(&claim.quote);
    let sentence = |text: &str| sentence(text);
    let of_second = if second_quote.is_empty() { &claim.quote } else { &second_quote };
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
        FormField::new("second-quote", "its quote", "the paragraph's words that make it", FieldKind::Lines, of_second),
    ]
}

/// A text in two where it has a seam; all of it and nothing where it has none.
fn halves(text: &str) -> (String, String) {
    let seams = [". ", "; ", ", and ", ", but ", ", while ", " and ", " but ", ", "];
    let bare = text.trim_end_matches('.');
    let seam = seams.iter().find_map(|seam| bare.find(seam).map(|at| (at, *seam)));
    match seam {
        Some((at, seam)) => (text[..at].to_owned(), text[at + seam.len()..].to_owned()),
        None => (text.to_owned(), String::new()),
    }
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
    let mut at = 0;
    let mut quote = String::new();
    for sentence in paragraph.text.split_inclusive(['.', '!', '?']) {
        let (start, end) = (at, at + sentence.len());
        at = end;
        let is_covered = spans.iter().any(|span| span.start < end && start < span.end);
        if !is_covered && sentence.trim().chars().count() > 3 {
            sentence.trim().trim_end_matches(['.', '!', '?']).clone_into(&mut quote);
            break;
        }
    }
    let mut claim = bare_claim(String::new(), sentence(&quote), quote);
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
pub(in crate::app) fn remarks(app: &App, compose: &Compose, form: &ItemForm) -> Vec<String> {
    let mut remarks = Vec::new();
    let paragraph = match form {
        ItemForm::Claim { claim } | ItemForm::Split { claim } => {
            remarks.extend(app.judgements(&[claim.as_str()]).into_iter().map(|line| {
                line.replace(
                    "The judgements stay in the notes, without a claim.",
                    "With other words it is to be judged again.",
                )
            }));
            app.document.article.claims().find(|(_, other)| other.id == *claim).map(|(paragraph, _)| paragraph)
        }
        ItemForm::NewClaim { paragraph } => app.document.article.paragraphs().find(|other| other.id == *paragraph),
        ItemForm::Entity { .. } | ItemForm::NewEntity => return remarks,
    };
    let quotes = ["quote", "first-quote", "second-quote"].map(|key| compose.value(key));
    let stands = |quote: &String| paragraph.is_some_and(|paragraph| paragraph.text.contains(quote.as_str()));
    if let Some(quote) = quotes.iter().find(|quote| !quote.is_empty() && !stands(quote)) {
        remarks.push(format!("“{}” does not stand in the paragraph", short(quote)));
    }
    for key in ["speaker", "via", "about"] {
        if let Err(unknown) = ids(app, &compose.value(key)) {
            remarks.push(unknown);
        }
    }
    remarks.extend(crate::app::forms::date_remark(&compose.value("when")));
    remarks
}

fn short(text: &str) -> String {
    let beginning: String = text.chars().take(40).collect();
    if beginning.len() < text.len() { format!("{beginning}…") } else { beginning }
}

/// Ids of the entities that were typed, by name, alias or id, with commas between.
fn ids(app: &App, typed: &str) -> Result<Vec<String>, String> {
    let entities = &app.document.article.entities;
    let id = |word: &str| -> Result<String, String> {
        if matches!(word, "author" | "unclear") {
            return Ok(word.to_owned());
        }
        let found =
            entities.iter().find(|entity| entity.id == word || entity.names().any(|name| fold(name) == fold(word)));
        if let Some(entity) = found {
            return Ok(entity.id.clone());
        }
        let hint = did_you_mean(word, entities.iter().map(|entity| entity.name.as_str()));
        Err(format!(
            "the article has no entity “{}”{}",
            short(word),
            hint.map_or(String::new(), |hint| format!("; {hint}"))
        ))
    };
    // A name may have a comma in it.
    if let Ok(one) = id(typed.trim()) {
        return Ok(vec![one]);
    }
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(id).collect()
}

/// Writes what was typed.
pub(in crate::app) fn keep(app: &mut App, compose: &Compose, form: &ItemForm) -> Vec<Effect> {
    let made = match form {
        ItemForm::Claim { claim } => keep_claim(app, compose, claim),
        ItemForm::Split { claim } => keep_split(app, compose, claim),
        ItemForm::NewClaim { paragraph } => keep_new_claim(app, compose, paragraph),
        ItemForm::Entity { entity } => entity_form::keep(app, compose, entity),
        ItemForm::NewEntity => entity_form::keep_new(app, compose),
    };
    made.unwrap_or_else(|why| {
        app.warn(format!("Not written: {why}. d takes up what you typed"));
        Vec::new()
    })
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
        let start = start.ok_or_else(|| format!("“{}” does not stand in the paragraph", short(&quote)))?;
        let here = |words: &String| quote.contains(words.as_str());
        let figures: Vec<Figure> = claim.figures.iter().filter(|figure| here(&figure.printed)).cloned().collect();
        Ok(Claim {
            id,
            text: compose.value(text),
            nth: nth(&paragraph.text, &quote, start),
            quote,
            figures,
            ..claim.clone()
        })
    };
    let mut first = half(id.to_owned(), "first", "first-quote")?;
    let mut second = half(claim_id(&article, &paragraph.id, &[]), "second", "second-quote")?;
    if first.text.is_empty() || second.text.is_empty() {
        return Err("each of the two needs a statement".to_owned());
    }
    second.relations = crate::domain::claim::Relations::default();
    let left: Vec<Figure> = claim
        .figures
        .iter()
        .filter(|figure| !first.figures.contains(figure) && !second.figures.contains(figure))
        .cloned()
        .collect();
    first.figures.extend(left);
    let operation = split(&article, id, &first, &second);
    let said = format!("{id} is two claims now: {id} and {}", second.id);
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
    let id = claim_id(&article, &paragraph.id, &[]);
    let claim = typed_claim(app, compose, &bare_claim(id.clone(), String::new(), String::new()), paragraph)?;
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
fn typed_claim(app: &App, compose: &Compose, claim: &Claim, paragraph: &Paragraph) -> Result<Claim, String> {
    let optional = |key: &str| Some(compose.value(key)).filter(|text| !text.is_empty());
    let quote = compose.value("quote");
    let numbered = claim.nth.filter(|_| quote == claim.quote);
    let start = find_nth(&paragraph.text, &quote, numbered.unwrap_or(1)).filter(|_| !quote.is_empty());
    start.ok_or_else(|| format!("“{}” does not stand in the paragraph", short(&quote)))?;
    let kind = compose.value("kind");
    let chosen = ClaimKind::ALL.into_iter().find(|other| other.word() == kind);
    let kind = match chosen {
        // The first of several is chosen still: all of them.
        Some(chosen) if claim.kind.first() == Some(&chosen) => claim.kind.clone(),
        Some(chosen) => vec![chosen],
        None => claim.kind.clone(),
    };
    let certainty = compose.value("certainty");
    let certainty = Certainty::ALL.into_iter().find(|other| other.word() == certainty).unwrap_or(claim.certainty);
    let speaker = ids(app, &compose.value("speaker"))?;
    let figures = compose.value("figures");
    let figures = figures.lines().filter(|line| !line.trim().is_empty()).map(|line| figure_of(line, &claim.figures));
    let when = optional("when");
    if let Some(fault) = crate::app::forms::date_remark(when.as_deref().unwrap_or_default()) {
        return Err(fault);
    }
    Ok(Claim {
        text: compose.value("text"),
        quote,
        nth: numbered,
        kind,
        certainty,
        speaker: if speaker.is_empty() { vec!["unclear".to_owned()] } else { speaker },
        via: ids(app, &compose.value("via"))?,
        cue: optional("cue"),
        about: ids(app, &compose.value("about"))?,
        when,
        implied: compose.value("implied") == "yes",
        figures: figures.collect(),
        priority: Priority::from_stored(&compose.value("priority")).unwrap_or(claim.priority),
        ..claim.clone()
    })
}
