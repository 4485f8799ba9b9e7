//! The whole: an article's paragraphs in, candidates out.

use std::collections::HashSet;

use crate::candidates::claims::{CandidateClaim, Speaker, claims};
use crate::candidates::entities::{CandidateEntity, gather};
use crate::candidates::language::Language;
use crate::candidates::proposer::PROPOSER;
use crate::candidates::text::Analysed;
use crate::candidates::text::seen_words::SeenWords;
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;

/// What candidates are sought in.
#[derive(Debug, Clone, Default)]
pub struct Source<'a> {
    /// The title, in which names are found as well.
    pub title: &'a str,
    /// Language of the text, as a BCP 47 tag. A language without data of its own is read as English.
    pub language: &'a str,
    /// The paragraphs, in order.
    pub paragraphs: Vec<&'a str>,
    /// Headings of the sections, in which names are found as well.
    pub headings: Vec<&'a str>,
    /// Entities that are known: those of the article first, then those of the user's lists.
    pub known: Vec<&'a Entity>,
}

impl<'a> Source<'a> {
    /// An article, with the entities of the user's lists.
    #[must_use]
    pub fn of_article(article: &'a Article, lists: &'a [Entity]) -> Self {
        Self {
            title: &article.head.title,
            language: &article.head.language,
            paragraphs: article.paragraphs().map(|paragraph| paragraph.text.as_str()).collect(),
            headings: article.sections.iter().filter_map(|section| section.heading.as_deref()).collect(),
            known: article.entities.iter().chain(lists).collect(),
        }
    }
}

/// What is proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Entities, each with an id that is unique among them and those that were known. Claims name them by their index.
    pub entities: Vec<CandidateEntity>,
    /// Claims, in the order of the text.
    pub claims: Vec<CandidateClaim>,
}

/// Whether there are rules for a language, by its BCP 47 tag; a language that is not known (`und`) is read as English.
#[must_use]
pub fn can_read(language: &str) -> bool {
    language == "und" || Language::of(language).is_some()
}

/// Bytes of the longest paragraph that is looked at. A longer one is no prose, and some rules take time that grows with the
/// square of a sentence.
const LONGEST_PARAGRAPH: usize = 16 * 1024;

/// The paragraph, or nothing in its place where it is too long to be looked at.
pub(super) const fn prose(paragraph: &str) -> &str {
    if paragraph.len() > LONGEST_PARAGRAPH { "" } else { paragraph }
}

/// Bytes of the longest text that is looked at: a book's worth. What is gathered from it is compared with all the rest.
const LONGEST_TEXT: usize = 2 * 1024 * 1024;

/// Proposes the entities and claims of a text. Of a paragraph longer than 16 KiB, and of a text longer than 2 MiB, nothing
/// is proposed.
#[must_use]
pub fn propose(source: &Source<'_>) -> Proposal {
    let language = Language::of(source.language).unwrap_or_else(Language::english);
    if source.paragraphs.iter().map(|text| text.len()).sum::<usize>() > LONGEST_TEXT {
        return Proposal::default();
    }
    let texts = source.paragraphs.iter().chain([&source.title]).chain(&source.headings);
    let mut seen = SeenWords::default();
    let analysed: Vec<Analysed<'_>> = texts.map(|text| Analysed::after(&mut seen, prose(text), language)).collect();
    let mut entities = gather(&analysed, &source.known, language);
    give_ids(&mut entities.list, &source.known);
    let claims = claims(&analysed[..source.paragraphs.len()], &entities, language);
    Proposal { entities: entities.list, claims }
}

/// Gives each new entity an id made of its name, unlike all others.
fn give_ids(list: &mut [CandidateEntity], known: &[&Entity]) {
    let mut taken: HashSet<String> = known.iter().map(|entity| entity.id.clone()).collect();
    taken.extend(["author".to_owned(), "unclear".to_owned()]);
    for candidate in list.iter_mut().filter(|candidate| !candidate.known) {
        let base = entity_id(&candidate.entity.name);
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|id| !taken.contains(id.as_str()));
        candidate.entity.id = free.unwrap_or(base);
        taken.insert(candidate.entity.id.clone());
    }
}

/// A name as an id: letters and digits of ASCII, parted by hyphens.
#[must_use]
pub fn entity_id(name: &str) -> String {
    let mut id = String::new();
    for char in name.chars().flat_map(char::to_lowercase) {
        if char.is_ascii_alphanumeric() {
            id.push(char);
            continue;
        }
        let plain = plain_letter(char);
        if plain.is_empty() && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        id.push_str(plain);
    }
    let id = id.trim_matches('-');
    if id.is_empty() { "entity".to_owned() } else { id.to_owned() }
}

/// A letter without its accent; nothing for what is no letter.
const fn plain_letter(char: char) -> &'static str {
    match char {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

impl Proposal {
    /// A candidate as the article file keeps claims, with the id given. Entities are named by their ids.
    #[must_use]
    pub fn claim(&self, candidate: &CandidateClaim, id: String) -> Claim {
        let ids = |entities: &[usize]| {
            entities.iter().map(|entity| self.entities[*entity].entity.id.clone()).collect::<Vec<_>>()
        };
        let speaker = match &candidate.speaker {
            Speaker::Author => vec!["author".to_owned()],
            Speaker::Unclear => vec!["unclear".to_owned()],
            Speaker::Entities(entities) => ids(entities),
        };
        Claim {
            nth: candidate.nth,
            kind: candidate.kinds.clone(),
            certainty: candidate.certainty,
            speaker,
            via: ids(&candidate.via),
            cue: candidate.cue.clone(),
            about: ids(&candidate.about),
            when: candidate.when.clone(),
            implied: candidate.implied,
            figures: candidate.figures.clone(),
            priority: candidate.priority,
            draft: true,
            by: Some(PROPOSER.to_owned()),
            ..Claim::bare(id, candidate.text.clone(), candidate.quote.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_unlike_each_other() {
        assert_eq!(entity_id("Côte d'Ivoire"), "cote-d-ivoire");
        assert_eq!(entity_id("北京"), "entity");
        let text = vec!["Kenya met Author Board. The KENYA Board met Kenya."];
        let proposal = propose(&Source { language: "en", paragraphs: text, ..Source::default() });
        let mut ids: Vec<&str> = proposal.entities.iter().map(|candidate| candidate.entity.id.as_str()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }

    #[test]
    fn a_candidate_becomes_a_claim_of_the_article() {
        let text = vec!["According to Kenya, dues could rise to $5 million in 2030."];
        let proposal = propose(&Source { language: "en", paragraphs: text, ..Source::default() });
        let claim = proposal.claim(&proposal.claims[0], "p1.c1".to_owned());
        assert_eq!(claim.speaker, ["kenya"]);
        assert_eq!(claim.when.as_deref(), Some("2030"));
        assert_eq!(claim.figures[0].unit.as_deref(), Some("USD"));
    }
}
