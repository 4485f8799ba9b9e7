//! Metadata out of what readers see.

use dom_query::{Document, NodeRef};

use crate::import::dates;
use crate::import::html::metadata::byline;
use crate::import::html::metadata::days::day;
use crate::import::html::metadata::plain::plain;

/// Texts of the top headings, in order.
pub(super) fn top_headings(page: &Document) -> Vec<String> {
    let headings = page.select("h1");
    headings.nodes().iter().map(|node| plain(&node.text())).filter(|text| !text.is_empty()).collect()
}

/// The text of `<title>`.
pub(super) fn window_title(page: &Document) -> Option<String> {
    Some(plain(&page.select_single("head > title").text())).filter(|title| !title.is_empty())
}

/// The authors as printed; a guess, since looks decide.
pub(super) fn authors(page: &Document) -> Option<String> {
    let places =
        page.select("[rel~=author], [itemprop~=author], [class*=byline], [class*=author], [class*=Byline], address");
    let mut lines = places.nodes().iter().filter(|node| !is_aside(node)).map(|node| (node, plain(&node.text())));
    lines.find_map(|(node, line)| {
        let is_named = node.has_attr("rel") || node.has_attr("itemprop") || byline::is_marked_byline(&line);
        is_named.then(|| byline::authors(&line)).flatten()
    })
}

/// The day of publication as printed; a guess.
pub(super) fn published(page: &Document) -> Option<String> {
    let times = page.select("time");
    let mut times = times.nodes().iter().filter(|node| !is_aside(node));
    let of_time = times.find_map(|node| {
        node.attr("datetime").and_then(|time| day(&time)).or_else(|| dates::whole_line(&plain(&node.text())).ok())
    });
    of_time.filter(|day| day.len() == 10).or_else(|| {
        let places = page.select("[class*=date], [class*=Date], [class*=time], [class*=publish], [id*=date]");
        let mut places = places.nodes().iter().filter(|node| !is_aside(node));
        places.find_map(|node| dates::whole_line(&plain(&node.text())).ok()).filter(|day| day.len() == 10)
    })
}

/// The day that is in an address, as in `/2020/05/03/`.
pub(super) fn day_of_address(address: &str) -> Option<String> {
    let parts: Vec<&str> = address.split(['?', '#']).next()?.split('/').collect();
    let number =
        |part: &str, digits: usize| (part.len() == digits && part.bytes().all(|b| b.is_ascii_digit())).then_some(());
    let triple = parts.windows(3).find(|triple| {
        number(triple[0], 4).and_then(|()| number(triple[1], 2)).and_then(|()| number(triple[2], 2)).is_some()
    })?;
    day(&triple.join("-"))
}

/// Whether it is in a part of the page that is about other pages.
fn is_aside(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|outer| {
        outer.qual_name_ref().is_some_and(|name| matches!(&*name.local, "aside" | "nav" | "footer" | "li"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_an_address_is_found() {
        assert_eq!(day_of_address("https://port.example/2020/05/03/dues").as_deref(), Some("2020-05-03"));
        assert_eq!(day_of_address("https://port.example/2020/99/03/dues"), None);
        assert_eq!(day_of_address("https://port.example/news/12345678"), None);
    }

    #[test]
    fn authors_and_days_of_neighbouring_articles_are_not_taken() {
        let page = super::super::super::tree::parse(
            "<aside><a rel=author>Bo Ek</a><time datetime=2019-01-01>x</time></aside>\
             <p class=byline>By Ana Holm</p><time>3 May 2020</time>",
        );
        assert_eq!(authors(&page).as_deref(), Some("Ana Holm"));
        assert_eq!(published(&page).as_deref(), Some("2020-05-03"));
    }
}
