//! What was said of things that the article no longer has.

use std::fmt::Write as _;

use crate::domain::anchor::{Health, place_of, strays};
use crate::domain::article::Article;
use crate::domain::notes::Notes;
use crate::domain::own_claim::own_claims;
use crate::text::hidden::visible_in_line;

/// Everything of everyone that is kept and stands nowhere.
pub(super) fn lost(article: &Article, notes: &Notes) -> String {
    let mut text = String::new();
    for (name, fold) in notes.all() {
        for stray in strays(article, fold) {
            let place = stray.seen.as_ref().and_then(|seen| place_of(article, seen));
            let place = place.map_or(String::new(), |(paragraph, _)| format!(", its words stand in {}", paragraph.id));
            let words = stray.seen.map_or(String::new(), |seen| format!("  “{}”", seen.quote));
            let on = visible_in_line(&stray.on.0);
            // Writing to a string cannot fail, here and below.
            let _ = writeln!(
                text,
                "  {on}{}  {}{place}  {}",
                visible_in_line(&words),
                stray.health.word(),
                visible_in_line(name)
            );
            for (field, value) in stray.said {
                let _ = writeln!(text, "    {}: {}", visible_in_line(&field), visible_in_line(&value));
            }
        }
        for own in own_claims(article, fold).into_iter().filter(|own| own.health == Health::Lost) {
            let (id, words) = (&own.claim.id, visible_in_line(&own.claim.text));
            let _ = writeln!(text, "  claim:{id}  {words}  {}  {}", own.health.word(), visible_in_line(name));
            let _ = writeln!(text, "    made of “{}”", visible_in_line(&own.seen.quote));
        }
    }
    text
}
