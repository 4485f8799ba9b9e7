//! Lists of entities that a desk meets every day: `entities.yaml` beside the texts, and in the user's settings.

use std::io;
use std::io::Read;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::codec::article_yaml::entity_list;
use crate::codec::article_yaml::entity_list::Joined;
use crate::corpus::dossier::Known;
use crate::model::article::entity::Entity;
use crate::storage::files::system_error::{Task, explained, why};
use crate::text::path::shown_path;

use crate::storage::files::regular;

/// The name of such a file.
pub const NAME: &str = "entities.yaml";
/// A larger file is no list of entities.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The list of a folder, then the user's own.
#[must_use]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    std::iter::once(folder.join(NAME)).chain(users_file()).collect()
}

/// Where the user's own list is, whether it is there or not.
fn users_file() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.config_dir().join("nutgraf").join(NAME))
}

/// The entities that are known in a folder: those of its own list first, then those of the user's whose names are new.
///
/// # Errors
///
/// What is wrong with a list, with line and column; or why a file cannot be read.
pub fn known_in(folder: &Path) -> Result<Vec<Entity>, String> {
    let mut known: Vec<Entity> = Vec::new();
    for file in files(folder) {
        let is_new = |entity: &Entity| {
            !entity.names().any(|name| known.iter().any(|other| other.names().any(|own| own == name)))
        };
        let new: Vec<Entity> = read(&file)?.into_iter().filter(is_new).collect();
        known.extend(new);
    }
    Ok(known)
}

/// The list of a folder with what was joined and parted by hand, then the user's own.
///
/// # Errors
///
/// As [`known_in`].
pub fn joined_in(folder: &Path) -> Result<Vec<Known>, String> {
    let mut known = Vec::new();
    for file in files(folder) {
        let joined = read_joined(&file)?.into_iter();
        known.extend(joined.map(|Joined { entity, same, apart }| Known { entity, same, apart }));
    }
    Ok(known)
}

/// The entities of a file; none where there is no file.
fn read(path: &Path) -> Result<Vec<Entity>, String> {
    Ok(read_joined(path)?.into_iter().map(|joined| joined.entity).collect())
}

fn read_joined(path: &Path) -> Result<Vec<Joined>, String> {
    let failed = |why: String| format!("cannot read {}: {why}", shown_path(path));
    let (file, metadata) = match regular::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened
            .map_err(|error| failed(format!("{}; move it away, or make it yours to read", why(Task::Read, &error))))?,
    };
    if metadata.len() > MOST_BYTES {
        return Err(failed("it is larger than 16 MiB".to_owned()));
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| failed(explained(Task::Read, &error)))?;
    entity_list::read_joined(&shown_path(path), &bytes).map_err(|report| report.to_string())
}
