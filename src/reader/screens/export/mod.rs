//! The export screen: the format, the bytes that nutgraf would write, what the format leaves out, and the destination.

pub(crate) mod changes;
pub(crate) mod draw;
pub(crate) mod news;
pub(crate) mod screen;
pub mod state;
pub(crate) mod told;

use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

use crate::export::{FORMATS, Request, Reviewer, Selection};
use crate::model::annotation::added_claim::put_all_among;
use crate::model::article::Article;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::export::news::News;
use crate::reader::screens::export::state::{Export, ExportOrder, Exported};
use crate::reader::screens::picker::state::ListKind;
use crate::text::cells;
use crate::text::slug::slug;

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::overlay::Overlay;
use crate::reader::widgets::text_input::Field;

/// Lines among which the title of a packet is looked for.
const MOST_FRONT_MATTER: usize = 60;
/// Terminals take no more than this through OSC 52.
const MOST_COPIED: usize = 64 * 1024;
/// Bytes of a line kept for the preview: no screen is wider.
const MOST_OF_LINE: usize = 4096;

impl App {
    /// Opens the export screen with the annotator's own notes in the first format.
    pub(crate) fn open_export(&mut self) -> Vec<Effect> {
        let export = Export {
            format: 0,
            everyone: self.notes.mine().is_none_or(|fold| fold.lines().is_empty()),
            top: 0,
            destination: Field::new("name of a file"),
            typing: false,
            losses: Vec::new(),
            warnings: Vec::new(),
            told_from: None,
            exists: false,
            reviewer: None,
            article: None,
            news: News::None,
        };
        self.overlay = Some(Overlay::Export(Box::new(export)));
        self.settle_export();
        vec![Effect::ReadReviewer]
    }

    /// Whose notes are exported.
    fn export_selection(&self, everyone: bool) -> Selection {
        let by = if everyone {
            self.notes.all().map(|(name, _)| name.to_owned()).collect()
        } else {
            self.notes.me.iter().cloned().collect()
        };
        let query = self.filter.as_ref().map(|filter| filter.query().clone()).unwrap_or_default();
        Selection { by, final_by: None, query, sees_others: self.show_others }
    }

    /// Which claims are exported, in words.
    #[must_use]
    pub fn export_choice(&self, everyone: bool) -> String {
        let whose = match (everyone, &self.notes.me) {
            (false, Some(name)) => format!("{name}'s notes"),
            _ => "everyone's notes".to_owned(),
        };
        self.filter.as_ref().map_or(whose.clone(), |filter| format!("{whose}, {}", filter.name()))
    }

    /// Brings losses, destination and article in line with the format and the choice.
    pub(crate) fn settle_export(&mut self) {
        let Some(Overlay::Export(export)) = &self.overlay else { return };
        let everyone = export.everyone;
        let article = self.article_to_export(everyone);
        let name = self.default_destination(export);
        if let Some(Overlay::Export(export)) = &mut self.overlay {
            export.article = article;
            export.top = 0;
            export.told_from = None;
            export.exists = false;
            export.destination = Field::new("name of a file");
            export.destination.paste(&name);
        }
        self.show_title_of_packet();
        self.refresh_losses();
    }

    /// Begins the preview of a packet with its title, behind the front matter, which one scrolls up to.
    fn show_title_of_packet(&mut self) {
        let is_packet = matches!(&self.overlay, Some(Overlay::Export(export)) if export.format().is_packet());
        if !is_packet {
            return;
        }
        let title = self.export_preview(MOST_FRONT_MATTER).iter().position(|line| line.starts_with("# "));
        if let (Some(Overlay::Export(export)), Some(title)) = (&mut self.overlay, title) {
            export.top = title;
        }
    }

    /// The article without drafts, and with everyone's own claims where `everyone`'s notes go out; none where it is the open
    /// one.
    pub(crate) fn article_to_export(&self, everyone: bool) -> Option<Box<Article>> {
        match self.document.article.without_drafts() {
            _ if everyone => Some(self.article_with_everyones_claims()),
            Cow::Borrowed(_) => None,
            Cow::Owned(confirmed) => Some(Box::new(confirmed)),
        }
    }

    fn article_with_everyones_claims(&self) -> Box<Article> {
        let mut article = Box::new(self.document.article.without_drafts().into_owned());
        put_all_among(&mut article, self.notes.all().map(|(_, fold)| fold));
        article
    }

    /// The default path: beside the article, with its name, the annotator's and the format's ending.
    fn default_destination(&self, export: &Export) -> String {
        let origin = &self.document.origin;
        let stem = origin.strip_suffix(".yaml").or_else(|| origin.strip_suffix(".yml")).unwrap_or(origin);
        let who = match (&self.notes.me, export.everyone) {
            (Some(name), false) => slug(name),
            _ => "all".to_owned(),
        };
        format!("{stem}.{who}.{}", export.format().ending)
    }

