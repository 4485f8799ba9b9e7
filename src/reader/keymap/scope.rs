//! The places where keys differ.

/// Where a binding applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the panes.
    Reader,
    /// While a verdict is asked for.
    Judge,
    /// In the queue.
    Queue,
    /// On the page of disagreements.
    Disagreements,
    /// In the review.
    Review,
    /// While the review asks something.
    ReviewQuestion,
    /// In the export.
    Export,
    /// While the destination of an export is typed; keys that are not bound here are typed.
    Destination,
    /// In a form; what is not bound here is typed.
    Compose,
    /// In the form for the reason of a settlement; what is not bound here is typed.
    SettleForm,
    /// While the keys are shown.
    Help,
    /// While the search in Help is typed; keys that are not bound here are typed.
    HelpSearch,
    /// On a page: a card, a dossier, the figures.
    Sheet,
    /// While the words to find are typed; keys that are not bound here are typed.
    Find,
    /// In a list of commands, entities, filters or articles; what is not bound here is typed.
    List,
    /// In the list of filters, while a query is typed.
    Filter,
    /// In the library.
    Library,
    /// While a query is typed in the library; keys that are not bound here are typed.
    LibraryLine,
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
    /// All of them, in the order in which `nutgraf config` lists them.
    pub const ALL: [Self; 23] = [
        Self::Reader,
        Self::Library,
        Self::LibraryLine,
        Self::Queue,
        Self::Disagreements,
        Self::Review,
        Self::ReviewQuestion,
        Self::Judge,
        Self::Compose,
        Self::SettleForm,
        Self::Find,
        Self::List,
        Self::Filter,
        Self::Sheet,
        Self::Export,
        Self::Destination,
        Self::Select,
        Self::Leave,
        Self::Name,
        Self::SaveAs,
        Self::Paste,
        Self::Help,
        Self::HelpSearch,
    ];

    /// Its name in `[keys.…]` of `nutgraf.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Queue => "queue",
            Self::Library => "library",
            Self::LibraryLine => "library-query",
            Self::Judge => "judge",
            Self::Compose => "form",
            Self::SettleForm => "settle-form",
            Self::Find => "find",
            Self::List => "picker",
            Self::Filter => "filter",
            Self::Sheet => "detail",
            Self::Export => "export",
            Self::Destination => "destination",
            Self::Select => "select",
            Self::Leave => "leave",
            Self::Name => "name",
            Self::Disagreements => "disagreements",
            Self::Review => "review",
            Self::ReviewQuestion => "review-question",
            Self::SaveAs => "save-as",
            Self::Paste => "paste",
            Self::Help => "help",
            Self::HelpSearch => "help-search",
        }
    }

    /// Whether letters are typed here, so that none of them can be a command.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Compose
                | Self::SettleForm
                | Self::Destination
                | Self::Find
                | Self::HelpSearch
                | Self::List
                | Self::Filter
                | Self::LibraryLine
                | Self::Name
                | Self::SaveAs
                | Self::Paste
        )
    }
}
