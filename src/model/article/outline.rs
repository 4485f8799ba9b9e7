//! An article's paragraphs and claims numbered throughout, so that a single index identifies each.

use std::ops::Range;

use crate::model::article::claim::Claim;
use crate::model::article::{Article, Paragraph, Section};

/// The place of each paragraph and claim of an article.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    paragraphs: Vec<ParagraphPlace>,
    claims: Vec<ClaimPlace>,
}

#[derive(Debug, Clone)]
struct ParagraphPlace {
    section: usize,
    in_section: usize,
    claims: Range<usize>,
    confirmed: usize,
}

#[derive(Debug, Clone, Copy)]
struct ClaimPlace {
    paragraph: usize,
    in_paragraph: usize,
}

impl Outline {
    /// Numbers the paragraphs and claims of `article`.
    #[must_use]
    pub fn new(article: &Article) -> Self {
        let mut outline = Self::default();
        for (section, content) in article.sections.iter().enumerate() {
            for (in_section, paragraph) in content.paragraphs.iter().enumerate() {
                let first = outline.claims.len();
                let index = outline.paragraphs.len();
                outline.claims.extend(
                    (0..paragraph.claims.len()).map(|in_paragraph| ClaimPlace { paragraph: index, in_paragraph }),
                );
                let claims = first..outline.claims.len();
                let confirmed = paragraph.claims.iter().filter(|claim| !claim.draft).count();
                outline.paragraphs.push(ParagraphPlace { section, in_section, claims, confirmed });
            }
        }
        outline
    }

    /// How many paragraphs there are.
    #[must_use]
    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// How many claims there are.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }

    /// The paragraph with this number; `None` past the end.
    #[must_use]
    pub fn paragraph<'a>(&self, article: &'a Article, paragraph: usize) -> Option<&'a Paragraph> {
        let place = self.paragraphs.get(paragraph)?;
        article.sections.get(place.section)?.paragraphs.get(place.in_section)
    }

    /// The claim with this number, with its paragraph; `None` past the end.
    #[must_use]
    pub fn claim<'a>(&self, article: &'a Article, claim: usize) -> Option<(&'a Paragraph, &'a Claim)> {
        let place = self.claims.get(claim)?;
        let paragraph = self.paragraph(article, place.paragraph)?;
        Some((paragraph, paragraph.claims.get(place.in_paragraph)?))
    }

    /// The paragraph of a claim.
    #[must_use]
    pub fn paragraph_of_claim(&self, claim: usize) -> Option<usize> {
        self.claims.get(claim).map(|place| place.paragraph)
    }

    /// The claims of a paragraph.
    #[must_use]
    pub fn claims_of(&self, paragraph: usize) -> Range<usize> {
        self.paragraphs.get(paragraph).map_or(0..0, |place| place.claims.clone())
    }

    /// How many claims of a paragraph are confirmed.
    #[must_use]
    pub fn confirmed_claims(&self, paragraph: usize) -> usize {
        self.paragraphs.get(paragraph).map_or(0, |place| place.confirmed)
    }

    /// The section of a claim.
    #[must_use]
    pub fn section_of_claim(&self, claim: usize) -> usize {
        self.paragraph_of_claim(claim).map_or(0, |paragraph| self.section_of(paragraph))
    }

    /// The first claim of a paragraph.
    #[must_use]
    pub fn first_claim_of(&self, paragraph: usize) -> Option<usize> {
        let claims = self.claims_of(paragraph);
        (!claims.is_empty()).then_some(claims.start)
    }

    /// The section of a paragraph.
    #[must_use]
    pub fn section_of(&self, paragraph: usize) -> usize {
        self.paragraphs.get(paragraph).map_or(0, |place| place.section)
    }

    /// The first paragraph of a section; `None` if it is empty.
    #[must_use]
    pub fn first_paragraph(&self, section: usize) -> Option<usize> {
        self.paragraphs.iter().position(|place| place.section == section)
    }

    /// The section that begins with this paragraph, if any does.
    #[must_use]
    pub fn section_begun_by<'a>(&self, article: &'a Article, paragraph: usize) -> Option<&'a Section> {
        let place = self.paragraphs.get(paragraph)?;
        if place.in_section != 0 {
            return None;
        }
        article.sections.get(place.section)
    }
}
