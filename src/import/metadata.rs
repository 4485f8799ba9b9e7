//! What sources give as metadata, made fit for an article: days in EDTF, languages as tags.

use crate::model::article::date::When;

use crate::import::dates;
use crate::import::dates::NoDate;
use crate::import::document::{Document, Field};
use crate::import::language;
use crate::import::notice::{Notice, NoticeKind};

/// Reads the days and the language of a document; what cannot be read is left out and reported.
pub(super) fn normalise(document: &mut Document) {
    let Document { metadata, notices, .. } = document;
    let days = [
        ("published", &mut metadata.published),
        ("revised", &mut metadata.revised),
        ("retrieved", &mut metadata.retrieved),
    ];
    for (key, field) in days {
        let Some(given) = field.take() else { continue };
        if When::parse(&given.value).is_ok() {
            *field = Some(given);
            continue;
        }
        match dates::first(&given.value) {
            Ok(value) => *field = Some(Field { value, ..given }),
            Err(why) => notices.push(unread(key, &given.value, why)),
        }
    }
    if let Some(given) = metadata.language.take() {
        metadata.language = language::tag(&given.value).map(|value| Field { value, ..given });
    }
}

fn unread(key: &str, value: &str, why: NoDate) -> Notice {
    let why = match why {
        NoDate::Ambiguous => "day and month could be either way round",
        NoDate::Absent => "it is not a recognised date",
    };
    Notice::whole(NoticeKind::Guess, format!("left out `{key}` (“{value}”): {why}"))
}
