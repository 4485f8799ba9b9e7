//! Writing decisions on candidates: first into the review journal, then into the article's file, as that is at the moment.
//!
//! In this order a program that is killed between the two has lost nothing: the journal has the decision, the file has
//! not, and the next run offers it again.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::codec::article_yaml::edit::edit;
use crate::codec::review_jsonl;
use crate::model::article::Article;
use crate::model::journal::ActionId;
use crate::model::review::operation::{Operation, difference};
use crate::model::review::{Decision, Review};
use crate::session::article_edit::{Intent, ReviewNews, ReviewRequest};
use crate::storage::journal::outcome::Outcome;
use crate::text::path::shown_path;

use crate::storage::article;
use crate::storage::article::Stamp;
use crate::storage::files::disk::Disk;
use crate::storage::files::folders::review_beside;
use crate::storage::journal::notes_files::Source;
use crate::storage::review;

/// How often the file may be changed by others while it is being changed.
const ATTEMPTS: usize = 8;

/// The decisions on one article.
pub(crate) struct ReviewDesk {
    /// None for a built-in article.
    path: Option<PathBuf>,
    article_id: String,
    /// Not in the file yet, oldest first.
    waiting: Vec<Intent>,
    /// Whether decisions of the journal are to be written into the file again.
    writes_again: bool,
    /// Those of the waiting ones that the journal has already.
    journaled: HashSet<ActionId>,
    unflushed: HashSet<PathBuf>,
    /// Whether others have written into the review journal since it was read.
    has_foreign: bool,
    /// The review journal as it was last read or written; none where there was none.
    stamp: Option<Stamp>,
}

/// The article's file as it was read.
struct File {
    text: String,
    article: Article,
    stamp: Option<Stamp>,
}

/// What the waiting decisions make of a file.
struct Changed {
    file: File,
    decisions: Vec<Decision>,
    refused: Vec<(Intent, String)>,
}

impl ReviewDesk {
    pub(crate) fn new(source: &Source) -> Self {
        let path = match source {
            Source::File(path, _) => Some(path.clone()),
            // The reader asks for the file of an article before it decides anything.
            Source::Builtin(_) | Source::Unwritten(_) => None,
        };
        Self {
            path,
            article_id: source.article_id().to_owned(),
            waiting: Vec::new(),
            writes_again: false,
            journaled: HashSet::new(),
            unflushed: HashSet::new(),
            has_foreign: false,
            stamp: None,
        }
    }

    pub(crate) fn is_behind(&self) -> bool {
        !self.waiting.is_empty() || self.writes_again
    }

    /// How many decisions are not written.
    pub(crate) fn unsaved(&self) -> usize {
        self.waiting.len()
    }

    /// What the review journal says now, where that is new.
    pub(crate) fn look(&mut self) -> Vec<Outcome> {
        let Some(path) = &self.path else { return Vec::new() };
        let now = Stamp::of(&review_beside(path));
        if now == self.stamp {
            return Vec::new();
        }
        self.stamp = now;
        let (review, troubles) = match review::read(path) {
            Ok(read) => {
                let name = shown_path(&review_beside(path));
                let bad = read.bad.iter().map(|bad| format!("{name}, line {}: {}", bad.number, bad.reason)).collect();
                (read.review, bad)
            }
            Err(error) => (Review::default(), vec![error.to_string()]),
        };
        vec![Outcome::Review(ReviewNews::Read(review, troubles))]
    }

    pub(crate) fn handle(&mut self, disk: &dyn Disk, request: ReviewRequest) -> Vec<Outcome> {
        match request {
            ReviewRequest::Decide(intents) => self.waiting.extend(intents),
            ReviewRequest::WriteAgain => self.writes_again = true,
        }
        self.retry(disk)
    }

    /// Writes what is waiting.
    pub(crate) fn retry(&mut self, disk: &dyn Disk) -> Vec<Outcome> {
        if !self.is_behind() {
            return Vec::new();
        }
        let Some(path) = self.path.clone() else {
            let advice = format!("This article is built in; `nutgraf copy {} DIR` makes a file of it", self.article_id);
            let waiting = std::mem::take(&mut self.waiting).into_iter();
            self.writes_again = false;
            let refused = |intent: Intent| ReviewNews::Refused(intent.signature.id, advice.clone());
            return waiting.map(refused).map(Outcome::Review).collect();
        };
        let news = match self.write(disk, &path) {
            Ok(changed) => {
                let mut outcomes = Vec::new();
                if std::mem::take(&mut self.has_foreign) {
                    self.stamp = None;
                    outcomes = self.look();
                }
                outcomes.extend(self.written(changed).into_iter().map(Outcome::Review));
                return outcomes;
            }
            Err(why) => {
                let ids = self.waiting.iter().map(|intent| intent.signature.id).collect();
                vec![ReviewNews::NotDecided(ids, why)]
            }
        };
        news.into_iter().map(Outcome::Review).collect()
    }

