//! Recognises other articles on the page, each in an `<article>` of its own.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use crate::import::html::pruning::prose::prose;

/// The `<article>` elements other than the one to import. If one contains most of the text or the title, these are the
/// small ones beside or inside it whose headings are links.
pub(super) fn others(page: &Document, title: &str) -> HashSet<usize> {
    let articles = page.select("article");
    let articles = articles.nodes();
    if articles.len() < 2 {
        return HashSet::new();
    }
    let holds_title = |node: &NodeRef<'_>| {
        node.descendants_it()
            .any(|inner| (inner.has_name("h1") || inner.has_name("h2")) && bare(&inner.text()) == bare(title))
    };
    let Some(own) =
        articles.iter().find(|node| holds_title(node)).or_else(|| articles.iter().max_by_key(|node| prose(node)))
    else {
        return HashSet::new();
    };
    let is_around = |node: &NodeRef<'_>| own.ancestors_it(None).any(|outer| outer.id == node.id);
    let is_other = |node: &&NodeRef<'_>| node.id != own.id && !is_around(node) && heads_with_link(node);
    articles.iter().filter(is_other).filter_map(crate::import::html::pruning::number).collect()
}

/// Whether its first heading is a link.
fn heads_with_link(node: &NodeRef<'_>) -> bool {
    let is_heading = |inner: &NodeRef<'_>| {
        inner.qual_name_ref().is_some_and(|name| crate::import::html::names::is_heading(&name.local))
    };
    let Some(heading) = node.descendants_it().find(is_heading) else { return false };
    let in_link = heading.ancestors_it(Some(2)).any(|outer| outer.has_name("a"));
    in_link || heading.descendants_it().any(|inner| inner.has_name("a") && inner.has_attr("href"))
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::parse;

    #[test]
    fn articles_with_linked_headings_are_others() {
        let teaser = "<article><h2><a href=/2>Ferries are late</a></h2><p>Nobody knows why the ferries of Ostrow are late this year.</p></article>";
        let page = parse(&format!(
            "<article><h1>Dues rise</h1><p>The port of Ostrow has charged every ship twice since May.</p>{teaser}</article>{teaser}"
        ));
        assert_eq!(others(&page, "Dues rise").len(), 2);
        let parts =
            parse("<article><h2>Part one</h2><p>Text</p></article><article><h2>Part two</h2><p>Text</p></article>");
        assert_eq!(others(&parts, "Dues rise").len(), 0);
    }
}
