//! The foot of the page: notes on the rest, what is left of earlier versions, and where the page is from.

use std::fmt;

use crate::domain::anchor::strays;
use crate::domain::journal::Target;
use crate::domain::note::{notes_on, tags_on};
use crate::domain::subject::Subject;

use super::super::Request;
use super::super::loss;
use super::{FORMAT, card, text};

pub(super) fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("</main>\n<footer>\n")?;
    if !request.selection.picks_claims() {
        elsewhere(request, out)?;
    }
    if request.selection.is_whole() {
        lost(request, out)?;
    }
    let left: Vec<String> =
        loss::report(&FORMAT, request).iter().map(|line| format!("<li>{}</li>", text(line))).collect();
    if !left.is_empty() {
        writeln!(out, "<section><h2>What this page leaves out</h2><ul>{}</ul></section>", left.concat())?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let today = text(request.today);
    writeln!(out, "<p class=\"by\">Made by nutgraf {version} on {today}. The history stays in the notes file.</p>")?;
    out.write_str("</footer>\n</body>\n</html>\n")
}

fn elsewhere(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    // What is said of paragraphs stands beside them.
    for on in request.elsewhere().iter().filter(|on| on.sort() != "paragraph") {
        for (by, fold) in request.folds() {
            let (notes, tags) = (notes_on(fold, on), tags_on(fold, on));
            if notes.is_empty() && tags.is_empty() {
                continue;
            }
            if !std::mem::replace(&mut begun, true) {
                out.write_str("<section>\n<h2>Notes on the rest</h2>\n")?;
            }
            writeln!(out, "<div class=\"aside\"><p class=\"who\">{}, {}</p>", text(&name(request, on)), text(by))?;
            card::notes(&notes, out)?;
            card::tags(&tags, out)?;
            out.write_str("</div>\n")?;
        }
    }
    if begun { out.write_str("</section>\n") } else { Ok(()) }
}

fn name(request: &Request<'_>, on: &Target) -> String {
    match Subject::find(request.article, on) {
        Some(Subject::Section(section)) => format!("On the section “{}”", section.title()),
        Some(Subject::Entity(entity)) => format!("On {}", entity.name),
        _ => "On the article".to_owned(),
    }
}

fn lost(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    for (by, fold) in request.folds() {
        for stray in strays(request.article, fold) {
            if !std::mem::replace(&mut begun, true) {
                out.write_str("<section>\n<h2>Said of what the article no longer has</h2>\n<ul>\n")?;
            }
            let words = stray.seen.as_ref().map_or(String::new(), |seen| format!(", “{}”", text(&seen.quote)));
            let said: Vec<String> =
                stray.said.iter().map(|(field, value)| format!("{} {}", text(field), text(value))).collect();
            let (on, health) = (text(&stray.on.0), stray.health.word());
            writeln!(out, "<li dir=\"auto\">{on}{words} ({health}, {}): {}</li>", text(by), said.join("; "))?;
        }
    }
    if begun { out.write_str("</ul>\n</section>\n") } else { Ok(()) }
}
