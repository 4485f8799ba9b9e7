//! What has changed since an export was written: formats that have room for it keep a hash of the text, and one of what
//! each annotator says of each claim.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::hidden::visible;

use super::chosen::Chosen;
use super::earlier::Earlier;
use super::state::{Stamp, is_hash, stamps, text_hash};
use super::{FORMATS, Request};

/// The formats that keep enough, by name.
#[must_use]
pub fn formats() -> Vec<&'static str> {
    FORMATS.iter().filter(|format| format.can_be_checked).map(|format| format.name).collect()
}

/// Why a hash may have become something else.
const SPREADSHEET: &str = "a spreadsheet may have taken it for a number; export again to compare";

/// What has changed since, line by line; nothing when nothing has. The request has to choose everything and everyone.
#[must_use]
pub fn changes(request: &Request<'_>, earlier: &Earlier) -> Vec<String> {
    let mut lines = Vec::new();
    if !is_hash(&earlier.text_hash) {
        lines.push(format!("the hash of the article's text is no longer in the export: {SPREADSHEET}"));
    } else if earlier.text_hash != text_hash(request.article) {
        lines.push("the article's text has changed".to_owned());
    }
    let known = earlier.annotators();
    let mut before: BTreeMap<&str, Vec<&Stamp>> = BTreeMap::new();
    for stamp in &earlier.stamps {
        before.entry(&stamp.claim).or_default().push(stamp);
    }
    for chosen in request.chosen() {
        let Some(stamps) = before.remove(chosen.claim.id.as_str()) else { continue };
        lines.extend(changed(&chosen, &stamps, &known));
    }
    lines.extend(before.into_keys().map(|claim| format!("{} is no longer in the article", visible(claim))));
    lines
}

/// What has changed of one claim.
fn changed(chosen: &Chosen<'_>, before: &[&Stamp], known: &BTreeSet<&str>) -> Vec<String> {
    let id = &chosen.claim.id;
    let now = stamps(chosen);
    let mut lines = Vec::new();
    for stamp in before {
        let today = now.iter().find(|today| visible(&today.by) == visible(&stamp.by));
        match today {
            Some(today) if today.state == stamp.state => {}
            Some(_) if !is_hash(&stamp.state) => {
                lines.push(format!("{id}: its hash is no longer in the export: {SPREADSHEET}"));
            }
            Some(_) if stamp.by.is_empty() => lines.push(format!("{id} is worded otherwise")),
            Some(_) => lines.push(format!("{id}: what {} says of it has changed", visible(&stamp.by))),
            None if stamp.by.is_empty() => {}
            None => lines.push(format!("{id}: {} says nothing of it any more", visible(&stamp.by))),
        }
    }
    // Where nobody is known to have said anything, everybody was meant.
    let is_meant = |by: &str| known.is_empty() || known.iter().any(|name| visible(name) == visible(by));
    let is_new = |by: &str| before.iter().all(|stamp| visible(&stamp.by) != visible(by));
    let voices = now.iter().filter(|today| !today.by.is_empty() && is_meant(&today.by) && is_new(&today.by));
    lines.extend(voices.map(|today| format!("{id}: {} has said something of it", visible(&today.by))));
    lines
}
