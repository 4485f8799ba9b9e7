//! The review journal on the disk: read whole, appended to with the care of notes.

pub(crate) mod service;

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::codec::review_jsonl;
use crate::codec::review_jsonl::ReviewRead;
use crate::model::review::Decision;

use crate::storage::files::disk::Disk;
use crate::storage::files::folders::review_beside;
use crate::storage::files::regular;
use crate::storage::journal::append::{AppendError, Appended, append};
use crate::storage::journal::file_kind::JournalKind;

/// The decisions on the article at `article`; none where nobody has decided anything yet.
///
/// # Errors
///
/// When there is a review journal that cannot be read.
pub fn read(article: &Path) -> Result<ReviewRead, AppendError> {
    let path = review_beside(article);
    match regular::read(&path) {
        Ok(bytes) => Ok(review_jsonl::read(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(ReviewRead::default()),
        Err(source) => Err(AppendError { path, action: "read", source }),
    }
}

/// Appends decisions to the review journal of the article at `article`, all or none, and flushes them to the disk.
/// `unflushed` is kept from one call to the next, as for notes.
///
/// # Errors
///
/// Which step failed, and why. After a failed flush the lines may be in the file: appending them again is harmless.
pub(crate) fn append_decisions(
    disk: &dyn Disk,
    article: &Path,
    decisions: &[Decision],
    unflushed: &mut HashSet<PathBuf>,
) -> Result<Appended, AppendError> {
    let lines = decisions.iter().fold(String::new(), |lines, decision| lines + &decision.raw + "\n");
    append(disk, JournalKind::Review, &review_beside(article), &lines, unflushed)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;
    use crate::storage::files::disk::OsDisk;

    fn decision() -> Decision {
        let line = json!({"v": 1, "id": "01KB0000000000000000000001", "at": "", "who": "ana", "item": "p1.c1",
            "decision": "dropped", "before": [], "after": []});
        review_jsonl::read(line.to_string().as_bytes()).review.all()[0].clone()
    }

    #[test]
    fn decisions_are_appended_behind_a_torn_line_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let article = folder.path().join("trade.yaml");
        let journal = folder.path().join("trade.review.jsonl");
        assert!(read(&article).unwrap().review.all().is_empty());
        fs::write(&journal, "{\"v\":1,\"id\":\"to").unwrap();
        append_decisions(&OsDisk, &article, &[decision()], &mut HashSet::new()).unwrap();
        let there = read(&article).unwrap();
        assert_eq!((there.review.all(), there.bad.len()), (&[decision()][..], 1));
    }

    #[test]
    fn a_file_that_is_no_review_journal_is_never_appended_to() {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("trade.review.jsonl");
        fs::write(&journal, "alias a=b\n").unwrap();
        let article = folder.path().join("trade.yaml");
        let refused = append_decisions(&OsDisk, &article, &[decision()], &mut HashSet::new()).unwrap_err();
        assert!(refused.to_string().contains("it is not a review journal"), "{refused}");
        assert_eq!(fs::read_to_string(&journal).unwrap(), "alias a=b\n");
    }
}
