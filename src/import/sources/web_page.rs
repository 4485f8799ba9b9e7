//! Saved web pages: HTML as a browser, SingleFile, the Wayback Machine or an AMP cache leaves it.

use crate::import::encoding;
use crate::import::encoding::Decoded;
use crate::import::error::ImportError;
use crate::import::html;
use crate::import::input::Input;
use crate::import::source::{Confidence, Parsed, Source};

/// Most bytes of a page. SingleFile puts every picture into the page, which makes tens of megabytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// Any page of HTML.
pub(super) struct WebPage;

impl Source for WebPage {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "saved web page: HTML, SingleFile, AMP, copy of an archive"
    }

    fn recognise(&self, input: &Input<'_>) -> Confidence {
        let head = input.head().to_ascii_lowercase();
        let start = head.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
        if !start.starts_with('<') {
            return Confidence::No;
        }
        let names_itself =
            ["<!doctype html", "<html", "<head>", "<head ", "<body"].iter().any(|tag| head.contains(tag));
        let is_xml = start.starts_with("<?xml") && !names_itself;
        let is_fragment = ["<p>", "<p ", "<div", "<article", "<h1", "<meta "].iter().any(|tag| start.starts_with(tag));
        match (names_itself, is_fragment && !is_xml) {
            (true, _) => Confidence::Likely,
            (_, true) => Confidence::Possible,
            _ => Confidence::No,
        }
    }

    fn parse(&self, input: &Input<'_>) -> Result<Parsed, ImportError> {
        if input.bytes().len() > LARGEST {
            return Err(ImportError::TooLarge { what: "the page".to_owned(), limit: "64 MB" });
        }
        let Decoded { text, notices, .. } = decode(input);
        match html::read(&text, None) {
            Ok(mut document) => {
                document.notices.splice(0..0, notices);
                Ok(document.into())
            }
            // It costs itself only, so that its beginning can be printed.
            Err(error @ ImportError::Paywall { .. }) => Ok(Parsed { documents: vec![Err(error)], ..Parsed::default() }),
            Err(error) => Err(error),
        }
    }
}

/// The page as text; `<meta charset>` declares its encoding.
fn decode(input: &Input<'_>) -> Decoded {
    let declared = input.declared_charset().map(str::to_owned).or_else(|| charset(input.head()));
    encoding::decode(input.bytes(), declared.as_deref())
}

/// The encoding that the beginning of a page declares: `charset=` in `<meta>`, `encoding=` in XML's first line.
fn charset(head: &str) -> Option<String> {
    let head = head.to_ascii_lowercase();
    let xml = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next()?.split_once("encoding="));
    let (_, rest) = xml.or_else(|| {
        let mut tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
        tags.find_map(|tag| tag.split_once("charset="))
    })?;
    let name = rest.trim_start_matches(['"', '\'', ' ']).split(['"', '\'', ' ', ';', '/', '?']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declared_encoding_is_found() {
        for (head, name) in [
            ("<html><meta charset=\"windows-1251\">", Some("windows-1251")),
            ("<META http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", Some("iso-8859-1")),
            ("<?xml version='1.0' encoding='koi8-r'?><html>", Some("koi8-r")),
            ("<p>charset=utf-16</p>", None),
        ] {
            assert_eq!(charset(head).as_deref(), name, "{head}");
        }
    }

    #[test]
    fn pages_are_recognised_by_their_content() {
        for (page, confidence) in [
            ("\u{feff}\n<!DOCTYPE HTML><title>x", Confidence::Likely),
            ("<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML'><html>", Confidence::Likely),
            ("<!-- saved --><html>", Confidence::Likely),
            ("<div><p>Text</p></div>", Confidence::Possible),
            ("<?xml version='1.0'?><nitf>", Confidence::No),
            ("<rss><channel>", Confidence::No),
            ("Text about <html>", Confidence::No),
        ] {
            assert_eq!(WebPage.recognise(&Input::new(page.as_bytes())), confidence, "{page}");
        }
    }
}
