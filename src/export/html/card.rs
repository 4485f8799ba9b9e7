//! The card of a claim: its verdict, and everything behind it.

use std::fmt;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Bearing, Evidence, EvidenceField};
use crate::model::annotation::judgement::{Standing, Status};
use crate::model::annotation::note::Note;
use crate::model::article::claim::Claim;
use crate::model::journal::fold::Fold;
use crate::text::hidden::visible;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Remarks, Voice};
use crate::export::html::{address, attribute, class, glyph, is_corrected, legend, lines, standing_class, text};
use crate::export::markdown::claim::TWO_EDITS;
use crate::export::markdown::words::{figure_words, found_words, relation_words, reply_words};
use crate::export::rows::{own_relations, same_words};
use crate::export::state::{Stamp, stamps};

pub(crate) fn write(request: &Request<'_>, chosen: &Chosen<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let (claim, class) = (chosen.claim, class(request, chosen));
    let (id, stamps) = (attribute(&claim.id), stamps(chosen));
    let corrected = is_corrected(chosen);
    let more = if corrected { " corrected" } else { "" };
    write!(out, "<article class=\"claim {class}{more}\" id=\"c-{id}\" aria-labelledby=\"t-{id}\"")?;
    if let (Some(stamp), true) = (stamps.first(), chosen.voices.is_empty()) {
        state(stamp, out)?;
    }
    let word = legend().find(|(other, _, _)| *other == class).map_or("", |(_, _, word)| word);
    let old = matches!(chosen.decision(request.selection), Decision::Held(voice)
        if matches!(voice.assessment.standing, Standing::Earlier(_)));
    let word = if old { format!("{word}, of an earlier wording") } else { word.to_owned() };
    let sure = sure(chosen).map_or(String::new(), |sure| format!(" <span class=\"sure\">{sure} confidence</span>"));
    write!(
        out,
        ">\n<h3 id=\"t-{id}\"><span class=\"sign\" aria-hidden=\"true\">{}</span> {word}{sure} ",
        glyph(class)
    )?;
    let name = if is_own(&claim.id) { "added claim".into() } else { id.clone() };
    writeln!(out, "<a class=\"id\" href=\"#c-{id}\">{name}</a></h3>")?;
    writeln!(out, "<p class=\"statement\" dir=\"auto\">{}</p>", text(&claim.text))?;
    for settlement in chosen.settled.all() {
        writeln!(out, "<p class=\"why settled\" dir=\"auto\">{}</p>", lines(&visible(&settlement.sentence())))?;
    }
    for voice in &chosen.voices {
        gist(request, chosen, voice, out)?;
    }
    let open = if matches!(class, "refuted" | "misleading" | "conflicting" | "differ") { " open" } else { "" };
    writeln!(out, "<details{open}><summary>{}</summary>", within(chosen))?;
    for (voice, stamp) in chosen.voices.iter().zip(&stamps) {
        self::voice(request, chosen, voice, stamp, out)?;
    }
    facts(request, chosen, out)?;
    out.write_str("</details>\n</article>\n")
}

