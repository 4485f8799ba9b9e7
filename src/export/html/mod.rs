//! A self-contained page: the article with its claims marked in place, and beside each paragraph how they were judged.
//!
//! The page has no script, and a policy in its head forbids any; filters are radio buttons that style rules react to.

pub(crate) mod card;
pub(crate) mod ending;
pub(crate) mod head;
pub(crate) mod paragraph;

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

use crate::model::annotation::judgement::{Standing, Verdict};
use crate::text::hidden::{PLACEHOLDER, is_hidden};

use crate::export::chosen::{Chosen, Decision, Hearing};
use crate::export::feature::{Carriage, Thing};
use crate::export::link::link;
use crate::export::{Audience, Format, Request, inset, refuses_nothing};

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "html",
    ending: "html",
    media_type: "text/html",
    audience: Audience::Readers,
    what: "one page without scripts: article with marked claims, notes, filters, print style",
    carries: &[
        (Thing::Entities, Carriage::Drops("the page names them where the text or a claim does")),
        (Thing::HiddenLetters, Carriage::Bends("each such letter is shown as \u{fffd}, marks of direction are kept")),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let folds = request.folds_hearing(Hearing::Contradictions);
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

/// Escapes text for use between tags or in quotes. Marks of direction stay, since Arabic and Hebrew need them.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
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

/// An id inside an attribute. Ids of articles are plain; this makes sure.
fn attribute(id: &str) -> Cow<'_, str> {
    text(id)
}

/// An address as a link if it is safe, otherwise as plain words.
fn address(address: &str, label: &str) -> String {
    match link(address) {
        Some(at) => format!("<a href=\"{}\" rel=\"noreferrer nofollow\">{}</a>", text(at), text(label)),
        None => text(address).into_owned(),
    }
}

/// The class that gives a claim its colour and by which filters find it.
fn class(request: &Request<'_>, chosen: &Chosen<'_>) -> &'static str {
    match chosen.decision(request.selection) {
        Decision::Open => "open",
        Decision::Differ => "differ",
        Decision::Settled(settlement) => standing_class(settlement.outcome.standing()),
        Decision::Held(voice) => standing_class(voice.assessment.standing),
    }
}

/// Whether anyone corrects the claim.
fn is_corrected(chosen: &Chosen<'_>) -> bool {
    chosen.corrections().next().is_some()
}

fn standing_class(standing: Standing) -> &'static str {
    let unjudged = if standing == Standing::NotCheckable { "unfit" } else { "open" };
    standing.verdict().map_or(unjudged, Verdict::stored)
}

/// The class, sign and word of every state of a claim.
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

/// A language tag, if it is safe in an attribute.
fn language(tag: &str) -> Option<&str> {
    let plain = tag.len() <= 35 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && tag.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())).then_some(tag)
}
