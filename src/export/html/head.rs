//! The top of the page: the title, the progress of the check, the filters, and all corrections.

use std::fmt;

use crate::model::article::{Head, Wording};
use crate::text::hidden::visible;

use crate::export::Request;
use crate::export::chosen::Hearing;
use crate::export::html::{address, attribute, class, is_corrected, language, legend, standing_class, text};
use crate::export::state::text_hash;

/// What a page may load: its own styles and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("page.css");

/// The number of claims in each class, in the order of the legend, and of claims with a correction.
struct Counts {
    classes: Vec<(&'static str, usize)>,
    corrected: usize,
    all: usize,
}

pub(crate) fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let head = &request.article.head;
    let counts = count(request);
    out.write_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
    out.write_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
    out.write_str(
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
    )?;
    writeln!(out, "<meta name=\"generator\" content=\"nutgraf {}\">", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "<meta name=\"nutgraf-article\" content=\"{}\">", attribute(&head.id))?;
    writeln!(out, "<meta name=\"nutgraf-text-hash\" content=\"{}\">", text_hash(request.article))?;
    for name in &request.selection.by {
        writeln!(out, "<meta name=\"nutgraf-annotator\" content=\"{}\">", text(&visible(name)))?;
    }
    writeln!(out, "<link rel=\"icon\" href=\"data:,\">\n<title>{}, checked</title>", text(&head.title))?;
    write!(out, "<style>\n{STYLE}")?;
    filters_style(&counts, out)?;
    out.write_str(
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<header class=\"top\">\n",
    )?;
    title(head, out)?;
    let names: Vec<String> =
        request.selection.by.iter().map(|name| format!("<bdi>{}</bdi>", text(&visible(name)))).collect();
    let by = if names.is_empty() { "nobody yet".to_owned() } else { names.join(", ") };
    writeln!(out, "<p class=\"by\">Checked by {by} · {}</p>\n</header>", text(request.today))?;
    filters(&counts, out)?;
    corrections(request, &counts, out)?;
    let language = language(&head.language).map_or(String::new(), |tag| format!(" data-language=\"{tag}\""));
    writeln!(out, "<main id=\"text\"{language}>")
}

fn count(request: &Request<'_>) -> Counts {
    let mut counts = Counts { classes: legend().map(|(class, _, _)| (class, 0)).collect(), corrected: 0, all: 0 };
    for chosen in request.chosen_hearing(Hearing::Contradictions) {
        let class = class(request, &chosen);
        counts.all += 1;
        counts.corrected += usize::from(is_corrected(&chosen));
        for (_, count) in counts.classes.iter_mut().filter(|(other, _)| *other == class) {
            *count += 1;
        }
    }
    counts.classes.retain(|(_, count)| *count > 0);
    counts
}

fn title(head: &Head, out: &mut dyn fmt::Write) -> fmt::Result {
    let kicker: Vec<_> =
        [head.outlet.as_ref(), head.genre.as_ref()].into_iter().flatten().map(|part| text(part)).collect();
    writeln!(out, "<p class=\"kicker\" dir=\"auto\">{}</p>", kicker.join(" · "))?;
    writeln!(out, "<h1 dir=\"auto\">{}</h1>", text(&head.title))?;
    if let Some(subtitle) = &head.subtitle {
        writeln!(out, "<p class=\"subtitle\" dir=\"auto\">{}</p>", text(subtitle))?;
    }
    let mut facts: Vec<String> = head.byline.iter().map(|byline| text(byline).into_owned()).collect();
    facts.extend(head.published.as_deref().map(|day| format!("published {}", text(day))));
    facts.extend(head.revised.as_deref().map(|day| format!("revised {}", text(day))));
    facts.extend(head.url.as_deref().map(|url| address(url, "the article")));
    facts.extend(head.archived.as_deref().map(|url| address(url, "archived copy")));
    facts.extend(head.retrieved.as_deref().map(|day| format!("retrieved {}", text(day))));
    facts.extend(head.rights.as_deref().map(|rights| text(rights).into_owned()));
    if !facts.is_empty() {
        writeln!(out, "<p class=\"facts\">{}</p>", facts.join(" · "))?;
    }
    if head.wording == Wording::Retold {
        out.write_str("<p class=\"retold\">The text below is <strong>our paraphrase</strong> of the article, not its words.</p>\n")?;
    }
    Ok(())
}

