//! The screens over the panes: at most one at a time, each with its own state.

use crate::reader::screen::AnyScreen;
use crate::reader::screens::detail::state::Sheet;
use crate::reader::screens::disagreements::state::DisagreementsScreen;
use crate::reader::screens::export::state::Export;
use crate::reader::screens::find::state::FindForm;
use crate::reader::screens::form::state::Compose;
use crate::reader::screens::help::state::HelpPage;
use crate::reader::screens::judge::state::Judging;
use crate::reader::screens::leave::state::LeaveQuestion;
use crate::reader::screens::library::state::ArticlesScreen;
use crate::reader::screens::name::state::NameForm;
use crate::reader::screens::paste::state::PastePage;
use crate::reader::screens::picker::state::Palette;
use crate::reader::screens::queue::state::Queue;
use crate::reader::screens::review::state::ReviewScreen;
use crate::reader::screens::save_as::state::SaveForm;
use crate::reader::screens::select::state::Selection;

/// Declares the overlays, a row each: the variant and what it knows, which is a [`Screen`](crate::reader::screen::Screen).
macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident($state:ty),)*) => {
        /// Something that takes all keys until it is closed.
        pub enum Overlay {
            $($(#[$doc])* $name($state),)*
        }

        impl Overlay {
            /// The screen.
            pub(crate) fn screen(&self) -> &dyn AnyScreen {
                match self {
                    $(Self::$name(state) => state.any(),)*
                }
            }

            /// The screen, to change it.
            pub(crate) fn screen_mut(&mut self) -> &mut dyn AnyScreen {
                match self {
                    $(Self::$name(state) => state.any_mut(),)*
                }
            }
        }
    };
}

overlays! {
    /// The verdicts for the selected claim, and the opinion so far.
    Judge(Judging),
    /// A form in which something is written.
    Compose(Box<Compose>),
    /// The claims to check, one at a time.
    Queue(Queue),
    /// Claims on which annotators differ, one at a time.
    Disagreements(Box<DisagreementsScreen>),
    /// Candidates, one at a time.
    Review(Box<ReviewScreen>),
    /// The articles of a folder.
    Articles(Box<ArticlesScreen>),
    /// The export: format, preview and destination.
    Export(Box<Export>),
    /// The keys of a scope.
    Help(Box<HelpPage>),
    /// A page, such as a card.
    Sheet(Sheet),
    /// The words to find.
    Find(Box<FindForm>),
    /// A list that a few letters narrow down.
    List(Box<Palette>),
    /// A selection of words in the text.
    Select(Selection),
    /// Leaving with something unsaved?
    Leave(LeaveQuestion),
    /// Who writes?
    Name(Box<NameForm>),
    /// The question where to write the article.
    SaveAs(Box<SaveForm>),
    /// A page that waits for an article to be pasted, with what was typed on it so far.
    Paste(PastePage),
}
