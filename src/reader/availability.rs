//! Which commands are available now, and why the others are not. Both dispatch and hints ask here, so that a hint is never wrong.

use std::borrow::Cow;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::layout::Divider;
use crate::reader::overlay::Overlay;
use crate::reader::place::Pane;
use crate::reader::save_status::Reading;
use crate::reader::screens::detail::state::SheetKind;

impl Command {
    /// Whether the command would do something in the current state.
    #[must_use]
    pub fn available(self, app: &App) -> bool {
        let copies = matches!(app.overlay, Some(Overlay::Select(_) | Overlay::Export(_))) && self == Self::Copy;
        copies || self.acts_on_library(app) || self.available_on_article(app)
    }

    /// Whether it does in the library what it does elsewhere to the open article.
    fn acts_on_library(self, app: &App) -> bool {
        let acts = matches!(
            self,
            Self::Find
                | Self::Filter
                | Self::Export
                | Self::Follow
                | Self::Next
                | Self::Previous
                | Self::ClearFound
                | Self::Queue
                | Self::Tags
                | Self::Entity
                | Self::Statistics
                | Self::Versions
        );
        acts && app.articles_screen().is_some()
    }

    fn available_on_article(self, app: &App) -> bool {
        match self {
            command if !command.notes_known(app) || command.is_of_what_lies_behind(app) => false,
            Self::Judge
            | Self::Copy
            | Self::Evidence
            | Self::Reply
            | Self::Priority
            | Self::Relate
            | Self::Reason
            | Self::Correct
            | Self::Status => app.selected_claim().is_some() && app.shows_claims(),
            Self::Queue | Self::Disagreements => app.shows_claims() && app.document.outline.claim_count() > 0,
            command if command.settles(app) => command.available_among_disagreements(app),
            Self::Review => app.current_paragraph().is_some() && app.shows_claims(),
            Self::WriteAgain => app.review.overwritten() > 0,
            Self::Confirm | Self::ConfirmRest | Self::DropItem | Self::EditItem | Self::SplitItem | Self::MergeItem => {
                app.has_item_at_hand()
            }
            Self::MoreFields | Self::Editor => self.available_in_form(app),
            Self::Remove | Self::Private | Self::Settle | Self::AskForEvidence | Self::Extend | Self::Warnings => {
                self.available_on_screen(app)
            }
            Self::EvidenceForJudged => app.judged_last().is_some(),
            Self::Drafts => !app.drafts.is_empty(),
            Self::EntityInLibrary => app.entity_at_hand().is_some() && app.articles.folder.is_some(),
            Self::Problems => !app.problems.is_empty(),
            Self::Lost => app.notes.mine().is_some(),
            Self::Section(number) => number > 0 && usize::from(number) <= app.document.article.sections.len(),
            Self::NextHit | Self::PreviousHit => app.found.as_ref().is_some_and(|found| !found.hits.is_empty()),
            Self::OtherClaim => app.shows_claims() && !app.claims_at_hand().is_empty(),
            Self::ClearFound => app.found.is_some() || app.filter.is_some(),
            command if command.changes_panes() => command.has_pane(app),
            Self::Entity => !app.document.article.entities.is_empty(),
            Self::Select | Self::AddClaim => app.current_paragraph().is_some(),
            Self::Library | Self::PasteArticle => app.saving.is_complete(),
            Self::WriteArticle => app.unwritten.is_some(),
            Self::Give(None) => app.selected_claim().is_some_and(|(_, claim)| app.has_judged(claim)),
            Self::Said(_) => app.selected_claim().is_some_and(|(_, claim)| claim.has_named_speaker()),
            Self::Follow if matches!(&app.overlay, Some(Overlay::Judge(judging)) if judging.is_empty()) => false,
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
            Self::Undo | Self::Redo | Self::Retry | Self::Restore => self.available_after_writing(app),
            Self::NextClaim | Self::PreviousClaim | Self::Filter => {
                app.document.outline.claim_count() > 0 && app.shows_claims()
            }
            Self::Close | Self::Next | Self::Previous => {
                !matches!(app.overlay, Some(Overlay::Name(_))) || self == Self::Close
            }
            _ => true,
        }
    }

    /// Whether it settles a disagreement, or is about one, on the page of them.
    fn settles(self, app: &App) -> bool {
        let is_open = matches!(app.overlay, Some(Overlay::Disagreements(_)));
        is_open
            && matches!(
                self,
                Self::SettleAs(_)
                    | Self::SettleBecause(_)
                    | Self::Unsettle
                    | Self::Names
                    | Self::Give(_)
                    | Self::NotCheckable
            )
    }

