//! Applies a query to the claims of an article, from somebody's point of view.

use std::collections::{HashMap, HashSet};

use crate::model::annotation::Notes;
use crate::model::annotation::orphan::Orphan;
use crate::model::article::claim::{Claim, SPEAKERS_WITHOUT_ENTITY};
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Paragraph, Section};
use crate::model::journal::fold::Fold;
use crate::text::folding::fold;
use crate::text::suggestion;

use crate::model::query::Query;
use crate::model::query::claim_fields::CLAIM_FIELDS;
use crate::model::query::claim_view::ClaimView;
use crate::model::query::error::QueryError;
use crate::model::query::expression::Term;
use crate::model::query::field::{Named, Takes};

/// The article to query, and who asks.
#[derive(Debug, Clone)]
pub struct Asker<'a> {
    /// The article, with added claims among its claims.
    pub article: &'a Article,
    /// Everyone's notes on it.
    pub notes: &'a Notes,
    /// The annotators whose notes the query is about: the reader, or those who are exported.
    pub voices: Vec<(&'a str, &'a Fold)>,
    /// The annotator whom `me` means.
    pub me: Option<&'a str>,
    /// The annotator whose verdict wins if they differ.
    pub final_by: Option<&'a str>,
    /// Whether others' judgements show before the annotator has judged the claim.
    pub sees_all: bool,
}

impl<'a> Asker<'a> {
    /// The annotator who reads. Others' judgements show on claims that this annotator has judged.
    #[must_use]
    pub fn reader(article: &'a Article, notes: &'a Notes) -> Self {
        let me = notes.me.as_deref().map(|name| notes.people().name(name));
        let mine = notes.all().filter(|(name, _)| Some(*name) == me);
        Self { article, notes, voices: mine.collect(), me, final_by: None, sees_all: false }
    }

    /// Somebody who asks about all notes and may see them all.
    #[must_use]
    pub fn everyone(article: &'a Article, notes: &'a Notes) -> Self {
        Self { voices: notes.all().collect(), sees_all: true, ..Self::reader(article, notes) }
    }
}

/// A query applied to the claims of an article.
///
/// ```
/// # use nutgraf::model::{article::Article, annotation::Notes, query::{Asker, ClaimQuery, Query, Vocabulary}};
/// # fn show(article: &Article, notes: &Notes) {
/// let query = Query::parse("priority:high -is:judged", &Vocabulary::of_claims()).unwrap();
/// let asked = ClaimQuery::new(&query, Asker::reader(article, notes));
/// for (paragraph, claim) in article.claims().filter(|(paragraph, claim)| asked.passes(paragraph, claim)) {
///     println!("{}: {}", paragraph.id, claim.text);
/// }
/// # }
/// ```
pub struct ClaimQuery<'a> {
    query: &'a Query,
    pub(crate) asker: Asker<'a>,
    /// The ids or annotators that each name of the query means.
    called: HashMap<Named, HashMap<&'a str, HashSet<&'a str>>>,
    /// From paragraphs to their sections, by id, if the query names sections.
    sections: HashMap<&'a str, &'a str>,
    /// The sections to which the query is limited, if it is.
    limits: Option<HashSet<&'a str>>,
}

impl<'a> ClaimQuery<'a> {
    /// Looks up the names of the query, once for all claims.
    #[must_use]
    pub fn new(query: &'a Query, asker: Asker<'a>) -> Self {
        let mut called: HashMap<Named, HashMap<&str, HashSet<&str>>> = HashMap::new();
        for term in query.terms() {
            let Takes::Name(named) = term.field.takes else { continue };
            for value in &term.values {
                let ids = meant(named, value.written(), &asker);
                called.entry(named).or_default().insert(value.written(), ids);
            }
        }
        let sections = if called.contains_key(&Named::Section) { sections(asker.article) } else { HashMap::new() };
        let limits = sections_demanded(query, asker.article);
        Self { query, asker, called, sections, limits }
    }

    /// Whether a claim of this paragraph matches.
    #[must_use]
    pub fn passes(&self, paragraph: &Paragraph, claim: &Claim) -> bool {
        self.query.holds(&mut claim_test(&ClaimView::new(self, claim, Some(paragraph), &self.asker.voices)))
    }

