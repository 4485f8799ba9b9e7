//! `--with`: asking proposers about an article, and adding what holds of their answers as drafts.

mod report;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clap::ValueEnum;

use crate::candidates::drafts::{Decided, Drafts};
use crate::domain::article::Article;
use crate::domain::entity::Entity;
use crate::proposers::answer::{Answer, EndFinder};
use crate::proposers::command::ProposerCommand;
use crate::proposers::instructions;
use crate::proposers::request::{Piece, requests};
use crate::proposers::resolve::{Proposed, add, resolve};
use crate::store;
use crate::store::entity_lists::known_in;
use crate::store::folders::folder_of;
use crate::store::proposer_process::{ProposerProgram, Surroundings};

use super::candidates::{decided, proposed};
use super::{Failure, complain};
pub(super) use report::{Outcome, Said};

/// How proposers are asked.
#[derive(clap::Args)]
pub(super) struct WithArguments {
    /// Ask a program for entities and claims, which become drafts: COMMAND, or NAME=COMMAND to name it.
    ///
    /// The program gets JSON on its standard input and answers with JSON; docs/annotators.md has examples. No shell runs it.
    /// May be given several times; `nutgraf` stands for this program's own rules.
    #[arg(long = "with", value_name = "COMMAND")]
    with: Vec<String>,
    /// Send each article in pieces.
    #[arg(long, value_enum, value_name = "PIECE", requires = "with")]
    with_each: Option<PieceName>,
    /// Seconds that an answer may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86400))]
    with_timeout: u64,
    /// Take nothing of an answer in which anything is refused.
    #[arg(long)]
    strict: bool,
}

/// A piece of an article, on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PieceName {
    /// Section by section.
    Section,
    /// Paragraph by paragraph.
    Paragraph,
}

impl WithArguments {
    /// The proposers: those of the command line, else those of the user's own settings.
    pub(super) fn proposers(&self) -> Result<Proposers, Failure> {
        let (with, troubles) = match self.with.as_slice() {
            [] => store::settings::import_with(),
            with => (with.to_vec(), Vec::new()),
        };
        for trouble in troubles {
            complain(&Failure(trouble));
        }
        let commands = ProposerCommand::parse_all(&with).map_err(|error| Failure(format!("--with: {error}")))?;
        Proposers::new(commands, self)
    }
}

/// Programs that are asked about articles, one after the other.
pub(super) struct Proposers {
    list: Vec<Proposer>,
    piece: Piece,
    strict: bool,
}

/// A program, or none for the rules of this one.
struct Proposer {
    name: String,
    program: Option<ProposerProgram>,
}

/// What a proposer has said of an article, not yet held against it.
struct Gathered {
    proposer: String,
    said: Result<Words, String>,
}

enum Words {
    /// The answers of a program.
    Answers(Vec<Vec<u8>>),
    /// What this program's own rules propose.
    Own(Drafts),
}

impl Proposers {
    fn new(commands: Vec<ProposerCommand>, arguments: &WithArguments) -> Result<Self, Failure> {
        let needs_program = commands.iter().any(|command| !command.is_own_rules());
        let schema = format!("{:#}\n", instructions::schema());
        let surroundings =
            needs_program.then(|| Surroundings::new(&schema, instructions::PROMPT).map(Arc::new)).transpose()?;
        let limit = Duration::from_secs(arguments.with_timeout);
        let tell = |line: &str| complain(&Failure(line.to_owned()));
        let proposer = |command: ProposerCommand| {
            let surroundings = surroundings.clone().filter(|_| !command.is_own_rules());
            let program = surroundings.map(|surroundings| {
                ProposerProgram::new(command.name.clone(), command.words.clone(), limit, surroundings, tell)
            });
            Proposer { name: command.name, program }
        };
        let piece = match arguments.with_each {
            None => Piece::Article,
            Some(PieceName::Section) => Piece::Section,
            Some(PieceName::Paragraph) => Piece::Paragraph,
        };
        Ok(Self { list: commands.into_iter().map(proposer).collect(), piece, strict: arguments.strict })
    }

    /// Whether nobody is asked.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Asks every proposer about an article. None sees what the others say. `is_last` tells that no other article comes.
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

    /// Adds what was said to an article, as far as it holds.
    fn add(&self, article: &mut Article, gathered: &[Gathered], decided: &Decided) -> Vec<Outcome> {
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
            let drafts = if is_refused { Drafts::default() } else { drafts };
            let added = add(article, drafts, decided, proposer);
            let said = Said { added, refused, notices, not_listed, is_refused };
            outcomes.push(Outcome { proposer: proposer.clone(), said: Ok(said) });
        }
        outcomes
    }

    /// Asks about an article that is in no file yet, and adds what holds.
    pub(super) fn annotate(&mut self, article: &mut Article) -> Result<Vec<Outcome>, Failure> {
        let gathered = self.gather(article, &known_in(Path::new("."))?, false);
        Ok(self.add(article, &gathered, &Decided::default()))
    }

    /// Asks about the article of a file, and writes what holds into it; every other line of the file stays.
    pub(super) fn annotate_file(&mut self, path: &Path, is_last: bool) -> Result<Vec<Outcome>, Failure> {
        let (_, asked) = store::annotate::load(path)?;
        let gathered = self.gather(&asked, &known_in(&folder_of(path))?, is_last);
        // The answers took their time: they are held against what the file has now.
        let (text, old) = store::annotate::load(path)?;
        let mut article = old.clone();
        let outcomes = self.add(&mut article, &gathered, &decided(path)?);
        store::annotate::replace(path, &text, &old, &article)?;
        Ok(outcomes)
    }

    /// Ends the programs that still run; tells of those that fail at that.
    pub(super) fn finish(&mut self) -> bool {
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

/// The answers of a program to the requests about one article; all of them or none.
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
