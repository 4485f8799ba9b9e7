//! The values for templates; docs/templates.md lists them.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::model::annotation::added_claim::is_own;

use crate::export::chosen::{Chosen, Folds, Hearing};
use crate::export::markdown::place;
use crate::export::packet::claim::{self, claim, note};
use crate::export::packet::group::Group;
use crate::export::packet::sources::Sources;
use crate::export::state::{Stamp, stamps, text_hash};
use crate::export::warnings::warnings;
use crate::export::{Request, VERSION, rows};

/// The values of a request.
pub(crate) struct Context {
    /// The values.
    pub(crate) values: Value,
    /// The hashes of all selected claims, by which a later run detects changes.
    pub(crate) stamps: Vec<Stamp>,
}

/// The annotated claims of a request, in groups.
struct Groups<'a> {
    spoken: Vec<(Group, Chosen<'a>)>,
    silent: Vec<Chosen<'a>>,
}

/// What people call claims: by their ids, and those that annotators added by numbers.
pub(crate) struct Labels(HashMap<String, String>);

impl Labels {
    fn of(request: &Request<'_>) -> Self {
        let added = request.article.claims().map(|(_, claim)| &claim.id).filter(|id| is_own(id));
        Self(added.enumerate().map(|(at, id)| (id.clone(), format!("added claim {}", at + 1))).collect())
    }

    /// What a claim is called.
    pub(crate) fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
}

/// How much of the article a template gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What the packet's own template shows: claims that nobody has judged are only counted.
    Packet,
    /// Everything that a template may ask for.
    Whole,
}

impl Context {
    /// The values of a request.
    pub(crate) fn of(request: &Request<'_>, extent: Extent) -> Self {
        let folds = request.folds_hearing(Hearing::Contradictions);
        let groups = Groups::of(request, &folds);
        let (mut sources, labels) = (Sources::default(), Labels::of(request));
        for group in Group::ALL {
            groups.of_group(group).for_each(|chosen| sources.take(chosen, &labels));
        }
        let mut values = head(request);
        for group in Group::ALL {
            let claims = groups.of_group(group).map(|chosen| claim(request, chosen, group, (&sources, &labels)));
            values.insert(group.word().replace('-', "_"), claims.collect());
        }
        if extent == Extent::Whole {
            let silent =
                groups.silent.iter().map(|chosen| claim(request, chosen, Group::NotJudged, (&sources, &labels)));
            values.insert("not_judged".to_owned(), silent.collect());
            values.insert("warnings".to_owned(), warnings(request).iter().map(|warning| json!(warning)).collect());
        }
        values.insert("counts".to_owned(), groups.counts());
        values.insert("sources".to_owned(), sources.values().into());
        values.insert("asked".to_owned(), asked(request, &groups, &labels).into());
        values.insert("elsewhere".to_owned(), elsewhere(request, &folds).into());
        values.insert("gone".to_owned(), gone(request, &folds).into());
        // Templates made from earlier packets ask for it; what is left out is for whoever exports, not for readers.
        values.insert("losses".to_owned(), json!([]));
        Self { values: Value::Object(values), stamps: groups.stamps() }
    }
}

impl<'a> Groups<'a> {
    fn of(request: &Request<'a>, folds: &Folds<'a>) -> Self {
        let mut groups = Self { spoken: Vec::new(), silent: Vec::new() };
        for place in request.places() {
            for chosen in request.chosen_in(place, folds) {
                match Group::of(&chosen, request.selection) {
                    Group::NotJudged => groups.silent.push(chosen),
                    group => groups.spoken.push((group, chosen)),
                }
            }
        }
        groups
    }

    fn of_group(&self, group: Group) -> impl Iterator<Item = &Chosen<'a>> {
        self.spoken.iter().filter(move |(other, _)| *other == group).map(|(_, chosen)| chosen)
    }

    fn counts(&self) -> Value {
        let count = |group| self.of_group(group).count();
        json!({
            "all": self.spoken.len() + self.silent.len(),
            "change": count(Group::Change),
            "open": count(Group::Open),
            "holds": count(Group::Holds),
            "not_checkable": count(Group::NotCheckable),
            "not_judged": self.silent.len(),
        })
    }

    fn stamps(&self) -> Vec<Stamp> {
        let spoken = self.spoken.iter().map(|(_, chosen)| chosen);
        spoken.chain(&self.silent).flat_map(stamps).collect()
    }
}

fn head(request: &Request<'_>) -> Map<String, Value> {
    let selection = request.selection;
    rows::object([
        ("version", json!(VERSION)),
        ("nutgraf", json!(env!("CARGO_PKG_VERSION"))),
        ("exported", json!(request.today)),
        ("article", Value::Object(rows::article(request))),
        ("text_hash", json!(text_hash(request.article))),
        ("retold", json!(request.is_retold())),
        ("quote_is", json!(request.quote_label())),
        ("annotators", json!(selection.by)),
        ("final", json!(selection.final_by)),
    ])
}

/// Whom somebody asked, claim by claim.
fn asked(request: &Request<'_>, groups: &Groups<'_>, labels: &Labels) -> Vec<Value> {
    let mut rows = Vec::new();
    for (_, chosen) in &groups.spoken {
        for voice in &chosen.voices {
            for reply in &voice.assessment.replies {
                rows.push(json!({
                    "claim": chosen.claim.id,
                    "label": labels.label(&chosen.claim.id),
                    "by": voice.by,
                    "who": reply.who,
                    "channel": reply.channel,
                    "asked": reply.asked,
                    "due": reply.due,
                    "answered": reply.answered,
                    "answer": reply.answer,
                    "outcome": reply.outcome(request.today),
                    "remark": voice.remark_on(&format!("reply:{}", reply.id)),
                }));
            }
        }
    }
    rows
}

/// Notes and tags on targets other than claims.
fn elsewhere(request: &Request<'_>, folds: &Folds<'_>) -> Vec<Value> {
    let mut rows = Vec::new();
    if request.selection.picks_claims() {
        return rows;
    }
    for on in request.elsewhere() {
        for (by, fold) in folds.iter() {
            let Some(remarks) = folds.remarks(fold, &on) else { continue };
            let notes =
                remarks.notes.iter().map(|item| note(item, remarks.remark_on(&format!("note:{}", item.id)).as_deref()));
            let tags = remarks.tags.iter();
            let tags = tags.map(|tag| json!({"tag": tag, "remark": remarks.remark_on(&format!("tag:{tag}"))}));
            let notes: Vec<Value> = notes.collect();
            rows.push(json!({
                "on": on.0, "place": place(request, &on), "by": by, "notes": notes, "tag_words": tags.collect::<Vec<_>>(),
            }));
        }
    }
    rows
}

fn gone(request: &Request<'_>, folds: &Folds<'_>) -> Vec<Value> {
    let mut rows = Vec::new();
    for (by, fold) in folds.iter() {
        for orphan in request.orphans(folds, fold) {
            rows.push(claim::orphan(request, (by, fold), &orphan, &orphan.state(&folds.locator)));
        }
    }
    rows
}