/// The confidence of the only annotator who judged.
fn sure(chosen: &Chosen<'_>) -> Option<&'static str> {
    let [voice] = chosen.voices.as_slice() else { return None };
    Some(voice.assessment.confidence?.word())
}

/// Counts of what is folded away.
fn within(chosen: &Chosen<'_>) -> String {
    let count = |one: &str, many: &str, count: usize| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let sum = |of: fn(&Voice<'_>) -> usize| chosen.voices.iter().map(of).sum();
    let sources = count("source", "sources", sum(|voice| voice.assessment.evidence.len()));
    let notes = count("note", "notes", sum(|voice| voice.assessment.notes.len()));
    let replies = count("question asked", "questions asked", sum(|voice| voice.assessment.replies.len()));
    let parts: Vec<String> = [sources, notes, replies].into_iter().flatten().collect();
    if parts.is_empty() { "who says it, and how".to_owned() } else { format!("{}, who says it", parts.join(", ")) }
}

/// The verdict of one of several, the reason and the correction: what is seen without unfolding anything.
fn gist(request: &Request<'_>, chosen: &Chosen<'_>, voice: &Voice<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let said = &voice.assessment;
    if request.selection.by.len() > 1 || chosen.voices.len() > 1 {
        let class = standing_class(said.standing);
        let (by, standing) = (text(&visible(voice.by)).into_owned(), voice.standing_words());
        let side = chosen.side(voice).map_or(String::new(), |side| format!(" <small>{side}</small>"));
        writeln!(
            out,
            "<p class=\"who\"><bdi>{by}</bdi>: <span class=\"{class}\">{} {standing}</span>{side}</p>",
            glyph(class)
        )?;
    }
    reasons(said, out)
}

/// The reason and the correction.
pub(crate) fn reasons(said: &Assessment, out: &mut dyn fmt::Write) -> fmt::Result {
    if let Some(why) = &said.why {
        writeln!(out, "<p class=\"why\" dir=\"auto\">{}</p>", lines(why))?;
    }
    if let Some(correction) = &said.correction {
        let correction = lines(correction);
        writeln!(out, "<p class=\"reads\"><span>Should read</span> <ins dir=\"auto\">{correction}</ins></p>")?;
    }
    Ok(())
}

/// Ends the tag of somebody who was not chosen, and is heard beside those who were.
pub(crate) const UNINVITED: &str = " data-beside";

/// By what a later run sees what has changed.
fn state(stamp: &Stamp, out: &mut dyn fmt::Write) -> fmt::Result {
    let by = text(&visible(&stamp.by)).into_owned();
    let uninvited = if stamp.is_uninvited { UNINVITED } else { "" };
    write!(
        out,
        " data-claim=\"{}\" data-by=\"{by}\" data-state=\"{}\"{uninvited}",
        attribute(&stamp.claim),
        stamp.state
    )
}

fn voice(
    request: &Request<'_>,
    chosen: &Chosen<'_>,
    voice: &Voice<'_>,
    stamp: &Stamp,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    out.write_str("<div class=\"voice\"")?;
    state(stamp, out)?;
    out.write_str(">\n")?;
    if chosen.voices.len() > 1 {
        writeln!(out, "<p class=\"who\"><bdi>{}</bdi></p>", text(&visible(voice.by)))?;
    }
    everything(&Judged::of(request, chosen, voice), out)?;
    out.write_str("</div>\n")
}

/// One annotator's notes on a claim.
pub(crate) struct Judged<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) fold: &'a Fold,
    pub(crate) said: &'a Assessment,
    pub(crate) today: &'a str,
    /// Whether others judged it too.
    pub(crate) several: bool,
    /// Finds the words that fields were written for; `None` if the words are gone.
    pub(crate) voice: Option<&'a Voice<'a>>,
}

impl<'a> Judged<'a> {
    fn of(request: &'a Request<'_>, chosen: &'a Chosen<'a>, voice: &'a Voice<'a>) -> Self {
        let (claim, today, several) = (chosen.claim, request.today, chosen.voices.len() > 1);
        Self { claim, fold: voice.fold, said: &voice.assessment, today, several, voice: Some(voice) }
    }

    /// A warning in small print that a field was written for other words.
    fn remark(&self, field: &str) -> String {
        small(self.voice.and_then(|voice| voice.remark_on(field)))
    }
}

/// A warning in small print; empty if there is none.
pub(crate) fn small(remark: Option<&str>) -> String {
    remark.map_or(String::new(), |remark| format!(" <small class=\"earlier\">{}</small>", text(remark)))
}

/// All notes on a claim other than its verdict, reason and correction.
pub(crate) fn everything(one: &Judged<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let rows = judged(one);
    if !rows.is_empty() {
        list(&rows, out)?;
    }
    evidence(one, out)?;
    notes(&one.said.notes, &|field| one.remark(field), out)?;
    tags(&one.said.tags, &|field| one.remark(field), out)
}

