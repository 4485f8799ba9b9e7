//! What has changed since an export was written: formats that have room for it keep a hash of the text, and one of what
//! each annotator says of each claim.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::text::hidden::visible;

use super::chosen::Chosen;
use super::csv::table;
use super::markdown::kept::Packet;
use super::state::{Stamp, stamps, text_hash};
use super::{FORMATS, Request};

/// What an earlier export says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Id of the article.
    pub article: String,
    /// The hash of its text.
    pub text_hash: String,
    /// What its claims came to.
    pub stamps: Vec<Stamp>,
}

/// The formats that keep enough, by name.
#[must_use]
pub fn formats() -> Vec<&'static str> {
    FORMATS.iter().filter(|format| format.can_be_checked).map(|format| format.name).collect()
}

impl Earlier {
    /// Reads an export; none when it is none, or of a format that keeps nothing of this.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let packet = || {
            let Packet { article, text_hash, stamps, .. } = Packet::read(text)?;
            Some(Self { article, text_hash, stamps })
        };
        let earlier = match text.trim_start().get(..1)? {
            "<" => of_page(text),
            "{" => of_document(text).or_else(|| of_lines(text)),
            "-" => packet(),
            _ => of_table(text),
        };
        earlier.filter(|earlier| !earlier.article.is_empty())
    }

    /// Who had said something.
    fn annotators(&self) -> BTreeSet<&str> {
        self.stamps.iter().map(|stamp| stamp.by.as_str()).filter(|by| !by.is_empty()).collect()
    }
}

fn of_page(text: &str) -> Option<Earlier> {
    let meta = |name: &str| between(text, &format!("<meta name=\"nutgraf-{name}\" content=\""), "\"").map(unescaped);
    let mut earlier = Earlier { article: meta("article")?, text_hash: meta("text-hash")?, stamps: Vec::new() };
    for part in text.split(" data-claim=\"").skip(1) {
        let claim = part.split('"').next().map(unescaped)?;
        let by = between(part, "\" data-by=\"", "\"").map(unescaped)?;
        let state = between(part, " data-state=\"", "\"").map(unescaped)?;
        earlier.stamps.push(Stamp { claim, by, state });
    }
    Some(earlier)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

fn unescaped(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    marks.into_iter().fold(text.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or("").to_owned()
}

fn of_document(text: &str) -> Option<Earlier> {
    let document: Value = serde_json::from_str(text).ok()?;
    let article = &document["article"];
    let mut earlier =
        Earlier { article: text_of(article, "id"), text_hash: text_of(article, "text_hash"), ..Earlier::default() };
    for paragraph in document["paragraphs"].as_array()? {
        for claim in paragraph["claims"].as_array().into_iter().flatten() {
            let judgements = claim["judgements"].as_array().into_iter().flatten();
            let stamp = |said: &Value| Stamp {
                claim: text_of(claim, "id"),
                by: text_of(said, "by"),
                state: text_of(said, "state"),
            };
            let unsaid = claim["state"].is_string().then_some(claim);
            earlier.stamps.extend(judgements.chain(unsaid).map(stamp));
        }
    }
    Some(earlier)
}

fn of_lines(text: &str) -> Option<Earlier> {
    let mut earlier = Earlier::default();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).ok()?;
        match row["type"].as_str()? {
            "article" => (earlier.article, earlier.text_hash) = (text_of(&row, "id"), text_of(&row, "text_hash")),
            "claim" => {
                let (claim, by, state) = (text_of(&row, "id"), text_of(&row, "by"), text_of(&row, "state"));
                earlier.stamps.push(Stamp { claim, by, state });
            }
            _ => {}
        }
    }
    Some(earlier)
}

fn of_table(text: &str) -> Option<Earlier> {
    let rows = table(text);
    let (columns, rows) = rows.split_first()?;
    let column = |name: &str| columns.iter().position(|column| column == name);
    // In the table of evidence a claim's id is named for what it is there.
    let claim = if column("row").is_some() { column("id")? } else { column("claim")? };
    let (article, hash, by, state) = (column("article")?, column("text_hash")?, column("by")?, column("state")?);
    let mut earlier = Earlier::default();
    for row in rows.iter().filter(|row| row.get(state).is_some_and(|state| !state.is_empty())) {
        let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
        (earlier.article, earlier.text_hash) = (cell(article), cell(hash));
        let stamp = Stamp { claim: cell(claim), by: cell(by), state: cell(state) };
        if earlier.stamps.last() != Some(&stamp) {
            earlier.stamps.push(stamp);
        }
    }
    Some(earlier)
}

/// What has changed since, line by line; nothing when nothing has. The request has to choose everything and everyone.
#[must_use]
pub fn changes(request: &Request<'_>, earlier: &Earlier) -> Vec<String> {
    let mut lines = Vec::new();
    if earlier.text_hash != text_hash(request.article) {
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
