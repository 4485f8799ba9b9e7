//! Links of newsletters lead through counters that know who clicks.

use crate::import::document::Document;

/// Names of hosts, in front of their domains, that count.
const COUNTERS: [&str; 9] = ["click", "clicks", "track", "tracking", "trk", "links", "link", "email", "mailing"];
/// Domains of services that send newsletters.
const SERVICES: [&str; 5] = ["list-manage.com", "sendgrid.net", "mandrillapp.com", "mailchi.mp", "mailgun.org"];
/// Pieces of an address that are longer and no words are tokens.
const LONGEST_WORD: usize = 24;

/// Leaves out links that may name their reader.
pub(in crate::import) fn clean(document: &mut Document) {
    for block in &mut document.blocks {
        block.links.retain(|link| !is_personal(&link.url));
    }
}

fn is_personal(address: &str) -> bool {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let labels: Vec<&str> = host.split('.').collect();
    let counts = labels.iter().take(labels.len().saturating_sub(2)).any(|label| COUNTERS.contains(label));
    let is_service = SERVICES.iter().any(|domain| host.ends_with(domain));
    counts || is_service || path.split(['/', '?', '&', '=', '#']).any(is_token)
}

/// A long piece with digits and letters and nothing that parts words.
fn is_token(piece: &str) -> bool {
    let has = |part: fn(&char) -> bool| piece.chars().any(|letter| part(&letter));
    piece.len() > LONGEST_WORD
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
        && piece.matches('-').count() < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_and_tokens_are_told_from_addresses_of_articles() {
        for address in [
            "https://click.tide.example/?qs=ab12",
            "https://tide.us1.list-manage.com/track/click?u=1",
            "https://tide.example/r/3f2a9c81d7e64b0fa1c2d3e4f5061728",
            "https://tide.example/a?token=eyJhbGciOiJIUzI1NiIsInR5cCI6",
        ] {
            assert!(is_personal(address), "{address}");
        }
        for address in [
            "https://tide.example/2014/05/19/dues-rise-in-the-harbour-and-nobody-says-why-1234567",
            "https://tide.example/a?id=7",
            "https://clickhouse.example/docs",
        ] {
            assert!(!is_personal(address), "{address}");
        }
    }
}
