//! The smallest edits of a text that turn one value into another.

use std::ops::Range;

use serde_json::{Map, Value};

use crate::codec::yaml_text;
use crate::model::article::Article;
use crate::model::article::claim::Claim;

use crate::codec::article_yaml::edit::tree::{Entry, Kind, Node, tree};

/// What is rewritten if something within an item differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    /// Only the value that differs.
    Value,
    /// The whole claim or entity.
    Item,
}

/// Edits of a text, gathered while two values are compared.
pub(crate) struct Patch<'a> {
    text: &'a str,
    tree: Node,
    /// The new article as this program writes it, the source of new text.
    canonical: &'a str,
    canonical_tree: Node,
    grain: Grain,
    newline: &'static str,
    changes: Vec<(Range<usize>, String)>,
}

/// The new text of a value: its place in the canonical text, and the column where it begins.
#[derive(Clone, Copy)]
struct Fresh<'a> {
    /// The node in the canonical text; `None` if that omits the value as a default.
    node: Option<&'a Node>,
    value: &'a Value,
}

impl<'a> Patch<'a> {
    /// `None` if one of the texts cannot be parsed.
    pub(crate) fn new(text: &'a str, canonical: &'a str, grain: Grain) -> Option<Self> {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let (tree, canonical_tree) = (tree(text)?, tree(canonical)?);
        Some(Self { text, tree, canonical, canonical_tree, grain, newline, changes: Vec::new() })
    }

