//! Which claims quote given words of a paragraph, for the mouse and for Find alike.

use crate::text::span::ByteSpan;

use crate::reader::app::App;

impl App {
    /// The claims of a paragraph whose quotes contain all of `words`, the tightest quote first; after them those that
    /// contain a part. `words` is a byte span of the paragraph's text. Confirmed claims come before drafts, and claims
    /// hidden by the filter are left out.
    #[must_use]
    pub fn claims_quoting(&self, paragraph: usize, words: ByteSpan) -> Vec<usize> {
        let outline = &self.document.outline;
        let Some(content) = outline.paragraph(&self.document.article, paragraph) else { return Vec::new() };
        let claims = outline.claims_of(paragraph).zip(&content.claims).filter(|(index, _)| self.passes(*index));
        let mut quoting: Vec<_> = claims
            .filter_map(|(index, claim)| {
                let quote = claim.quote_span(content)?;
                let holds_part = quote.start < words.end && words.start < quote.end;
                let holds_all = quote.start <= words.start && words.end <= quote.end;
                (holds_part || holds_all).then_some((!holds_all, claim.draft, quote.end - quote.start, index))
            })
            .collect();
        quoting.sort_unstable();
        quoting.into_iter().map(|(.., index)| index).collect()
    }
}
