//! Phrases round a verb: its auxiliaries, its subject, where its clause begins and ends.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::text::Analysed;
use crate::candidates::text::small_word::small;
use crate::candidates::text::tagger::Tag;

/// A sentence of a paragraph, for rules that look at words by their index in the paragraph.
#[derive(Clone, Copy)]
pub struct Sentence<'a> {
    /// The paragraph.
    pub paragraph: &'a Analysed<'a>,
    /// Index of the first token.
    pub start: usize,
    /// Index after the last token.
    pub end: usize,
}

impl<'a> Sentence<'a> {
    /// The tag of a token; a mark outside the sentence.
    #[must_use]
    #[inline]
    pub fn tag(&self, at: usize) -> Tag {
        if (self.start..self.end).contains(&at) { self.paragraph.tags[at] } else { Tag::Mark }
    }

    /// A token's words; empty outside the sentence.
    #[must_use]
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        if (self.start..self.end).contains(&at) { self.paragraph.word(at) } else { "" }
    }

    /// Whether a token of the sentence belongs to `class`.
    #[must_use]
    #[inline]
    pub fn is(&self, at: usize, class: Class) -> bool {
        (self.start..self.end).contains(&at) && self.paragraph.tokens[at].is(class)
    }

    /// The verb with the auxiliaries, `not` and adverbs before it: `has also said`.
    #[must_use]
    pub fn verb_group(&self, verb: usize) -> Range<usize> {
        let mut start = verb;
        while start > self.start {
            let before = start - 1;
            let auxiliary = self.tag(before).is_verb() && is_auxiliary(self.word(before));
            let adverb = self.tag(before) == Tag::Adverb && !is_clause_adverb(self.word(before));
            let infinitive = self.tag(before) == Tag::To && self.tag(start) == Tag::Verb && start == verb;
            let catenative =
                self.tag(before) == Tag::To && start > self.start + 1 && is_catenative(self.word(before - 1));
            if catenative {
                start = before - 1;
                continue;
            }
            if !(auxiliary || adverb || infinitive) {
                break;
            }
            start = before;
        }
        while start < verb && self.tag(start) == Tag::Adverb && start == self.start && self.tag(start + 1) == Tag::Mark
        {
            start += 1;
        }
        start..verb + 1
    }

    /// The noun phrase that ends right before `end`: the subject of a verb that begins there. What is in apposition or
    /// between dashes after it belongs to it.
    #[must_use]
    pub fn noun_phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|last| *last >= self.start)?;
        let head_end = if is_aside_mark(self.word(last)) { self.before_asides(last)? } else { end };
        Some(self.phrase_start(head_end)?..end)
    }

    /// Where the noun phrase ends that is followed by asides, the last of which ends with the mark at `close`.
    fn before_asides(&self, close: usize) -> Option<usize> {
        let mark = self.word(close);
        let mut found = None;
        let mut aside_end = close;
        for open in (self.start..close).rev().take(40).filter(|at| self.word(*at) == mark) {
            let aside = open + 1..aside_end;
            let clause = aside.clone().any(|at| self.tag(at).is_finite());
            if aside.is_empty() || (clause && self.tag(aside.start) != Tag::Wh && mark == ",") {
                break;
            }
            let noun = open > self.start
                && (self.tag(open - 1).is_noun() || self.tag(open - 1) == Tag::Number || self.word(open - 1) == ")");
            if noun {
                found = Some(open);
            }
            if mark != "," {
                break;
            }
            aside_end = open;
        }
        found
    }

    /// Where the noun phrase begins that ends before `end`.
    fn phrase_start(&self, end: usize) -> Option<usize> {
        let mut start = self.chunk_start(end)?;
        while let Some(joint) = start.checked_sub(1).filter(|joint| *joint > self.start) {
            let of = self.tag(joint) == Tag::Preposition
                && matches!(
                    self.word(joint),
                    "of" | "for" | "in" | "from" | "at" | "with" | "on" | "to" | "against" | "between" | "among"
                );
            let and = self.tag(joint) == Tag::Conjunction && matches!(self.word(joint), "and" | "or" | "&");
            let noun = self.tag(joint - 1).is_noun() || self.tag(joint - 1) == Tag::Number;
            if !((of || and) && noun) {
                break;
            }
            let Some(next) = self.chunk_start(joint) else { break };
            // `he met Hale and Ward said`: an object before `and` is not the subject.
            if and && next > self.start && self.tag(next - 1).is_verb() {
                break;
            }
            start = next;
        }
        Some(start)
    }

    /// Where the simple noun phrase (no prepositions) begins that ends before `end`.
    fn chunk_start(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1).filter(|last| *last >= self.start)?;
        match self.tag(last) {
            Tag::Pronoun | Tag::Existential | Tag::Wh | Tag::Determiner => return Some(last),
            Tag::Noun | Tag::Nouns | Tag::Name | Tag::Number | Tag::Adjective | Tag::Superlative => {}
            Tag::Mark if matches!(self.word(last), ")" | "”" | "\"" | "%") => {}
            _ => return None,
        }
        let mut start = last;
        if self.word(last) == ")" {
            start = (self.start..last).rev().take(8).find(|at| self.word(*at) == "(")?;
        }
        while start > self.start {
            let before = start - 1;
            let inside = match self.tag(before) {
                Tag::Determiner | Tag::PossessivePronoun => {
                    start = before;
                    break;
                }
                Tag::Number | Tag::Possessive => true,
                tag if tag.is_noun() || tag.is_adjective() => true,
                Tag::Participle | Tag::Gerund => before > self.start && self.is_modifier(before),
                Tag::Mark => self.is_inner_mark(before, start),
                Tag::Adverb => self.tag(start) == Tag::Adjective && before > self.start,
                _ => false,
            };
            if !inside
                || self.is(before, Class::Weekday) && !self.is(before, Class::Month) && self.tag(before) == Tag::Name
            {
                break;
            }
            start = before;
        }
        Some(start)
    }

    /// Whether a participle is inside a noun phrase: `the elected council`.
    fn is_modifier(&self, at: usize) -> bool {
        matches!(
            self.tag(at - 1),
            Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective | Tag::Possessive | Tag::Number
        )
    }

    /// Whether a mark is inside a noun phrase: hyphens, and brackets that close.
    fn is_inner_mark(&self, at: usize, after: usize) -> bool {
        match self.word(at) {
            "-" | "/" | "’" | "'" | "$" | "%" => true,
            "(" => (after..after + 6).any(|at| self.word(at) == ")"),
            _ => self.word(at) == ")",
        }
    }

    /// The noun phrase that begins at `start`, with `of …` and what is in apposition, up to `limit`.
    #[must_use]
    pub fn noun_phrase_after(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let limit = limit.min(self.end);
        let mut end = self.chunk_end(start, limit)?;
        loop {
            let joins =
                matches!(self.word(end), "of" | "for" | "in" | "from" | "at" | "with" | "and" | "on") && end < limit;
            match joins.then(|| self.chunk_end(end + 1, limit)).flatten() {
                Some(next) => end = next,
                None => break,
            }
        }
        Some(start..end)
    }

    fn chunk_end(&self, start: usize, limit: usize) -> Option<usize> {
        if start >= limit {
            return None;
        }
        if self.tag(start) == Tag::Pronoun {
            return Some(start + 1);
        }
        let mut end = start;
        while end < limit {
            let inside = match self.tag(end) {
                Tag::Determiner | Tag::PossessivePronoun => end == start || self.tag(end - 1) == Tag::Determiner,
                Tag::Number | Tag::Possessive | Tag::Participle => true,
                tag if tag.is_noun() || tag.is_adjective() => true,
                Tag::Adverb | Tag::Gerund => self.tag(end + 1) == Tag::Adjective || self.tag(end + 1).is_noun(),
                Tag::Mark => match self.word(end) {
                    "-" | "’" | "'" | "$" | "%" | "/" => true,
                    "“" | "''" | "\"" | "``" | "”" => {
                        self.tag(end + 1).is_noun() || self.tag(end + 1).is_adjective()
                    }
                    _ => false,
                },
                _ => false,
            };
            let day = end > start
                && self.is(end, Class::Weekday)
                && !self.tag(end.saturating_sub(1)).is_verb()
                && self.tag(end) == Tag::Name;
            if !inside || day {
                break;
            }
            end += 1;
        }
        let noun = (start..end)
            .any(|at| self.tag(at).is_noun() || matches!(self.tag(at), Tag::Number | Tag::Adjective | Tag::Determiner));
        (noun && end > start).then_some(end)
    }

    /// The noun phrase at `start` with the appositions that follow it between commas, up to `limit`.
    #[must_use]
    pub fn with_apposition(&self, phrase: Range<usize>, limit: usize) -> Range<usize> {
        let limit = limit.min(self.end);
        if self.word(phrase.end) != "," {
            return phrase;
        }
        let close =
            (phrase.end + 1..limit).find(|at| matches!(self.word(*at), "," | "." | ";" | "\"" | "“" | ":" | "—"));
        let close = close.unwrap_or(limit);
        let finite = (phrase.end + 1..close).any(|at| self.tag(at).is_finite());
        let relative = self.tag(phrase.end + 1) == Tag::Wh;
        let nominal = matches!(
            self.tag(phrase.end + 1),
            Tag::Determiner | Tag::Name | Tag::Noun | Tag::PossessivePronoun | Tag::Adjective
        );
        if close - phrase.end > 1 && (relative || (nominal && !finite)) { phrase.start..close } else { phrase }
    }

    /// Index of the sentence's last mark, or its end when it has none: where a clause that runs to the end of it ends.
    #[must_use]
    pub fn last_word_end(&self) -> usize {
        let mut end = self.end;
        while end > self.start && matches!(self.word(end - 1), "." | "!" | "?" | ";" | ":" | "," | "...") {
            end -= 1;
        }
        end
    }
}

