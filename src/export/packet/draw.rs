//! Draws templates with minijinja, without access to files or other templates, and within limits on time, memory and
//! output.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::{Deserialize, Serialize};

use crate::codec::yaml_text;
use crate::text::hidden::visible;

use crate::export::html::text as html_text;
use crate::export::link::link;
use crate::export::markdown::escape;
use crate::export::markdown::preserved_sections as kept;

/// The largest template, in bytes.
pub const MAX_TEMPLATE_BYTES: usize = 1024 * 1024;
/// The longest output of a template, in bytes.
pub const MAX_OUTPUT_BYTES: usize = 64 * 1024 * 1024;
/// The fuel of any template. A unit is one step, or 64 bytes created.
const FUEL: u64 = 1_000_000;
/// The additional fuel for each claim.
const FUEL_FOR_CLAIM: u64 = 4_000;

/// What a template writes, which determines how values are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub enum Markup {
    /// Markdown: values are escaped so that they show unchanged.
    Markdown,
    /// HTML or XML: values are escaped as text.
    Html,
    /// Plain text: values are unchanged except for hidden characters.
    Plain,
}

impl Markup {
    /// The markup for a file name's ending: `md`, `html`, and so on.
    #[must_use]
    pub fn of_ending(ending: &str) -> Self {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" => Self::Markdown,
            "html" | "htm" | "xhtml" | "xml" | "svg" => Self::Html,
            _ => Self::Plain,
        }
    }

    fn escaped(self, text: &str) -> String {
        match self {
            Self::Markdown => escape::inline(text),
            Self::Html => html_text(text).into_owned(),
            Self::Plain => visible(text).into_owned(),
        }
    }
}

/// Why a template cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Deserialize, Serialize)]
pub enum TemplateError {
    /// It is malformed, or uses a name that does not exist.
    #[error("line {line}: {what}")]
    Wrong {
        /// The line, from 1; 0 if unknown.
        line: usize,
        /// The error.
        what: String,
    },
    /// It takes too many steps or too much memory.
    #[error("{}it takes too many steps or too much memory, and nutgraf stopped it; look for loops inside loops and for text that grows", line.map_or(String::new(), |line| format!("line {line}: ")))]
    TooMuch {
        /// The line that it had reached, if known.
        line: Option<usize>,
    },
    /// It is too large.
    #[error("it is larger than 1 MiB")]
    TooLarge,
    /// Its output is too long.
    #[error("it writes more than 64 MiB")]
    WritesTooMuch,
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        if error.kind() == ErrorKind::OutOfFuel {
            return Self::TooMuch { line: error.line() };
        }
        let line = error.line().unwrap_or(0);
        let what = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        Self::Wrong { line, what: visible(&what).into_owned() }
    }
}

/// The limit on a template's fuel.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Budget {
    /// No limit, for the packet's own template.
    Unbounded,
    /// A limit that grows with the number of claims.
    For {
        /// The number of claims.
        claims: usize,
    },
}

/// Draws a template from values.
pub(crate) fn draw(
    template: &str,
    markup: Markup,
    values: &serde_json::Value,
    budget: Budget,
) -> Result<String, TemplateError> {
    if template.len() > MAX_TEMPLATE_BYTES {
        return Err(TemplateError::TooLarge);
    }
    let environment = environment(markup, budget)?;
    let drawn = environment.render_named_str("template", template, Value::from(Serde(values)));
    let drawn = drawn.map_err(|error| with_its_line(template, error))?;
    if drawn.len() > MAX_OUTPUT_BYTES { Err(TemplateError::WritesTooMuch) } else { Ok(drawn) }
}

