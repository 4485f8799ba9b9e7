//! What has changed since an export was written: formats that have room for it keep a hash of the text, and one of what
//! each annotator says of each claim.

use std::collections::BTreeMap;

use crate::text::hidden::visible;

use crate::export::chosen::{Chosen, Hearing, Voice};
use crate::export::earlier::Earlier;
use crate::export::state::{Stamp, is_hash, stamps, text_hash};
use crate::export::{FORMATS, Request, Selection};

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
    let mut before: BTreeMap<&str, Vec<&Stamp>> = BTreeMap::new();
    for stamp in &earlier.stamps {
        before.entry(&stamp.claim).or_default().push(stamp);
    }
    let selection = meant(request, earlier);
    let request = Request { selection: &selection, ..request.clone() };
    let hearing = if earlier.hears_contradictions { Hearing::Contradictions } else { Hearing::Chosen };
    for chosen in request.chosen_hearing(hearing) {
        let Some(stamps) = before.remove(chosen.claim.id.as_str()) else { continue };
        lines.extend(changed(&chosen, &stamps, earlier.lists_evidence_only));
    }
    lines.extend(before.into_keys().map(|claim| format!("{} is no longer in the article", visible(claim))));
    lines
}

/// Whom the export was made for: everybody where nobody had said anything.
fn meant(request: &Request<'_>, earlier: &Earlier) -> Selection {
    let known = earlier.annotators();
    let is_meant = |by: &String| known.is_empty() || known.iter().any(|name| visible(name) == visible(by));
    let mut selection = request.selection.clone();
    selection.by.retain(is_meant);
    selection
}

/// What has changed of one claim; in a table of evidence, whoever has none was never listed.
fn changed(chosen: &Chosen<'_>, before: &[&Stamp], lists_evidence_only: bool) -> Vec<String> {
    let id = &chosen.claim.id;
    let now = stamps(chosen);
    let mut lines = Vec::new();
    for stamp in before {
        let today = now.iter().find(|today| visible(&today.by) == visible(&stamp.by));
        let by = visible(&stamp.by);
        match today {
            Some(today) if today.state == stamp.state => {}
            Some(_) if !is_hash(&stamp.state) => {
                lines.push(format!("{id}: its hash is no longer in the export: {SPREADSHEET}"));
            }
            Some(_) if stamp.by.is_empty() => lines.push(format!("{id} is worded otherwise")),
            Some(_) => lines.push(format!("{id}: what {by} says of it has changed")),
            None if stamp.by.is_empty() => {}
            None if stamp.is_uninvited => lines.push(format!("{id}: {by} no longer judges it otherwise")),
            None => lines.push(format!("{id}: {by} says nothing of it any more")),
        }
    }
    let is_new = |by: &str| before.iter().all(|stamp| visible(&stamp.by) != visible(by));
    let is_listed = |by: &str| {
        let has_evidence = |voice: &Voice<'_>| voice.by == by && !voice.assessment.evidence.is_empty();
        !lists_evidence_only || chosen.voices.iter().any(has_evidence)
    };
    for today in now.iter().filter(|today| !today.by.is_empty() && is_new(&today.by) && is_listed(&today.by)) {
        let what = if today.is_uninvited { "judges it otherwise" } else { "has annotated it since" };
        lines.push(format!("{id}: {} {what}", visible(&today.by)));
    }
    lines
}
