//! What is said on the way out of what is not on the disk: no more is called lost than is.

/// What the disk does not have when the program ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Actions that are not known to be on the disk.
    pub(super) unsaved: usize,
    /// How many of them were written in forms whose drafts are on the disk.
    pub(super) in_drafts: usize,
    /// Whether the disk has refused them; otherwise it has not answered in time.
    pub(super) refused: bool,
    /// Why, where that is known.
    pub(super) why: Option<String>,
    /// Actions that were on the disk and have vanished from it.
    pub(super) vanished: Option<String>,
}

impl Left {
    /// Whether something that the user has done may be lost.
    pub(super) fn is_unsaved(&self) -> bool {
        self.unsaved > 0
    }

    /// In sentences, one a line; empty where all is on the disk.
    pub(super) fn words(&self) -> String {
        let mut lines = Vec::new();
        if self.unsaved > 0 {
            lines.push(if self.refused { self.refused_words() } else { self.unanswered_words() });
        }
        lines.extend(self.vanished.as_ref().map(|words| format!("{words} and was not written again")));
        lines.join("\n")
    }

    fn refused_words(&self) -> String {
        let (actions, _) = counted(self.unsaved);
        let why = self.why.as_ref().map_or(String::new(), |why| format!(" ({why})"));
        let lost = self.unsaved - self.in_drafts;
        match (self.in_drafts, lost) {
            (0, _) => format!("{actions} could not be saved and {} lost{why}", are(lost)),
            (kept, 0) => format!("{actions} could not be saved{why}; {}", drafts(kept)),
            (kept, _) => format!("{actions} could not be saved{why}; {}, {lost} {} lost", drafts(kept), are(lost)),
        }
    }

    fn unanswered_words(&self) -> String {
        let (actions, them) = counted(self.unsaved);
        let words = format!(
            "{actions} may not be on the disk, which has not answered in time; look whether you see {them} in the next run"
        );
        if self.in_drafts == 0 { words } else { format!("{words}. {}", capital(&drafts(self.in_drafts))) }
    }
}

fn counted(count: usize) -> (String, &'static str) {
    if count == 1 { ("1 action".to_owned(), "it") } else { (format!("{count} actions"), "them") }
}

fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn drafts(count: usize) -> String {
    if count == 1 {
        "what you wrote in 1 of them is kept as a draft, which d takes up".to_owned()
    } else {
        format!("what you wrote in {count} of them is kept as drafts, which d takes up")
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
        Left { unsaved, in_drafts, refused, why: Some("disk full".to_owned()), vanished: None }.words()
    }

    #[test]
    fn only_what_no_draft_holds_is_called_lost() {
        assert_eq!(words(1, 0, true), "1 action could not be saved and is lost (disk full)");
        let all = words(2, 2, true);
        assert!(all.contains("kept as drafts") && !all.contains("lost"), "{all}");
        assert!(words(3, 1, true).ends_with("kept as a draft, which d takes up, 2 are lost"), "{}", words(3, 1, true));
        for drafts in 0..3 {
            assert!(!words(2, drafts, false).contains("lost"), "{}", words(2, drafts, false));
        }
        assert_eq!(Left::default().words(), "");
    }
}
