//! The words in an element's class and id, which say what it is for.

use dom_query::NodeRef;

/// Words of class, id, role and the like, in lower case, each between blanks; names are parted by ` | `.
/// `author-bioBox post` becomes ` author bio box | post | `.
#[derive(Debug, Default)]
pub(super) struct Marks(String);

/// Attributes that say what an element is for.
const ATTRIBUTES: [&str; 6] = ["class", "id", "role", "itemprop", "data-component", "data-testid"];

/// Longer values are no names.
const LONGEST: usize = 2000;

impl Marks {
    pub(super) fn of(node: &NodeRef<'_>) -> Self {
        let mut words = String::from(" ");
        let Some(element) = node.element_ref() else { return Self(words) };
        for attribute in &element.attrs {
            if ATTRIBUTES.contains(&&*attribute.name.local) && attribute.value.len() <= LONGEST {
                attribute.value.split_whitespace().for_each(|name| add(&mut words, name));
            }
        }
        Self(words)
    }

    /// Each word, with the marks from there on.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        let starts = self.0.match_indices(' ').map(|(at, _)| &self.0[at + 1..]);
        starts
            .filter_map(|rest| rest.split(' ').next().map(|word| (word, rest)))
            .filter(|(word, _)| !matches!(*word, "" | "|"))
    }

    /// Whether these words are side by side in one name.
    pub(super) fn have(&self, words: &str) -> bool {
        self.0.match_indices(words).any(|(at, _)| {
            let before = self.0[..at].ends_with(' ');
            before && self.0[at + words.len()..].starts_with(' ')
        })
    }

    /// Whether they have any of these.
    pub(super) fn have_any(&self, lists: &[&str]) -> bool {
        self.0.len() > 1 && lists.iter().any(|words| self.have(words))
    }
}

fn add(words: &mut String, name: &str) {
    let mut after_small = false;
    for letter in name.chars() {
        if letter.is_alphanumeric() {
            if letter.is_uppercase() && after_small {
                part(words);
            }
            words.extend(letter.to_lowercase());
        } else {
            part(words);
        }
        after_small = letter.is_lowercase();
    }
    part(words);
    words.push_str("| ");
}

fn part(words: &mut String) {
    if !words.ends_with(' ') {
        words.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::parse;

    #[test]
    fn names_are_taken_apart() {
        let page = parse("<div id=relatedContent class='author-bioBox post__meta uppercaseADS'>x</div>");
        let marks = page.select("div").nodes().first().map(Marks::of).unwrap_or_default();
        for words in ["related content", "author bio", "bio box", "post meta", "uppercase ads"] {
            assert!(marks.have(words), "{words}: {marks:?}");
        }
        for words in ["box post", "relate", "case", "meta uppercase"] {
            assert!(!marks.have(words), "{words}: {marks:?}");
        }
    }
}
