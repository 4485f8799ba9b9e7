//! The next version of a story: what its source says now, with everything that people have made of the article.
//!
//! Ids, entities, claims and edits stay; paragraphs that the source has changed take its new words. A claim whose
//! words are gone leaves the article, since an article quotes its text; it stays in the earlier version's file. One whose words
//! were only changed becomes a candidate of the same id.

mod align;
mod carry;

use std::collections::HashSet;

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Head, Paragraph, Section};

use crate::import::update::align::align;
use crate::import::update::carry::carried;

/// The next version of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The article to write.
    pub article: Article,
    /// What changed, in the order of the article.
    pub changes: Vec<Change>,
}

/// One thing that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A field of the head has another value.
    Head {
        /// Its key.
        key: &'static str,
        /// The value before; none where it had none.
        before: Option<String>,
        /// The value now.
        after: String,
    },
    /// A heading was changed.
    Heading {
        /// The section.
        section: String,
        /// The heading now; none where it has none any more.
        heading: Option<String>,
    },
    /// A paragraph has other words.
    Changed {
        /// The paragraph.
        paragraph: String,
        /// Its words before.
        before: String,
        /// Its words now.
        after: String,
    },
    /// The source has changed a paragraph that a person has changed too; the person's words stay.
    Kept {
        /// The paragraph.
        paragraph: String,
        /// The source's words now.
        source: String,
    },
    /// A paragraph is new.
    Added {
        /// The paragraph.
        paragraph: String,
        /// Its words.
        text: String,
    },
    /// A paragraph is gone.
    Removed {
        /// The paragraph.
        paragraph: String,
        /// Its words.
        text: String,
    },
    /// A claim is a candidate again, since the words that it quotes were changed.
    ClaimReopened {
        /// The claim.
        claim: String,
        /// What it says.
        text: String,
    },
    /// A claim left the article with the words that it quotes.
    ClaimRemoved {
        /// The claim.
        claim: String,
        /// What it says.
        text: String,
    },
}

impl Change {
    /// The paragraph that has new words, by its id; none where the change is another.
    #[must_use]
    pub fn new_words_in(&self) -> Option<&str> {
        match self {
            Self::Changed { paragraph, .. } | Self::Added { paragraph, .. } => Some(paragraph),
            _ => None,
        }
    }
}

/// Merges what the source says now (`new`) into the article as people have it (`old`).
///
/// `was_imported` tells whether words were in the article as it was imported last, so that other words are a
/// person's; none where that is not known: then what differs is treated as the source's doing.
#[must_use]
pub fn merge(old: &Article, new: &Article, was_imported: Option<&dyn Fn(&str) -> bool>) -> Update {
    let paragraphs: Vec<&Paragraph> = old.paragraphs().collect();
    let matched = align(&texts(old), &texts(new));
    let is_edit = |text: &str| was_imported.is_some_and(|was| !was(text));
    let mut merger = Merger { old, is_edit: &is_edit, ids: ids(old), sections: HashSet::new(), changes: Vec::new() };
    let head = merger.head(&new.head);
    let mut pairs = matched.iter().map(|place| place.map(|at| paragraphs[at]));
    let mut sections = Vec::with_capacity(new.sections.len());
    for section in &new.sections {
        let known: Vec<_> = pairs.by_ref().take(section.paragraphs.len()).collect();
        sections.push(merger.section(section, &known));
    }
    let known: HashSet<usize> = matched.iter().flatten().copied().collect();
    for at in (0..paragraphs.len()).filter(|at| !known.contains(at)) {
        merger.without_source(&paragraphs, at, &mut sections);
    }
    let mut article = Article { head, entities: old.entities.clone(), sections, ..old.clone() };
    merger.add_entities(&mut article, new);
    forget_missing_claims(&mut article);
    Update { article, changes: merger.changes }
}

fn texts(article: &Article) -> Vec<&str> {
    article.paragraphs().map(|paragraph| paragraph.text.as_str()).collect()
}

