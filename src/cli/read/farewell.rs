//! The last message, on work that is not on the disk. It reports as lost only what is lost.

use crate::terminal;

use crate::cli::{FAILED, Failure, complain};
use crate::text::counted::{are, counted};

/// What the disk does not have when the program ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Left {
    /// Actions that may not be on the disk.
    pub(crate) unsaved: usize,
    /// How many of them came from forms whose drafts are on the disk.
    pub(crate) in_drafts: usize,
    /// Whether the disk refused them; otherwise it did not answer in time.
    pub(crate) refused: bool,
    /// The error, if known.
    pub(crate) why: Option<String>,
    /// Actions that were on the disk and have vanished from it, in words.
    pub(crate) vanished: Option<String>,
    /// The key that reopens a draft.
    pub(crate) drafts_key: String,
}

/// Reports what is not on the disk, and why the program ended if the user did not end it.
pub(crate) fn take_leave(ended: Result<u8, terminal::Error>, left: &Left) -> Result<u8, Failure> {
    let words = left.words();
    if !words.is_empty() {
        complain(&Failure::from(words));
    }
    match ended {
        Ok(_) if left.is_unsaved() => Ok(FAILED),
        Ok(code) => Ok(code),
        Err(error @ (terminal::Error::NoTerminal | terminal::Error::DumbTerminal)) => Err(Failure::from(format!(
            "{error}; without one, `nutgraf print` shows an article and `nutgraf judge` annotates it"
        ))),
        Err(error @ terminal::Error::System(_)) => Err(Failure::from(error)),
    }
}

impl Left {
    /// Whether work of the user may be lost.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.unsaved > 0
    }

    /// The report, a sentence a line; empty if everything is on the disk.
    pub(crate) fn words(&self) -> String {
        let mut lines = Vec::new();
        if self.unsaved > 0 {
            lines.push(if self.refused { self.refused_words() } else { self.unanswered_words() });
        }
        lines.extend(self.vanished.as_ref().map(|words| format!("{words} and was not restored")));
        lines.join("\n")
    }

    fn drafts(&self, count: usize) -> String {
        let key = &self.drafts_key;
        if count == 1 {
            format!("1 of them is kept as a draft, which {key} reopens")
        } else {
            format!("{count} of them are kept as drafts, which {key} reopens")
        }
    }

    fn refused_words(&self) -> String {
        let actions = counted(self.unsaved, "action");
        let why = self.why.as_ref().map_or(String::new(), |why| format!(" ({why})"));
        let lost = self.unsaved - self.in_drafts;
        match (self.in_drafts, lost) {
            (0, _) => format!("{actions} could not be saved and {} lost{why}", are(lost)),
            (kept, 0) => format!("{actions} could not be saved{why}; {}", self.drafts(kept)),
            (kept, _) => format!("{actions} could not be saved{why}; {}, {lost} {} lost", self.drafts(kept), are(lost)),
        }
    }

    fn unanswered_words(&self) -> String {
        let actions = counted(self.unsaved, "action");
        let them = if self.unsaved == 1 { "it" } else { "them" };
        let words = format!(
            "{actions} may not be on the disk, which did not answer in time; check for {them} when you start nutgraf again"
        );
        if self.in_drafts == 0 { words } else { format!("{words}. {}", capital(&self.drafts(self.in_drafts))) }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(unsaved: usize, in_drafts: usize, refused: bool) -> String {
        Left {
            unsaved,
            in_drafts,
            refused,
            why: Some("disk full".to_owned()),
            vanished: None,
            drafts_key: "d".to_owned(),
        }
        .words()
    }

    #[test]
    fn work_kept_in_drafts_is_not_reported_as_lost() {
        assert_eq!(words(1, 0, true), "1 action could not be saved and is lost (disk full)");
        let all = words(2, 2, true);
        assert!(all.contains("kept as drafts") && !all.contains("lost"), "{all}");
        assert!(words(3, 1, true).ends_with("kept as a draft, which d reopens, 2 are lost"), "{}", words(3, 1, true));
        for drafts in 0..3 {
            assert!(!words(2, drafts, false).contains("lost"), "{}", words(2, drafts, false));
        }
        assert_eq!(Left::default().words(), "");
    }
}
