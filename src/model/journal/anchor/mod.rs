//! Decides whether annotations still apply to the words they were written for. One rule covers everything: judgements,
//! evidence, notes and tags of claims; notes and tags of paragraphs, sections and entities; and added claims
//! themselves.
//!
//! An annotation of a part of the article is compared with the part that has the same id now; it never moves to another
//! by itself. An added claim is about words of the text: it belongs where its quote occurs in identical context, in any
//! paragraph, or where the quote occurs in the paragraph with the same id and the context agrees in substance. If the
//! words are found elsewhere, or in several places, the claim has no place until a person chooses one.

pub(crate) mod anchor_status;
pub(crate) mod border;
pub(crate) mod context;
pub(crate) mod earlier;
pub(crate) mod locator;
pub(crate) mod passage;
pub(crate) mod search;
pub mod words;

pub use crate::model::journal::anchor::anchor_status::AnchorStatus;
pub use crate::model::journal::anchor::border::at_borders;
pub use crate::model::journal::anchor::earlier::{EarlierWording, claim_status, earlier_wordings, status};
pub use crate::model::journal::anchor::locator::{Candidate, Locator, place_names, stands_in};
pub use crate::model::journal::anchor::passage::nearest_passage;
