//! What the program that saved or archived a page left in it.

use crate::import::html::address::is_web;
use crate::import::html::snapshot::{Snapshot, is_snapshot, snapshot};

/// Where a page was saved from, when, and where its archived copy is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    /// The page's own address.
    pub(super) url: Option<String>,
    /// The address of the archived copy.
    pub(super) archived: Option<String>,
    /// Day on which the copy was made.
    pub(super) day: Option<String>,
}

/// Bytes at the beginning in which browsers leave their comment.
const HEAD: usize = 8 * 1024;

/// Marks of SingleFile, of browsers, and of the Wayback Machine in the text of a page; `address` is where it was
/// read from, if that is known.
pub(super) fn read(html: &str, address: Option<&str>) -> Saved {
    let head = html.get(..floor(html, HEAD)).unwrap_or(html);
    let archived = address.filter(|address| is_snapshot(address)).map(str::to_owned).or_else(|| wayback(html));
    if let Some(archived) = archived {
        let Snapshot { day, original } = snapshot(&archived).unwrap_or_default();
        return Saved { url: original, archived: Some(archived), day };
    }
    if let Some(comment) = between(head, "Page saved with SingleFile", "-->") {
        let line = |key: &str| comment.lines().find_map(|line| line.trim().strip_prefix(key)).map(str::trim);
        let url = line("url:").filter(|url| is_web(url)).map(str::to_owned);
        return Saved {
            url,
            archived: None,
            day: line("saved date:").and_then(crate::import::html::metadata::days::day),
        };
    }
    // `<!-- saved from url=(0031)https://port.example/news/dues -->`: the number is the address's length.
    let url = between(head, "saved from url=(", "-->").and_then(|comment| comment.split_once(')'));
    let url = url.map(|(_, url)| url.trim()).filter(|url| is_web(url));
    Saved { url: url.map(str::to_owned), ..Saved::default() }
}

/// The address of a copy in the Wayback Machine that the page itself names.
fn wayback(html: &str) -> Option<String> {
    if !html.contains("web.archive.org/") && !html.contains("archive.org/includes/") {
        return None;
    }
    // The toolbar knows which copy it stands in; other addresses may lead to other copies.
    let of_script = between(html, "__wm.wombat(\"", ");").and_then(|arguments| {
        let mut parts = arguments.split('"').step_by(2);
        let (url, stamp) = (parts.next()?, parts.next()?);
        stamp.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("https://web.archive.org/web/{stamp}/{url}"))
    });
    of_script.filter(|address| is_snapshot(address)).or_else(|| {
        let bar = between(html, "BEGIN WAYBACK TOOLBAR INSERT", "END WAYBACK TOOLBAR INSERT")?;
        let value = between(bar, "name=\"url\" id=\"wmtbURL\" value=\"", "\"")?;
        let stamp = between(bar, "/web/", "/")?.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let address = format!("https://web.archive.org/web/{stamp}/{value}");
        is_snapshot(&address).then_some(address)
    })
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(inner, _)| inner)
}

fn floor(text: &str, most: usize) -> usize {
    (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_saved_a_page_says_from_where_and_when() {
        let single_file = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://port.example/news/dues \n saved date: Sun May 03 2020 12:00:00 GMT+0200\n-->";
        let saved = read(single_file, None);
        assert_eq!(saved.url.as_deref(), Some("https://port.example/news/dues"));
        assert_eq!(saved.day.as_deref(), Some("2020-05-03"));
        let browser = "<!DOCTYPE html>\n<!-- saved from url=(0030)https://port.example/news/dues -->\n<html>";
        assert_eq!(read(browser, None).url.as_deref(), Some("https://port.example/news/dues"));
        assert_eq!(read("<!-- saved from url=(0014)about:internet -->", None), Saved::default());
    }

    #[test]
    fn an_archived_copy_names_itself_and_its_original() {
        let page = "<script src=\"https://web-static.archive.org/x.js\"></script><script>__wm.wombat(\"https://port.example/dues\",\"20200503101112\",\"https://web.archive.org/\",\"web\",\"x\");</script><a href='https://web.archive.org/'>";
        let saved = read(page, None);
        assert_eq!(
            saved.archived.as_deref(),
            Some("https://web.archive.org/web/20200503101112/https://port.example/dues")
        );
        assert_eq!(saved.url.as_deref(), Some("https://port.example/dues"));
        assert_eq!(saved.day.as_deref(), Some("2020-05-03"));
        let by_address = read("", Some("http://archive.today/2020.05.03-101112/https://port.example/dues"));
        assert_eq!(by_address.day.as_deref(), Some("2020-05-03"));
        assert_eq!(read("<p>See https://web.archive.org/web/2019/x", None), Saved::default());
    }
}
