//! `--with`: asks proposers about an article, and adds the valid part of their answers as drafts.

pub(crate) mod report;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::candidates::drafts::{Decided, Drafts};
use crate::model::article::Article;
use crate::model::article::entity::Entity;
use crate::proposers::answer::{Answer, EndFinder};
use crate::proposers::command::ProposerCommand;
use crate::proposers::instructions;
use crate::proposers::request::{Piece, requests};
use crate::proposers::resolve::{Proposed, add, resolve};
use crate::storage::article::insert;
use crate::storage::article::insert::AnnotateError;
use crate::storage::config::entity_lists::known_in;
use crate::storage::files::folders::folder_of;
use crate::storage::proposer_process::{ProposerProgram, Surroundings};

use crate::workspace::candidates::{decided, proposed, restrict};
use crate::workspace::failure::{Failure, complain};
pub(crate) use crate::workspace::proposing::report::{Outcome, Said};

/// How to ask proposers.
pub(crate) struct Asking {
    /// What each request contains.
    pub(crate) piece: Piece,
    /// The time limit for an answer.
    pub(crate) limit: Duration,
    /// Reject an answer as a whole if any part is refused.
    pub(crate) strict: bool,
}

/// Programs to ask about articles, one after the other.
pub(crate) struct Proposers {
    list: Vec<Proposer>,
    piece: Piece,
    strict: bool,
}

/// A program, or `None` for the built-in rules.
struct Proposer {
    name: String,
    program: Option<ProposerProgram>,
}

/// A proposer's answers on an article, not yet checked against it.
struct Gathered {
    proposer: String,
    said: Result<Words, String>,
}

/// Where an annotated article goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Destination<'a> {
    /// Into the file that it was read from.
    Same,
    /// Into another one, which may exist already where `replaces` is true.
    Other { path: &'a Path, replaces: bool },
    /// To whoever asked.
    Caller,
}

/// What came of asking about the article of a file.
pub(crate) struct Annotated {
    /// What each proposer has said.
    pub(crate) outcomes: Vec<Outcome>,
    /// The article, where no file has it: no proposal is lost.
    pub(crate) unwritten: Option<Unwritten>,
}

/// An annotated article that is in no file.
pub(crate) struct Unwritten {
    /// Why no file has it; none where the caller asked for it.
    pub(crate) why: Option<Failure>,
    /// The text of its file.
    pub(crate) text: String,
    /// Whether that has the comments and the layout of the file that was read.
    pub(crate) keeps_layout: bool,
}

/// How often the file may be changed by others while its article is being annotated.
const ATTEMPTS: usize = 8;

enum Words {
    /// The answers of a program.
    Answers(Vec<Vec<u8>>),
    /// What the built-in rules propose.
    Own(Drafts),
}

impl Proposers {
    /// The proposers of these commands, `NAME=COMMAND` or `COMMAND`; without commands, those of the user's own
    /// settings.
    pub(crate) fn new(with: &[String], asking: &Asking) -> Result<Self, Failure> {
        let (with, troubles) = match with {
            [] => crate::storage::config::import_with(),
            with => (with.to_vec(), Vec::new()),
        };
        for trouble in troubles {
            complain(&Failure(trouble));
        }
        let commands = ProposerCommand::parse_all(&with).map_err(|error| Failure(format!("--with: {error}")))?;
        let needs_program = commands.iter().any(|command| !command.is_own_rules());
        let schema = format!("{:#}\n", instructions::schema());
        let surroundings =
            needs_program.then(|| Surroundings::new(&schema, instructions::PROMPT).map(Arc::new)).transpose()?;
        let Asking { piece, limit, strict } = *asking;
        let tell = |line: &str| complain(&Failure(line.to_owned()));
        let proposer = |command: ProposerCommand| {
            let surroundings = surroundings.clone().filter(|_| !command.is_own_rules());
            let program = surroundings.map(|surroundings| {
                ProposerProgram::new(command.name.clone(), command.words.clone(), limit, surroundings, tell)
            });
            Proposer { name: command.name, program }
        };
        Ok(Self { list: commands.into_iter().map(proposer).collect(), piece, strict })
    }

    /// Whether there are no proposers.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Asks every proposer about an article. None sees what the others propose. `is_last` says that no further article
    /// follows.
    fn gather(&mut self, article: &Article, known: &[Entity], is_last: bool) -> Vec<Gathered> {
        let requests = requests(article, self.piece);
        let gather = |proposer: &mut Proposer| {
            let said = match &mut proposer.program {
                Some(program) => ask(program, &requests, is_last).map(Words::Answers),
                None => Ok(Words::Own(proposed(article, known))),
            };
            Gathered { proposer: proposer.name.clone(), said }
        };
        self.list.iter_mut().map(gather).collect()
    }

