//! The fields of claims: one row a field.

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::{speaks_of_earlier_words, status};
use crate::model::annotation::evidence::evidence_of;
use crate::model::annotation::judgement::{Confidence, Said, Standing, Status, Verdict};
use crate::model::annotation::note::tags_on;
use crate::model::annotation::outcome::Outcome;
use crate::model::article::claim::{Certainty, ClaimKind, Priority, Relations};
use crate::text::folding::fold;

use crate::model::query::claim_view::ClaimView;
use crate::model::query::field::{Field, Named, Takes};
use crate::model::query::value::Value;

/// A field of claims, and what it tests.
#[derive(Debug)]
pub struct ClaimField {
    /// Its name, what it takes and what it asks.
    pub field: Field,
    /// Whether a claim has that value.
    pub(crate) test: Test,
}

type Test = for<'v, 'a> fn(&'v ClaimView<'a>, &Value) -> bool;

const fn row(name: &'static str, takes: Takes, help: &'static str, test: Test) -> ClaimField {
    ClaimField { field: Field { name, takes, help }, test }
}

/// For claims to which nobody gave any.
const NONE: &str = "none";

/// All fields of claims, in the order in which they are offered.
pub static CLAIM_FIELDS: [ClaimField; 20] = [
    row("verdict", Takes::Words(verdicts), "the verdict; none for a claim without one", |view, value| {
        view.some_or_none(value, |voice| voice.verdict().map(Verdict::stored))
    }),
    row(
        "final",
        Takes::Words(finals),
        "the verdict of a settlement that applies; none where there is none",
        |view, value| view.final_outcome().map_or(value.is(NONE), |outcome| value.is(outcome.stored())),
    ),
    row(
        "said",
        Takes::Words(attributions),
        "whether the speaker made the claim; none if nobody has checked that",
        |view, value| view.some_or_none(value, |voice| Said::from_stored(voice.text("said")?).map(Said::stored)),
    ),
    row("confidence", Takes::Words(confidences), "how sure the annotator is of the verdict", |view, value| {
        view.some_or_none(value, |voice| Confidence::from_stored(voice.text("confidence")?).map(Confidence::word))
    }),
    row("status", Takes::Words(statuses), "the status of the work", |view, value| {
        let said = view.speaking().map(|voice| status(voice.fold, view.claim)).collect::<Vec<_>>();
        if said.is_empty() {
            value.is(Status::ToDo.stored())
        } else {
            said.iter().any(|status| value.is(status.stored()))
        }
    }),
    row("priority", Takes::Words(priorities), "how much the claim deserves checking", |view, value| {
        let said =
            |voice: &crate::model::query::claim_view::Voice<'_, '_>| Priority::from_stored(voice.text("priority")?);
        let mut said = view.speaking().filter_map(|voice| said(&voice)).peekable();
        if said.peek().is_none() {
            value.is(view.claim.priority.word())
        } else {
            said.any(|priority| value.is(priority.word()))
        }
    }),
    row("kind", Takes::Words(kinds), "the kind of claim", |view, value| {
        view.claim.kind.iter().any(|kind| value.is(kind.word()))
    }),
    row("certainty", Takes::Words(certainties), "how firmly the speaker makes the claim", |view, value| {
        value.is(view.claim.certainty.word())
    }),
    row("speaker", Takes::Name(Named::Speaker), "who makes the claim", |view, value| {
        view.claim.speaker.iter().any(|id| view.is_called(Named::Speaker, value, id))
    }),
    row("via", Takes::Name(Named::Entity), "who passes the claim on", |view, value| {
        view.claim.via.iter().any(|id| view.is_called(Named::Entity, value, id))
    }),
    row("about", Takes::Name(Named::Entity), "an entity that the claim is about", |view, value| {
        view.claim.about.iter().any(|id| view.is_called(Named::Entity, value, id))
    }),
    row("tag", Takes::Name(Named::Tag), "a tag on the claim", |view, value| {
        let wanted = fold(value.written());
        view.speaking().any(|voice| tags_on(voice.fold, &view.on).iter().any(|tag| fold(tag) == wanted))
    }),
    row("by", Takes::Name(Named::Annotator), "an annotator who has judged the claim", |view, value| {
        let judged = |(name, standing): &(&str, Standing)| {
            *standing != Standing::NotJudged && view.is_called(Named::Annotator, value, name)
        };
        view.judgements().iter().any(judged)
    }),
    row("has", Takes::Words(things), "what the claim has, or what annotators have added", has),
    row("is", Takes::Words(states), "the state of the claim", is),
    row("date", Takes::Date, "the date or span that the claim is about", |view, value| {
        view.claim.when.as_ref().is_some_and(|when| value.meets(when))
    }),
    row("section", Takes::Name(Named::Section), "the section of the claim", |view, value| {
        view.section().is_some_and(|id| view.is_called(Named::Section, value, id))
    }),
    row("id", Takes::Name(Named::Claim), "the id of the claim or of its paragraph", |view, value| {
        let wanted = value.written();
        let is_it = |id: &str| id.eq_ignore_ascii_case(wanted);
        is_it(&view.claim.id) || view.paragraph.is_some_and(|paragraph| is_it(&paragraph.id))
    }),
    row("why", Takes::Text, "words of the reason, the correction or a note", |view, value| {
        view.speaking().any(|voice| voice.words().iter().any(|text| value.is_in(text)))
    }),
    row("text", Takes::Text, "words of the claim, its quote or its attribution", |view, value| {
        let claim = view.claim;
        value.is_in(&claim.text) || value.is_in(&claim.quote) || claim.cue.as_ref().is_some_and(|cue| value.is_in(cue))
    }),
];

