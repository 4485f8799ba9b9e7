//! Which commands would do something now, and why not the others. Dispatch and hints ask alike, so that a hint cannot lie.

use crate::domain::judgement::Standing;

use super::command::Command;
use super::overlay::Overlay;
use super::saving::Reading;
use super::sheet::SheetKind;
use super::{App, Pane};

impl Command {
    /// Whether it would do something now; dispatch and hints ask alike, so that a hint cannot lie.
    #[must_use]
    pub fn available(self, app: &App) -> bool {
        match self {
            command if !command.notes_known(app) || command.is_of_what_lies_behind(app) => false,
            Self::Copy if matches!(app.overlay, Some(Overlay::Select(_) | Overlay::Export(_))) => true,
            Self::Judge
            | Self::Copy
            | Self::Evidence
            | Self::Reply
            | Self::Priority
            | Self::Relate
            | Self::Reason
            | Self::Correct
            | Self::Status => app.selected_claim().is_some() && app.shows_claims(),
            Self::Queue => app.shows_claims() && app.document.outline.claim_count() > 0,
            Self::Review => app.current_paragraph().is_some() && app.shows_claims(),
            Self::WriteAgain => app.review.overwritten() > 0,
            Self::Confirm | Self::ConfirmRest | Self::DropItem | Self::EditItem | Self::SplitItem | Self::MergeItem => {
                app.has_item_at_hand()
            }
            Self::MoreFields | Self::Editor => self.available_in_form(app),
            Self::Drafts => !app.drafts.is_empty(),
            Self::Remove => matches!(app.overlay, Some(Overlay::Sheet(sheet)) if sheet.holds_notes()),
            Self::Settle => matches!(app.overlay, Some(Overlay::Sheet(sheet)) if sheet.holds_doubts()),
            Self::Lost => app.notes.mine().is_some(),
            Self::Section(number) => number > 0 && usize::from(number) <= app.document.article.sections.len(),
            Self::NextHit | Self::PreviousHit => app.found.is_some(),
            Self::ClearFound => app.found.is_some() || app.filter.is_some(),
            Self::Entity => !app.document.article.entities.is_empty(),
            Self::Select | Self::AddClaim => app.current_paragraph().is_some(),
            Self::Library | Self::PasteArticle => app.saving.is_complete(),
            Self::WriteArticle => app.unwritten.is_some(),
            Self::Give(None) => {
                app.selected_claim().is_some_and(|(_, claim)| app.own_standing(claim) != Standing::NotJudged)
            }
            Self::Said(_) => app.selected_claim().is_some_and(|(_, claim)| !claim.is_authors()),
            Self::Follow if matches!(&app.overlay, Some(Overlay::Judge(opinion)) if opinion.is_empty()) => false,
            Self::Repeat => app.latest.is_some() && app.selected_claim().is_some() && app.shows_claims(),
            Self::Export => app.notes.all().next().is_some() || app.notes.me.is_some(),
            Self::Follow if app.overlay.is_some() => true,
            Self::Follow => match app.place.focus {
                Pane::Sections => true,
                Pane::Text | Pane::Claims => app.place.claim.is_some(),
                Pane::Entities => app.place.entity.is_some(),
            },
            Self::Back => !app.back.is_empty(),
            Self::Forward => !app.forward.is_empty(),
            Self::Undo if app.is_reviewing() => true,
            Self::Undo => app.notes.mine().is_some_and(|fold| fold.undo().is_some()),
            Self::Redo => app.notes.mine().is_some_and(|fold| fold.redo().is_some()),
            Self::Retry => !app.saving.is_written(),
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

    fn available_in_form(self, app: &App) -> bool {
        let Some(Overlay::Compose(compose)) = &app.overlay else { return false };
        match self {
            Self::MoreFields => compose.fields.iter().any(|field| field.rare),
            _ => compose.takes_text(),
        }
    }

    /// Whether it would do something in the panes, whatever lies over them.
    #[must_use]
    pub fn available_in_panes(self, app: &App) -> bool {
        matches!(self, Self::Follow) || self.available(app)
    }

    /// Whether what was written before is known, as far as it has to be.
    fn notes_known(self, app: &App) -> bool {
        // What is on the disk must be known first: a new line says what it replaces.
        let is_known = app.saving.reading == Reading::Done || (app.annotator.name.is_some() && self == Self::Judge);
        is_known || !self.needs_notes()
    }

    /// Whether it would write on the paragraph behind a page that is about words which are gone.
    fn is_of_what_lies_behind(self, app: &App) -> bool {
        matches!(self, Self::Note | Self::Tags) && app.shows_sheet(SheetKind::Lost)
    }

    /// Whether it writes, and so must know what was written before.
    #[must_use]
    pub const fn needs_notes(self) -> bool {
        self.writes()
            || self.decides()
            || matches!(
                self,
                Self::Give(_) | Self::NotCheckable | Self::Repeat | Self::Undo | Self::Redo | Self::Remove
            )
    }

    /// Whether it begins to write something, and so must know who writes.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Self::Judge
                | Self::Queue
                | Self::Note
                | Self::NoteArticle
                | Self::Evidence
                | Self::Reply
                | Self::Reason
                | Self::Correct
                | Self::Status
                | Self::Tags
                | Self::Relate
                | Self::AddClaim
                | Self::Priority
                | Self::Drafts
        )
    }

