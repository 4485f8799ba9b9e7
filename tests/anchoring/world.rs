//! Articles made of a few words, so that many sentences look alike, and random changes to them.

use nutgraf::model::article::Article;
use nutgraf::model::article::claim::Claim;
use nutgraf::model::journal::Target;
use proptest::prelude::*;
use serde_json::{Value, json};

const SUBJECTS: [&str; 2] = ["Rents", "It"];
const VERBS: [&str; 2] = ["rose by", "fell by"];
const AMOUNTS: [&str; 2] = ["twelve percent", "twelve percentages"];
const ENDS: [&str; 2] = ["there", "and nobody in the whole of Norvik could say why"];
const MORE_WORDS: [&str; 4] = ["nearly", "never", "percent", "anti-twelve"];
const HEADINGS: [&str; 3] = ["Ferries", "Schools", "Money"];
const NAMES: [&str; 3] = ["Norvik", "Ostrow", "Lind"];

/// A sentence and its identity: a copy is a different sentence.
#[derive(Debug, Clone)]
struct Sentence {
    origin: u32,
    words: Vec<String>,
}

/// A claim of the article: words of a sentence, from one word to another, inclusive.
#[derive(Debug, Clone)]
struct Mark {
    id: String,
    origin: u32,
    words: (usize, usize),
    statement: usize,
}

#[derive(Debug, Clone)]
struct Paragraph {
    id: String,
    sentences: Vec<Sentence>,
    marks: Vec<Mark>,
}

/// An article that knows the identity of its sentences.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Sections: id, heading, and the number of paragraphs.
    sections: Vec<(String, String, usize)>,
    paragraphs: Vec<Paragraph>,
    entities: Vec<(String, String)>,
    next: u32,
}

/// Words of a text, with their surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) origin: u32,
    /// The first and the last word within the sentence.
    pub(crate) span: (usize, usize),
    pub(crate) quote: String,
    pub(crate) sentence: String,
    pub(crate) before: String,
    pub(crate) after: String,
    /// Their first byte in the paragraph.
    pub(crate) start: usize,
}

/// A paragraph: its sentences, and its claims.
type Drawn = (Vec<[u8; 4]>, Vec<[u8; 4]>);

/// A change of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edit(pub(crate) [u8; 4]);

/// The changes, some of them more frequent than others.
const EDITS: [u8; 18] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 4, 6, 6, 7];
pub(crate) const MOVE_PARAGRAPH: u8 = 3;
pub(crate) const RENUMBER: u8 = 4;

impl Sentence {
    fn text(&self) -> String {
        self.words.join(" ") + "."
    }
}

