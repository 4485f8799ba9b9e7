//! Addresses of archived copies.

use crate::import::html::address::is_web;

/// What the address of an archived copy says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Snapshot {
    /// Day of the copy.
    pub(super) day: Option<String>,
    /// Address of the page that was copied.
    pub(super) original: Option<String>,
}

/// Whether it is the address of an archived copy.
pub(super) fn is_snapshot(address: &str) -> bool {
    snapshot(address).is_some()
}

/// What the address of a copy in the Wayback Machine or in archive.today says; none for other addresses.
pub(super) fn snapshot(address: &str) -> Option<Snapshot> {
    let (_, rest) = address.split_once("://").filter(|_| is_web(address))?;
    let (host, path) = rest.split_once('/')?;
    let path = match host {
        "web.archive.org" => path.strip_prefix("web/")?,
        "archive.today" | "archive.ph" | "archive.is" | "archive.md" | "archive.li" | "archive.vn" | "archive.fo" => {
            path
        }
        _ => return None,
    };
    let (stamp, url) = path.split_once('/')?;
    let digits: String = stamp.chars().filter(char::is_ascii_digit).collect();
    let day = (digits.len() >= 8).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))?;
    Some(Snapshot { day: Some(day), original: is_web(url).then(|| url.to_owned()) })
}

/// The address of the page itself, out of that of an archived copy.
pub(super) fn original(url: &str) -> String {
    snapshot(url).and_then(|copy| copy.original).unwrap_or_else(|| url.to_owned())
}
