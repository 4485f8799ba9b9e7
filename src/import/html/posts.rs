//! Recognises posts of social networks that an article quotes.

use dom_query::{Document, NodeRef};

use crate::import::html::marks::Marks;

/// Words in the class of a quoted post's element.
const POST: &[&str] = &[
    "twitter tweet",
    "twitter video",
    "tweet",
    "instagram media",
    "bluesky embed",
    "mastodon embed",
    "fb post",
    "tiktok embed",
];

/// How many elements around a post are examined.
const AROUND: usize = 4;

/// An element with more children does not belong to a single post.
const MOST_CHILDREN: usize = 20;

/// Removes names such as "social-embed" from the elements around quoted posts, so that extractors and rules do not
/// mistake them for buttons.
pub(super) fn protect_posts(page: &Document) {
    for post in page.select("blockquote[class]").nodes().iter().filter(|node| is_post(node)) {
        let size = post.normalized_char_count();
        for outer in post.ancestors(Some(AROUND)) {
            let is_large = outer.children_it(false).nth(MOST_CHILDREN).is_some();
            if is_large
                || outer.normalized_char_count() > size * 2
                || outer.has_name("body")
                || outer.has_name("article")
            {
                break;
            }
            outer.remove_attrs(&["class", "id", "role"]);
            if outer.has_name("aside") || outer.has_name("footer") {
                outer.rename("div");
            }
        }
    }
}

/// Whether an element quotes a post.
pub(super) fn is_post(node: &NodeRef<'_>) -> bool {
    node.has_name("blockquote") && Marks::of(node).have_any(POST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::parse;

    #[test]
    fn the_elements_around_a_post_lose_their_names() {
        let page = parse(
            "<div class=article-body><div class=social-embed><blockquote class=twitter-tweet><p>Nobody pays twice.</p></blockquote></div><p>The port wrote this in May, and has not written anything since.</p></div>",
        );
        protect_posts(&page);
        assert_eq!(page.select(".social-embed").length(), 0);
        assert_eq!(page.select(".article-body .twitter-tweet").length(), 1);
    }
}