    /// Ids of the article's claims that match.
    #[must_use]
    pub fn passing_ids(&self) -> HashSet<&'a str> {
        let claims = self.asker.article.claims().filter(|(paragraph, claim)| self.passes(paragraph, claim));
        claims.map(|(_, claim)| claim.id.as_str()).collect()
    }

    /// Whether it selects single claims rather than whole sections. Annotations of anything else do not match then.
    #[must_use]
    pub fn picks_claims(&self) -> bool {
        self.query.asks_besides("section")
    }

    /// Whether annotations of a section and its paragraphs match.
    #[must_use]
    pub fn passes_section(&self, section: &Section) -> bool {
        !self.picks_claims() && self.limits.as_ref().is_none_or(|ids| ids.contains(section.id.as_str()))
    }

    /// Whether annotations of the whole article and of entities match.
    #[must_use]
    pub fn passes_whole(&self) -> bool {
        self.query.is_everything()
    }

    /// Whether an annotation matches whose words are gone, so that it belongs to no section.
    #[must_use]
    pub fn passes_orphan(&self, orphan: &Orphan, voice: (&str, &Fold)) -> bool {
        if self.query.is_everything() {
            return true;
        }
        let Some(claim) = orphan.claim.as_ref().filter(|_| self.limits.is_none()) else { return false };
        let voices = [voice];
        self.query.holds(&mut claim_test(&ClaimView::new(self, claim, None, &voices)))
    }

    /// Names in the query that the article does not have. Those in saved queries are not reported, since saved queries
    /// serve many articles; nor are tags, which may be added later.
    #[must_use]
    pub fn unknown_names(&self) -> Vec<QueryError> {
        let terms = self.query.terms().into_iter().filter(|term| !term.is_saved);
        terms.flat_map(|term| self.unknown_in(term)).collect()
    }

    fn unknown_in(&self, term: &Term) -> Vec<QueryError> {
        let Takes::Name(named) = term.field.takes else { return Vec::new() };
        if named == Named::Tag {
            return Vec::new();
        }
        let is_unknown = |value: &str| self.called(named, value).is_none_or(HashSet::is_empty);
        let values = term.values.iter().zip(&term.spans).filter(|(value, _)| is_unknown(value.written()));
        values
            .map(|(value, span)| {
                let (what, known) = known_names(named, &self.asker);
                let hint = suggestion::did_you_mean(value.written(), known.iter().copied());
                let some = || match known.as_slice() {
                    [] => None,
                    known if known.len() <= 8 => Some(suggestion::choices(known.iter().copied())),
                    known => Some(format!("choose one of: {} and {} more", known[..6].join(", "), known.len() - 6)),
                };
                let problem = format!("there is no {what} `{}`", value.written().escape_debug());
                QueryError::new(*span, problem, hint.or_else(some))
            })
            .collect()
    }

    pub(crate) fn called(&self, named: Named, value: &str) -> Option<&HashSet<&'a str>> {
        self.called.get(&named)?.get(value)
    }

    pub(crate) fn section_of(&self, paragraph: &Paragraph) -> Option<&'a str> {
        self.sections.get(paragraph.id.as_str()).copied()
    }
}

fn sections(article: &Article) -> HashMap<&str, &str> {
    let all = article.sections.iter();
    all.flat_map(|section| section.paragraphs.iter().map(|paragraph| (&*paragraph.id, &*section.id))).collect()
}

/// Ids of the sections to which a query is limited; `None` if it is not limited.
#[must_use]
pub fn sections_demanded<'a>(query: &Query, article: &'a Article) -> Option<HashSet<&'a str>> {
    let terms = query.demands("section").into_iter();
    let ids = terms.map(|term| {
        term.values.iter().flat_map(|value| sections_called(value.written(), article)).collect::<HashSet<_>>()
    });
    ids.reduce(|one, other| one.intersection(&other).copied().collect())
}