fn has(view: &ClaimView<'_>, value: &Value) -> bool {
    let claim = view.claim;
    let is_set = |field: &str| view.speaking().any(|voice| voice.text(field).is_some());
    let any = |beginning: &str| view.speaking().any(|voice| voice.has_element(beginning));
    match value.written() {
        "figure" => !claim.figures.is_empty(),
        "date" => claim.when.is_some(),
        "evidence" => view.speaking().any(|voice| !evidence_of(voice.fold, &claim.id).is_empty()),
        "note" => any("note:"),
        "reply" => any("reply:"),
        "tag" => view.speaking().any(|voice| !tags_on(voice.fold, &view.on).is_empty()),
        "correction" => is_set("correction"),
        "reason" => is_set("why"),
        "relation" => {
            Relations::KEYS.iter().any(|key| any(&format!("{key}:")))
                || claim.relations.by_key().iter().any(|(_, ids)| !ids.is_empty())
        }
        _ => false,
    }
}

fn is(view: &ClaimView<'_>, value: &Value) -> bool {
    let claim = view.claim;
    match value.written() {
        "judged" => {
            view.speaking().any(|voice| matches!(voice.standing(), Standing::Current(_) | Standing::NotCheckable))
        }
        "implied" => claim.implied,
        "own" => is_own(&claim.id),
        "draft" => claim.draft,
        "settled" => view.is_settled(),
        "orphaned" => view.is_orphaned(),
        "changed" => view.speaking().any(|voice| speaks_of_earlier_words(voice.fold, claim)),
        "disagreed" => {
            let counts = |standing: &Standing| matches!(standing, Standing::Current(_) | Standing::NotCheckable);
            let judged: Vec<Standing> =
                view.judgements().into_iter().map(|(_, standing)| standing).filter(counts).collect();
            judged.windows(2).any(|pair| pair[0] != pair[1])
        }
        _ => false,
    }
}

fn verdicts() -> Vec<&'static str> {
    Verdict::ALL.map(Verdict::stored).into_iter().chain([NONE]).collect()
}

fn finals() -> Vec<&'static str> {
    Outcome::ALL.map(Outcome::stored).into_iter().chain([NONE]).collect()
}

fn attributions() -> Vec<&'static str> {
    Said::ALL.map(Said::stored).into_iter().chain([NONE]).collect()
}

fn confidences() -> Vec<&'static str> {
    Confidence::ALL.map(Confidence::word).into_iter().chain([NONE]).collect()
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.map(Status::stored).to_vec()
}

fn priorities() -> Vec<&'static str> {
    Priority::ALL.map(Priority::word).to_vec()
}

fn kinds() -> Vec<&'static str> {
    ClaimKind::ALL.map(ClaimKind::word).to_vec()
}

fn certainties() -> Vec<&'static str> {
    Certainty::ALL.map(Certainty::word).to_vec()
}

fn things() -> Vec<&'static str> {
    vec!["figure", "date", "evidence", "note", "reply", "correction", "relation", "tag", "reason"]
}

fn states() -> Vec<&'static str> {
    vec!["judged", "implied", "own", "draft", "settled", "orphaned", "changed", "disagreed"]
}
