//! Candidates: entities and claims proposed from plain text, offline, each with the rule that proposed it.
//!
//! ```
//! use nutgraf::candidates::{Source, propose};
//!
//! let text = ["According to Kenya, the port could be closed."];
//! let proposal = propose(&Source { language: "en", paragraphs: text.to_vec(), ..Source::default() });
//! assert_eq!(proposal.entities[0].entity.name, "Kenya");
//! assert_eq!(proposal.claims[0].text, "The port could be closed.");
//! ```
//!
//! A paragraph is divided into tokens, tagged and divided into sentences (`text`); names are found in it (`names`) and
//! gathered into entities (`entities`); attributions say whose words are whose (`attribution`); clauses become claims
//! (`claims`), with their figures and dates (`quantities`). What is special to a language is data (`language`).

pub mod attribution;
pub mod claims;
pub mod drafts;
pub mod entities;
pub mod language;
pub mod lines;
pub mod names;
pub mod plain;
mod proposal;
pub(crate) mod proposer;
pub mod quantities;
pub mod text;

pub use crate::candidates::proposal::{Proposal, Source, can_read, entity_id, propose};
pub use crate::candidates::proposer::PROPOSER;
