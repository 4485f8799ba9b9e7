//! Direct speech: `“We pay,” Hale said. “Twice.”`, `Hale said: “We pay twice.”`

use std::ops::Range;

use crate::candidates::attribution::content::{is_somebody, main_subject, subject};
use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::quote::Quote;
use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::{Attribution, Scene};
use crate::candidates::language::Class;
use crate::candidates::text::tagger::Tag;
use crate::candidates::text::token::Shape;

/// A quotation with a verb of saying behind it or before it, and the quotations that go on from it.
pub(super) const RULE: Rule = Rule { name: "direct-quote", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    let mut used = vec![false; scene.quotes.len()];
    for index in 0..scene.quotes.len() {
        if used[index] {
            continue;
        }
        let quote = &scene.quotes[index];
        let Some(mut attribution) = after(scene, quote).or_else(|| before(scene, quote)) else { continue };
        used[index] = true;
        join_following(scene, index, &mut attribution, &mut used);
        found.push(attribution);
    }
}

/// Adds the quotations that follow at once and have no words of their own that attribute them.
fn join_following(scene: &Scene<'_>, index: usize, attribution: &mut Attribution, used: &mut [bool]) {
    let mut end = attribution.content.iter().map(|part| part.end).max().unwrap_or(0).max(attribution.cue.end);
    end = end.max(attribution.source.as_ref().map_or(0, |source| source.end));
    for (later, quote) in scene.quotes.iter().enumerate().skip(index + 1) {
        let gap = end..quote.tokens.start;
        let words = gap.clone().filter(|at| !scene.paragraph.tokens[*at].is_mark()).count();
        let same_sentence = scene
            .paragraph
            .sentences
            .iter()
            .any(|sentence| sentence.contains(&end) && sentence.contains(&quote.tokens.start));
        // `… she told reporters in Ostrow. “…”`: the next sentence is nothing but the quotation.
        let opens_sentence = scene.paragraph.sentences.iter().any(|sentence| sentence.start == quote.tokens.start);
        let only_ends_the_last = opens_sentence
            && words <= 8
            && !gap.clone().any(|at| scene.paragraph.tags[at].is_finite())
            && scene.sentences().filter(|sentence| gap.contains(&sentence.start)).count() == 0;
        let close = words == 0
            || only_ends_the_last
            || (same_sentence && words <= 6 && !gap.clone().any(|at| scene.paragraph.tags[at].is_finite()));
        if !close || after(scene, quote).is_some_and(|other| other.cue.start >= quote.tokens.end) {
            return;
        }
        attribution.content.push(quote.tokens.clone());
        end = quote.tokens.end;
        used[later] = true;
    }
}

/// Whether the quotation is a statement of its own, not a few quoted words in somebody else's sentence.
fn is_statement(scene: &Scene<'_>, quote: &Quote) -> bool {
    let inner = quote.tokens.start + 1..quote.tokens.end.saturating_sub(usize::from(quote.closed));
    let last = inner.clone().last().map_or("", |at| scene.paragraph.word(at));
    let ended = matches!(last, "," | "." | "!" | "?" | "..." | "…" | "—" | "-" | "--");
    let title = inner.len() <= 6 && inner.clone().all(|at| !matches!(scene.paragraph.tokens[at].shape, Shape::Lower));
    inner.len() >= 2 && !title && (ended || !quote.closed || inner.len() > 6)
}

/// `“…,” said Hale` and `“…,” Hale said`.
fn after(scene: &Scene<'_>, quote: &Quote) -> Option<Attribution> {
    if !quote.closed || !is_statement(scene, quote) {
        return None;
    }
    let start = quote.tokens.end;
    let sentence = scene.sentences().find(|sentence| sentence.start <= start && start < sentence.end)?;
    let next_quote =
        scene.quotes.iter().map(|other| other.tokens.start).find(|other| *other >= start).unwrap_or(sentence.end);
    let limit = sentence.end.min(next_quote);
    let first = if sentence.word(start) == "," { start + 1 } else { start };
    let verb = (first..limit.min(first + 24))
        .find(|at| is_saying(&sentence, *at) && !inside_relative(&sentence, first, *at))?;
    let group = sentence.verb_group(verb);
    let source = if group.start <= first {
        inverted(&sentence, verb + 1, limit)
    } else {
        let before = sentence.noun_phrase_before(group.start).filter(|source| source.start <= first + 3);
        before.map(|source| source.start.max(first)..source.end)
    }?;
    let cue = cue_end(&sentence, &group, &source, limit);
    Some(Attribution { source: Some(source), cue, content: vec![content_before(&sentence, quote)], rule: RULE.name })
}