type Row = (&'static str, String);

fn judged(one: &Judged<'_>) -> Vec<Row> {
    let said = one.said;
    let mut rows: Vec<Row> = Vec::new();
    rows.extend(said.confidence.filter(|_| one.several).map(|confidence| ("confidence", confidence.word().to_owned())));
    rows.extend(said.said.map(|answer| ("said so", answer.word().to_owned())));
    let reason = said.status_reason.as_deref().map(|reason| format!(": {}", lines(reason)));
    if said.status != Status::Done || reason.is_some() {
        rows.push(("status", format!("{}{}", said.status.word(), reason.unwrap_or_default())));
    }
    if said.priority != one.claim.priority {
        rows.push(("priority", said.priority.word().to_owned()));
    }
    rows.extend(said.found.iter().map(|found| {
        let remark = one.remark(&format!("found:{}", found.figure));
        ("found", format!("{}{remark}", text(&found_words(found, one.claim))))
    }));
    for (key, ids) in own_relations(one.fold, one.claim) {
        let ids = ids.as_array().into_iter().flatten().filter_map(|id| id.as_str());
        let field = key.replace('_', "-");
        let ids: Vec<String> = ids.map(|id| format!("{}{}", text(id), one.remark(&format!("{field}:{id}")))).collect();
        if !ids.is_empty() {
            rows.push(("relation", format!("{} {}", relation_words(&key), ids.join(", "))));
        }
    }
    for (field, words) in same_words(one.fold, one.claim) {
        rows.push(("elsewhere", format!("{}{}", text(&words), one.remark(&field))));
    }
    rows.extend(said.replies.iter().map(|reply| {
        let remark = one.remark(&format!("reply:{}", reply.id));
        ("asked", format!("{}{remark}", text(&reply_words(reply, one.today))))
    }));
    let remark = one.voice.and_then(|voice| voice.remark.as_deref());
    rows.extend(remark.map(|remark| ("words judged", text(remark).into_owned())));
    if one.voice.is_none() {
        rows.extend(said.settled.as_ref().map(|decided| ("settled", lines(&decided.decision()))));
    }
    if said.conflict {
        rows.push(("attention", TWO_EDITS.to_owned()));
    }
    rows
}

fn list(rows: &[Row], out: &mut dyn fmt::Write) -> fmt::Result {
    out.write_str("<dl>")?;
    for (label, words) in rows {
        write!(out, "<div><dt>{label}</dt><dd dir=\"auto\">{words}</dd></div>")?;
    }
    out.write_str("</dl>\n")
}

/// Who makes the claim, and how.
fn facts(request: &Request<'_>, chosen: &Chosen<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let claim = chosen.claim;
    let speaker = text(&claim.speaker_words(request.article)).into_owned();
    let mut rows: Vec<Row> = vec![
        (
            request.quote_label(),
            format!("“{}” <a href=\"#q-{}\">in the text</a>", text(&claim.quote), attribute(&claim.id)),
        ),
        ("speaker", format!("{speaker}; {}", claim.certainty.word())),
        ("kind", claim.kind_words()),
    ];
    rows.extend(claim.when.as_deref().map(|when| ("time", text(when).into_owned())));
    rows.extend(claim.implied.then(|| ("implied", "the text only presupposes it".to_owned())));
    rows.extend(claim.figures.iter().map(|figure| ("figure", text(&figure_words(claim, figure)).into_owned())));
    for (key, ids) in claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty()) {
        rows.push(("relation", format!("{} {}", relation_words(key), text(&ids.join(", ")))));
    }
    if is_own(&claim.id) {
        rows.push(("added", "by the annotator, not by the article's file".to_owned()));
    }
    list(&rows, out)
}

