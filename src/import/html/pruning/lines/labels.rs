//! Links that a label calls related: "Read more: …", or a label and a list below it.

use crate::import::html::blocks::Piece;
use crate::import::html::pruning::lines::{Lines, count_words};

/// Labels in lower case, as they are before a colon or alone on a line.
const LABELS: &[&str] = &[
    "also",
    "also read",
    "also see",
    "also on",
    "don't miss",
    "don’t miss",
    "dont miss",
    "further reading",
    "in case you missed it",
    "keep reading",
    "latest news",
    "like this",
    "more",
    "more from",
    "more in",
    "more news",
    "more news from",
    "more on",
    "more on this",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "must read",
    "next",
    "on the web",
    "popular",
    "read",
    "read also",
    "read more",
    "read next",
    "recommended",
    "recommended reading",
    "related",
    "related article",
    "related articles",
    "related content",
    "related coverage",
    "related links",
    "related news",
    "related posts",
    "related stories",
    "related story",
    "related topics",
    "related video",
    "see also",
    "see more",
    "similar articles",
    "something to consider",
    "the latest",
    "top stories",
    "trending",
    "trending now",
    "up next",
    "watch",
    "watch more",
    "what to read next",
    "you may also like",
    "you might also like",
    "you might like",
    // German
    "auch interessant",
    "das könnte sie auch interessieren",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr dazu",
    "mehr lesen",
    "mehr zum thema",
    "passend dazu",
    "weitere artikel",
    "weiterlesen",
    "ähnliche artikel",
    "ähnliche beiträge",
    // French
    "a lire aussi",
    "lire aussi",
    "sur le même sujet",
    "voir aussi",
    "à lire aussi",
    // Spanish, Portuguese
    "artículos relacionados",
    "le puede interesar",
    "lea también",
    "lee también",
    "leia mais",
    "leia também",
    "noticias relacionadas",
    "posts relacionados",
    "te puede interesar",
    "veja também",
    // Italian, Dutch, Russian
    "leggi anche",
    "lees ook",
    "potrebbe interessarti",
    "читайте также",
    "по теме",
    "смотрите также",
];

/// Leaves out labels and the links that they introduce.
pub(super) fn leave_out_labelled_links(lines: &mut Lines<'_>) {
    let mut below_label = false;
    let is_meant: Vec<bool> = lines
        .pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let next = lines.pieces.get(at + 1);
            let is_label = is_label(&piece.block.text);
            // Links go on below a label until something else comes.
            below_label = is_label || below_label && is_mostly_linked(piece);
            leads_to_link(piece)
                || below_label && is_mostly_linked(piece)
                || is_label && next.is_none_or(is_mostly_linked)
        })
        .collect();
    lines.leave_out("links to other articles", |_, at| is_meant[at]);
}

/// "Related: the ferries of Ostrow", where the words behind the label are mostly a link.
fn leads_to_link(piece: &Piece) -> bool {
    let text = &piece.block.text;
    let Some((label, rest)) = text.split_once(':') else { return false };
    let rest = rest.trim();
    is_label(label)
        && (piece.linked * 2 >= rest.len() || count_words(rest) <= 25 && !rest.ends_with('.'))
        && !rest.is_empty()
}

fn is_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    if text.len() > LONGEST {
        return false;
    }
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    // "Related coverage from the Ostrow Post:", "More news from Ports".
    let named = [
        "related coverage from",
        "more from",
        "more news from",
        "more on",
        "more in",
        "top stories in",
        "most read in",
    ];
    // "More great stories".
    let ends = [" stories", " articles", " coverage", " reading", " news", " reads", " posts", " videos"];
    let is_offer = ["more ", "other ", "our best ", "latest ", "top "].iter().any(|start| bare.starts_with(start))
        && ends.iter().any(|end| bare.ends_with(end))
        && count_words(&bare) <= 5;
    is_offer || LABELS.contains(&bare.as_str()) || named.iter().any(|start| bare.starts_with(start))
}

fn is_mostly_linked(piece: &Piece) -> bool {
    piece.linked * 2 >= piece.block.text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn labelled_links_leave_the_text() {
        for links in [
            "<p>Related: <a href=/1>The ferries of Ostrow</a></p>",
            "<p>READ MORE: <a href=/1>The ferries of Ostrow</a></p>",
            "<h3>You may also like…</h3><p><a href=/1>The ferries</a></p><p><a href=/2>The barges</a></p>",
            "<h4>More:</h4><ul><li><a href=/1>The ferries</a><li><a href=/2>The barges</a></ul>",
            "<div>More great Ostrow stories</div><ul><li>The port <a href=/1>sued its captains</a><li><a href=/2>Barges</a></ul>",
            "<p>Lesen Sie auch</p><p><a href=/1>Die Fähren</a> [Video]</p>",
        ] {
            keeps_text_only(leave_out_labelled_links, &format!("{TEXT}{links}"));
        }
    }

    #[test]
    fn sentences_that_begin_like_a_label_stay() {
        let html =
            format!("<p>Related: the port says that it has never charged anything twice, and never will.</p>{TEXT}");
        assert_eq!(kept(leave_out_labelled_links, &html).len(), 4);
        let html = format!("<h2>More</h2>{TEXT}");
        assert_eq!(kept(leave_out_labelled_links, &html).len(), 4);
    }
}
