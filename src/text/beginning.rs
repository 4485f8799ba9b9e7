//! The beginning of a text, as messages repeat it.

use std::borrow::Cow;

/// The first `most` code points of a text, and `…` where there are more.
#[must_use]
pub fn beginning(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_longer_is_cut() {
        assert_eq!(beginning("quay", 4), "quay");
        assert_eq!(beginning("quays", 4), "quay…");
        assert_eq!(beginning("ééééé", 4), "éééé…");
        assert_eq!(beginning("", 0), "");
    }
}
