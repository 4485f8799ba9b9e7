//! `nutgraf copy`: copies an article, its notes and the local files of its evidence into a folder of your own.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::codec::article_yaml::write::write;
use crate::codec::json_schema::article_text;
use crate::model::annotation::evidence::{Evidence, EvidenceField};
use crate::storage;
use crate::storage::article::copy::{Content, NewFile, check_targets, evidence_for, existing, notes_for, write_all};
use crate::storage::journal::notes_files::{Source, Unwritten};
use crate::text::path::shown_path;

use crate::cli::article_argument::article;
use crate::cli::{Failure, complain, print_path};
use crate::workspace::open;
use crate::workspace::open::Opened;

/// The name of the schema beside a copied article.
const SCHEMA: &str = "article.schema.json";

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The name of a built-in article, or a YAML file.
    #[arg(value_parser = article(), hide_possible_values = true)]
    name: PathBuf,
    /// The folder to copy to, created if necessary.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Replace an existing article; notes are never replaced.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let opened = open::open(Some(&arguments.name))?;
    let (name, text) = match &opened.source {
        // The file of a user keeps its comments and order; a built-in article is written in the documented form.
        Source::File(path, _) => (file_name(path)?, storage::article::load(path)?),
        Source::Builtin(id) | Source::Unwritten(Unwritten { id, .. }) => {
            (PathBuf::from(format!("{id}.yaml")), write(&opened.article, SCHEMA).into_bytes())
        }
    };
    let target = arguments.folder.join(name);
    let article = NewFile { path: target.clone(), content: Content::Bytes(text), replace: arguments.force };
    let mut files = vec![article];
    files.extend(notes_for(&opened.source, &target)?);
    let (path, content) = (arguments.folder.join(SCHEMA), Content::Bytes(article_text().into_bytes()));
    let schema = NewFile { path, content, replace: true };
    let (mut evidence, troubles) = evidence_for(&opened.source, &evidence_files(&opened), &arguments.folder);
    // Somebody may cite the article itself as evidence.
    evidence.retain(|file| file.path != schema.path && files.iter().all(|other| other.path != file.path));
    files.extend(evidence);
    files.push(schema);
    check_targets(&arguments.folder, &files)?;
    if let Some(path) = existing(&files) {
        let advice = if path == target { "choose another folder, or use --force" } else { "choose another folder" };
        return Err(Failure(format!("{} already exists and was not replaced; {advice}", shown_path(&path))));
    }
    write_all(&arguments.folder, &files)?;
    for trouble in troubles {
        complain(&Failure(trouble));
    }
    for file in &files {
        print_path(&file.path)?;
    }
    Ok(0)
}

/// Paths of the local files that annotators cite as evidence.
fn evidence_files(opened: &Opened) -> BTreeSet<String> {
    let notes = opened.notes(None);
    let items = notes.all().flat_map(|(_, fold)| {
        fold.targets().filter_map(|on| on.id_of("evidence")).map(|id| Evidence::of(fold, id)).collect::<Vec<_>>()
    });
    items.filter_map(|item| item.get(EvidenceField::File).map(str::to_owned)).collect()
}

fn file_name(path: &Path) -> Result<PathBuf, Failure> {
    path.file_name().map(PathBuf::from).ok_or_else(|| Failure(format!("{} has no name", shown_path(path))))
}
