//! A changed article into the file it came from: lines that need not change stay as they are, comments included.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::article::claim::Claim;
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Head, Paragraph, Section};

use crate::codec::article_yaml::locate::{Locator, Step};
use crate::codec::article_yaml::read;
use crate::codec::article_yaml::write::{
    claim_lines, entity_lines, head_lines, paragraph_lines, section_lines, write_under,
};

/// The text of a file for a changed article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spliced {
    /// The text.
    pub text: String,
    /// Whether every comment and every line that did not change is there still. Files in an unusual layout (lists in
    /// brackets) are written anew.
    pub in_place: bool,
}

/// The file of `changed`, made of `text`, which is that of `old`. A comment line that begins with `replacing` gives way to
/// `comment`.
#[must_use]
pub fn splice(text: &str, old: &Article, changed: &Article, replacing: &str, comment: &str) -> Spliced {
    let spliced = Layout::of(text, old).and_then(|layout| layout.with(old, changed, replacing, comment));
    // Proof, whatever the layout: the text is read back as the article that was to be written.
    match spliced.filter(|text| read("spliced", text.as_bytes()).is_ok_and(|article| article == *changed)) {
        Some(text) => Spliced { text, in_place: true },
        None => Spliced { text: write_under(&[comment.to_owned()], changed), in_place: false },
    }
}

/// The lines of a file, parted where sections and paragraphs begin.
struct Layout<'a> {
    /// Everything before the first section.
    before: Vec<&'a str>,
    sections: Vec<Part<'a>>,
    paragraphs: HashMap<&'a str, Part<'a>>,
    /// Everything behind the last section.
    after: Vec<&'a str>,
}

/// An element of a list: the comments above it, and its lines.
#[derive(Default, Clone)]
struct Part<'a> {
    id: &'a str,
    lead: Vec<&'a str>,
    lines: Vec<&'a str>,
}

impl<'a> Layout<'a> {
    /// None where a section or a paragraph does not begin on a line of its own.
    fn of(text: &'a str, article: &'a Article) -> Option<Self> {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts = starts(text, article);
        let first = starts.first()?.0;
        let last = starts.last()?.0;
        let is_item = |(line, _, _): &(usize, bool, &str)| {
            lines.get(*line).is_some_and(|line| line.trim_start().starts_with("- "))
        };
        let rises = starts.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !starts.iter().all(is_item) || !rises {
            return None;
        }
        let is_key = |line: &&str| !line.starts_with([' ', '#', '-', '\n', '\r', '\t']);
        let end = lines[last..].iter().position(is_key).map_or(lines.len(), |count| last + count);
        let mut layout = Self {
            before: lines[..first].to_vec(),
            sections: Vec::new(),
            paragraphs: HashMap::new(),
            after: Vec::new(),
        };
        let mut lead = take_lead(&mut layout.before, indent(lines[first]));
        for (number, (start, is_section, id)) in starts.iter().enumerate() {
            let stop = starts.get(number + 1).map_or(end, |next| next.0);
            let mut part = Part { id, lead: std::mem::take(&mut lead), lines: lines[*start..stop].to_vec() };
            let next_indent = starts.get(number + 1).map_or(0, |next| indent(lines[next.0]));
            lead = take_lead(&mut part.lines, next_indent);
            if *is_section {
                layout.sections.push(part);
            } else {
                layout.paragraphs.insert(id, part);
            }
        }
        layout.after = lead;
        layout.after.extend(&lines[end..]);
        Some(layout)
    }

    fn with(&self, old: &Article, changed: &Article, replacing: &str, comment: &str) -> Option<String> {
        let new_entities = changed.entities.strip_prefix(old.entities.as_slice())?;
        let mut text = with_entities(head(&self.before, &old.head, &changed.head)?, new_entities)?;
        if let Some(at) = text.lines().position(|line| line.trim_start_matches(['#', ' ']).starts_with(replacing)) {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = format!("# {comment}\n");
            lines[at] = &line;
            text = lines.concat();
        }
        let known: HashMap<&str, &Section> =
            old.sections.iter().map(|section| (section.id.as_str(), section)).collect();
        let paragraphs: HashMap<&str, &Paragraph> =
            old.paragraphs().map(|paragraph| (paragraph.id.as_str(), paragraph)).collect();
        for section in &changed.sections {
            let part = self.sections.iter().find(|part| part.id == section.id);
            match (part, known.get(section.id.as_str())) {
                (Some(part), Some(old)) if old.heading == section.heading => {
                    text.extend(part.lead.iter().chain(&part.lines).copied());
                }
                _ => {
                    text.extend(part.iter().flat_map(|part| part.lead.iter().copied()));
                    text.push_str(&section_lines(section));
                }
            }
            for paragraph in &section.paragraphs {
                let id = paragraph.id.as_str();
                match (self.paragraphs.get(id), paragraphs.get(id)) {
                    (Some(part), Some(old)) => paragraph_text(part, old, paragraph, &mut text),
                    _ => text.push_str(&paragraph_lines(paragraph)),
                }
            }
        }
        text.extend(self.after.iter().copied());
        Some(text)
    }
}

