//! What one said of a claim besides judging it: evidence, replies, notes, tags.

use crate::app::App;
use crate::app::forms::Form;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::anchor::{Candidate, EarlierWording, Locator};
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField, claims_served};
use crate::domain::journal;
use crate::domain::note::{Note, Reply};

/// The rows of everything that is said, each leading to the form that changes it.
pub(super) fn rows(app: &App, locator: &Locator<'_>, claim: &Claim, said: &Assessment) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    let on = journal::Target::claim(&claim.id);
    let earlier = |field: &str| {
        let wording = said.earlier_of(field).filter(|_| said.remark(field, locator).is_some());
        // The judgement has named these words already, and offers to move everything.
        let again =
            |wording: &EarlierWording| said.earlier_judgement().is_some_and(|judged| judged.seen == wording.seen);
        wording.map_or(Vec::new(), |wording| {
            if again(wording) { vec![state_of(&on, wording, "")] } else { of_other_words(locator, &on, wording) }
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

/// Whether a field of a claim shows elsewhere on its card: figures as they were found, and relations.
fn is_elsewhere(field: &str) -> bool {
    ["found:", "because:", "part-of:", "contradicts:", "repeats:"].iter().any(|name| field.starts_with(name))
}

/// That a field was said of other words, or in another sentence: with those words, and what can be done about it.
pub(super) fn of_other_words(locator: &Locator<'_>, on: &journal::Target, wording: &EarlierWording) -> Vec<SheetRow> {
    let words = wording.words().map_or(String::new(), |words| format!(": “{words}”"));
    let mut rows = vec![state_of(on, wording, &words)];
    rows.extend(offers(locator, on, &wording.candidates, std::slice::from_ref(&wording.field)));
    rows
}

/// The row that says so, at which ! says it of the words of today.
fn state_of(on: &journal::Target, wording: &EarlierWording, words: &str) -> SheetRow {
    let state = wording.state();
    let name = match wording.field.split_once(':') {
        Some(("tag", tag)) => format!("#{tag} is "),
        Some(("found", _)) => "the figure as found is ".to_owned(),
        Some(("because" | "part-of" | "contradicts" | "repeats", other)) => format!("the relation to {other} is "),
        _ => String::new(),
    };
    let confirm = Target::Confirm(on.clone(), vec![wording.field.clone()]);
    SheetRow::new("", format!("  {name}{state}{words}; ! keeps it"), Tone::Alert).to(confirm)
}

/// Where words stand now that something was said of. Where that is a thing of the same kind, ! says it of that.
pub(super) fn offers(
    locator: &Locator<'_>,
    on: &journal::Target,
    places: &[Candidate],
    fields: &[String],
) -> Vec<SheetRow> {
    let row = |place: &Candidate| {
        let (name, same_kind) = (place.words(locator.article()), place.on.sort() == on.sort());
        let hint = if same_kind { "; ! moves it there" } else { "" };
        let row = SheetRow::new("", format!("  those words stand in {name} now{hint}"), Tone::Plain);
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

/// A note with its answers below it, each further in.
pub(super) fn of_note(note: &Note, depth: usize) -> Vec<SheetRow> {
    let form = Form::Note { on: note.on.clone(), id: Some(note.id.clone()) };
    let indent = if depth == 0 { String::new() } else { format!("{}↳ ", "  ".repeat(depth - 1)) };
    let mut lines = note.text.lines();
    let first = format!("{indent}{}", lines.next().unwrap_or(""));
    let mut rows = vec![SheetRow::new("", first, Tone::Plain).to(Target::Form(form, "text"))];
    rows.extend(lines.map(|line| SheetRow::new("", format!("{}{line}", "  ".repeat(depth)), Tone::Plain)));
    rows.extend(note.answers.iter().flat_map(|answer| of_note(answer, depth + 1)));
    rows
}
