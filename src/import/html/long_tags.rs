//! Tags with more attributes than any page needs.

use std::borrow::Cow;

use memchr::memchr;
use memchr::memmem;

/// Most attributes that are kept.
const ATTRIBUTES: usize = 500;

/// Shorter tags have no room for that many.
const SHORTEST: usize = 2 * ATTRIBUTES;

/// The text with surplus attributes cut off. The tokenizer compares each attribute with all before it, so that
/// one tag of a megabyte would keep it busy for minutes.
pub(in crate::import) fn cut(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let near = &bytes[at..bytes.len().min(at + SHORTEST)];
        if let Some(end) = memchr(b'>', near) {
            at += end;
        } else {
            let surplus = surplus(bytes, at);
            at = surplus.end;
            if surplus.from < surplus.end {
                kept.push_str(&html[copied..surplus.from]);
                copied = surplus.end;
            }
        }
        if bytes[start + 1..].len() >= 6 && bytes[start + 1..start + 7].eq_ignore_ascii_case(b"script") {
            at += memmem::find(&bytes[at..], b"</").unwrap_or(0);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Bytes of the surplus attributes of a tag; both places are at ASCII characters.
struct Surplus {
    from: usize,
    end: usize,
}

fn surplus(bytes: &[u8], start: usize) -> Surplus {
    let (mut attributes, mut in_gap, mut quote, mut from) = (0, false, None, None);
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Surplus { from: from.unwrap_or(at), end: at },
            (None, b'"' | b'\'') => {
                quote = Some(*byte);
                in_gap = true;
            }
            (None, b' ' | b'\t' | b'\n' | b'/') => in_gap = true,
            (None, _) => {
                if std::mem::take(&mut in_gap) {
                    attributes += 1;
                }
            }
        }
        if attributes > ATTRIBUTES && byte.is_ascii() && quote.is_none() {
            from = from.or(Some(at));
        }
    }
    Surplus { from: from.unwrap_or(bytes.len()), end: bytes.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_surplus_attributes_are_cut() {
        let page = format!("<p data-json=\"{}\" id=a>x</p>", "{ a > b } ".repeat(900));
        assert_eq!(cut(&page), page);
        let many = (0..3000).map(|number| format!(" a{number}=1")).collect::<Vec<_>>().concat();
        let cut = cut(&format!("<p{many}>The ferry sank.</p>")).into_owned();
        assert!(cut.len() < 6000 && cut.ends_with(">The ferry sank.</p>"), "{}", cut.len());
    }

    #[test]
    fn quotes_that_never_end_are_survived() {
        let many = (0..3000).map(|number| format!(" ä{number}='1\"ö")).collect::<Vec<_>>().concat();
        let _ = cut(&format!("<p{many}"));
    }
}
