//! The one table of keys: dispatch, help and footer read it, and nothing else names a key.

use crate::domain::judgement::{Confidence, Said, Verdict};

use super::App;
use super::command::Command;
use super::message::Key;
use super::overlay::Overlay;

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the panes.
    Reader,
    /// While a verdict is asked for.
    Judge,
    /// In the queue.
    Queue,
    /// In the review.
    Review,
    /// While the review asks something.
    ReviewQuestion,
    /// In the export.
    Export,
    /// While one types where the export goes; what is not bound here is typed.
    Destination,
    /// In a form; what is not bound here is typed.
    Compose,
    /// While the keys are shown.
    Help,
    /// On a page: a card, a dossier, the figures.
    Sheet,
    /// While one types what to find; what is not bound here is typed.
    Find,
    /// In a list of commands, entities, filters or articles; what is not bound here is typed.
    List,
    /// While words are selected.
    Select,
    /// While leaving is asked about.
    Leave,
    /// While the annotator's name is asked for; what is not bound here is typed.
    Name,
    /// While the article's file is asked for; what is not bound here is typed.
    SaveAs,
    /// While an article is to be pasted; what is not bound here is typed.
    Paste,
}

impl Scope {
    /// What has the keys now.
    #[must_use]
    pub fn of(app: &App) -> Self {
        match &app.overlay {
            None => Self::Reader,
            Some(Overlay::Judge(_)) => Self::Judge,
            Some(Overlay::Queue(_)) => Self::Queue,
            Some(Overlay::Review(screen)) if screen.asked.is_some() => Self::ReviewQuestion,
            Some(Overlay::Review(_)) => Self::Review,
            Some(Overlay::Compose(_)) => Self::Compose,
            Some(Overlay::Export(export)) if export.typing => Self::Destination,
            Some(Overlay::Export(_)) => Self::Export,
            Some(Overlay::Help(_)) => Self::Help,
            Some(Overlay::Sheet(_)) => Self::Sheet,
            Some(Overlay::Find(_)) => Self::Find,
            Some(Overlay::List(_)) => Self::List,
            Some(Overlay::Select(_)) => Self::Select,
            Some(Overlay::Leave) => Self::Leave,
            Some(Overlay::Name(_)) => Self::Name,
            Some(Overlay::SaveAs(_)) => Self::SaveAs,
            Some(Overlay::Paste(_)) => Self::Paste,
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// Names of the keys, the one to show first.
    pub keys: &'static [&'static str],
    /// What they do.
    pub command: Command,
    /// What Help says.
    pub help: &'static str,
    /// What the footer says; none leaves it to Help.
    pub hint: Option<&'static str>,
}

const fn row(
    scope: Scope,
    keys: &'static [&'static str],
    command: Command,
    help: &'static str,
    hint: Option<&'static str>,
) -> Binding {
    Binding { scope, keys, command, help, hint }
}

use Command as C;
use Scope::{
    Compose, Destination, Export, Find, Help, Judge, Leave, List, Name, Paste, Queue, Reader, Review, ReviewQuestion,
    SaveAs, Select, Sheet,
};

