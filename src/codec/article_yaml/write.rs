//! Writes an [`Article`] as YAML: keys in the documented order, long text folded, quotes only if needed.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::model::article::claim::{Certainty, Claim, Figure, Priority, Relations, YearKind};
use crate::model::article::entity::Entity;
use crate::model::article::{Article, Defaults, Head, Link, Origin, Paragraph, PreviousVersion, Section, Wording};

use crate::codec::yaml_text::{COLUMNS, folded, inline, item, needs_escape};

/// The file of an article; `schema` is the path of the schema for editors, relative to the file's folder.
#[must_use]
pub fn write(article: &Article, schema: &str) -> String {
    write_under(&[format!("yaml-language-server: $schema={schema}")], article)
}

/// The file of an article below lines of comment.
#[must_use]
pub fn write_under(comment: &[String], article: &Article) -> String {
    let Article { nutgraf, head, defaults, entities, sections } = article;
    let mut writer = Writer(String::new());
    for line in comment {
        // A comment ends with its line, so no text in it may contain a line break.
        let line: String = line.chars().map(|letter| if needs_escape(letter) { ' ' } else { letter }).collect();
        writer.line(0, format!("# {}", line.replace('\n', " ")).trim_end());
    }
    writer.line(0, &format!("nutgraf: {nutgraf}"));
    writer.head(head);
    if let Some(Defaults { speaker, certainty }) = defaults {
        writer.line(0, "defaults:");
        if let Some(certainty) = certainty {
            writer.certainty(2, *certainty);
        }
        writer.one_or_more(2, "speaker", speaker);
    }
    if !entities.is_empty() {
        writer.line(0, "entities:");
        for entity in entities {
            writer.entity(entity);
        }
    }
    writer.line(0, "sections:");
    for section in sections {
        writer.section(section);
    }
    writer.0
}

/// The lines of the head, from `article:` on.
pub(crate) fn head_lines(head: &Head) -> String {
    let mut writer = Writer(String::new());
    writer.head(head);
    writer.0
}

/// The lines of a section without its paragraphs.
pub(crate) fn section_lines(section: &Section) -> String {
    let mut writer = Writer(String::new());
    writer.section(&Section { paragraphs: Vec::new(), ..section.clone() });
    writer.line(4, "paragraphs:");
    writer.0
}

/// The lines of a paragraph.
pub(crate) fn paragraph_lines(paragraph: &Paragraph) -> String {
    let mut writer = Writer(String::new());
    writer.paragraph(paragraph);
    writer.0
}

/// The lines of an entity.
pub(crate) fn entity_lines(entity: &Entity) -> String {
    let mut writer = Writer(String::new());
    writer.entity(entity);
    writer.0
}

/// The lines of a claim.
pub(crate) fn claim_lines(claim: &Claim) -> String {
    let mut writer = Writer(String::new());
    writer.claim(claim);
    writer.0
}

/// Collects lines; indentation is counted in columns.
struct Writer(String);