    /// Queries the open export, even behind another screen.
    pub(crate) fn with_export<T>(&self, ask: impl FnOnce(&Export, &Request<'_>) -> T) -> Option<T> {
        let mut open = self.overlay.iter().chain(self.behind.iter().rev());
        let Overlay::Export(export) = open.find(|overlay| matches!(overlay, Overlay::Export(_)))? else { return None };
        let selection = self.export_selection(export.everyone);
        let today = self.today();
        let article = export.article.as_deref().unwrap_or(&self.document.article);
        let reviewer = export.reviewer.clone();
        let request = Request { article, notes: &self.notes, selection: &selection, today: &today, reviewer };
        Some(ask(export, &request))
    }

    /// The lines of the export from the first visible one. Only as much of the export is made as these lines need.
    #[must_use]
    pub fn export_preview(&self, rows: usize) -> Vec<String> {
        let preview = self.with_export(|export, request| {
            let mut window = Window { skip: export.top, rows, lines: Vec::new(), line: String::new() };
            // The window ends the writing with an error once it has enough lines.
            let all = (export.format().write)(request, &mut window).is_ok();
            if all && !window.line.is_empty() {
                let _ = window.write_char('\n');
            }
            window.lines
        });
        preview.unwrap_or_default()
    }

    /// Receives who publishes reviews.
    pub(crate) fn know_reviewer(&mut self, reviewer: Option<&Reviewer>) {
        if let Some(export) = self.open_export_mut() {
            export.reviewer = reviewer.cloned();
        }
    }

    /// Receives the result of writing an export.
    pub(crate) fn hear_of_export(&mut self, exported: Exported) {
        match exported {
            Exported::Written(path) => {
                if matches!(self.overlay, Some(Overlay::Export(_))) {
                    self.close();
                }
                self.say(format!("Written: {path}"));
            }
            Exported::Exists(path) => {
                if let Some(Overlay::Export(export)) = &mut self.overlay {
                    export.exists = export.destination.text().trim() == path;
                }
                let [write, other] =
                    [Command::Follow, Command::EditDestination].map(|command| self.key_in(Scope::Export, command));
                self.say(format!("{path} already exists. {write} replaces it, {other} chooses another file"));
            }
            Exported::Changed(other) => self.hear_of_other_export(other),
            Exported::Failed(why) => self.warn(why),
        }
    }

    /// Carries out a command on the export screen.
    pub(crate) fn run_export(&mut self, command: Command) -> Vec<Effect> {
        let page = usize::from(self.size.height / 2).max(1);
        if self.scrolls_told(command, page) {
            return Vec::new();
        }
        let Some(Overlay::Export(export)) = &mut self.overlay else { return Vec::new() };
        let count = FORMATS.len();
        match command {
            Command::NextPane => export.format = (export.format + 1) % count,
            Command::PreviousPane => export.format = (export.format + count - 1) % count,
            Command::Filter => {
                self.behind.extend(self.overlay.take());
                self.open_list(ListKind::Filters);
                return Vec::new();
            }
            Command::Others => export.everyone = !export.everyone,
            Command::Next => return self.scroll_export(1),
            Command::PageDown => return self.scroll_export(page),
            Command::Previous | Command::PageUp => {
                let by = if command == Command::Previous { 1 } else { page };
                export.top = export.top.saturating_sub(by);
                return Vec::new();
            }
            Command::First => {
                export.top = 0;
                return Vec::new();
            }
            Command::Close if export.told_from.take().is_some() => return Vec::new(),
            Command::Warnings => {
                export.told_from = export.told_from.xor(Some(0));
                return Vec::new();
            }
            Command::EditDestination => {
                export.typing = true;
                export.destination.offer();
                export.exists = false;
                return Vec::new();
            }
            Command::Follow | Command::Close if export.typing => {
                export.typing = false;
                return Vec::new();
            }
            Command::Follow => return self.write_export(),
            Command::Copy => return self.copy_export(),
            _ => {
                self.close();
                return Vec::new();
            }
        }
        self.settle_export();
        Vec::new()
    }

    /// Scrolls down, but not past the end.
    fn scroll_export(&mut self, by: usize) -> Vec<Effect> {
        let left = self.export_preview(by + 1).len();
        if let Some(Overlay::Export(export)) = &mut self.overlay {
            export.top += by.min(left.saturating_sub(1));
        }
        Vec::new()
    }

    fn write_export(&mut self) -> Vec<Effect> {
        if !self.saving.pending.is_empty() {
            self.say(format!("Some work is not saved yet. {} retries the save", self.key_for(Command::Retry)));
            return Vec::new();
        }
        if self.tell_of_changed_export() {
            return Vec::new();
        }
        let digest = self.export_digest();
        let Some(Overlay::Export(export)) = &self.overlay else { return Vec::new() };
        let path = export.destination.text().trim().to_owned();
        if path.is_empty() {
            let key = self.key_in(Scope::Export, Command::EditDestination);
            self.say(format!("No file is chosen. {key} chooses one"));
            return Vec::new();
        }
        let selection = self.export_selection(export.everyone);
        let order = ExportOrder {
            format: export.format().name,
            selection,
            everyone: export.everyone,
            path,
            replace: export.exists,
            today: self.today(),
            agreed: digest.into_iter().chain(export.news.told()).collect(),
        };
        self.say("Writing …");
        vec![Effect::Export(order)]
    }

    fn copy_export(&mut self) -> Vec<Effect> {
        let text = self.with_export(|export, request| {
            let mut text = Bounded(String::new());
            (export.format().write)(request, &mut text).ok().map(|()| text.0)
        });
        let Some(text) = text.flatten() else {
            let key = self.key_in(Scope::Export, Command::Follow);
            self.say(format!("The export is too long for the terminal's clipboard. {key} writes it to a file"));
            return Vec::new();
        };
        self.say("Copied the export, if the terminal allows copying");
        vec![Effect::Copy(text)]
    }
}

/// Keeps some lines of what is written, and ends the writing once it has them.
struct Window {
    skip: usize,
    rows: usize,
    lines: Vec<String>,
    line: String,
}

impl fmt::Write for Window {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive('\n') {
            let bare = part.strip_suffix('\n');
            if self.skip == 0 && self.line.len() < MOST_OF_LINE {
                self.line.push_str(bare.unwrap_or(part));
            }
            if bare.is_none() {
                continue;
            }
            if self.skip > 0 {
                self.skip -= 1;
            } else {
                self.lines.push(std::mem::take(&mut self.line));
            }
            if self.lines.len() >= self.rows {
                return Err(fmt::Error);
            }
        }
        Ok(())
    }
}

