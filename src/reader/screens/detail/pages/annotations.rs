//! The annotator's evidence, replies, notes and tags on a claim.

use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField, claims_served};
use crate::model::annotation::note::{Note, Reply};
use crate::model::article::claim::{Claim, Relations};
use crate::model::journal;
use crate::model::journal::anchor::{Candidate, EarlierWording, Locator};
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::screens::detail::state::{SheetRow, Target, Tone};
use crate::reader::screens::form::forms::kind::Form;

/// A row for each of these annotations, leading to the form that changes it.
pub(crate) fn rows(app: &App, locator: &Locator<'_>, claim: &Claim, said: &Assessment) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let on = journal::Target::claim(&claim.id);
    let earlier = |field: &str| {
        let wording = said.earlier_of(field).filter(|_| said.remark(field, locator).is_some());
        // The judgement's own warning names these words already and offers to move everything.
        let again =
            |wording: &EarlierWording| said.earlier_judgement().is_some_and(|judged| judged.seen == wording.seen);
        wording.map_or(Vec::new(), |wording| {
            if again(wording) {
                vec![state_of(app, &on, wording, "")]
            } else {
                of_other_words(app, locator, &on, wording)
            }
        })
    };
    if !said.tags.is_empty() {
        rows.push(SheetRow::new("tags", said.tags.join(", "), Tone::Plain).to(Target::Tags(on.clone())));
        rows.extend(said.tags.iter().flat_map(|tag| earlier(&format!("tag:{tag}"))));
    }
    rows.extend(
        said.earlier.iter().filter(|wording| is_elsewhere(&wording.field)).flat_map(|wording| earlier(&wording.field)),
    );
    if !said.evidence.is_empty() {
        rows.extend(SheetRow::part("Evidence", said.evidence.len()));
    }
    for (bearing, item) in &said.evidence {
        rows.extend(of_evidence(app, claim, *bearing, item));
        rows.extend(earlier(&format!("evidence:{}", item.id)));
    }
    if !said.replies.is_empty() {
        rows.extend(SheetRow::part("Replies", said.replies.len()));
    }
    for reply in &said.replies {
        rows.extend(of_reply(app, claim, reply));
        rows.extend(earlier(&format!("reply:{}", reply.id)));
    }
    if !said.notes.is_empty() {
        rows.extend(SheetRow::part("Notes", said.notes.len()));
    }
    for note in &said.notes {
        rows.extend(of_note(note, 0));
        rows.extend(earlier(&format!("note:{}", note.id)));
    }
    rows
}

/// Whether another part of the card shows this field, as it does figures and relations.
fn is_elsewhere(field: &str) -> bool {
    field.starts_with("found:") || Relations::in_field(field).is_some()
}

/// Warns that a field was written for other words or another sentence, quotes those words, and offers what can be done.
pub(crate) fn of_other_words(
    app: &App,
    locator: &Locator<'_>,
    on: &journal::Target,
    wording: &EarlierWording,
) -> Vec<SheetRow> {
    let words = wording.words().map_or(String::new(), |words| format!(": “{words}”"));
    let mut rows = vec![state_of(app, on, wording, &words)];
    rows.extend(offers(app, locator, on, &wording.candidates, std::slice::from_ref(&wording.field)));
    rows
}

/// The warning itself. The key of [`Command::Settle`] on it confirms the field for the current wording.
fn state_of(app: &App, on: &journal::Target, wording: &EarlierWording, words: &str) -> SheetRow {
    let state = wording.state();
    let name = match wording.field.split_once(':') {
        Some(("tag", tag)) => format!("#{tag} is "),
        Some(("found", _)) => "the figure as found is ".to_owned(),
        _ => Relations::in_field(&wording.field)
            .map_or(String::new(), |(_, other)| format!("the relation to {other} is ")),
    };
    let settle = app.key_in(Scope::Sheet, Command::Settle);
    let target = Target::Confirm(on.clone(), vec![wording.field.clone()]);
    SheetRow::new("", format!("  {name}{state}{words}; {settle} keeps it"), Tone::Alert).to(target)
}

