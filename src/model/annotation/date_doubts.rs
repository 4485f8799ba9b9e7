//! Dates of questions, answers and sources that cannot be right: no dates, out of order, or still to come.

use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::note::Reply;
use crate::model::article::date::When;
use crate::model::journal::validation::typed::date_problem;

/// Doubts about the dates of a question and its answer; `today` is a date such as `2026-11-24`.
#[must_use]
pub fn in_reply(reply: &Reply, today: &str) -> Vec<String> {
    let Reply { asked, due, answered, .. } = reply;
    let mut doubts: Vec<String> = [asked, due, answered].into_iter().filter_map(|text| no_date(text)).collect();
    doubts.extend(is_before(due, asked).then(|| deadline_first(asked, due)));
    doubts.extend(is_before(answered, asked).then(|| answer_first(asked, answered)));
    doubts.extend([asked, answered].into_iter().filter_map(|text| still_to_come(text, today)));
    doubts
}

/// Doubts about the dates of a source.
#[must_use]
pub fn in_evidence(item: &Evidence, today: &str) -> Vec<String> {
    let dates = [EvidenceField::Date, EvidenceField::Accessed];
    let texts = dates.into_iter().filter_map(|field| item.get(field));
    texts.filter_map(|text| no_date(text).or_else(|| still_to_come(text, today))).collect()
}

/// That an answer was due before the question.
#[must_use]
pub fn deadline_first(asked: &str, due: &str) -> String {
    format!("the answer was due by {due}, before the question of {asked}")
}

/// That an answer came before the question.
#[must_use]
pub fn answer_first(asked: &str, answered: &str) -> String {
    format!("the answer of {answered} came before the question of {asked}")
}

/// That a date of something that has happened is still to come.
#[must_use]
pub fn still_to_come(text: &str, today: &str) -> Option<String> {
    is_before(today, text).then(|| format!("{} is still to come", text.trim()))
}

/// Whether all of a date or span comes before another; false where either is no date.
#[must_use]
pub fn is_before(text: &str, other: &str) -> bool {
    let [text, other] = [text, other].map(|text| When::parse(text.trim()).ok());
    let last = text.and_then(|when| when.last());
    last.zip(other.and_then(|when| when.first())).is_some_and(|(last, first)| last < first)
}

fn no_date(text: &str) -> Option<String> {
    let is_wrong = !text.is_empty() && date_problem(text).is_some();
    is_wrong.then(|| format!("“{text}” is not a date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(asked: &str, due: &str, answered: &str) -> String {
        let [asked, due, answered] = [asked, due, answered].map(str::to_owned);
        in_reply(&Reply { asked, due, answered, ..Reply::default() }, "2026-11-27").join("; ")
    }

    #[test]
    fn dates_that_can_be_right_raise_no_doubt() {
        for (asked, due, answered) in [
            ("", "", ""),
            ("2026-11-27", "2026-11-27", "2026-11-27"),
            ("2026-11-03", "2026-11", "2026"),
            ("2026-11", "2026-11-02", ""),
            ("", "2020-01-01", "2020-01-01"),
        ] {
            assert_eq!(doubts(asked, due, answered), "", "{asked} {due} {answered}");
        }
    }

    #[test]
    fn dates_out_of_order_or_still_to_come_are_doubted() {
        assert!(doubts("2026-11-27", "2026-11-20", "").contains("before the question of 2026-11-27"));
        assert!(doubts("2026-11-27", "2026-10", "").contains("due by 2026-10"));
        assert!(doubts("2026-11-27", "", "2026-11-26").contains("came before the question"));
        assert!(doubts("2027-01-01", "", "").contains("2027-01-01 is still to come"));
        assert!(doubts("soon", "", "").contains("“soon” is not a date"));
    }
}
