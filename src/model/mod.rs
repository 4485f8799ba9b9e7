//! Pure values: the article and what people say of it. No input or output, nothing of the screen.

pub mod annotation;
pub mod article;
pub mod journal;
pub mod preferences;
pub mod query;
pub mod review;