/// The quotation, and what the sentence says before it when the quotation goes on from that: `It was “a mess,” he said`.
fn content_before(sentence: &Sentence<'_>, quote: &Quote) -> Range<usize> {
    let lead = sentence.start..quote.tokens.start;
    let speaks = lead.clone().any(|at| is_saying(sentence, at));
    if sentence.start < quote.tokens.start && !speaks && lead.len() < 30 {
        lead.start..quote.tokens.end
    } else {
        quote.tokens.clone()
    }
}

/// The source of `said Hale, the minister`.
fn inverted(sentence: &Sentence<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let phrase = sentence.noun_phrase_after(start, limit)?;
    Some(sentence.with_apposition(phrase, limit))
}

/// The verb with what belongs to it: `said in a statement`.
fn cue_end(sentence: &Sentence<'_>, group: &Range<usize>, source: &Range<usize>, limit: usize) -> Range<usize> {
    let mut end = group.end;
    if source.start < group.start && sentence.word(end) == "in" && matches!(sentence.word(end + 1), "a" | "an" | "the")
    {
        let phrase = sentence.noun_phrase_after(end + 1, limit);
        end = phrase.map_or(end, |phrase| phrase.end);
    }
    group.start..end
}

fn is_saying(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is(at, Class::Say)
        && matches!(
            sentence.tag(at),
            Tag::Past | Tag::Present | Tag::Present3 | Tag::Participle | Tag::Gerund | Tag::Verb
        )
}

/// Whether `who` is between `first` and `at`, and its clause has not ended.
fn inside_relative(sentence: &Sentence<'_>, first: usize, at: usize) -> bool {
    let wh = (first..at).rev().find(|at| sentence.tag(*at) == Tag::Wh);
    wh.is_some_and(|wh| !(wh..at).any(|at| sentence.word(at) == ","))
}

/// `Hale said: “…”`, `Hale told reporters, “…”`.
fn before(scene: &Scene<'_>, quote: &Quote) -> Option<Attribution> {
    let start = quote.tokens.start;
    let sentence = scene.sentences().find(|sentence| sentence.start <= start && start < sentence.end)?;
    if sentence.start == start || !is_statement(scene, quote) {
        return None;
    }
    let verb = (sentence.start..start).rev().take(16).find(|at| is_saying(&sentence, *at) && !scene.is_quoted(*at))?;
    let gap = verb + 1..start;
    let clause = gap.clone().any(|at| sentence.tag(at).is_finite() || sentence.word(at) == "that");
    let mark = matches!(sentence.word(start - 1), "," | ":");
    if clause || !(mark || gap.len() <= 1) {
        return None;
    }
    let group = sentence.verb_group(verb);
    let source = subject(&sentence, &group, verb).or_else(|| main_subject(&sentence, group.start));
    let source = source.filter(|source| is_somebody(&sentence, source));
    Some(Attribution { source, cue: group, content: vec![quote.tokens.clone()], rule: RULE.name })
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("direct-quote", text);
        assert_eq!(all("“We pay,” Hale said. “Twice a year.”"), ["Hale | said | “We pay,” … “Twice a year.”"]);
        assert_eq!(
            all("“We pay,” said Ana Hale, the harbour's director."),
            ["Ana Hale, the harbour's director | said | “We pay,”"]
        );
        assert_eq!(all("The director told reporters: “We pay twice.”"), ["The director | told | “We pay twice.”"]);
        assert_eq!(all("The “old port” was shut."), [""; 0]);
    }
}
