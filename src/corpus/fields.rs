//! The fields of articles, beside those of claims: one row a field.

use crate::model::query::{CLAIM_FIELDS, Field, Takes, Term, Vocabulary};
use crate::text::folding::fold;

use crate::corpus::record::Record;
use crate::corpus::row::Row;

/// A field of articles, and what it tests.
struct ArticleField {
    field: Field,
    test: fn(&Article<'_>, &Term) -> bool,
}

/// An article that a query is asked of.
#[derive(Clone, Copy)]
pub struct Article<'a> {
    /// What lists show of it.
    pub row: &'a Row,
    /// Everything else.
    pub record: &'a Record<'a>,
    /// Who asks.
    pub me: Option<&'a str>,
}

const fn row(
    name: &'static str,
    takes: Takes,
    help: &'static str,
    test: fn(&Article<'_>, &Term) -> bool,
) -> ArticleField {
    ArticleField { field: Field { name, takes, help }, test }
}

static ARTICLE_FIELDS: [ArticleField; 10] = [
    row("title", Takes::Text, "words of the title", |article, term| has_words(term, &article.row.title)),
    row("outlet", Takes::Text, "who published it", |article, term| {
        article.row.outlet.as_ref().is_some_and(|outlet| has_words(term, outlet))
    }),
    row("published", Takes::Date, "the day of publication", |article, term| {
        let day = article.row.published.as_deref();
        day.is_some_and(|day| term.values.iter().any(|value| value.meets(day)))
    }),
    row("language", Takes::Text, "the language of the text, as `en`", |article, term| {
        let language = article.row.language.to_lowercase();
        let is_it = |wanted: String| language == wanted || language.starts_with(&(wanted + "-"));
        term.values.iter().any(|value| is_it(value.written().to_lowercase()))
    }),
    row("path", Takes::Text, "the file's path below the library's folder", |article, term| {
        has_words(term, &article.row.path)
    }),
    row("entity", Takes::Text, "a name of an entity of the article", |article, term| {
        let entities = article.record.entities.iter().filter(|entity| !entity.draft);
        let mut names = entities.flat_map(|entity| entity.names.iter().chain(std::iter::once(&entity.id)));
        names.any(|name| has_words(term, name) || term.values.iter().any(|value| fold(value.written()) == fold(name)))
    }),
    row("todo", Takes::Number, "how many claims you have to do", |article, term| {
        has_number(term, article.row.work_of(article.me).to_do)
    }),
    row("waiting", Takes::Number, "how many claims of yours wait for an answer", |article, term| {
        has_number(term, article.row.work_of(article.me).waiting)
    }),
    row("drafts", Takes::Number, "how many entities and claims nobody has confirmed", |article, term| {
        has_number(term, article.row.drafts)
    }),
    row("problems", Takes::Number, "how many problems the file and its notes have", |article, term| {
        has_number(term, article.row.problems)
    }),
];

fn has_words(term: &Term, text: &str) -> bool {
    term.values.iter().any(|value| value.is_in(text))
}

fn has_number(term: &Term, number: u32) -> bool {
    term.values.iter().any(|value| value.has(number.into()))
}

/// The fields of claims, then those of articles.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    Vocabulary::of_claims().with_fields(ARTICLE_FIELDS.iter().map(|row| &row.field))
}

/// Whether a term asks of the article as a whole, and the answer; none where it asks of its claims or words.
pub(super) fn holds(article: &Article<'_>, term: &Term) -> Option<bool> {
    let field = ARTICLE_FIELDS.get(term.row.checked_sub(CLAIM_FIELDS.len())?)?;
    Some((field.test)(article, term))
}

/// Whether a term asks of the article as a whole.
pub(super) fn is_of_article(term: &Term) -> bool {
    term.row >= CLAIM_FIELDS.len()
}
