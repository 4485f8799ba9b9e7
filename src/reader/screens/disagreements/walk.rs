//! Finds the disputed claims and moves between them.

use crate::analysis::agreement::{Agreement, Findings};
use crate::analysis::disagreement::{Disagreement, on_claim};
use crate::model::article::claim::Claim;
use crate::reader::app::App;
use crate::reader::overlay::Overlay;
use crate::reader::screens::disagreements::state::{DisagreementsProgress, DisagreementsScreen, Dispute};
use crate::render::agreement::measures;

impl App {
    /// The page of disagreements, if it is open.
    #[must_use]
    pub fn disagreements_screen(&self) -> Option<&DisagreementsScreen> {
        let mut open = self.overlay.iter().chain(&self.behind);
        open.find_map(|overlay| if let Overlay::Disagreements(screen) = overlay { Some(&**screen) } else { None })
    }

    pub(crate) fn disagreements_mut(&mut self) -> Option<&mut DisagreementsScreen> {
        let mut open = self.overlay.iter_mut().chain(&mut self.behind);
        open.find_map(|overlay| if let Overlay::Disagreements(screen) = overlay { Some(&mut **screen) } else { None })
    }

    /// How annotators differ on the selected dispute.
    #[must_use]
    pub fn disagreement_at_hand(&self) -> Option<Disagreement<'_>> {
        let dispute = self.disagreements_screen()?.at_hand()?;
        let (paragraph, claim) = self.document.outline.claim(&self.document.article, dispute.claim)?;
        on_claim(&self.notes, paragraph, claim)
    }

    /// How many disputes there are, and how many are settled.
    #[must_use]
    pub fn disagreements_progress(&self) -> DisagreementsProgress {
        let disputes = self.disagreements_screen().map_or(&[][..], |screen| &screen.disputes);
        let settled = disputes.iter().filter(|dispute| dispute.settled).count();
        let at = self.disagreements_screen().map_or(0, |screen| (screen.at + 1).min(disputes.len()));
        DisagreementsProgress { all: disputes.len(), settled, at }
    }

    /// Whether the annotator may see others' judgements of a claim: after judging it, or after asking to see them.
    #[must_use]
    pub fn sees_others_on(&self, claim: &Claim) -> bool {
        self.show_others || self.has_judged(claim)
    }

    /// Whether annotators differ on a claim, if the annotator may see that.
    #[must_use]
    pub fn is_disputed(&self, claim: &Claim) -> bool {
        let differ =
            || crate::analysis::disagreement::differ(&crate::model::annotation::outcome::findings(&self.notes, claim));
        self.sees_others_on(claim) && differ()
    }

    /// Opens the page at the first open dispute.
    pub(crate) fn open_disagreements(&mut self) {
        self.remember(self.place);
        self.behind.extend(self.overlay.take());
        self.overlay = Some(Overlay::Disagreements(Box::default()));
        self.refresh_disagreements();
        self.go_to_first_open_dispute();
    }

    /// Selects the first open dispute; does nothing if there is none.
    pub(crate) fn go_to_first_open_dispute(&mut self) {
        let first = |screen: &DisagreementsScreen| screen.disputes.iter().position(|dispute| !dispute.settled);
        if let Some(at) = self.disagreements_screen().and_then(first) {
            self.put_at_dispute(at);
        }
    }

    /// Finds the disputed claims again after the notes, or what the annotator may see of them, have changed.
    pub(crate) fn refresh_disagreements(&mut self) {
        if self.disagreements_screen().is_none() {
            return;
        }
        // After an undo, the claim that changed is already selected.
        let at_hand = self.place.claim;
        let mut disputes = Vec::new();
        let mut hidden = 0;
        for (number, (paragraph, claim)) in self.document.article.claims().enumerate() {
            if claim.draft {
                continue;
            }
            let Some(one) = on_claim(&self.notes, paragraph, claim) else { continue };
            if self.sees_others_on(claim) {
                disputes.push(Dispute { claim: number, settled: one.settled.word().is_some() });
            } else {
                hidden += 1;
            }
        }
        let mut findings = Findings::default();
        findings.add_where(&self.document.article, &self.notes, |claim| self.sees_others_on(claim));
        let agreement = measures(&Agreement::of(&findings), 2);
        let Some(screen) = self.disagreements_mut() else { return };
        let at = at_hand.and_then(|claim| disputes.iter().position(|other| other.claim >= claim));
        screen.at = at.unwrap_or(screen.at).min(disputes.len().saturating_sub(1));
        (screen.disputes, screen.hidden, screen.agreement) = (disputes, hidden, agreement);
        let at = screen.at;
        self.put_at_dispute(at);
    }

    /// Selects the dispute with this index.
    pub(crate) fn put_at_dispute(&mut self, at: usize) {
        let Some(screen) = self.disagreements_mut() else { return };
        screen.top = if screen.at == at { screen.top } else { 0 };
        screen.at = at;
        if let Some(dispute) = screen.at_hand() {
            self.go_to_claim(dispute.claim);
        }
    }

    /// Selects the next dispute, or the one before.
    pub(crate) fn step_dispute(&mut self, forward: bool) {
        let Some(screen) = self.disagreements_screen() else { return };
        let last = screen.disputes.len().saturating_sub(1);
        let at = if forward { (screen.at + 1).min(last) } else { screen.at.saturating_sub(1) };
        self.put_at_dispute(at);
    }

    /// Selects the next open dispute, from the beginning again after the last; returns whether there is one.
    pub(crate) fn go_to_open_dispute(&mut self) -> bool {
        let Some(screen) = self.disagreements_screen() else { return false };
        let all = screen.disputes.len();
        let order = (screen.at + 1..all).chain(0..screen.at.min(all));
        let Some(next) = order.into_iter().find(|at| !screen.disputes[*at].settled) else { return false };
        self.put_at_dispute(next);
        true
    }
}

impl DisagreementsScreen {
    fn at_hand(&self) -> Option<Dispute> {
        self.disputes.get(self.at).copied()
    }

    /// Records whether the selected dispute is settled.
    pub(crate) fn put_settled(&mut self, settled: bool) {
        if let Some(dispute) = self.disputes.get_mut(self.at) {
            dispute.settled = settled;
        }
    }

    /// First visible row of the sides.
    pub(crate) fn top(&self) -> usize {
        self.top
    }

    pub(crate) fn put_top(&mut self, top: usize) {
        self.top = top;
    }
}
