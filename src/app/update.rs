//! One message in, effects out.

use ratatui::layout::Rect;

use crate::domain::judgement::Status;

use super::App;
use super::command::Command;
use super::keymap::{self, Scope};
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
            Message::Paste(text) => {
                self.paste(&text);
                Vec::new()
            }
            Message::Resize(columns, rows) => {
                self.size = Rect::new(0, 0, columns, rows);
                Vec::new()
            }
            Message::ArticleRead(article) => {
                self.replace_article(*article);
                Vec::new()
            }
            Message::ArticleRefused(problem) => {
                self.warn(format!(
                    "The article file has changed and cannot be read; this is the version before. {problem}"
                ));
                Vec::new()
            }
            Message::Drafts(_) | Message::Edited(_) => Vec::new(),
            Message::People(people) => {
                self.notes.set_people(people);
                self.heights.judgements_changed();
                Vec::new()
            }
            Message::Articles(listings) => {
                self.library = listings;
                Vec::new()
            }
            other => {
                self.heights.judgements_changed();
                self.heard_of_disk(other)
            }
        };
        let unmoved = is_key && effects.is_empty() && before == (self.place, self.size);
        if !unmoved && !scrolled {
            self.settle();
        }
        effects
    }

    fn key(&mut self, key: &Key, moment: Moment) -> Vec<Effect> {
        self.begin(moment);
        let scope = Scope::of(self);
        let Some(command) = keymap::command(scope, key) else {
            self.type_key(key);
            return Vec::new();
        };
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
        if let Some(Overlay::Help(HelpPage { top, .. })) = &mut self.overlay {
            let (page, last) = (usize::from(self.size.height / 2), keymap::BINDINGS.len());
            match command {
                Command::Next => *top = (*top + 1).min(last),
                Command::Previous => *top = top.saturating_sub(1),
                Command::PageDown => *top = (*top + page).min(last),
                Command::PageUp => *top = top.saturating_sub(page),
                _ => self.close(),
            }
            return Vec::new();
        }
        if let (Some(Overlay::Sheet(sheet)), false) = (&self.overlay, command.reaches_through()) {
            let sheet = *sheet;
            if command == Command::Close {
                self.overlay = None;
            } else {
                self.browse_sheet(sheet, command);
            }
            return Vec::new();
        }
        match (&self.overlay, command) {
            (Some(Overlay::Name(_)), Command::Follow) => return self.take_name(),
            (Some(Overlay::Judge(_)), Command::Follow | Command::Close) => return self.conclude(|_| {}),
            (Some(Overlay::Find(_)), Command::Follow) => self.keep_found(),
            (Some(Overlay::Find(_)), Command::Close) => self.give_up_finding(),
            (Some(Overlay::List(_)), Command::Next) => self.browse_list(true),
            (Some(Overlay::List(_)), Command::Previous) => self.browse_list(false),
            (Some(Overlay::List(_)), Command::Follow) => return self.choose(),
            (Some(Overlay::Select(selection)), Command::Copy) => return self.copy_selection(*selection),
            (Some(Overlay::Select(selection)), command) if command != Command::Close => {
                self.browse_selection(*selection, command);
            }
            _ => return self.run_in_panes(command),
        }
        Vec::new()
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

    fn run_in_panes(&mut self, command: Command) -> Vec<Effect> {
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
            Command::Judge => self.ask_for_verdict(),
            Command::Give(verdict) => return self.give(verdict),
            Command::NotCheckable => return self.conclude(|opinion| opinion.status = Some(Status::NotCheckable)),
            Command::Sure(confidence) => self.add_to_opinion(|opinion| opinion.confidence = Some(confidence)),
            Command::Said(said) => self.add_to_opinion(|opinion| opinion.said = Some(said)),
            Command::Repeat => return self.repeat(),
            Command::Undo => return self.undo(),
            Command::Redo => return self.redo(),
            Command::Others => self.switch_others(),
            Command::Retry => return vec![Effect::Retry],
            Command::Restore => return self.restore(),
            Command::Figures => self.open_sheet(SheetKind::Figures),
            Command::Sourcing => self.open_sheet(SheetKind::Sourcing),
            Command::Help => self.help(),
            Command::Close | Command::Abandon => self.close(),
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
        self.below = match self.overlay {
            Some(Overlay::Sheet(sheet)) => Some(sheet),
            _ => None,
        };
        self.overlay = Some(Overlay::Help(HelpPage { scope, top: 0 }));
    }

    fn close(&mut self) {
        self.overlay = self.below.take().map(Overlay::Sheet);
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

    /// Types into the open field, when there is one.
    fn type_key(&mut self, key: &Key) {
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            field.type_key(key);
            self.typed();
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            field.paste(text);
            self.typed();
        }
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
