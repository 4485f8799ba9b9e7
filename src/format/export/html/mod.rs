//! One page that needs nothing else: the article with its claims marked in place, and beside each paragraph what was found.
//!
//! There is no script in it, and a policy in its head lets none run; filters are radio buttons that style sheets ask.

mod card;
mod ending;
mod head;
mod paragraph;

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::domain::judgement::{Standing, Verdict};
use crate::text::hidden::{PLACEHOLDER, is_hidden};

use super::chosen::{Chosen, Decision};
use super::link::link;
use super::thing::{Carriage, Thing};
use super::{Format, Request, inset, refuses_nothing};

/// See [`super::FORMATS`].
pub(super) const FORMAT: Format = Format {
    name: "html",
    ending: "html",
    media_type: "text/html",
    what: "one page without script: the article with its claims marked, notes beside it, filters, print style",
    carries: &[
        (Thing::Entities, Carriage::Drops("the page names them where the text or a claim does")),
        (Thing::HiddenLetters, Carriage::Bends("each such letter is shown as \u{fffd}, marks of direction are kept")),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let folds = request.folds();
    head::write(request, out)?;
    let mut section = None;
    for place in request.places() {
        if section != Some(&place.section.id) {
            let (end, id) = (if section.is_some() { "</section>\n" } else { "" }, attribute(&place.section.id));
            let hidden = if place.section.heading.is_none() { " class=\"unseen\"" } else { "" };
            section = Some(&place.section.id);
            write!(
                out,
                "{end}<section id=\"s-{id}\" aria-labelledby=\"h-{id}\">\n<h2 id=\"h-{id}\"{hidden} dir=\"auto\">"
            )?;
            writeln!(out, "{}</h2>", text(place.section.title()))?;
        }
        paragraph::write(request, place, &request.chosen_in(place, &folds), &folds, out)?;
    }
    if section.is_some() {
        out.write_str("</section>\n")?;
    }
    ending::write(request, out)
}

/// Text between tags or within quotes: nothing of it is markup. Marks of direction stay, since Arabic and Hebrew need them.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let special = |letter: char| matches!(letter, '&' | '<' | '>' | '"' | '\'') || is_hidden(letter);
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{200e}' | '\u{200f}' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#x{:x};", u32::from(letter));
            }
            letter if is_hidden(letter) => out.push(PLACEHOLDER),
            letter => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// An id as a part of an attribute: ids of articles are plain, and this keeps them so.
fn attribute(id: &str) -> Cow<'_, str> {
    text(id)
}

/// An address as a link where it may be one, else as plain words.
fn address(address: &str, label: &str) -> String {
    match link(address) {
        Some(at) => format!("<a href=\"{}\" rel=\"noreferrer nofollow\">{}</a>", text(at), text(label)),
        None => text(address).into_owned(),
    }
}

/// The class that gives a claim its colour and lets it be filtered.
fn class(request: &Request<'_>, chosen: &Chosen<'_>) -> &'static str {
    match chosen.decision(request.selection) {
        Decision::Open => "open",
        Decision::Differ => "differ",
        Decision::Held(voice) => standing_class(voice.assessment.standing),
    }
}

/// Whether anybody says what it should read.
fn is_corrected(chosen: &Chosen<'_>) -> bool {
    chosen.voices.iter().any(|voice| voice.assessment.correction.is_some())
}

fn standing_class(standing: Standing) -> &'static str {
    match standing {
        Standing::NotJudged => "open",
        Standing::NotCheckable => "unfit",
        Standing::Current(verdict) | Standing::Earlier(verdict) => verdict.stored(),
    }
}

/// The sign, the word and the class of everything that a claim can be shown as.
fn legend() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let verdicts = Verdict::ALL.into_iter().map(|verdict| (verdict.stored(), verdict.glyph(), verdict.word()));
    verdicts.chain([("differ", "⇄", "annotators differ"), ("open", "○", "not judged"), ("unfit", "–", "not checkable")])
}

/// The sign of a class.
fn glyph(class: &str) -> &'static str {
    legend().find(|(other, _, _)| *other == class).map_or("○", |(_, glyph, _)| glyph)
}

/// Text of several lines, each kept with its indentation.
fn lines(text: &str) -> String {
    let line = |line: &str| format!("{}{}", "&#160;".repeat(inset(line)), self::text(line.trim()));
    text.trim().lines().map(line).collect::<Vec<_>>().join("<br>")
}

/// A language tag that a page may name.
fn language(tag: &str) -> Option<&str> {
    let plain = tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && tag.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())).then_some(tag)
}
