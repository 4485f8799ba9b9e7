//! Asking for what is worked out beside the screen, and taking it in.

use crate::corpus::similar::page::SimilarClaims;
use crate::corpus::versions::report::Report;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::message::Effect;
use crate::reader::screens::detail::answers::Answer;
use crate::reader::screens::detail::state::SheetKind;

impl App {
    /// Opens the page of versions, and asks for its contents.
    pub(crate) fn open_versions(&mut self) -> Vec<Effect> {
        self.answers.versions = Answer::Awaited;
        self.open_sheet(SheetKind::Versions);
        vec![Effect::CompareVersions]
    }

    /// Opens the page of similar claims for the selected claim, and asks for its contents.
    pub(crate) fn open_similar(&mut self) -> Vec<Effect> {
        let Some((id, text)) = self.selected_claim().map(|(_, claim)| (claim.id.clone(), claim.text.clone())) else {
            let why = Command::Similar.why_not(self).into_owned();
            self.say(why);
            return Vec::new();
        };
        self.answers.similar = Answer::Awaited;
        self.open_sheet(SheetKind::Similar);
        vec![Effect::FindSimilar(id, text)]
    }

    /// Receives similar claims, and selects the first row that leads somewhere.
    pub(crate) fn know_similar(&mut self, page: Result<Box<SimilarClaims>, String>) {
        self.answers.similar = Answer::of(page);
        if self.shows_sheet(SheetKind::Similar) {
            self.open_sheet(SheetKind::Similar);
        }
    }

    /// Receives the comparison of versions, and selects the first row that leads somewhere.
    pub(crate) fn know_versions(&mut self, report: Result<Box<Report>, String>) {
        self.answers.versions = Answer::of(report);
        if self.shows_sheet(SheetKind::Versions) {
            self.open_sheet(SheetKind::Versions);
        }
    }
}
