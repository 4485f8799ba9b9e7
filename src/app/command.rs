//! Everything the reader can be asked to do.

use crate::domain::judgement::{Confidence, Said, Standing, Verdict};

use super::overlay::Overlay;
use super::saving::Reading;
use super::{App, Pane};

/// Something the reader can be asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Next item of the focused pane.
    Next,
    /// Previous item of the focused pane.
    Previous,
    /// Focus the next pane.
    NextPane,
    /// Focus the pane before.
    PreviousPane,
    /// Next claim, from any pane.
    NextClaim,
    /// Previous claim, from any pane.
    PreviousClaim,
    /// Next section, from any pane.
    NextSection,
    /// Previous section, from any pane.
    PreviousSection,
    /// A screenful forward.
    PageDown,
    /// A screenful back.
    PageUp,
    /// First item of the focused pane.
    First,
    /// Last item of the focused pane.
    Last,
    /// Go to what the selected item stands for.
    Follow,
    /// Go back to where one was before following.
    Back,
    /// Go forward again, after going back.
    Forward,
    /// Ask what to find.
    Find,
    /// Next place where it stands.
    NextHit,
    /// The place before.
    PreviousHit,
    /// Forget what was looked for.
    ClearFound,
    /// The section of that number, counted from 1.
    Section(u8),
    /// Show or hide the marks in the text.
    Marks,
    /// Hide or show the claims.
    HideClaims,
    /// Copy the selected claim with its quote and reference.
    Copy,
    /// Go on to the next theme.
    Theme,
    /// Show every command by name.
    Commands,
    /// Find an entity by a few letters.
    Entity,
    /// Choose which claims show.
    Filter,
    /// Select words of the text.
    Select,
    /// Move the other end of the selection.
    SwapEnds,
    /// Show the articles that can be opened.
    Library,
    /// Show every figure and date.
    Figures,
    /// Show who is heard in the article.
    Sourcing,
    /// Ask for a verdict on the selected claim.
    Judge,
    /// Give this verdict, or take back one's own.
    Give(Option<Verdict>),
    /// Say that nobody can check the claim.
    NotCheckable,
    /// Say how sure one is, before the verdict.
    Sure(Confidence),
    /// Say whether the speaker said so, before the verdict.
    Said(Said),
    /// Close, and write nothing.
    Abandon,
    /// Judge as one judged last.
    Repeat,
    /// Take back one's own latest action.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Show or hide what others judged of claims not judged by oneself.
    Others,
    /// Try at once to save what could not be saved.
    Retry,
    /// Write again what vanished from the disk.
    Restore,
    /// Show the keys.
    Help,
    /// Close what is open.
    Close,
    /// Leave, though something is not saved.
    LeaveAnyway,
    /// Leave; asks when something is not saved.
    Quit,
    /// Hand the terminal back until continued.
    Suspend,
}

impl Command {
    /// Whether it would do something now; dispatch and hints ask alike, so that a hint cannot lie.
    #[must_use]
    pub fn available(self, app: &App) -> bool {
        match self {
            Self::Judge if app.annotator.name.is_none() && app.saving.reading != Reading::Done => false,
            Self::Copy if matches!(app.overlay, Some(Overlay::Select(_))) => true,
            Self::Judge | Self::Copy => app.selected_claim().is_some() && app.shows_claims(),
            Self::Section(number) => number > 0 && usize::from(number) <= app.document.article.sections.len(),
            Self::NextHit | Self::PreviousHit => app.found.is_some(),
            Self::ClearFound => app.found.is_some() || app.filter.is_some(),
            Self::Entity => !app.document.article.entities.is_empty(),
            Self::Select => app.current_paragraph().is_some(),
            Self::Library => app.saving.pending.is_empty(),
            // What is on the disk must be known first: a new line says what it replaces.
            Self::Give(_) | Self::NotCheckable | Self::Undo | Self::Redo if app.saving.reading != Reading::Done => {
                false
            }
            Self::Give(None) => {
                app.selected_claim().is_some_and(|(_, claim)| app.own_standing(claim) != Standing::NotJudged)
            }
            Self::Said(_) => app.selected_claim().is_some_and(|(_, claim)| !claim.is_authors()),
            Self::Follow if matches!(&app.overlay, Some(Overlay::Judge(opinion)) if opinion.is_empty()) => false,
            Self::Repeat => {
                app.latest.is_some()
                    && app.selected_claim().is_some()
                    && app.shows_claims()
                    && Self::Undo.notes_known(app)
            }
            Self::Follow if app.overlay.is_some() => true,
            Self::Follow => match app.place.focus {
                Pane::Sections => true,
                Pane::Text | Pane::Claims => app.place.claim.is_some(),
                Pane::Entities => app.place.entity.is_some(),
            },
            Self::Back => !app.back.is_empty(),
            Self::Forward => !app.forward.is_empty(),
            Self::Undo => app.notes.mine().is_some_and(|fold| fold.undo().is_some()),
            Self::Redo => app.notes.mine().is_some_and(|fold| fold.redo().is_some()),
            Self::Retry => !app.saving.pending.is_empty(),
            Self::Restore => !app.saving.vanished.is_empty(),
            Self::NextClaim | Self::PreviousClaim | Self::Filter => {
                app.document.outline.claim_count() > 0 && app.shows_claims()
            }
            Self::Close | Self::Next | Self::Previous => {
                !matches!(app.overlay, Some(Overlay::Name(_))) || self == Self::Close
            }
            _ => true,
        }
    }