impl Writer {
    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{:indent$}{text}", "");
    }

    /// The first key of an element of a list.
    fn first(&mut self, indent: usize, key: &str, value: &str) {
        let text = inline(value);
        self.line(indent, &format!("- {key}: {text}"));
    }

    /// A key with text: on its line if it fits, otherwise folded below.
    fn text(&mut self, indent: usize, key: &str, value: &str) {
        let short = inline(value);
        let fits = indent + key.len() + 2 + short.width() <= COLUMNS;
        let lines = if fits { None } else { folded(value, COLUMNS.saturating_sub(indent + 2)) };
        self.one_of(indent, key, &short, lines);
    }

    /// A key with prose, folded if possible.
    fn prose(&mut self, indent: usize, key: &str, value: &str) {
        self.one_of(indent, key, &inline(value), folded(value, COLUMNS.saturating_sub(indent + 2)));
    }

    fn one_of(&mut self, indent: usize, key: &str, short: &str, lines: Option<Vec<String>>) {
        let Some(lines) = lines else { return self.line(indent, &format!("{key}: {short}")) };
        self.line(indent, &format!("{key}: >-"));
        for line in lines {
            self.line(if line.is_empty() { 0 } else { indent + 2 }, &line);
        }
    }

    fn optional(&mut self, indent: usize, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.text(indent, key, value);
        }
    }

    fn list(&mut self, indent: usize, key: &str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        let flow = format!("{key}: [{}]", values.iter().map(|value| item(value)).collect::<Vec<_>>().join(", "));
        if indent + flow.width() <= COLUMNS {
            return self.line(indent, &flow);
        }
        self.line(indent, &format!("{key}:"));
        for value in values {
            self.line(indent + 2, &format!("- {}", inline(value)));
        }
    }

    /// A single value itself, several as a list.
    fn one_or_more(&mut self, indent: usize, key: &str, values: &[String]) {
        match values {
            [one] => self.text(indent, key, one),
            values => self.list(indent, key, values),
        }
    }

    fn head(&mut self, head: &Head) {
        // Without `..`: the compiler asks for every new field.
        let Head {
            id,
            title,
            outlet,
            genre,
            language,
            wording,
            subtitle,
            byline,
            published,
            revised,
            url,
            archived,
            rights,
            retrieved,
            source,
            previous,
        } = head;
        self.line(0, "article:");
        self.text(2, "id", id);
        self.text(2, "title", title);
        self.optional(2, "subtitle", subtitle.as_ref());
        self.optional(2, "byline", byline.as_ref());
        self.optional(2, "outlet", outlet.as_ref());
        self.optional(2, "genre", genre.as_ref());
        self.text(2, "language", language);
        self.line(2, if *wording == Wording::Retold { "wording: retold" } else { "wording: verbatim" });
        for (key, value) in [("published", published), ("revised", revised), ("url", url), ("archived", archived)] {
            self.optional(2, key, value.as_ref());
        }
        self.optional(2, "rights", rights.as_ref());
        self.optional(2, "retrieved", retrieved.as_ref());
        if let Some(origin) = source {
            self.origin(origin);
        }
        if !previous.is_empty() {
            self.line(2, "previous:");
        }
        for PreviousVersion { file, text_hash, revised } in previous {
            self.first(4, "file", file);
            self.text(6, "text_hash", text_hash);
            self.optional(6, "revised", revised.as_ref());
        }
    }

    fn origin(&mut self, origin: &Origin) {
        let Origin { format, file, id, imported, version, guessed } = origin;
        self.line(2, "source:");
        self.text(4, "format", format);
        self.optional(4, "file", file.as_ref());
        self.optional(4, "id", id.as_ref());
        self.text(4, "imported", imported);
        self.text(4, "version", version);
        self.list(4, "guessed", guessed);
    }

    fn entity(&mut self, entity: &Entity) {
        let Entity { id, name, kind, aliases, wikidata, draft, by } = entity;
        self.first(2, "id", id);
        self.text(4, "name", name);
        self.line(4, &format!("kind: {}", kind.word()));
        self.list(4, "aliases", aliases);
        self.optional(4, "wikidata", wikidata.as_ref());
        self.candidate(4, *draft, by.as_ref());
    }

    fn section(&mut self, section: &Section) {
        let Section { id, heading, paragraphs } = section;
        self.first(2, "id", id);
        self.optional(4, "heading", heading.as_ref());
        if !paragraphs.is_empty() {
            self.line(4, "paragraphs:");
            for paragraph in paragraphs {
                self.paragraph(paragraph);
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let Paragraph { id, text, kind, links, claims } = paragraph;
        self.first(6, "id", id);
        if let Some(kind) = kind {
            self.line(8, &format!("kind: {}", kind.word()));
        }
        self.prose(8, "text", text);
        if !links.is_empty() {
            self.line(8, "links:");
        }
        for Link { words, url } in links {
            self.first(10, "words", words);
            self.text(12, "url", url);
        }
        if !claims.is_empty() {
            self.line(8, "claims:");
            for claim in claims {
                self.claim(claim);
            }
        }
    }

    fn claim(&mut self, claim: &Claim) {
        // Without `..`: the compiler asks for every new field.
        let Claim {
            id,
            text,
            quote,
            nth,
            kind,
            certainty,
            speaker,
            via,
            cue,
            about,
            when,
            implied,
            figures,
            priority,
            relations,
            draft,
            by,
        } = claim;
        self.first(10, "id", id);
        self.text(12, "text", text);
        self.text(12, "quote", quote);
        if let Some(nth) = nth {
            self.line(12, &format!("nth: {nth}"));
        }
        if *implied {
            self.line(12, "implied: true");
        }
        let kinds: Vec<String> = kind.iter().map(|kind| kind.word().to_owned()).collect();
        self.one_or_more(12, "kind", &kinds);
        self.certainty(12, *certainty);
        self.one_or_more(12, "speaker", speaker);
        self.one_or_more(12, "via", via);
        self.optional(12, "cue", cue.as_ref());
        self.list(12, "about", about);
        self.optional(12, "when", when.as_ref());
        if !figures.is_empty() {
            self.line(12, "figures:");
            for figure in figures {
                self.figure(figure);
            }
        }
        if *priority != Priority::default() {
            self.line(12, &format!("priority: {}", priority.word()));
        }
        self.relations(relations);
        self.candidate(12, *draft, by.as_ref());
    }

    fn candidate(&mut self, column: usize, draft: bool, by: Option<&String>) {
        if draft {
            self.line(column, "draft: true");
        }
        self.optional(column, "by", by);
    }

    fn certainty(&mut self, column: usize, certainty: Certainty) {
        self.line(column, &format!("certainty: {}", certainty.word()));
    }

    fn figure(&mut self, figure: &Figure) {
        let Figure { printed, value, unit, of, when, approximate, year } = figure;
        self.first(14, "printed", printed);
        self.optional(16, "value", value.as_ref());
        self.optional(16, "unit", unit.as_ref());
        self.text(16, "of", of);
        self.optional(16, "when", when.as_ref());
        if *approximate {
            self.line(16, "approximate: true");
        }
        match year {
            Some(YearKind::Calendar) => self.line(16, "year: calendar"),
            Some(YearKind::Fiscal) => self.line(16, "year: fiscal"),
            None => {}
        }
    }

    fn relations(&mut self, relations: &Relations) {
        if *relations == Relations::default() {
            return;
        }
        self.line(12, "relations:");
        for (key, ids) in relations.by_key() {
            self.list(14, key, ids);
        }
    }
}
