//! The card: everything known about one claim.

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::{Assessment, conflicts};
use crate::model::annotation::judgement::{Standing, Status};
use crate::model::annotation::note::FoundFigure;
use crate::model::annotation::settlement::{Settled, Settlement, settled};
use crate::model::article::claim::{Claim, Figure, YearKind};
use crate::model::article::grounds::exactness;
use crate::model::article::{Article, Wording};
use crate::model::journal;
use crate::model::journal::anchor::{AnchorStatus, Locator};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};
use crate::reader::screens::form::forms::Words;
use crate::reader::screens::form::forms::kind::Form;
use crate::render::notes_text::history_of_claim;
use crate::text::decimal::grouped;

use crate::reader::screens::detail::pages::annotations;

/// The rows of the card of a claim.
#[must_use]
pub(crate) fn rows(app: &App, index: usize) -> Vec<SheetRow> {
    let article = &app.document.article;
    let Some((paragraph, claim)) = app.document.outline.claim(article, index) else { return Vec::new() };
    let locator = Locator::new(article);
    let said = app.notes.mine().map(|fold| Assessment::of(&locator, fold, paragraph, claim));
    let mut rows = vec![if claim.draft { draft(app, claim) } else { standing(app.own_standing(claim)) }];
    let grades = app.own_grades(claim);
    if !grades.is_empty() {
        rows.push(SheetRow::new("", grades, Tone::Plain));
    }
    rows.extend(overruled(app, claim));
    rows.extend(conflicting(app, claim));
    rows.extend(said.iter().flat_map(|said| doubts(app, &locator, claim, said)));
    rows.push(SheetRow::empty());
    let statement = SheetRow::new("", &claim.text, Tone::Strong);
    rows.push(if is_own(&claim.id) { own(app, claim, statement) } else { statement });
    rows.push(SheetRow::empty());
    let status = said.as_ref().and_then(|said| said.anchor).unwrap_or(AnchorStatus::Exact);
    rows.extend(words(app, index, claim, claim.quote_span(paragraph).map(|_| status)));
    rows.extend(facts(app, claim, said.as_ref()));
    rows.extend(reasons(claim, said.as_ref()));
    rows.extend(relations(app, claim));
    rows.extend(said.iter().flat_map(|said| annotations::rows(app, &locator, claim, said)));
    rows.extend(others(app, claim));
    rows.extend(settlements(app, claim));
    let history = history_of_claim(&app.notes, app.annotator.name.as_deref(), &claim.id);
    if !history.is_empty() {
        rows.extend(SheetRow::part("History", history.len()));
        rows.extend(history.into_iter().map(|line| SheetRow::new("", line, Tone::Calm)));
    }
    rows
}

/// The details of a claim for a column beside it: facts, the annotator's own annotations, and how others judged.
#[must_use]
pub(crate) fn beside(app: &App, index: usize) -> Vec<SheetRow> {
    let article = &app.document.article;
    let Some((paragraph, claim)) = app.document.outline.claim(article, index) else { return Vec::new() };
    let locator = Locator::new(article);
    let said = app.notes.mine().map(|fold| Assessment::of(&locator, fold, paragraph, claim));
    let mut rows: Vec<SheetRow> = overruled(app, claim).into_iter().collect();
    rows.extend(said.iter().flat_map(|said| doubts(app, &locator, claim, said)));
    rows.extend(conflicting(app, claim));
    rows.extend(reasons(claim, said.as_ref()).into_iter().filter(|row| row.text != "—" && row.text != "to do"));
    let told = |row: &SheetRow| !matches!(row.label.as_str(), "speaker" | "kind" | "priority");
    rows.extend(facts(app, claim, said.as_ref()).into_iter().filter(told));
    rows.extend(relations(app, claim));
    let attached: Vec<SheetRow> = said.iter().flat_map(|said| annotations::rows(app, &locator, claim, said)).collect();
    if attached.is_empty() {
        rows.extend((!rows.is_empty()).then(SheetRow::empty));
        rows.push(SheetRow::new("", "No evidence, notes or tags yet", Tone::Calm));
    }
    rows.extend(attached);
    rows.extend(others(app, claim));
    rows
}

