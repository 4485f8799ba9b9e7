//! Pure values: the article and what people say of it. No input or output, nothing of the screen.

pub mod action;
pub mod anchor;
pub mod article;
pub mod assessment;
pub mod bookmark;
pub mod claim;
pub mod disagreement;
pub mod draft;
pub mod entity;
pub mod evidence;
mod field_history;
pub mod fingerprint;
pub mod fold;
pub mod journal;
pub mod judgement;
pub mod line;
pub mod listing;
pub mod mention;
pub mod note;
pub mod notes;
pub mod own_claim;
pub mod people;
pub mod review;
pub mod setting_rule;
pub mod subject;
pub mod when;
pub mod workload;