    fn available_among_disagreements(self, app: &App) -> bool {
        match self {
            Self::SettleAs(side) | Self::SettleBecause(side) => app.has_side(side),
            Self::Unsettle => app.settled_it(),
            _ => app.has_dispute(),
        }
    }

    /// Of commands about what was written: whether there is any of that.
    fn available_after_writing(self, app: &App) -> bool {
        match self {
            Self::Undo if app.is_in_round() => true,
            Self::Undo | Self::Redo if app.is_reviewing() => true,
            Self::Undo => app.notes.mine().is_some_and(|fold| fold.undo().is_some()),
            Self::Redo => app.notes.mine().is_some_and(|fold| fold.redo().is_some()),
            Self::Retry => !app.saving.is_written(),
            _ => !app.saving.vanished.is_empty(),
        }
    }

    /// Of commands that belong to one screen: whether that is open.
    fn available_on_screen(self, app: &App) -> bool {
        match (self, &app.overlay) {
            (Self::Remove | Self::Private, Some(Overlay::Sheet(sheet))) => sheet.holds_notes(),
            (Self::Settle, Some(Overlay::Sheet(sheet))) => sheet.holds_doubts(),
            (Self::Warnings, Some(Overlay::Export(export))) => export.tells(),
            (Self::AskForEvidence, Some(Overlay::Queue(_))) | (Self::Extend, Some(Overlay::Select(_))) => true,
            _ => false,
        }
    }

    /// Whether it changes which columns the panes have.
    #[must_use]
    pub const fn changes_panes(self) -> bool {
        matches!(
            self,
            Self::FoldOutline
                | Self::WidenPane
                | Self::NarrowPane
                | Self::WidenDetails
                | Self::NarrowDetails
                | Self::ResetPanes
        )
    }

