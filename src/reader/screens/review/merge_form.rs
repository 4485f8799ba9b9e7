//! The form in which two claims become one. What the two do not have in common, somebody has to say.

use crate::model::article::claim::{Certainty, Claim};
use crate::model::review::Item;
use crate::model::review::decide::{joined, merge};
use crate::reader::app::App;
use crate::reader::message::Effect;
use crate::reader::screens::form::state::{Compose, FieldKind, FormField};
use crate::reader::screens::review::form::{claim_fields, typed_claim};

/// The fields of a claim, filled with what both have. Where they differ, a field is empty.
pub(crate) fn fields(app: &App, claim: &str, other: &str) -> Vec<FormField> {
    let (Some(merged), Some(one), Some(two)) =
        (merged(app, claim, other), app.claim_named(claim), app.claim_named(other))
    else {
        return Vec::new();
    };
    let mut fields = claim_fields(app, &merged);
    for difference in differences(app, one, two) {
        let Some(at) = fields.iter().position(|field| field.key == difference.key) else { continue };
        let field = &fields[at];
        let kind = if field.key == "certainty" {
            FieldKind::one_or_none(Certainty::ALL.map(Certainty::word))
        } else {
            field.kind.clone()
        };
        let empty = FormField::new(field.key, field.label, field.hint, kind, "");
        fields[at] = if field.rare { empty.rare() } else { empty };
    }
    fields
}

/// What both say differently, as long as nobody has filled in what the one claim is to say.
pub(crate) fn remarks(app: &App, compose: &Compose, claim: &str, other: &str) -> Vec<String> {
    let (Some(one), Some(two)) = (app.claim_named(claim), app.claim_named(other)) else { return Vec::new() };
    let open = differences(app, one, two).into_iter().filter(|difference| compose.value(difference.key).is_empty());
    open.map(|difference| format!("{}: {}", difference.key, difference.words)).collect()
}

/// Writes the one claim in the place of the two, and goes on.
pub(crate) fn keep(app: &mut App, compose: &Compose, claim: &str, other: &str) -> Result<Vec<Effect>, String> {
    let article = app.article_of_file();
    let known = |id: &str| {
        article.claims().find(|(_, claim)| claim.id == id).ok_or(format!("{id} is no longer in the article"))
    };
    let ((paragraph, one), (_, two)) = (known(claim)?, known(other)?);
    let merged = joined(paragraph, one, two).ok_or("the quotes of the two claims are not in the same paragraph")?;
    let needed = ["speaker", "certainty"];
    let open = differences(app, one, two)
        .into_iter()
        .find(|difference| needed.contains(&difference.key) && compose.value(difference.key).is_empty());
    if let Some(open) = open {
        return Err(format!("the {} of both is missing ({})", open.key, open.words));
    }
    let typed = typed_claim(app, compose, &merged, paragraph)?;
    let was_draft = one.draft || two.draft;
    let operation = merge(&article, claim, other, &Item::Claim(Box::new(typed)));
    let effects = app.decide(operation.into_iter().collect(), &format!("{claim} merged with {other}"));
    if was_draft && !effects.is_empty() {
        let next = app.following();
        app.go_on(next);
    }
    Ok(effects)
}

/// The two as one claim; `None` if one of them is gone, or not in the other's paragraph.
pub(crate) fn merged(app: &App, claim: &str, other: &str) -> Option<Claim> {
    let article = app.article_of_file();
    let (paragraph, one) = article.claims().find(|(_, found)| found.id == claim)?;
    let two = paragraph.claims.iter().find(|found| found.id == other)?;
    joined(paragraph, one, two)
}

/// A field in which two claims differ, and what each says.
struct Difference {
    key: &'static str,
    words: String,
}

fn differences(app: &App, one: &Claim, two: &Claim) -> Vec<Difference> {
    let names = |ids: &[String]| {
        let name = |id: &String| app.document.article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
        ids.iter().map(name).collect::<Vec<_>>().join(" and ")
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let both = [
        ("speaker", names(&one.speaker), names(&two.speaker)),
        ("certainty", one.certainty.word().to_owned(), two.certainty.word().to_owned()),
        ("when", text(&one.when), text(&two.when)),
        ("cue", text(&one.cue), text(&two.cue)),
        ("via", names(&one.via), names(&two.via)),
    ];
    let is_open = |(key, first, second): &(&str, String, String)| {
        // A date or a cue of one of them is of no use for words that it does not go with.
        first != second && (matches!(*key, "speaker" | "certainty" | "via") || !(first.is_empty() && second.is_empty()))
    };
    let said = |id: &str, words: &str| {
        if words.is_empty() { format!("none in {id}") } else { format!("“{words}” in {id}") }
    };
    let differing = both.into_iter().filter(is_open);
    differing
        .map(|(key, first, second)| Difference {
            key,
            words: format!("{}, {}", said(&one.id, &first), said(&two.id, &second)),
        })
        .collect()
}
