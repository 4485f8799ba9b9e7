//! Checks the notes on an article: damage, references to what is not there, and verdicts with little support. All
//! problems are warnings, since notes open in spite of them.

pub(crate) mod claim_rules;
pub(crate) mod note_rules;
pub(crate) mod places;
pub(crate) mod settlement_rules;

use std::collections::HashSet;

use crate::model::annotation::Notes;
use crate::model::annotation::added_claim::{is_own, with_own};
use crate::model::annotation::note::Answers;
use crate::model::annotation::orphan::{Orphan, orphans};
use crate::model::annotation::settlement::SETTLED;
use crate::model::article::Article;
use crate::model::journal::action::Setting;
use crate::model::journal::anchor::{AnchorStatus, EarlierWording, Locator, earlier_wordings};
use crate::model::journal::fold::{Fold, Winner};
use crate::model::journal::people::People;
use crate::model::journal::validation;
use crate::model::journal::{Line, MOST_AHEAD_MS, Target};

use crate::codec::article_yaml::MOST_PROBLEMS;
use crate::codec::diagnostics::notes_check::places::Places;
use crate::codec::diagnostics::problem_rule::ProblemRule;
use crate::codec::diagnostics::{Problem, Report};
use crate::codec::journal_jsonl;
use crate::codec::journal_jsonl::{Read, timestamp};

/// How far the clocks of the easternmost people are ahead of UTC: 14 hours.
const MOST_AHEAD_OF_UTC_MS: u64 = 14 * 3_600_000;

/// The remedy for an orphan. `!` helps only if its words are found.
fn next_step(orphan: &Orphan) -> &'static str {
    if orphan.candidates.is_empty() {
        "`:lost` in the reader lists all annotations of it"
    } else {
        "`:lost` in the reader lists it, and `!` there moves it to where the words are now"
    }
}

/// A notes file.
#[derive(Debug, Clone)]
pub struct NotesFile {
    /// Its name in messages.
    pub path: String,
    /// Its content, or why it cannot be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// A report for each notes file of an article, read at this time (milliseconds since 1970-01-01 UTC); `people` joins
/// the names of one person.
#[must_use]
pub fn check(article: &Article, files: &[NotesFile], people: People, now_ms: u64) -> Vec<Report> {
    let read = |file: &NotesFile| file.bytes.as_deref().map(journal_jsonl::read).unwrap_or_default();
    let (_, places) = examine(article, files, files.iter().map(read).collect(), people, now_ms);
    let problems = places.into_problems();
    files.iter().zip(problems).map(|(file, problems)| report(&file.path, problems)).collect()
}

/// The notes of files whose lines were read already, and how many problems [`check`] would report.
#[must_use]
pub fn count(article: &Article, files: &[NotesFile], read: Vec<Read>, people: People, now_ms: u64) -> (Notes, usize) {
    let (notes, places) = examine(article, files, read, people, now_ms);
    (notes, places.count())
}

fn examine<'f>(
    article: &Article,
    files: &'f [NotesFile],
    read: Vec<Read>,
    people: People,
    now_ms: u64,
) -> (Notes, Places<'f>) {
    let mut places = Places::new(files);
    let mut lines = Vec::new();
    for (number, (file, read)) in files.iter().zip(read).enumerate() {
        match &file.bytes {
            Ok(_) => damage(&mut places, number, &read, now_ms),
            Err(why) => places.tell(number, 1, "", ProblemRule::NotesLine, &format!("cannot be read: {why}"), None),
        }
        lines.extend(read.lines);
    }
    let notes = Notes::of_people(None, lines, people);
    let today: String = timestamp(now_ms + MOST_AHEAD_OF_UTC_MS).chars().take(10).collect();
    let answers = Answers::of(notes.all().map(|(_, fold)| fold));
    for (_, fold) in notes.all() {
        let whole = with_own(article, fold);
        let locator = Locator::new(&whole);
        let orphans = orphans(&locator, fold);
        let orphans = orphans.as_slice();
        let places = &mut places;
        Checker { article: &whole, locator: &locator, fold, orphans, answers: &answers, places, today: &today }.check();
    }
    settlement_rules::check(article, &notes, &mut places);
    (notes, places)
}

fn report(path: &str, mut problems: Vec<Problem>) -> Report {
    problems
        .sort_by(|one, other| (one.line, one.column, &one.message).cmp(&(other.line, other.column, &other.message)));
    problems.truncate(MOST_PROBLEMS);
    Report { path: path.to_owned(), problems }
}

/// Reports lines that cannot be read, or whose time is not credible.
fn damage(places: &mut Places<'_>, file: usize, read: &Read, now_ms: u64) {
    let rule = ProblemRule::NotesLine;
    for bad in &read.bad {
        let message = format!("this line cannot be read and stays as it is: {}", bad.reason);
        places.tell(file, bad.number, "", rule, &message, Some("only this line is ignored; all others are read"));
    }
    if read.torn {
        let last = places.last_line(file);
        places.tell(file, last, "", rule, "this line was cut off while it was written; it stays as it is", None);
    }
    if read.newer > 0 {
        let message = format!("{} lines are from a newer version of nutgraf and stay as they are", read.newer);
        places.tell(file, 1, "", rule, &message, Some("a newer nutgraf may read them"));
    }
    for line in read.lines.iter().filter(|line| line.id.timestamp_ms() > now_ms + MOST_AHEAD_MS) {
        let message = "this line is dated more than a day ahead of this computer's clock";
        places.tell_line(line, "", rule, message, Some("until then it overrides later lines"));
    }
}