fn sections_called<'a>(name: &str, article: &'a Article) -> HashSet<&'a str> {
    let names = article.sections.iter().map(|section| (&*section.id, vec![&*section.id, section.title()]));
    best_match(&fold(name), &names.collect::<Vec<_>>())
}

/// Tests a term on a claim. Terms of other tables than [`CLAIM_FIELDS`] match no claim.
fn claim_test<'v>(view: &'v ClaimView<'_>) -> impl FnMut(&Term) -> bool + 'v {
    move |term| {
        let row = CLAIM_FIELDS.get(term.row).filter(|row| row.field.name == term.field.name);
        row.is_some_and(|row| term.values.iter().any(|value| (row.test)(view, value)))
    }
}

/// The meaning of a name: an exact match, or else everything with a word that begins this way.
fn meant<'a>(named: Named, name: &str, asker: &Asker<'a>) -> HashSet<&'a str> {
    let wanted = fold(name);
    let article = asker.article;
    match named {
        Named::Speaker | Named::Entity => {
            let entities = article.entities.iter();
            let mut all: Vec<(&str, Vec<&str>)> = entities.map(|entity| (&*entity.id, names_of(entity))).collect();
            if named == Named::Speaker {
                all.extend(SPEAKERS_WITHOUT_ENTITY.map(|speaker| (speaker, vec![speaker])));
            }
            best_match(&wanted, &all)
        }
        Named::Section => sections_called(name, article),
        Named::Annotator => annotators_called(name, &wanted, asker),
        Named::Claim => {
            let claims = article.claims().map(|(_, claim)| &*claim.id);
            let ids = claims.chain(article.paragraphs().map(|paragraph| &*paragraph.id));
            ids.filter(|id| id.eq_ignore_ascii_case(name)).collect()
        }
        Named::Tag => HashSet::new(),
    }
}

fn annotators_called<'a>(name: &str, wanted: &str, asker: &Asker<'a>) -> HashSet<&'a str> {
    if wanted == "me" {
        return asker.me.into_iter().collect();
    }
    // Another name of the same person counts too.
    let person = asker.notes.people().name(name);
    let names = || asker.notes.all().map(|(name, _)| name);
    match names().find(|name| *name == person) {
        Some(name) => [name].into(),
        None => best_match(wanted, &names().map(|name| (name, vec![name])).collect::<Vec<_>>()),
    }
}

/// Of things with their names, those with exactly this folded name; if there are none, those with a word that begins
/// this way.
fn best_match<'a>(wanted: &str, all: &[(&'a str, Vec<&'a str>)]) -> HashSet<&'a str> {
    let called = |is: &dyn Fn(&str) -> bool| -> HashSet<&'a str> {
        let matching = all.iter().filter(|(_, names)| names.iter().any(|name| is(&fold(name))));
        matching.map(|(id, _)| *id).collect()
    };
    let exact = called(&|name| name == wanted);
    if exact.is_empty() { called(&|name| begins_a_word(name, wanted)) } else { exact }
}

fn names_of(entity: &Entity) -> Vec<&str> {
    std::iter::once(entity.id.as_str()).chain(entity.names()).collect()
}

/// Whether a word of a folded name begins this way.
fn begins_a_word(name: &str, beginning: &str) -> bool {
    let starts = name.match_indices(beginning).map(|(at, _)| at);
    let is_start = |at: usize| name[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
    !beginning.is_empty() && starts.into_iter().any(is_start)
}

/// The name of the kind for messages, and all names of that kind.
fn known_names<'a>(named: Named, asker: &Asker<'a>) -> (&'static str, Vec<&'a str>) {
    let article = asker.article;
    let entities = || article.entities.iter().map(|entity| &*entity.id);
    match named {
        Named::Speaker => ("speaker", entities().chain(SPEAKERS_WITHOUT_ENTITY).collect()),
        Named::Entity => ("entity", entities().collect()),
        Named::Section => ("section", article.sections.iter().map(|section| &*section.id).collect()),
        Named::Claim => ("claim or paragraph", article.claims().map(|(_, claim)| &*claim.id).collect()),
        Named::Annotator => ("annotator", asker.notes.all().map(|(name, _)| name).collect()),
        Named::Tag => ("tag", Vec::new()),
    }
}
