//! The commands of the reader.

use crate::model::annotation::judgement::{Confidence, Said, Verdict};

/// One row per command: variant, its name for the command list and the settings, what it does.
macro_rules! commands {
    ($($variant:ident $(($value:ty))?, $name:literal, $does:literal;)*) => {
        /// A command of the reader.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Command {
            $(#[doc = $does] $variant $(($value))?,)*
        }

        impl Command {
            /// Its name in the command list and in `nutgraf.toml`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(commands!(@any $variant $(($value))?) => $name),* }
            }
        }
    };
    (@any $variant:ident) => { Self::$variant };
    (@any $variant:ident ($value:ty)) => { Self::$variant(_) };
}

commands! {
    Next, "next", "Next item of the focused pane.";
    Previous, "previous", "Previous item of the focused pane.";
    NextPane, "next-pane", "Focus the next pane.";
    PreviousPane, "previous-pane", "Focus the previous pane.";
    NextClaim, "next-claim", "Next claim, from any pane.";
    PreviousClaim, "previous-claim", "Previous claim, from any pane.";
    OtherClaim, "other-claim", "Select another claim that quotes the words found, or the words that the selected claim quotes.";
    NextSection, "next-section", "Next section, from any pane.";
    PreviousSection, "previous-section", "Previous section, from any pane.";
    PageDown, "page-down", "Scroll a screenful forward.";
    PageUp, "page-up", "Scroll a screenful back.";
    First, "first", "First item of the focused pane.";
    Last, "last", "Last item of the focused pane.";
    Follow, "follow", "Open the selected item.";
    Back, "back", "Go back to the place before the last jump.";
    Forward, "forward", "Go forward again, after going back.";
    Find, "find", "Find words.";
    NextHit, "next-hit", "Next match.";
    PreviousHit, "previous-hit", "Previous match.";
    ClearFound, "clear", "Clear the search, then the filter.";
    Section(u8), "section", "Go to the section with this number, counted from 1.";
    Marks, "marks", "Show or hide the marks in the text.";
    HideClaims, "hide-claims", "Hide or show the claims.";
    Copy, "copy", "Copy the selected claim with its quote and reference.";
    FoldOutline, "fold-outline", "Show the outline only while it has the focus, or always.";
    WidenPane, "widen-pane", "Make the focused pane wider.";
    NarrowPane, "narrow-pane", "Make the focused pane narrower.";
    WidenDetails, "widen-details", "Make the details of the selected claim wider.";
    NarrowDetails, "narrow-details", "Make the details of the selected claim narrower.";
    ResetPanes, "reset-panes", "Restore the widths of all panes.";
    Theme, "theme", "Switch to the next theme.";
    Commands, "commands", "Show every command by name.";
    Entity, "entity", "Find an entity by a few letters.";
    Filter, "filter", "Show only some claims.";
    Complete, "complete", "Complete the line with the selected row.";
    Select, "select", "Select words of the text.";
    Extend, "extend", "Extend the selection by each move, or move it whole.";
    SwapEnds, "swap-ends", "Move the other end of the selection.";
    Library, "library", "Show the articles that can be opened.";
    SortList, "sort", "Sort the list by the next column.";
    ReverseList, "reverse", "Reverse the order of the list.";
    GroupList, "group", "Group the list by outlet, month, folder or language, or not at all.";
    MarkRow, "mark", "Mark or unmark the selected article.";
    MarkAll, "mark-all", "Mark all listed articles, or none.";
    Statistics, "statistics", "Show counts over all articles: who is quoted, verdicts, corrections, years.";
    EntityInLibrary, "entity-in-library", "Show what all articles of the library say about the entity.";
    CheckMarked, "check", "Check the marked articles, or the selected one.";
    OtherArticles, "other-articles", "Show articles elsewhere, and files that can be imported.";
    Figures, "figures", "Show every figure and date.";
    Similar, "similar", "Show claims elsewhere that are similar to the selected one, with their verdicts.";
    Versions, "versions", "Show what changed since the previous version, and whether errors were corrected.";
    Sourcing, "sourcing", "Show the speakers and how often each is quoted.";
    Judge, "judge", "Ask for a verdict on the selected claim.";
    Give(Option<Verdict>), "verdict", "Give this verdict, or withdraw yours.";
    NotCheckable, "not-checkable", "Mark the claim as not checkable.";
    Sure(Confidence), "confidence", "Set your confidence, before the verdict.";
    Said(Said), "said", "Record whether the speaker made the claim, before the verdict.";
    Abandon, "abandon", "Close without saving.";
    Repeat, "repeat", "Judge the claim as you judged the last one.";
    Undo, "undo", "Undo your latest action.";
    Redo, "redo", "Redo what you last undid.";
    Others, "others", "Show or hide others' judgements of claims that you have not judged.";
    Retry, "save-again", "Retry a failed save now.";
    Restore, "restore", "Restore lines missing from the disk.";
    Help, "help", "Show the keys.";
    Close, "close", "Close what is open.";
    LeaveAnyway, "leave-anyway", "Quit without saving.";
    Quit, "quit", "Quit; asks first if something is not saved.";
    Suspend, "suspend", "Suspend the program until `fg`.";
    Priority, "priority", "Switch the selected claim to the next of three priorities.";
    Queue, "queue", "Judge the claims still to check, one after another.";
    AskForEvidence, "ask-for-evidence", "In the queue, ask for evidence after each refuted or misleading claim, or stop asking.";
    Review, "review", "Confirm or drop candidates one by one, or edit the article's claims and entities.";
    Disagreements, "disagreements", "Settle the claims on which annotators differ, one at a time.";
    SettleAs(u8), "settle-as", "Settle for this side, with its reason.";
    SettleBecause(u8), "settle-because", "Settle for this side, with your own reason.";
    Unsettle, "unsettle", "Withdraw your settlement of the claim.";
    Names, "names", "Hide or show who judged what.";
    Confirm, "confirm", "Confirm the current candidate.";
    ConfirmRest, "confirm-rest", "Confirm the remaining candidates of the paragraph.";
    EditItem, "edit-item", "Edit the current claim or entity.";
    DropItem, "drop-item", "Drop the current claim or entity from the article.";
    SplitItem, "split-item", "Split the current claim in two.";
    MergeItem, "merge-item", "Merge the current item with another.";
    AddItem, "add-item", "Add a claim or entity to the article.";
    ShowAll, "show-all", "Show all claims and entities, or only candidates.";
    WriteAgain, "write-again", "Restore decisions missing from the article's file.";
    Note, "note", "Write a note on the focused item, or an answer to the selected note.";
    NoteArticle, "note-article", "Write a note on the whole article.";
    Evidence, "evidence", "Add evidence for the selected claim.";
    EvidenceForJudged, "evidence-for-judged", "Add evidence for the claim that you judged last in the queue.";
    Reply, "reply", "Record whom you asked about the claim, and what they answered.";
    Tags, "tags", "Tag the focused item.";
    AddClaim, "add-claim", "Add your own claim from words of the text.";
    Relate, "relate", "Relate the selected claim to another.";
    Reason, "reason", "Write the reason, before the verdict.";
    Correct, "correct", "Write the correction, before the verdict.";
    Status, "status", "Set the status of the work on the claim, before the verdict.";
    Notes, "all-notes", "Show all notes and tags.";
    Export, "export", "Export the article and notes to another format.";
    Warnings, "warnings", "Show all warnings about the export in full, and what the format leaves out, or the preview again.";
    EditDestination, "destination", "Choose the file to export to.";
    Problems, "problems", "Show what is wrong with the article's file, after an edit that cannot be read.";
    Lost, "lost", "Show annotations whose words were removed.";
    Drafts, "drafts", "Reopen unfinished text from this or an earlier run.";
    WriteArticle, "write-article", "Write a draft article to a file.";
    PasteArticle, "paste-article", "Open pasted text as a draft article.";
    EditArticle, "edit-article", "Open the article file in your editor.";
    Remove, "remove", "Remove the annotation in the selected row.";
    Private, "private", "Keep the selected note or evidence out of every export, or export it again.";
    Settle, "settle", "Resolve conflicting edits; confirm or move annotations whose words have changed.";
    Keep, "keep", "Keep what you wrote.";
    SetAside, "set-aside", "Set what you wrote aside for later.";
    MoreFields, "more-fields", "Show more fields.";
    Editor, "editor", "Open the field in your editor.";
    UndoTyping, "undo-typing", "Undo typing.";
    RedoTyping, "redo-typing", "Redo typing.";
}
