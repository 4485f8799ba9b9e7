//! What one said of a claim besides judging it: evidence, replies, notes, tags.

use crate::app::App;
use crate::app::forms::Form;
use crate::app::sheet::{SheetRow, Target, Tone};
use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Bearing, Evidence, EvidenceField, claims_served};
use crate::domain::journal;
use crate::domain::note::{Note, Reply};

/// The rows of everything that is said, each leading to the form that changes it.
pub(super) fn rows(app: &App, claim: &Claim, said: &Assessment) -> Vec<SheetRow> {
    let mut rows = Vec::new();
    if !said.tags.is_empty() {
        let on = journal::Target::claim(&claim.id);
        rows.push(SheetRow::new("tags", said.tags.join(", "), Tone::Plain).to(Target::Tags(on)));
    }
    if !said.evidence.is_empty() {
        rows.extend(SheetRow::part("Evidence", said.evidence.len()));
        rows.extend(said.evidence.iter().flat_map(|(bearing, item)| of_evidence(app, claim, *bearing, item)));
    }
    if !said.replies.is_empty() {
        rows.extend(SheetRow::part("Replies", said.replies.len()));
        rows.extend(said.replies.iter().flat_map(|reply| of_reply(app, claim, reply)));
    }
    if !said.notes.is_empty() {
        rows.extend(SheetRow::part("Notes", said.notes.len()));
        rows.extend(said.notes.iter().flat_map(|note| of_note(app, note, 0)));
    }
    rows
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

/// A note with its answers below it, each further in; of one on words that have changed since, it says so.
pub(super) fn of_note(app: &App, note: &Note, depth: usize) -> Vec<SheetRow> {
    let form = Form::Note { on: note.on.clone(), id: Some(note.id.clone()) };
    let indent = if depth == 0 { String::new() } else { format!("{}↳ ", "  ".repeat(depth - 1)) };
    let mut lines = note.text.lines();
    let first = format!("{indent}{}", lines.next().unwrap_or(""));
    let mut rows = vec![SheetRow::new("", first, Tone::Plain).to(Target::Form(form, "text"))];
    rows.extend(lines.map(|line| SheetRow::new("", format!("{}{line}", "  ".repeat(depth)), Tone::Plain)));
    let now = app.subject(&note.on).and_then(|subject| subject.fingerprint());
    if note.of.is_some() && now.is_some() && note.of != now {
        rows.push(SheetRow::new("", "  of an earlier wording", Tone::Alert));
    }
    rows.extend(note.answers.iter().flat_map(|answer| of_note(app, answer, depth + 1)));
    rows
}
