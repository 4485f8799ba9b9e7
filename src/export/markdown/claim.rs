//! A claim of the packet: its words in their sentence, its speaker, and the result of the check.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::annotation::added_claim::is_own;
use crate::model::annotation::assessment::Assessment;
use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::model::annotation::judgement::Standing;
use crate::model::article::claim::Claim;
use crate::model::journal::fold::Fold;

use crate::export::Request;
use crate::export::chosen::{Chosen, Decision, Voice};
use crate::export::markdown::escape::{address, inline, lines};
use crate::export::markdown::preserved_sections;
use crate::export::markdown::words::{figure_words, found_words, relation_words, reply_words, sign};
use crate::export::rows::{own_relations, same_words};
use crate::export::state::stamps;

pub(crate) fn write(request: &Request<'_>, chosen: &Chosen<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let Chosen { claim, place, .. } = chosen;
    let heading = match chosen.decision(request.selection) {
        Decision::Open => "○ not judged".to_owned(),
        Decision::Differ => "annotators differ".to_owned(),
        Decision::Settled(settlement) => {
            let outcome = settlement.outcome;
            format!("{} {}, settled by {}", sign(outcome.glyph()), outcome.word(), inline(&settlement.by))
        }
        Decision::Held(voice) => {
            format!("{} {}", sign(voice.assessment.standing.glyph()), voice.standing_words())
        }
    };
    writeln!(out, "\n### {} · {heading}\n", inline(&claim.id))?;
    for stamp in stamps(chosen) {
        writeln!(out, "{}", preserved_sections::state_line(&stamp))?;
    }
    writeln!(out, "\n> {}\n", sentence(chosen))?;
    let place = format!("¶{}, {}", place.number, inline(place.section.title()));
    writeln!(out, "- **Place:** {place} ({})", request.quote_label())?;
    writeln!(out, "- **Claim:** {}", inline(&claim.text))?;
    said_by(request, claim, out)?;
    figures(claim, out)?;
    relations(claim, out)?;
    for settlement in chosen.settled.all() {
        writeln!(out, "- **Settled:** {}", lines(&settlement.decision(), 1))?;
    }
    for voice in &chosen.voices {
        if request.selection.by.len() > 1 || chosen.voices.len() > 1 {
            let side = chosen.side(voice).map_or(String::new(), |side| format!(" ({side})"));
            writeln!(out, "\n#### {}, {}{side}\n", inline(&claim.id), inline(voice.by))?;
        }
        judged(&Judged::of(request, chosen, voice), out)?;
    }
    preserved_sections::place(&claim.id, out)
}

/// The sentences that contain the quote, with the quote in bold; the quote alone if it is not found.
fn sentence(chosen: &Chosen<'_>) -> String {
    let text = &chosen.place.paragraph.text;
    let Some(span) = chosen.claim.quote_span(chosen.place.paragraph) else {
        return format!("**{}** (no longer in the paragraph)", inline(&chosen.claim.quote));
    };
    let (mut start, mut end) = (span.start, span.end);
    for (at, sentence) in text.split_sentence_bound_indices() {
        let until = at + sentence.len();
        if at < span.end && until > span.start {
            start = start.min(at);
            end = end.max(until);
        }
    }
    let (before, quote, after) = (&text[start..span.start], &text[span.range()], &text[span.end..end]);
    let gap = |text: &str, edge: Option<char>| {
        if edge.is_some_and(char::is_whitespace) && !text.trim().is_empty() { " " } else { "" }
    };
    let left = gap(before, before.chars().next_back());
    let right = gap(after, after.chars().next());
    format!("{}{left}**{}**{right}{}", inline(before), inline(quote), inline(after))
}

fn said_by(request: &Request<'_>, claim: &Claim, out: &mut dyn fmt::Write) -> fmt::Result {
    let speaker = inline(&claim.speaker_words(request.article));
    writeln!(out, "- **Speaker:** {speaker} ({})", claim.certainty.word())?;
    if let Some(when) = &claim.when {
        writeln!(out, "- **Time:** {}", inline(when))?;
    }
    let mut facts = vec![claim.kind_words()];
    facts.extend(claim.implied.then(|| "the text only presupposes it".to_owned()));
    facts.extend(is_own(&claim.id).then(|| "added by the annotator".to_owned()));
    writeln!(out, "- **Kind:** {}", facts.join("; "))
}

fn figures(claim: &Claim, out: &mut dyn fmt::Write) -> fmt::Result {
    for figure in &claim.figures {
        writeln!(out, "- **Figure as printed:** {}", inline(&figure_words(claim, figure)))?;
    }
    Ok(())
}

fn relations(claim: &Claim, out: &mut dyn fmt::Write) -> fmt::Result {
    for (key, ids) in claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty()) {
        writeln!(out, "- **Relation:** {} {}", relation_words(key), inline(&ids.join(", ")))?;
    }
    Ok(())
}

/// The message about a judgement that was changed on two machines.
pub(crate) const TWO_EDITS: &str = "this judgement has two conflicting edits; the annotator has to choose one";

/// One annotator's judgement of one claim.
pub(crate) struct Judged<'a> {
    pub(crate) claim: &'a Claim,
    pub(crate) fold: &'a Fold,
    pub(crate) said: &'a Assessment,
    pub(crate) today: &'a str,
    /// Finds the words that fields were written for; `None` if the words are gone.
    pub(crate) voice: Option<&'a Voice<'a>>,
}

