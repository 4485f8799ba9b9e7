//! From sentences to candidate claims.

mod certainty;
mod clause;
mod discourse;
mod kind;
mod pronoun;
mod rules;
mod scope;
mod speaker;
mod unit;
mod worth;

use std::ops::Range;

use crate::candidates::attribution::phrase::Sentence;
use crate::candidates::attribution::{Attribution, Placed, find_all};
use crate::candidates::claims::pronoun::Before;
use crate::candidates::claims::scope::{dateline_end, is_correction, is_notice};
pub use crate::candidates::claims::speaker::Speaker;
use crate::candidates::claims::unit::{Piece, Unit};
use crate::candidates::claims::worth::{is_worth_it, trim};
use crate::candidates::entities::Entities;
use crate::candidates::language::Language;
use crate::candidates::quantities::date::{FoundDate, combined, dates};
use crate::candidates::quantities::figure::{FoundFigure, figures};
use crate::candidates::text::Analysed;
use crate::candidates::text::tagger::Tag;
use crate::model::article::claim::{Certainty, ClaimKind, Figure, Priority};
use crate::model::article::entity::EntityKind;
use crate::text::span::nth_at;

/// Units that are themselves what is counted.
const COUNTED: [&str; 7] = ["people", "votes", "seats", "troops", "soldiers", "jobs", "deaths"];

/// A claim proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateClaim {
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The statement, restated so that it stands alone where that was safe.
    pub text: String,
    /// The paragraph's words that make it, verbatim.
    pub quote: String,
    /// Which occurrence of the quote is meant, when it occurs more than once.
    pub nth: Option<usize>,
    /// Its kinds, at least one.
    pub kinds: Vec<ClaimKind>,
    /// How firmly it is put.
    pub certainty: Certainty,
    /// The words that say so, when it is not stated.
    pub hedge: Option<String>,
    /// Who says it.
    pub speaker: Speaker,
    /// Through whom it is reported, by index of the entity.
    pub via: Vec<usize>,
    /// The paragraph's words that attribute it.
    pub cue: Option<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// The date or span it speaks of, in EDTF.
    pub when: Option<String>,
    /// The entities it is about, by index.
    pub about: Vec<usize>,
    /// Whether the text only presupposes it.
    pub implied: bool,
    /// How much it deserves checking.
    pub priority: Priority,
    /// The rule that proposed it.
    pub rule: &'static str,
}

/// What is known of the paragraph whose claims are sought.
struct Reading<'a> {
    paragraphs: &'a [Analysed<'a>],
    paragraph: &'a Analysed<'a>,
    index: usize,
    entities: &'a Entities,
    language: &'a Language,
    dates: Vec<FoundDate>,
    figures: Vec<FoundFigure>,
    /// The attributions of its words.
    attributions: Vec<&'a Placed>,
}

/// A stretch of a sentence with whoever says it.
struct Body<'a> {
    tokens: Range<usize>,
    /// What is before it on the other side of the words that attribute: its subject.
    lead: Option<Range<usize>>,
    said: Option<&'a Placed>,
}

/// The claims of each paragraph, in order.
#[must_use]
pub fn claims(paragraphs: &[Analysed<'_>], entities: &Entities, language: &Language) -> Vec<CandidateClaim> {
    let mut found = Vec::new();
    let mut last_person = None;
    let placed = find_all(paragraphs, language);
    let mut of_each = placed.chunk_by(|left, right| left.paragraph == right.paragraph).peekable();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let dates = dates(paragraph);
        let figures = figures(paragraph, &dates, language);
        let attributions = of_each.next_if(|placed| placed[0].paragraph == index).into_iter().flatten().collect();
        let reading = Reading { paragraphs, paragraph, index, entities, language, dates, figures, attributions };
        if !is_correction(paragraph) {
            found.extend(reading.claims(last_person));
        }
        last_person = speaker::person_before(index, paragraph.tokens.len(), entities).or(last_person);
    }
    found
}

