//! Which part of an article something is about; a path into the file only once it is needed.

use crate::model::article::claim::Claim;
use crate::model::article::{Article, Paragraph};

use crate::codec::article_yaml::locate::Step;

/// A part of an article, by its indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The head.
    Head,
    /// An entity.
    Entity(usize),
    /// A section.
    Section(usize),
    /// A paragraph of a section.
    Paragraph(usize, usize),
    /// A claim of a paragraph of a section.
    Claim(usize, usize, usize),
}

impl Spot {
    /// The path to something within this part.
    pub(crate) fn path(self, within: &[Step]) -> Vec<Step> {
        let list = |name, index| [Step::key(name), Step::Index(index)];
        let mut path = match self {
            Self::Head => vec![Step::key("article")],
            Self::Entity(entity) => list("entities", entity).to_vec(),
            Self::Section(section) => list("sections", section).to_vec(),
            Self::Paragraph(section, paragraph) => [list("sections", section), list("paragraphs", paragraph)].concat(),
            Self::Claim(section, paragraph, claim) => {
                [list("sections", section), list("paragraphs", paragraph), list("claims", claim)].concat()
            }
        };
        path.extend_from_slice(within);
        path
    }
}

/// All paragraphs with their spots.
pub(crate) fn paragraphs(article: &Article) -> impl Iterator<Item = (Spot, &Paragraph)> {
    article.sections.iter().enumerate().flat_map(|(section, content)| {
        let numbered = content.paragraphs.iter().enumerate();
        numbered.map(move |(number, paragraph)| (Spot::Paragraph(section, number), paragraph))
    })
}

/// The claims of the paragraph at `spot` with their spots.
pub(crate) fn claims(spot: Spot, paragraph: &Paragraph) -> impl Iterator<Item = (Spot, &Claim)> {
    let numbered = paragraph.claims.iter().enumerate();
    numbered.map(move |(number, claim)| match spot {
        Spot::Paragraph(section, paragraph) => (Spot::Claim(section, paragraph, number), claim),
        spot => (spot, claim),
    })
}

/// All ids of entities, sections, paragraphs and claims, with their spots.
pub(crate) fn ids(article: &Article) -> impl Iterator<Item = (Spot, &str)> {
    let entities = article.entities.iter().enumerate().map(|(index, entity)| (Spot::Entity(index), entity.id.as_str()));
    let sections =
        article.sections.iter().enumerate().map(|(index, section)| (Spot::Section(index), section.id.as_str()));
    let within = paragraphs(article).flat_map(|(spot, paragraph)| {
        let claims = claims(spot, paragraph).map(|(spot, claim)| (spot, claim.id.as_str()));
        std::iter::once((spot, paragraph.id.as_str())).chain(claims)
    });
    entities.chain(sections).chain(within)
}
