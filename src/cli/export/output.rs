//! What an export writes, in a format or by a template, and where it goes.

use std::io::{self, BufWriter};
use std::path::Path;

use crate::cli::Failure;
use crate::cli::export::drawing;
use crate::cli::export::layout::Layout;
use crate::export::packet::draw::Markup;
use crate::export::{Format, Request, format, loss};
use crate::storage::files::atomic_write::{self, Text};
use crate::storage::files::system_error::{Task, explained};
use crate::text::path::shown_path;
use crate::workspace::export_file::Drawn;

/// Endings of templates that say nothing of what they write.
const ENGINES: [&str; 3] = ["jinja", "jinja2", "j2"];

/// What is to be written.
pub(super) enum Output {
    /// One of the formats.
    Format(&'static Format),
    /// Whatever somebody's template writes.
    Template(Template),
}

/// A template of the newsroom's.
pub(super) struct Template {
    text: String,
    markup: Markup,
    /// The file's name, for messages.
    name: String,
    /// The ending of what it writes, after the article's and the annotator's name.
    ending: String,
}

impl Output {
    pub(super) fn of(name: Option<&str>, layout: &Layout) -> Result<Self, Failure> {
        if let Some(path) = &layout.template {
            return Ok(Self::Template(Template::read(path)?));
        }
        let name = if layout.mail { name.or(Some("markdown")) } else { name };
        let name = match (name, layout.full) {
            (Some("markdown"), true) => Some("markdown-full"),
            (Some("markdown-full") | None, _) | (_, false) => name,
            (Some(other), true) => {
                return Err(Failure(format!("--full is for packets, and {other} is none; use it with -f markdown")));
            }
        };
        let format = name.and_then(format).ok_or_else(|| Failure::from("there is no such format"))?;
        if layout.mail && !format.is_packet() {
            let name = format.name;
            return Err(Failure(format!("--mail is for packets, and {name} is none; use it with -f markdown")));
        }
        Ok(Self::Format(format))
    }

    pub(super) fn name(&self) -> &str {
        match self {
            Self::Format(format) => format.name,
            Self::Template(template) => &template.name,
        }
    }

    pub(super) fn ending(&self) -> &str {
        match self {
            Self::Format(format) => format.ending,
            Self::Template(template) => &template.ending,
        }
    }

    pub(super) fn media_type(&self) -> &str {
        match self {
            Self::Format(format) => format.media_type,
            Self::Template(_) => "text/plain",
        }
    }

    /// Whether people come to read what it says of others, so that warnings come before it.
    pub(super) fn warns(&self) -> bool {
        match self {
            Self::Format(format) => format.warns(),
            Self::Template(_) => true,
        }
    }

    /// What it does not carry over. What a template leaves out, its author knows.
    pub(super) fn losses(&self, request: &Request<'_>) -> Vec<String> {
        match self {
            Self::Format(format) => loss::report(format, request),
            Self::Template(_) => Vec::new(),
        }
    }

    /// Draws a template; formats are written piece by piece when they are asked for.
    pub(super) fn draw<'a>(&self, request: &'a Request<'a>) -> Result<Drawn<'a>, Failure> {
        match self {
            Self::Format(format) => Ok(Drawn::in_format(request, format)),
            Self::Template(template) => {
                let text = drawing::draw(request, &template.text, template.markup);
                let text = text.map_err(|why| Failure(format!("{}: {why}", template.name)))?;
                Ok(Drawn::by_template(request, text, template.markup))
            }
        }
    }
}

impl Template {
    fn read(path: &Path) -> Result<Self, Failure> {
        let name = shown_path(path);
        let text = atomic_write::template(path)?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut words: Vec<&str> = file.split('.').collect();
        while words.len() > 1 && ENGINES.contains(&words[words.len() - 1]) {
            words.pop();
        }
        let ending = if words.len() > 1 { words[words.len() - 1] } else { "txt" };
        let markup = Markup::of_ending(ending);
        let stem = words[..words.len().max(2) - 1].join(".");
        Ok(Self { text, markup, ending: format!("{stem}.{ending}"), name })
    }
}

/// Writes to standard output. A reader that has gone away is no failure.
pub(super) fn to_stdout(drawn: &Drawn<'_>, bom: bool) -> Result<u8, Failure> {
    let mut out = Text::new(BufWriter::new(io::stdout().lock()));
    let written = drawn.write(bom, &mut out);
    match out.finish(written) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {}", explained(Task::Write, &error))))
        }
        _ => Ok(0),
    }
}
