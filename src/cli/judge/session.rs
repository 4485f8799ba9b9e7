//! Somebody who writes, what they have said so far, and the way of a line to the disk.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::domain::action::{Setting, action_on, completed};
use crate::domain::article::Article;
use crate::domain::fold::Fold;
use crate::domain::journal::{ActionId, Change, Line, Target, next_id};
use crate::domain::notes::{Notes, OVERRULED, is_overruled};
use crate::domain::own_claim::{KEYS, OwnClaim, is_own, own_claims, put_among};
use crate::domain::setting_rule::check_all;
use crate::domain::subject::ClaimIndex;
use crate::format::journal::{timestamp, write_set};
use crate::store::annotator;
use crate::store::desk::{Desk, Job, Outcome};
use crate::store::disk::OsDisk;
use crate::store::notes::Source;

use super::super::{Failure, complain, moment, open};

pub(super) struct Session {
    source: Source,
    /// Who writes.
    pub(super) name: String,
    /// The article, with the claims that they have added.
    pub(super) article: Article,
    /// Where its claims stand.
    index: ClaimIndex,
    pub(super) notes: Notes,
}

impl Session {
    /// Opens the article, and reads what everyone has said of it.
    pub(super) fn begin(file: &Path, asked: Option<&str>) -> Result<Self, Failure> {
        let opened = open::open(Some(file))?;
        let Some(name) = annotator::who(asked).name else {
            return Err(Failure::from("who is judging? Say so with --as NAME, or set NUTGRAF_ANNOTATOR"));
        };
        let notes = opened.notes(Some(name.clone()));
        let mut session =
            Self { source: opened.source, name, article: opened.article, index: ClaimIndex::default(), notes };
        session.put_own_claims();
        Ok(session)
    }

    /// What the writer has said.
    pub(super) fn fold(&self) -> Option<&Fold> {
        self.notes.mine()
    }

    /// What is doubtful about these settings, or why they cannot be said; `made` are own claims that other lines make.
    pub(super) fn check(&self, settings: &[Setting], made: &BTreeSet<Target>) -> Result<Vec<String>, Vec<String>> {
        check_all(&self.article, &self.index, self.fold(), settings, made)
    }

    /// The line that says this, as if it were written; none when all of it is said already.
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

    /// The same settings, anchors with the whole context of their words.
    fn completed(&self, settings: &[Setting]) -> Vec<Setting> {
        let find = |on: &Target| self.index.find(&self.article, on);
        settings.iter().map(|setting| completed(&find, setting).into_owned()).collect()
    }

    /// Puts the writer's own claims among those of the article, as they are now.
    fn put_own_claims(&mut self) {
        if let Some(fold) = self.notes.mine() {
            let own = own_claims(&self.article, fold);
            put_among(&mut self.article, &own);
        }
        self.index = ClaimIndex::new(&self.article);
    }

    /// The same, as these settings will leave them: a line that makes a claim may judge it too.
    fn foresee_own_claims(&mut self, settings: &[Setting]) {
        let made = |setting: &&Setting| setting.field == "anchor" || KEYS.contains(&setting.field.as_str());
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

    /// A fold of one own claim alone, with these settings made.
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
        let changes = KEYS.into_iter().chain(["anchor"]).map(change).collect();
        Fold::from_lines(vec![Line::set(ActionId::default(), "", "", changes, String::new())])
    }

    /// Makes sure that these lines, and those before them, are on the disk.
    pub(super) fn write(self, lines: Vec<Line>) -> Result<(), Failure> {
        // An earlier run may have been told that its line could not be flushed.
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
        failure.map_or(Ok(()), |why| Err(Failure::from(why)))
    }
}
