//! Outside events while somebody reads: colleagues, other machines, other programs.

use std::fs;

use nutgraf::codec;
use nutgraf::reader::message::Message;
use nutgraf::storage::journal::service::Job;

use super::{ARTICLE, Journey};

impl Journey {
    /// Somebody else judges a claim in a file of theirs.
    pub(crate) fn colleague(mut self, name: &str, claim: &str, verdict: &str) -> Self {
        let article = &self.app.document.article;
        let (_, claim) = article.claims().find(|(_, other)| other.id == claim).unwrap();
        let verdict = nutgraf::model::annotation::judgement::Verdict::from_stored(verdict);
        let notes = nutgraf::model::annotation::Notes::default();
        let changes = nutgraf::model::annotation::judge(
            &notes,
            name,
            claim,
            &nutgraf::model::annotation::judgement::Opinion::of(verdict),
        )
        .unwrap();
        let id = nutgraf::model::journal::next_id(self.time.get(), None, 77);
        let line = codec::journal_jsonl::write_set(
            id,
            "2026-11-24T00:00:00Z",
            name,
            &changes,
            &std::collections::BTreeMap::new(),
        );
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// Somebody annotates the article in their own file; each target has an object of fields and values.
    pub(crate) fn has_said(mut self, name: &str, said: &[(&str, serde_json::Value)]) -> Self {
        use nutgraf::model::journal::{Change, Target, next_id};
        let mut changes = Vec::new();
        for (on, fields) in said {
            for (field, to) in fields.as_object().unwrap() {
                let on = Target((*on).to_owned());
                let of = nutgraf::model::article::subject::Subject::find(&self.app.document.article, &on)
                    .and_then(|subject| subject.fingerprint());
                let was = serde_json::Value::Null;
                changes.push(Change { on, of, field: field.clone(), was, to: to.clone(), after: Vec::new() });
            }
        }
        let id = next_id(self.time.get(), None, 77);
        let seen = std::collections::BTreeMap::new();
        let line = codec::journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", name, &changes, &seen);
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// Somebody adds a line to their file: fields of targets, each with its value.
    pub(crate) fn adds(mut self, name: &str, said: &[(String, String, serde_json::Value)]) -> Self {
        use nutgraf::model::journal::action::{Setting, action};
        use nutgraf::model::journal::{Target, next_id};
        let settings: Vec<Setting> =
            said.iter().map(|(on, field, to)| Setting::new(&Target(on.clone()), field, to.clone())).collect();
        let fold = self.app.notes.fold(name);
        let action = action(&self.app.document.article, fold, &settings).unwrap();
        self.time.set(self.time.get() + 1);
        let random = name.bytes().fold(u128::from(self.time.get()), |sum, byte| sum * 256 + u128::from(byte));
        let id = next_id(self.time.get(), fold.and_then(nutgraf::model::journal::fold::Fold::greatest), random);
        let line =
            nutgraf::codec::journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", name, &action.changes, &action.seen);
        let path = self.folder.path().join(format!("harbour.{name}.notes.jsonl"));
        let before = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, format!("{before}{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The same annotator judges a claim on another machine without these notes.
    pub(crate) fn other_machine(mut self, claim: &str, verdict: &str) -> Self {
        use nutgraf::model::annotation;
        use nutgraf::model::annotation::judgement;
        let article = &self.app.document.article;
        let (_, claim) = article.claims().find(|(_, other)| other.id == claim).unwrap();
        let opinion = judgement::Opinion::of(judgement::Verdict::from_stored(verdict));
        let changes = annotation::judge(&annotation::Notes::default(), "ana", claim, &opinion).unwrap();
        self.time.set(self.time.get() + 1);
        let id = nutgraf::model::journal::next_id(self.time.get(), None, 99);
        let line = codec::journal_jsonl::write_set(
            id,
            "2026-11-24T00:00:00Z",
            "ana",
            &changes,
            &std::collections::BTreeMap::new(),
        );
        let other = self.folder.path().join(format!("harbour.ana-{}.notes.jsonl", self.time.get()));
        fs::write(other, format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The same annotator changes the only note on the first claim on another machine, which knows the note in its
    /// empty state.
    pub(crate) fn other_machine_notes(mut self, text: &str) -> Self {
        use nutgraf::model::journal::{Change, Target, next_id};
        let on = Target::claim("p1.c1");
        let fold = self.app.notes.mine().unwrap();
        let (id, winner) = fold.elements(&on, "note:").next().unwrap();
        let (field, of) = (format!("note:{id}"), winner.change.of.clone());
        let change = Change { on, of, field, was: serde_json::Value::Null, to: text.into(), after: Vec::new() };
        self.time.set(self.time.get() + 1);
        let id = next_id(self.time.get(), None, 99);
        let line = codec::journal_jsonl::write_set(
            id,
            "2026-11-24T00:00:00Z",
            "ana",
            &[change],
            &std::collections::BTreeMap::new(),
        );
        fs::write(self.folder.path().join("harbour.ana-other.notes.jsonl"), format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The article's file is edited.
    pub(crate) fn article_changes(mut self, from: &str, to: &str) -> Self {
        let text = ARTICLE.replace(from, to);
        assert_ne!(text, ARTICLE);
        let article = codec::article_yaml::read("harbour.yaml", text.as_bytes()).unwrap();
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// The article's file is edited, but the program has not noticed yet.
    pub(crate) fn article_changes_unnoticed(self, from: &str, to: &str) -> Self {
        let path = self.folder.path().join("harbour.yaml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
        self
    }

    /// Another article is in the folder.
    pub(crate) fn has_other_article(self, name: &str, text: &str) -> Self {
        fs::write(self.folder.path().join(format!("{name}.yaml")), text).unwrap();
        self
    }

    /// Somebody has judged a claim of another article of the folder, with a reason.
    pub(crate) fn has_judged_other(self, article: &str, name: &str, claim: &str, verdict: &str) -> Self {
        let path = self.folder.path().join(format!("{article}.yaml"));
        let read = codec::article_yaml::read(article, &fs::read(&path).unwrap()).unwrap();
        let (_, found) = read.claims().find(|(_, found)| found.id == claim).unwrap();
        let verdict = nutgraf::model::annotation::judgement::Verdict::from_stored(verdict);
        let why = Some("The budget says so.".to_owned());
        let opinion = nutgraf::model::annotation::judgement::Opinion {
            why,
            ..nutgraf::model::annotation::judgement::Opinion::of(verdict)
        };
        let notes = nutgraf::model::annotation::Notes::default();
        let changes = nutgraf::model::annotation::judge(&notes, name, found, &opinion).unwrap();
        let id = nutgraf::model::journal::next_id(self.time.get(), None, 78);
        let seen = std::collections::BTreeMap::new();
        let line = codec::journal_jsonl::write_set(id, "2026-11-24T00:00:00Z", name, &changes, &seen);
        fs::write(self.folder.path().join(format!("{article}.{name}.notes.jsonl")), format!("{}\n", line.raw)).unwrap();
        self
    }

    /// The previous version, as an import with `--update` keeps it.
    pub(crate) fn has_earlier_version(self, text: &str) -> Self {
        fs::write(self.folder.path().join("harbour.v1.yaml"), text).unwrap();
        self
    }

    /// The article's file is saved again, but the program has not noticed yet.
    pub(crate) fn file_becomes(self, text: &str) -> Self {
        fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
        self
    }

    /// The program notices that the article's file has changed.
    pub(crate) fn notices_article(mut self) -> Self {
        let text = fs::read(self.folder.path().join("harbour.yaml")).unwrap();
        let article = codec::article_yaml::read("harbour.yaml", &text).unwrap();
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// The article's author saves another version.
    pub(crate) fn article_becomes(mut self, text: &str) -> Self {
        std::fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
        let article =
            codec::article_yaml::read("harbour.yaml", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// Somebody else's notes are copied into the folder, but the program has not noticed yet.
    pub(crate) fn colleague_unnoticed(self, name: &str, line: &str) -> Self {
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{line}\n")).unwrap();
        self
    }

    /// The program notices that notes have changed.
    pub(crate) fn notices_notes(mut self) -> Self {
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The article's file is removed, and that is noticed.
    pub(crate) fn article_is_gone(mut self) -> Self {
        self.tell(Message::ArticleGone);
        self.draw();
        self
    }

    /// The article's file is damaged.
    pub(crate) fn article_breaks(mut self) -> Self {
        let report = codec::article_yaml::read("harbour.yaml", b"nutgraf: [").unwrap_err();
        self.tell(Message::ArticleRefused(report.first(), Vec::new()));
        self.draw();
        self
    }

    /// The article's file is edited and becomes invalid.
    pub(crate) fn article_becomes_wrong(mut self, text: &str) -> Self {
        let report = codec::article_yaml::read("harbour.yaml", text.as_bytes()).unwrap_err();
        let problem = |problem: &nutgraf::codec::diagnostics::Problem| nutgraf::session::file_problem::FileProblem {
            line: problem.line,
            column: problem.column,
            text: problem.message.clone(),
        };
        let problems = report.problems.iter().map(problem).collect();
        self.tell(Message::ArticleRefused(report.first(), problems));
        self.draw();
        self
    }

    /// A draft is offered that was begun in a file that is gone.
    pub(crate) fn has_draft_from(mut self, file: &str, text: &str) -> Self {
        let draft = nutgraf::session::autosave::Draft {
            id: "01KB0000000000000000000001".to_owned(),
            v: 1,
            by: "ana".to_owned(),
            file: Some(file.to_owned()),
            on: "claim:p1.c1".to_owned(),
            form: "note".to_owned(),
            fields: [("text".to_owned(), text.to_owned())].into(),
            at: "2026-11-24T00:00:00Z".to_owned(),
        };
        let drafts = self.app.drafts.iter().cloned().chain([draft]).collect();
        self.tell(Message::Drafts(drafts));
        self.draw();
        self
    }

    /// The journal is removed, but the program has not noticed yet.
    pub(crate) fn journal_vanishes(self) -> Self {
        self.notes_file_vanishes("harbour.ana.notes.jsonl")
    }

    /// A notes file is removed, but the program has not noticed yet.
    pub(crate) fn notes_file_vanishes(self, name: &str) -> Self {
        fs::remove_file(self.folder.path().join(name)).unwrap();
        self
    }

    /// git replaces the journal by another file.
    pub(crate) fn swaps_journal(mut self, content: &str) -> Self {
        let other = self.folder.path().join("other");
        fs::write(&other, content).unwrap();
        fs::rename(other, self.path()).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }
}

impl Journey {
    /// A query is saved by name in the settings.
    pub(crate) fn saves_query(mut self, name: &str, query: &str) -> Self {
        self.tell(Message::Queries([(name.to_owned(), query.to_owned())].into()));
        self.draw();
        self
    }
}

impl Journey {
    /// The program ends or is killed, and starts again with the review.
    pub(crate) fn reopen_in_review(self) -> Self {
        let (drafts, time) = (self.drafts, self.time.get());
        let mut journey = Self::in_folder(self.folder, self.name.as_deref(), time, self.fuse);
        journey.app.show_review();
        journey.drafts = drafts;
        let drafts = journey.drafts.values().cloned().collect();
        journey.tell(Message::Drafts(drafts));
        journey.draw();
        journey
    }
}
