//! The result of proposals for an article, in lines for people and as JSON.

use serde_json::{Value, json};

use crate::proposers::answer::Remarks;
use crate::proposers::resolve::Added;
use crate::text::counted::counted;
use crate::text::hidden::visible_in_line;

/// At most this many refusals of a proposer are printed; the JSON report has all.
const MOST_PRINTED: usize = 20;

/// The result of one proposer.
pub(crate) struct Outcome {
    pub(crate) proposer: String,
    /// Its answer, or why there is none.
    pub(crate) said: Result<Said, String>,
}

/// A proposer's answer on an article.
pub(crate) struct Said {
    pub(crate) added: Added,
    pub(crate) refused: Remarks,
    pub(crate) notices: Remarks,
    pub(crate) not_listed: usize,
    /// Whether everything was refused because a part was.
    pub(crate) is_refused: bool,
}

impl Outcome {
    /// Whether the proposer answered, and its answer was not refused as a whole.
    pub(crate) fn is_well(&self) -> bool {
        self.said.as_ref().is_ok_and(|said| !said.is_refused)
    }

    /// Lines for people; `article` is its name. If `is_quiet`, only problems.
    pub(crate) fn lines(&self, article: &str, is_quiet: bool) -> Vec<String> {
        let name = format!("{article}: {}", self.proposer);
        let said = match &self.said {
            Err(why) => return vec![format!("{name}: {why}")],
            Ok(said) => said,
        };
        let mut lines: Vec<String> = (!is_quiet).then(|| format!("{name}: {}", said.summary())).into_iter().collect();
        let notices = said.notices.kept.iter().filter(|_| !is_quiet);
        for (remarks, count, sort) in [
            (said.refused.kept.iter().collect::<Vec<_>>(), said.refused.count, "refused"),
            (notices.collect(), if is_quiet { 0 } else { said.notices.count }, "noticed"),
        ] {
            let shown = remarks.len().min(MOST_PRINTED);
            lines.extend(remarks[..shown].iter().map(|remark| {
                let remark = visible_in_line(&remark.to_string());
                if sort == "refused" { format!("{name}: refused: {remark}") } else { format!("{name}: {remark}") }
            }));
            if count > shown {
                lines.push(format!("{name}: … and {} more {sort}; --report json lists them", count - shown));
            }
        }
        lines
    }

    pub(crate) fn json(&self) -> Value {
        let said = match &self.said {
            Err(why) => return json!({"proposer": self.proposer, "error": why}),
            Ok(said) => said,
        };
        let remarks = |remarks: &Remarks| {
            let remark = |remark: &crate::proposers::answer::Remark| {
                json!({"answer": remark.place.answer.max(1), "line": remark.place.line, "place": remark.place.to_string(),
                    "reason": remark.text})
            };
            remarks.kept.iter().map(remark).collect::<Vec<_>>()
        };
        json!({
            "proposer": self.proposer,
            "entities": said.added.entities,
            "claims": said.added.claims,
            "shared": said.added.shared,
            "left_out": said.added.left_out,
            "not_listed": said.not_listed,
            "refused": said.refused.count,
            "refusals": remarks(&said.refused),
            "notices": remarks(&said.notices),
        })
    }
}

impl Said {
    fn summary(&self) -> String {
        if self.is_refused {
            return format!("nothing added, because of {}", counted(self.refused.count, "refusal"));
        }
        let added = format!(
            "{} and {} added as drafts",
            counted(self.added.entities.len(), "entity"),
            counted(self.added.claims.len(), "claim")
        );
        let parts = [
            (self.added.shared, "also proposed by others"),
            (self.added.left_out, "left out, as in the article or dropped before"),
            (self.not_listed, "of a kind that articles do not list, such as dates"),
            (self.refused.count, "refused"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("; {count} {what}"));
        parts.fold(added, |line, part| line + &part)
    }
}
