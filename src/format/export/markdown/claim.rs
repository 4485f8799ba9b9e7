//! One claim of a packet: its words in their sentence, who says them, and what comes of checking them.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::assessment::Assessment;
use crate::domain::claim::Claim;
use crate::domain::evidence::{Evidence, EvidenceField};
use crate::domain::fold::Fold;
use crate::domain::own_claim::is_own;

use super::super::Request;
use super::super::chosen::{Chosen, Decision, Voice, standing_glyph, standing_words};
use super::super::rows::own_relations;
use super::super::state::stamps;
use super::escape::{address, inline, lines, word};
use super::kept;
use super::words::{figure_words, found_words, relation_words, reply_words};

pub(super) fn write(request: &Request<'_>, chosen: &Chosen<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let Chosen { claim, place, .. } = chosen;
    let heading = match chosen.decision(request.selection) {
        Decision::Open => "○ not judged".to_owned(),
        Decision::Differ => "annotators differ".to_owned(),
        Decision::Held(voice) => {
            format!("{} {}", inline(standing_glyph(voice.assessment.standing)), voice.standing_words())
        }
    };
    writeln!(out, "\n### {} · {heading}\n", inline(&claim.id))?;
    for stamp in stamps(chosen) {
        let (claim, by) = (word(&stamp.claim), word(&stamp.by));
        writeln!(out, "{} {claim} {} {} -->", kept::STATE, if by.is_empty() { "-" } else { &by }, stamp.state)?;
    }
    writeln!(out, "\n> {}\n", sentence(chosen))?;
    let place = format!("¶{}, {}", place.number, inline(place.section.title()));
    writeln!(out, "- **Place:** {place} ({})", request.quote_label())?;
    writeln!(out, "- **Claim:** {}", inline(&claim.text))?;
    said_by(request, claim, out)?;
    figures(claim, out)?;
    relations(claim, out)?;
    for voice in &chosen.voices {
        if request.selection.by.len() > 1 {
            writeln!(out, "\n#### {}, {}\n", inline(&claim.id), inline(voice.by))?;
        }
        judged(&Judged::of(request, chosen, voice), out)?;
    }
    kept::place(&claim.id, out)
}

/// The sentences in which the quote stands, the quote in bold; the quote alone where it is not found.
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
    writeln!(out, "- **Speaker:** {speaker}; {}", claim.certainty.word())?;
    let mut facts = vec![claim.kind_words()];
    facts.extend(claim.when.as_deref().map(|when| format!("of {}", inline(when))));
    facts.extend(claim.implied.then(|| "only presupposed by the text".to_owned()));
    facts.extend(is_own(&claim.id).then(|| "added by the annotator".to_owned()));
    writeln!(out, "- **Kind:** {}", facts.join("; "))
}

fn figures(claim: &Claim, out: &mut dyn fmt::Write) -> fmt::Result {
    for figure in &claim.figures {
        writeln!(out, "- **Figure as printed:** {}", inline(&figure_words(figure)))?;
    }
    Ok(())
}

fn relations(claim: &Claim, out: &mut dyn fmt::Write) -> fmt::Result {
    for (key, ids) in claim.relations.by_key().into_iter().filter(|(_, ids)| !ids.is_empty()) {
        writeln!(out, "- **Relation:** {} {}", relation_words(key), inline(&ids.join(", ")))?;
    }
    Ok(())
}

/// One annotator's word on one claim.
pub(super) struct Judged<'a> {
    pub(super) claim: &'a Claim,
    pub(super) fold: &'a Fold,
    pub(super) said: &'a Assessment,
    pub(super) today: &'a str,
    /// Who looks for the words that it was said of; nobody where they are gone.
    pub(super) voice: Option<&'a Voice<'a>>,
}

impl<'a> Judged<'a> {
    fn of(request: &'a Request<'_>, chosen: &'a Chosen<'a>, voice: &'a Voice<'a>) -> Self {
        let (claim, today) = (chosen.claim, request.today);
        Self { claim, fold: voice.fold, said: &voice.assessment, today, voice: Some(voice) }
    }

    /// That a field was said of other words, set in brackets behind it.
    fn remark(&self, field: &str) -> String {
        let remark = self.voice.and_then(|voice| voice.remark_on(field));
        remark.map_or(String::new(), |remark| format!(" ({})", inline(remark)))
    }
}

pub(super) fn judged(judged: &Judged<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let said = judged.said;
    let text = |out: &mut dyn fmt::Write, label: &str, text: &str| writeln!(out, "- **{label}:** {text}");
    if let Some(answer) = said.said {
        text(out, "Said so", answer.word())?;
    }
    let glyph = inline(standing_glyph(said.standing));
    let why = said.why.as_deref().map_or(String::new(), |why| format!(", because: {}", lines(why, 1)));
    text(out, "Verdict", &format!("{glyph} {}{why}", standing_words(said.standing)))?;
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
    let reason = said.status_reason.as_deref().map_or(String::new(), |reason| format!(": {}", lines(reason, 1)));
    text(out, "Status", &format!("{}{reason}; {} priority", said.status.word(), said.priority.word()))?;
    if said.conflict {
        text(out, "Attention", "changed in two places that do not know of each other")?;
    }
    super::tags(&said.tags, &|field| judged.remark(field), out)?;
    for reply in &said.replies {
        let remark = judged.remark(&format!("reply:{}", reply.id));
        text(out, "Asked", &format!("{}{remark}", inline(&reply_words(reply, judged.today))))?;
    }
    super::notes(&said.notes, 0, &|field| judged.remark(field), out)?;
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

/// Everything of an item that has no column of its own.
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