    /// Adds the valid proposals to an article.
    fn add(
        &self,
        article: &mut Article,
        gathered: &[Gathered],
        decided: &Decided,
        only: Option<&HashSet<&str>>,
    ) -> Vec<Outcome> {
        let before = article.clone();
        let mut outcomes = Vec::with_capacity(gathered.len());
        for Gathered { proposer, said } in gathered {
            let held = match said {
                Err(why) => {
                    outcomes.push(Outcome { proposer: proposer.clone(), said: Err(why.clone()) });
                    continue;
                }
                Ok(Words::Own(drafts)) => Proposed { drafts: drafts.clone(), ..Proposed::default() },
                Ok(Words::Answers(answers)) => resolve(Answer::read_all(answers), &before, proposer),
            };
            let Proposed { drafts, refused, notices, not_listed } = held;
            let is_refused = self.strict && refused.count > 0;
            let mut drafts = if is_refused { Drafts::default() } else { drafts };
            if let Some(only) = only {
                restrict(&mut drafts, &before, only);
            }
            let added = add(article, drafts, decided, proposer);
            let said = Said { added, refused, notices, not_listed, is_refused };
            outcomes.push(Outcome { proposer: proposer.clone(), said: Ok(said) });
        }
        outcomes
    }

    /// Asks about an article that has no file yet, and adds the valid proposals.
    pub(crate) fn annotate(&mut self, article: &mut Article) -> Result<Vec<Outcome>, Failure> {
        let gathered = self.gather(article, &known_in(Path::new("."))?, false);
        Ok(self.add(article, &gathered, &Decided::default(), None))
    }

    /// Asks about the article of a file, and writes the valid proposals into it or elsewhere; every other line of the
    /// file stays. If `only` is given, only proposals for its paragraphs are taken.
    pub(crate) fn annotate_file(
        &mut self,
        path: &Path,
        only: Option<&HashSet<&str>>,
        destination: Destination<'_>,
        is_last: bool,
    ) -> Result<Annotated, Failure> {
        let mut file = insert::load(path)?;
        // A journal that cannot be read is reported before anybody is asked.
        decided(path, &file.1)?;
        let gathered = self.gather(&file.1, &known_in(&folder_of(path))?, is_last);
        let mut trouble = None;
        for _ in 0..ATTEMPTS {
            // The answers took their time: they are held against what the file has now.
            match insert::load(path) {
                Ok(now) => file = now,
                Err(error) => {
                    trouble = Some(error);
                    break;
                }
            }
            let (text, old) = &file;
            let mut article = old.clone();
            let outcomes = self.add(&mut article, &gathered, &decided(path, old)?, only);
            let written = match destination {
                Destination::Same => insert::replace(path, text, old, &article),
                Destination::Other { path, replaces } => {
                    let (text, _) = insert::changed_text(text, old, &article)?;
                    insert::write_text(path, replaces, &text)
                }
                Destination::Caller => break,
            };
            match written {
                Ok(()) => return Ok(Annotated { outcomes, unwritten: None }),
                Err(error) => {
                    let is_changed = matches!(error, AnnotateError::Changed(_));
                    trouble = Some(error);
                    if !is_changed {
                        break;
                    }
                }
            }
        }
        self.unwritten(path, &file, &gathered, only, trouble)
    }

    /// The report on an annotated article that no file has.
    fn unwritten(
        &self,
        path: &Path,
        (text, old): &(String, Article),
        gathered: &[Gathered],
        only: Option<&HashSet<&str>>,
        trouble: Option<AnnotateError>,
    ) -> Result<Annotated, Failure> {
        let mut article = old.clone();
        let outcomes = self.add(&mut article, gathered, &decided(path, old)?, only);
        let (text, keeps_layout) = insert::changed_text(text, old, &article)?;
        Ok(Annotated { outcomes, unwritten: Some(Unwritten { why: trouble.map(Failure::from), text, keeps_layout }) })
    }

    /// Ends the programs that still run, and reports those that fail; returns whether all succeeded.
    pub(crate) fn finish(&mut self) -> bool {
        let mut is_well = true;
        for Proposer { name, program } in &mut self.list {
            if let Some(Err(error)) = program.as_mut().map(ProposerProgram::finish) {
                complain(&Failure(format!("{name}: after its last answer: {error}")));
                is_well = false;
            }
        }
        is_well
    }
}

/// The answers of a program to the requests about one article, all or none.
fn ask(program: &mut ProposerProgram, requests: &[String], is_last: bool) -> Result<Vec<Vec<u8>>, String> {
    let mut answers = Vec::with_capacity(requests.len());
    for (index, request) in requests.iter().enumerate() {
        let mut end = EndFinder::default();
        let is_last = is_last && index + 1 == requests.len();
        let answer = program.ask(request, is_last, &mut |line| end.line(line));
        answers.push(answer.map_err(|error| error.to_string())?);
    }
    Ok(answers)
}
