//! The findings of annotators on a version.

use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::with_own;
use crate::model::annotation::judgement::Verdict;
use crate::model::article::Article;
use crate::model::journal::Target;
use crate::model::journal::fingerprint::Fingerprint;
use crate::model::journal::fold::Fold;
use crate::text::span::ByteSpan;

/// A claim that an annotator refuted or corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The annotator.
    pub by: String,
    /// The claim's id.
    pub claim: String,
    /// The claim's statement.
    pub text: String,
    /// The words that it quotes.
    pub quote: String,
    /// Index of their paragraph.
    pub paragraph: usize,
    /// Their bytes in the paragraph.
    pub span: ByteSpan,
    /// The verdict, if there is one.
    pub verdict: Option<Verdict>,
    /// What the claim should say, if the annotator wrote that.
    pub correction: Option<String>,
}

/// Every claim of an article, in its present wording, that somebody refuted or corrected: by annotator, then by place.
#[must_use]
pub fn judged(article: &Article, notes: &Notes) -> Vec<Judged> {
    notes.all().flat_map(|(by, fold)| judged_by(article, by, fold)).collect()
}

fn judged_by(article: &Article, by: &str, fold: &Fold) -> Vec<Judged> {
    let whole = with_own(article, fold);
    let mut found = Vec::new();
    for (number, paragraph) in whole.paragraphs().enumerate() {
        for claim in paragraph.claims.iter().filter(|claim| !claim.draft) {
            let of = Fingerprint::of_claim(claim);
            let on = Target::claim(&claim.id);
            // Judgements of another wording do not concern this version.
            let text = |field: &str| {
                let change = fold.winner(&on, field)?.change;
                (change.of.as_ref() == Some(&of)).then(|| change.to.as_str()).flatten()
            };
            let verdict = text("verdict").and_then(Verdict::from_stored);
            let correction = text("correction").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
            let is_wrong = verdict == Some(Verdict::Refuted) || correction.is_some();
            if let Some(span) = claim.quote_span(paragraph).filter(|_| is_wrong) {
                found.push(Judged {
                    by: by.to_owned(),
                    claim: claim.id.clone(),
                    text: claim.text.clone(),
                    quote: claim.quote.clone(),
                    paragraph: number,
                    span,
                    verdict,
                    correction,
                });
            }
        }
    }
    found
}
