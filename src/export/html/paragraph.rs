//! A paragraph with its claims marked in place, and their cards beside it.

use std::fmt;

use crate::model::journal::Target;

use crate::export::Request;
use crate::export::chosen::{Chosen, Folds, Place};
use crate::export::html::{attribute, card, class, glyph, is_corrected, language, text};

pub(crate) fn write(
    request: &Request<'_>,
    place: Place<'_>,
    claims: &[Chosen<'_>],
    folds: &Folds<'_>,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let id = attribute(&place.paragraph.id);
    let language = language(&request.article.head.language).map_or(String::new(), |tag| format!(" lang=\"{tag}\""));
    write!(
        out,
        "<div class=\"row\" id=\"p-{id}\">\n<div class=\"words\"><a class=\"number\" href=\"#p-{id}\">¶{}</a>",
        place.number
    )?;
    write!(out, "<p dir=\"auto\"{language}>")?;
    marked(request, &place.paragraph.text, claims, out)?;
    out.write_str("</p></div>\n<div class=\"found\">\n")?;
    for chosen in claims {
        card::write(request, chosen, out)?;
    }
    if !request.selection.picks_claims() {
        let on = Target::element("paragraph", &place.paragraph.id);
        for (by, fold) in folds.iter() {
            if let Some(remarks) = folds.remarks(fold, &on) {
                write!(out, "<div class=\"aside\"><p class=\"who\">On this paragraph, <bdi>{}</bdi></p>", text(by))?;
                card::remarks(&remarks, out)?;
                out.write_str("</div>\n")?;
            }
        }
    }
    out.write_str("</div>\n</div>\n")
}

/// The text in pieces. Each piece lies within the same quotes throughout, and the shortest of these determines its
/// look. A sign at the end of a quote links to its claim.
fn marked(request: &Request<'_>, words: &str, claims: &[Chosen<'_>], out: &mut dyn fmt::Write) -> fmt::Result {
    let spans: Vec<_> =
        claims.iter().filter_map(|chosen| Some((chosen.claim.quote_span(chosen.place.paragraph)?, chosen))).collect();
    let mut edges: Vec<usize> = spans.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    edges.extend([0, words.len()]);
    edges.sort_unstable();
    edges.dedup();
    for pair in edges.windows(2) {
        let &[start, end] = pair else { continue };
        for (_, chosen) in spans.iter().filter(|(span, _)| span.start == start) {
            write!(out, "<span id=\"q-{}\"></span>", attribute(&chosen.claim.id))?;
        }
        let mut within: Vec<_> = spans.iter().filter(|(span, _)| span.start <= start && end <= span.end).collect();
        within.sort_by_key(|(span, _)| span.end - span.start);
        match within.first() {
            None => out.write_str(&text(&words[start..end]))?,
            Some((_, shortest)) => {
                let all: String = within.iter().map(|(_, chosen)| filtered(request, chosen)).collect();
                let look = class(request, shortest);
                write!(out, "<mark class=\"{look}{all}\">{}</mark>", text(&words[start..end]))?;
            }
        }
        for (_, chosen) in spans.iter().filter(|(span, _)| span.end == end) {
            let (id, class) = (attribute(&chosen.claim.id), class(request, chosen));
            let (sign, more) = (glyph(class), if is_corrected(chosen) { " corrected" } else { "" });
            write!(
                out,
                "<a class=\"ref {class}{more}\" href=\"#c-{id}\" aria-label=\"claim {id}\"><sup>{sign}</sup></a>"
            )?;
        }
    }
    Ok(())
}

/// The classes by which filters find the words of a claim.
fn filtered(request: &Request<'_>, chosen: &Chosen<'_>) -> String {
    let more = if is_corrected(chosen) { " m-corrected" } else { "" };
    format!(" m-{}{more}", class(request, chosen))
}
