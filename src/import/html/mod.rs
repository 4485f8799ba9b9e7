//! What the sources share that carry HTML: saved pages, mail, feeds, databases, books.

mod address;
mod blocks;
mod captions;
mod content;
mod line_of_text;
pub(super) mod long_tags;
mod marks;
mod metadata;
pub(super) mod names;
mod paywall;
mod posts;
mod pruning;
mod snapshot;
mod standfirst;
mod tree;
mod visibility;

use dom_query::Document as Page;

use crate::import::block::Block;
use crate::import::document::{Document, Field};
use crate::import::error::ImportError;
use crate::import::html::metadata::Facts;
use crate::import::html::pruning::{About, Lines};
use crate::import::html::standfirst::Standfirst;
use crate::import::notice::{Notice, NoticeKind};

/// The blocks of a piece of HTML that is an article's text and nothing else, such as the body of a mail, a feed's
/// entry or a database's field. Nothing that a reader would see is left out. Lines count from 1 at its beginning.
/// Relative links are left out; use [`blocks_at`] where the address is known.
#[must_use]
pub fn blocks_of_fragment(html: &str) -> Vec<Block> {
    blocks_at(html, None)
}

/// The blocks of a piece of HTML, as in [`blocks_of_fragment`]; relative links are resolved against the address.
#[must_use]
pub fn blocks_at(html: &str, address: Option<&str>) -> Vec<Block> {
    let document = tree::parse(html);
    document.body().map(|body| blocks::blocks(body, address)).unwrap_or_default()
}

/// The article of a saved page, from its text and, where known, its address.
///
/// # Errors
///
/// When the page has no article, or only the beginning of one.
pub fn read(html: &str, address: Option<&str>) -> Result<Document, ImportError> {
    let page = tree::parse(html);
    let mut facts = metadata::read(&page, html, address);
    let (blocks, notices) = text(page, &mut facts);
    let (blocks, notices) = repeated(&facts, &blocks).unwrap_or((blocks, notices));
    let stub = paywall::is_stub(&facts, &blocks);
    let document = Document { metadata: facts.metadata, source_id: facts.id, blocks, notices, ..Document::default() };
    if !document.has_text() {
        return Err(ImportError::no_article("no part of the page reads like one"));
    }
    if stub { Err(ImportError::Paywall { beginning: Box::new(document) }) } else { Ok(document) }
}

/// The blocks of a page's article, and what was left out of it. The standfirst goes to the facts.
fn text(page: Page, facts: &mut Facts) -> (Vec<Block>, Vec<Notice>) {
    posts::protect_posts(&page);
    captions::name_captions(&page);
    let title = facts.metadata.title.as_ref().map(|title| title.value.clone()).unwrap_or_default();
    let standfirst = standfirst::take(&page, &title, facts.description.as_deref());
    let pruned = pruning::prune_elements(&page, &title);
    let all = page.body().map(|body| blocks::pieces(body, None)).unwrap_or_default();
    let Some(content) = content::main_content(page) else { return Default::default() };
    let pieces = content.body().map(|body| blocks::pieces(body, facts.base.as_deref())).unwrap_or_default();
    let host = facts.metadata.url.as_ref().and_then(|url| address::host(&url.value));
    let about =
        About { title: Some(&title).filter(|title| !title.is_empty()).map(String::as_str), host: host.as_deref() };
    let notices = pruning::reports(&pruned, &all, &content, &pieces);
    let mut lines = Lines { pieces, about, notices };
    lines.prune();
    let Lines { pieces, mut notices, .. } = lines;
    if let Some(Standfirst { text, line }) = standfirst {
        notices.push(Notice { line, ..Notice::whole(NoticeKind::Metadata, format!("moved to `subtitle`: {text}")) });
        facts.metadata.subtitle = Field::stated(&text);
    }
    (pieces.into_iter().map(|piece| piece.block).collect(), notices)
}