/// Where each section and paragraph begins: line from 0, whether it is a section, id.
fn starts<'a>(text: &str, article: &'a Article) -> Vec<(usize, bool, &'a str)> {
    let mut locator = Locator::default();
    let mut wanted = Vec::new();
    for (at, section) in article.sections.iter().enumerate() {
        let path = [Step::key("sections"), Step::Index(at)];
        wanted.push((locator.want(&path), true, section.id.as_str()));
        for (number, paragraph) in section.paragraphs.iter().enumerate() {
            let path = [path.as_slice(), &[Step::key("paragraphs"), Step::Index(number)]].concat();
            wanted.push((locator.want(&path), false, paragraph.id.as_str()));
        }
    }
    locator.walk(text);
    wanted.into_iter().map(|(wanted, is_section, id)| (locator.place(wanted).line - 1, is_section, id)).collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Takes the comments and blank lines at the end that belong to the element behind: those not indented further than it.
fn take_lead<'a>(lines: &mut Vec<&'a str>, next_indent: usize) -> Vec<&'a str> {
    let is_lead =
        |line: &&&str| line.trim().is_empty() || (line.trim_start().starts_with('#') && indent(line) <= next_indent);
    let count = lines.iter().rev().take_while(is_lead).count();
    lines.split_off(lines.len() - count)
}

/// The lines of a key at this indentation, with everything below it; none when there is no such key.
fn key_lines(lines: &[&str], indentation: usize, key: &str) -> Option<Range<usize>> {
    let is_key = |line: &&str| {
        let bare = line.trim_start_matches(' ');
        let (bare, dash) = bare.strip_prefix("- ").map_or((bare, 0), |bare| (bare, 2));
        indent(line) + dash == indentation && bare.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
    };
    let start = lines.iter().position(is_key)?;
    let ends = |line: &&str| !line.trim().is_empty() && indent(line) <= indentation;
    let length = lines[start + 1..].iter().position(ends).unwrap_or(lines.len() - start - 1);
    Some(start..start + 1 + length)
}

/// The lines before the sections with what changed in the head.
fn head(before: &[&str], old: &Head, changed: &Head) -> Option<String> {
    let mut lines: Vec<String> = before.iter().map(|line| (*line).to_owned()).collect();
    if old == changed {
        return Some(lines.concat());
    }
    let start = before.iter().position(|line| line.trim_end() == "article:")? + 1;
    let (was, is) = (head_lines(old), head_lines(changed));
    let (was, is): (Vec<&str>, Vec<&str>) = (was.split_inclusive('\n').collect(), is.split_inclusive('\n').collect());
    let keys = [
        "title",
        "subtitle",
        "byline",
        "outlet",
        "genre",
        "language",
        "published",
        "revised",
        "url",
        "archived",
        "rights",
        "retrieved",
        "source",
        "previous",
    ];
    for key in keys {
        let of = |lines: &[&str]| key_lines(lines, 2, key).map(|range| lines[range].concat());
        let (before, after) = (of(&was), of(&is));
        if before == after {
            continue;
        }
        let borrowed: Vec<&str> = lines[start..].iter().map(String::as_str).collect();
        let indentation = borrowed.iter().find(|line| !line.trim().is_empty()).map_or(2, |line| indent(line));
        let block =
            borrowed.iter().position(|line| !line.trim().is_empty() && indent(line) == 0).unwrap_or(borrowed.len());
        let range = key_lines(&borrowed[..block], indentation, key).unwrap_or(block..block);
        let new = after.map(|after| shifted(&after, 2, indentation));
        lines.splice(start + range.start..start + range.end, new);
    }
    Some(lines.concat())
}

/// Lines that were written at one indentation, moved to another.
fn shifted(text: &str, from: usize, to: usize) -> String {
    let shift = |line: &str| {
        if line.trim().is_empty() {
            return line.to_owned();
        }
        format!("{}{}", " ".repeat((indent(line) + to).saturating_sub(from)), line.trim_start_matches(' '))
    };
    text.split_inclusive('\n').map(shift).collect()
}

