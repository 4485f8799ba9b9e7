//! The standfirst: the sentence or two between the title and the text.

use dom_query::{Document, NodeRef};

use crate::import::html::marks::Marks;
use crate::import::html::names::is_heading;
use crate::import::html::pruning::is_dated_line;
use crate::import::html::tree::line;

/// Words in class or id that mark a standfirst.
const MARKS: &[&str] = &[
    "standfirst",
    "subtitle",
    "sub title",
    "subheadline",
    "sub headline",
    "subheading",
    "dek",
    "strapline",
    "vorspann",
    "chapeau",
    "chapo",
    "sapo",
    "bajada",
    "entradilla",
    "sottotitolo",
    "sommario",
    "tagline",
    "linha fina",
];

/// Words that mark a standfirst or the first paragraph: the former where it is apart from the others.
const UNSURE_MARKS: &[&str] = &[
    "lead",
    "leadtext",
    "lead text",
    "intro",
    "summary",
    "excerpt",
    "teaser text",
    "anons",
    "blurb",
    "subhead",
    "article description",
];

/// Fewest and most words of a standfirst.
const WORDS: std::ops::RangeInclusive<usize> = 5..=90;

/// How many elements after the title it may begin.
const FARTHEST: usize = 150;

/// A standfirst that was taken out of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Standfirst {
    pub(super) text: String,
    pub(super) line: Option<usize>,
}

/// Takes the standfirst out of the page. It is what is marked as one, is in the title's own `<header>`, or is the
/// page's `description` and is apart from the text.
pub(super) fn take(page: &Document, title: &str, description: Option<&str>) -> Option<Standfirst> {
    let node = find(page.body()?, title, description)?;
    let text = node.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let taken = Standfirst { text, line: line(&node) };
    node.remove_from_parent();
    Some(taken)
}

fn find<'a>(body: NodeRef<'a>, title: &str, description: Option<&str>) -> Option<NodeRef<'a>> {
    let same = |node: &NodeRef<'_>, text: &str| bare(&node.text()) == bare(text);
    let heading = body.descendants_it().find(|node| node.has_name("h1") && same(node, title));
    let heading = heading.or_else(|| body.descendants_it().find(|node| node.has_name("h1")))?;
    let after = body.descendants_it().skip_while(|node| node.id != heading.id).skip(1);
    let is_in_heading = |node: &NodeRef<'_>| node.ancestors_it(None).any(|outer| outer.id == heading.id);
    for node in after.filter(|node| node.is_element() && !is_in_heading(node)).take(FARTHEST) {
        let is_one = is_marked(&node)
            || is_in_header(&node, &heading)
            || description.is_some_and(|text| stands_apart(&node) && same(&node, text));
        if is_one && reads_like_one(&node) && is_small(&node, &body) {
            return Some(node);
        }
        if is_text(&node) && !is_one {
            return None;
        }
    }
    None
}

fn is_marked(node: &NodeRef<'_>) -> bool {
    let marks = Marks::of(node);
    !is_list_or_link(node) && (marks.have_any(MARKS) || marks.have_any(UNSURE_MARKS) && !has_text_beside(node))
}

fn is_list_or_link(node: &NodeRef<'_>) -> bool {
    ["a", "li", "ul", "ol", "nav", "figcaption", "span"].iter().any(|name| node.has_name(name))
}

/// A paragraph or smaller heading in the `<header>` in which the title is.
fn is_in_header(node: &NodeRef<'_>, heading: &NodeRef<'_>) -> bool {
    let is_line = ["p", "h2", "h3", "h4"].iter().any(|name| node.has_name(name));
    let header = || heading.ancestors_it(Some(4)).find(|outer| outer.has_name("header"));
    is_line && header().is_some_and(|header| node.ancestors_it(Some(6)).any(|outer| outer.id == header.id))
}

/// Whether no other paragraph is beside it.
fn stands_apart(node: &NodeRef<'_>) -> bool {
    let is_line = ["p", "h2", "h3", "h4", "div"].iter().any(|name| node.has_name(name));
    is_line && !has_text_beside(node)
}

fn has_text_beside(node: &NodeRef<'_>) -> bool {
    const NEAR: usize = 20;
    let after = std::iter::successors(node.next_element_sibling(), NodeRef::next_element_sibling);
    let before = std::iter::successors(node.prev_element_sibling(), NodeRef::prev_element_sibling);
    after.take(NEAR).chain(before.take(NEAR)).any(|other| is_text(&other))
}

fn is_text(node: &NodeRef<'_>) -> bool {
    const SHORTEST: usize = 80;
    node.has_name("p") && node.normalized_char_count() >= SHORTEST
}

fn reads_like_one(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let words = text.split_whitespace().count();
    let holds_more = node
        .descendants_it()
        .filter(|inner| inner.qual_name_ref().is_some_and(|name| &*name.local == "p" || is_heading(&name.local)));
    WORDS.contains(&words)
        && holds_more.count() <= 2
        && !is_dated_line(text.trim())
        && !crate::import::html::metadata::is_marked_byline(text.trim())
}

/// Whether there is several times as much text elsewhere.
fn is_small(node: &NodeRef<'_>, body: &NodeRef<'_>) -> bool {
    let paragraphs = body.descendants_it().filter(|other| is_text(other)).map(|other| other.normalized_char_count());
    paragraphs.sum::<usize>() >= node.normalized_char_count() * 3
}

/// Letters and digits only, in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::parse;

    const TEXT: &str = "<div><p>The port of Ostrow has charged every ship twice since May, say three captains who have paid and complained.</p>\
        <p>The port denies it, and its director says that nobody has ever paid anything twice, whatever three captains say.</p>\
        <p>A court will hear the captains in June, when the season for ferries begins and the quays of Ostrow are crowded.</p></div>";
    const LEAD: &str = "Captains complain that the port charges them twice.";

    fn taken(html: &str, description: Option<&str>) -> Option<String> {
        take(&parse(html), "Dues rise", description).map(|standfirst| standfirst.text)
    }

    #[test]
    fn a_standfirst_is_known_by_class_header_or_description() {
        for html in [
            format!("<h1>Dues rise</h1><div class=content__standfirst><p>{LEAD}</p></div>{TEXT}"),
            format!("<header><h1>Dues rise</h1><time>3 May 2020</time><h2>{LEAD}</h2></header>{TEXT}"),
            format!("<div><h1>Dues rise</h1><p>{LEAD}</p></div>{TEXT}"),
        ] {
            assert_eq!(taken(&html, Some(LEAD)).as_deref(), Some(LEAD), "{html}");
        }
    }

    #[test]
    fn the_first_paragraph_is_no_standfirst() {
        let html = format!("<h1>Dues rise</h1><div><p>{LEAD}</p>{}", &TEXT[5..]);
        assert_eq!(taken(&html, Some(LEAD)), None);
        assert_eq!(taken(&format!("<h1>Dues rise</h1>{TEXT}<p class=subtitle>{LEAD}</p>"), None), None);
        assert_eq!(taken(&format!("<h1>Dues rise</h1><p class=subtitle>{LEAD}</p><p>Short.</p>"), None), None);
    }
}