/// Says that the claim is a draft, and who proposed it.
fn draft(app: &App, claim: &Claim) -> SheetRow {
    let by = claim.by.as_ref().map_or(String::new(), |by| format!(", proposed by {by}"));
    SheetRow::new(
        "",
        format!("Draft{by}. Confirm it with {} before you judge it.", app.key_for(Command::Review)),
        Tone::Alert,
    )
}

/// A warning for each field with conflicting edits.
fn conflicting(app: &App, claim: &Claim) -> Vec<SheetRow> {
    let Some(fold) = app.notes.mine() else { return Vec::new() };
    let row = |(of, field): (journal::Target, String)| {
        let (name, of_evidence) = (field.split(':').next().unwrap_or(&field), of.sort() == "evidence");
        let whose = if of_evidence { " of its evidence" } else { "" };
        let settle = app.key_in(Scope::Sheet, Command::Settle);
        let text = format!("{name}{whose} has conflicting edits; {settle} resolves them");
        SheetRow::new("", text, Tone::Alert).to(Target::Conflict(of, field))
    };
    conflicts(fold, claim).into_iter().map(row).collect()
}

/// Says that the judgement was made on other words or in another sentence, quotes them, and lists where they are now.
fn doubts(app: &App, locator: &Locator<'_>, claim: &Claim, said: &Assessment) -> Vec<SheetRow> {
    let Some(worst) = said.earlier_judgement() else { return Vec::new() };
    let (state, tone) = match worst.status {
        AnchorStatus::Changed if said.standing == Standing::NotJudged => {
            ("Your annotations are on an earlier wording", Tone::Alert)
        }
        AnchorStatus::Changed => ("Your judgement is on an earlier wording", Tone::Alert),
        AnchorStatus::SentenceChanged => ("Its sentence has changed since", Tone::Alert),
        _ => ("The text around it has changed since", Tone::Calm),
    };
    let settle = app.key_in(Scope::Sheet, Command::Settle);
    let before = worst.words().map_or(String::new(), |words| format!(" Before: “{words}”"));
    // Confirming or moving a judgement confirms or moves all fields that were written with it.
    let fields: Vec<String> = said.earlier.iter().map(|wording| wording.field.clone()).collect();
    let on = journal::Target::claim(&claim.id);
    let confirm = Target::Confirm(on.clone(), fields.clone());
    let mut rows = vec![SheetRow::new("", format!("{state}; {settle} confirms it.{before}"), tone).to(confirm)];
    rows.extend(annotations::offers(app, locator, &on, &worst.candidates, &fields));
    rows
}

/// On a claim that the annotator added, makes the row lead to the form in which it was written.
fn own(app: &App, claim: &Claim, row: SheetRow) -> SheetRow {
    let own = app.document.own_claims.iter().find(|own| own.claim.id == claim.id);
    let Some(own) = own else { return row };
    let seen = own.seen.clone();
    let words = Words { paragraph: seen.paragraph, quote: seen.quote, before: seen.before, after: seen.after };
    row.to(Target::Form(Form::OwnClaim { words, id: Some(claim.id.clone()) }, "text"))
}

/// The quote, its paragraph and its anchor status.
fn words(app: &App, index: usize, claim: &Claim, found: Option<AnchorStatus>) -> Vec<SheetRow> {
    let article = &app.document.article;
    let number = app.document.outline.paragraph_of_claim(index).unwrap_or(0) + 1;
    let wording = if article.head.wording == Wording::Retold { ", our paraphrase" } else { "" };
    let status = found.map_or("not found in the paragraph", AnchorStatus::word);
    vec![
        SheetRow::new("quote", format!("“{}”", claim.quote), Tone::Plain).to(Target::Quote(index)),
        SheetRow::new(" ", format!("¶{number}{wording}, {status}"), Tone::Calm),
    ]
}