/// Every id of an article.
fn ids(article: &Article) -> HashSet<String> {
    let entities = article.entities.iter().map(|entity| &entity.id);
    let sections = article.sections.iter().map(|section| &section.id);
    let paragraphs = article.paragraphs().map(|paragraph| &paragraph.id);
    let claims = article.claims().map(|(_, claim)| &claim.id);
    entities.chain(sections).chain(paragraphs).chain(claims).cloned().collect()
}

struct Merger<'a> {
    old: &'a Article,
    /// Whether words of the article are a person's, not the source's.
    is_edit: &'a dyn Fn(&str) -> bool,
    ids: HashSet<String>,
    /// Old sections that are sections of the new version.
    sections: HashSet<&'a str>,
    changes: Vec<Change>,
}

impl<'a> Merger<'a> {
    /// The head: what people wrote stays, what the source has changed or newly says is taken.
    fn head(&mut self, new: &Head) -> Head {
        let mut head = self.old.head.clone();
        if new.title != head.title && !(self.is_edit)(&head.title) {
            let before = std::mem::replace(&mut head.title, new.title.clone());
            self.changes.push(Change::Head { key: "title", before: Some(before), after: new.title.clone() });
        }
        let fields = [
            ("subtitle", &mut head.subtitle, &new.subtitle),
            ("byline", &mut head.byline, &new.byline),
            ("outlet", &mut head.outlet, &new.outlet),
            ("genre", &mut head.genre, &new.genre),
            ("published", &mut head.published, &new.published),
            ("revised", &mut head.revised, &new.revised),
            ("url", &mut head.url, &new.url),
            ("archived", &mut head.archived, &new.archived),
            ("rights", &mut head.rights, &new.rights),
            ("retrieved", &mut head.retrieved, &new.retrieved),
        ];
        for (key, field, new) in fields {
            // A later correction is the point of a new version; everything else people may have put right.
            let takes = field.is_none() || matches!(key, "revised" | "retrieved");
            if let Some(value) = new.as_ref().filter(|value| takes && field.as_ref() != Some(value)) {
                let before = field.replace(value.clone());
                self.changes.push(Change::Head { key, before, after: value.clone() });
            }
        }
        if head.language == "und" {
            head.language.clone_from(&new.language);
        }
        head.source.clone_from(&new.source);
        head
    }

    fn section(&mut self, new: &Section, matches: &[Option<&Paragraph>]) -> Section {
        let old = self.old_section(new, matches);
        let is_edited = |old: &Section| old.heading.as_deref().is_some_and(|heading| (self.is_edit)(heading));
        let heading = match old {
            Some(old) if old.heading == new.heading || is_edited(old) => old.heading.clone(),
            Some(old) => {
                self.changes.push(Change::Heading { section: old.id.clone(), heading: new.heading.clone() });
                new.heading.clone()
            }
            None => new.heading.clone(),
        };
        let id = old.map_or_else(|| self.fresh(&new.id), |old| old.id.clone());
        let paragraphs = new.paragraphs.iter().zip(matches).map(|(new, old)| self.paragraph(new, *old)).collect();
        Section { id, heading, paragraphs }
    }

