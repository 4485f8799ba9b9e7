//! What happens outside while somebody reads: colleagues, other machines, other programs.

use std::fs;

use nutgraf::app::message::Message;
use nutgraf::format;
use nutgraf::store::desk::Job;

use super::{ARTICLE, Journey};

impl Journey {
    /// Somebody else judges a claim in a file of theirs.
    pub(crate) fn colleague(mut self, name: &str, claim: &str, verdict: &str) -> Self {
        let article = &self.app.document.article;
        let (_, claim) = article.claims().find(|(_, other)| other.id == claim).unwrap();
        let verdict = nutgraf::domain::judgement::Verdict::from_stored(verdict);
        let notes = nutgraf::domain::notes::Notes::default();
        let changes =
            nutgraf::domain::notes::judge(&notes, name, claim, &nutgraf::domain::judgement::Opinion::of(verdict))
                .unwrap();
        let id = nutgraf::domain::journal::next_id(self.time.get(), None, 77);
        let line =
            format::journal::write_set(id, "2026-11-24T00:00:00Z", name, &changes, &std::collections::BTreeMap::new());
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// Somebody has said these things, as an object of fields and values for each thing, in a file of theirs.
    pub(crate) fn has_said(mut self, name: &str, said: &[(&str, serde_json::Value)]) -> Self {
        use nutgraf::domain::journal::{Change, Target, next_id};
        let mut changes = Vec::new();
        for (on, fields) in said {
            for (field, to) in fields.as_object().unwrap() {
                let on = Target((*on).to_owned());
                let of = nutgraf::domain::subject::Subject::find(&self.app.document.article, &on)
                    .and_then(|subject| subject.fingerprint());
                let was = serde_json::Value::Null;
                changes.push(Change { on, of, field: field.clone(), was, to: to.clone(), after: Vec::new() });
            }
        }
        let id = next_id(self.time.get(), None, 77);
        let seen = std::collections::BTreeMap::new();
        let line = format::journal::write_set(id, "2026-11-24T00:00:00Z", name, &changes, &seen);
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The same annotator judges a claim on another machine that knows nothing of this one.
    pub(crate) fn other_machine(mut self, claim: &str, verdict: &str) -> Self {
        use nutgraf::domain::{judgement, notes};
        let article = &self.app.document.article;
        let (_, claim) = article.claims().find(|(_, other)| other.id == claim).unwrap();
        let opinion = judgement::Opinion::of(judgement::Verdict::from_stored(verdict));
        let changes = notes::judge(&notes::Notes::default(), "ana", claim, &opinion).unwrap();
        self.time.set(self.time.get() + 1);
        let id = nutgraf::domain::journal::next_id(self.time.get(), None, 99);
        let line =
            format::journal::write_set(id, "2026-11-24T00:00:00Z", "ana", &changes, &std::collections::BTreeMap::new());
        let other = self.folder.path().join(format!("harbour.ana-{}.notes.jsonl", self.time.get()));
        fs::write(other, format!("{}\n", line.raw)).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The same annotator changes the one note on the first claim on another machine, which knows the note as it was empty.
    pub(crate) fn other_machine_notes(mut self, text: &str) -> Self {
        use nutgraf::domain::journal::{Change, Target, next_id};
        let on = Target::claim("p1.c1");
        let fold = self.app.notes.mine().unwrap();
        let (id, winner) = fold.elements(&on, "note:").next().unwrap();
        let (field, of) = (format!("note:{id}"), winner.change.of.clone());
        let change = Change { on, of, field, was: serde_json::Value::Null, to: text.into(), after: Vec::new() };
        self.time.set(self.time.get() + 1);
        let id = next_id(self.time.get(), None, 99);
        let line = format::journal::write_set(
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
        let article = format::article::read("harbour.yaml", text.as_bytes()).unwrap();
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// The article's file is edited, and nobody has noticed yet.
    pub(crate) fn article_changes_unnoticed(self, from: &str, to: &str) -> Self {
        let path = self.folder.path().join("harbour.yaml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
        self
    }

    /// The article's file is saved anew, and nobody has noticed yet.
    pub(crate) fn file_becomes(self, text: &str) -> Self {
        fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
        self
    }

    /// It is noticed that the article's file has changed.
    pub(crate) fn notices_article(mut self) -> Self {
        let text = fs::read(self.folder.path().join("harbour.yaml")).unwrap();
        let article = format::article::read("harbour.yaml", &text).unwrap();
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// The article's author saves another version.
    pub(crate) fn article_becomes(mut self, text: &str) -> Self {
        std::fs::write(self.folder.path().join("harbour.yaml"), text).unwrap();
        let article =
            format::article::read("harbour.yaml", text.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
        self.tell(Message::ArticleRead(Box::new(article)));
        self.draw();
        self
    }

    /// Somebody else's notes are copied into the folder, and nobody has noticed yet.
    pub(crate) fn colleague_unnoticed(self, name: &str, line: &str) -> Self {
        fs::write(self.folder.path().join(format!("harbour.{name}.notes.jsonl")), format!("{line}\n")).unwrap();
        self
    }

    /// It is noticed that notes have changed.
    pub(crate) fn notices_notes(mut self) -> Self {
        self.work(Job::Look);
        self.draw();
        self
    }

    /// The article's file is damaged.
    pub(crate) fn article_breaks(mut self) -> Self {
        let report = format::article::read("harbour.yaml", b"nutgraf: [").unwrap_err();
        self.tell(Message::ArticleRefused(report.first()));
        self.draw();
        self
    }

    /// A draft is to be had that was begun in a file which is gone.
    pub(crate) fn has_draft_from(mut self, file: &str, text: &str) -> Self {
        let draft = nutgraf::domain::draft::Draft {
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

    /// The journal is removed, and nobody has noticed yet.
    pub(crate) fn journal_vanishes(self) -> Self {
        self.notes_file_vanishes("harbour.ana.notes.jsonl")
    }

    /// A notes file is removed, and nobody has noticed yet.
    pub(crate) fn notes_file_vanishes(self, name: &str) -> Self {
        fs::remove_file(self.folder.path().join(name)).unwrap();
        self
    }

    /// git puts another file in the journal's place.
    pub(crate) fn swaps_journal(mut self, content: &str) -> Self {
        let other = self.folder.path().join("other");
        fs::write(&other, content).unwrap();
        fs::rename(other, self.path()).unwrap();
        self.work(Job::Look);
        self.draw();
        self
    }
}
