//! The sources of a packet: each address once, with what was found there and the claims that it carries.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};

use crate::export::chosen::{Chosen, Voice};
use crate::export::packet::context::Labels;
use crate::export::rows;

/// An item of evidence with the claims that it serves.
struct Item {
    id: String,
    evidence: Evidence,
    claims: Vec<Value>,
}

/// A place where evidence was found.
struct Source {
    items: Vec<Item>,
}

/// All sources, numbered from 1 in the order in which claims name them.
#[derive(Default)]
pub(crate) struct Sources {
    all: Vec<Source>,
    by_key: HashMap<String, usize>,
    by_item: HashMap<(String, String), (usize, usize)>,
}

impl Sources {
    /// Takes in the evidence of a claim.
    pub(crate) fn take(&mut self, chosen: &Chosen<'_>, labels: &Labels) {
        for voice in &chosen.voices {
            for (bearing, evidence) in &voice.assessment.evidence {
                let id = &chosen.claim.id;
                self.add((id, labels.label(id)), voice, *bearing, evidence);
            }
        }
    }

    fn add(&mut self, (claim, label): (&str, &str), voice: &Voice<'_>, bearing: Bearing, evidence: &Evidence) {
        let known = (voice.by.to_owned(), evidence.id.clone());
        let place = self.by_item.get(&known).copied();
        let (source, item) = place.unwrap_or_else(|| self.place(key(voice.by, evidence), evidence));
        self.by_item.insert(known, (source, item));
        let remark = voice.remark_on(&format!("evidence:{}", evidence.id));
        let served = json!({"id": claim, "label": label, "bearing": bearing.word(), "by": voice.by, "remark": remark});
        self.all[source].items[item].claims.push(served);
    }

    fn place(&mut self, key: String, evidence: &Evidence) -> (usize, usize) {
        let source = *self.by_key.entry(key).or_insert_with(|| {
            self.all.push(Source { items: Vec::new() });
            self.all.len() - 1
        });
        let items = &mut self.all[source].items;
        items.push(Item { id: evidence.id.clone(), evidence: evidence.clone(), claims: Vec::new() });
        (source, items.len() - 1)
    }

    /// The number of the source that an item of an annotator's is found in.
    pub(crate) fn number(&self, by: &str, id: &str) -> Option<usize> {
        self.by_item.get(&(by.to_owned(), id.to_owned())).map(|(source, _)| source + 1)
    }

    /// The sources as templates see them.
    pub(crate) fn values(&self) -> Vec<Value> {
        self.all.iter().enumerate().map(|(index, source)| source.value(index + 1)).collect()
    }
}

impl Source {
    fn value(&self, number: usize) -> Value {
        let first = |field: EvidenceField| self.items.iter().find_map(|item| item.evidence.get(field));
        json!({
            "number": number,
            "publisher": first(EvidenceField::Publisher),
            "url": first(EvidenceField::Url),
            "file": first(EvidenceField::File),
            "items": self.items.iter().map(Item::value).collect::<Vec<_>>(),
        })
    }
}

impl Item {
    fn value(&self) -> Value {
        let mut value = rows::evidence(&self.evidence);
        value.insert("id".to_owned(), self.id.clone().into());
        value.insert("claims".to_owned(), self.claims.clone().into());
        Value::Object(value)
    }
}

/// By what two items are known to come from one source: the address, else the local copy; an item with neither is its own.
fn key(by: &str, evidence: &Evidence) -> String {
    let url = evidence.get(EvidenceField::Url).map(str::trim).filter(|url| !url.is_empty());
    if let Some(url) = url {
        // What follows # is a place in the page.
        let page = url.split('#').next().unwrap_or(url);
        return format!("url {}", page.trim_end_matches('/'));
    }
    let file = evidence.get(EvidenceField::Hash).or_else(|| evidence.get(EvidenceField::File));
    file.map_or_else(|| format!("item {by} {}", evidence.id), |file| format!("file {file}"))
}
