//! Handles a message and returns effects.

use crate::model::annotation::judgement::Status;
use crate::model::query::Vocabulary;
use crate::reader::key::Key;
use crate::reader::screens::detail::page_of;
use crate::reader::screens::picker::state::ListKind;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::layout::screen;
use crate::reader::message::{Effect, Message, Moment};
use crate::reader::save_status::Reading;

impl App {
    /// Handles a message, and returns the effects to carry out.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        if let Message::Shown(moment) = message {
            self.is_shown(moment);
            return Vec::new();
        }
        self.attend(false);
        let by_hand = matches!(message, Message::Key(..) | Message::Pointer(..) | Message::Paste(_));
        let before = (self.place, self.size);
        let is_key = matches!(message, Message::Key(..));
        let reads_notes = matches!(message, Message::NotesRead { .. });
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
            Message::Library(news) => self.hear_of_articles(news),
            Message::Similar(page) => {
                self.know_similar(page);
                Vec::new()
            }
            Message::Versions(report) => {
                self.know_versions(report);
                Vec::new()
            }
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
        let mut effects = effects;
        let more = self.go_on_with_round(&effects);
        effects.extend(more);
        self.offer_linked(&effects);
        if reads_notes {
            effects.extend(self.ask_for_linked());
        }
        self.ask_after_first_note(&effects);
        self.tell_of_drafts();
        let unmoved = is_key && effects.is_empty() && before == (self.place, self.size);
        if !unmoved && !scrolled {
            self.settle();
        }
        effects.extend(self.release_opinion_drafts());
        self.attend(by_hand);
        effects
    }

    /// Handles a message that is not from the keyboard, the mouse or the terminal.
    fn hear(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Review(news) => self.hear_of_review(news),
            Message::ArticleRead(article) => {
                self.hear_of_article(*article);
                Vec::new()
            }
            Message::ArticleRefused(first, problems) => {
                self.refuse_article(&first, problems);
                Vec::new()
            }
            Message::ArticleGone => self.hear_that_article_is_gone(),
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
            Message::Keys(keymap) => {
                self.keymap = *keymap;
                Vec::new()
            }
            Message::Queries(saved) => {
                self.vocabulary = Vocabulary::of_claims().with_saved(saved);
                self.heights.filter.forget();
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
        if let Some(why) = self.swallows(key) {
            self.say(why);
            return Vec::new();
        }
        let scope = self.scope();
        let Some(command) = self.keymap.command(scope, key) else { return self.type_key(key) };
        let blind = self.layout().is_none();
        if blind && !matches!(command, Command::Quit | Command::Suspend | Command::Close | Command::LeaveAnyway) {
            return Vec::new();
        }
        self.run_if_available(command)
    }

    /// An earlier notice has been read by now.
    fn begin(&mut self, moment: Moment) {
        self.moment = moment;
        if self.notice.as_ref().is_some_and(|notice| !notice.stays) {
            self.notice = None;
        }
    }

    pub(crate) fn run(&mut self, command: Command) -> Vec<Effect> {
        // In the library, commands are about articles.
        let draft = self.draft_written_on(command).filter(|_| self.articles_screen().is_none());
        if let Some(id) = draft {
            self.warn(format!("{id} is a draft. Press {} to confirm it first", self.key_for(Command::Review)));
            self.remember_refusal(command);
            return Vec::new();
        }
        match self.handlers() {
            Some(handlers) => (handlers.run)(self, command),
            None => self.run_in_panes(command),
        }
    }

    /// Runs a command, or explains why it is unavailable or came too soon.
    pub(crate) fn run_if_available(&mut self, command: Command) -> Vec<Effect> {
        if self.refuses_haste(self.scope(), command) {
            return Vec::new();
        }
        if command.available(self) {
            return self.run(command);
        }
        let reading = self.saving.reading != Reading::Done && command.needs_notes();
        let why = if reading { "Your notes are still loading".into() } else { command.why_not(self) };
        self.say(why);
        self.remember_refusal(command);
        Vec::new()
    }

    pub(crate) fn run_in_panes(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Find => self.ask_what_to_find(),
            Command::Copy => return self.copy_claim(),
            Command::Marks => self.switch_marks(),
            Command::HideClaims => self.switch_claims(),
            Command::Theme => self.switch_theme(),
            command if command.changes_panes() => self.change_panes(command),
            Command::NextHit => self.step_hit(true),
            Command::PreviousHit => self.step_hit(false),
            Command::ClearFound => self.clear_found(),
            Command::Commands => self.open_list(ListKind::Commands),
            Command::Entity => self.open_list(ListKind::Entities),
            Command::Filter => self.open_list(ListKind::Filters),
            Command::Library => return self.open_library(),
            Command::OtherArticles => return self.open_picker(),
            Command::Quit if self.articles.is_home => return self.come_back_to_articles(),
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
            Command::Export => return self.open_export(),
            Command::Others => self.switch_others(),
            Command::Retry => return vec![Effect::Retry],
            Command::Restore => return self.restore(),
            Command::Versions => return self.open_versions(),
            Command::Similar => return self.open_similar(),
            Command::EntityInLibrary => return self.open_entity_in_library(),
            Command::Help => self.help(),
            Command::Abandon => return self.abandon(),
            Command::Close => self.close(),
            Command::LeaveAnyway => return vec![Effect::Quit],
            Command::Quit => return self.quit(),
            Command::Suspend => return vec![Effect::Suspend],
            other => match page_of(other) {
                Some(page) => self.open_sheet(page),
                None => self.browse(other),
            },
        }
        Vec::new()
    }

    pub(crate) fn close(&mut self) {
        self.overlay = self.behind.pop();
        self.saving.leaving = false;
    }

    fn switch_marks(&mut self) {
        self.marks = !self.marks;
        let text = if self.marks {
            "Marks are shown".to_owned()
        } else {
            format!("Marks are hidden. {} shows them", self.key_for(Command::Marks))
        };
        self.say(text);
    }

    fn switch_claims(&mut self) {
        self.claims_hidden = !self.claims_hidden;
        let text = if self.claims_hidden {
            format!(
                "Claims are hidden, so that you can find them yourself. {} shows them",
                self.key_for(Command::HideClaims)
            )
        } else {
            "Claims are shown".to_owned()
        };
        self.say(text);
    }

    fn switch_theme(&mut self) {
        self.theme = self.theme.next();
        self.say(format!("Theme: {}", self.theme.name()));
    }

    fn switch_others(&mut self) {
        self.show_others = !self.show_others;
        self.heights.judgements_changed();
        self.say(if self.show_others {
            "Showing all of others' judgements, for this session"
        } else {
            "Showing others' judgements only on claims that you have judged"
        });
    }

    /// Hands a key that is bound to nothing to the open screen.
    fn type_key(&mut self, key: &Key) -> Vec<Effect> {
        self.handlers().map_or(Vec::new(), |handlers| (handlers.key)(self, key))
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.handlers() {
            Some(handlers) => (handlers.paste)(self, text),
            None => self.paste_article(text).unwrap_or_default(),
        }
    }
}
