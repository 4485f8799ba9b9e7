//! Several annotators on several machines: merging their journals gives the same result in any order, by hand or by
//! git.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use nutgraf::codec::journal_jsonl::{read, timestamp, write_set, write_void};
use nutgraf::model::annotation::Notes;
use nutgraf::model::article::Article;
use nutgraf::model::journal::action::{Setting, action};
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::{Line, Target, next_id};
use nutgraf::model::query::Query;
use nutgraf::render::notes_text;
use proptest::prelude::*;
use serde_json::{Value, json};

const ARTICLE: &str = include_str!("journeys/harbour.yaml");
const NAMES: [&str; 2] = ["ana", "ben"];
const MACHINES: usize = 3;

fn article() -> Article {
    nutgraf::codec::article_yaml::read("harbour.yaml", ARTICLE.as_bytes()).unwrap()
}

/// The lines that each machine has written or received.
struct World {
    article: Article,
    machines: Vec<Vec<Line>>,
    time: u64,
}

/// An action: the machine, the author, the kind, and a number that it uses.
type Act = (u8, u8, u8, u8);

impl World {
    fn after(acts: &[Act]) -> Self {
        let mut world = Self { article: article(), machines: vec![Vec::new(); MACHINES], time: 1_000 };
        for act in acts {
            world.act(*act);
        }
        world
    }

    fn act(&mut self, (machine, who, what, number): Act) {
        let machine = usize::from(machine) % MACHINES;
        let name = NAMES[usize::from(who) % NAMES.len()];
        // Clocks differ between machines, and sometimes two ids have the same time.
        self.time += u64::from(number % 3);
        let time = self.time + machine as u64 * 2;
        let notes = Notes::new(None, self.machines[machine].clone());
        let empty = Fold::default();
        let fold = notes.fold(name).unwrap_or(&empty);
        let id = next_id(time, fold.greatest(), u128::from(self.time) << 8 | u128::from(number));
        let at = timestamp(time);
        let line = match what % 12 {
            0 => {
                let told = self.machines[usize::from(number) % MACHINES].clone();
                self.machines[machine].extend(told);
                return;
            }
            1 | 2 => fold.undo().map(|line| write_void(id, &at, name, line.id)),
            3 => fold.redo().map(|line| write_void(id, &at, name, line.id)),
            _ => action(&self.article, Some(fold), &settings(what, number))
                .map(|action| write_set(id, &at, name, &action.changes, &action.seen)),
        };
        self.time += 1;
        self.machines[machine].extend(line);
    }

    fn everything(&self) -> Vec<Line> {
        self.machines.iter().flatten().cloned().collect()
    }
}

/// Histories long enough for conflicts, and short enough to try many.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(any::<Act>(), 0..40)
}

/// An id of one of four elements.
fn element(number: u8) -> String {
    format!("01KB000000000000000000000{}", number % 4)
}

/// Annotations of only a few targets, so that they conflict.
fn settings(what: u8, number: u8) -> Vec<Setting> {
    let claim = Target::claim(["p1.c1", "p3.c2"][usize::from(number) % 2]);
    let id = element(number / 2);
    let said = if number.is_multiple_of(5) { Value::Null } else { json!(format!("said {number}")) };
    match what % 12 {
        4 | 5 => {
            let verdict = ["supported", "refuted", "not-enough"][usize::from(number) % 3];
            vec![Setting::new(&claim, "verdict", verdict), Setting::new(&claim, "why", said)]
        }
        6 => vec![Setting::new(&claim, format!("tag:t{}", number % 3), (!number.is_multiple_of(4)).then_some(true))],
        7 => vec![Setting::new(&Target("paragraph:p3".to_owned()), format!("note:{id}"), said)],
        8 => {
            let bearing = ["supports", "refutes", "context"][usize::from(number) % 3];
            let item = Target::element("evidence", &id);
            vec![Setting::new(&claim, format!("evidence:{id}"), bearing), Setting::new(&item, "passage", said)]
        }
        9 => vec![Setting::new(&claim, format!("reply:{id}"), json!({"who": format!("who {number}")}))],
        10 => vec![Setting::new(&Target::claim("p3.c2"), "found:0", json!({"value": number.to_string()}))],
        _ => {
            let own = Target::claim(&format!("01KC000000000000000000000{}", number % 3));
            let anchor = json!({"paragraph": "p1", "quote": "The second fee", "before": "", "after": ""});
            vec![Setting::new(&own, "text", said), Setting::new(&own, "anchor", anchor)]
        }
    }
}