/// One annotator's notes, checked against the article with the claims they added.
struct Checker<'c, 'a, 'f> {
    article: &'c Article,
    locator: &'c Locator<'a>,
    fold: &'c Fold,
    /// Annotations of what the article no longer has.
    orphans: &'c [Orphan],
    /// Which notes answer which, by all annotators.
    answers: &'c Answers<'c>,
    places: &'c mut Places<'f>,
    /// The latest date anywhere on Earth: whoever wrote the notes may be ahead of this computer.
    today: &'c str,
}

impl Checker<'_, '_, '_> {
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

    /// Reports annotations of targets that the article no longer has, or never had, and added claims whose words are
    /// gone.
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
                let near = validation::target(self.article, on).err();
                let near = near.as_ref().and_then(|why| why.rsplit_once("; ")).map(|(_, near)| near);
                let message = format!("the article has no {on}");
                self.tell(&line, on, ProblemRule::UnknownSubject, &message, near);
                continue;
            };
            let message = match (orphan.status, self.places_of(orphan)) {
                (AnchorStatus::Moved, Some(places)) => {
                    format!("{on} was removed, and its words “{words}” are now in {places}")
                }
                (_, Some(places)) => format!("{on} was removed, and its words “{words}” may be those in {places}"),
                (_, None) => format!("{on} and its words “{words}” were removed"),
            };
            self.tell(&line, on, ProblemRule::LostAnchor, &message, Some(next_step(orphan)));
        }
    }

    /// Reports an added claim whose words are gone.
    fn own(&mut self, orphan: &Orphan) {
        let anchor = self.fold.winner(&orphan.on, "anchor").map(|winner| winner.line.clone());
        let Some(line) = anchor.or_else(|| self.latest(&orphan.on)) else { return };
        let words = orphan.words().unwrap_or_default();
        let message = match (orphan.status, self.places_of(orphan)) {
            (AnchorStatus::Moved, Some(places)) => {
                format!(
                    "the words “{words}” of an added claim have moved to {places}; the claim is left out until you confirm the move"
                )
            }
            (_, Some(places)) => {
                format!(
                    "the words “{words}” of an added claim are no longer where they were; they may be those in {places}"
                )
            }
            (_, None) => format!("the words “{words}” of an added claim are no longer in the article"),
        };
        self.tell(&line, &orphan.on.0, ProblemRule::LostAnchor, &message, Some(next_step(orphan)));
    }

    fn places_of(&self, orphan: &Orphan) -> Option<String> {
        let places = orphan.place_names(self.locator);
        (!places.is_empty()).then(|| places.join(" or "))
    }

    /// Checks annotations of paragraphs, sections and entities whose wording has changed.
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

    /// Reports a field that was written for other words, or in another sentence.
    fn earlier(&mut self, on: &Target, wording: &EarlierWording) {
        let Some(winner) = self.fold.winner(on, &wording.field) else { return };
        let line = winner.line.clone();
        let what = match wording.field.split_once(':') {
            Some(("tag", tag)) => format!("the tag {tag}"),
            Some(("note", _)) => "a note".to_owned(),
            Some(("evidence", _)) => "evidence".to_owned(),
            Some(("reply", _)) => "a reply".to_owned(),
            Some(("found", number)) => format!("figure {number} as found"),
            None if wording.field == SETTLED => "the settlement".to_owned(),
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
        self.tell(&line, &on.0, rule, &message, Some("check it; ! in the reader confirms or moves it"));
    }

    /// The latest line on a target.
    fn latest(&self, on: &Target) -> Option<Line> {
        let winners = self.fold.field_names(on).filter_map(|field| self.fold.winner(on, field));
        winners.map(|winner| winner.line).max_by_key(|line| line.id).cloned()
    }

    /// Checks for unknown fields, ids and words, and for conflicting edits.
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
            let message = format!("{on}: {} has conflicting edits", change.field);
            self.tell(
                winner.line,
                on,
                ProblemRule::TwoPlaces,
                &message,
                Some("set it again to the value that should win"),
            );
        }
        if change.to.is_null() {
            return;
        }
        let setting = Setting::new(&change.on, change.field.clone(), change.to.clone());
        let of = self.named(&change.on);
        match validation::check(self.article, self.locator.claim_index(), Some(self.fold), &setting, self.today) {
            Ok(doubts) => {
                for doubt in doubts {
                    self.tell(winner.line, on, ProblemRule::NotesTyped, &format!("{of}: {doubt}"), None);
                }
            }
            Err(why) => self.tell(winner.line, on, ProblemRule::NotesWord, &format!("{of}: {why}"), None),
        }
    }

    /// A name that people recognise: evidence and notes are named by what they are of, since an id means nothing to them.
    fn named(&self, on: &Target) -> String {
        let sort = on.sort();
        if !matches!(sort, "evidence" | "note") {
            return on.0.clone();
        }
        let field = on.0.as_str();
        let owner = self.fold.targets().find(|other| self.fold.value(other, field).is_some());
        owner.map_or_else(
            || on.0.clone(),
            |owner| format!("{sort} on {}", if owner.id().is_empty() { "the article" } else { owner.id() }),
        )
    }
}