/// The error of a template. One about a name that does not exist quotes its line, since the engine does not say which name.
fn with_its_line(template: &str, error: Error) -> TemplateError {
    let is_unknown = error.kind() == ErrorKind::UndefinedError;
    let number = error.line().filter(|_| is_unknown);
    let text = number.and_then(|number| template.lines().nth(number.saturating_sub(1)));
    match (number, text) {
        (Some(line), Some(text)) => {
            let beginning: String = text.trim().chars().take(80).collect();
            let what = format!("a name in “{beginning}” does not exist; docs/templates.md lists the names");
            TemplateError::Wrong { line, what: visible(&what).into_owned() }
        }
        _ => error.into(),
    }
}

fn environment(markup: Markup, budget: Budget) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    environment.set_syntax(syntax.build()?);
    // A misspelt name is an error, not a gap in the text.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("nutgraf".into()));
    environment.set_formatter(move |out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value| {
        write_value(markup, out, state, value)
    });
    if let Budget::For { claims } = budget {
        environment.set_fuel(Some(FUEL + FUEL_FOR_CLAIM.saturating_mul(claims as u64)));
    }
    environment.add_filter("lines", move |text: String, depth: Option<usize>| safe(lines(markup, &text, depth)));
    environment.add_filter("link", move |address: String| safe(linked(markup, &address)));
    environment.add_filter("yaml", |text: String| safe(yaml(&text)));
    environment.add_filter("sentence", move |text: String, side: String| safe(beside_quote(markup, &text, &side)));
    environment.add_filter("cell", move |text: Option<String>| safe(cell(markup, &text.unwrap_or_default())));
    environment.add_filter("first_upper", |text: String| first_upper(&text));
    environment.add_function("place", move |name: String| safe(place(markup, &name)));
    Ok(environment)
}

fn safe(text: String) -> Value {
    Value::from_safe_string(text)
}

fn write_value(markup: Markup, out: &mut Output<'_>, state: &State<'_, '_>, value: &Value) -> Result<(), Error> {
    // Unknown names are rejected earlier; what is undefined here is an `if` without `else`.
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    let is_markup = value.is_safe() || matches!(state.auto_escape(), AutoEscape::None);
    let text = value.to_string();
    let text = if is_markup { text } else { markup.escaped(&text) };
    out.write_str(&text).map_err(Error::from)
}

/// Text of several lines; in Markdown, inside a list of that depth.
fn lines(markup: Markup, text: &str, depth: Option<usize>) -> String {
    match markup {
        Markup::Markdown => escape::lines(text, depth.unwrap_or(1).min(16)),
        Markup::Html => html_text(text.trim()).replace('\n', "<br>\n"),
        Markup::Plain => visible(text.trim()).into_owned(),
    }
}

fn linked(markup: Markup, address: &str) -> String {
    match (markup, link(address)) {
        (Markup::Markdown, _) => escape::address(address),
        (Markup::Html, Some(link)) => format!("<a href=\"{0}\">{0}</a>", html_text(link)),
        (Markup::Html, None) => html_text(address).into_owned(),
        (Markup::Plain, _) => visible(address).into_owned(),
    }
}

/// The words before or after a quote. White space beside the quote survives, which escaping would remove.
fn beside_quote(markup: Markup, text: &str, side: &str) -> String {
    let words = markup.escaped(text.trim());
    let edge = if side == "left" { text.chars().next_back() } else { text.chars().next() };
    let gap = if !words.is_empty() && edge.is_some_and(char::is_whitespace) { " " } else { "" };
    if side == "left" { format!("{words}{gap}") } else { format!("{gap}{words}") }
}

/// The text of a cell in a Markdown table, after a space; an empty cell has no space.
fn cell(markup: Markup, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!(" {}", markup.escaped(text)) }
}

fn yaml(text: &str) -> String {
    yaml_text::item_without_markup(&visible(text).replace(['\n', '\t'], " "))
}

fn first_upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Two comment lines between which a person may write; only Markdown has them.
fn place(markup: Markup, name: &str) -> String {
    let mut lines = String::new();
    if markup == Markup::Markdown {
        // Writing to a string cannot fail.
        let _ = kept::place(name, &mut lines);
    }
    lines.trim_start_matches('\n').to_owned()
}
