//! One message in, effects out.

use crate::domain::judgement::Status;

use super::App;
use super::command::Command;
use super::keymap::{self, Scope};
use super::layout::screen;
use super::message::{Effect, Key, Message, Moment};
use super::overlay::{HelpPage, Overlay};
use super::palette::ListKind;
use super::saving::Reading;
use super::sheet::SheetKind;

impl App {
    /// Takes in what happened, and says what is to be done about it.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let before = (self.place, self.size);
        let is_key = matches!(message, Message::Key(..));
        let mut scrolled = false;
        let effects = match message {
            Message::Key(key, moment) => self.key(&key, moment),
            Message::Pointer(pointer, moment) => {
                self.begin(moment);
                let (effects, scroll) = self.point(pointer);
                scrolled = scroll;
                effects
            }
            Message::Paste(text) => self.paste(&text),
            Message::ArticleWritten(written) => self.hear_of_file(written),
            Message::Resize(columns, rows) => {
                self.size = screen(columns, rows);
                Vec::new()
            }
            other => {
                let before = self.digest_before(&other);
                let effects = self.hear(other);
                self.refresh_export(before.as_ref());
                effects
            }
        };
        self.ask_after_first_note(&effects);
        let unmoved = is_key && effects.is_empty() && before == (self.place, self.size);
        if !unmoved && !scrolled {
            self.settle();
        }
        effects
    }

    /// Takes in what came from anywhere but the keyboard, the mouse and the terminal.
    fn hear(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Review(news) => self.hear_of_review(news),
            Message::ArticleRead(article) => {
                self.hear_of_article(*article);
                Vec::new()
            }
            Message::ArticleRefused(problem) => {
                self.review.is_unreadable = true;
                self.warn(format!(
                    "The article file has changed and cannot be read; this is the version before. {problem}"
                ));
                Vec::new()
            }
            Message::Drafts(drafts) => {
                self.hear_of_drafts(drafts);
                Vec::new()
            }
            Message::Edited(text) => self.take_edited(text.as_deref()),
            Message::FileHashed(id, hash, moment) => {
                self.moment = moment;
                self.take_hash(&id, hash)
            }
            Message::Reviewer(reviewer) => {
                self.know_reviewer(reviewer.as_ref());
                Vec::new()
            }
            Message::Exported(exported) => {
                self.hear_of_export(exported);
                Vec::new()
            }
            Message::People(people) => {
                self.notes.me.clone_from(&self.annotator.name);
                self.notes.set_people(people);
                self.everything_changed();
                Vec::new()
            }
            Message::Articles(listings) => {
                self.library = listings;
                Vec::new()
            }
            other @ (Message::Annotator(_) | Message::NotesRead { .. } | Message::Vanished(_)) => {
                let known = self.orphans().len();
                let effects = self.heard_of_disk(other);
                self.everything_changed();
                self.tell_of_orphans(known);
                effects
            }
            other => self.heard_of_disk(other),
        }
    }

    fn key(&mut self, key: &Key, moment: Moment) -> Vec<Effect> {
        self.begin(moment);
        let scope = Scope::of(self);
        let Some(command) = keymap::command(scope, key) else { return self.type_key(key) };
        let blind = self.layout().is_none();
        if blind && !matches!(command, Command::Quit | Command::Suspend | Command::Close | Command::LeaveAnyway) {
            return Vec::new();
        }
        self.run_if_available(command)
    }

    /// What one was told before is read by now.
    fn begin(&mut self, moment: Moment) {
        self.moment = moment;
        if self.notice.as_ref().is_some_and(|notice| !notice.stays) {
            self.notice = None;
        }
    }

    pub(super) fn run(&mut self, command: Command) -> Vec<Effect> {
        if let Some(id) = self.draft_written_on(command) {
            self.warn(format!("{id} is a draft. Press D to confirm it first"));
            return Vec::new();
        }
        match (&self.overlay, command) {
            (Some(Overlay::Help(_)), _) => self.run_help(command),
            (Some(Overlay::Compose(_)), _) => return self.run_compose(command),
            (Some(Overlay::Sheet(_)), Command::Close) => self.close(),
            (Some(Overlay::Sheet(sheet)), _) if !command.reaches_through() => {
                return self.browse_sheet(*sheet, command);
            }
            (Some(Overlay::Name(_)), Command::Follow) => return self.take_name(),
            (Some(Overlay::SaveAs(_)), Command::Follow) => return self.take_path(),
            (Some(Overlay::SaveAs(_)), Command::Close) => self.decline_path(),
            (Some(Overlay::Paste(_)), Command::Follow) => return self.open_typed_article(),
            (Some(Overlay::Paste(_)), Command::Close) => return self.close_paste(),
            (Some(Overlay::Judge(_)), Command::Follow | Command::Close) => return self.conclude(|_| {}),
            (Some(Overlay::Export(_) | Overlay::Review(_)), Command::Help) => self.help(),
            (Some(Overlay::Export(_)), _) => return self.run_export(command),
            (Some(Overlay::Queue(_)), _) => return self.run_queue(command),
            (Some(Overlay::Review(_)), _) => return self.run_review(command),
            (Some(Overlay::Find(_)), Command::Follow) => self.keep_found(),
            (Some(Overlay::Find(_)), Command::Close) => self.give_up_finding(),
            (Some(Overlay::List(_)), Command::Next) => self.browse_list(true),
            (Some(Overlay::List(_)), Command::Previous) => self.browse_list(false),
            (Some(Overlay::List(_)), Command::Follow) => return self.choose(),
            (Some(Overlay::Select(selection)), Command::Copy) => return self.copy_selection(*selection),
            (Some(Overlay::Select(selection)), command) if command != Command::Close && !command.writes() => {
                self.browse_selection(*selection, command);
            }
            _ => return self.run_in_panes(command),
        }
        Vec::new()
    }

    fn run_help(&mut self, command: Command) {
        let Some(Overlay::Help(HelpPage { top, .. })) = &mut self.overlay else { return };
        let (page, last) = (usize::from(self.size.height / 2), keymap::BINDINGS.len());
        match command {
            Command::Next => *top = (*top + 1).min(last),
            Command::Previous => *top = top.saturating_sub(1),
            Command::PageDown => *top = (*top + page).min(last),
            Command::PageUp => *top = top.saturating_sub(page),
            _ => self.close(),
        }
    }

    /// Does the command, or says why it would do nothing.
    pub(super) fn run_if_available(&mut self, command: Command) -> Vec<Effect> {
        if command.available(self) {
            return self.run(command);
        }
        let reading = self.saving.reading != Reading::Done && command.needs_notes();
        self.say(if reading { "Your notes are still being read" } else { command.why_not() });
        Vec::new()
    }

    pub(super) fn run_in_panes(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Find => self.ask_what_to_find(),
            Command::Copy => return self.copy_claim(),
            Command::Marks => self.switch_marks(),
            Command::HideClaims => self.switch_claims(),
            Command::Theme => self.switch_theme(),
            Command::NextHit => self.step_hit(true),
            Command::PreviousHit => self.step_hit(false),
            Command::ClearFound => self.clear_found(),
            Command::Commands => self.open_list(ListKind::Commands),
            Command::Entity => self.open_list(ListKind::Entities),
            Command::Filter => self.open_list(ListKind::Filters),
            Command::Library => return self.open_library(),
            Command::Select => self.begin_selection(),
            Command::Give(verdict) => return self.give(verdict),
            Command::NotCheckable => return self.conclude(|opinion| opinion.status = Some(Status::NotCheckable)),
            Command::Sure(confidence) => self.add_to_opinion(|opinion| opinion.confidence = Some(confidence)),
            Command::Said(said) => self.add_to_opinion(|opinion| opinion.said = Some(said)),
            Command::Repeat => return self.repeat(),
            Command::Review => self.open_review(),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            command if command.writes() => return self.run_writing(command),
            Command::WriteArticle => self.ask_where_to_write(None),
            Command::EditArticle | Command::Export if self.unwritten.is_some() => {
                self.ask_where_to_write(Some(command));
            }
            Command::PasteArticle => self.wait_for_paste(),
            Command::EditArticle => return vec![Effect::EditArticle],
            Command::Notes => self.open_sheet(SheetKind::Notes),
            Command::Export => return self.open_export(),
            Command::Lost => self.open_sheet(SheetKind::Lost),
            Command::Others => self.switch_others(),
            Command::Retry => return vec![Effect::Retry],
            Command::Restore => return self.restore(),
            Command::Figures => self.open_sheet(SheetKind::Figures),
            Command::Sourcing => self.open_sheet(SheetKind::Sourcing),
            Command::Help => self.help(),
            Command::Abandon => return self.abandon(),
            Command::Close => self.close(),
            Command::LeaveAnyway => return vec![Effect::Quit],
            Command::Quit => return self.quit(),
            Command::Suspend => return vec![Effect::Suspend],
            movement => self.browse(movement),
        }
        Vec::new()
    }

    /// Shows the keys of this place; what is open comes back afterwards.
    fn help(&mut self) {
        let scope = Scope::of(self);
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Help(HelpPage { scope, top: 0 }));
    }

    pub(super) fn close(&mut self) {
        self.overlay = self.behind.pop();
        self.saving.leaving = false;
    }

    fn switch_marks(&mut self) {
        self.marks = !self.marks;
        self.say(if self.marks { "Quotes and mentions are marked" } else { "Nothing is marked; m marks again" });
    }

    fn switch_claims(&mut self) {
        self.claims_hidden = !self.claims_hidden;
        self.say(if self.claims_hidden {
            "The claims are hidden: which would you list? M shows them"
        } else {
            "The claims show again"
        });
    }

    fn switch_theme(&mut self) {
        self.theme = self.theme.next();
        self.say(format!("Theme: {}", self.theme.name()));
    }

    fn switch_others(&mut self) {
        self.show_others = !self.show_others;
        self.heights.judgements_changed();
        self.say(if self.show_others {
            "Others' judgements show everywhere, for this run"
        } else {
            "Others' judgements show once you have judged a claim"
        });
    }

    /// Types into the open field or form, when there is one.
    fn type_key(&mut self, key: &Key) -> Vec<Effect> {
        self.type_article(key);
        if matches!(self.overlay, Some(Overlay::Compose(_))) {
            return self.type_into_form(key);
        }
        if let Some(effects) = self.choose_by_digit(key) {
            return effects;
        }
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            field.type_key(key);
            self.typed();
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        if matches!(self.overlay, Some(Overlay::Compose(_))) {
            return self.paste_into_form(text);
        }
        if let Some(effects) = self.paste_article(text) {
            return effects;
        }
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            field.paste(text);
            self.typed();
        }
        Vec::new()
    }

    /// What follows from what is typed now.
    fn typed(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Find(_)) => self.find_as_typed(),
            Some(Overlay::List(palette)) => palette.selected = 0,
            _ => {}
        }
    }
}
