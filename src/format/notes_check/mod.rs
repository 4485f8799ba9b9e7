//! What is to be told of the notes on an article: damage, what they speak of and is not there, and verdicts that stand on
//! little. All of it is a warning: notes are opened in spite of it.

mod claim_rules;
mod note_rules;
mod places;

use std::collections::HashSet;

use crate::domain::action::Setting;
use crate::domain::anchor::{AnchorStatus, EarlierWording, Locator, Orphan, earlier_wordings, orphans};
use crate::domain::article::Article;
use crate::domain::fold::{Fold, Winner};
use crate::domain::journal::{Line, MOST_AHEAD_MS, Target};
use crate::domain::note::Answers;
use crate::domain::notes::Notes;
use crate::domain::own_claim::{is_own, with_own};
use crate::domain::people::People;
use crate::domain::setting_rule;

use super::article::MOST_PROBLEMS;
use super::journal::{self, Read};
use super::problem_rule::ProblemRule;
use super::report::{Problem, Report};
use places::Places;

/// What to do about something that stands nowhere: ! helps only where its words are found.
fn next_step(orphan: &Orphan) -> &'static str {
    if orphan.candidates.is_empty() {
        "`:lost` in the reader lists everything that was said of it"
    } else {
        "`:lost` in the reader lists it, and ! there says it again where the words stand now"
    }
}

/// A notes file.
#[derive(Debug, Clone)]
pub struct NotesFile {
    /// How messages name it.
    pub path: String,
    /// What it holds, or why it cannot be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// A report for each of the notes files of an article, read at this time (milliseconds since 1970-01-01 UTC); names of one
/// person are joined.
#[must_use]
pub fn check(article: &Article, files: &[NotesFile], people: People, now_ms: u64) -> Vec<Report> {
    let bytes =
        |file: &NotesFile| file.bytes.as_deref().map_or(String::new(), |bytes| String::from_utf8_lossy(bytes).into());
    let mut places = Places::new(files.iter().map(bytes).collect());
    let mut lines = Vec::new();
    for (number, file) in files.iter().enumerate() {
        match &file.bytes {
            Ok(bytes) => {
                let read = journal::read(bytes);
                damage(&mut places, number, &read, now_ms);
                lines.extend(read.lines);
            }
            Err(why) => places.tell(number, 1, "", ProblemRule::NotesLine, &format!("cannot be read: {why}"), None),
        }
    }
    let notes = Notes::of_people(None, lines, people);
    let answers = Answers::of(notes.all().map(|(_, fold)| fold));
    for (_, fold) in notes.all() {
        let whole = with_own(article, fold);
        let locator = Locator::new(&whole);
        let orphans = orphans(&locator, fold);
        Checker { article: &whole, locator: &locator, fold, orphans: &orphans, answers: &answers, places: &mut places }
            .check();
    }
    let problems = places.into_problems();
    files.iter().zip(problems).map(|(file, problems)| report(&file.path, problems)).collect()
}

fn report(path: &str, mut problems: Vec<Problem>) -> Report {
    problems
        .sort_by(|one, other| (one.line, one.column, &one.message).cmp(&(other.line, other.column, &other.message)));
    problems.truncate(MOST_PROBLEMS);
    Report { path: path.to_owned(), problems }
}

/// What cannot be read, or is not to be trusted in its time.
fn damage(places: &mut Places, file: usize, read: &Read, now_ms: u64) {
    let rule = ProblemRule::NotesLine;
    for bad in &read.bad {
        // Each line is read for itself, so that it is its own first.
        let reason = bad.reason.replace(" at line 1 column ", ", column ");
        let message = format!("this line cannot be read and is left alone: {reason}");
        places.tell(file, bad.number, "", rule, &message, Some("what it said is lost to you; no other line is"));
    }
    if read.torn {
        let last = places.last_line(file);
        places.tell(file, last, "", rule, "this line was cut off while it was written; it is left alone", None);
    }
    if read.newer > 0 {
        let message = format!("{} lines are of a newer version of nutgraf and are left alone", read.newer);
        places.tell(file, 1, "", rule, &message, Some("a newer nutgraf may read them"));
    }
    for line in read.lines.iter().filter(|line| line.id.timestamp_ms() > now_ms + MOST_AHEAD_MS) {
        let message = "this line is dated more than a day ahead of this computer's clock";
        places.tell_line(line, "", rule, message, Some("what it says stays in force until then"));
    }
}

/// One annotator's notes, held against the article with the claims they have added.
struct Checker<'c, 'a> {
    article: &'c Article,
    locator: &'c Locator<'a>,
    fold: &'c Fold,
    /// What was said of what the article no longer has.
    orphans: &'c [Orphan],
    /// Which notes answer which, of everyone.
    answers: &'c Answers<'c>,
    places: &'c mut Places,
}

impl Checker<'_, '_> {
    fn check(&mut self) {
        self.orphans();
        self.circles();
        self.sayings();
        self.remarks();
        for (paragraph, claim) in self.article.claims() {
            self.claim(paragraph, claim);
        }
    }

    fn tell(&mut self, line: &Line, on: &str, rule: ProblemRule, message: &str, hint: Option<&str>) {
        self.places.tell_line(line, on, rule, message, hint);
    }