    fn written(&mut self, changed: Changed) -> Vec<ReviewNews> {
        self.waiting.clear();
        self.journaled.clear();
        self.writes_again = false;
        self.stamp = self.path.as_ref().and_then(|path| Stamp::of(&review_beside(path)));
        let Changed { file, decisions, refused } = changed;
        let refused = refused.into_iter().map(|(intent, why)| ReviewNews::Refused(intent.signature.id, why));
        // What was refused is told last, since it is to be read.
        let news = [ReviewNews::Decided(decisions), ReviewNews::Article(Box::new(file.article))];
        news.into_iter().chain(refused).collect()
    }

    /// Makes the waiting decisions on the file as it is, and writes journal and file.
    fn write(&mut self, disk: &dyn Disk, path: &std::path::Path) -> Result<Changed, String> {
        let review = if self.writes_again {
            review::read(path).map_err(|error| error.to_string())?.review
        } else {
            Review::default()
        };
        for _ in 0..ATTEMPTS {
            let before = read_file(path)?;
            let (text, stamp) = (before.text.clone(), before.stamp);
            let changed = self.change(before, &review);
            let new: Vec<Decision> = changed.decisions.iter().chain(&self.taken_back(&changed)).cloned().collect();
            let new: Vec<Decision> =
                new.into_iter().filter(|decision| !self.journaled.contains(&decision.id)).collect();
            if !new.is_empty() {
                self.has_foreign |= Stamp::of(&review_beside(path)) != self.stamp;
                review::append_decisions(disk, path, &new, &mut self.unflushed).map_err(|error| error.to_string())?;
                self.journaled.extend(new.iter().map(|decision| decision.id));
            }
            if Stamp::of(path) != stamp {
                continue;
            }
            if changed.file.text != text {
                disk.rewrite(path, &changed.file.text).map_err(|error| error.to_string())?;
            }
            return Ok(changed);
        }
        Err(format!("cannot write {}: other programs keep changing it", shown_path(path)))
    }

    /// What the waiting decisions make of the file; those that cannot be made are left out.
    fn change(&self, mut file: File, review: &Review) -> Changed {
        let (mut decisions, mut refused) = (Vec::new(), Vec::new());
        if self.writes_again {
            // What one of them makes may be what another was about. Those that cannot be made are offered again.
            for _ in 0..ATTEMPTS {
                let lost = review.overwritten(&file.article);
                let made = lost.iter().filter(|(_, operation)| file.make(operation).is_ok()).count();
                if made == 0 {
                    break;
                }
            }
        }
        for intent in &self.waiting {
            let old = file.article.clone();
            match file.make(&intent.operation) {
                Ok(()) => {
                    let (before, after) = difference(&intent.operation, &old, &file.article);
                    let Operation { verb, item, .. } = &intent.operation;
                    let signature = intent.signature.clone();
                    decisions.push(review_jsonl::write(signature, item, *verb, (&before, &after), intent.undoes));
                }
                Err(why) => refused.push((intent.clone(), why)),
            }
        }
        Changed { file, decisions, refused }
    }

    /// Lines that take back what the journal has of decisions that can no longer be made, since the file was changed
    /// between two attempts.
    fn taken_back(&self, changed: &Changed) -> Vec<Decision> {
        let stale = changed.refused.iter().filter(|(intent, _)| self.journaled.contains(&intent.signature.id));
        let line = |(intent, _): &(Intent, String)| {
            let mut signature = intent.signature.clone();
            let undone = signature.id;
            signature.id = undone.increment().unwrap_or(undone);
            let Operation { verb, item, .. } = &intent.operation;
            review_jsonl::write(signature, item, *verb, (&[], &[]), Some(undone))
        };
        stale.map(line).collect()
    }
}

impl File {
    /// Makes an operation on the article and its text.
    fn make(&mut self, operation: &Operation) -> Result<(), String> {
        let changed = operation.apply(&self.article).map_err(|refusal| refusal.to_string())?;
        self.text = edit(&self.text, &self.article, &changed).map_err(|error| error.to_string())?;
        self.article = changed;
        Ok(())
    }
}

fn read_file(path: &std::path::Path) -> Result<File, String> {
    let stamp = Stamp::of(path);
    let bytes = article::load(path).map_err(|error| error.to_string())?;
    let name = shown_path(path);
    let article = crate::codec::article_yaml::read(&name, &bytes).map_err(|report| report.first())?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))?;
    Ok(File { text, article, stamp })
}