    /// Of commands that change panes: whether the screen has the pane.
    fn has_pane(self, app: &App) -> bool {
        match self {
            Self::WidenPane | Self::NarrowPane => app.has_divider(Divider::Claims),
            Self::WidenDetails | Self::NarrowDetails => app.has_divider(Divider::Details),
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

    /// Whether the command would do something in the panes, ignoring any screen open over them.
    #[must_use]
    pub fn available_in_panes(self, app: &App) -> bool {
        matches!(self, Self::Follow) || self.available(app)
    }

    /// Whether the journal has been read, if the command needs it.
    fn notes_known(self, app: &App) -> bool {
        // The journal must be read first: a new line names the lines it replaces.
        let is_known = app.saving.reading == Reading::Done || (app.annotator.name.is_some() && self == Self::Judge);
        (is_known && !app.document.is_gone) || !self.needs_notes()
    }

    /// Whether the command would annotate the paragraph behind the page of orphaned annotations, or the article behind a page
    /// about all articles.
    fn is_of_what_lies_behind(self, app: &App) -> bool {
        let acts = self.writes() || matches!(self, Self::Undo | Self::Redo | Self::Copy);
        (matches!(self, Self::Note | Self::Tags) && app.shows_sheet(SheetKind::Lost))
            || (acts && app.is_on_library_page())
    }

    /// Whether the command writes to the journal, and so needs it to be read first.
    #[must_use]
    pub const fn needs_notes(self) -> bool {
        self.writes()
            || self.decides()
            || matches!(
                self,
                Self::Give(_)
                    | Self::NotCheckable
                    | Self::SettleAs(_)
                    | Self::SettleBecause(_)
                    | Self::Unsettle
                    | Self::Repeat
                    | Self::EvidenceForJudged
                    | Self::Undo
                    | Self::Redo
                    | Self::Remove
                    | Self::Private
            )
    }

    /// Whether the command starts an annotation, and so needs the annotator's name.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(
            self,
            Self::Judge
                | Self::Queue
                | Self::Disagreements
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

    /// Whether the command decides on a candidate, and so needs the annotator's name.
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

    /// Whether the command sets a part of a judgement, such as the confidence or the verdict.
    #[must_use]
    pub const fn gives_opinion(self) -> bool {
        matches!(
            self,
            Self::Give(_) | Self::NotCheckable | Self::Sure(_) | Self::Said(_) | Self::Reason | Self::Correct
        )
    }

    /// Whether the command only moves the selection or the focus.
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
                | Self::OtherClaim
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

    /// Whether the command works on an open page as it does in the panes.
    #[must_use]
    pub const fn reaches_through(self) -> bool {
        self.writes()
            || matches!(self, Self::Copy | Self::Undo | Self::Redo | Self::NextClaim | Self::PreviousClaim | Self::Help)
    }

    /// Why the command is not available, as a message.
    #[must_use]
    pub fn why_not(self, app: &App) -> Cow<'static, str> {
        let text = match self {
            _ if app.document.is_gone && self.needs_notes() => app.words_of_loss(),
            _ if app.is_on_library_page() => "This page is about all articles. Open one to annotate it".to_owned(),
            Self::Note | Self::Tags => {
                let key = app.key_in(Scope::Sheet, Self::Settle);
                format!("These words were removed. Press {key} to move your annotation to where they are now")
            }
            Self::Confirm | Self::ConfirmRest | Self::DropItem | Self::EditItem | Self::SplitItem | Self::MergeItem => {
                let add = app.key_in(Scope::Review, Self::AddItem);
                format!("No candidate here. Press {add} to add a missing claim or entity")
            }
            Self::NextClaim | Self::PreviousClaim | Self::Filter | Self::Queue | Self::Disagreements => {
                let key = app.key_for(Self::HideClaims);
                format!("No visible claims. Press {key} to show hidden claims")
            }
            Self::NextHit | Self::PreviousHit => {
                format!("No match to go to. Press {} to find words", app.key_for(Self::Find))
            }
            Self::Library | Self::PasteArticle => {
                let (save, restore) = (app.key_for(Self::Retry), app.key_for(Self::Restore));
                let text = "Some work is not on the disk";
                format!("{text}. Press {save} to retry the save, {restore} to restore missing lines")
            }
            Self::EvidenceForJudged => {
                format!("You have judged nothing in the queue yet; {} opens it", app.key_for(Self::Queue))
            }
            Self::AskForEvidence => {
                format!("The queue is not open; {} opens it", app.key_for(Self::Queue))
            }
            _ if self.is_about_claim() && app.found.is_some() && app.shows_claims() => {
                let [next, clear] = [Self::NextClaim, Self::ClearFound].map(|command| app.key_for(command));
                let nothing = app.found.as_ref().is_some_and(|found| found.hits.is_empty());
                let why = if nothing { "Nothing was found" } else { "No claim quotes the words found" };
                format!("{why}. {next} selects the next claim, {clear} clears the search")
            }
            _ => return self.why_not_in_words().into(),
        };
        text.into()
    }

    /// Whether it does something to the selected claim.
    const fn is_about_claim(self) -> bool {
        matches!(
            self,
            Self::Judge | Self::Copy | Self::Similar | Self::Evidence | Self::Reply | Self::Priority | Self::Relate
        )
    }

    /// Why the command is not available now, where no key would help.
    const fn why_not_in_words(self) -> &'static str {
        match self {
            Self::Judge | Self::Copy | Self::Similar | Self::Evidence | Self::Reply | Self::Priority | Self::Relate => {
                "There is no visible claim here"
            }
            Self::Drafts => "There is no unfinished text",
            Self::EntityInLibrary => "Select an entity of an article that is in a folder",
            Self::Export => "Nobody has annotated this article yet",
            Self::MoreFields => "This form has no more fields",
            Self::Editor => "This field takes a choice, not text",
            Self::Remove | Self::Private | Self::Settle => "You have no annotations here",
            Self::Problems => "The article's file has no problems",
            Self::Lost => "You have no annotations yet",
            Self::Warnings => "There is nothing to warn of, and the format includes everything",
            Self::WriteAgain => "The file has all your decisions",
            Self::SettleAs(_) | Self::SettleBecause(_) | Self::Names => "Annotators disagree on none of these claims",
            Self::Unsettle => "You have not settled this claim",
            Self::Section(_) => "There is no section with that number",
            Self::Undo => "Nothing to undo",
            Self::Redo => "Nothing to redo",
            Self::Back => "No earlier place to go back to",
            Self::Forward => "No later place to go forward to",
            Self::Retry => "Everything is saved",
            Self::Restore => "No lines are missing from the disk",
            Self::Follow => "There is nothing to open here",
            Self::OtherClaim => "No other claim quotes these words",
            Self::ClearFound => "There is no search or filter to clear",
            Self::Entity => "This article lists no entities",
            Self::Select => "There is no text to select",
            Self::WriteArticle => "The article is already in its file",
            Self::Give(_) => "You have not judged this claim",
            Self::Said(_) => "No speaker but the author is named here",
            Self::WidenPane | Self::NarrowPane => "There is only one pane here",
            Self::WidenDetails | Self::NarrowDetails => "The details appear from 160 columns on",
            Self::Repeat => "You have not judged a claim in this session yet",
            _ => "That key does nothing here",
        }
    }
}