    /// The text with all edits; `None` if the layout does not permit one of them.
    pub(crate) fn apply(mut self, old: &Article, new: &Article) -> Option<String> {
        let (old, new) = (serde_json::to_value(old).ok()?, serde_json::to_value(new).ok()?);
        let (tree, canonical) =
            (std::mem::replace(&mut self.tree, EMPTY), std::mem::replace(&mut self.canonical_tree, EMPTY));
        self.value(&tree, &old, Fresh { node: Some(&canonical), value: &new }, false)?;
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut text, mut at) = (String::with_capacity(self.text.len()), 0);
        for (range, replacement) in self.changes {
            text.push_str(self.text.get(at..range.start)?);
            text.push_str(&replacement);
            at = range.end;
        }
        text.push_str(self.text.get(at..)?);
        Some(text)
    }

    /// Turns one value into another; `inline` inside brackets or braces.
    fn value(&mut self, node: &Node, old: &Value, new: Fresh<'_>, inline: bool) -> Option<()> {
        if old == new.value {
            return Some(());
        }
        let whole = self.grain == Grain::Item && is_item(old) && is_item(new.value);
        match (&node.kind, old, new.value) {
            (Kind::Mapping { in_braces, entries }, Value::Object(was), Value::Object(is)) if !whole => {
                self.mapping(node, entries, (was, is), new.node, inline || *in_braces)
            }
            (Kind::Sequence { in_brackets, items }, Value::Array(was), Value::Array(is))
                if items.len() == was.len() =>
            {
                self.sequence(node, items, (was, is), new, inline || *in_brackets)
            }
            _ => self.replace(node, new, inline),
        }
    }

    /// Replaces a value.
    fn replace(&mut self, node: &Node, new: Fresh<'_>, inline: bool) -> Option<()> {
        let in_braces = matches!(node.kind, Kind::Mapping { in_braces: true, .. });
        let text = if inline || in_braces {
            self.inline(new.value, node.start)
        } else {
            self.moved(new.node?.start..new.node?.end, column(self.text, node.start))
        };
        self.changes.push((node.start..node.end, text));
        Some(())
    }

    fn mapping(
        &mut self,
        node: &Node,
        entries: &[Entry],
        (was, is): (&Map<String, Value>, &Map<String, Value>),
        fresh: Option<&Node>,
        inline: bool,
    ) -> Option<()> {
        let null = Value::Null;
        let mut removed = vec![false; entries.len()];
        let differs = |key: &str| was.get(key).unwrap_or(&null) != is.get(key).unwrap_or(&null);
        let fresh_value = |key: &str| fresh.and_then(|fresh| fresh.value(key));
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| differs(&entry.key)) {
            let new = Fresh { node: fresh_value(&entry.key), value: is.get(&entry.key).unwrap_or(&null) };
            if new.node.is_none() {
                removed[index] = true;
            } else if was.get(&entry.key).is_none_or(is_empty) || !is_nested(&entry.value, new.value) {
                self.entry(entry, fresh?, new.value, inline)?;
            } else {
                self.value(&entry.value, was.get(&entry.key)?, new, inline)?;
            }
        }
        let order = match fresh.map(|fresh| &fresh.kind) {
            Some(Kind::Mapping { entries, .. }) => entries.as_slice(),
            _ => &[],
        };
        for (place, entry) in order.iter().enumerate() {
            if differs(&entry.key) && entries.iter().all(|other| other.key != entry.key) {
                // After the nearest of the keys that precede it in the canonical order.
                let is_before = |other: &&Entry| order[..place].iter().any(|before| before.key == other.key);
                let stays = entries.iter().zip(&removed).filter(|(_, removed)| !**removed).map(|(entry, _)| entry);
                let anchor = stays.clone().rfind(is_before).or_else(|| stays.clone().next_back())?;
                self.insert_entry(anchor, entry, is.get(&entry.key)?, inline);
            }
        }
        self.remove_entries(node, entries, &removed, inline);
        Some(())
    }

    /// Replaces the entry with this key.
    fn entry(&mut self, entry: &Entry, fresh: &Node, value: &Value, inline: bool) -> Option<()> {
        let (_, new) = fresh.entry(&entry.key)?;
        if inline {
            let text = self.inline(alone(&entry.key, value), entry.start);
            self.changes.push((entry.value.start..entry.value.end, pad(self.text, entry.value.start, text)));
            return Some(());
        }
        let mut text = self.moved(new.start..new.value.end, column(self.text, entry.start));
        let rest = &self.text[entry.value.end..line_end(self.text, entry.value.end)];
        if text.contains(": >-") && rest.trim_start().starts_with('#') {
            // Inside a folded text, the comment would become part of it.
            text = format!("{}: {}", entry.key, yaml_text::inline(value.as_str()?));
        }
        self.changes.push((entry.start..entry.value.end, text));
        Some(())
    }

    fn insert_entry(&mut self, anchor: &Entry, new: &Entry, value: &Value, inline: bool) {
        if inline {
            let quote = if self.text[anchor.start..].starts_with('"') { "\"" } else { "" };
            let text = format!(", {quote}{}{quote}: {}", new.key, self.inline(alone(&new.key, value), anchor.start));
            return self.changes.push((anchor.value.end..anchor.value.end, text));
        }
        let columns = column(self.text, anchor.start);
        let text = self.moved(new.start..new.value.end, columns);
        self.insert_lines(anchor.value.end, columns, &text);
    }

    /// Inserts lines after the line of `after`, the first indented.
    fn insert_lines(&mut self, after: usize, columns: usize, text: &str) {
        let at = line_end_with_break(self.text, after);
        let (newline, indentation) = (self.newline, " ".repeat(columns));
        let lines = if self.text[..at].ends_with('\n') {
            format!("{indentation}{text}{newline}")
        } else {
            format!("{newline}{indentation}{text}")
        };
        self.changes.push((at..at, lines));
    }

    fn remove_entries(&mut self, node: &Node, entries: &[Entry], removed: &[bool], inline: bool) {
        if inline {
            let spans: Vec<Range<usize>> = entries.iter().map(|entry| entry.start..entry.value.end).collect();
            return self.remove_inline(&spans, removed, node);
        }
        let on_own_line = |entry: &Entry| self.text[line_start(self.text, entry.start)..entry.start].trim().is_empty();
        // Text on the line of the dash, to which the next entry moves.
        let leading = match entries.first() {
            Some(first) if !on_own_line(first) => removed.iter().take_while(|removed| **removed).count(),
            _ => 0,
        };
        for (index, entry) in entries.iter().enumerate().filter(|(index, _)| removed[*index]) {
            let behind = entries.get(index + 1).map(|next| next.start);
            let mut comments = self.comments_between_items(entry);
            if index >= leading {
                let range = line_start(self.text, entry.start)..line_end_with_break(self.text, entry.value.end);
                self.changes.push((range, comments));
                continue;
            }
            let range = match behind.filter(|next| self.text[entry.value.end..*next].trim().is_empty()) {
                Some(next) => entry.start..next,
                None => entry.start..entry.value.end,
            };
            if !comments.is_empty() {
                comments = comments.trim_start().to_owned() + &" ".repeat(column(self.text, entry.start));
            }
            self.changes.push((range, comments));
        }
    }

    /// The lines of comments that belong to a list rather than to one of its items: behind its key, and no deeper than its
    /// dashes. They stay when the list goes.
    fn comments_between_items(&self, entry: &Entry) -> String {
        let Kind::Sequence { in_brackets: false, items } = &entry.value.kind else { return String::new() };
        let Some(dash) = items.first().and_then(|first| dash(self.text, first)) else { return String::new() };
        let deepest = column(self.text, dash);
        let key_line_end = line_end_with_break(self.text, entry.start);
        let key_line = &self.text[entry.start..key_line_end];
        let mut lines = String::new();
        if let Some(at) = key_line.find(" #") {
            lines.extend(std::iter::repeat_n(' ', column(self.text, entry.start)));
            lines.push_str(&key_line[at + 1..]);
        }
        for line in self.text[key_line_end..entry.value.end].split_inclusive('\n') {
            let comment = line.trim_start_matches(' ');
            if comment.starts_with('#') && line.len() - comment.len() <= deepest {
                lines.push_str(line);
            }
        }
        lines
    }

    /// Takes elements out of brackets or braces, each with one of the commas beside it.
    fn remove_inline(&mut self, spans: &[Range<usize>], removed: &[bool], node: &Node) {
        let mut index = 0;
        while index < spans.len() {
            let run = removed[index..].iter().take_while(|removed| **removed).count();
            let last = index + run;
            match (index.checked_sub(1), spans.get(last)) {
                _ if run == 0 => {}
                (_, Some(next)) => self.changes.push((spans[index].start..next.start, String::new())),
                (Some(before), None) => {
                    self.changes.push((spans[before].end..spans[last - 1].end, String::new()));
                }
                (None, None) => self.changes.push((node.start + 1..node.end - 1, String::new())),
            }
            index = last + usize::from(run == 0);
        }
    }

    fn sequence(
        &mut self,
        node: &Node,
        items: &[Node],
        (was, is): (&[Value], &[Value]),
        new: Fresh<'_>,
        inline: bool,
    ) -> Option<()> {
        let pairs = pairs(was, is);
        let fresh = |index: usize| Fresh { node: new.node.and_then(|node| node.item(index)), value: &is[index] };
        let kept = pairs.iter().any(Option::is_some);
        let in_order = pairs.iter().flatten().is_sorted();
        if !kept || !in_order || !is_list_of_items(was, is) && is.len() > was.len() {
            return self.replace_sequence(node, items, new, inline);
        }
        for (index, pair) in pairs.iter().enumerate() {
            if let Some(pair) = pair {
                self.value(&items[index], &was[index], fresh(*pair), inline)?;
            }
        }
        // A new item follows the last of its predecessors that stay.
        let mut behind = None;
        let mut added: Vec<(Option<usize>, usize)> = Vec::new();
        for index in 0..is.len() {
            match pairs.iter().position(|pair| *pair == Some(index)) {
                Some(at) => behind = Some(at),
                None => added.push((behind, index)),
            }
        }
        for (behind, index) in added {
            self.insert_item(items, &pairs, behind, fresh(index), inline)?;
        }
        let removed: Vec<bool> = pairs.iter().map(Option::is_none).collect();
        if inline {
            let spans: Vec<Range<usize>> = items.iter().map(|item| item.start..item.end).collect();
            self.remove_inline(&spans, &removed, node);
            return Some(());
        }
        for (item, _) in items.iter().zip(&removed).filter(|(_, removed)| **removed) {
            let dash = dash(self.text, item)?;
            let range = line_start(self.text, dash)..line_end_with_break(self.text, item.end);
            self.changes.push((range, String::new()));
        }
        Some(())
    }

    /// Rewrites all items.
    fn replace_sequence(&mut self, node: &Node, items: &[Node], new: Fresh<'_>, inline: bool) -> Option<()> {
        if inline {
            let text = self.inline(new.value, node.start);
            self.changes.push((node.start..node.end, text));
            return Some(());
        }
        let start = dash(self.text, items.first()?)?;
        let fresh = new.node?;
        let text = if let Kind::Sequence { in_brackets: false, items } = &fresh.kind {
            self.moved(dash(self.canonical, items.first()?)?..fresh.end, column(self.text, start))
        } else {
            // The canonical text has short lists in brackets, which cannot begin in the place of a dash.
            let values = new.value.as_array()?.iter();
            let between = format!("{}{}- ", self.newline, " ".repeat(column(self.text, start)));
            let lines: Vec<String> = values.map(|value| self.inline(value, start)).collect();
            format!("- {}", lines.join(&between))
        };
        self.changes.push((start..node.end, text));
        Some(())
    }

    fn insert_item(
        &mut self,
        items: &[Node],
        pairs: &[Option<usize>],
        behind: Option<usize>,
        new: Fresh<'_>,
        inline: bool,
    ) -> Option<()> {
        // Before the first item that stays, if none stays before it.
        let first = pairs.iter().position(Option::is_some)?;
        if inline {
            let text = self.inline(new.value, items[first].start);
            match behind {
                Some(behind) => self.changes.push((items[behind].end..items[behind].end, format!(", {text}"))),
                None => self.changes.push((items[first].start..items[first].start, format!("{text}, "))),
            }
            return Some(());
        }
        let node = new.node?;
        let anchor = &items[behind.unwrap_or(first)];
        let here = dash(self.text, anchor)?;
        let columns = column(self.text, here);
        let text = self.moved(dash(self.canonical, node)?..node.end, columns);
        if behind.is_some() {
            self.insert_lines(anchor.end, columns, &text);
        } else {
            let at = line_start(self.text, here);
            self.changes.push((at..at, format!("{}{text}{}", " ".repeat(columns), self.newline)));
        }
        Some(())
    }

    /// A part of the canonical text, re-indented for this column.
    fn moved(&self, range: Range<usize>, columns: usize) -> String {
        let from = column(self.canonical, range.start);
        let mut lines = self.canonical[range].split('\n');
        let mut text = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            text.push_str(self.newline);
            if !line.is_empty() {
                let indent = line.len() - line.trim_start_matches(' ').len();
                text.extend(std::iter::repeat_n(' ', (indent + columns).saturating_sub(from)));
                text.push_str(line.trim_start_matches(' '));
            }
        }
        text
    }

    /// A value on one line, as JSON if the text at `near` begins with a double quote.
    fn inline(&self, value: &Value, near: usize) -> String {
        let is_json = self.text[near..].starts_with(['"', '{']) && self.text.trim_start().starts_with('{');
        if is_json { without_empty(value).to_string() } else { flow(&without_empty(value)) }
    }
}

