//! Rules about lines: what words, links and place say that a block is no part of the article.

mod closing;
mod credits;
mod labels;
mod linked;
mod opening;
mod phrases;
mod repeats;
mod teasers;
mod title;

pub(in super::super) use crate::import::html::pruning::lines::opening::is_dated_line;

use crate::import::html::blocks::Piece;
use crate::import::html::pruning::report::report;
use crate::import::notice::Notice;

/// What the rules may know about the page.
#[derive(Debug, Default)]
pub(in super::super) struct About<'a> {
    /// The article's title.
    pub(in super::super) title: Option<&'a str>,
    /// The host of the page.
    pub(in super::super) host: Option<&'a str>,
}

/// The text of an article while the rules go over it.
#[derive(Debug)]
pub(in super::super) struct Lines<'a> {
    pub(in super::super) pieces: Vec<Piece>,
    pub(in super::super) about: About<'a>,
    pub(in super::super) notices: Vec<Notice>,
}

/// Every rule, in the order in which they are applied: those that need the neighbours of a line come first.
const RULES: [fn(&mut Lines<'_>); 9] = [
    title::leave_out_title,
    teasers::leave_out_other_articles,
    labels::leave_out_labelled_links,
    linked::leave_out_lists_of_links,
    phrases::leave_out_phrases,
    credits::name_credits,
    repeats::leave_out_repeated_captions,
    opening::leave_out_opening,
    closing::leave_out_closing,
];

impl Lines<'_> {
    /// Applies every rule.
    pub(in super::super) fn prune(&mut self) {
        for rule in RULES {
            rule(self);
        }
    }

    /// Leaves out the pieces that `is_meant` names by their place; `what` they are goes into the report.
    fn leave_out(&mut self, what: &str, is_meant: impl Fn(&[Piece], usize) -> bool) {
        let flags: Vec<bool> = (0..self.pieces.len()).map(|at| is_meant(&self.pieces, at)).collect();
        let mut flags = flags.into_iter();
        let notices = &mut self.notices;
        self.pieces.retain(|piece| {
            let is_meant = flags.next().unwrap_or(false);
            if is_meant {
                notices.push(report(&piece.block, what));
            }
            !is_meant
        });
    }
}

/// Words of a text.
fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a piece reads like running text: a sentence of some length that is not all one link.
fn is_prose(piece: &Piece) -> bool {
    const SHORTEST: usize = 12;
    use crate::import::block::BlockKind::{List, Paragraph, Quote};
    let text = &piece.block.text;
    matches!(piece.block.kind, Paragraph | Quote | List)
        && !piece.is_linked()
        && (count_words(text) >= SHORTEST || is_wide(text) && text.chars().count() >= 2 * SHORTEST)
        && text.contains(crate::import::sentences::is_terminator)
}

/// Whether a text is written without blanks between its words.
fn is_wide(text: &str) -> bool {
    text.chars().filter(|letter| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')).count() * 2
        > text.chars().count()
}

#[cfg(test)]
mod test_page {
    use super::*;
    use crate::import::html::{blocks, tree};

    /// The texts that a rule keeps of a page at `https://port.example/dues` with the title "Dues rise".
    pub(super) fn kept(rule: fn(&mut Lines<'_>), html: &str) -> Vec<String> {
        let page = tree::parse(html);
        let body = page.body().unwrap_or_else(|| page.root());
        let pieces = blocks::pieces(body, Some("https://port.example/dues"));
        let before = pieces.len();
        let about = About { title: Some("Dues rise"), host: Some("port.example") };
        let mut lines = Lines { pieces, about, notices: Vec::new() };
        rule(&mut lines);
        assert_eq!(lines.pieces.len() + lines.notices.len(), before, "{:?}", lines.notices);
        lines.pieces.into_iter().map(|piece| piece.block.text).collect()
    }

    /// Three paragraphs of running text.
    pub(super) const TEXT: &str = "<p>The port of Ostrow has charged every ship twice since May, say three captains.</p>\
        <p>The port denies it, and its director says that nobody has ever paid anything twice.</p>\
        <p>A court will hear the captains in June, when the season for ferries begins.</p>";

    /// Asserts that a rule keeps the three paragraphs and nothing else of the page.
    pub(super) fn keeps_text_only(rule: fn(&mut Lines<'_>), html: &str) {
        let kept = kept(rule, html);
        assert_eq!(kept.len(), 3, "{html}: {kept:?}");
        assert!(kept[0].starts_with("The port of Ostrow") && kept[2].starts_with("A court"), "{kept:?}");
    }
}
