//! `--entities`, `--attributions` and `--explain`: what would be proposed, printed for measuring and for the curious.

use crate::candidates::language::Language;
use crate::candidates::lines::{attribution_lines, entity_lines, explanation};
use crate::candidates::{Proposal, Source, plain, propose};
use crate::import::input::Input;
use crate::import::{Options, format_of, import, sources};
use crate::model::article::Article;
use crate::model::article::entity::Entity;

use crate::cli::import::Arguments;
use crate::cli::import::proposer::Proposer;
use crate::cli::import::sources::{SourceFile, expand};
use crate::cli::{Failure, complain, print, today};

/// Exit code when a source could not be read or imported.
const NOT_ALL: u8 = 1;

pub(super) fn run(arguments: &Arguments) -> Result<u8, Failure> {
    let files = expand(&arguments.sources)?;
    let proposer = Proposer::of(arguments, files.iter().map(|file| file.path.as_deref()))?;
    let mut code = 0;
    for file in &files {
        match lines(arguments, file, proposer.known(file.path.as_deref())) {
            Ok(lines) => print(&lines)?,
            Err(why) => {
                complain(&Failure(format!("cannot import {}: {}", file.name(), why.0)));
                code = NOT_ALL;
            }
        }
    }
    Ok(code)
}

fn lines(arguments: &Arguments, file: &SourceFile, known: &[Entity]) -> Result<String, Failure> {
    let bytes = file.load()?;
    let name = file.path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let mut input = Input::new(&bytes);
    if let Some(name) = &name {
        input = input.named(name);
    }
    let today = today();
    let from = arguments.from.as_deref().and_then(sources::named);
    let options = Options { from, repair: !arguments.no_repair, today: &today };
    if format_of(&input, &options)? == "text" {
        return Ok(of_text(arguments, &input.decoded().text, known));
    }
    let imported = import(&input, &options)?;
    let drafts = imported.drafts.iter().filter_map(|draft| draft.as_ref().ok());
    Ok(drafts.map(|draft| of_article(arguments, &draft.article, known)).collect())
}

/// The lines of a plain text, in which places count as they do in the file.
fn of_text(arguments: &Arguments, text: &str, known: &[Entity]) -> String {
    if arguments.attributions {
        return attribution_lines(text, Language::english());
    }
    let paragraphs = plain::paragraphs(text).into_iter().map(|range| &text[range]).collect();
    let source = Source { language: "en", paragraphs, known: known.iter().collect(), ..Source::default() };
    of_proposal(arguments, &propose(&source))
}

fn of_article(arguments: &Arguments, article: &Article, known: &[Entity]) -> String {
    if arguments.attributions {
        let paragraphs: Vec<&str> = article.paragraphs().map(|paragraph| paragraph.text.as_str()).collect();
        return attribution_lines(&paragraphs.join("\n\n"), Language::english());
    }
    of_proposal(arguments, &propose(&Source::of_article(article, known)))
}

fn of_proposal(arguments: &Arguments, proposal: &Proposal) -> String {
    if arguments.entities { entity_lines(proposal) } else { explanation(proposal) }
}