/// A style rule for each filter: it hides claims of other classes and dims paragraphs without a matching claim.
fn filters_style(counts: &Counts, out: &mut dyn fmt::Write) -> fmt::Result {
    let classes = counts.classes.iter().map(|(class, _)| *class);
    for class in classes.chain((counts.corrected > 0).then_some("corrected")) {
        writeln!(out, "body:has(#f-{class}:checked) .claim:not(.{class}){{display:none}}")?;
        writeln!(out, "body:has(#f-{class}:checked) .row:not(:has(.{class})) p{{color:var(--calm)}}")?;
        writeln!(
            out,
            "body:has(#f-{class}:checked) mark:not(.m-{class}){{text-decoration-line:none;background:none}}"
        )?;
        writeln!(out, "body:has(#f-{class}:checked) mark.m-{class}{{--tone:var(--{class},var(--refuted))}}")?;
        writeln!(out, "body:has(#f-{class}:checked) .ref:not(.{class}){{display:none}}")?;
    }
    Ok(())
}

fn filters(counts: &Counts, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str(
        "<form class=\"filters\" role=\"search\" aria-label=\"Claims\"><fieldset>\n<legend>Show claims</legend>\n<div class=\"bar\" aria-hidden=\"true\">",
    )?;
    for (class, count) in &counts.classes {
        write!(out, "<span class=\"{class}\" style=\"flex-grow:{count}\"></span>")?;
    }
    out.write_str("</div>\n<div class=\"chips\">\n")?;
    chip("all", "", "all", counts.all, out)?;
    for (class, count) in &counts.classes {
        let (_, glyph, word) = legend().find(|(other, _, _)| other == class).unwrap_or(("", "", ""));
        chip(class, glyph, word, *count, out)?;
    }
    if counts.corrected > 0 {
        chip("corrected", "→", "corrected", counts.corrected, out)?;
    }
    out.write_str("</div>\n</fieldset></form>\n")
}

fn chip(class: &str, glyph: &str, word: &str, count: usize, out: &mut dyn fmt::Write) -> fmt::Result {
    let checked = if class == "all" { " checked" } else { "" };
    let glyph = if glyph.is_empty() { String::new() } else { format!("<span aria-hidden=\"true\">{glyph}</span> ") };
    write!(out, "<label class=\"chip {class}\"><input type=\"radio\" name=\"show\" id=\"f-{class}\"{checked}>")?;
    writeln!(out, "{glyph}{word} <b>{count}</b></label>")
}

fn corrections(request: &Request<'_>, counts: &Counts, out: &mut dyn fmt::Write) -> fmt::Result {
    if counts.corrected == 0 {
        return Ok(());
    }
    out.write_str("<section class=\"corrections\" aria-labelledby=\"h-corrections\">\n")?;
    let label = if request.is_retold() { " <small>(our paraphrase)</small>" } else { "" };
    writeln!(out, "<h2 id=\"h-corrections\">As printed{label} → should read</h2>\n<ul>")?;
    for chosen in request.chosen_hearing(Hearing::Contradictions) {
        for (voice, correction) in chosen.corrections() {
            let (id, class) = (attribute(&chosen.claim.id), standing_class(voice.assessment.standing));
            write!(out, "<li><del dir=\"auto\">{}</del> ", text(&chosen.claim.quote))?;
            write!(out, "<ins dir=\"auto\">{}</ins> ", text(correction))?;
            writeln!(out, "<a class=\"{class}\" href=\"#c-{id}\">{id}, <bdi>{}</bdi></a></li>", text(voice.by))?;
        }
    }
    out.write_str("</ul>\n</section>\n")
}
