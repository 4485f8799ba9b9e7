//! Addresses of links, made absolute.

use crate::import::html::snapshot::{is_snapshot, original};

/// The address that `link` leads to from the page at `base` (RFC 3986, section 5.2). None when it leads to no
/// page: a place on the same page, a script, a mail address, or a relative one where no base is known. Links of an
/// archived copy lead to the pages themselves.
pub(super) fn resolve(base: Option<&str>, link: &str) -> Option<String> {
    let address = absolute(base, link)?;
    let is_copy = base.is_some_and(is_snapshot);
    Some(if is_copy { original(&address) } else { address })
}

fn absolute(base: Option<&str>, link: &str) -> Option<String> {
    let link: String = link.trim().chars().filter(|letter| !matches!(letter, '\t' | '\n' | '\r')).collect();
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    if has_scheme(&link) {
        return is_web(&link).then_some(link);
    }
    let base = base.filter(|base| is_web(base))?;
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = link.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let joined = match link.as_bytes()[0] {
        b'/' => link,
        b'?' => format!("{}{link}", if path.is_empty() { "/" } else { path }),
        _ => format!("{}/{link}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    Some(format!("{scheme}://{host}{}", without_dots(&joined)))
}

/// Whether it is the address of a page: `http://` or `https://` and a host.
pub(super) fn is_web(address: &str) -> bool {
    let rest = strip_prefix(address, "https://").or_else(|| strip_prefix(address, "http://"));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
        && !address.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

/// The host of a web address without `www.`, in lower case.
pub(super) fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://").filter(|_| is_web(address))?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn has_scheme(link: &str) -> bool {
    let scheme = link.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
    scheme.is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'))
    })
}

/// A path with `.` and `..` carried out; what follows `?` or `#` stays as it is.
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let mut parts: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for part in path.split('/').skip(1) {
        is_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}{}{rest}", parts.join("/"), if is_folder && !parts.is_empty() { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_absolute() {
        let base = Some("https://port.example/news/2020/story.html?x=1#top");
        for (link, address) in [
            ("https://other.example/a", Some("https://other.example/a")),
            ("//cdn.example/b", Some("https://cdn.example/b")),
            ("/dues", Some("https://port.example/dues")),
            ("next.html", Some("https://port.example/news/2020/next.html")),
            ("../2019/old.html#p2", Some("https://port.example/news/2019/old.html#p2")),
            ("?page=2", Some("https://port.example/news/2020/story.html?page=2")),
            ("../../../..", Some("https://port.example/")),
            ("#note1", None),
            ("mailto:ana@port.example", None),
            ("javascript:void(0)", None),
            ("", None),
        ] {
            assert_eq!(resolve(base, link).as_deref(), address, "{link}");
        }
        assert_eq!(resolve(None, "/dues"), None);
        assert_eq!(resolve(Some("https://port.example"), "dues").as_deref(), Some("https://port.example/dues"));
    }

    #[test]
    fn links_of_an_archived_copy_lead_to_the_pages_themselves() {
        let base = Some("https://web.archive.org/web/20200503101112/https://port.example/dues");
        for link in ["/web/20200503101112/https://other.example/a", "https://other.example/a"] {
            assert_eq!(resolve(base, link).as_deref(), Some("https://other.example/a"), "{link}");
        }
    }

    #[test]
    fn hosts_are_bare() {
        assert_eq!(host("https://WWW.Port.example:8080/a").as_deref(), Some("port.example"));
        assert_eq!(host("file:///home/ana/story.html"), None);
    }
}
