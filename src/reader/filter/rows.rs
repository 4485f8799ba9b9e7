//! The rows of the list of filters: the typed query, and its completions.

use std::rc::Rc;

use crate::model::query::{Field, Query, Takes, TokenKind, tokens};
use crate::reader::filter::preset::Preset;
use crate::reader::filter::state::Filter;
use crate::reader::screens::picker::state::{Choice, Pick};
use crate::text::folding::fold;

use crate::reader::app::App;
use crate::reader::overlay::Overlay;
use crate::reader::screens::picker;

/// The typed query, split before its last term.
struct Line<'a> {
    /// Everything before the last term, with the `-` before it.
    head: &'a str,
    /// The last term so far.
    tail: &'a str,
}

impl<'a> Line<'a> {
    fn of(typed: &'a str) -> Self {
        let (tokens, _) = tokens(typed);
        let last = tokens.last().filter(|token| token.span.end == typed.len());
        let term = last.filter(|token| matches!(token.kind, TokenKind::Term(_) | TokenKind::Or));
        let (head, tail) = typed.split_at(term.map_or(typed.len(), |token| token.span.start));
        Self { head, tail }
    }

    /// Whether the last term is negated.
    fn is_negated(&self) -> bool {
        self.head.ends_with('-')
    }

    /// The text before the last term and its `-`, as a query of its own; `None` if it is not one, as after `OR` or in a
    /// bracket.
    fn before(&self) -> Option<&'a str> {
        let before = self.head.strip_suffix('-').unwrap_or(self.head);
        let is_open = tokens(before).0.last().is_some_and(|token| matches!(token.kind, TokenKind::Or | TokenKind::Not));
        (!is_open).then_some(before)
    }
}

/// Whether the text is plain words, without anything of the query language. Such words are looked up in the names of
/// the rows first.
pub(crate) fn is_plain(typed: &str) -> bool {
    let (tokens, errors) = tokens(typed);
    let is_word = |kind: &TokenKind| {
        let TokenKind::Term(term) = kind else { return false };
        term.field.is_none()
            && term.values.len() == 1
            && term.values.iter().all(|value| !value.is_quoted && !value.text.starts_with('@'))
            && !matches!(term.values[0].text.as_str(), "AND" | "NOT")
    };
    errors.is_empty() && tokens.iter().all(|token| is_word(&token.kind))
}

impl App {
    /// The rows for the typed text.
    pub(crate) fn filter_rows(&self, typed: &str) -> Rc<Vec<Choice>> {
        if let Some(rows) = self.heights.filter.rows.borrow().get(typed) {
            return Rc::clone(rows);
        }
        let rows = Rc::new(match typed.trim() {
            "" => self.all_rows(),
            plain if is_plain(plain) => self.rows_for_words(plain),
            _ => self.rows_for_query(typed),
        });
        self.heights.filter.rows.borrow_mut().insert(typed.to_owned(), Rc::clone(&rows));
        rows
    }

    /// All rows, while nothing is typed.
    fn all_rows(&self) -> Vec<Choice> {
        let mut rows = Vec::new();
        let open = if let Some(Overlay::List(palette)) = &self.overlay { palette.before.as_ref() } else { None };
        if let Some(filter) = open {
            let count = self.document.outline.claim_count();
            rows.push(row("all claims", "", Some(count), Pick::Filter(None)));
            let pick = Pick::Complete(format!("{} ", filter.text));
            rows.push(row("continue from this filter", &filter.text, None, pick));
        }
        rows.extend(self.presets().iter().map(|preset| self.row_of(preset)));
        rows
    }

    fn row_of(&self, preset: &Preset) -> Choice {
        let filter = Filter::new(preset.query.clone(), &preset.text, &preset.name);
        let saved = preset.text.strip_prefix('@').and_then(|name| self.vocabulary.saved().get(name));
        let help = saved.unwrap_or(&preset.text);
        row(&preset.name, help, Some(preset.count()), Pick::Filter(Some(Box::new(filter))))
    }

    /// Rows with a matching name, fields that begin this way, and the words as a query.
    fn rows_for_words(&self, words: &str) -> Vec<Choice> {
        let presets = self.presets();
        let mut rows = picker::best_matches(presets.iter().map(|preset| self.row_of(preset)).collect(), words);
        rows.extend(self.field_rows("", words));
        rows.extend(self.row_of_query(words, &format!("with the words “{words}”")).filter(|row| row.right != "0"));
        rows
    }

    /// The query as typed, and its completions. A query that finds nothing is probably unfinished and comes last.
    fn rows_for_query(&self, typed: &str) -> Vec<Choice> {
        let query = typed.trim();
        let line = Line::of(typed);
        let mut rows = if line.tail.contains(':') { Vec::new() } else { self.field_rows(line.head, line.tail) };
        let is_new = |row: &Choice| !matches!(&row.pick, Pick::Filter(Some(filter)) if filter.text == query);
        rows.extend(self.completions(&line).into_iter().filter(is_new));
        if let Some(row) = self.row_of_query(query, query) {
            let at = if row.right == "0" { rows.len() } else { 0 };
            rows.insert(at, row);
        }
        rows
    }

