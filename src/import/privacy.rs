//! What must never get into an article: the user's library, proxy, account or licence.

use crate::import::document::{Document, Field};
use crate::import::notice::{Notice, NoticeKind};

/// Parts of host names by which libraries give access from outside.
const PROXIES: [&str; 7] = ["ezproxy", "proxy.", ".idm.oclc.org", "libproxy", "webvpn", "-proxy.", "remotexs"];
/// Names of query parameters that say who asks.
const PERSONAL: [&str; 14] = [
    "accountid",
    "account",
    "custid",
    "groupid",
    "user",
    "userid",
    "profile",
    "authtype",
    "sid",
    "session",
    "sessionid",
    "token",
    "email",
    "casa_token",
];

/// An address without the proxy in front of it and the parameters that name the user; none where the proxy is woven
/// into the host name, so that the address leads nowhere without it.
#[must_use]
pub fn clean_address(address: &str) -> Option<String> {
    let address = address.trim();
    if let Some((_, target)) = address.split_once("?url=").or_else(|| address.split_once("?qurl=")) {
        let target = unescape(target);
        return if target.starts_with("http") { clean_address(&target) } else { None };
    }
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").to_lowercase();
    if PROXIES.iter().any(|part| host.contains(part)) || host.contains('@') {
        return None;
    }
    let (base, query) = address.split_once('?').unwrap_or((address, ""));
    let is_personal = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or("").to_lowercase();
        PERSONAL.contains(&name.as_str()) || name.starts_with("utm_")
    };
    let query: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_personal(pair)).collect();
    Some(if query.is_empty() { base.to_owned() } else { format!("{base}?{}", query.join("&")) })
}

/// Percent escapes of ASCII, as they are in a nested address.
fn unescape(text: &str) -> String {
    let escapes = [
        ("%3A", ":"),
        ("%3a", ":"),
        ("%2F", "/"),
        ("%2f", "/"),
        ("%3F", "?"),
        ("%3f", "?"),
        ("%3D", "="),
        ("%3d", "="),
        ("%26", "&"),
        ("%25", "%"),
    ];
    escapes.iter().fold(text.to_owned(), |text, (escape, letter)| text.replace(escape, letter))
}

/// Cleans every address of a document.
pub(super) fn clean(document: &mut Document) {
    let Document { metadata, blocks, notices, .. } = document;
    for field in [&mut metadata.url, &mut metadata.archived] {
        let Some(given) = field.take() else { continue };
        let cleaned = clean_address(&given.value);
        if cleaned.is_none() {
            let message = "left out its address, which leads through your library's proxy";
            notices.push(Notice::whole(NoticeKind::Skipped, message));
        }
        *field = cleaned.map(|value| Field { value, ..given });
    }
    for block in blocks {
        block.links.retain_mut(|link| match clean_address(&link.url) {
            Some(url) => {
                link.url = url;
                true
            }
            None => false,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_and_accounts_are_taken_out_of_addresses() {
        for (address, cleaned) in [
            ("https://news.example/a?id=7", Some("https://news.example/a?id=7")),
            ("https://news.example/a?id=7&accountid=12345&utm_source=x", Some("https://news.example/a?id=7")),
            (
                "https://login.ezproxy.uni.example/login?url=https%3A%2F%2Fnews.example%2Fa",
                Some("https://news.example/a"),
            ),
            ("http://proxy.lib.example/login?url=http://news.example/a?accountid=1", Some("http://news.example/a")),
            ("https://news-example.ezproxy.uni.example/a", None),
            ("https://news.example.proxy.lib.example/a", None),
        ] {
            assert_eq!(clean_address(address).as_deref(), cleaned, "{address}");
        }
    }
}
