//! `nutgraf.toml`: names of one person, the place of the file, and its errors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use nutgraf::model::journal::people::People;
use nutgraf::storage::config::people_in;
use tempfile::TempDir;

/// The file in the article's folder and the user's own.
struct Files {
    folder: TempDir,
}

impl Files {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn beside(&self) -> PathBuf {
        self.folder.path().join("nutgraf.toml")
    }

    fn user(&self) -> PathBuf {
        self.folder.path().join("config/nutgraf/nutgraf.toml")
    }

    fn beside_says(self, text: &str) -> Self {
        fs::write(self.beside(), text).unwrap();
        self
    }

    fn user_says(self, text: &str) -> Self {
        fs::create_dir_all(self.user().parent().unwrap()).unwrap();
        fs::write(self.user(), text).unwrap();
        self
    }

    fn read(&self) -> (People, Vec<String>) {
        people_in(&[self.beside(), self.user()])
    }

    /// The output of a subcommand on the article, from stdout and stderr.
    fn run(&self, subcommand: &str, arguments: &[&str]) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.arg(subcommand).arg(self.folder.path().join("harbour.yaml")).args(arguments);
        let places = [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state")];
        let output = command.envs(places.map(|(name, place)| (name, self.folder.path().join(place)))).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    fn joins(self, name: &str, person: &str) -> Self {
        assert_eq!(self.read().0.name(name), person);
        self
    }

    fn warns(self, words: &str) -> Self {
        let (_, troubles) = self.read();
        assert!(troubles.len() == 1 && troubles[0].contains(words), "{words}: {troubles:?}");
        self
    }

    fn has_nothing_to_say(self) -> Self {
        let (_, troubles) = self.read();
        assert!(troubles.is_empty(), "{troubles:?}");
        self
    }
}

#[test]
fn the_file_beside_the_article_wins_over_the_users_own() {
    let files = Files::new().has_nothing_to_say().user_says("[people]\nana = [\"aperez\"]\n").joins("aperez", "ana");
    let files = files.beside_says("[reviewer]\nname = \"x\"\n").joins("aperez", "ana").has_nothing_to_say();
    files
        .beside_says("[people]\nmaria = [\"aperez\", \"Ána\"]\n")
        .joins("aperez", "maria")
        .joins("Ána", "maria")
        .has_nothing_to_say();
}

#[test]
fn what_the_folder_does_not_name_the_users_own_file_adds() {
    Files::new()
        .user_says("[people]\nana = [\"aperez\"]\nbo = [\"bo.k\", \"shared\"]\n")
        .beside_says("[people]\nana = [\"Ana P.\", \"shared\"]\n")
        .joins("Ana P.", "ana")
        .joins("shared", "ana")
        .joins("bo.k", "bo")
        .has_nothing_to_say();
}

#[test]
fn an_unreadable_file_counts_as_absent_and_its_error_is_located() {
    let files = Files::new().user_says("[people]\nana = [\"aperez\"]\n");
    let files = files.beside_says("# Ünïcode\n[people]\nana = \"aperez\"\n").warns("nutgraf.toml:3:7: ");
    let files = files.warns("are not joined").joins("aperez", "ana");
    let files = files.beside_says("[people]\n\"Ána Ó\" = [\"x\", 7]\n").warns("nutgraf.toml:2:17: ");
    let files = files.beside_says("[people\n").warns("nutgraf.toml:1:8: ");
    let files = files.beside_says(&"[".repeat(200_000)).warns("nutgraf.toml:1:");
    fs::remove_file(files.beside()).unwrap();
    assert!(Command::new("mkfifo").arg(files.beside()).status().unwrap().success());
    files.warns("not a regular file");
}

#[test]
fn unknown_keys_are_reported_with_places_and_the_rest_applies() {
    let file = "# Ünïcode\n[peopel]\nana = [\"x\"]\n[people]\nana = [\"ap\"]\n[reviewer]\nname = \"x\"\nulr = \"y\"\n";
    let files = Files::new().beside_says(file).joins("ap", "ana");
    let (_, troubles) = files.read();
    let told: Vec<&str> = troubles.iter().map(|trouble| trouble.rsplit("nutgraf.toml:").next().unwrap()).collect();
    let wanted = ["2:2: unknown key `peopel`; did you mean `people`?", "8:1: unknown key `ulr`; did you mean `url`?"];
    assert_eq!(told, wanted);
    let files = files.beside_says("colour = 1\r\n\"a\\u001bb\" = 2\r\npeople.ana = [\"ap\"]\r\n").joins("ap", "ana");
    let told = files.read().1.join("\n");
    assert!(
        told.contains(
            "nutgraf.toml:1:1: unknown key `colour`; choose one of: theme, keys, queries, watch, people, reviewer"
        ),
        "{told}"
    );
    assert!(told.contains("nutgraf.toml:2:1: unknown key `a\\u{1b}b`"), "{told}");
}

#[test]
fn every_command_reports_unknown_keys_of_both_files() {
    let files = Files::new().user_says("[revewer]\n").beside_says("\u{feff}[people]\nana = [\"ap\"]\n[x]\n");
    fs::write(files.folder.path().join("harbour.yaml"), include_str!("journeys/harbour.yaml")).unwrap();
    let everywhere: [(&str, &[&str]); 4] = [
        ("check", &[]),
        ("notes", &[]),
        ("print", &["--claims"]),
        ("judge", &["p1.c1", "--verdict", "supported", "--as", "ap"]),
    ];
    for (subcommand, arguments) in everywhere {
        let (_, complaint) = files.run(subcommand, arguments);
        assert!(
            complaint.contains(
                "nutgraf.toml:3:2: unknown key `x`; choose one of: theme, keys, queries, watch, people, reviewer"
            ),
            "{complaint}"
        );
        assert!(complaint.contains("nutgraf.toml:1:2: unknown key `revewer`; did you mean `reviewer`?"), "{complaint}");
    }
}

#[test]
fn a_name_of_two_people_joins_only_one_of_them() {
    let files = Files::new().beside_says("[people]\nana = [\"ap\", \"ap\"]\nben = [\"b\", \"ap\"]\n");
    files.warns("`ap` is a name of `ana` already").joins("ap", "ana").joins("b", "ben");
    let files = Files::new().beside_says("[people]\nana = [\"ben\", \"ana\"]\nben = [\"b\"]\n");
    files.warns("`ben` is a name of `ben` already").joins("ben", "ben").joins("b", "ben").joins("ana", "ana");
    Files::new().beside_says("[people]\nana = [\"\\u001b[31m\"]\nben = [\"\\u001b[31m\"]\n").warns("\\u{1b}");
}

#[test]
fn two_names_of_one_person_are_one_in_the_notes() {
    let files = Files::new().user_says("[people]\nana = [\"aperez\"]\n");
    fs::write(files.folder.path().join("harbour.yaml"), include_str!("journeys/harbour.yaml")).unwrap();
    files.run("judge", &["p1.c1", "--verdict", "supported", "--as", "aperez"]);
    files.run("judge", &["p1.c2", "--verdict", "refuted", "--as", "ana"]);
    let (notes, complaint) = files.run("notes", &[]);
    assert!(notes.contains("ana") && !notes.contains("aperez") && complaint.is_empty(), "{notes}{complaint}");
    let files = files.beside_says("[people]\nana = \"aperez\"\n");
    let (notes, complaint) = files.run("notes", &[]);
    assert!(!notes.contains("aperez") && complaint.contains("nutgraf.toml:2:7: "), "{notes}{complaint}");
}