    fn row_of_query(&self, text: &str, name: &str) -> Option<Choice> {
        let query = self.read_query(text).ok()?;
        let count = self.passing(&query).into_iter().filter(|passes| *passes).count();
        let help = if name == text { "" } else { text };
        Some(row(name, help, Some(count), Pick::Filter(Some(Box::new(Filter::new(query, text, text))))))
    }

    /// The presets that fit in place of the last term.
    fn completions(&self, line: &Line<'_>) -> Vec<Choice> {
        let before = line.before().and_then(|before| Query::parse(before, &self.vocabulary).ok());
        let before = before.map(|query| self.passing(&query));
        let value_of = line.tail.split_once(':').filter(|(_, value)| !value.contains('"'));
        let presets = self.presets();
        let offered = presets.iter().filter(|preset| match value_of {
            Some((field, value)) => continues(preset, field, value),
            None => !preset.text.starts_with('-') || !line.is_negated(),
        });
        let rows = offered.filter_map(|preset| self.completed(line, preset, before.as_deref())).collect();
        match value_of {
            Some((field, value)) => self.with_other_words(rows, line, field, value),
            None if line.tail.is_empty() => rows,
            None => picker::best_matches(rows, line.tail),
        }
    }

    /// Adds the values of a field that no claim has so far.
    fn with_other_words(&self, mut rows: Vec<Choice>, line: &Line<'_>, field: &str, value: &str) -> Vec<Choice> {
        let is_it = |known: &&&Field| known.name.eq_ignore_ascii_case(field);
        let Some(Takes::Words(words)) = self.vocabulary.fields().iter().find(is_it).map(|field| field.takes) else {
            return rows;
        };
        let (values, typed) = value.rsplit_once(',').map_or(("", value), |(values, typed)| (values, typed));
        let comma = if values.is_empty() { "" } else { "," };
        for word in words().into_iter().filter(|word| word.starts_with(&fold(typed))) {
            let text = format!("{}{field}:{values}{comma}{word}", line.head);
            let is_there = |row: &Choice| matches!(&row.pick, Pick::Filter(Some(filter)) if filter.text == text);
            if !rows.iter().any(is_there) {
                rows.extend(self.row_of_query(&text, word));
            }
        }
        rows
    }

    /// The query with a preset in place of its last term; `None` if no claim would match.
    fn completed(&self, line: &Line<'_>, preset: &Preset, before: Option<&[bool]>) -> Option<Choice> {
        let values = line.tail.rsplit_once(',').map(|(values, _)| values);
        let text = match (values, preset.text.split_once(':')) {
            (Some(values), Some((_, value))) => format!("{}{values},{value}", line.head),
            _ => format!("{}{}", line.head, preset.text),
        };
        let both = |before: &[bool]| {
            let pairs = preset.passing.iter().zip(before);
            pairs.filter(|(passes, before)| **before && (**passes != line.is_negated())).count()
        };
        let count = before.filter(|_| values.is_none()).map(both);
        if count == Some(0) {
            return None;
        }
        // With a bracket still open, it is not a query yet.
        let pick = Query::parse(&text, &self.vocabulary).map_or_else(
            |_| Pick::Complete(format!("{text} ")),
            |query| Pick::Filter(Some(Box::new(Filter::new(query, text.as_str(), text.as_str())))),
        );
        Some(row(&preset.name, &preset.text, count, pick))
    }

    /// The fields whose names begin this way.
    fn field_rows(&self, head: &str, beginning: &str) -> Vec<Choice> {
        let begins = |field: &&&Field| !beginning.is_empty() && field.name.starts_with(&fold(beginning));
        let help = |field: &Field| match field.takes {
            Takes::Words(_) => format!("{}: {}", field.help, field.takes.words()),
            _ => field.help.to_owned(),
        };
        let fields = self.vocabulary.fields().iter().filter(begins);
        fields
            .map(|field| {
                row(&format!("{}:", field.name), &help(field), None, Pick::Complete(format!("{head}{}:", field.name)))
            })
            .collect()
    }
}

/// Whether a preset is about this field, and its value or name begins with the typed text.
fn continues(preset: &Preset, field: &str, value: &str) -> bool {
    let Some((own_field, own_value)) = preset.text.split_once(':') else { return false };
    let typed = fold(value.rsplit(',').next().unwrap_or(value));
    let is_in_name = || fold(&preset.name).split(' ').any(|word| word.starts_with(&typed));
    own_field.eq_ignore_ascii_case(field) && (fold(own_value).starts_with(&typed) || is_in_name())
}

fn row(name: &str, help: &str, count: Option<usize>, pick: Pick) -> Choice {
    let right = count.map_or(String::new(), |count| count.to_string());
    Choice { name: name.to_owned(), help: help.to_owned(), right, available: true, pick }
}
