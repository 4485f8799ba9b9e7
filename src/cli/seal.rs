//! `nutgraf seal`: signs the present state of your notes on an article, and checks signatures and later changes.

use std::path::{Path, PathBuf};

use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::journal_jsonl::timestamp;
use crate::codec::seal::{NAMESPACE, Statement};
use crate::storage::annotator;
use crate::storage::files::system_error::{Task, explained};
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::{notes_files, seal};
use crate::storage::signing::{self, Signature};
use crate::text::counted::counted;
use crate::text::hidden::{escaped, visible_in_line};
use crate::text::json_fault;
use crate::text::path::shown_path;

use crate::cli::article_argument::article;
use crate::cli::{Failure, moment, print};
use crate::workspace::builtin::ARTICLES;
use crate::workspace::open;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// An article: a YAML file, or the name of a built-in one. The seal is written beside the notes: for harbour.ana.notes.jsonl, as
    /// harbour.ana.seal.json and harbour.ana.seal.json.sig.
    #[arg(value_parser = article(), hide_possible_values = true)]
    file: PathBuf,
    /// The SSH key to sign with; by default git's user.signingkey if it signs by SSH, or the one in ~/.ssh.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// Your name: whose notes to sign. By default `NUTGRAF_ANNOTATOR`, the name given before, git's user.name, or the login name.
    #[arg(long = "as", value_name = "NAME")]
    annotator: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let opened = open::open(Some(&arguments.file))?;
    let Some(name) = annotator::who(arguments.annotator.as_deref()).name else {
        return Err(Failure::from("whose notes? Say so with --as NAME, or set NUTGRAF_ANNOTATOR"));
    };
    let files = opened.source.files_of(&name);
    let Some(path) = files.first().and_then(|path| opened.source.sealed_as(path)) else {
        let name = escaped(&name);
        return Err(Failure(format!("{name} has no notes on this article, so there is nothing to seal")));
    };
    let notes = notes_files::all_of(&opened.source, &name)
        .map_err(|(path, why)| Failure(format!("cannot read {}: {why}", shown_path(&path))))?;
    let article = article_bytes(&opened.source)?;
    let at = timestamp(moment().unix_ms);
    let statement = Statement::of(&name, &at, &opened.article.head.id, &article, &notes);
    let text = statement
        .text()
        .map_err(|error| Failure(format!("cannot write the statement: {}", json_fault::what(&error))))?;
    let signed =
        signing::sign(&text, arguments.key.as_deref(), NAMESPACE).map_err(|error| Failure(error.to_string()))?;
    let file = seal::statement(&path);
    seal::write(&file, &text, &signed)?;
    let count = statement.lines.len();
    let lines = counted(count, "line");
    let of_files = if files.len() > 1 { format!(" of {} files", files.len()) } else { String::new() };
    let (file, signature) = (shown_path(&file), shown_path(&seal::signature(&file)));
    print(&format!("{file}: sealed {lines}{of_files} by {}; signature in {signature}\n", escaped(&name)))?;
    Ok(0)
}

fn article_bytes(source: &Source) -> Result<Vec<u8>, Failure> {
    match source {
        Source::File(path, _) => Ok(crate::storage::article::load(path)?),
        Source::Builtin(id) => {
            let builtin = ARTICLES.iter().find(|article| article.id == id);
            Ok(builtin.map_or(Vec::new(), |article| article.text.as_bytes().to_vec()))
        }
        Source::Unwritten(_) => Err(Failure::from("the article is in no file; write it first")),
    }
}

/// The result of checking the seal of a notes file.
pub(super) struct SealNews {
    /// The statement's file.
    pub(super) path: PathBuf,
    /// The result in a sentence, without its full stop.
    pub(super) words: String,
    /// The rule that the seal breaks; `None` if nothing has changed since.
    pub(super) rule: Option<ProblemRule>,
}

/// Checks the seal beside a notes file, which covers all notes of its annotator. `None` if there is no seal.
pub(super) fn news(notes: &Path, source: &Source, article: (&str, &[u8])) -> Option<SealNews> {
    let path = seal::statement(notes);
    let broken = |words: String| Some(SealNews { path: path.clone(), words, rule: Some(ProblemRule::BrokenSeal) });
    let text = match seal::read(&path) {
        Ok(text) => text?,
        Err(error) => return broken(format!("the seal cannot be read: {}", explained(Task::Read, &error))),
    };
    let Ok(statement) = serde_json::from_str::<Statement>(&text) else {
        return broken("the seal is not a statement by nutgraf".to_owned());
    };
    let signature = seal::signature(&path);
    if !signature.exists() {
        return broken("the seal has no signature beside it, and proves nothing".to_owned());
    }
    let (key, whose) = match signing::verify(&text, &signature, NAMESPACE) {
        Err(error) => return Some(SealNews { path, words: format!("the seal was not checked: {error}"), rule: None }),
        Ok(Signature::Broken) => {
            return broken("the signature does not match the seal, so it proves nothing".to_owned());
        }
        Ok(Signature::Known { signer, key }) => (key, format!("the key of {}", visible_in_line(&signer))),
        Ok(Signature::Unknown { key }) => (key, "a key that your allowed_signers do not name".to_owned()),
    };
    let bytes = match notes_files::all_of(source, &statement.by) {
        Ok(bytes) => bytes,
        Err((file, why)) => {
            let words = format!("the seal was not checked: cannot read {}: {why}", shown_path(&file));
            return Some(SealNews { path, words, rule: None });
        }
    };
    let now = Statement::of(&statement.by, &statement.at, article.0, article.1, &bytes);
    let mut changes = statement.changes(&now);
    if statement.article != now.article {
        changes.insert(0, "it is for another article".to_owned());
    }
    let rule = (!changes.is_empty()).then_some(ProblemRule::ChangedSinceSeal);
    let changes = match changes.as_slice() {
        [] => "nothing has changed since".to_owned(),
        changes => format!("since then {}", changes.join(", ")),
    };
    let (by, at) = (visible_in_line(&statement.by), visible_in_line(&statement.at));
    Some(SealNews { path, words: format!("sealed by {by} at {at} with {whose} ({key}); {changes}"), rule })
}