    /// What is said of things that the article no longer has, or never had, and own claims that stand nowhere.
    fn orphans(&mut self) {
        for orphan in self.orphans {
            let on = orphan.on.0.as_str();
            if orphan.on.claim_id().is_some_and(is_own) {
                self.own(orphan);
                continue;
            }
            let Some(line) = self.latest(&orphan.on) else { continue };
            if orphan.on.sort() == "note" {
                self.adrift(orphan, &line);
                continue;
            }
            let Some(words) = orphan.words() else {
                let near = setting_rule::target(self.article, on).err();
                let near = near.as_ref().and_then(|why| why.rsplit_once("; ")).map(|(_, near)| near);
                let message = format!("the article has no {on}");
                self.tell(&line, on, ProblemRule::UnknownSubject, &message, near);
                continue;
            };
            let message = match (orphan.status, self.places_of(orphan)) {
                (AnchorStatus::Moved, Some(places)) => {
                    format!("{on} is gone, and its words “{words}” stand in {places}")
                }
                (_, Some(places)) => format!("{on} is gone, and its words “{words}” may be those in {places}"),
                (_, None) => format!("{on} is lost, and so are its words “{words}”"),
            };
            self.tell(&line, on, ProblemRule::LostAnchor, &message, Some(next_step(orphan)));
        }
    }

    /// An own claim that stands nowhere.
    fn own(&mut self, orphan: &Orphan) {
        let anchor = self.fold.winner(&orphan.on, "anchor").map(|winner| winner.line.clone());
        let Some(line) = anchor.or_else(|| self.latest(&orphan.on)) else { return };
        let words = orphan.words().unwrap_or_default();
        let message = match (orphan.status, self.places_of(orphan)) {
            (AnchorStatus::Moved, Some(places)) => {
                format!(
                    "the words “{words}” of an added claim have moved to {places}; the claim stands nowhere until that is confirmed"
                )
            }
            (_, Some(places)) => {
                format!("the words “{words}” of an added claim are not where they were; they may be those in {places}")
            }
            (_, None) => format!("the words “{words}” of an added claim are no longer in the article"),
        };
        self.tell(&line, &orphan.on.0, ProblemRule::LostAnchor, &message, Some(next_step(orphan)));
    }

    fn places_of(&self, orphan: &Orphan) -> Option<String> {
        let places = orphan.place_names(self.locator);
        (!places.is_empty()).then(|| places.join(" or "))
    }

    /// What is said of paragraphs, sections and entities that are worded otherwise now.
    fn remarks(&mut self) {
        let is_place = |on: &&Target| matches!(on.sort(), "paragraph" | "section" | "entity");
        let mut targets: Vec<&Target> = self.fold.targets().filter(is_place).collect();
        targets.sort();
        for on in targets {
            let Some(subject) = self.locator.subject(on) else { continue };
            for wording in earlier_wordings(self.locator, self.fold, subject) {
                self.earlier(on, &wording);
            }
        }
    }

    /// A field that was said of other words, or in another sentence.
    fn earlier(&mut self, on: &Target, wording: &EarlierWording) {
        let Some(winner) = self.fold.winner(on, &wording.field) else { return };
        let line = winner.line.clone();
        let what = match wording.field.split_once(':') {
            Some(("tag", tag)) => format!("the tag {tag}"),
            Some(("note", _)) => "a note".to_owned(),
            Some(("evidence", _)) => "evidence".to_owned(),
            Some(("reply", _)) => "a reply".to_owned(),
            Some(("found", number)) => format!("figure {number} as found"),
            Some((relation, _)) => format!("the relation {relation}"),
            None => "the judgement".to_owned(),
        };
        let message = format!("{}: {what} is {}", on.id(), wording.remark(self.locator));
        let (rule, message) = match wording.status {
            AnchorStatus::Changed => (ProblemRule::EarlierWording, message),
            AnchorStatus::SentenceChanged => {
                (ProblemRule::SentenceChanged, format!("{}: {what}: {}", on.id(), wording.remark(self.locator)))
            }
            _ => return,
        };
        self.tell(&line, &on.0, rule, &message, Some("look at it again; ! in the reader confirms or moves it"));
    }

    /// The latest line that says something of a thing.
    fn latest(&self, on: &Target) -> Option<Line> {
        let winners = self.fold.field_names(on).filter_map(|field| self.fold.winner(on, field));
        winners.map(|winner| winner.line).max_by_key(|line| line.id).cloned()
    }

    /// Fields, ids and words that the format does not have; changes that do not know of each other.
    fn sayings(&mut self) {
        let gone: HashSet<&Target> = self.orphans.iter().map(|orphan| &orphan.on).collect();
        let mut targets: Vec<&Target> = self.fold.targets().filter(|on| !gone.contains(on)).collect();
        targets.sort();
        for on in targets {
            let mut fields: Vec<&str> = self.fold.field_names(on).filter(|field| *field != "anchor").collect();
            fields.sort_unstable();
            for field in fields {
                if let Some(winner) = self.fold.winner(on, field) {
                    self.saying(&winner);
                }
            }
        }
    }

    fn saying(&mut self, winner: &Winner<'_>) {
        let change = winner.change;
        let on = change.on.0.as_str();
        if !winner.conflicts.is_empty() {
            let message = format!("{on}: {} was changed in two places that did not know of each other", change.field);
            self.tell(winner.line, on, ProblemRule::TwoPlaces, &message, Some("say again what holds"));
        }
        if change.to.is_null() {
            return;
        }
        let setting = Setting::new(&change.on, change.field.clone(), change.to.clone());
        match setting_rule::check(self.article, Some(self.fold), &setting) {
            Ok(doubts) => {
                for doubt in doubts {
                    self.tell(winner.line, on, ProblemRule::NotesTyped, &format!("{on}: {doubt}"), None);
                }
            }
            Err(why) => self.tell(winner.line, on, ProblemRule::NotesWord, &format!("{on}: {why}"), None),
        }
    }
}
