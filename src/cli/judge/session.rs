//! The annotator, their notes so far, and the way of a line to the disk.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::codec::journal_jsonl::{timestamp, write_set};
use crate::model::annotation::added_claim::{OwnClaim, is_own, own_claims, put_among};
use crate::model::annotation::{Notes, OVERRULED, is_overruled};
use crate::model::article::Article;
use crate::model::article::claim::Claim;
use crate::model::article::subject::ClaimIndex;
use crate::model::journal::action::{Setting, action_on, completed};
use crate::model::journal::fold::Fold;
use crate::model::journal::validation::check_all;
use crate::model::journal::{ActionId, Change, Line, Target, next_id};
use crate::storage::annotator;
use crate::storage::files::disk::OsDisk;
use crate::storage::journal::notes_files::Source;
use crate::storage::journal::outcome::Outcome;
use crate::storage::journal::service::{Desk, Job};

use crate::cli::{Failure, complain, moment, today};
use crate::workspace::open;

pub(super) struct Session {
    pub(super) source: Source,
    /// The annotator who writes.
    pub(super) name: String,
    /// The article, with the claims that they have added.
    pub(super) article: Article,
    /// The places of its claims.
    index: ClaimIndex,
    pub(super) notes: Notes,
}

impl Session {
    /// Opens the article, and reads everyone's annotations.
    pub(super) fn begin(file: &Path, asked: Option<&str>) -> Result<Self, Failure> {
        let opened = open::open(Some(file))?;
        let Some(name) = annotator::who(asked).name else {
            return Err(Failure::from("your name is not known; use --as NAME, or set NUTGRAF_ANNOTATOR"));
        };
        let notes = opened.notes(Some(name.clone()));
        let mut session =
            Self { source: opened.source, name, article: opened.article, index: ClaimIndex::default(), notes };
        session.put_own_claims();
        Ok(session)
    }

    /// The writer's annotations.
    pub(super) fn fold(&self) -> Option<&Fold> {
        self.notes.mine()
    }

    /// Doubts about these changes, or the errors in them. `made` are the added claims that other lines create.
    pub(super) fn check(&self, settings: &[Setting], made: &BTreeSet<Target>) -> Result<Vec<String>, Vec<String>> {
        check_all(&self.article, &self.index, self.fold(), settings, made, &today())
    }

    /// The line with these changes; `None` if they would change nothing. Later lines build on it as if it were written.
    pub(super) fn line(&mut self, settings: &[Setting]) -> Result<Option<Line>, &'static str> {
        let settings = self.completed(settings);
        self.foresee_own_claims(&settings);
        let find = |on: &Target| self.index.find(&self.article, on);
        let Some(action) = action_on(&find, self.fold(), &settings) else { return Ok(None) };
        let moment = moment();
        let id = next_id(moment.unix_ms, self.fold().and_then(Fold::greatest), moment.random);
        if is_overruled(&action.changes, id) {
            return Err(OVERRULED);
        }
        let line = write_set(id, &timestamp(moment.unix_ms), &self.name, &action.changes, &action.seen);
        self.notes.add(line.clone());
        Ok(Some(line))
    }

    /// Puts the full context into the anchors of these settings.
    fn completed(&self, settings: &[Setting]) -> Vec<Setting> {
        let find = |on: &Target| self.index.find(&self.article, on);
        settings.iter().map(|setting| completed(&find, setting).into_owned()).collect()
    }

    /// Puts the writer's own claims among those of the article.
    fn put_own_claims(&mut self) {
        if let Some(fold) = self.notes.mine() {
            let own = own_claims(&self.article, fold);
            put_among(&mut self.article, &own);
        }
        self.index = ClaimIndex::new(&self.article);
    }

    /// Adds own claims as these changes will leave them: a line that creates a claim may judge it too.
    fn foresee_own_claims(&mut self, settings: &[Setting]) {
        let made =
            |setting: &&Setting| setting.field == "anchor" || Claim::IN_JOURNALS.contains(&setting.field.as_str());
        let mut targets: Vec<&Target> =
            settings.iter().filter(made).map(|setting| &setting.on).filter(|on| is_own(on.id())).collect();
        targets.sort();
        targets.dedup();
        if targets.is_empty() {
            return;
        }
        let mut own: Vec<OwnClaim> = self.fold().map_or(Vec::new(), |fold| own_claims(&self.article, fold));
        own.retain(|own| targets.iter().all(|on| on.id() != own.claim.id));
        for on in targets {
            own.extend(own_claims(&self.article, &self.foreseen(on, settings)));
        }
        put_among(&mut self.article, &own);
        self.index = ClaimIndex::new(&self.article);
    }

    /// A fold of a single own claim after these changes.
    fn foreseen(&self, on: &Target, settings: &[Setting]) -> Fold {
        let value = |field: &str| {
            let said = settings.iter().rev().find(|setting| setting.on == *on && setting.field == field);
            let before = || self.fold().and_then(|fold| fold.value(on, field)).cloned().unwrap_or_default();
            said.map_or_else(before, |setting| setting.to.clone())
        };
        let change = |field: &str| Change {
            on: on.clone(),
            of: None,
            field: field.to_owned(),
            was: Value::Null,
            to: value(field),
            after: Vec::new(),
        };
        let changes = Claim::IN_JOURNALS.into_iter().chain(["anchor"]).map(change).collect();
        Fold::from_lines(vec![Line::set(ActionId::default(), "", "", changes, String::new())])
    }

    /// Makes sure that these lines, and earlier ones, are on the disk.
    pub(super) fn write(self, lines: Vec<Line>) -> Result<(), Failure> {
        // The flush of an earlier run may have failed.
        let job = if lines.is_empty() { Job::Flush } else { Job::AppendAll(lines) };
        let mut desk = Desk::new(self.source, Some(self.name), Box::new(OsDisk));
        let mut failure = None;
        for outcome in desk.handle(job) {
            match outcome {
                Outcome::Warning(text) => complain(&Failure::from(text)),
                Outcome::NotSaved(_, why) => failure = Some(why),
                Outcome::Saved(_)
                | Outcome::Notes(_)
                | Outcome::Vanished(_)
                | Outcome::Drafts(_)
                | Outcome::Review(_) => {}
            }
        }
        // The program ends now: the system takes back a million lines faster than we give them up one by one.
        std::mem::forget(self.notes);
        failure.map_or(Ok(()), |why| Err(Failure::from(why)))
    }
}