    /// Whether it would do something in the panes, whatever lies over them.
    #[must_use]
    pub fn available_in_panes(self, app: &App) -> bool {
        matches!(self, Self::Follow) || self.available(app)
    }

    /// The name under which it can be asked for.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Previous => "previous",
            Self::NextPane => "next-pane",
            Self::PreviousPane => "previous-pane",
            Self::NextClaim => "next-claim",
            Self::PreviousClaim => "previous-claim",
            Self::NextSection => "next-section",
            Self::PreviousSection => "previous-section",
            Self::PageDown => "page-down",
            Self::PageUp => "page-up",
            Self::First => "first",
            Self::Last => "last",
            Self::Follow => "follow",
            Self::Back => "back",
            Self::Forward => "forward",
            Self::Figures => "figures",
            Self::Sourcing => "sourcing",
            Self::Find => "find",
            Self::NextHit => "next-hit",
            Self::PreviousHit => "previous-hit",
            Self::ClearFound => "clear",
            Self::Commands => "commands",
            Self::Entity => "entity",
            Self::Filter => "filter",
            Self::Select => "select",
            Self::SwapEnds => "swap-ends",
            Self::Library => "library",
            Self::Section(_) => "section",
            Self::Marks => "marks",
            Self::HideClaims => "hide-claims",
            Self::Copy => "copy",
            Self::Theme => "theme",
            Self::Judge => "judge",
            Self::Give(None) => "no-verdict",
            Self::Give(Some(_)) => "verdict",
            Self::NotCheckable => "not-checkable",
            Self::Sure(_) => "confidence",
            Self::Said(_) => "said",
            Self::Abandon => "abandon",
            Self::Repeat => "repeat",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Others => "others",
            Self::Retry => "save-again",
            Self::Restore => "restore",
            Self::Help => "help",
            Self::Close => "close",
            Self::LeaveAnyway => "leave-anyway",
            Self::Quit => "quit",
            Self::Suspend => "suspend",
        }
    }

    /// Whether what was written before is known.
    fn notes_known(self, app: &App) -> bool {
        !self.needs_notes() || app.saving.reading == Reading::Done
    }

    /// Whether it writes, and so must know what was written before.
    #[must_use]
    pub const fn needs_notes(self) -> bool {
        matches!(self, Self::Judge | Self::Give(_) | Self::NotCheckable | Self::Repeat | Self::Undo | Self::Redo)
    }

    /// Whether it does on an open page what it does in the panes.
    #[must_use]
    pub const fn reaches_through(self) -> bool {
        matches!(
            self,
            Self::Judge | Self::Copy | Self::Undo | Self::Redo | Self::NextClaim | Self::PreviousClaim | Self::Help
        )
    }

    /// What to say when it would do nothing.
    #[must_use]
    pub const fn why_not(self) -> &'static str {
        match self {
            Self::Judge | Self::Copy => "There is no claim to be seen here",
            Self::NextClaim | Self::PreviousClaim | Self::Filter => {
                "There are no claims to be seen; M shows hidden ones"
            }
            Self::Section(_) => "There is no section of that number",
            Self::Undo => "Nothing of yours to take back",
            Self::Redo => "Nothing to do again",
            Self::Back => "Nowhere to go back to",
            Self::Forward => "Nowhere to go forward to",
            Self::Retry => "Everything is saved",
            Self::Restore => "Nothing has vanished from the disk",
            Self::Follow => "Nothing to follow here",
            Self::NextHit | Self::PreviousHit => "Nothing was looked for; / finds",
            Self::ClearFound => "Nothing is open",
            Self::Entity => "This article names no entity",
            Self::Select => "There is no text",
            Self::Library => "Not everything is saved yet; S tries again",
            Self::Give(_) => "You have not judged this claim",
            Self::Said(_) => "The author says this; whether they did is not the question",
            Self::Repeat => "There is no judgement of this run to repeat",
            _ => "That does nothing here",
        }
    }
}
