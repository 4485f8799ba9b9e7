//! The list of other articles to open.

use crate::corpus::listing::{Listing, ListingKind};
use crate::reader::screens::picker::state::{Choice, ListKind, Pick};

use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;

impl App {
    /// Opens the library of the article's folder; if it has none, the list of other articles.
    pub(crate) fn open_library(&mut self) -> Vec<Effect> {
        if self.articles.folder.is_some() { self.open_articles(false) } else { self.open_picker() }
    }

    /// Opens the list of other articles; its rows arrive by message.
    pub(crate) fn open_picker(&mut self) -> Vec<Effect> {
        self.open_list(ListKind::Library);
        vec![Effect::ListArticles]
    }

    /// Starts the program with the list of articles.
    pub fn show_library(&mut self) {
        self.open_list(ListKind::Library);
    }

    /// Adopts the settings chosen in another article.
    pub fn take_settings(&mut self, other: &mut Self) {
        self.theme = other.theme;
        self.keymap.clone_from(&other.keymap);
        self.marks = other.marks;
        self.show_others = other.show_others;
        self.claims_hidden = other.claims_hidden;
        self.preferences = other.preferences;
        self.utc_offset_minutes = other.utc_offset_minutes;
        self.moment = other.moment;
        self.attention = std::mem::take(&mut other.attention);
        self.library.clone_from(&other.library);
        self.articles = std::mem::take(&mut other.articles);
    }

    /// The known articles, each with its progress.
    pub(crate) fn library_choices(&self) -> Vec<Choice> {
        self.library.iter().map(choice).collect()
    }

    /// Requests another article. This one stays open until its work is on the disk.
    pub(crate) fn open_article(&mut self, open: Effect) -> Vec<Effect> {
        if !Command::Library.available(self) {
            self.say(Command::Library.why_not(self));
            return Vec::new();
        }
        self.articles.round = None;
        vec![open]
    }
}

fn choice(listing: &Listing) -> Choice {
    let mut parts: Vec<String> = [&listing.outlet, &listing.published].into_iter().flatten().cloned().collect();
    parts.push(listing.place.clone());
    let right = match (listing.problems, listing.kind) {
        (0, ListingKind::Article) => format!("{}/{}", listing.judged, listing.claims),
        (0, ListingKind::Importable) => "import".to_owned(),
        (0, ListingKind::Imported) => "imported".to_owned(),
        (0, ListingKind::Part(_)) => "draft".to_owned(),
        (1, _) => "1 problem".to_owned(),
        (count, _) => format!("{count} problems"),
    };
    let pick = match listing.kind {
        ListingKind::Part(number) => Pick::Part(number),
        _ => Pick::Article(listing.reference.clone()),
    };
    Choice { name: listing.title.clone(), help: parts.join(" · "), right, available: listing.problems == 0, pick }
}