/// All current values, with their authors and conflicts.
fn state(article: &Article, lines: Vec<Line>) -> (Vec<String>, String) {
    told(article, &Notes::new(None, lines))
}

fn told(article: &Article, notes: &Notes) -> (Vec<String>, String) {
    let mut state = Vec::new();
    for (name, fold) in notes.all() {
        for on in fold.targets().collect::<BTreeSet<_>>() {
            for field in fold.field_names(on).collect::<BTreeSet<_>>() {
                let Some(winner) = fold.winner(on, field) else { continue };
                let others: Vec<String> = winner.conflicts.iter().map(|line| line.id.to_string()).collect();
                state.push(format!("{name} {on} {field} {} {} {others:?}", winner.change.to, winner.line.id));
            }
        }
    }
    (state, notes_text::notes(article, notes, &Query::everything(), "2026-11-24") + &notes_text::history(notes))
}

fn shuffled(mut lines: Vec<Line>, seed: u64) -> Vec<Line> {
    lines.sort_by_key(|line| line.id.0.wrapping_mul(u128::from(seed) | 1).rotate_left(64));
    lines
}

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usual), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn journals_merged_in_any_order_come_to_the_same(acts in acts(), seed: u64, twice: bool) {
        let world = World::after(&acts);
        let lines = world.everything();
        let straight = state(&world.article, lines.clone());
        let mut others = shuffled(lines.clone(), seed);
        if twice {
            others.extend(lines.clone());
        }
        prop_assert_eq!(&straight, &state(&world.article, others.clone()));
        let mut one_by_one = Notes::default();
        for line in others.clone() {
            one_by_one.add(line);
        }
        prop_assert_eq!(&straight, &told(&world.article, &one_by_one));
        // As files: concatenated, then parsed.
        let text = others.iter().fold(String::new(), |text, line| text + &line.raw + "\n");
        prop_assert_eq!(&straight, &state(&world.article, read(text.as_bytes()).lines));
    }

    #[test]
    fn one_machine_alone_has_no_conflicts(acts in acts()) {
        let here: Vec<Act> = acts.into_iter().map(|(_, who, what, number)| (0, who, what, number)).collect();
        for line in state(&article(), World::after(&here).everything()).0 {
            prop_assert!(line.ends_with(" []"), "{line}");
        }
    }

    #[test]
    fn setting_the_field_again_resolves_a_conflict(acts in acts()) {
        let mut world = World::after(&acts);
        let article = world.article.clone();
        world.machines[0] = world.everything();
        let mut notes = Notes::new(None, world.everything());
        for name in NAMES {
            let Some(fold) = notes.fold(name).cloned() else { continue };
            for on in fold.targets() {
                for field in fold.field_names(on) {
                    let Some(winner) = fold.winner(on, field).filter(|winner| !winner.conflicts.is_empty()) else { continue };
                    world.time += 10;
                    let to = if winner.change.to.is_null() { json!("settled") } else { Value::Null };
                    let settled = action(&article, notes.fold(name), &[Setting::new(on, field, to)]).unwrap();
                    let id = next_id(world.time, notes.fold(name).and_then(Fold::greatest), u128::from(world.time));
                    notes.add(write_set(id, "t", name, &settled.changes, &settled.seen));
                }
            }
        }
        for line in told(&article, &notes).0 {
            prop_assert!(line.ends_with(" []"), "{line}");
        }
    }
}

#[test]
fn the_acts_of_these_properties_do_bring_about_conflicts() {
    let acts: Vec<Act> = (0..120_u8).map(|n| (n % 3, n / 3 % 2, n.wrapping_mul(7), n.wrapping_mul(29))).collect();
    let (state, text) = state(&article(), World::after(&acts).everything());
    assert!(state.iter().any(|line| !line.ends_with(" []")), "{state:#?}");
    assert!(text.contains("conflicting edits") && text.contains("(taken back)"), "{text}");
}

