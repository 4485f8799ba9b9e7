//! Links that stand alone: titles of other articles between the paragraphs, and lists of them.

use crate::import::block::BlockKind;
use crate::import::html::address::host;
use crate::import::html::blocks::Piece;
use crate::import::html::pruning::lines::{Lines, count_words, is_prose};
use crate::import::sentences::is_terminator;

/// Fewest words of a title that stands alone.
const SHORTEST_TITLE: usize = 4;

/// Leaves out lists of links within the site, with the heading above them, and single titles that are links within
/// the site. A linked sentence stays, and so do links that lead elsewhere, which may be sources.
pub(super) fn leave_out_lists_of_links(lines: &mut Lines<'_>) {
    let own = lines.about.host;
    let in_list = in_lists(&lines.pieces, own);
    let is_meant: Vec<bool> = lines
        .pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let heads_list =
                !in_list[at] && may_head_list(piece) && in_list.get(at + 1).is_some_and(|is_item| *is_item);
            in_list[at] || heads_list || is_lone_title(piece, own)
        })
        .collect();
    lines.leave_out("links to other articles", |_, at| is_meant[at]);
}

/// For each piece whether it is in a list of links within the site.
fn in_lists(pieces: &[Piece], own: Option<&str>) -> Vec<bool> {
    const FEWEST: usize = 2;
    let is_item = |piece: &Piece| piece.block.kind == BlockKind::List && is_linked_title(piece, own);
    let mut in_list = Vec::with_capacity(pieces.len());
    for run in pieces.chunk_by(|one, other| is_item(one) && is_item(other)) {
        let words: usize = run.iter().map(|piece| count_words(&piece.block.text)).sum();
        // Names of two words are the entries of an index or a table.
        let counts = run.len() >= FEWEST && words >= run.len() * 3;
        in_list.extend(run.iter().map(|_| counts));
    }
    in_list
}

/// A short heading or label.
fn may_head_list(piece: &Piece) -> bool {
    count_words(&piece.block.text) <= 8 && !is_prose(piece) && piece.block.kind != BlockKind::List
}

fn is_lone_title(piece: &Piece, own: Option<&str>) -> bool {
    let text = &piece.block.text;
    let is_shouted = !text.contains(char::is_lowercase) && text.contains(char::is_uppercase);
    let is_free = matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::Heading);
    let is_long = count_words(text) >= SHORTEST_TITLE;
    is_free && is_long && piece.is_linked() && (is_shouted || is_linked_title(piece, own))
}

/// A link within the site, or one that leads nowhere known, on words that are no sentence.
fn is_linked_title(piece: &Piece, own: Option<&str>) -> bool {
    let is_sentence = piece.block.text.ends_with(|last| is_terminator(last) && !matches!(last, '…' | '?'));
    let leads_home = |url: &str| host(url).is_some_and(|host| own.is_none_or(|own| same_site(&host, own)));
    piece.is_linked() && !is_sentence && piece.block.links.iter().all(|link| leads_home(&link.url))
}

/// Whether two hosts belong to one outlet: `sport.port.example` and `port.example`.
fn same_site(one: &str, other: &str) -> bool {
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let tail = |host: &str| {
        let start = host.rmatch_indices('.').nth(1).map_or(0, |(at, _)| at + 1);
        host[start..].to_owned()
    };
    long == short || long.ends_with(&format!(".{short}")) || tail(one).len() > 6 && tail(one) == tail(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn titles_of_other_articles_leave_the_text() {
        for links in [
            "<h3>Ports in pictures</h3><ul><li><a href=/1>Ten ferries of Ostrow</a><li><a href=/2>Why barges are late</a></ul>",
            "<p><b><a href=/1>Captains sue the port of Ostrow</a></b></p>",
            "<p><a href=https://other.example/1>CAPTAINS SUE THE PORT</a></p>",
        ] {
            keeps_text_only(leave_out_lists_of_links, &format!("{TEXT}{links}"));
        }
    }

    #[test]
    fn linked_sentences_and_sources_stay() {
        for (links, count) in [
            ("<p><a href=/1>The captains have sued the port of Ostrow.</a></p>", 4),
            (
                "<ul><li><a href=https://court.example/1>Ruling of the harbour court</a><li><a href=https://law.example/2>The Harbour Act of 1999</a></ul>",
                5,
            ),
            ("<ul><li><a href=/ana>Ana Holm</a><li><a href=/bo>Bo Ek</a></ul>", 5),
        ] {
            assert_eq!(kept(leave_out_lists_of_links, &format!("{TEXT}{links}")).len(), count, "{links}");
        }
    }
}