/// Appends the lines of a paragraph: as they are, with another text, or written anew.
fn paragraph_text(part: &Part<'_>, old: &Paragraph, new: &Paragraph, text: &mut String) {
    text.extend(part.lead.iter().copied());
    if old == new {
        text.extend(part.lines.iter().copied());
        return;
    }
    let dash = part.lines.first().map_or(0, |line| indent(line));
    let written = shifted(&paragraph_lines(new), 6, dash);
    let removed: Vec<&Claim> = old.claims.iter().filter(|claim| !new.claims.contains(claim)).collect();
    let added: Vec<usize> = (0..new.claims.len()).filter(|at| !old.claims.contains(&new.claims[*at])).collect();
    let stay = |claims: &[Claim], but: &dyn Fn(&Claim) -> bool| -> Vec<Claim> {
        claims.iter().filter(|claim| !but(claim)).cloned().collect()
    };
    let is_old = |claim: &Claim| !old.claims.contains(claim);
    let kept = Paragraph {
        text: new.text.clone(),
        claims: stay(&old.claims, &|claim| removed.contains(&claim)),
        ..old.clone()
    };
    let only_text = kept == Paragraph { claims: stay(&new.claims, &is_old), ..new.clone() };
    let written_lines: Vec<&str> = written.split_inclusive('\n').collect();
    let (Some(range), Some(fresh), true) =
        (key_lines(&part.lines, dash + 2, "text"), key_lines(&written_lines, dash + 2, "text"), only_text)
    else {
        return text.push_str(&written);
    };
    text.extend(part.lines[..range.start].iter().copied());
    text.extend(written_lines[fresh].iter().copied());
    let mut rest = part.lines[range.end..].to_vec();
    if new.claims.is_empty() && !old.claims.is_empty() {
        // With the last claim goes the key.
        rest.drain(key_lines(&rest, dash + 2, "claims").unwrap_or(0..0));
    } else {
        for claim in removed {
            remove_item(&mut rest, &claim.id);
        }
    }
    let mut rest: Vec<String> = rest.into_iter().map(str::to_owned).collect();
    for at in added {
        insert_claim(&mut rest, dash + 2, &new.claims, at);
    }
    text.extend(rest);
}

/// The lines before the sections with more entities at the end of their list; none where that list is in an unusual layout.
fn with_entities(text: String, new: &[Entity]) -> Option<String> {
    if new.is_empty() {
        return Some(text);
    }
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let written =
        |indentation| new.iter().map(|entity| shifted(&entity_lines(entity), 2, indentation)).collect::<String>();
    let Some(range) = key_lines(&lines, 0, "entities") else {
        let at = lines.iter().position(|line| line.starts_with("sections:"))?;
        let list = format!("entities:\n{}", written(2));
        lines.insert(at, &list);
        return Some(lines.concat());
    };
    let is_item = |line: &&&str| line.trim_start().starts_with("- ");
    let indentation = indent(lines[range.clone()].iter().find(is_item)?);
    let is_content = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let last = lines[range.clone()].iter().rposition(is_content)?;
    let text = written(indentation);
    lines.insert(range.start + last + 1, &text);
    Some(lines.concat())
}

/// Puts the claim at `at` of a paragraph's claims behind the one before it; `column` is where the paragraph's keys begin.
fn insert_claim(lines: &mut Vec<String>, column: usize, claims: &[Claim], at: usize) {
    let borrowed: Vec<&str> = lines.iter().map(String::as_str).collect();
    let before = at.checked_sub(1).and_then(|before| item(&borrowed, &claims[before].id));
    let written = |indentation| shifted(&claim_lines(&claims[at]), 10, indentation);
    let (place, text) = match (before, key_lines(&borrowed, column, "claims")) {
        (Some(range), _) => (range.end, written(indent(borrowed[range.start]))),
        (None, Some(key)) => {
            let first = borrowed[key.clone()].iter().find(|line| line.trim_start().starts_with("- "));
            (key.start + 1, written(first.map_or(column + 2, |line| indent(line))))
        }
        (None, None) => {
            let is_content = |line: &&str| !line.trim().is_empty();
            let end = borrowed.iter().rposition(is_content).map_or(0, |last| last + 1);
            (end, format!("{:column$}claims:\n{}", "", written(column + 2)))
        }
    };
    lines.insert(place, text);
    *lines = lines.concat().split_inclusive('\n').map(str::to_owned).collect();
}

/// Takes the element of a list that begins with this id out of the lines.
fn remove_item(lines: &mut Vec<&str>, id: &str) {
    if let Some(range) = item(lines, id) {
        lines.drain(range);
    }
}

/// The lines of the element of a list that begins with this id.
fn item(lines: &[&str], id: &str) -> Option<Range<usize>> {
    let first = format!("- id: {id}");
    let start = lines.iter().position(|line| line.trim() == first)?;
    let dash = indent(lines[start]);
    let ends = |line: &&str| !line.trim().is_empty() && indent(line) <= dash;
    let length = lines[start + 1..].iter().position(ends).unwrap_or(lines.len() - start - 1);
    Some(start..start + 1 + length)
}