/// Whether a change within a value can be made there, rather than to the whole entry.
fn is_nested(node: &Node, new: &Value) -> bool {
    matches!((&node.kind, new), (Kind::Mapping { .. }, Value::Object(_)) | (Kind::Sequence { .. }, Value::Array(_)))
}

const EMPTY: Node = Node { start: 0, end: 0, kind: Kind::Scalar };

/// The new item that each old one becomes: the one with the same id, or an equal one.
fn pairs(was: &[Value], is: &[Value]) -> Vec<Option<usize>> {
    if !is_list_of_items(was, is) && was.len() == is.len() {
        return (0..was.len()).map(Some).collect();
    }
    let by_id = is_list_of_items(was, is);
    let same = |old: &Value, new: &Value| if by_id { id(old) == id(new) } else { old == new };
    let mut from = 0;
    let find = |old: &Value| {
        let found = is.iter().enumerate().skip(from).find(|(_, new)| same(old, new)).map(|(index, _)| index);
        if let (Some(found), false) = (found, by_id) {
            from = found + 1;
        }
        found
    };
    was.iter().map(find).collect()
}

fn id(value: &Value) -> Option<&str> {
    value.get("id")?.as_str()
}

fn is_list_of_items(was: &[Value], is: &[Value]) -> bool {
    was.iter().chain(is).all(|value| id(value).is_some())
}

