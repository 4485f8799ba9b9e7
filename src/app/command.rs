//! Everything the reader can be asked to do.

use crate::domain::judgement::{Confidence, Said, Verdict};

/// One row per command: variant, the name under which it can be asked for, what it does.
macro_rules! commands {
    ($($variant:ident $(($value:ty))?, $name:literal, $does:literal;)*) => {
        /// Something the reader can be asked to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Command {
            $(#[doc = $does] $variant $(($value))?,)*
        }

        impl Command {
            /// The name under which it can be asked for.
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
    PreviousPane, "previous-pane", "Focus the pane before.";
    NextClaim, "next-claim", "Next claim, from any pane.";
    PreviousClaim, "previous-claim", "Previous claim, from any pane.";
    NextSection, "next-section", "Next section, from any pane.";
    PreviousSection, "previous-section", "Previous section, from any pane.";
    PageDown, "page-down", "A screenful forward.";
    PageUp, "page-up", "A screenful back.";
    First, "first", "First item of the focused pane.";
    Last, "last", "Last item of the focused pane.";
    Follow, "follow", "Go to what the selected item stands for.";
    Back, "back", "Go back to where one was before following.";
    Forward, "forward", "Go forward again, after going back.";
    Find, "find", "Ask what to find.";
    NextHit, "next-hit", "Next place where it stands.";
    PreviousHit, "previous-hit", "The place before.";
    ClearFound, "clear", "Forget what was looked for.";
    Section(u8), "section", "The section of that number, counted from 1.";
    Marks, "marks", "Show or hide the marks in the text.";
    HideClaims, "hide-claims", "Hide or show the claims.";
    Copy, "copy", "Copy the selected claim with its quote and reference.";
    Theme, "theme", "Go on to the next theme.";
    Commands, "commands", "Show every command by name.";
    Entity, "entity", "Find an entity by a few letters.";
    Filter, "filter", "Choose which claims show.";
    Select, "select", "Select words of the text.";
    SwapEnds, "swap-ends", "Move the other end of the selection.";
    Library, "library", "Show the articles that can be opened.";
    Figures, "figures", "Show every figure and date.";
    Sourcing, "sourcing", "Show who is heard in the article.";
    Judge, "judge", "Ask for a verdict on the selected claim.";
    Give(Option<Verdict>), "verdict", "Give this verdict, or take back one's own.";
    NotCheckable, "not-checkable", "Say that nobody can check the claim.";
    Sure(Confidence), "confidence", "Say how sure one is, before the verdict.";
    Said(Said), "said", "Say whether the speaker said so, before the verdict.";
    Abandon, "abandon", "Close, and write nothing.";
    Repeat, "repeat", "Judge as one judged last.";
    Undo, "undo", "Take back one's own latest action.";
    Redo, "redo", "Do again what was taken back last.";
    Others, "others", "Show or hide what others judged of claims not judged by oneself.";
    Retry, "save-again", "Try at once to save what could not be saved.";
    Restore, "restore", "Write again what vanished from the disk.";
    Help, "help", "Show the keys.";
    Close, "close", "Close what is open.";
    LeaveAnyway, "leave-anyway", "Leave, though something is not saved.";
    Quit, "quit", "Leave; asks when something is not saved.";
    Suspend, "suspend", "Hand the terminal back until continued.";
    Priority, "priority", "Say how much the selected claim deserves checking: the next of three levels.";
    Queue, "queue", "Judge what is to do, one claim after the other.";
    Review, "review", "Decide on candidates, one after the other; or on the article's claims and entities.";
    Confirm, "confirm", "Confirm the candidate at hand.";
    ConfirmRest, "confirm-rest", "Confirm the candidates that are left in the paragraph.";
    EditItem, "edit-item", "Change the claim or entity at hand in the article.";
    DropItem, "drop-item", "Take the claim or entity at hand out of the article.";
    SplitItem, "split-item", "Make two claims of the one at hand.";
    MergeItem, "merge-item", "Make one of the item at hand and another.";
    AddItem, "add-item", "Add a claim or entity to the article.";
    ShowAll, "show-all", "Go through all claims and entities, or only through candidates.";
    WriteAgain, "write-again", "Write decisions again that the article's file no longer has.";
    Note, "note", "Write a note on what has the focus, or an answer to the selected one.";
    NoteArticle, "note-article", "Write a note on the whole article.";
    Evidence, "evidence", "Note evidence for the selected claim.";
    Reply, "reply", "Note what the speaker was asked, and what they answered.";
    Tags, "tags", "Tag what has the focus.";
    AddClaim, "add-claim", "Make a claim of one's own of some words of the text.";
    Relate, "relate", "Say how the selected claim hangs together with another.";
    Reason, "reason", "Write the reason, before the verdict.";
    Correct, "correct", "Write what the claim should read, before the verdict.";
    Status, "status", "Say how far the work on the claim is, before the verdict.";
    Notes, "all-notes", "Show every note and tag.";
    Export, "export", "Take the notes out, in a format that others use.";
    EditDestination, "destination", "Say where the export goes.";
    Lost, "lost", "Show what was said of words that the article no longer has.";
    Drafts, "drafts", "Take up what was set aside, or left by a run that ended.";
    WriteArticle, "write-article", "Write the article to its file, where it is a draft in none.";
    PasteArticle, "paste-article", "Open pasted text as a draft article.";
    EditArticle, "edit-article", "Hand the article file to one's editor.";
    Remove, "remove", "Remove what the selected row of the card says.";
    Settle, "settle", "Settle what was changed in two places; confirm, or move, what was said of other words.";
    Keep, "keep", "Keep what was typed.";
    SetAside, "set-aside", "Set what was typed aside, as a draft.";
    MoreFields, "more-fields", "Show the fields that are rarely needed.";
    Editor, "editor", "Hand what was typed to one's editor.";
    UndoTyping, "undo-typing", "Take back what was typed last.";
    RedoTyping, "redo-typing", "Type again what was taken back.";
}
