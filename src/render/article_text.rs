//! An article as text from top to bottom, for pipes and screen readers.

use crate::model::annotation::Notes;
use crate::model::article::claim::{Claim, Figure};
use crate::model::article::grounds::exactness;
use crate::model::article::mention::Mentions;
use crate::model::article::{Article, Paragraph, Wording};
use crate::model::journal::anchor::Locator;
use crate::model::query::{Asker, ClaimQuery, Query};
use crate::text::counted::counted;
use crate::text::decimal::grouped;

use crate::render::notes_text;

/// What to print besides the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// The claims below their paragraphs, with everyone's annotations.
    pub claims: bool,
    /// The entities, after the text.
    pub entities: bool,
    /// Every figure and date, after the text.
    pub figures: bool,
}

/// Deeper answers are not indented further, because lines are narrow.
const MOST_INDENT: usize = 3;

/// A piece of text to wrap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Columns before each of its lines.
    pub indent: usize,
    /// The mark before its first line, within the indent.
    pub mark: String,
    /// The text; an empty one is an empty line.
    pub text: String,
}

impl Block {
    fn new(indent: usize, mark: impl Into<String>, text: impl Into<String>) -> Self {
        Self { indent, mark: mark.into(), text: text.into() }
    }

    fn empty() -> Self {
        Self::new(0, "", "")
    }
}

/// The article in pieces, in reading order, with those of its claims that match the query. `today` is a date such as
/// `2026-11-24`.
#[must_use]
pub fn blocks(article: &Article, notes: &Notes, parts: Parts, query: &Query, today: &str) -> Vec<Block> {
    let mut blocks = head(article);
    let locator = Locator::new(article);
    let query = ClaimQuery::new(query, Asker::everyone(article, notes));
    let mut number = 0;
    for section in &article.sections {
        if let Some(heading) = &section.heading {
            blocks.extend([Block::empty(), Block::new(0, "", format!("## {heading}"))]);
        }
        for paragraph in &section.paragraphs {
            number += 1;
            blocks.extend([Block::empty(), Block::new(5, format!("¶{number}"), &paragraph.text)]);
            if parts.claims {
                let passing = paragraph.claims.iter().filter(|claim| query.passes(paragraph, claim));
                blocks.extend(passing.flat_map(|claim| of_claim(&locator, notes, paragraph, claim, today)));
            }
        }
    }
    if parts.entities {
        blocks.extend(entities(article));
    }
    if parts.figures {
        blocks.extend(figures(article, &query));
    }
    if parts.claims {
        blocks.extend(orphans(&locator, notes, &query, today));
    }
    blocks
}

fn head(article: &Article) -> Vec<Block> {
    let head = &article.head;
    let retold = if head.wording == Wording::Retold { ["our paraphrase"].as_slice() } else { &[] };
    let known =
        [head.outlet.as_ref(), head.byline.as_ref(), head.published.as_ref(), head.genre.as_ref(), head.url.as_ref()];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).chain(retold.iter().copied()).collect();
    let mut blocks = vec![Block::new(0, "", format!("# {}", head.title))];
    blocks.extend(head.subtitle.iter().map(|subtitle| Block::new(0, "", subtitle)));
    if !known.is_empty() {
        blocks.push(Block::new(0, "", known.join(" · ")));
    }
    blocks
}

fn of_claim(locator: &Locator<'_>, notes: &Notes, paragraph: &Paragraph, claim: &Claim, today: &str) -> Vec<Block> {
    let article = locator.article();
    let mut facts = vec![claim.kind_words(), format!("{}, {}", claim.speaker_words(article), claim.certainty.word())];
    facts.extend(claim.implied.then(|| "implied".to_owned()));
    facts.extend(claim.when.clone());
    facts.extend(draft_words(claim.draft, claim.by.as_deref()));
    let quoted = if article.head.wording == Wording::Retold { "our paraphrase" } else { "quote" };
    let mut blocks = vec![
        Block::empty(),
        Block::new(5, "", format!("{}: {}", claim.id, claim.text)),
        Block::new(7, "", facts.join(" · ")),
    ];
    if claim.quote != paragraph.text {
        blocks.push(Block::new(7, "", format!("{quoted}: “{}”", claim.quote)));
    }
    for (name, _) in notes.all() {
        let said = notes_text::of_claim(locator, notes, name, (paragraph, claim), today);
        blocks.extend(said.into_iter().enumerate().map(|(number, line)| {
            let name = if number == 0 { format!("{name}: ") } else { String::new() };
            Block::new(7 + 2 * line.indent.min(MOST_INDENT), "", format!("{name}{}", line.text))
        }));
    }
    blocks
}

/// Says that something is a draft, and who proposed it.
fn draft_words(draft: bool, by: Option<&str>) -> Option<String> {
    draft.then(|| by.map_or_else(|| "draft".to_owned(), |by| format!("draft by {by}")))
}

/// The annotations whose words are no longer in the article.
fn orphans(locator: &Locator<'_>, notes: &Notes, query: &ClaimQuery<'_>, today: &str) -> Vec<Block> {
    let lines = notes_text::orphans(locator, notes, query, today);
    if lines.is_empty() {
        return Vec::new();
    }
    let heading = [Block::empty(), Block::new(0, "", "## No longer in the article"), Block::empty()];
    let line = |line: notes_text::SaidLine| Block::new(2 + 2 * line.indent.min(MOST_INDENT), "", line.text);
    heading.into_iter().chain(lines.into_iter().map(line)).collect()
}

fn entities(article: &Article) -> Vec<Block> {
    let counts = Mentions::new(article).counts(article);
    let mut blocks = vec![Block::empty(), Block::new(0, "", "## Entities"), Block::empty()];
    for (entity, count) in article.entities.iter().zip(counts) {
        let aliases =
            if entity.aliases.is_empty() { String::new() } else { format!(" ({})", entity.aliases.join(", ")) };
        let draft = draft_words(entity.draft, entity.by.as_deref()).map_or(String::new(), |words| format!(", {words}"));
        let text = format!("{}{aliases}, {}, {}{draft}", entity.name, entity.kind.word(), counted(count, "mention"));
        blocks.push(Block::new(2, "-", text));
    }
    blocks
}

fn figures(article: &Article, query: &ClaimQuery<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::empty(), Block::new(0, "", "## Figures and dates"), Block::empty()];
    for (_, claim) in article.claims().filter(|(paragraph, claim)| query.passes(paragraph, claim)) {
        let dated = claim.when.iter().map(|when| format!("{}: {when}: {}", claim.id, claim.text));
        let counted = claim.figures.iter().map(|figure| format!("{}: {}", claim.id, of_figure(claim, figure)));
        blocks.extend(dated.chain(counted).map(|text| Block::new(2, "-", text)));
    }
    blocks
}

fn of_figure(claim: &Claim, figure: &Figure) -> String {
    let mut text = format!("“{}”, {}", figure.printed, figure.of);
    let value =
        figure.value.as_ref().map(|value| format!("{} {}", grouped(value), figure.unit.as_deref().unwrap_or("")));
    for part in value.into_iter().chain(figure.when.clone()) {
        text.push_str(", ");
        text.push_str(part.trim_end());
    }
    let sign = exactness(claim, figure);
    if !sign.is_empty() {
        text.push_str(", ");
        text.push_str(&sign.to_lowercase());
    }
    text
}