    /// The old section that a new one is: the one of its heading, or that of its first known paragraph.
    fn old_section(&mut self, new: &Section, matches: &[Option<&Paragraph>]) -> Option<&'a Section> {
        let free = |section: &&'a Section| !self.sections.contains(section.id.as_str());
        let first = matches.iter().flatten().next().map(|paragraph| paragraph.id.as_str());
        let has =
            |section: &&'a Section| section.paragraphs.iter().any(|paragraph| Some(paragraph.id.as_str()) == first);
        let old = &self.old.sections;
        let of_heading = old.iter().filter(free).find(|section| section.heading == new.heading);
        let found = of_heading.or_else(|| old.iter().filter(free).find(has))?;
        self.sections.insert(&found.id);
        Some(found)
    }

    fn paragraph(&mut self, new: &Paragraph, old: Option<&Paragraph>) -> Paragraph {
        let Some(old) = old else {
            let id = self.fresh(&new.id);
            self.changes.push(Change::Added { paragraph: id.clone(), text: new.text.clone() });
            return Paragraph { id, ..new.clone() };
        };
        if old.text == new.text {
            return Paragraph { links: new.links.clone(), ..old.clone() };
        }
        if (self.is_edit)(&old.text) {
            self.changes.push(Change::Kept { paragraph: old.id.clone(), source: new.text.clone() });
            return old.clone();
        }
        let (before, after) = (old.text.clone(), new.text.clone());
        self.changes.push(Change::Changed { paragraph: old.id.clone(), before, after });
        let mut paragraph = Paragraph { id: old.id.clone(), claims: Vec::new(), ..new.clone() };
        for claim in &old.claims {
            if stands(claim, &paragraph) {
                paragraph.claims.push(claim.clone());
            } else if let Some(carried) = carried(claim, old, &paragraph).filter(|_| !claim.draft) {
                let (claim, text) = (claim.id.clone(), claim.text.clone());
                self.changes.push(Change::ClaimReopened { claim, text });
                paragraph.claims.push(carried);
            } else {
                self.remove_claims(std::slice::from_ref(claim));
            }
        }
        paragraph
    }

    /// An old paragraph that the source does not have: a person's stays where it was, any other goes.
    fn without_source(&mut self, old: &[&Paragraph], at: usize, sections: &mut [Section]) {
        let paragraph = old[at];
        if !(self.is_edit)(&paragraph.text) {
            self.changes.push(Change::Removed { paragraph: paragraph.id.clone(), text: paragraph.text.clone() });
            self.remove_claims(&paragraph.claims);
            return;
        }
        let before = old[..at].iter().rev().find_map(|before| {
            let place = |section: &Section| section.paragraphs.iter().position(|there| there.id == before.id);
            sections.iter().enumerate().find_map(|(index, section)| Some((index, place(section)? + 1)))
        });
        let (section, place) = before.unwrap_or((0, 0));
        if let Some(section) = sections.get_mut(section) {
            section.paragraphs.insert(place, paragraph.clone());
        }
    }

    fn remove_claims(&mut self, claims: &[Claim]) {
        // Nobody has confirmed a draft, so nobody misses it; others are proposed for the new words.
        let confirmed = claims.iter().filter(|claim| !claim.draft);
        let removed = confirmed.map(|claim| Change::ClaimRemoved { claim: claim.id.clone(), text: claim.text.clone() });
        self.changes.extend(removed);
    }

    /// Entities that the source names and the article does not have yet.
    fn add_entities(&mut self, article: &mut Article, new: &Article) {
        let mut names: HashSet<String> =
            article.entities.iter().flat_map(|entity| entity.names().map(str::to_owned).collect::<Vec<_>>()).collect();
        for entity in &new.entities {
            if names.insert(entity.name.clone()) {
                let aliases = entity.aliases.iter().filter(|alias| names.insert((*alias).clone())).cloned().collect();
                article.entities.push(Entity { id: self.fresh(&entity.id), aliases, ..entity.clone() });
            }
        }
    }

    /// An id that the article does not have: the wanted one, or one with a number.
    fn fresh(&mut self, wanted: &str) -> String {
        let stem = wanted.strip_prefix('p').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let mut number = stem.and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(1);
        let mut id = wanted.to_owned();
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = if stem.is_some() { format!("p{number}") } else { format!("{wanted}-{number}") };
        }
        id
    }
}

/// Whether all that a claim quotes is in a paragraph.
fn stands(claim: &Claim, paragraph: &Paragraph) -> bool {
    claim.quote_span(paragraph).is_some()
        && claim.cue.as_ref().is_none_or(|cue| paragraph.text.contains(cue))
        && claim.figures.iter().all(|figure| paragraph.text.contains(&figure.printed))
}

/// Takes the claims that are gone out of the relations of those that stay.
fn forget_missing_claims(article: &mut Article) {
    let there: HashSet<String> = article.claims().map(|(_, claim)| claim.id.clone()).collect();
    let paragraphs = article.sections.iter_mut().flat_map(|section| &mut section.paragraphs);
    for claim in paragraphs.flat_map(|paragraph| &mut paragraph.claims) {
        claim.relations.retain(|id| there.contains(id));
    }
}
