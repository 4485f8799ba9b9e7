//! The check packet that editors want: first what must change, then what is open, then a line for each confirmed claim.
//! The layout is a template, and a newsroom may supply its own.

mod claim;
mod context;
pub mod draw;
pub mod group;
mod sources;

use std::fmt;

use crate::export::chosen::Hearing;
use crate::export::feature::{Carriage, Thing};
use crate::export::markdown::escape::word;
use crate::export::markdown::preserved_sections as kept;
use crate::export::state::{Hashing, Stamp, stamps};
use crate::export::{Audience, Format, Request, refuses_nothing};

use crate::export::packet::context::{Context, Extent};
use crate::export::packet::draw::{Budget, Markup, TemplateError, draw};

/// The packet's own template.
pub const TEMPLATE: &str = include_str!("packet.md");

/// How the packet shortens claims that need no attention.
const IN_ONE_LINE: Carriage =
    Carriage::Bends("in full for claims that must change or are open, a line for each other; --full shows all");

/// See [`crate::export::FORMATS`].
pub(crate) const FORMAT: Format = Format {
    name: "markdown",
    ending: "packet.md",
    media_type: "text/markdown",
    audience: Audience::Editors,
    what: "a check packet for an editor: what must change, what is open, sources, sign-off",
    carries: &[
        (Thing::Text, Carriage::Drops("the packet quotes the sentences of claims, not the whole text")),
        (Thing::Entities, Carriage::Drops("only claims name entities there")),
        (Thing::NotJudged, Carriage::Bends("only counted, or open where somebody wrote on them; --full lists each")),
        (Thing::HiddenLetters, Carriage::Bends("each such letter is shown as \u{fffd}")),
        (Thing::Kinds, IN_ONE_LINE),
        (Thing::Certainties, IN_ONE_LINE),
        (Thing::Speakers, IN_ONE_LINE),
        (Thing::Implied, IN_ONE_LINE),
        (Thing::Notes, IN_ONE_LINE),
        (Thing::Tags, IN_ONE_LINE),
    ],
    refuses: refuses_nothing,
    can_be_checked: true,
    write,
};

fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let context = Context::of(request, Extent::Packet);
    // Its own template is tested over every kind of article; an error would be a fault of the program.
    let drawn = draw(TEMPLATE, Markup::Markdown, &context.values, Budget::Unbounded).map_err(|_| fmt::Error)?;
    finish(request, &drawn, &context.stamps, out)
}

/// Draws a custom template from [`values`], with fuel for this many claims. minijinja counts steps and bytes, but not
/// those of lists that are joined repeatedly, so the caller also limits the process.
///
/// # Errors
///
/// If the template is wrong, or exceeds a limit.
pub fn draw_values(
    template: &str,
    markup: Markup,
    values: &serde_json::Value,
    claims: usize,
) -> Result<String, TemplateError> {
    draw(template, markup, values, Budget::For { claims })
}

/// A drawn template in its final form: Markdown ends with the hashes that later runs compare.
#[must_use]
pub fn finished(request: &Request<'_>, drawn: String, markup: Markup) -> String {
    if markup != Markup::Markdown {
        return drawn;
    }
    let stamps: Vec<Stamp> =
        request.chosen_hearing(Hearing::Contradictions).flat_map(|chosen| stamps(&chosen)).collect();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = finish(request, &drawn, &stamps, &mut text);
    text
}

/// All values for templates; docs/templates.md lists them.
#[must_use]
pub fn values(request: &Request<'_>) -> serde_json::Value {
    Context::of(request, Extent::Whole).values
}

/// A packet to be pasted into a mail: without front matter and comments, which a mail would show. What a person wrote between
/// the lines stays.
#[must_use]
pub fn for_mail(packet: &str) -> String {
    let body =
        packet.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(packet, |(_, body)| body);
    let is_comment = |line: &str| line.starts_with("<!-- ") && line.ends_with(" -->");
    let mut text = String::with_capacity(body.len());
    for line in body.lines().filter(|line| !is_comment(line)) {
        // A comment leaves an empty line on both sides.
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Writes the drawn text, and in comments the hashes that later runs compare.
fn finish(request: &Request<'_>, drawn: &str, stamps: &[Stamp], out: &mut dyn fmt::Write) -> fmt::Result {
    use fmt::Write as _;
    let mut out = Hashing::new(out);
    write!(out, "{}\n\n", drawn.trim_end_matches('\n'))?;
    let (id, hash) = (word(&request.article.head.id), crate::export::state::text_hash(request.article));
    writeln!(out, "{} {id} {hash} -->", kept::ARTICLE)?;
    for stamp in stamps {
        writeln!(out, "{}", kept::state_line(stamp))?;
    }
    let whole = out.digits();
    writeln!(out, "{} {whole} -->", kept::WHOLE)
}