impl<'a> Judged<'a> {
    fn of(request: &'a Request<'_>, chosen: &'a Chosen<'a>, voice: &'a Voice<'a>) -> Self {
        let (claim, today) = (chosen.claim, request.today);
        Self { claim, fold: voice.fold, said: &voice.assessment, today, voice: Some(voice) }
    }

    /// A warning in brackets that a field was written for other words.
    fn remark(&self, field: &str) -> String {
        let remark = self.voice.and_then(|voice| voice.remark_on(field));
        remark.map_or(String::new(), |remark| format!(" ({})", inline(remark)))
    }
}

pub(crate) fn judged(judged: &Judged<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let said = judged.said;
    let text = |out: &mut dyn fmt::Write, label: &str, text: &str| writeln!(out, "- **{label}:** {text}");
    if let Some(answer) = said.said {
        text(out, "Said so", answer.word())?;
    }
    let glyph = sign(said.standing.glyph());
    let is_judged = said.standing != Standing::NotJudged;
    let reason = said.why.as_deref().map(|why| lines(why, 1));
    let why = reason.as_ref().filter(|_| is_judged).map_or(String::new(), |why| format!(", because: {why}"));
    text(out, "Verdict", &format!("{glyph} {}{why}", said.standing.words()))?;
    if let Some(reason) = reason.filter(|_| !is_judged) {
        text(out, "Reason so far", &reason)?;
    }
    if let Some(remark) = judged.voice.and_then(|voice| voice.remark.as_deref()) {
        text(out, "Words judged", &inline(remark))?;
    }
    if let Some(confidence) = said.confidence {
        text(out, "Confidence", confidence.word())?;
    }
    if let Some(correction) = &said.correction {
        text(out, "Should read", &lines(correction, 1))?;
    }
    for found in &said.found {
        let remark = judged.remark(&format!("found:{}", found.figure));
        text(out, "Figure as found", &format!("{}{remark}", inline(&found_words(found, judged.claim))))?;
    }
    for (key, ids) in own_relations(judged.fold, judged.claim) {
        let ids = ids.as_array().into_iter().flatten().filter_map(|id| id.as_str());
        let field = key.replace('_', "-");
        let ids: Vec<String> =
            ids.map(|id| format!("{}{}", inline(id), judged.remark(&format!("{field}:{id}")))).collect();
        if !ids.is_empty() {
            text(out, "Relation seen", &format!("{} {}", relation_words(&key), ids.join(", ")))?;
        }
    }
    for (field, words) in same_words(judged.fold, judged.claim) {
        text(out, "Elsewhere", &format!("{}{}", inline(&words), judged.remark(&field)))?;
    }
    let reason = said.status_reason.as_deref().map_or(String::new(), |reason| format!(": {}", lines(reason, 1)));
    text(out, "Status", &format!("{}{reason}; {} priority", said.status.word(), said.priority.word()))?;
    if let (Some(decided), None) = (&said.settled, judged.voice) {
        text(out, "Settled", &lines(&decided.decision(), 1))?;
    }
    if said.conflict {
        text(out, "Attention", TWO_EDITS)?;
    }
    crate::export::markdown::tags(&said.tags, &|field| judged.remark(field), out)?;
    for reply in &said.replies {
        let remark = judged.remark(&format!("reply:{}", reply.id));
        text(out, "Asked", &format!("{}{remark}", inline(&reply_words(reply, judged.today))))?;
    }
    crate::export::markdown::notes(&said.notes, 0, &|field| judged.remark(field), out)?;
    evidence(judged, out)
}

fn evidence(judged: &Judged<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let items = &judged.said.evidence;
    if items.is_empty() {
        return Ok(());
    }
    out.write_str("\n| bearing | passage | address | archived | accessed | source | more |\n")?;
    out.write_str("| --- | --- | --- | --- | --- | --- | --- |\n")?;
    for (bearing, item) in items {
        let text = |field: EvidenceField| item.get(field).map(inline).unwrap_or_default();
        let linked = |field: EvidenceField| item.get(field).map(address).unwrap_or_default();
        let cells = [
            format!("{}{}", bearing.word(), judged.remark(&format!("evidence:{}", item.id))),
            text(EvidenceField::Passage),
            linked(EvidenceField::Url),
            linked(EvidenceField::Archived),
            text(EvidenceField::Accessed),
            text(EvidenceField::Source),
            details(item),
        ];
        out.write_str("|")?;
        for cell in cells {
            let gap = if cell.is_empty() { "" } else { " " };
            write!(out, "{gap}{cell} |")?;
        }
        out.write_char('\n')?;
    }
    Ok(())
}

/// The details of a piece of evidence that have no column of their own.
fn details(item: &Evidence) -> String {
    use EvidenceField as Field;
    let mut parts = Vec::new();
    for field in [Field::Publisher, Field::Date, Field::Place, Field::Language, Field::File, Field::Hash] {
        parts.extend(item.get(field).map(|text| format!("{} {}", field.label(), inline(text))));
    }
    for field in [Field::Question, Field::Answer, Field::AnswerType, Field::Certainty] {
        parts.extend(item.get(field).map(|text| format!("{}: {}", field.label(), inline(text))));
    }
    let grade = |label: &str, words: Option<String>, field: Field| {
        let words = words.or_else(|| item.get(field).map(str::to_owned))?;
        Some(format!("{label}: {}", inline(&words)))
    };
    parts.extend(grade("source", item.reliability_words(), Field::Reliability));
    parts.extend(grade("information", item.credibility_words(), Field::Credibility));
    parts.join("; ")
}
