//! Addresses of links, made absolute.

/// The address that `link` leads to from the page at `base` (RFC 3986, section 5.2). None when it leads to no
/// page: a place on the same page, a script, a mail address, or a relative one where no base is known.
pub(super) fn resolve(base: Option<&str>, link: &str) -> Option<String> {
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
}