    /// Whether it decides on a candidate, and so must know who decides.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(
            self,
            Self::Confirm
                | Self::ConfirmRest
                | Self::DropItem
                | Self::EditItem
                | Self::SplitItem
                | Self::MergeItem
                | Self::AddItem
                | Self::WriteAgain
        )
    }

    /// Whether it only goes from one place to another.
    #[must_use]
    pub const fn moves(self) -> bool {
        matches!(
            self,
            Self::Next
                | Self::Previous
                | Self::NextPane
                | Self::PreviousPane
                | Self::NextClaim
                | Self::PreviousClaim
                | Self::NextSection
                | Self::PreviousSection
                | Self::PageDown
                | Self::PageUp
                | Self::First
                | Self::Last
                | Self::Follow
                | Self::Back
                | Self::Forward
        )
    }

    /// Whether it does on an open page what it does in the panes.
    #[must_use]
    pub const fn reaches_through(self) -> bool {
        self.writes()
            || matches!(self, Self::Copy | Self::Undo | Self::Redo | Self::NextClaim | Self::PreviousClaim | Self::Help)
    }

    /// What to say when it would do nothing.
    #[must_use]
    pub const fn why_not(self) -> &'static str {
        match self {
            Self::Judge | Self::Copy | Self::Evidence | Self::Reply | Self::Priority | Self::Relate => {
                "There is no claim to be seen here"
            }
            Self::Note | Self::Tags => "These words are gone; ! puts what you said where they stand now",
            Self::Drafts => "Nothing is set aside",
            Self::Export => "Nobody has said anything of this article yet",
            Self::MoreFields => "This form has no more fields",
            Self::Editor => "This field is chosen, not written",
            Self::Remove | Self::Settle => "There is nothing of yours here",
            Self::Lost => "You have said nothing yet",
            Self::WriteAgain => "The file has every decision that holds",
            Self::Confirm | Self::ConfirmRest | Self::DropItem | Self::EditItem | Self::SplitItem | Self::MergeItem => {
                "There is nothing here to decide on; n adds what is missing"
            }
            Self::NextClaim | Self::PreviousClaim | Self::Filter | Self::Queue => {
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
            Self::WriteArticle => "The article is in its file already",
            Self::Library | Self::PasteArticle => {
                "Not everything is on the disk: S saves again, ! writes again what has vanished"
            }
            Self::Give(_) => "You have not judged this claim",
            Self::Said(_) => "The author says this; whether they did is not the question",
            Self::Repeat => "There is no judgement of this run to repeat",
            _ => "That does nothing here",
        }
    }
}
