//! Other articles below the one that was saved: a linked title and a few words of each.

use crate::import::block::BlockKind;
use crate::import::html::address::host;
use crate::import::html::blocks::Piece;
use crate::import::html::pruning::lines::Lines;

/// Leaves out what begins with a linked heading, where from there on every heading is a link within the site.
pub(super) fn leave_out_other_articles(lines: &mut Lines<'_>) {
    const FEWEST: usize = 2;
    let is_teaser = |piece: &Piece| {
        let own = lines.about.host;
        let leads_home = |url: &str| host(url).is_some_and(|host| own.is_none_or(|own| own == host));
        piece.is_linked() && piece.block.links.iter().all(|link| leads_home(&link.url))
    };
    let headings: Vec<usize> =
        (0..lines.pieces.len()).filter(|at| lines.pieces[*at].block.kind == BlockKind::Heading).collect();
    let count = headings.iter().rev().take_while(|at| is_teaser(&lines.pieces[**at])).count();
    let Some(first) = headings.len().checked_sub(count).and_then(|at| headings.get(at)).copied() else { return };
    let before = &lines.pieces[..first];
    if count < FEWEST || !before.iter().any(crate::import::html::pruning::lines::is_prose) {
        return;
    }
    // A kicker may stand above the first title.
    let has_kicker = before.last().is_some_and(|piece| {
        !crate::import::html::pruning::lines::is_prose(piece)
            && crate::import::html::pruning::lines::count_words(&piece.block.text) <= 5
    });
    let start = if has_kicker { first - 1 } else { first };
    lines.leave_out("other articles", |_, at| at >= start);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::pruning::lines::test_page::{TEXT, keeps_text_only, kept};

    #[test]
    fn articles_below_the_article_leave_the_text() {
        let teaser = "<p>PORTS</p><h2><a href=/2>Ferries are late again</a></h2><p>Nobody knows why, and the port says that it is not to blame for any of it.</p>";
        keeps_text_only(leave_out_other_articles, &format!("{TEXT}{teaser}{teaser}"));
    }

    #[test]
    fn linked_headings_of_the_article_itself_stay() {
        let html = format!("<h2><a href=/2>First ferry</a></h2>{TEXT}<h2><a href=/3>Second ferry</a></h2><p>Text</p>");
        assert_eq!(kept(leave_out_other_articles, &html).len(), 6);
    }
}
