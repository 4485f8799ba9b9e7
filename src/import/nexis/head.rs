//! What is before the labels: title, outlet, date, edition, copyright, in one order or another.

use crate::import::dates;
use crate::import::document::{Document, Field};
use crate::import::fields;
use crate::import::passage::Passage;

/// Words of which one is in the line of an edition.
const EDITION: [&str; 9] =
    ["edition", "ausgabe", "édition", "edición", "editie", "edizione", "edição", "final", "correction appended"];
/// Weekdays that make a date out of what may be a title.
const WEEKDAYS: [&str; 42] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "lunedì",
    "martedì",
    "mercoledì",
    "giovedì",
    "venerdì",
    "sabato",
    "domenica",
];

/// Reads the head of an article into the metadata.
pub(super) fn read(head: &[&Passage], document: &mut Document) {
    let mut rest: Vec<&Passage> = Vec::new();
    for passage in head {
        if crate::import::nexis::is_copyright(&passage.text) {
            document.metadata.rights = Field::stated(&passage.text);
        } else if !is_number(&passage.one_line()) {
            rest.push(passage);
        }
    }
    let title = rest.iter().position(|passage| passage.is_large || passage.is_bold());
    // Nexis Uni begins with the title, the older Nexis with the outlet.
    let title_first = title == Some(0) && rest.len() > 1;
    if title_first {
        document.metadata.title = Field::stated(&rest.remove(0).text);
    }
    if rest.is_empty() {
        return;
    }
    document.metadata.outlet = Field::stated(&rest.remove(0).text);
    if let Some(at) = date_line(&rest) {
        let date = rest.remove(at);
        document.metadata.published = fields::day(&date.text, &mut document.notices);
    }
    rest.retain(|passage| passage.is_large || !is_edition(&passage.text));
    if title_first {
        return;
    }
    let marked = rest.iter().find(|passage| passage.is_large || passage.is_bold());
    document.metadata.title = match marked {
        Some(title) => Field::stated(&title.text),
        None => rest.last().and_then(|title| Field::guessed(&title.text)),
    };
}

/// "2 of 10 DOCUMENTS", "Dokument 2 von 10", "Document 2 de 10".
fn is_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_count = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let of = |word: &str| matches!(word, "of" | "von" | "de" | "van" | "di");
    match words.as_slice() {
        [first, middle, second, _] if of(middle) => is_count(first) && is_count(second),
        [_, first, middle, second] => of(middle) && is_count(first) && is_count(second),
        _ => false,
    }
}

/// Which line has the date of publication. A title may be a date too: the one with a weekday is preferred, then
/// the first that is not set in the letters of a title.
fn date_line(lines: &[&Passage]) -> Option<usize> {
    let dated = |passage: &&Passage| dates::first(&passage.text) != Err(dates::NoDate::Absent);
    let has_weekday = |passage: &&Passage| {
        let lower = passage.text.to_lowercase();
        WEEKDAYS.iter().any(|day| lower.contains(day))
    };
    let short = |passage: &&Passage| passage.text.len() < 120;
    let candidates = || lines.iter().enumerate().filter(|(_, line)| short(line) && dated(line));
    let found = candidates().find(|(_, line)| has_weekday(line) && !line.is_large);
    let found = found.or_else(|| candidates().find(|(_, line)| !line.is_large && !line.is_bold()));
    found.or_else(|| candidates().next()).map(|(at, _)| at)
}

fn is_edition(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.split_whitespace().count() <= 8 && EDITION.iter().any(|word| lower.contains(word))
}
