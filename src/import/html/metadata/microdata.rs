//! Metadata as microdata: `itemprop` in the visible page.

use dom_query::{Document, NodeRef};

use crate::import::html::metadata::plain::plain;
use crate::import::html::metadata::statement::Statement;

/// What the first article of the page says about itself.
pub(super) fn read(page: &Document) -> Statement {
    let scopes = page.select("[itemscope][itemtype*='Article'], [itemscope][itemtype*='BlogPosting']");
    let Some(scope) = scopes.nodes().first().copied() else { return Statement::default() };
    let properties: Vec<_> = scope.descendants_it().filter(|node| node.has_attr("itemprop")).collect();
    let first = |name: &str| properties.iter().find(|node| has_property(node, name));
    let text = |name: &str| first(name).and_then(value);
    let authors = properties.iter().filter(|node| has_property(node, "author")).filter_map(name);
    Statement {
        title: text("headline"),
        subtitle: text("alternativeHeadline"),
        outlet: first("publisher").and_then(name),
        authors: authors.collect(),
        published: text("datePublished"),
        revised: text("dateModified"),
        language: text("inLanguage"),
        ..Statement::default()
    }
}

fn has_property(node: &NodeRef<'_>, name: &str) -> bool {
    node.attr("itemprop").is_some_and(|given| given.split_whitespace().any(|word| word == name))
}

/// The name of a person or organisation: its own `name`, or its text.
fn name(node: &NodeRef<'_>) -> Option<String> {
    let inner = node.descendants_it().find(|inner| has_property(inner, "name"));
    if inner.is_none() && node.has_attr("itemscope") {
        return None;
    }
    value(&inner.unwrap_or(*node))
}

fn value(node: &NodeRef<'_>) -> Option<String> {
    let of_attribute = ["content", "datetime"].iter().find_map(|key| node.attr(key)).filter(|value| !value.is_empty());
    let text = of_attribute.map_or_else(|| node.text(), Into::into);
    let text = plain(&text);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_of_the_article_are_read() {
        let page = super::super::super::tree::parse(
            "<h1 itemprop=headline>Site</h1><article itemscope itemtype='https://schema.org/NewsArticle'>\
             <h1 itemprop='headline'>Dues <i>rise</i></h1><span itemprop=author itemscope><b itemprop=name>Ana Holm</b></span>\
             <time itemprop='datePublished' datetime='2020-05-03'>Sunday</time>\
             <div itemprop=publisher itemscope><meta itemprop=name content='The Ostrow Post'></div></article>",
        );
        let statement = read(&page);
        assert_eq!(statement.title.as_deref(), Some("Dues rise"));
        assert_eq!(statement.authors, ["Ana Holm"]);
        assert_eq!(statement.published.as_deref(), Some("2020-05-03"));
        assert_eq!(statement.outlet.as_deref(), Some("The Ostrow Post"));
    }
}