/// The text as the metadata repeats it, where the visible page has less than half of it and the article is free.
fn repeated(facts: &Facts, blocks: &[Block]) -> Option<(Vec<Block>, Vec<Notice>)> {
    const FEWEST_WORDS: usize = 100;
    let body = facts.body.as_deref().filter(|_| facts.is_free != Some(false))?;
    let words = body.split_whitespace().count();
    if words < FEWEST_WORDS || paywall::words(blocks) * 2 >= words {
        return None;
    }
    let is_marked = body.contains("<p") || body.contains("<br");
    let repeated = if is_marked {
        blocks_at(body, facts.base.as_deref())
    } else {
        body.lines().map(|line| Block::paragraph(line, 1)).filter(|block| !block.text.is_empty()).collect()
    };
    let message = "the page shows little of the text; it was taken from the copy in the page's metadata";
    Some((repeated, vec![Notice::whole(NoticeKind::Guess, message)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::block::BlockKind::{Caption, Heading, List, Paragraph, Quote};

    fn read(html: &str) -> Vec<(super::super::block::BlockKind, String)> {
        blocks_at(html, Some("https://port.example/news/1")).into_iter().map(|block| (block.kind, block.text)).collect()
    }

    #[test]
    fn blocks_have_their_kinds() {
        let html = "<h2>Dues</h2><p>Ships pay <b>twice</b>.</p><ul><li>Ferries<li>Barges</ul>\
            <blockquote><p>Nobody pays.</p><p>Never.</p></blockquote>\
            <figure><img src=a.jpg alt=x><figcaption>The port in May</figcaption></figure>Loose words<div>More</div>";
        let expected = [
            (Heading, "Dues"),
            (Paragraph, "Ships pay twice."),
            (List, "Ferries"),
            (List, "Barges"),
            (Quote, "Nobody pays."),
            (Quote, "Never."),
            (Caption, "The port in May"),
            (Paragraph, "Loose words"),
            (Paragraph, "More"),
        ];
        assert_eq!(read(html), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn a_lead_that_is_marked_as_a_heading_is_a_paragraph() {
        let lead =
            "The port of Ostrow charges every ship twice since May, say three captains who have paid and complained.";
        assert_eq!(read(&format!("<h2>{lead}</h2><h2>Who pays, and why it is not over.</h2>"))[0].0, Paragraph);
        assert_eq!(read("<h2>Who pays, and why it is not over.</h2>")[0].0, Heading);
    }

    #[test]
    fn a_linked_paragraph_and_an_italic_one_are_paragraphs() {
        assert_eq!(read("<a href=/x><p>All ships pay.</p></a>"), [(Paragraph, "All ships pay.".to_owned())]);
        assert_eq!(read("<p><i>Ana Holm reported this.</i></p>"), [(Paragraph, "Ana Holm reported this.".to_owned())]);
    }

    #[test]
    fn links_keep_their_words_and_lead_to_absolute_addresses() {
        let html = "<p>The <a href='/report'> port's\n report </a>says so (<a href=#n1>1</a>).</p><a href=/x><p>One</p><p>Two</p></a>";
        let blocks = blocks_at(html, Some("https://port.example/news/1"));
        let links: Vec<_> =
            blocks.iter().flat_map(|block| &block.links).map(|link| (&*link.words, &*link.url)).collect();
        let x = "https://port.example/x";
        assert_eq!(links, [("port's report", "https://port.example/report"), ("One", x), ("Two", x)]);
        assert!(blocks[0].text.contains("The port's report says so"), "{}", blocks[0].text);
        assert_eq!(blocks_of_fragment(html)[0].links, []);
    }

    #[test]
    fn words_that_style_sheets_set_apart_do_not_touch() {
        for (html, text) in [
            ("<time>3 May 2020</time>By Ana", "3 May 2020 By Ana"),
            ("<span>3 May 2020</span><span>Ana Holm</span>", "3 May 2020 Ana Holm"),
            ("<span>Written by</span><a href=/ana>Ana</a>", "Written by Ana"),
            ("<span class=cap>T</span>he ferry", "The ferry"),
            ("CO<sub>2</sub> and <b>harbour</b>s", "CO2 and harbours"),
            ("<em>harbour</em><em>s</em>", "harbours"),
            ("Dues <a href='#dues'>¶</a>", "Dues"),
            ("Dues<a href='#n1'>[1]</a>", "Dues[1]"),
            ("one<br>two", "one two"),
            ("soft\u{ad}hyphen", "softhyphen"),
            ("<q>Stop</q>, he said", "“Stop”, he said"),
            ("a<script>x()</script><!-- b -->c", "ac"),
        ] {
            assert_eq!(read(html), [(Paragraph, text.to_owned())], "{html}");
        }
    }

    #[test]
    fn two_breaks_part_paragraphs_and_one_does_not() {
        let texts: Vec<_> =
            read("One<br>line<br> <br>Two<br><br><br>Three").into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["One line", "Two", "Three"]);
    }

    #[test]
    fn rows_are_lines_and_layout_tables_are_none() {
        let texts = |html| read(html).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts("<table><tr><th>Year<th>Ships<tr><td>2019<td>40</table>"), ["Year Ships", "2019 40"]);
        assert_eq!(texts("<table><tr><td><p>One</p><p>Two</p><td><p>Three</table>"), ["One", "Two", "Three"]);
    }

    #[test]
    fn what_a_page_hides_is_not_read() {
        for hidden in ["hidden", "style='display: none'", "style=\"color:red;DISPLAY:none !important\""] {
            assert_eq!(read(&format!("<p>Seen</p><div {hidden}>Unseen</div>")).len(), 1, "{hidden}");
        }
        assert_eq!(read("<p>Seen</p><svg><text>Unseen</text></svg><select><option>Unseen</select>").len(), 1);
    }
}