/// What the article says about the claim, and beside each figure what the annotator found.
fn facts(app: &App, claim: &Claim, said: Option<&Assessment>) -> Vec<SheetRow> {
    let article = &app.document.article;
    let speaker = format!("{}, {}", claim.speaker_words(article), claim.certainty.word());
    let implied = if claim.implied { ", implied" } else { "" };
    let mut rows = vec![
        SheetRow::new("speaker", speaker, Tone::Plain),
        SheetRow::new("kind", format!("{}{implied}", claim.kind_words()), Tone::Plain),
    ];
    rows.extend(claim.when.iter().map(|when| SheetRow::new("when", when, Tone::Plain)));
    for (number, figure) in claim.figures.iter().enumerate() {
        let form = Form::Figure { claim: claim.id.clone(), figure: number };
        rows.push(SheetRow::new("figure", figure_words(claim, figure), Tone::Plain).to(Target::Form(form, "value")));
        let found = said.and_then(|said| said.found.iter().find(|found| found.figure == number));
        rows.extend(found.map(|found| SheetRow::new(" ", found_words(figure, found), Tone::Plain)));
    }
    if !claim.about.is_empty() {
        rows.push(SheetRow::new("about", about(article, claim), Tone::Plain));
    }
    let priority = app.priority_of(claim);
    let proposed =
        if priority == claim.priority { String::new() } else { format!(", proposed: {}", claim.priority.word()) };
    rows.push(SheetRow::new("priority", format!("{}{proposed}", priority.word()), Tone::Plain));
    rows
}

/// Reason, correction and status, each leading to its form.
fn reasons(claim: &Claim, said: Option<&Assessment>) -> Vec<SheetRow> {
    let row = |label: &str, text: Option<&str>, field: &'static str| {
        let form = Form::Reason { claim: claim.id.clone() };
        let tone = if text.is_some() { Tone::Plain } else { Tone::Calm };
        SheetRow::new(label, text.unwrap_or("—"), tone).to(Target::Form(form, field))
    };
    let text = |of: fn(&Assessment) -> &Option<String>| said.and_then(|said| of(said).as_deref());
    let mut rows = vec![
        row("reason", text(|said| &said.why), "why"),
        row("correction", text(|said| &said.correction), "correction"),
    ];
    let status = said.map_or(Status::ToDo, |said| said.status);
    let reason = text(|said| &said.status_reason).map_or(String::new(), |reason| format!(": {reason}"));
    rows.push(row("status", Some(&format!("{}{reason}", status.word())), "status"));
    rows
}

fn standing(standing: Standing) -> SheetRow {
    match standing {
        Standing::NotJudged => SheetRow::new("", "○ not judged", Tone::Calm),
        Standing::NotCheckable => SheetRow::new("", "– not checkable", Tone::Calm),
        Standing::Current(verdict) => {
            SheetRow::new("", format!("{} {}", verdict.glyph(), verdict.word()), Tone::Verdict(verdict))
        }
        Standing::Earlier(verdict) => {
            SheetRow::new("", format!("○ {}, of an earlier wording", verdict.word()), Tone::Plain)
        }
    }
}

/// A figure as printed, as a number, and what it measures.
#[must_use]
pub(crate) fn figure_words(claim: &Claim, figure: &Figure) -> String {
    let value = figure.value.as_deref().map(|value| {
        let unit = figure.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
        format!("{}{unit}", grouped(value))
    });
    let mut parts = vec![format!("“{}”", figure.printed)];
    parts.push(value.unwrap_or_else(|| "no number given".to_owned()));
    parts.push(figure.of.clone());
    parts.extend(figure.when.clone());
    let sign = exactness(claim, figure);
    parts.extend((!sign.is_empty()).then(|| sign.to_lowercase()));
    parts.extend(figure.year.map(|year| match year {
        YearKind::Calendar => "calendar year".to_owned(),
        YearKind::Fiscal => "fiscal year".to_owned(),
    }));
    parts.join(" · ")
}

