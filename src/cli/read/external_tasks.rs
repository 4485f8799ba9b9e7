//! What the reader has done outside: the user's editor, the hash of a file, an export.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::export::digest::digest;
use crate::export::{Request, format};
use crate::model::annotation::added_claim::put_all_among;
use crate::reader::screens::export::state::{ExportOrder, Exported};
use crate::storage::config::reviewer;
use crate::storage::editor::{Handed, hash};
use crate::storage::files::system_error::{Task, explained, why};
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::source_files;
use crate::text::path::shown_path;

use crate::cli::editor_place;
use crate::workspace::export_file::{Drawn, How, is_packet};
use crate::workspace::open;

/// What the terminal is handed over for.
pub(crate) enum Errand {
    /// To edit this text.
    Text(String),
    /// To edit this file, from this line and column on where that matters.
    File(PathBuf, Option<(usize, usize)>),
}

/// Lets the user's editor work on a text; answers it as it came back.
pub(crate) fn edit_text(text: &str) -> Result<String, String> {
    let handed = Handed::new(text)
        .map_err(|error| format!("the text cannot be handed to an editor: {}", explained(Task::Write, &error)))?;
    let edited = edit(handed.path(), None);
    let edited = edited.and_then(|()| {
        handed.text().map_err(|error| format!("it cannot be read: {}; the text is as it was", why(Task::Read, &error)))
    });
    // What somebody wrote is not thrown away because the editor ended badly.
    edited.map_err(|why| match handed.leave_if_changed() {
        Some(place) => format!("what the editor wrote is in {}; {why}", shown_path(&place)),
        None => why,
    })
}

/// Lets the user's editor work on a file, until it ends.
pub(crate) fn edit(path: &Path, place: Option<(usize, usize)>) -> Result<(), String> {
    let named = |name: &'static str| Some((name, env::var(name).ok().filter(|value| !value.trim().is_empty())?));
    let (name, command) = named("VISUAL").or_else(|| named("EDITOR")).unwrap_or_else(|| ("EDITOR", "vi".to_owned()));
    let advice = format!("set {name} to an editor");
    let mut words = shlex::split(&command).unwrap_or_default().into_iter();
    let Some(program) = words.next() else {
        return Err(format!("{advice}; `{}` is not a command", command.escape_debug()));
    };
    // A name that begins with a hyphen would be an option.
    let path = if path.as_os_str().as_encoded_bytes().starts_with(b"-") { &Path::new(".").join(path) } else { path };
    let file = match place {
        Some((line, column)) => editor_place::arguments(&program, path, line, column),
        None => vec![path.as_os_str().to_owned()],
    };
    match Command::new(&program).args(words).args(file).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(format!("the editor `{}` ended with {status}; your text is unchanged", program.escape_debug()))
        }
        Err(error) => {
            Err(format!("{advice}; `{}` cannot be started: {}", program.escape_debug(), why(Task::Run, &error)))
        }
    }
}

/// The hash of a local copy, whose path counts from the article's folder.
pub(crate) fn hash_of(source: &Source, path: &str) -> Result<String, String> {
    let folder = source.article_folder().unwrap_or_default();
    hash(&folder.join(path)).map_err(|error| format!("{}: {}", path.escape_debug(), explained(Task::Read, &error)))
}

/// Writes an export, from what is on the disk; nothing where that is not what was previewed.
pub(crate) fn export(source: &Source, order: &ExportOrder) -> Exported {
    let path = Path::new(&order.path);
    if let Some(what) = source_files::is_source(source, path) {
        return Exported::Failed(format!("{} is {what} and was not replaced; choose another file", order.path));
    }
    let keeps = |id: &str| format(order.format).is_some_and(|format| is_packet(format, path, id).unwrap_or(false));
    if path.exists() && !order.replace && !keeps(source.article_id()) {
        return Exported::Exists(order.path.clone());
    }
    match written(source, order) {
        Ok(None) => Exported::Written(order.path.clone()),
        Ok(Some(other)) => Exported::Changed(other),
        Err(why) => Exported::Failed(why),
    }
}

/// The digest of what would have been written instead, where that is not what the order is for.
fn written(source: &Source, order: &ExportOrder) -> Result<Option<String>, String> {
    let reference = match source {
        Source::File(path, _) => path.clone(),
        Source::Builtin(id) => PathBuf::from(id),
        Source::Unwritten(_) => return Err("the article is not in a file yet; save it first".to_owned()),
    };
    let mut opened = open::open(Some(&reference)).map_err(|failure| failure.headline())?;
    opened.article = opened.article.without_drafts().into_owned();
    let notes = opened.quiet_notes();
    let selection = order.selection_of(&notes);
    put_all_among(&mut opened.article, selection.by.iter().filter_map(|name| notes.fold(name)));
    let format = format(order.format).ok_or("there is no such format")?;
    let reviewer = reviewer::reviewer(source)?;
    let request =
        Request { article: &opened.article, notes: &notes, selection: &selection, today: &order.today, reviewer };
    let now = digest(format, &request).ok_or("the format cannot write it")?;
    if !order.agreed.contains(&now) {
        return Ok(Some(now));
    }
    // What somebody wrote into a packet by hand is kept, or nothing is written: asking twice does not change that.
    let path = Path::new(&order.path);
    let force =
        order.replace && !is_packet(format, path, &request.article.head.id).map_err(|failure| failure.headline())?;
    let drawn = Drawn::in_format(&request, format);
    drawn.to_file(path, How { force, bom: false }).map_err(|failure| failure.headline())?;
    Ok(None)
}