impl<'a> Reading<'a> {
    fn claims(&self, last_person: Option<usize>) -> Vec<CandidateClaim> {
        let mut found: Vec<CandidateClaim> = Vec::new();
        let mut narrated: Option<Before> = None;
        for range in &self.paragraph.sentences {
            let start = dateline_end(self.paragraph).filter(|end| range.contains(end)).unwrap_or(range.start);
            let sentence = Sentence { paragraph: self.paragraph, start, end: range.end };
            if sentence.word(sentence.end - 1) == "?" || is_notice(&sentence, self.language) {
                continue;
            }
            for body in self.bodies(&sentence) {
                // A pronoun in indirect speech most likely means who speaks; in a quotation only what is said before it there.
                let mut before = match body.said {
                    Some(said) => self.speaks_of_itself(said),
                    None => narrated.take(),
                };
                for (clause, mut units) in self.units(&sentence, &body) {
                    let mut is_taken_up = false;
                    for unit in &mut units {
                        let replaced =
                            pronoun::resolve(self.paragraph, self.index, unit, before.as_ref(), self.entities);
                        is_taken_up |= replaced.is_some();
                        let entity = replaced.and_then(|replaced| replaced.entity);
                        let claim = self.claim(unit, body.said, entity, last_person);
                        if is_worth_it(self.paragraph, &claim, unit)
                            && !found.iter().any(|other| other.text == claim.text)
                        {
                            found.push(claim);
                        }
                    }
                    // Without a subject of its own, a clause leaves nothing certain for the next pronoun.
                    before = pronoun::subject(&sentence, &clause).or(before.filter(|_| is_taken_up));
                }
                // `Dues rose, Hale said. They …` goes on about the dues; after `Hale said that dues rose` it may go on about her.
                let leads = |said: &Placed| matches!(said.attribution.rule, "according-to" | "trailing");
                narrated = before.filter(|_| body.said.is_none_or(leads));
            }
        }
        found
    }

    /// The source of indirect speech, as what a pronoun at the start of it may mean.
    fn speaks_of_itself(&self, said: &Placed) -> Option<Before> {
        let attribution = self.inner(said).unwrap_or(&said.attribution);
        let indirect = matches!(attribution.rule, "clause" | "trailing") && said.words_in == self.index;
        pronoun::source(self.paragraph, attribution.source.as_ref().filter(|_| indirect)?)
    }