fn evidence(one: &Judged<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let items = &one.said.evidence;
    if items.is_empty() {
        return Ok(());
    }
    out.write_str("<ul class=\"evidence\">\n")?;
    for (bearing, item) in items {
        item_of(*bearing, item, &one.remark(&format!("evidence:{}", item.id)), out)?;
    }
    out.write_str("</ul>\n")
}

fn item_of(bearing: Bearing, item: &Evidence, remark: &str, out: &mut dyn fmt::Write) -> fmt::Result {
    use EvidenceField as Field;
    let bears = bearing.word();
    write!(out, "<li class=\"{bears}\"><span class=\"bearing\">{bears}</span> ")?;
    if let Some(passage) = item.get(Field::Passage) {
        write!(out, "<q dir=\"auto\">{}</q> ", text(passage))?;
    }
    let mut facts: Vec<String> = Vec::new();
    if let Some(url) = item.get(Field::Url) {
        facts.push(address(url, item.publisher().unwrap_or(url)));
    } else if let Some(publisher) = item.publisher() {
        facts.push(text(publisher).into_owned());
    }
    facts.extend(item.get(Field::Archived).map(|url| address(url, "archived copy")));
    for field in [Field::Place, Field::Date, Field::Accessed, Field::Source, Field::Language, Field::File, Field::Hash]
    {
        let label = if field == Field::Source { "" } else { field.label() };
        facts.extend(item.get(field).map(|words| format!("{label} {}", text(words)).trim_start().to_owned()));
    }
    for field in [Field::Question, Field::Answer, Field::AnswerType, Field::Certainty] {
        facts.extend(item.get(field).map(|words| format!("{}: {}", field.label(), text(words))));
    }
    let grade = |label: &str, spelled: Option<String>, field: Field| {
        let words = spelled.or_else(|| item.get(field).map(str::to_owned))?;
        Some(format!("{label}: {}", text(&words)))
    };
    facts.extend(grade("source", item.reliability_words(), Field::Reliability));
    facts.extend(grade("information", item.credibility_words(), Field::Credibility));
    writeln!(out, "<small dir=\"auto\">{}</small>{remark}</li>", facts.join(" · "))
}

/// Notes and tags on a target other than a claim.
pub(crate) fn remarks(remarks: &Remarks<'_, '_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let remark = |field: &str| small(remarks.remark_on(field).as_deref());
    notes(&remarks.notes, &remark, out)?;
    tags(&remarks.tags, &remark, out)
}

/// Notes with their answers inside; `remark` gives the warning about a field.
pub(crate) fn notes(notes: &[Note], remark: &dyn Fn(&str) -> String, out: &mut dyn fmt::Write) -> fmt::Result {
    if notes.is_empty() {
        return Ok(());
    }
    out.write_str("<ul class=\"notes\">\n")?;
    for note in notes {
        let day = note.at.get(..10).unwrap_or("");
        let remark = remark(&format!("note:{}", note.id));
        write!(out, "<li><p dir=\"auto\">{} <small>{}</small>{remark}</p>", lines(&note.text), text(day))?;
        self::notes(&note.answers, &|_| String::new(), out)?;
        out.write_str("</li>\n")?;
    }
    out.write_str("</ul>\n")
}

pub(crate) fn tags(tags: &[String], remark: &dyn Fn(&str) -> String, out: &mut dyn fmt::Write) -> fmt::Result {
    if tags.is_empty() {
        return Ok(());
    }
    out.write_str("<ul class=\"tags\" aria-label=\"tags\">")?;
    for tag in tags {
        write!(out, "<li>{}</li>", text(tag))?;
    }
    out.write_str("</ul>\n")?;
    // A warning would not fit into the badge of a tag.
    for tag in tags {
        let remark = remark(&format!("tag:{tag}"));
        if !remark.is_empty() {
            writeln!(out, "<p><small>{}:</small>{remark}</p>", text(tag))?;
        }
    }
    Ok(())
}
