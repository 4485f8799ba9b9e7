//! Pure values: the article and what people say of it. No input or output, nothing of the screen.

pub mod article;
pub mod bookmark;
pub mod claim;
pub mod entity;
pub mod fingerprint;
pub mod fold;
pub mod journal;
pub mod judgement;
pub mod listing;
pub mod mention;
pub mod notes;
pub mod span;
pub mod when;
