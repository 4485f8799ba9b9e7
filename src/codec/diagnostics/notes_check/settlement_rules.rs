//! Decisions between annotators that decide nothing, or not alone.

use crate::model::annotation::Notes;
use crate::model::annotation::settlement::{Settled, Settlement, settled, settlements};
use crate::model::article::Article;
use crate::model::journal::Target;

use crate::codec::diagnostics::notes_check::Places;
use crate::codec::diagnostics::problem_rule::ProblemRule;

/// Reports what was settled and is no longer valid, and what different people settled differently.
pub(crate) fn check(article: &Article, notes: &Notes, places: &mut Places<'_>) {
    for (_, claim) in article.claims() {
        let on = Target::claim(&claim.id).0;
        let mut tell = |settlement: &Settlement, rule, message: &str, hint| {
            let line = notes.fold(&settlement.by).and_then(|fold| fold.line(settlement.line));
            if let Some(line) = line {
                places.tell_line(line, &on, rule, message, Some(hint));
            }
        };
        for settlement in settlements(notes, claim) {
            if let Some(stale) = &settlement.stale {
                let (id, word, why) = (&claim.id, settlement.outcome.word(), stale.words());
                let message = format!("{id} was settled as {word}, and that is no longer valid: {why}");
                tell(&settlement, ProblemRule::StaleSettlement, &message, "settle it again, or take the decision back");
            }
        }
        let Settled::Conflict(all) = settled(notes, claim) else { continue };
        let said: Vec<String> = all.iter().map(|one| format!("{} by {}", one.outcome.word(), one.by)).collect();
        if let Some(latest) = all.last() {
            let message = format!("{} is settled in different ways: as {}", claim.id, said.join(", as "));
            tell(latest, ProblemRule::SettledTwice, &message, "one of them must take the decision back");
        }
    }
}