fn sentence(origin: u32, bytes: [u8; 4]) -> Sentence {
    let pick = |words: &[&'static str; 2], byte: u8| words[usize::from(byte) % 2];
    let [subject, verb, amount, end] = bytes;
    let mut text = format!("{} {}", pick(&SUBJECTS, subject), pick(&VERBS, verb));
    // Some sentences are short, so that the neighbouring words matter.
    if subject % 8 < 5 {
        text = format!("{text} {} {}", pick(&AMOUNTS, amount), pick(&ENDS, end));
    }
    Sentence { origin, words: text.split(' ').map(str::to_owned).collect() }
}

impl Paragraph {
    fn text(&self) -> String {
        self.sentences.iter().map(Sentence::text).collect::<Vec<_>>().join(" ")
    }

    /// The words from one to another of a sentence, inclusive, and the text around them.
    fn words(&self, sentence: usize, (from, to): (usize, usize)) -> Words {
        let text = self.text();
        let before: String = self.sentences[..sentence].iter().map(|sentence| sentence.text() + " ").collect();
        let here = &self.sentences[sentence];
        let (from, to) = (from.min(here.words.len() - 1), to.min(here.words.len() - 1));
        let lead = here.words[..from].iter().map(|word| word.len() + 1).sum::<usize>();
        let quote = here.words[from..=to].join(" ");
        let start = before.len() + lead;
        let letters: Vec<char> = text[..start].chars().collect();
        Words {
            origin: here.origin,
            span: (from, to),
            sentence: here.text(),
            before: letters[letters.len().saturating_sub(32)..].iter().collect(),
            after: text[start + quote.len()..].chars().take(32).collect(),
            quote,
            start,
        }
    }

    fn sentence_of(&self, mark: &Mark) -> Option<usize> {
        self.sentences.iter().position(|sentence| sentence.origin == mark.origin)
    }

    fn words_of(&self, mark: &Mark) -> Option<Words> {
        Some(self.words(self.sentence_of(mark)?, mark.words))
    }

    /// The number of the occurrence of the words in the text; `None` if another one overlaps it.
    fn nth(&self, words: &Words) -> Option<usize> {
        let text = self.text();
        text.match_indices(&words.quote).position(|(start, _)| start == words.start).map(|number| number + 1)
    }
}

impl Text {
    pub(crate) fn strategy() -> impl Strategy<Value = Self> {
        let sentences = || proptest::collection::vec(any::<[u8; 4]>(), 1..4);
        let marks = || proptest::collection::vec(any::<[u8; 4]>(), 0..3);
        let paragraphs = proptest::collection::vec((sentences(), marks()), 1..6);
        (paragraphs, any::<u8>()).prop_map(|(paragraphs, split)| Self::new(paragraphs, split))
    }

    fn new(content: Vec<Drawn>, split: u8) -> Self {
        let mut text = Self { sections: Vec::new(), paragraphs: Vec::new(), entities: Vec::new(), next: 0 };
        for (number, (sentences, marks)) in content.into_iter().enumerate() {
            let sentences: Vec<Sentence> =
                sentences.into_iter().map(|bytes| sentence(text.new_origin(), bytes)).collect();
            let mut paragraph = Paragraph { id: format!("p{}", number + 1), sentences, marks: Vec::new() };
            for (place, bytes) in marks.into_iter().enumerate() {
                let id = format!("p{}.c{}", number + 1, place + 1);
                paragraph.marks.extend(mark(&paragraph, id, bytes));
            }
            text.paragraphs.push(paragraph);
        }
        let first = usize::from(split) % text.paragraphs.len() + 1;
        let rest = text.paragraphs.len() - first;
        text.sections = vec![("s1".into(), HEADINGS[0].into(), first), ("s2".into(), HEADINGS[1].into(), rest)];
        text.entities = vec![("e1".into(), NAMES[0].into()), ("e2".into(), NAMES[1].into())];
        text
    }

    /// An article with these paragraphs, without claims.
    pub(crate) fn of(paragraphs: &[&str]) -> Self {
        let mut text = Self::new(vec![(vec![[0; 4]], Vec::new()); paragraphs.len()], 0);
        for (paragraph, words) in text.paragraphs.iter_mut().zip(paragraphs) {
            let sentences = words.split_inclusive(". ").map(|sentence| sentence.trim().trim_end_matches('.'));
            let numbered = sentences.zip(100 * (paragraph.sentences[0].origin + 1)..);
            paragraph.sentences = numbered
                .map(|(words, origin)| Sentence { origin, words: words.split(' ').map(str::to_owned).collect() })
                .collect();
        }
        text
    }

    fn new_origin(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    pub(crate) fn plain(&self) -> String {
        let line = |paragraph: &Paragraph| format!("{}: {}", paragraph.id, paragraph.text());
        self.paragraphs.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// The ids of all claims, paragraphs, sections and entities, in the journal's form.
    pub(crate) fn targets(&self) -> Vec<Target> {
        let claims = self.paragraphs.iter().flat_map(|paragraph| &paragraph.marks).map(|mark| Target::claim(&mark.id));
        let paragraphs = self.paragraphs.iter().map(|paragraph| Target::element("paragraph", &paragraph.id));
        let sections = self.sections.iter().map(|(id, ..)| Target::element("section", id));
        let entities = self.entities.iter().map(|(id, _)| Target::element("entity", id));
        claims.chain(paragraphs).chain(sections).chain(entities).chain([Target::article()]).collect()
    }

    /// The words of a claim of the article.
    pub(crate) fn claim(&self, id: &str) -> Option<Words> {
        let of = |paragraph: &Paragraph| paragraph.words_of(paragraph.marks.iter().find(|mark| mark.id == id)?);
        self.paragraphs.iter().find_map(of)
    }

    pub(crate) fn words(&self, paragraph: usize, sentence: usize, words: (usize, usize)) -> Words {
        self.paragraphs[paragraph].words(sentence, words)
    }

    pub(crate) fn sentence_count(&self, paragraph: usize) -> usize {
        self.paragraphs[paragraph].sentences.len()
    }

    pub(crate) fn paragraph_id(&self, paragraph: usize) -> &str {
        &self.paragraphs[paragraph].id
    }

    /// The words of a new added claim; `None` if they are not within one sentence.
    pub(crate) fn own_claim(&self, paragraph: &str, claim: &Claim) -> Option<Words> {
        let paragraph = self.paragraphs.iter().find(|other| other.id == paragraph)?;
        let text = paragraph.text();
        let (start, _) = text.match_indices(&claim.quote).nth(claim.nth? - 1)?;
        let spans = paragraph.sentences.iter().enumerate().flat_map(|(number, sentence)| {
            let count = sentence.words.len();
            (0..count).flat_map(move |from| (from..count).map(move |to| (number, (from, to))))
        });
        spans
            .map(|(number, span)| paragraph.words(number, span))
            .find(|words| words.start == start && words.quote == claim.quote)
    }

    /// The full text of a paragraph, section or entity, for comparison.
    pub(crate) fn whole(&self, on: &Target) -> Option<String> {
        let text = |paragraph: &Paragraph| paragraph.text();
        match on.sort() {
            "paragraph" => self.paragraphs.iter().find(|paragraph| paragraph.id == on.id()).map(text),
            "section" => {
                let number = self.sections.iter().position(|(id, ..)| id == on.id())?;
                let before: usize = self.sections[..number].iter().map(|(.., count)| count).sum();
                let (_, heading, count) = &self.sections[number];
                let texts: Vec<String> = self.paragraphs[before..before + count].iter().map(text).collect();
                Some(format!("{heading}\n{}", texts.join("\n")))
            }
            "entity" => self.entities.iter().find(|(id, _)| id == on.id()).map(|(_, name)| name.clone()),
            _ => None,
        }
    }

    /// The texts that two paragraphs share.
    pub(crate) fn twins(&self) -> Vec<String> {
        let texts: Vec<String> = self.paragraphs.iter().map(Paragraph::text).collect();
        texts.iter().filter(|text| texts.iter().filter(|other| other == text).count() > 1).cloned().collect()
    }

    pub(crate) fn article(&self) -> Article {
        let mut rest = self.paragraphs.iter();
        let sections: Vec<Value> = self
            .sections
            .iter()
            .map(|(id, heading, count)| {
                let paragraphs: Vec<Value> = rest.by_ref().take(*count).map(paragraph_value).collect();
                json!({"id": id, "heading": heading, "paragraphs": paragraphs})
            })
            .collect();
        let entities: Vec<Value> =
            self.entities.iter().map(|(id, name)| json!({"id": id, "name": name, "kind": "place"})).collect();
        serde_json::from_value(json!({
            "nutgraf": 1,
            "article": {"id": "a", "title": "A", "outlet": "B", "language": "en", "wording": "verbatim"},
            "entities": entities,
            "sections": sections,
        }))
        .unwrap()
    }
}

fn mark(paragraph: &Paragraph, id: String, [sentence, from, length, statement]: [u8; 4]) -> Option<Mark> {
    let sentence = &paragraph.sentences[usize::from(sentence) % paragraph.sentences.len()];
    let from = usize::from(from) % sentence.words.len();
    let to = (from + usize::from(length) % 4).min(sentence.words.len() - 1);
    let mark = Mark { id, origin: sentence.origin, words: (from, to), statement: usize::from(statement) % 2 };
    let words = paragraph.words_of(&mark)?;
    paragraph.nth(&words).map(|_| mark)
}

fn paragraph_value(paragraph: &Paragraph) -> Value {
    let claim = |mark: &Mark| {
        let words = paragraph.words_of(mark)?;
        let nth = paragraph.nth(&words)?;
        let text = format!("Statement {} on {}.", mark.statement, words.quote);
        Some(json!({
            "id": mark.id, "text": text, "quote": words.quote, "nth": nth, "kind": "fact", "certainty": "stated",
            "speaker": "author",
        }))
    };
    let claims: Vec<Value> = paragraph.marks.iter().filter_map(claim).collect();
    json!({"id": paragraph.id, "text": paragraph.text(), "claims": claims})
}

impl Text {
    /// Changes the article as its author might.
    pub(crate) fn edit(&mut self, Edit([kind, one, two, three]): Edit) {
        let count = self.paragraphs.len();
        let (here, there) = (usize::from(one) % count, usize::from(two) % count);
        match EDITS[usize::from(kind) % EDITS.len()] {
            0 => self.cut_sentence(here, two),
            1 if count > 1 => self.cut_paragraph(here),
            2 => self.move_sentence(here, there, three),
            MOVE_PARAGRAPH => self.move_paragraph(here, usize::from(two) % count, three),
            RENUMBER => self.renumber(),
            5 => self.swap_ids(here, there),
            6 => self.insert_word(here, two, three),
            7 => self.copy_sentence(here, there, three),
            8 => self.copy_paragraph(here),
            9 => self.write_sentence(here, [two, three, one, kind]),
            10 => HEADINGS[usize::from(two) % 3].clone_into(&mut self.sections[usize::from(one) % 2].1),
            11 => NAMES[usize::from(two) % 3].clone_into(&mut self.entities[usize::from(one) % 2].1),
            12 => self.swap_section_ids(),
            _ => {}
        }
        // No two entities may share a name, and no two claims an id.
        if self.entities[0].1 == self.entities[1].1 {
            NAMES[2].clone_into(&mut self.entities[1].1);
            if self.entities[0].1 == NAMES[2] {
                NAMES[0].clone_into(&mut self.entities[1].1);
            }
        }
    }

    fn section_of(&self, paragraph: usize) -> usize {
        usize::from(paragraph >= self.sections[0].2)
    }

    fn cut_sentence(&mut self, here: usize, which: u8) {
        let paragraph = &mut self.paragraphs[here];
        if paragraph.sentences.len() > 1 {
            let which = usize::from(which) % paragraph.sentences.len();
            let origin = paragraph.sentences.remove(which).origin;
            paragraph.marks.retain(|mark| mark.origin != origin);
        }
    }

    fn cut_paragraph(&mut self, here: usize) {
        let section = self.section_of(here);
        self.paragraphs.remove(here);
        self.sections[section].2 -= 1;
    }

    /// The claims move along.
    fn move_sentence(&mut self, here: usize, there: usize, which: u8) {
        if here == there || self.paragraphs[here].sentences.len() < 2 {
            return;
        }
        let which = usize::from(which) % self.paragraphs[here].sentences.len();
        let sentence = self.paragraphs[here].sentences.remove(which);
        let goes = |mark: &Mark| mark.origin == sentence.origin;
        let (gone, stay) = std::mem::take(&mut self.paragraphs[here].marks).into_iter().partition(goes);
        self.paragraphs[here].marks = stay;
        let at = which % (self.paragraphs[there].sentences.len() + 1);
        self.paragraphs[there].sentences.insert(at, sentence);
        let gone: Vec<Mark> = gone;
        self.paragraphs[there].marks.extend(gone);
    }

    fn move_paragraph(&mut self, here: usize, to: usize, section: u8) {
        let from = self.section_of(here);
        let paragraph = self.paragraphs.remove(here);
        self.sections[from].2 -= 1;
        self.paragraphs.insert(to, paragraph);
        // Between two sections, it may belong to either.
        let first = self.sections[0].2;
        let into = if to == first { usize::from(section) % 2 } else { usize::from(to > first) };
        self.sections[into].2 += 1;
    }

    /// Gives paragraphs and claims the ids that they would have in a new article.
    fn renumber(&mut self) {
        for (number, paragraph) in self.paragraphs.iter_mut().enumerate() {
            paragraph.id = format!("p{}", number + 1);
            for (place, mark) in paragraph.marks.iter_mut().enumerate() {
                mark.id = format!("p{}.c{}", number + 1, place + 1);
            }
        }
    }

    fn swap_ids(&mut self, here: usize, there: usize) {
        let ids = (self.paragraphs[here].id.clone(), self.paragraphs[there].id.clone());
        (self.paragraphs[here].id, self.paragraphs[there].id) = (ids.1, ids.0);
        let marks: Vec<String> =
            [here, there].iter().filter_map(|at| Some(self.paragraphs[*at].marks.first()?.id.clone())).collect();
        if let ([one, other], true) = (marks.as_slice(), here != there) {
            self.paragraphs[here].marks[0].id.clone_from(other);
            self.paragraphs[there].marks[0].id.clone_from(one);
        }
    }

    fn swap_section_ids(&mut self) {
        let ids = (self.sections[0].0.clone(), self.sections[1].0.clone());
        (self.sections[0].0, self.sections[1].0) = (ids.1, ids.0);
    }

    fn insert_word(&mut self, here: usize, where_: u8, which: u8) {
        let paragraph = &mut self.paragraphs[here];
        let number = usize::from(where_) % paragraph.sentences.len();
        let sentence = &mut paragraph.sentences[number];
        let at = 1 + usize::from(where_ / 4) % sentence.words.len();
        sentence.words.insert(at, MORE_WORDS[usize::from(which) % 4].to_owned());
        let origin = sentence.origin;
        for mark in paragraph.marks.iter_mut().filter(|mark| mark.origin == origin) {
            mark.words.0 += usize::from(at <= mark.words.0);
            mark.words.1 += usize::from(at <= mark.words.1);
        }
    }

    fn copy_sentence(&mut self, here: usize, there: usize, which: u8) {
        let origin = self.new_origin();
        let sentences = &self.paragraphs[here].sentences;
        let words = sentences[usize::from(which) % sentences.len()].words.clone();
        let at = usize::from(which / 8) % (self.paragraphs[there].sentences.len() + 1);
        self.paragraphs[there].sentences.insert(at, Sentence { origin, words });
    }

    fn copy_paragraph(&mut self, here: usize) {
        let mut copy = self.paragraphs[here].clone();
        for sentence in &mut copy.sentences {
            sentence.origin = self.new_origin();
        }
        copy.marks.clear();
        copy.id = format!("{}-{}", copy.id, self.next);
        let section = self.section_of(here);
        self.paragraphs.insert(here, copy);
        self.sections[section].2 += 1;
    }

    fn write_sentence(&mut self, here: usize, bytes: [u8; 4]) {
        let new = sentence(self.new_origin(), bytes);
        let at = usize::from(bytes[0]) % (self.paragraphs[here].sentences.len() + 1);
        self.paragraphs[here].sentences.insert(at, new);
    }
}