/// A text that ends the writing when it grows too long.
struct Bounded(String);

impl fmt::Write for Bounded {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.0.len() + text.len() > MOST_COPIED {
            return Err(fmt::Error);
        }
        self.0.push_str(text);
        Ok(())
    }
}

/// The areas of the parts of the export page.
pub struct ExportPage {
    /// The formats: one a row, or as many as fit into one row.
    pub formats: ratatui::layout::Rect,
    /// The preview.
    pub preview: ratatui::layout::Rect,
    /// What the format leaves out.
    pub losses: ratatui::layout::Rect,
    /// The destination.
    pub destination: ratatui::layout::Rect,
}

/// Columns of the list of formats, if it fits beside the preview.
const FORMAT_COLUMNS: u16 = 18;
/// Rows of the report of losses.
const LOSS_ROWS: u16 = 6;

impl App {
    /// The areas on this screen.
    #[must_use]
    pub fn export_page(&self) -> ExportPage {
        use ratatui::layout::Rect;
        let size = self.size;
        let body = Rect::new(1, 2, size.width.saturating_sub(2), size.height.saturating_sub(4));
        let destination = Rect { y: body.bottom().saturating_sub(1), height: 1.min(body.height), ..body };
        let loss_rows = match &self.overlay {
            // What is told in full is told in the place of the preview.
            Some(Overlay::Export(export)) if export.told_from.is_some() => 0,
            Some(Overlay::Export(export)) => {
                let told = u16::try_from((export.warnings.len() + export.losses.len()).max(1)).unwrap_or(u16::MAX);
                told.min(LOSS_ROWS).min(body.height / 4) + 1
            }
            _ => 0,
        };
        let losses = Rect {
            y: destination.y.saturating_sub(loss_rows + 1),
            height: loss_rows.min(body.height.saturating_sub(2)),
            ..body
        };
        let room = losses.y.saturating_sub(body.y + 1);
        if size.width >= crate::reader::layout::TWO_COLUMNS {
            let formats = Rect { width: FORMAT_COLUMNS, height: room, ..body };
            let x = body.x + FORMAT_COLUMNS + 2;
            let preview = Rect { x, width: body.right().saturating_sub(x), height: room, ..body };
            return ExportPage { formats, preview, losses, destination };
        }
        let formats = Rect { height: 1.min(room), ..body };
        let preview = Rect { y: body.y + 1, height: room.saturating_sub(1), ..body };
        ExportPage { formats, preview, losses, destination }
    }

    /// Index of the format whose name is at this cell.
    #[must_use]
    pub fn export_format_at(&self, at: ratatui::layout::Position) -> Option<usize> {
        let formats = self.export_page().formats;
        if !formats.contains(at) {
            return None;
        }
        if formats.height > 1 {
            return Some(usize::from(at.y - formats.y)).filter(|row| *row < FORMATS.len());
        }
        let (mut column, mut hit) = (formats.x, None);
        for (index, format) in FORMATS.iter().enumerate() {
            let end = column + cells::width(format.name);
            hit = hit.or((column..end).contains(&at.x).then_some(index));
            column = end + 2;
        }
        hit
    }

    /// Chooses a format.
    pub(crate) fn choose_format(&mut self, format: usize) {
        if let Some(Overlay::Export(export)) = &mut self.overlay {
            export.format = format;
        }
        self.settle_export();
    }
}