/// A figure as the annotator found it, and how far it is from the printed one in percent.
#[must_use]
pub(crate) fn found_words(figure: &Figure, found: &FoundFigure) -> String {
    let mut parts = vec![format!("found {} {}", grouped(&found.value), found.unit).trim_end().to_owned()];
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let same_unit = figure.unit.as_deref().unwrap_or("") == found.unit;
    match (figure.value.as_deref().and_then(number), number(&found.value)) {
        (Some(printed), Some(value)) if same_unit && printed != 0.0 => {
            let percent = (value - printed) / printed.abs() * 100.0;
            parts.push(if percent == 0.0 { "as printed".to_owned() } else { format!("{percent:+.1} %") });
        }
        (Some(_), Some(_)) if !same_unit => parts.push("in another unit".to_owned()),
        _ => {}
    }
    if !found.when.is_empty() && figure.when.as_deref() != Some(&found.when) {
        parts.push(format!("for {}", found.when));
    }
    parts.join(" · ")
}

fn about(article: &Article, claim: &Claim) -> String {
    let name = |id: &String| article.entity(id).map_or(id.clone(), |entity| entity.name.clone());
    claim.about.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The relations from and to a claim: those of the article first, then the annotator's own.
fn relations(app: &App, claim: &Claim) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let on = journal::Target::claim(&claim.id);
    for (index, (_, other)) in app.document.article.claims().enumerate() {
        let words = [
            ("because", "rests on", "carries"),
            ("part-of", "part of", "has part"),
            ("contradicts", "against", "against"),
            ("repeats", "repeats", "repeated by"),
        ];
        for (key, forth, back) in words {
            let has = |one: &Claim, id: &str| {
                one.relations.by_key().iter().any(|(name, ids)| *name == key && ids.iter().any(|other| other == id))
            };
            let label = if has(claim, &other.id) {
                Some(forth)
            } else if has(other, &claim.id) {
                Some(back)
            } else {
                None
            };
            let text = || format!("{}  {}", app.claim_name(other), other.text);
            rows.extend(label.map(|label| SheetRow::new(label, text(), Tone::Plain).to(Target::Claim(index))));
            let said = |on: &journal::Target, id: &str| {
                app.notes.mine().is_some_and(|fold| fold.value(on, &format!("{key}:{id}")).is_some())
            };
            let own = if said(&on, &other.id) {
                Some(SheetRow::new(forth, format!("{} (yours)", text()), Tone::Plain))
            } else if said(&journal::Target::claim(&other.id), &claim.id) {
                Some(SheetRow::new(back, format!("{} (yours)", text()), Tone::Plain))
            } else {
                None
            };
            rows.extend(own.map(|row| row.to(Target::Related(index, format!("{key}:{}", other.id)))));
        }
    }
    rows
}

/// Says at the top that the annotator's own verdict is not the final word.
fn overruled(app: &App, claim: &Claim) -> Option<SheetRow> {
    let settlement = app.overruling(claim)?;
    Some(SheetRow::new("", format!("{}, not as you judged", settlement.words()), Tone::Alert))
}

/// Settlements of the claim, if the annotator may see other people's judgements.
fn settlements(app: &App, claim: &Claim) -> Vec<SheetRow> {
    if !app.sees_others_on(claim) {
        return Vec::new();
    }
    let settled = settled(&app.notes, claim);
    let overruled = app.overruling(claim).is_some();
    let row = |settlement: &Settlement| {
        let alert = overruled || !matches!(settled, Settled::As(_));
        let yours = if overruled { "; you judged differently" } else { "" };
        let tone = if alert { Tone::Alert } else { Tone::Plain };
        SheetRow::new("", format!("{}{yours}", settlement.sentence()), tone)
    };
    let all = settled.all();
    if all.is_empty() {
        return Vec::new();
    }
    SheetRow::part("Settled", all.len()).into_iter().chain(all.iter().map(row)).collect()
}

/// How others judged the claim, each with their reason.
fn others(app: &App, claim: &Claim) -> Vec<SheetRow> {
    let others = app.visible_others(claim);
    if others.is_empty() {
        return Vec::new();
    }
    let row = |(name, judged): &(String, Standing)| {
        let row = standing(*judged);
        let on = journal::Target::claim(&claim.id);
        let why = app.notes.fold(name).and_then(|fold| fold.value(&on, "why")?.as_str());
        let why = why.map_or(String::new(), |why| format!("  {why}"));
        SheetRow { text: format!("{}  {name}{why}", row.text), ..row }
    };
    SheetRow::part("Others", others.len()).into_iter().chain(others.iter().map(row)).collect()
}
