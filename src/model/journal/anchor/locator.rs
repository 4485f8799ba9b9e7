//! Finds words in the present article.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::model::article::claim::Claim;
use crate::model::article::subject::{ClaimIndex, Subject};
use crate::model::article::{Article, Paragraph, Section};
use crate::model::journal::anchor::AnchorStatus;
use crate::model::journal::anchor::context::{Agreement, Context, Grounds};
use crate::model::journal::anchor::search::{Place, TextSearch};
use crate::model::journal::anchor::words;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::own_claim::is_own;
use crate::model::journal::{Seen, Target};
use crate::text::span::ByteSpan;

/// At most this many candidates are offered.
const MOST_CANDIDATES: usize = 5;

/// A target to which an annotation may be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The target: a claim, a paragraph, a section or an entity.
    pub on: Target,
    /// Index of the paragraph in the article; `None` for sections and entities.
    pub paragraph: Option<usize>,
    /// The words within the paragraph, if they are only a part of it.
    pub span: Option<ByteSpan>,
}

impl Candidate {
    /// Its name: `¶2`, `p2.c1 in ¶2`, `the section “Ferries”`, an entity's name.
    #[must_use]
    pub fn words(&self, article: &Article) -> String {
        let number = self.paragraph.map(|number| format!("¶{}", number + 1));
        match (self.on.sort(), number) {
            ("claim", Some(number)) => format!("{} in {number}", self.on.id()),
            (_, Some(number)) => number,
            ("section", None) => {
                let section = article.sections.iter().find(|section| section.id == self.on.id());
                format!("the section “{}”", section.map_or("", Section::title))
            }
            _ => article.entity(self.on.id()).map_or_else(|| self.on.id().to_owned(), |entity| entity.name.clone()),
        }
    }

    /// The sentence around the words, which distinguishes places within a paragraph; `None` for a whole target.
    #[must_use]
    pub fn sentence<'a>(&self, locator: &Locator<'a>) -> Option<&'a str> {
        let paragraph = locator.paragraph(self.paragraph?)?;
        Some(words::sentence(&paragraph.text, self.span?)).filter(|sentence| !sentence.is_empty())
    }
}