    /// The stretches of a sentence that are said by somebody, and what is left of it as the author's.
    fn bodies(&self, sentence: &Sentence<'_>) -> Vec<Body<'a>> {
        let end = sentence.last_word_end();
        let mut found: Vec<Body<'a>> = Vec::new();
        let mut covered = vec![false; end - sentence.start];
        let is_speech = |placed: &&Placed| speaker::is_speech(&self.paragraphs[placed.words_in], &placed.attribution);
        for placed in self.attributions.iter().copied().filter(is_speech) {
            let attribution = &placed.attribution;
            let content = self.inner(placed).map_or(&attribution.content, |inner| &inner.content);
            let parts = content.iter().map(|part| part.start.max(sentence.start)..part.end.min(end));
            let mut lead = None;
            for tokens in parts.filter(|part| part.start < part.end) {
                let parted = attribution.content.len() > 1 && attribution.rule != "direct-quote" && tokens.end < end;
                if parted && lead.is_none() && !clause::finite(sentence, &tokens) {
                    lead = Some(tokens);
                } else {
                    found.push(Body { tokens, lead: lead.take(), said: Some(placed) });
                }
            }
            let here = placed.words_in == self.index;
            let words = attribution.source.iter().chain([&attribution.cue]).filter(|_| here);
            for part in attribution.content.iter().chain(words) {
                let inside = part.start.max(sentence.start)..part.end.min(end);
                if inside.start < inside.end {
                    covered[inside.start - sentence.start..inside.end - sentence.start].fill(true);
                }
            }
        }
        let mut at = sentence.start;
        while at < end {
            let stop = (at..end).find(|index| covered[index - sentence.start]).unwrap_or(end);
            if stop > at + 2 && (found.is_empty() || clause::finite(sentence, &(at..stop))) {
                found.push(Body { tokens: self.with_its_subject(sentence, at..stop), lead: None, said: None });
            }
            at = (stop..end).find(|index| !covered[index - sentence.start]).unwrap_or(end);
        }
        found.sort_by_key(|body| body.tokens.start);
        found
    }

    /// What is left of a sentence round the words of others, with the subject that it shares with the words that attribute
    /// them: `Hale did not deny it, but said …`.
    fn with_its_subject(&self, sentence: &Sentence<'_>, rest: Range<usize>) -> Range<usize> {
        let sources = self.attributions.iter().filter(|placed| placed.words_in == self.index);
        let mut sources = sources.filter_map(|placed| placed.attribution.source.as_ref());
        let joins = |at: usize| sentence.tag(at) == Tag::Conjunction || sentence.word(at) == ",";
        let end = (rest.start + 1..=rest.end).rev().find(|end| !joins(end - 1)).unwrap_or(rest.end);
        let subject = sources.find(|source| source.end == rest.start && sentence.tag(rest.start).is_finite());
        subject.map_or(rest.start, |subject| subject.start)..end
    }

    /// What somebody else says in the words of an attribution; what is only asked for is not said.
    fn inner<'b>(&self, placed: &'b Placed) -> Option<&'b Attribution> {
        let paragraph = &self.paragraphs[placed.words_in];
        placed.inner.as_ref().filter(|inner| !speaker::is_directive(paragraph, inner))
    }

    /// The clauses of a body, each with the statements it makes.
    fn units(&self, sentence: &Sentence<'a>, body: &Body<'_>) -> Vec<(Range<usize>, Vec<Unit>)> {
        let clauses = clause::clauses(sentence, body.tokens.clone());
        let units = clauses.into_iter().enumerate().map(|(place, mut clause)| {
            if place == 0 && body.lead.is_some() {
                clause.shared.clone_from(&body.lead);
            }
            let mut units = vec![clause.unit()];
            units.extend(rules::find(&rules::Scene { sentence: *sentence, clause: &clause, dates: &self.dates }));
            for unit in &mut units {
                if !unit.implied {
                    discourse::strip(self.paragraph, unit, &self.language.discourse);
                }
                trim(self.paragraph, unit);
            }
            (clause.tokens, units)
        });
        units.collect()
    }

    fn claim(
        &self,
        unit: &Unit,
        said: Option<&Placed>,
        taken_up: Option<usize>,
        last_person: Option<usize>,
    ) -> CandidateClaim {
        let parts: Vec<Range<usize>> = unit.tokens().collect();
        let inside =
            |tokens: &Range<usize>| parts.iter().any(|part| tokens.start >= part.start && tokens.end <= part.end);
        let dates: Vec<&FoundDate> =
            self.dates.iter().filter(|date| inside(&date.tokens) && !self.only_compares(date)).collect();
        let when = combined(self.paragraph, &dates);
        let figures = self.figures_of(&inside, unit, when.as_deref());
        let words: Vec<Range<usize>> = unit.joint.iter().chain(&parts).cloned().collect();
        let signs = kind::signs(self.paragraph, &words, &figures, self.language);
        let (certainty, hedge) = certainty::certainty(self.paragraph, &parts, self.language);
        let mut about: Vec<usize> = taken_up.into_iter().collect();
        for part in parts.iter().chain([&unit.quote]) {
            about.extend(self.entities.within(self.index, part));
        }
        let mut seen = Vec::new();
        about.retain(|entity| {
            !seen.contains(entity) && {
                seen.push(*entity);
                true
            }
        });
        let (speaker, via) = self.speakers(said, last_person);
        let (quote, nth) = self.quote(&unit.quote);
        CandidateClaim {
            paragraph: self.index,
            text: unit.text(self.paragraph),
            priority: kind::priority(&signs, figures.len(), when.is_some(), unit.implied, !about.is_empty()),
            quote,
            nth,
            kinds: signs.kinds,
            certainty,
            hedge,
            speaker,
            via,
            cue: said.and_then(|said| self.cue(said)),
            figures,
            when,
            about,
            implied: unit.implied,
            rule: unit.rule,
        }
    }

    /// Whether a date only says since when something is the highest, as in `the highest since December 2022`.
    fn only_compares(&self, date: &FoundDate) -> bool {
        let since = self.paragraph.word(date.tokens.start).eq_ignore_ascii_case("since");
        let before = date.tokens.start.checked_sub(1);
        let extreme = before.is_some_and(|at| {
            self.paragraph.tags[at] == Tag::Superlative
                || matches!(self.paragraph.word(at), "time" | "first" | "level" | "high" | "low" | "year" | "month")
        });
        since && extreme
    }

    /// Who says a claim, and through whom it is reported.
    fn speakers(&self, said: Option<&Placed>, last_person: Option<usize>) -> (Speaker, Vec<usize>) {
        let Some(said) = said else { return (Speaker::Author, Vec::new()) };
        let of = |attribution: &Attribution| {
            let paragraph = &self.paragraphs[said.words_in];
            let person = self.person_before(said.words_in, attribution.cue.start).or(last_person);
            speaker::speaker(paragraph, said.words_in, attribution, self.entities, person)
        };
        match (self.inner(said), of(&said.attribution)) {
            (Some(inner), Speaker::Entities(via)) => (of(inner), via),
            (Some(inner), _) => (of(inner), Vec::new()),
            (None, speaker) => (speaker, Vec::new()),
        }
    }

    /// The person whom `he` or `she` means before a token: who spoke last, if nobody was named after that, else who was
    /// named last.
    fn person_before(&self, words_in: usize, at: usize) -> Option<usize> {
        let spoken = self.attributions.iter().rev().find_map(|placed| {
            let attribution = &placed.attribution;
            let source = attribution.source.as_ref().filter(|source| source.end <= at && source.len() > 1)?;
            let last = attribution.content.iter().map(|part| part.end).chain([attribution.cue.end]).max()?;
            let ends = last.min(at);
            let is_here = placed.words_in == words_in && words_in == self.index;
            let paragraph = &self.paragraphs[words_in];
            match speaker::speaker(paragraph, words_in, attribution, self.entities, None) {
                Speaker::Entities(people) if is_here && source.start < at => Some((ends, *people.first()?)),
                _ => None,
            }
        });
        let named_after = |ends: usize| {
            let mentions = &self.entities.mentions[words_in];
            let is_person = |entity: usize| self.entities.list[entity].entity.kind == EntityKind::Person;
            mentions.iter().any(|(tokens, entity)| tokens.start >= ends && tokens.end <= at && is_person(*entity))
        };
        match spoken {
            Some((ends, person)) if !named_after(ends) => Some(person),
            _ => speaker::person_before(words_in, at, self.entities),
        }
    }

    /// The words of this paragraph that attribute.
    fn cue(&self, said: &Placed) -> Option<String> {
        let attribution = self.inner(said).unwrap_or(&said.attribution);
        if said.words_in == self.index { speaker::cue_words(self.paragraph, attribution) } else { None }
    }

    /// The figures of a claim, each with what it measures and for which time.
    fn figures_of(&self, inside: &dyn Fn(&Range<usize>) -> bool, unit: &Unit, when: Option<&str>) -> Vec<Figure> {
        let found = self.figures.iter().filter(|found| inside(&found.tokens));
        let of = |found: &FoundFigure| match &found.figure.unit {
            _ if !found.figure.of.is_empty() => found.figure.of.clone(),
            Some(counted) if COUNTED.contains(&counted.as_str()) => counted.clone(),
            _ => self.measured(unit),
        };
        found.map(|found| Figure { of: of(found), when: when.map(str::to_owned), ..found.figure.clone() }).collect()
    }

    /// What a figure without a noun behind it measures: the subject of the claim.
    fn measured(&self, unit: &Unit) -> String {
        let lead = match unit.pieces.first() {
            Some(Piece::Words(words)) => words.clone(),
            Some(Piece::Tokens(range)) => {
                let ends = |at: &usize| self.paragraph.tags[*at].is_finite() || self.paragraph.word(*at) == ",";
                let end = range.clone().find(ends).unwrap_or(range.end);
                self.paragraph.words(range.start..end).to_owned()
            }
            None => String::new(),
        };
        let words = unit.pieces.iter().find_map(|piece| match piece {
            Piece::Words(words) if !lead.contains(words.as_str()) => Some(words.clone()),
            _ => None,
        });
        let lead = words.unwrap_or(lead);
        if lead.is_empty() { "amount".to_owned() } else { lead }
    }

    /// The quote of a claim and which occurrence it is.
    fn quote(&self, tokens: &Range<usize>) -> (String, Option<usize>) {
        let quote = self.paragraph.words(tokens.clone());
        let start = self.paragraph.tokens[tokens.start].start;
        (quote.to_owned(), nth_at(self.paragraph.text, quote, start))
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::{CandidateClaim, claims};
    use crate::candidates::entities::gather;
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    /// The claims of a text of one paragraph.
    pub(in crate::candidates) fn found(text: &str) -> Vec<CandidateClaim> {
        let language = Language::english();
        let paragraphs = [Analysed::new(text, language)];
        let entities = gather(&paragraphs, &[], language);
        claims(&paragraphs, &entities, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidates::claims::examples::found;

    fn texts(text: &str) -> Vec<String> {
        found(text).into_iter().map(|claim| claim.text).collect()
    }

    #[test]
    fn each_statement_of_a_sentence_is_a_claim() {
        assert_eq!(texts("The port has closed, but dues have risen."), ["The port has closed.", "Dues have risen."]);
    }

    #[test]
    fn what_somebody_says_has_its_speaker() {
        let claims = found("According to Kenya, the port could be closed.");
        assert_eq!(claims.len(), 1);
        assert_eq!(claims[0].text, "The port could be closed.");
        assert_eq!(claims[0].cue.as_deref(), Some("According to Kenya"));
        assert_eq!(claims[0].speaker, Speaker::Entities(vec![0]));
        assert_eq!((claims[0].certainty, claims[0].hedge.as_deref()), (Certainty::Possible, Some("could")));
    }

    #[test]
    fn a_report_of_a_report_names_both() {
        let claims = found("Kenya says that Uganda has said that dues will rise.");
        assert_eq!(
            (claims[0].text.as_str(), &claims[0].speaker, claims[0].via.as_slice()),
            ("Dues will rise.", &Speaker::Entities(vec![1]), &[0][..])
        );
    }

    #[test]
    fn a_speech_that_goes_on_has_the_same_speaker() {
        let language = Language::english();
        let paragraphs = ["“We have paid,” Anna Hale said.", "“The port has closed its gates.”"]
            .map(|text| Analysed::new(text, language));
        let entities = super::super::entities::gather(&paragraphs, &[], language);
        let claims = claims(&paragraphs, &entities, language);
        assert_eq!((&claims[1].speaker, claims[1].cue.as_deref()), (&Speaker::Entities(vec![0]), None));
    }

    #[test]
    fn pronouns_are_replaced_where_that_is_safe() {
        assert_eq!(
            texts("The Kenyans have waited. They have paid dues."),
            ["The Kenyans have waited.", "The Kenyans have paid dues."]
        );
        assert_eq!(
            texts("The volume has not grown; in 2018 it was US$800 million.")[1],
            "In 2018 the volume was US$800 million."
        );
        assert_eq!(texts("Anna Hale met Ruth Ward. They have paid dues.")[1], "They have paid dues.");
    }

    #[test]
    fn a_joining_word_is_left_out_and_speaks_of_the_kind() {
        let claims = found("Therefore, the port has closed.");
        assert_eq!(
            (claims[0].text.as_str(), claims[0].kinds.as_slice()),
            ("The port has closed.", &[ClaimKind::Causal][..])
        );
    }

    #[test]
    fn figures_say_what_they_measure_and_when() {
        let claims = found("The volume of trade has not grown; in 2018 it was US$800 million.");
        let figure = &claims[1].figures[0];
        assert_eq!(figure.value.as_deref(), Some("800000000"));
        assert_eq!((figure.of.as_str(), figure.when.as_deref()), ("the volume of trade", Some("2018")));
        assert_eq!(claims[1].kinds, [ClaimKind::Numerical]);
        assert_eq!(claims[1].priority, Priority::High);
    }

    #[test]
    fn quotes_stand_in_their_paragraph() {
        let text =
            "The dues rose by 5 percent. The dues rose by 5 percent. “The dues,” Hale said, “have doubled since 2010.”";
        let claims = found(text);
        assert!(!claims.is_empty());
        for claim in claims {
            assert!(text.contains(&claim.quote), "{claim:?}");
        }
    }
}
