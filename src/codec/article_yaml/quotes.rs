//! Checks that quotes, cues and printed figures are the paragraph's words, letter by letter.

use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::text::passage::{difference, nearest_passage};

use crate::codec::article_yaml::locate::Step;
use crate::codec::article_yaml::path::Spot;
use crate::codec::article_yaml::rules::Fault;
use crate::codec::diagnostics::problem_rule::ProblemRule;

/// The words of the claim at `spot` that do not occur in its paragraph.
pub(crate) fn faults(spot: Spot, paragraph: &Paragraph, claim: &Claim) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |path: &[Step], message: String, hint: String| {
        faults.push(Fault { rule: ProblemRule::Words, at: spot.path(path), message, hint: Some(hint) });
    };
    if claim.quote_span(paragraph).is_none() {
        match claim.nth {
            Some(nth) if paragraph.text.contains(&claim.quote) && !claim.quote.is_empty() => {
                let times = paragraph.text.matches(&claim.quote).count();
                let message =
                    format!("the quote occurs {times} times in `{}`, so there is no occurrence {nth}", paragraph.id);
                fault(&[Step::key("nth")], message, "`nth` counts from 1".to_owned());
            }
            _ => {
                let message = format!("the quote is not in `{}`", paragraph.id);
                fault(&[Step::key("quote")], message, what_stands_there(paragraph, &claim.quote));
            }
        }
    }
    if let Some(cue) = claim.cue.as_ref().filter(|cue| !stands(paragraph, cue)) {
        let message = format!("the cue is not in `{}`", paragraph.id);
        fault(&[Step::key("cue")], message, what_stands_there(paragraph, cue));
    }
    for (number, figure) in claim.figures.iter().enumerate().filter(|(_, figure)| !stands(paragraph, &figure.printed)) {
        let path = [Step::key("figures"), Step::Index(number), Step::key("printed")];
        let message = format!("`{}` is not in `{}`", figure.printed, paragraph.id);
        fault(&path, message, what_stands_there(paragraph, &figure.printed));
    }
    faults
}

fn stands(paragraph: &Paragraph, words: &str) -> bool {
    !words.trim().is_empty() && paragraph.text.contains(words)
}

fn what_stands_there(paragraph: &Paragraph, words: &str) -> String {
    if let Some(difference) = difference(&paragraph.text, words) {
        return difference;
    }
    match nearest_passage(&paragraph.text, words) {
        Some(passage) => format!("the most similar passage is “{passage}”"),
        None => "it must repeat the paragraph letter by letter".to_owned(),
    }
}