/// The names of several places, each once: words may occur twice in a paragraph.
#[must_use]
pub fn place_names(places: &[Candidate], article: &Article) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in places.iter().map(|place| place.words(article)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Where the words of an added claim, or of a claim that is gone, are now.
pub(crate) struct Located {
    /// The anchor status; never `Changed`.
    pub status: AnchorStatus,
    /// Their place; `None` if the annotator has to choose one.
    pub place: Option<Place>,
    /// Possible places, the best first.
    pub candidates: Vec<Place>,
}

/// Finds words in an article. Indexes are built when first needed and kept, so share a locator between many lookups.
pub struct Locator<'a> {
    article: &'a Article,
    text: OnceCell<TextSearch<'a>>,
    ids: OnceCell<HashMap<&'a str, usize>>,
    claims: OnceCell<ClaimIndex>,
    claims_by_words: OnceCell<HashMap<Fingerprint, Vec<(usize, &'a Claim)>>>,
    paragraphs_by_words: OnceCell<HashMap<Fingerprint, Vec<usize>>>,
}

impl<'a> Locator<'a> {
    /// Searches `article`; claims that annotators added to it are no places for other annotations.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            text: OnceCell::new(),
            ids: OnceCell::new(),
            claims: OnceCell::new(),
            claims_by_words: OnceCell::new(),
            paragraphs_by_words: OnceCell::new(),
        }
    }

    /// The article.
    #[must_use]
    pub fn article(&self) -> &'a Article {
        self.article
    }

    /// The target with this name, like [`Subject::find`], but fast for many lookups.
    #[must_use]
    pub fn subject(&self, on: &Target) -> Option<Subject<'a>> {
        match on.sort() {
            "paragraph" => Some(Subject::Paragraph(self.paragraph(self.number(on.id())?)?)),
            _ => self.claim_index().find(self.article, on),
        }
    }

    /// The places of the article's claims.
    pub(crate) fn claim_index(&self) -> &ClaimIndex {
        self.claims.get_or_init(|| ClaimIndex::new(self.article))
    }

    /// The paragraph with this index.
    #[must_use]
    pub fn paragraph(&self, number: usize) -> Option<&'a Paragraph> {
        self.text().paragraphs.get(number).copied()
    }

    pub(crate) fn text(&self) -> &TextSearch<'a> {
        self.text.get_or_init(|| TextSearch::new(self.article))
    }

    /// The index of the paragraph with this id.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        let all = || {
            self.text().paragraphs.iter().enumerate().rev().map(|(number, paragraph)| (paragraph.id.as_str(), number))
        };
        self.ids.get_or_init(|| all().collect()).get(id).copied()
    }

    /// The article's own claims with this wording, each with the index of its paragraph.
    pub(crate) fn claims_worded(&self, of: &Fingerprint) -> &[(usize, &'a Claim)] {
        let all = || {
            let mut all: HashMap<Fingerprint, Vec<(usize, &'a Claim)>> = HashMap::new();
            for (number, paragraph) in self.text().paragraphs.iter().enumerate() {
                for claim in paragraph.claims.iter().filter(|claim| !is_own(&claim.id)) {
                    all.entry(Fingerprint::of_claim(claim)).or_default().push((number, claim));
                }
            }
            all
        };
        self.claims_by_words.get_or_init(all).get(of).map_or(&[], Vec::as_slice)
    }

    /// The indices of the paragraphs with this text.
    pub(crate) fn paragraphs_worded(&self, of: &Fingerprint) -> &[usize] {
        let all = || {
            let mut all: HashMap<Fingerprint, Vec<usize>> = HashMap::new();
            for (number, paragraph) in self.text().paragraphs.iter().enumerate() {
                all.entry(Fingerprint::of_paragraph(paragraph)).or_default().push(number);
            }
            all
        };
        self.paragraphs_by_words.get_or_init(all).get(of).map_or(&[], Vec::as_slice)
    }

    /// The present place of the words of an added claim, or of a claim that is gone.
    pub(crate) fn locate(&self, seen: &Seen) -> Located {
        let context = Context::new(seen);
        let home = self.number(&seen.paragraph);
        let graded = |places: &mut dyn Iterator<Item = Place>| -> Vec<(Agreement, bool, Place)> {
            let grade = |place: Place| {
                let text = &self.paragraph(place.0)?.text;
                Some((context.agreement(text, place.1)?, Some(place.0) == home, place))
            };
            places.filter_map(grade).collect()
        };
        let at_home = home.map_or(Vec::new(), |home| graded(&mut self.text().within(home, &seen.quote)));
        if let Some((.., place)) = at_home.iter().find(|(agreement, ..)| agreement.is_identical()) {
            return Located { status: AnchorStatus::Exact, place: Some(*place), candidates: Vec::new() };
        }
        if context.is_unknown()
            && let [(.., place)] = at_home.as_slice()
        {
            // Lines of earlier versions keep no context: their paragraph decides.
            return Located { status: AnchorStatus::Exact, place: Some(*place), candidates: Vec::new() };
        }
        let all = graded(&mut self.text().places(&seen.quote).into_iter());
        decide(seen, all)
    }
}

/// The place of a new claim's words in the paragraph that it names: where their context matches, or the first
/// whole-word occurrence if no context is given. `None` if the words do not occur there.
#[must_use]
pub fn stands_in(paragraph: &Paragraph, seen: &Seen) -> Option<ByteSpan> {
    let context = Context::new(seen);
    let text = &paragraph.text;
    let spans = text.match_indices(&seen.quote).map(|(start, words)| ByteSpan::new(start, start + words.len()));
    let graded = spans.filter_map(|span| Some((context.agreement(text, span)?, span)));
    let mut graded: Vec<(Agreement, ByteSpan)> = graded.collect();
    if context.is_unknown() {
        return graded.first().map(|(_, span)| *span);
    }
    graded.retain(|(agreement, _)| agreement.grounds >= Grounds::Neighbours);
    graded.sort_by_key(|(agreement, span)| (std::cmp::Reverse(agreement.rank()), span.start));
    graded.first().map(|(_, span)| *span)
}

/// Chooses among several places. In a paragraph with another id, only a single identical place is accepted without
/// asking anyone.
fn decide(seen: &Seen, mut all: Vec<(Agreement, bool, Place)>) -> Located {
    all.sort_by_key(|(agreement, home, (number, span))| {
        (std::cmp::Reverse((agreement.rank(), *home)), *number, span.start)
    });
    let candidates = || all.iter().take(MOST_CANDIDATES).map(|(.., place)| *place).collect();
    let best = all.first().filter(|(agreement, ..)| agreement.is_in_substance());
    let tied = match all.as_slice() {
        [one, other, ..] => (one.0.rank(), one.1) == (other.0.rank(), other.1),
        _ => false,
    };
    match best {
        Some((agreement, _, place)) if agreement.is_identical() && !tied => {
            Located { status: AnchorStatus::Exact, place: Some(*place), candidates: Vec::new() }
        }
        Some((agreement, true, place)) if agreement.grounds == Grounds::Neighbours && !tied => {
            let same = agreement.same_sentence || seen.sentence.is_none();
            let status = if same { AnchorStatus::ContextChanged } else { AnchorStatus::SentenceChanged };
            Located { status, place: Some(*place), candidates: Vec::new() }
        }
        Some(_) if !tied => Located { status: AnchorStatus::Moved, place: None, candidates: candidates() },
        _ => Located { status: AnchorStatus::Orphaned, place: None, candidates: candidates() },
    }
}

impl Locator<'_> {
    /// Targets to which an annotation may be moved whose words are gone; never `except`, which has the original id.
    #[must_use]
    pub fn candidates(
        &self,
        on: &Target,
        of: Option<&Fingerprint>,
        seen: Option<&Seen>,
    ) -> (AnchorStatus, Vec<Candidate>) {
        match on.sort() {
            "claim" => self.claim_candidates(on, of, seen),
            "paragraph" => self.paragraph_candidates(on, of, seen),
            "section" => self.section_candidates(on, of, seen),
            "entity" => self.entity_candidates(on, seen),
            _ => (AnchorStatus::Orphaned, Vec::new()),
        }
    }

    /// Claims with other ids and the same words, or else places of the quote.
    fn claim_candidates(
        &self,
        on: &Target,
        of: Option<&Fingerprint>,
        seen: Option<&Seen>,
    ) -> (AnchorStatus, Vec<Candidate>) {
        let worded = of.map_or(&[][..], |of| self.claims_worded(of));
        let candidate = |(number, claim): &(usize, &Claim)| Candidate {
            on: Target::claim(&claim.id),
            paragraph: Some(*number),
            span: None,
        };
        let same: Vec<Candidate> = worded.iter().filter(|(_, claim)| claim.id != on.id()).map(candidate).collect();
        if !same.is_empty() {
            return found(same);
        }
        let Some(seen) = seen else { return (AnchorStatus::Orphaned, Vec::new()) };
        let Located { status, place, candidates } = self.locate(seen);
        let status = if status == AnchorStatus::Orphaned { status } else { AnchorStatus::Moved };
        let places = place.into_iter().chain(candidates);
        (status, places.filter_map(|place| self.candidate_at(place)).collect())
    }

    /// The target at a place in the text.
    pub(crate) fn candidate_at(&self, (number, span): Place) -> Option<Candidate> {
        let on = Target::element("paragraph", &self.paragraph(number)?.id);
        Some(Candidate { on, paragraph: Some(number), span: Some(span) })
    }

    /// Paragraphs with the same text, or else those with the same beginning or end.
    fn paragraph_candidates(
        &self,
        on: &Target,
        of: Option<&Fingerprint>,
        seen: Option<&Seen>,
    ) -> (AnchorStatus, Vec<Candidate>) {
        let candidate = |number: usize| {
            let on = Target::element("paragraph", &self.paragraph(number)?.id);
            Some(Candidate { on, paragraph: Some(number), span: None })
        };
        let other = |candidate: &Candidate| candidate.on != *on;
        let worded = of.map_or(&[][..], |of| self.paragraphs_worded(of)).iter();
        let same: Vec<Candidate> = worded.filter_map(|number| candidate(*number)).filter(other).collect();
        if !same.is_empty() {
            return found(same);
        }
        let Some(seen) = seen.filter(|seen| !seen.text.is_empty()) else { return (AnchorStatus::Orphaned, Vec::new()) };
        let ends =
            |text: &str| (text.starts_with(&seen.text), seen.tail.as_ref().is_some_and(|tail| text.ends_with(tail)));
        let numbered =
            self.text().paragraphs.iter().enumerate().map(|(number, paragraph)| (number, ends(&paragraph.text)));
        let like: Vec<(usize, (bool, bool))> = numbered.filter(|(_, (begins, ends))| *begins || *ends).collect();
        let whole = |whole: bool| like.iter().filter(move |(_, (begins, ends))| (*begins && *ends) == whole);
        let (both, one) = (whole(true), whole(false));
        let all = both.clone().chain(one).filter_map(|(number, _)| candidate(*number)).filter(other);
        let all: Vec<Candidate> = all.take(MOST_CANDIDATES).collect();
        let status = if both.count() == 1 && !all.is_empty() { AnchorStatus::Moved } else { AnchorStatus::Orphaned };
        (status, all)
    }

    /// Sections with the same heading and paragraphs, or else those with one of the two.
    fn section_candidates(
        &self,
        on: &Target,
        of: Option<&Fingerprint>,
        seen: Option<&Seen>,
    ) -> (AnchorStatus, Vec<Candidate>) {
        let others = || self.article.sections.iter().filter(|section| section.id != on.id());
        let candidate =
            |section: &Section| Candidate { on: Target::element("section", &section.id), paragraph: None, span: None };
        let worded = others().filter(|section| of.is_some_and(|of| Fingerprint::of_section(section) == *of));
        let same: Vec<Candidate> = worded.map(candidate).collect();
        if !same.is_empty() {
            return found(same);
        }
        let Some(seen) = seen else { return (AnchorStatus::Orphaned, Vec::new()) };
        let like = others().filter(|section| {
            let now = words::of_section(section);
            let (kept, now_has) = (seen.paragraphs.as_deref().unwrap_or(&[]), now.paragraphs.unwrap_or_default());
            let left = kept.iter().filter(|hash| now_has.contains(hash)).count();
            let headed = now.heading.filter(|heading| !heading.is_empty());
            (headed.is_some() && headed == seen.heading) || 2 * left > kept.len()
        });
        (AnchorStatus::Orphaned, like.map(candidate).take(MOST_CANDIDATES).collect())
    }

    /// Entities with the same name and kind, or else those with the same name.
    fn entity_candidates(&self, on: &Target, seen: Option<&Seen>) -> (AnchorStatus, Vec<Candidate>) {
        let Some(name) = seen.and_then(|seen| seen.name.as_deref()) else {
            return (AnchorStatus::Orphaned, Vec::new());
        };
        let kind = seen.and_then(|seen| seen.kind.as_deref());
        let named = self
            .article
            .entities
            .iter()
            .filter(|entity| entity.id != on.id() && entity.names().any(|other| other == name));
        let candidate = |id: &str| Candidate { on: Target::element("entity", id), paragraph: None, span: None };
        let (same, like): (Vec<_>, Vec<_>) =
            named.partition(|entity| entity.name == name && Some(entity.kind.word()) == kind);
        if same.is_empty() {
            return (
                AnchorStatus::Orphaned,
                like.iter().map(|entity| candidate(&entity.id)).take(MOST_CANDIDATES).collect(),
            );
        }
        found(same.iter().map(|entity| candidate(&entity.id)).collect())
    }
}

/// A single place with the same words means that they moved there; several are ambiguous.
fn found(mut same: Vec<Candidate>) -> (AnchorStatus, Vec<Candidate>) {
    let status = if same.len() == 1 { AnchorStatus::Moved } else { AnchorStatus::Orphaned };
    same.truncate(MOST_CANDIDATES);
    (status, same)
}
