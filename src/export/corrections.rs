//! What many articles got wrong as CSV: a row for each claim.

use crate::corpus::corrections::Correction;
use crate::export::statistics::guarded;
use crate::model::annotation::judgement::Verdict;

const COLUMNS: [&str; 13] = [
    "path",
    "article",
    "title",
    "outlet",
    "published",
    "claim",
    "text",
    "by",
    "verdict",
    "correction",
    "status",
    "now",
    "note",
];

/// The list as CSV. What several annotators found is in one cell, one finding after another.
///
/// # Errors
///
/// If memory runs out.
pub fn csv(corrections: &[Correction]) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for one in corrections {
        let joined = |texts: Vec<&str>| texts.join("; ");
        let verdict = |stored: &str| Verdict::from_stored(stored).map_or("", Verdict::word);
        let row = [
            one.path.as_str(),
            &one.article,
            &one.title,
            one.outlet.as_deref().unwrap_or(""),
            one.published.as_deref().unwrap_or(""),
            &one.claim,
            &one.text,
            &joined(one.findings.iter().map(|found| found.by.as_str()).collect()),
            &joined(one.findings.iter().map(|found| found.verdict.as_deref().map_or("", verdict)).collect()),
            &joined(one.findings.iter().filter_map(|found| found.correction.as_deref()).collect()),
            one.outcome(),
            one.now.as_deref().unwrap_or(""),
            one.note.as_deref().unwrap_or(""),
        ];
        writer.write_record(row.map(guarded))?;
    }
    let bytes = writer.into_inner().map_err(::csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