/// Where the words of an annotation are now. If that is a target of the same kind, the key of [`Command::Settle`] moves
/// the annotation there.
pub(crate) fn offers(
    app: &App,
    locator: &Locator<'_>,
    on: &journal::Target,
    places: &[Candidate],
    fields: &[String],
) -> Vec<SheetRow> {
    let settle = app.key_in(Scope::Sheet, Command::Settle);
    let row = |place: &Candidate| {
        let (name, same_kind) = (place.words(locator.article()), place.on.sort() == on.sort());
        let hint = if same_kind { format!("; {settle} moves it there") } else { String::new() };
        let row = SheetRow::new("", format!("  those words are in {name} now{hint}"), Tone::Plain);
        match place.paragraph {
            _ if same_kind => row.to(Target::MoveTo(on.clone(), place.clone(), fields.to_vec())),
            Some(number) => row.to(Target::Paragraph(number)),
            None => row,
        }
    };
    places.iter().map(row).collect()
}

fn of_evidence(app: &App, claim: &Claim, bearing: Bearing, item: &Evidence) -> Vec<SheetRow> {
    use EvidenceField::{Accessed, Answer, Date, Place, Question, Source};
    let form = Form::Evidence { claim: claim.id.clone(), id: Some(item.id.clone()) };
    let headline = format!("{} {}", bearing.glyph(), item.headline());
    let mut rows = vec![SheetRow::new("", headline, Tone::Plain).to(Target::Form(form, "url"))];
    let mut facts: Vec<String> = vec![bearing.word().to_owned()];
    facts.extend(item.is_private.then(|| "private, left out of exports".to_owned()));
    facts.extend(item.publisher().map(str::to_owned));
    facts.extend([Place, Source, Date].into_iter().filter_map(|field| item.get(field)).map(str::to_owned));
    facts.extend(item.get(Accessed).map(|day| format!("accessed {day}")));
    facts.extend(item.reliability_words().into_iter().chain(item.credibility_words()));
    let served = app.notes.mine().map_or(Vec::new(), |fold| claims_served(fold, &item.id));
    let others: Vec<String> = served.into_iter().filter(|other| *other != claim.id).collect();
    facts.extend((!others.is_empty()).then(|| format!("also for {}", others.join(", "))));
    rows.push(SheetRow::new("", format!("  {}", facts.join(" · ")), Tone::Calm));
    let asked = [(Question, "asked"), (Answer, "answer")];
    let asked = asked.into_iter().filter_map(|(field, label)| Some(format!("  {label}: {}", item.get(field)?)));
    rows.extend(asked.map(|text| SheetRow::new("", text, Tone::Calm)));
    rows
}

fn of_reply(app: &App, claim: &Claim, reply: &Reply) -> Vec<SheetRow> {
    let form = Form::Reply { claim: claim.id.clone(), id: Some(reply.id.clone()) };
    let headline = format!("{}: {}", reply.who, reply.outcome(&app.today()));
    let mut facts = Vec::new();
    facts.extend((!reply.channel.is_empty()).then(|| format!("by {}", reply.channel)));
    facts.extend((!reply.asked.is_empty()).then(|| format!("asked {}", reply.asked)));
    facts.extend((!reply.answered.is_empty()).then(|| format!("answered {}", reply.answered)));
    vec![
        SheetRow::new("", headline, Tone::Plain).to(Target::Form(form, "answer")),
        SheetRow::new("", format!("  {}", facts.join(" · ")), Tone::Calm),
    ]
}

/// A note with its answers below it, each indented further.
pub(crate) fn of_note(note: &Note, depth: usize) -> Vec<SheetRow> {
    let form = Form::Note { on: note.on.clone(), id: Some(note.id.clone()) };
    let indent = if depth == 0 { String::new() } else { format!("{}↳ ", "  ".repeat(depth - 1)) };
    let mut lines = note.text.lines();
    let mark = if note.is_private { "(private) " } else { "" };
    let first = format!("{indent}{mark}{}", lines.next().unwrap_or(""));
    let mut rows = vec![SheetRow::new("", first, Tone::Plain).to(Target::Form(form, "text"))];
    rows.extend(lines.map(|line| SheetRow::new("", format!("{}{line}", "  ".repeat(depth)), Tone::Plain)));
    rows.extend(note.answers.iter().flat_map(|answer| of_note(answer, depth + 1)));
    rows
}
