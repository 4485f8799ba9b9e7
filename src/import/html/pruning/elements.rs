//! Rules about elements: what their names say that they are for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::import::html::marks::Marks;

/// A kind of element that is no part of an article.
#[derive(Debug)]
pub(super) struct ElementRule {
    /// What such elements hold, for the report.
    pub(super) what: &'static str,
    /// Larger ones are spared: their share of the page's running text, in percent.
    pub(super) most: usize,
    /// Names of elements that are such, whatever their class.
    names: Vec<&'static str>,
}

/// The rules of `elements.txt`.
struct Rules {
    rules: Vec<ElementRule>,
    /// First word of a mark, and the marks that begin with it, each with the place of its rule.
    marks: HashMap<&'static str, Vec<(&'static str, usize)>>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let mut rules: Vec<ElementRule> = Vec::new();
    let mut marks: HashMap<&str, Vec<(&str, usize)>> = HashMap::new();
    for line in include_str!("elements.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(rule) = line.strip_prefix("= ") {
            let mut parts = rule.split('|').map(str::trim);
            let (what, most) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let names = parts.next().unwrap_or_default().split(", ").filter(|name| !name.is_empty()).collect();
            rules.push(ElementRule { what, most: most.parse().unwrap_or_default(), names });
            continue;
        }
        for words in line.split(',').map(str::trim).filter(|words| !words.is_empty()) {
            let first = words.split(' ').next().unwrap_or(words);
            marks.entry(first).or_default().push((words, rules.len().saturating_sub(1)));
        }
    }
    Rules { rules, marks }
});

/// The first rule that applies to an element of this name with these marks.
pub(super) fn rule_of(name: &str, marks: &Marks) -> Option<&'static ElementRule> {
    let named = RULES.rules.iter().position(|rule| rule.names.contains(&name));
    let marked = marks.words().filter_map(|(word, from_here)| {
        let begins = |words: &str| from_here.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '));
        let fitting = RULES.marks.get(word)?.iter().filter(|(words, _)| begins(words));
        fitting.map(|(_, rule)| *rule).min()
    });
    marked.chain(named).min().map(|rule| &RULES.rules[rule])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::parse;

    fn what(tag: &str) -> Option<&'static str> {
        let page = parse(&format!("{tag}x"));
        let node = page.select("body > *").nodes().first().copied()?;
        let name = node.node_name()?;
        rule_of(&name, &Marks::of(&node)).map(|rule| rule.what)
    }

    #[test]
    fn elements_are_known_by_their_names() {
        for (tag, expected) in [
            ("<div class=social-share>", "links to share or follow"),
            ("<div class='c-relatedContent'>", "links to other articles"),
            ("<section id=newsletter_signup>", "an offer to subscribe or join"),
            ("<div class='ad-container mobile'>", "advertising"),
            ("<section id=comments>", "readers' comments"),
            ("<div class=post-author>", "about the author"),
            ("<nav>", "navigation"),
            ("<ul class=tags>", "subjects and sections of the outlet"),
            ("<p class=byline>", "the line with author and date"),
            ("<div class='slide-count'>", "a control of the page"),
            ("<span class=tooltip>", "what only opens at a touch"),
            ("<span class=sr-only>", "a text for machines"),
            ("<p class=copyright>", "terms of use"),
            ("<footer>", "the foot of the page"),
            ("<aside>", "beside the article"),
        ] {
            assert_eq!(what(tag), Some(expected), "{tag}");
        }
        for tag in [
            "<div class=article-body>",
            "<p class=lead>",
            "<div class=adrift>",
            "<div class='shareholder-letter'>",
            "<h2 class=heading>",
        ] {
            assert_eq!(what(tag), None, "{tag}");
        }
    }
}
