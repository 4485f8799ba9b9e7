//! What the reader has done outside: the user's editor, the hash of a file, an export.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::app::export::{ExportOrder, Exported};
use crate::domain::own_claim::{own_claims, put_among};
use crate::format::export::{Request, format};
use crate::format::journal::timestamp;
use crate::store::editor::{Handed, hash};
use crate::store::notes::Source;
use crate::store::{replace, reviewer};

use super::{moment, open};

/// What the terminal is handed over for.
pub(super) enum Errand {
    /// To edit this text.
    Text(String),
    /// To edit this file.
    File(PathBuf),
}

/// Lets the user's editor work on a text; answers it as it came back.
pub(super) fn edit_text(text: &str) -> Result<String, String> {
    let handed = Handed::new(text).map_err(|error| format!("the text cannot be handed to an editor: {error}"))?;
    edit(handed.path())?;
    handed.text().map_err(|error| format!("what the editor left cannot be read: {error}"))
}

/// Lets the user's editor work on a file, until it ends.
pub(super) fn edit(path: &Path) -> Result<(), String> {
    let named =
        ["VISUAL", "EDITOR"].iter().filter_map(|name| env::var(name).ok()).find(|value| !value.trim().is_empty());
    let command = named.unwrap_or_else(|| "vi".to_owned());
    let advice = "set EDITOR to one that is there";
    let mut words = shlex::split(&command).unwrap_or_default().into_iter();
    let Some(program) = words.next() else {
        return Err(format!("the editor `{}` cannot be understood; {advice}", command.escape_debug()));
    };
    let ended = Command::new(&program).args(words).arg(path).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            Err(format!("the editor `{}` ended with {status}; nothing was taken over", program.escape_debug()))
        }
        Err(error) => Err(format!("the editor `{}` cannot be started: {error}; {advice}", program.escape_debug())),
    }
}

/// The hash of a local copy, whose path counts from the article's folder.
pub(super) fn hash_of(source: &Source, path: &str) -> Result<String, String> {
    let folder = source.article_folder().unwrap_or_default();
    hash(&folder.join(path)).map_err(|error| format!("{}: {error}", path.escape_debug()))
}

/// Writes an export, from what is on the disk.
pub(super) fn export(source: &Source, order: &ExportOrder) -> Exported {
    let path = Path::new(&order.path);
    if let Some(what) = replace::is_source(source, path) {
        return Exported::Failed(format!("{} is {what} and was not touched; e names another file", order.path));
    }
    if path.exists() && !order.replace {
        return Exported::Exists(order.path.clone());
    }
    match written(source, order) {
        Ok(()) => Exported::Written(order.path.clone()),
        Err(why) => Exported::Failed(why),
    }
}

fn written(source: &Source, order: &ExportOrder) -> Result<(), String> {
    let reference = match source {
        Source::File(path, _) => path.clone(),
        Source::Builtin(id) => PathBuf::from(id),
    };
    let mut opened = open::open(Some(&reference)).map_err(|failure| failure.headline())?;
    let notes = opened.quiet_notes();
    let folds = order.selection.by.iter().filter_map(|name| notes.fold(name));
    let own: Vec<_> = folds.flat_map(|fold| own_claims(&opened.article, fold)).collect();
    put_among(&mut opened.article, &own);
    let format = format(order.format).ok_or("there is no such format")?;
    let today: String = timestamp(moment().unix_ms).chars().take(10).collect();
    let reviewer = reviewer::reviewer(source)?;
    let request =
        Request { article: &opened.article, notes: &notes, selection: &order.selection, today: &today, reviewer };
    let path = Path::new(&order.path);
    replace::write(path, order.replace, &mut |out| (format.write)(&request, out)).map_err(|error| error.to_string())
}