/// A repository with the article, and `.gitattributes` as in the README.
struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        let readme = include_str!("../README.md");
        let attributes = readme.split("```gitattributes\n").nth(1).unwrap().split("```").next().unwrap();
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        fs::write(repository.0.path().join(".gitattributes"), attributes).unwrap();
        fs::write(repository.0.path().join("harbour.yaml"), ARTICLE).unwrap();
        repository.commit("the article");
        repository
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = run(Command::new("git").args(arguments), self.0.path());
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn judge(&self, name: &str, rest: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        let output = run(command.args(["judge", "harbour.yaml"]).args(rest).args(["--as", name]), self.0.path());
        assert!(output.status.success(), "{rest:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn notes(&self) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        let output = run(command.args(["notes", "harbour.yaml"]), self.0.path());
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Makes a change on a branch of its own, commits it, and returns.
    fn on_branch(&self, branch: &str, what: impl FnOnce()) {
        self.git(&["checkout", "--quiet", "-b", branch, "main"]);
        what();
        self.commit(branch);
        self.git(&["checkout", "--quiet", "main"]);
    }
}

/// Runs a command in an environment without the user's settings.
fn run(command: &mut Command, folder: &Path) -> Output {
    let who = [("GIT_AUTHOR_NAME", "t"), ("GIT_AUTHOR_EMAIL", "t@example.org"), ("GIT_CONFIG_GLOBAL", "/dev/null")];
    let committer =
        [("GIT_COMMITTER_NAME", "t"), ("GIT_COMMITTER_EMAIL", "t@example.org"), ("GIT_CONFIG_SYSTEM", "/dev/null")];
    let data = folder.join(".git/data");
    let folders = [("XDG_DATA_HOME", &data), ("XDG_STATE_HOME", &data)];
    command.current_dir(folder).envs(who).envs(committer).envs(folders).output().unwrap()
}

#[test]
fn git_merges_the_work_of_two_people_without_a_conflict() {
    let repository = Repository::new();
    repository.on_branch("ana", || {
        repository
            .judge("ana", &["p1.c1", "--verdict", "refuted", "--why", "One fee.", "--evidence", "https://a.example"]);
        repository.judge("ana", &["p3", "--note", "Which third?"]);
    });
    repository.on_branch("ben", || repository.judge("ben", &["p1.c1", "--verdict", "supported", "--tag", "fees"]));
    repository.git(&["merge", "--quiet", "--no-edit", "ana"]);
    repository.git(&["merge", "--quiet", "--no-edit", "ben"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    let notes = repository.notes();
    assert!(notes.contains("They disagree\n  p1.c1  ana ✗ refuted; ben ✓ supported\n"), "{notes}");
    assert!(notes.contains("Which third?") && notes.contains("tags: fees") && notes.contains("a.example"), "{notes}");
}

#[test]
fn git_merges_the_work_of_one_person_on_two_machines_without_a_conflict() {
    let repository = Repository::new();
    repository.judge("ana", &["p1.c1", "--verdict", "supported"]);
    repository.judge("ana", &["p1.c2", "--tag", "before"]);
    repository.commit("at home");
    repository.on_branch("office", || {
        repository.judge("ana", &["p1.c1", "--verdict", "refuted", "--tag", "office"]);
        repository.judge("ana", &["p2.c1", "--note", "From the office."]);
        repository.judge("ana", &["p1.c2", "--untag", "before"]);
    });
    repository.on_branch("train", || {
        repository.judge("ana", &["p3.c1", "--verdict", "not-enough", "--why", "No ledger here."]);
        repository.judge("ana", &["p1.c1", "--verdict", "misleading", "--tag", "train"]);
    });
    repository.git(&["merge", "--quiet", "--no-edit", "office"]);
    repository.git(&["merge", "--quiet", "--no-edit", "train"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    let notes = repository.notes();
    for words in
        ["~ misleading, conflicting edits  ana\n      tags: office, train\n", "From the office.", "No ledger here."]
    {
        assert!(notes.contains(words), "{words}: {notes}");
    }
    assert!(!notes.contains("before"), "what was taken away stays away: {notes}");
    repository.judge("ana", &["p1.c1", "--verdict", "misleading"]);
    let notes = repository.notes();
    assert!(notes.contains("~ misleading  ana\n") && !notes.contains("two places"), "{notes}");
}