fn is_aside_mark(word: &str) -> bool {
    matches!(word, "," | "—" | "–" | "-" | "--")
}

/// Whether a verb helps another one.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    matches!(
        &*small(word),
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "has"
            | "have"
            | "had"
            | "having"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "should"
            | "shall"
            | "must"
            | "'s"
            | "'d"
            | "'ve"
            | "'re"
            | "'ll"
            | "’s"
            | "’d"
            | "’ve"
            | "’re"
            | "’ll"
            | "get"
            | "got"
            | "gets"
            | "ca"
            | "wo"
    )
}

/// Verbs that only lead to another: `appeared to imply`, `went on to say`.
fn is_catenative(word: &str) -> bool {
    matches!(
        &*small(word),
        "appear"
            | "appears"
            | "appeared"
            | "seem"
            | "seems"
            | "seemed"
            | "try"
            | "tries"
            | "tried"
            | "trying"
            | "continue"
            | "continues"
            | "continued"
            | "on"
            | "began"
            | "begins"
            | "started"
            | "used"
            | "came"
            | "managed"
            | "has"
            | "have"
            | "had"
            | "going"
    )
}

/// Adverbs that join clauses, and so do not belong to the verb behind them.
fn is_clause_adverb(word: &str) -> bool {
    matches!(
        &*small(word),
        "however"
            | "moreover"
            | "furthermore"
            | "meanwhile"
            | "then"
            | "now"
            | "today"
            | "yesterday"
            | "therefore"
            | "thus"
            | "instead"
            | "nevertheless"
            | "here"
            | "there"
            | "later"
            | "earlier"
            | "ago"
    )
}