/// Whether the value is a claim or an entity.
fn is_item(value: &Value) -> bool {
    id(value).is_some() && (value.get("quote").is_some() || value.get("aliases").is_some())
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

/// A single value itself, for keys that take one or several.
fn alone<'v>(key: &str, value: &'v Value) -> &'v Value {
    match value.as_array().map(Vec::as_slice) {
        Some([one]) if Claim::ONE_OR_MORE.contains(&key) => one,
        _ => value,
    }
}

/// The value without keys that have their defaults.
fn without_empty(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let says = |value: &Value| {
                let is_map = value.as_object().is_some_and(|map| map.values().all(is_empty));
                !is_empty(value) && *value != Value::Bool(false) && !is_map
            };
            map.iter()
                .filter(|(_, value)| says(value))
                .map(|(key, value)| (key.clone(), without_empty(alone(key, value))))
                .collect()
        }
        Value::Array(list) => list.iter().map(without_empty).collect(),
        value => value.clone(),
    }
}

/// A value in YAML on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::String(text) => yaml_text::item(text),
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{key}: {}", flow(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

/// Adds a space if the place is right after a colon.
fn pad(text: &str, at: usize, value: String) -> String {
    if text[..at].ends_with(':') { format!(" {value}") } else { value }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// The end of the line of `at`, without its line break.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

fn line_end_with_break(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The number of letters before `at` on its line.
fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// The dash of a list item; only comments may be between them.
fn dash(text: &str, item: &Node) -> Option<usize> {
    let mut end = item.start;
    loop {
        let start = line_start(text, end);
        let line = text[start..end].trim_start();
        let (at, rest) = (end - line.len(), line.strip_prefix('-').map(str::trim));
        match rest {
            Some(rest) if rest.is_empty() || rest.starts_with('#') => return Some(at),
            None if line.trim().is_empty() || line.starts_with('#') => end = start.checked_sub(1)?,
            _ => return None,
        }
    }
}
