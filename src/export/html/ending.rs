//! The foot of the page: notes on other parts of the article, orphans, and the origin of the page.

use std::fmt;

use crate::model::annotation::orphan::Orphan;
use crate::model::article::subject::Subject;
use crate::model::journal::Target;
use crate::model::journal::fold::Fold;

use crate::export::Request;
use crate::export::html::card::Judged;
use crate::export::html::{card, glyph, standing_class, text};

pub(crate) fn write(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("</main>\n<footer>\n")?;
    if !request.selection.picks_claims() {
        elsewhere(request, out)?;
    }
    no_longer_there(request, out)?;
    let version = env!("CARGO_PKG_VERSION");
    let today = text(request.today);
    writeln!(out, "<p class=\"by\">Made by nutgraf {version} on {today}. The history stays in the notes file.</p>")?;
    out.write_str("</footer>\n</body>\n</html>\n")
}

fn elsewhere(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    let folds = request.folds();
    // Notes on paragraphs are shown beside them.
    for on in request.elsewhere().iter().filter(|on| on.sort() != "paragraph") {
        for (by, fold) in folds.iter() {
            let Some(remarks) = folds.remarks(fold, on) else { continue };
            if !std::mem::replace(&mut begun, true) {
                out.write_str("<section>\n<h2>Notes on the rest</h2>\n")?;
            }
            writeln!(out, "<div class=\"aside\"><p class=\"who\">{}, {}</p>", text(&name(request, on)), text(by))?;
            card::remarks(&remarks, out)?;
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

/// The annotations whose words are no longer in the article, in full.
fn no_longer_there(request: &Request<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut begun = false;
    let folds = request.folds();
    for (by, fold) in folds.iter() {
        for orphan in request.orphans(&folds, fold) {
            if !std::mem::replace(&mut begun, true) {
                out.write_str("<section id=\"gone\">\n<h2>No longer in the article</h2>\n")?;
            }
            let state = orphan.state(&folds.locator);
            self::orphan(request, (by, fold), (&orphan, &state), out)?;
        }
    }
    if begun { out.write_str("</section>\n") } else { Ok(()) }
}

fn orphan(
    request: &Request<'_>,
    (by, fold): (&str, &Fold),
    (orphan, state): (&Orphan, &str),
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let words = orphan.words().map_or(String::new(), |words| format!(", “{}”", text(&words)));
    let on = if orphan.name() == "added claim" { "Added claim".into() } else { text(&orphan.on.0).into_owned() };
    writeln!(
        out,
        "<div class=\"aside\"><p class=\"who\" dir=\"auto\">{on}{words} ({}), <bdi>{}</bdi></p>",
        text(state),
        text(by)
    )?;
    if let (Some(claim), Some(said)) = (&orphan.claim, &orphan.assessment) {
        if !claim.text.is_empty() {
            writeln!(out, "<p class=\"statement\" dir=\"auto\">{}</p>", text(&claim.text))?;
        }
        let class = standing_class(said.standing);
        writeln!(out, "<p><span class=\"{class}\">{} {}</span></p>", glyph(class), said.standing.words())?;
        card::reasons(said, out)?;
        card::everything(&Judged { claim, fold, said, today: request.today, several: true, voice: None }, out)?;
    } else {
        card::notes(&orphan.notes, &|_| String::new(), out)?;
        card::tags(&orphan.tags, &|_| String::new(), out)?;
    }
    out.write_str("</div>\n")
}
