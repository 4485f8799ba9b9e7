//! The rules that find names, each in a file of its own with its examples. Those that come first win.

mod acronym;
mod agreement;
mod capital_run;
mod described;
mod election;
mod event;
mod gazetteer;
mod group;
mod organisation;
mod person;
mod place;
mod project;

use std::ops::Range;

use crate::candidates::language::{Class, Language};
use crate::candidates::names::mention::{Mention, without_overlaps};
use crate::candidates::names::run::runs;
use crate::candidates::text::Analysed;

/// What a rule looks at.
pub struct Scene<'a> {
    /// The paragraph.
    pub paragraph: &'a Analysed<'a>,
    /// Its capitalised runs.
    pub runs: Vec<Range<usize>>,
    /// The language's data.
    pub language: &'a Language,
}

/// A rule: its name, and what it finds.
pub struct Rule {
    /// As `--explain` prints it.
    pub name: &'static str,
    /// Adds the mentions that it finds.
    pub find: fn(&Scene<'_>, &mut Vec<Mention>),
}

/// All rules, the surest first.
pub const RULES: [Rule; 12] = [
    election::RULE,
    agreement::RULE,
    event::RULE,
    project::RULE,
    organisation::RULE,
    place::RULE,
    gazetteer::RULE,
    group::RULE,
    person::RULE,
    described::RULE,
    acronym::RULE,
    capital_run::RULE,
];

/// What the rules find in a paragraph, without overlaps.
#[must_use]
pub fn find(paragraph: &Analysed<'_>, language: &Language) -> Vec<Mention> {
    without_overlaps(Scene::new(paragraph, language).mentions(), paragraph.tokens.len())
}

impl<'a> Scene<'a> {
    /// A paragraph, as rules look at it.
    #[must_use]
    pub fn new(paragraph: &'a Analysed<'a>, language: &'a Language) -> Self {
        Self { paragraph, runs: runs(paragraph), language }
    }

    /// Everything that the rules find, rule by rule.
    #[must_use]
    pub fn mentions(&self) -> Vec<Mention> {
        let mut found = Vec::new();
        for rule in &RULES {
            (rule.find)(self, &mut found);
        }
        found
    }
}

impl Scene<'_> {
    /// Whether the token at `at` belongs to `class`.
    fn is(&self, at: usize, class: Class) -> bool {
        self.paragraph.tokens.get(at).is_some_and(|token| token.is(class))
    }

    /// The word at `at`, empty past the end.
    fn word(&self, at: usize) -> &str {
        if at < self.paragraph.tokens.len() { self.paragraph.word(at) } else { "" }
    }

    /// The run that begins at `at`.
    fn run_at(&self, at: usize) -> Option<Range<usize>> {
        let index = self.runs.binary_search_by_key(&at, |run| run.start).ok()?;
        Some(self.runs[index].clone())
    }

    /// How far a name reaches that has `end` after its words so far: over `of Ostrow`, `for the Defence of Ostrow`.
    fn over_of(&self, mut end: usize) -> usize {
        loop {
            if !matches!(self.word(end), "of" | "for" | "on" | "against" | "de" | "in") {
                return end;
            }
            let next = if self.word(end + 1) == "the" { end + 2 } else { end + 1 };
            let Some(run) = self.run_at(next) else { return end };
            if self.word(end) == "in" && !self.is(run.start, Class::Gazetteer) {
                return end;
            }
            end = self.over_and(run.end);
        }
    }

    /// How far a list inside a name reaches: `Trade`, `Culture and Sport` after `Ministry of`.
    fn over_and(&self, end: usize) -> usize {
        if !matches!(self.word(end), "and" | "&") {
            return end;
        }
        match self.run_at(end + 1) {
            Some(run)
                if !self.is(run.start, Class::Gazetteer) && !self.is(run.start, Class::GivenName) && run.len() == 1 =>
            {
                run.end
            }
            _ => end,
        }
    }

    /// Where in a run the last word of `class` is.
    fn last_of(&self, run: &Range<usize>, class: Class) -> Option<usize> {
        run.clone().rev().find(|at| self.is(*at, class))
    }

    /// The run without a `the` or a title that belongs to the sentence.
    fn without_title(&self, run: &Range<usize>) -> Range<usize> {
        let mut start = run.start;
        while start + 1 < run.end && self.is(start, Class::Title) && !self.is(start, Class::Royal) {
            start += 1;
        }
        start..run.end
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::{RULES, Scene};
    use crate::candidates::language::Language;
    use crate::candidates::text::Analysed;

    /// What one rule finds in a text: the words and kinds, joined.
    pub(in crate::candidates::names) fn found(rule: &str, text: &str) -> Vec<String> {
        let language = Language::english();
        let paragraph = Analysed::new(text, language);
        let scene = Scene::new(&paragraph, language);
        let mut mentions = Vec::new();
        for rule in RULES.iter().filter(|known| known.name == rule) {
            (rule.find)(&scene, &mut mentions);
        }
        mentions
            .iter()
            .map(|mention| format!("{} {}", mention.kind.word(), paragraph.words(mention.tokens.clone())))
            .collect()
    }
}
