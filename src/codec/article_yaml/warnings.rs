//! What an author should look at, though the article can be read.

use crate::model::article::claim::{Certainty, Claim};
use crate::model::article::entity::Entity;
use crate::model::article::grounds::{has_stray_date, stray_figures};
use crate::model::article::mention::Mentions;
use crate::model::article::{Article, Paragraph, Section};

use crate::codec::article_yaml::MOST_PROBLEMS;
use crate::codec::article_yaml::locate::Step;
use crate::codec::article_yaml::path::{Spot, claims, paragraphs};
use crate::codec::article_yaml::rules::Fault;
use crate::codec::diagnostics::problem_rule::ProblemRule;

/// English words by which a speaker puts something less firmly.
const HEDGES: [&str; 18] = [
    "allegedly",
    "apparently",
    "appear",
    "appears",
    "could",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "reportedly",
    "seem",
    "seemed",
    "seemingly",
    "seems",
];
/// English words that give a statement to somebody else.
const ATTRIBUTION: &str = "according to";

/// Everything to look at, up to a thousand.
pub(crate) fn faults(article: &Article) -> Vec<Fault> {
    let mut faults = unmentioned(article);
    faults.extend(article.sections.iter().enumerate().filter_map(|(index, section)| empty(index, section)));
    let english = article.head.language.split('-').next() == Some("en");
    for (spot, paragraph) in paragraphs(article) {
        if faults.len() >= MOST_PROBLEMS {
            break;
        }
        if paragraph.claims.is_empty() {
            let message = format!("`{}` makes no claim", paragraph.id);
            faults.push(warning(ProblemRule::NoClaims, spot.path(&[]), message, "list its claims, if there are any"));
        }
        // Nobody has looked at a draft yet: what is doubtful about it is for the review.
        for (spot, claim) in claims(spot, paragraph).filter(|(_, claim)| english && !claim.draft) {
            faults.extend(firmer_than_its_words(spot, claim));
            faults.extend(not_the_authors(spot, claim));
            faults.extend(stray_date(spot, claim));
        }
        for (spot, claim) in claims(spot, paragraph).filter(|(_, claim)| !claim.draft) {
            faults.extend(stray_figure(spot, paragraph, claim));
        }
    }
    faults.truncate(MOST_PROBLEMS);
    faults
}

fn warning(rule: ProblemRule, at: Vec<Step>, message: String, hint: &str) -> Fault {
    Fault { rule, at, message, hint: Some(hint.to_owned()) }
}

fn unmentioned(article: &Article) -> Vec<Fault> {
    let counts = Mentions::new(article).counts(article);
    let entities = article.entities.iter().enumerate().zip(counts);
    let never = entities.filter(|((_, entity), count)| *count == 0 && !entity.draft);
    let fault = |((index, entity), _): ((usize, &Entity), usize)| {
        let message = format!("the text never mentions `{}`", entity.id);
        let hint = "give it the name or an alias that the text uses";
        warning(ProblemRule::Unmentioned, Spot::Entity(index).path(&[]), message, hint)
    };
    never.map(fault).take(MOST_PROBLEMS).collect()
}

fn empty(index: usize, section: &Section) -> Option<Fault> {
    let at = Spot::Section(index).path(&[]);
    let message = format!("the section `{}` has no paragraph", section.id);
    section
        .paragraphs
        .is_empty()
        .then(|| warning(ProblemRule::EmptySection, at, message, "remove it, or add a paragraph"))
}

fn stray_figure(spot: Spot, paragraph: &Paragraph, claim: &Claim) -> Option<Fault> {
    // What is not in the paragraph either is an error of its own.
    let figure = stray_figures(claim).find(|figure| paragraph.text.contains(&figure.printed))?;
    let message =
        format!("`{}` has the figure “{}”, which is in neither its text nor its quote", claim.id, figure.printed);
    let hint = "remove the figure, or quote the words that contain it";
    Some(warning(ProblemRule::StrayFigure, spot.path(&[Step::key("figures")]), message, hint))
}

fn stray_date(spot: Spot, claim: &Claim) -> Option<Fault> {
    let when = claim.when.as_ref().filter(|_| has_stray_date(claim))?;
    let message = format!("`{}` is dated {when}, but neither its text nor its quote names a time", claim.id);
    let hint = "remove the date, or name the time in the text";
    Some(warning(ProblemRule::StrayDate, spot.path(&[Step::key("when")]), message, hint))
}

/// The first English word by which something is put less firmly.
#[must_use]
pub fn hedge_in(text: &str) -> Option<String> {
    // "May" is a month; at the start of a sentence it is hardly ever a hedge.
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| *word != "May");
    words.map(str::to_lowercase).find(|word| HEDGES.contains(&word.as_str()))
}

fn firmer_than_its_words(spot: Spot, claim: &Claim) -> Option<Fault> {
    if claim.certainty != Certainty::Stated {
        return None;
    }
    let hedge = hedge_in(&claim.quote)?;
    let message = format!("`{}` is marked `stated`, but its quote says “{hedge}”", claim.id);
    let hint = "consider probable, possible or doubtful";
    Some(warning(ProblemRule::Hedge, spot.path(&[Step::key("certainty")]), message, hint))
}

fn not_the_authors(spot: Spot, claim: &Claim) -> Option<Fault> {
    let by_author = claim.speaker.iter().any(|speaker| speaker == "author");
    if !by_author || !claim.quote.to_lowercase().contains(ATTRIBUTION) {
        return None;
    }
    let message = format!("`{}` has the author as speaker, but its quote says “{ATTRIBUTION}”", claim.id);
    let hint = "name the entity that says it, and put these words into `cue`";
    Some(warning(ProblemRule::Attribution, spot.path(&[Step::key("speaker")]), message, hint))
}
