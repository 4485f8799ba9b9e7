//! The text of one block while it is gathered, with the links on its words.

use crate::model::article::Link;

/// Text on one line: white space is collapsed while it is added.
#[derive(Debug, Default)]
pub(super) struct LineOfText {
    text: String,
    /// Whether white space is due before the next word.
    gap: bool,
    /// What the last piece ended: an element or a text.
    after_element: bool,
    links: Vec<Link>,
    /// Bytes of `text` that are in links.
    linked: usize,
    open: Option<OpenLink>,
}

/// A line of text as it was gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) text: String,
    pub(super) links: Vec<Link>,
    /// Bytes of `text` that are in links, wherever those lead.
    pub(super) linked: usize,
}

#[derive(Debug)]
struct OpenLink {
    /// Where it leads; none when that is no page.
    url: Option<String>,
    start: usize,
}

impl LineOfText {
    /// Adds a piece of text.
    pub(super) fn add(&mut self, piece: &str, begins_element: bool) {
        let Some(first) = piece.chars().next() else { return };
        if begins_element && self.after_element && self.is_glued(first) {
            self.gap = true;
        }
        for letter in piece.chars() {
            if letter.is_whitespace() {
                self.gap = true;
            } else if !is_invisible(letter) {
                if std::mem::take(&mut self.gap) && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.push(letter);
            }
        }
        self.after_element = false;
    }

    /// White space is due here.
    pub(super) fn space(&mut self) {
        self.gap = true;
    }

    /// An inline element ends here.
    pub(super) fn element_ends(&mut self) {
        self.after_element = true;
    }

    /// A link begins.
    pub(super) fn open_link(&mut self, url: Option<String>) {
        self.close_link();
        self.open = Some(OpenLink { url, start: self.text.len() });
    }

    /// The link ends that began last.
    pub(super) fn close_link(&mut self) {
        let Some(OpenLink { url, start }) = self.open.take() else { return };
        let words = self.text[start..].trim();
        self.linked += words.len();
        if let Some(url) = url.filter(|_| !words.is_empty()) {
            self.links.push(Link { words: words.to_owned(), url });
        }
    }

    /// Whether there is nothing but white space in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was gathered; what follows begins anew, under a link that is still open.
    pub(super) fn take(&mut self) -> Gathered {
        let reopened = self.open.as_ref().map(|link| link.url.clone());
        self.close_link();
        let taken = std::mem::take(self);
        self.open = reopened.map(|url| OpenLink { url, start: 0 });
        Gathered { text: taken.text, links: taken.links, linked: taken.linked }
    }

    /// Whether words of neighbouring elements touch that no reader sees touching: `2020` and `By`, `von` and
    /// `Ana`. Style sheets set them apart, or the line ends between them.
    fn is_glued(&self, first: char) -> bool {
        let Some(last) = self.text.chars().next_back().filter(|_| !self.gap) else { return false };
        match (last, first) {
            (last, first) if last.is_numeric() => first.is_uppercase(),
            (last, first) if last.is_lowercase() => first.is_uppercase() || first.is_numeric(),
            _ => false,
        }
    }
}

/// Marks that only say where a line may break, and those that show nothing.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\0') || letter.is_control()
}
