//! The words of which a claim is made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::article::Paragraph;
use crate::model::journal::anchor::words::around;
use crate::text::span::ByteSpan;

/// Words of a paragraph, and those around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Id of the paragraph.
    pub paragraph: String,
    /// The words.
    pub quote: String,
    /// Some code points before them.
    pub before: String,
    /// Some code points after them.
    pub after: String,
}

impl Words {
    /// The words of a span of a paragraph.
    #[must_use]
    pub fn of(paragraph: &Paragraph, span: ByteSpan) -> Option<Self> {
        let quote = paragraph.text.get(span.range())?.to_owned();
        let (before, after) = around(&paragraph.text, span);
        let (before, after) = (before.to_owned(), after.to_owned());
        (!quote.trim().is_empty()).then(|| Self { paragraph: paragraph.id.clone(), quote, before, after })
    }

    /// As the journal has them.
    pub(super) fn anchor(&self) -> Value {
        let Self { paragraph, quote, before, after } = self;
        json!({"paragraph": paragraph, "quote": quote, "before": before, "after": after})
    }

    /// As drafts keep it.
    pub(crate) fn details(&self) -> BTreeMap<String, String> {
        let pairs = [("quote", &self.quote), ("before", &self.before), ("after", &self.after)];
        pairs.into_iter().map(|(key, text)| (key.to_owned(), text.clone())).collect()
    }

    pub(crate) fn of_details(paragraph: &str, details: &BTreeMap<String, String>) -> Option<Self> {
        let part = |key: &str| details.get(key).cloned();
        Some(Self {
            paragraph: paragraph.to_owned(),
            quote: part("quote")?,
            before: part("before").unwrap_or_default(),
            after: part("after").unwrap_or_default(),
        })
    }
}