/// Every key of the program, in the order in which Help and footer list them.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    row(Reader, &["j", "Down"], C::Next, "next item of the pane", Some("next")),
    row(Reader, &["k", "Up"], C::Previous, "previous item of the pane", None),
    row(Reader, &["Tab", "l", "Right"], C::NextPane, "next pane", Some("pane")),
    row(Reader, &["S-Tab", "h", "Left"], C::PreviousPane, "previous pane", None),
    row(Reader, &["]", "L"], C::NextClaim, "next claim, from any pane", Some("claim")),
    row(Reader, &["[", "H"], C::PreviousClaim, "previous claim, from any pane", None),
    row(Reader, &["}", "J"], C::NextSection, "next section, from any pane", None),
    row(Reader, &["{", "K"], C::PreviousSection, "previous section, from any pane", None),
    row(Reader, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], C::Section(0), "section of that number, from any pane", None),
    row(Reader, &["Space", "PgDn", "C-d"], C::PageDown, "a screenful forward", None),
    row(Reader, &["PgUp", "C-u"], C::PageUp, "a screenful back", None),
    row(Reader, &["g", "Home"], C::First, "first item of the pane", None),
    row(Reader, &["G", "End"], C::Last, "last item of the pane", None),
    row(Reader, &["Enter"], C::Follow, "follow: section to text, paragraph to claims, claim to its card, entity to its dossier", Some("follow")),
    row(Reader, &["Backspace", "C-h"], C::Back, "back to where you were", Some("back")),
    row(Reader, &[">", "A-Right"], C::Forward, "forward again, after going back", None),
    row(Reader, &["/"], C::Find, "find words in text, claims, notes and entities, as you type", Some("find")),
    row(Reader, &["n"], C::NextHit, "next place where they stand", Some("next hit")),
    row(Reader, &["N"], C::PreviousHit, "the place before", None),
    row(Reader, &["Esc"], C::ClearFound, "forget what was looked for, then the filter", None),
    row(Reader, &["@", "'"], C::Entity, "the dossier of an entity, by a few letters of its name", None),
    row(Reader, &["f"], C::Filter, "show only some claims: by verdict, kind, speaker, certainty, entity …", None),
    row(Reader, &["F"], C::Figures, "every figure and date", None),
    row(Reader, &["="], C::Sourcing, "who is heard, how often and how firmly", None),
    row(Reader, &["m"], C::Marks, "show or hide the marks in the text", None),
    row(Reader, &["M"], C::HideClaims, "hide the claims, to find them yourself; or show them", None),
    row(Reader, &["y"], C::Copy, "copy the selected claim with its quote and reference", None),
    row(Reader, &["s"], C::Select, "select words of the paragraph, to copy them; or drag with the mouse", None),
    row(Reader, &["T"], C::Theme, "the next theme", None),
    row(Reader, &["v"], C::Judge, "judge the selected claim, from any pane", Some("judge")),
    row(Reader, &["u"], C::Undo, "take back your latest action, of this run or an earlier one", Some("undo")),
    row(Reader, &["."], C::Repeat, "judge the selected claim as you judged the last one", None),
    row(Reader, &["w"], C::Queue, "the queue: what is to do, one claim after the other", Some("queue")),
    row(Reader, &["D"], C::Review, "the review: decide on candidates; or change the article's claims and entities", Some("review")),
    row(Reader, &["i"], C::Note, "a note on the paragraph, claim, section or entity in focus", Some("note")),
    row(Reader, &["e"], C::Evidence, "evidence for the selected claim", Some("evidence")),
    row(Reader, &["R"], C::Reply, "what the claim's speaker was asked, and answered", None),
    row(Reader, &["#"], C::Tags, "tags of what has the focus", None),
    row(Reader, &["I"], C::Notes, "every note and tag", None),
    row(Reader, &["a"], C::AddClaim, "a claim of your own, made of words of the text", None),
    row(Reader, &["r"], C::Relate, "how the selected claim hangs together with another", None),
    row(Reader, &["p"], C::Priority, "the next priority for the selected claim", None),
    row(Reader, &["d"], C::Drafts, "take up what you were writing and have not kept", Some("draft")),
    row(Reader, &["C-r"], C::Redo, "do again what you took back", Some("redo")),
    row(Reader, &["O"], C::Others, "show or hide others' judgements before your own", None),
    row(Reader, &["S"], C::Retry, "try again to save what is not saved", Some("save again")),
    row(Reader, &["!"], C::Restore, "write again what vanished from the disk", Some("restore")),
    row(Reader, &[], C::NoteArticle, "a note on the whole article", None),
    row(Reader, &[], C::Lost, "what was said of words that the article no longer has", None),
    row(Reader, &["W"], C::WriteArticle, "write a draft that is in no file yet", Some("write")),
    row(Reader, &["E"], C::EditArticle, "the article file in your editor", None),
    row(Reader, &["x"], C::Export, "export: Markdown, a page, tables, machine formats", None),
    row(Reader, &["o"], C::Library, "open another article, or a file that can be imported", None),
    row(Reader, &[], C::PasteArticle, "open pasted text as an article", None),
    row(Reader, &[":"], C::Commands, "every command by name", Some("commands")),
    row(Reader, &["?"], C::Help, "the keys of this place, then those of others", Some("help")),
    row(Reader, &["q", "C-c"], C::Quit, "quit", Some("quit")),
    row(Reader, &["C-z"], C::Suspend, "suspend; fg brings you back", None),

    row(Judge, &["s"], C::Give(Some(Verdict::Supported)), "supported: the evidence bears it out", None),
    row(Judge, &["r"], C::Give(Some(Verdict::Refuted)), "refuted: the evidence speaks against it", None),
    row(Judge, &["n"], C::Give(Some(Verdict::NotEnough)), "looked, not enough evidence found", None),
    row(Judge, &["c"], C::Give(Some(Verdict::Conflicting)), "conflicting evidence", None),
    row(Judge, &["m"], C::Give(Some(Verdict::Misleading)), "misleading: true parts, false whole", None),
    row(Judge, &["o"], C::NotCheckable, "not checkable by anyone", None),
    row(Judge, &["-"], C::Give(None), "take the verdict away", None),
    row(Judge, &["1"], C::Sure(Confidence::Low), "low confidence, then a verdict", None),
    row(Judge, &["2"], C::Sure(Confidence::Moderate), "moderate confidence, then a verdict", None),
    row(Judge, &["3"], C::Sure(Confidence::High), "high confidence, then a verdict", None),
    row(Judge, &["y"], C::Said(Said::Confirmed), "the speaker did say so", None),
    row(Judge, &["d"], C::Said(Said::Denied), "the speaker did not say so", None),
    row(Judge, &["0"], C::Said(Said::NotFound), "whether they said so is not to be found", None),
    row(Judge, &["w"], C::Reason, "why, in a sentence or two", None),
    row(Judge, &["f"], C::Correct, "what it should read", None),
    row(Judge, &["t"], C::Status, "how far the work is, with a reason", None),
    row(Judge, &["Enter"], C::Follow, "write what was given, without a verdict", Some("write it")),
    row(Judge, &["Esc"], C::Close, "close; what was given is written", Some("close")),
    row(Judge, &["q", "C-c"], C::Abandon, "leave the claim as it is", Some("leave it as it is")),

    row(Queue, &["s"], C::Give(Some(Verdict::Supported)), "supported, and on to the next", Some("r n c m o judge and go on")),
    row(Queue, &["r"], C::Give(Some(Verdict::Refuted)), "refuted", None),
    row(Queue, &["n"], C::Give(Some(Verdict::NotEnough)), "looked, not enough evidence found", None),
    row(Queue, &["c"], C::Give(Some(Verdict::Conflicting)), "conflicting evidence", None),
    row(Queue, &["m"], C::Give(Some(Verdict::Misleading)), "misleading: true parts, false whole", None),
    row(Queue, &["o"], C::NotCheckable, "not checkable by anyone", None),
    row(Queue, &["1"], C::Sure(Confidence::Low), "low confidence, then a verdict", None),
    row(Queue, &["2"], C::Sure(Confidence::Moderate), "moderate confidence, then a verdict", None),
    row(Queue, &["3"], C::Sure(Confidence::High), "high confidence, then a verdict", None),
    row(Queue, &["y"], C::Said(Said::Confirmed), "the speaker did say so, then a verdict", None),
    row(Queue, &["d"], C::Said(Said::Denied), "the speaker did not say so", None),
    row(Queue, &["0"], C::Said(Said::NotFound), "whether they said so is not to be found", None),
    row(Queue, &["w"], C::Reason, "why, then a verdict", None),
    row(Queue, &["f"], C::Correct, "what it should read, then a verdict", None),
    row(Queue, &["t"], C::Status, "how far the work is, with a reason", None),
    row(Queue, &["."], C::Repeat, "as you judged the last one", None),
    row(Queue, &["e"], C::Evidence, "evidence", None),
    row(Queue, &["i"], C::Note, "a note", None),
    row(Queue, &["R"], C::Reply, "what the speaker was asked", None),
    row(Queue, &["#"], C::Tags, "tags", None),
    row(Queue, &["p"], C::Priority, "the next priority", None),
    row(Queue, &["j", "Down", "]"], C::Next, "skip it; what was given is written", Some("skip")),
    row(Queue, &["k", "Up", "["], C::Previous, "back to the one before", Some("back")),
    row(Queue, &["u"], C::Undo, "take back your latest action", Some("take back")),
    row(Queue, &["C-r"], C::Redo, "do again what you took back", None),
    row(Queue, &["!"], C::Restore, "write again what vanished from the disk", Some("restore")),
    row(Queue, &["Enter"], C::Follow, "show it in the text", Some("in the text")),
    row(Queue, &["/"], C::Filter, "only some claims", Some("filter")),
    row(Queue, &["?"], C::Help, "the keys of the queue", Some("help")),
    row(Queue, &["Esc", "q", "C-c"], C::Close, "back to the panes; what was given is written", Some("reader")),

    row(Review, &["Enter"], C::Confirm, "confirm it, and on to the next", Some("confirm")),
    row(Review, &["x"], C::DropItem, "drop it; what refers to it is mended", Some("drop")),
    row(Review, &["e"], C::EditItem, "edit it: words, quote, kind, speaker, figures, dates; a name, its kind, its aliases", Some("edit")),
    row(Review, &["s"], C::SplitItem, "split the claim in two", Some("split")),
    row(Review, &["m"], C::MergeItem, "merge the claim with the next one; an entity with another, as its alias", Some("merge")),
    row(Review, &["a"], C::ConfirmRest, "confirm this one and the rest of the paragraph; of entities, all that follow", Some("the rest")),
    row(Review, &["n"], C::AddItem, "add what was missed", Some("add")),
    row(Review, &["j", "Down"], C::Next, "leave it for later, and on to the next", None),
    row(Review, &["b", "k", "Up"], C::Previous, "back to where you were before", Some("back")),
    row(Review, &["u"], C::Undo, "take back your latest decision, of this run or an earlier one", Some("undo")),
    row(Review, &["Tab", "S-Tab"], C::NextPane, "from claims to entities, and back", Some("entities")),
    row(Review, &["A"], C::ShowAll, "all claims and entities, or candidates only", None),
    row(Review, &["r"], C::WriteAgain, "write decisions again that the file no longer has", Some("write again")),
    row(Review, &["S"], C::Retry, "try again to save what is not saved", Some("save again")),
    row(Review, &["?"], C::Help, "the keys of the review", Some("help")),
    row(Review, &["q", "Esc", "C-c"], C::Close, "back to the panes; D comes back to this place", Some("reader")),
    row(ReviewQuestion, &["Enter", "y"], C::Confirm, "do it", Some("do it")),
    row(ReviewQuestion, &["x"], C::DropItem, "drop it, where that was asked", None),
    row(ReviewQuestion, &["s"], C::SplitItem, "split it, where that was asked", None),
    row(ReviewQuestion, &["m"], C::MergeItem, "merge it, where that was asked", None),
    row(ReviewQuestion, &["Esc", "n", "q", "C-c"], C::Close, "leave it as it is", Some("leave it")),

    row(Export, &["Tab", "l", "Right"], C::NextPane, "next format", Some("format")),
    row(Export, &["S-Tab", "h", "Left"], C::PreviousPane, "the format before", None),
    row(Export, &["j", "Down"], C::Next, "further down in the preview", Some("down")),
    row(Export, &["k", "Up"], C::Previous, "further up", None),
    row(Export, &["Space", "PgDn", "C-d"], C::PageDown, "a screenful down", None),
    row(Export, &["PgUp", "C-u"], C::PageUp, "a screenful up", None),
    row(Export, &["g", "Home"], C::First, "the beginning", None),
    row(Export, &["O"], C::Others, "everyone's notes, or only yours", Some("whose")),
    row(Export, &["f"], C::Filter, "only some claims: by verdict, status, tag", Some("which")),
    row(Export, &["e"], C::EditDestination, "where it goes", Some("where to")),
    row(Export, &["y"], C::Copy, "copy it, as far as terminals take so much", Some("copy")),
    row(Export, &["Enter"], C::Follow, "write it", Some("write")),
    row(Export, &["?"], C::Help, "the keys of the export", Some("help")),
    row(Export, &["Esc", "q", "C-c"], C::Close, "close", Some("close")),
    row(Destination, &["Enter"], C::Follow, "there", Some("there")),
    row(Destination, &["Esc", "C-c"], C::Close, "leave it", Some("leave it")),

    row(Compose, &["Tab"], C::NextPane, "next field", Some("next field")),
    row(Compose, &["S-Tab"], C::PreviousPane, "the field before", None),
    row(Compose, &["C-s"], C::Keep, "keep what stands there", Some("keep")),
    row(Compose, &["Esc"], C::Close, "keep what was typed and close; nothing typed is nothing kept", Some("keep and close")),
    row(Compose, &["C-o"], C::MoreFields, "the fields that are rarely needed", Some("more")),
    row(Compose, &["C-g"], C::Editor, "hand the field to your editor", Some("editor")),
    row(Compose, &["C-c"], C::SetAside, "set it aside, to be taken up later", Some("set aside")),
    row(Compose, &["C-u"], C::UndoTyping, "undo", None),
    row(Compose, &["C-r"], C::RedoTyping, "redo", None),

    row(Help, &["j", "Down"], C::Next, "further down", Some("down")),
    row(Help, &["k", "Up"], C::Previous, "further up", Some("up")),
    row(Help, &["Space", "PgDn", "C-d"], C::PageDown, "a screenful down", Some("page down")),
    row(Help, &["PgUp", "C-u"], C::PageUp, "a screenful up", None),
    row(Help, &["Esc", "q", "?", "C-c"], C::Close, "close", Some("close")),

    row(Sheet, &["j", "Down"], C::Next, "next row that leads somewhere, or further down", Some("next")),
    row(Sheet, &["k", "Up"], C::Previous, "the row before, or further up", None),
    row(Sheet, &["Space", "PgDn", "C-d"], C::PageDown, "a screenful forward", None),
    row(Sheet, &["PgUp", "C-u"], C::PageUp, "a screenful back", None),
    row(Sheet, &["g", "Home"], C::First, "the beginning", None),
    row(Sheet, &["G", "End"], C::Last, "the end", None),
    row(Sheet, &["Enter"], C::Follow, "go to what the row is about, or change what you said", Some("open")),
    row(Sheet, &["]", "L"], C::NextClaim, "card: the next claim", Some("next claim")),
    row(Sheet, &["[", "H"], C::PreviousClaim, "card: the claim before", None),
    row(Sheet, &["y"], C::Copy, "card: copy the claim with its quote and reference", None),
    row(Sheet, &["v"], C::Judge, "judge the selected claim", Some("judge")),
    row(Sheet, &["i"], C::Note, "a note, or an answer to the selected one", Some("note")),
    row(Sheet, &["e"], C::Evidence, "evidence for the claim", Some("evidence")),
    row(Sheet, &["R"], C::Reply, "what the speaker was asked, and answered", None),
    row(Sheet, &["#"], C::Tags, "tags", Some("tags")),
    row(Sheet, &["r"], C::Relate, "card: how it hangs together with another claim", None),
    row(Sheet, &["p"], C::Priority, "card: the next priority", None),
    row(Sheet, &["w"], C::Reason, "card: why, what it should read, status", None),
    row(Sheet, &["D"], C::Remove, "card: remove what the row says", Some("remove")),
    row(Sheet, &["!"], C::Settle, "settle what was said in two places; confirm, or move, what was said of other words", Some("settle")),
    row(Sheet, &["u"], C::Undo, "take back your latest action", None),
    row(Sheet, &["C-r"], C::Redo, "do again what you took back", None),
    row(Sheet, &["?"], C::Help, "the keys of this page", Some("help")),
    row(Sheet, &["Esc", "q", "Backspace", "C-h", "C-c"], C::Close, "close", Some("close")),

    row(Find, &["Enter"], C::Follow, "stay where it stands; n and N step", Some("stay here")),
    row(Find, &["Esc", "C-c"], C::Close, "go back to where you were", Some("go back")),

    row(List, &["Down", "C-n", "Tab"], C::Next, "next row", None),
    row(List, &["Up", "C-p", "S-Tab"], C::Previous, "the row before", None),
    row(List, &["Enter"], C::Follow, "choose it", Some("choose")),
    row(List, &["Esc", "C-c"], C::Close, "close", Some("close")),

    row(Select, &["l", "Right", "w"], C::NextPane, "a word further", Some("word")),
    row(Select, &["h", "Left", "b"], C::PreviousPane, "a word back", Some("back")),
    row(Select, &["j", "Down"], C::Next, "a row down", Some("down")),
    row(Select, &["k", "Up"], C::Previous, "a row up", Some("up")),
    row(Select, &["g", "0", "Home"], C::First, "to the beginning of the paragraph", None),
    row(Select, &["G", "$", "End"], C::Last, "to the end of the paragraph", None),
    row(Select, &["o"], C::SwapEnds, "move the other end", Some("other end")),
    row(Select, &["a"], C::AddClaim, "make a claim of your own of it", Some("claim")),
    row(Select, &["y", "Enter"], C::Copy, "copy it with its reference", Some("copy")),
    row(Select, &["Esc", "q", "s", "C-c"], C::Close, "select nothing", Some("close")),

    row(Leave, &["y"], C::LeaveAnyway, "leave, and lose what is not on the disk", Some("leave and lose it")),
    row(Leave, &["S"], C::Retry, "try again to save", Some("save again")),
    row(Leave, &["!"], C::Restore, "write again what vanished from the disk, then leave", Some("restore")),
    row(Leave, &["Esc", "n", "q"], C::Close, "stay", Some("stay")),

    row(Name, &["Enter"], C::Follow, "write under this name", Some("write as this name")),
    row(Name, &["Esc", "C-c"], C::Close, "write nothing", Some("write nothing")),

    row(SaveAs, &["Enter"], C::Follow, "write the article to this file", Some("write it there")),
    row(SaveAs, &["Esc", "C-c"], C::Close, "write no file; notes are kept all the same", Some("write no file")),

    row(Paste, &["C-d", "C-s"], C::Follow, "open what was typed as an article", Some("open what was typed")),
    row(Paste, &["Esc", "C-c"], C::Close, "close", Some("close")),
];

/// The command that `key` stands for in `scope`.
#[must_use]
pub fn command(scope: Scope, key: &Key) -> Option<Command> {
    let binding = of(scope).find(|binding| binding.keys.contains(&key.0.as_str()))?;
    Some(match binding.command {
        Command::Section(_) => Command::Section(key.0.parse().unwrap_or(0)),
        command => command,
    })
}

impl Binding {
    /// The keys as lists of them show them.
    #[must_use]
    pub fn shown_keys(&self) -> String {
        match (self.command, self.keys) {
            (Command::Section(_), [first, .., last]) => format!("{first} … {last}"),
            (command, []) => format!(":{}", command.name()),
            (_, keys) => keys.join("  "),
        }
    }
}

/// The bindings of `scope`, in order.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |binding| binding.scope == scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            for key in binding.keys {
                assert!(seen.insert((format!("{:?}", binding.scope), *key)), "{key} twice in {:?}", binding.scope);
            }
        }
    }

    #[test]
    fn verdict_letters_are_those_of_the_verdicts() {
        for verdict in Verdict::ALL {
            let key = Key(verdict.letter().to_string());
            assert_eq!(command(Scope::Judge, &key), Some(Command::Give(Some(verdict))));
        }
    }
}
