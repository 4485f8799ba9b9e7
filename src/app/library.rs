//! Other articles that can be opened.

use crate::domain::listing::{Listing, ListingKind};

use super::App;
use super::command::Command;
use super::message::Effect;
use super::palette::{Choice, ListKind, Pick};

impl App {
    /// Opens the list of articles; what stands in it comes by message.
    pub(super) fn open_library(&mut self) -> Vec<Effect> {
        self.open_list(ListKind::Library);
        vec![Effect::ListArticles]
    }

    /// Shows the list of articles at the start.
    pub fn show_library(&mut self) {
        self.open_list(ListKind::Library);
    }

    /// Goes on with the settings that one has chosen in another article.
    pub fn take_settings(&mut self, other: &Self) {
        self.theme = other.theme;
        self.marks = other.marks;
        self.show_others = other.show_others;
        self.claims_hidden = other.claims_hidden;
        self.library.clone_from(&other.library);
    }

    /// The articles that are known, each with how far one is.
    pub(super) fn library_choices(&self) -> Vec<Choice> {
        self.library.iter().map(choice).collect()
    }

    /// Asks for another article; what is not on the disk keeps this one open.
    pub(super) fn open_article(&mut self, open: Effect) -> Vec<Effect> {
        if !Command::Library.available(self) {
            self.say(Command::Library.why_not());
            return Vec::new();
        }
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
