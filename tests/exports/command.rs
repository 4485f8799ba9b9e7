//! `nutgraf export` as a script sees it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use nutgraf::export::FORMATS;
use tempfile::TempDir;

pub(crate) const FERRY: &str = include_str!("places/ferry.yaml");
const ANA: &str = include_str!("places/ferry.ana.notes.jsonl");
const BO: &str = include_str!("places/ferry.bo.notes.jsonl");

/// A folder with the ferry article and the notes of ana and bo.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self::bare();
        place.write("ferry.ana.notes.jsonl", ANA);
        place.write("ferry.bo.notes.jsonl", BO);
        place
    }

    pub(crate) fn bare() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("ferry.yaml", FERRY);
        place
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args(arguments)
            .current_dir(self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("NUTGRAF_ANNOTATOR", "ana")
            .output()
            .unwrap()
    }

    pub(crate) fn export(&self, arguments: &[&str]) -> Said {
        let output = self.command(env!("CARGO_BIN_EXE_nutgraf"), &[&["export"], arguments].concat());
        Said::of(&output)
    }
}

/// The exit code of a command, and its output.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

#[test]
fn an_export_goes_beside_the_article_and_says_what_it_drops() {
    let place = Place::new();
    let said = place.export(&["ferry.yaml", "-f", "markdown"]);
    assert_eq!((said.code, said.out.as_str()), (0, "./ferry.ana.packet.md\n"), "{}", said.err);
    assert!(said.err.contains("nutgraf: markdown drops the article's text: "), "{}", said.err);
    assert!(place.read("ferry.ana.packet.md").contains("annotators: [ana]\n"));
    let quiet = place.export(&["ferry.yaml", "-f", "csv", "--by", "all", "--quiet"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("./ferry.all.claims.csv\n", ""));
    assert_eq!(place.names().len(), 5, "nothing but the exports is new: {:?}", place.names());
}

#[test]
fn an_existing_file_is_kept_unless_it_is_to_be_replaced() {
    let place = Place::new();
    place.write("mine.html", "mine");
    let said = place.export(&["ferry.yaml", "-f", "html", "-o", "mine.html"]);
    assert!(said.code == 2 && said.err.contains("it is there already; use --force"), "{said:?}");
    assert_eq!(place.read("mine.html"), "mine");
    assert_eq!(place.export(&["ferry.yaml", "-f", "html", "-o", "mine.html", "--force"]).code, 0);
    assert!(place.read("mine.html").starts_with("<!doctype html>"));
}

#[test]
fn the_article_and_notes_files_are_never_overwritten() {
    let place = Place::new();
    std::os::unix::fs::symlink("ferry.yaml", place.path("link.md")).unwrap();
    for (path, what) in [
        ("ferry.yaml", "the article"),
        ("./ferry.yaml", "the article"),
        ("link.md", "the article"),
        ("ferry.bo.notes.jsonl", "a notes file"),
        ("ferry.new.notes.jsonl", "a notes file"),
    ] {
        let said = place.export(&["ferry.yaml", "-f", "jsonl", "-o", path, "--force", "--quiet"]);
        assert!(said.code == 2 && said.err.contains(&format!("is {what} and was not replaced")), "{path}: {said:?}");
    }
    assert_eq!((place.read("ferry.yaml").as_str(), place.read("ferry.bo.notes.jsonl").as_str()), (FERRY, BO));
}

#[test]
fn an_unwritable_destination_is_reported_with_a_remedy() {
    let place = Place::new();
    fs::create_dir(place.path("folder")).unwrap();
    for (path, why) in [
        ("none/x.csv", "its folder is missing; make the folder first"),
        ("folder", "name a file in it"),
        ("/dev/null", "a device or a pipe"),
    ] {
        let said = place.export(&["ferry.yaml", "-f", "csv", "-o", path, "--force", "--quiet"]);
        assert!(said.code == 2 && said.err.contains(why), "{path}: {said:?}");
    }
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let place = Place::new();
    place.write("old.html", "old");
    let script = format!(
        "ulimit -f 1; exec {} export ferry.yaml -f html -o old.html --force --quiet",
        env!("CARGO_BIN_EXE_nutgraf")
    );
    let said = Said::of(&place.command("bash", &["-c", &script]));
    assert!(said.code == 2 && said.err.contains("cannot write old.html: "), "{said:?}");
    assert_eq!(place.read("old.html"), "old");
    assert_eq!(place.names().len(), 4, "nothing is left lying about: {:?}", place.names());
}

#[test]
fn standard_output_has_the_bytes_of_the_file_and_a_closed_one_is_no_failure() {
    let place = Place::new();
    place.write("nutgraf.toml", "[reviewer]\nname = \"Quay Checkers\"\nurl = \"https://checkers.example\"\n");
    for format in FORMATS {
        let said = place.export(&["ferry.yaml", "-f", format.name, "-o", "-", "--quiet"]);
        assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", format.name);
        place.export(&["ferry.yaml", "-f", format.name, "-o", "file", "--quiet", "--force"]);
        assert_eq!(said.out, place.read("file"), "{}", format.name);
    }
    let script = format!(
        "{} export ferry.yaml -f html -o - --quiet | true; echo ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_nutgraf")
    );
    let said = Said::of(&place.command("bash", &["-c", &script]));
    assert_eq!((said.out.as_str(), said.err.as_str()), ("0\n", ""));
}

#[test]
fn an_unknown_format_names_the_nearest() {
    let said = Place::new().export(&["ferry.yaml", "-f", "markdwon"]);
    assert!(said.code == 2 && said.err.contains("did you mean `markdown`?"), "{said:?}");
}

#[test]
fn without_any_notes_every_format_is_valid_and_a_word_is_said() {
    let place = Place::bare();
    for format in FORMATS {
        let said = place.export(&["ferry.yaml", "-f", format.name, "-o", "-", "--quiet"]);
        assert!(said.code == 0 && said.err.contains("there are no notes on this article yet"), "{said:?}");
        let empty = match format.name {
            "averitec" => "[\n]\n",
            "claimreview" => "{\"@context\":\"https://schema.org\",\"@graph\":[\n]}\n",
            _ => "",
        };
        assert!(said.out.ends_with(empty) && !said.out.is_empty(), "{}: {}", format.name, said.out);
    }
    let place = Place::new();
    fs::remove_file(place.path("ferry.ana.notes.jsonl")).unwrap();
    let said = place.export(&["ferry.yaml", "-f", "json", "-o", "-", "--quiet"]);
    assert!(
        said.code == 2 && said.err.contains("ana has judged nothing here, and bo has; say whose notes"),
        "{}",
        said.err
    );
    let said = place.export(&["ferry.yaml", "-f", "json", "-o", "-", "--by", "cy"]);
    assert!(
        said.code == 2 && said.err.contains("cy has no notes on this article; there are notes by bo"),
        "{}",
        said.err
    );
}

#[test]
fn strict_writes_nothing_that_would_lose_something() {
    let place = Place::new();
    let said = place.export(&["ferry.yaml", "-f", "averitec", "--strict", "-o", "x.json"]);
    assert!(said.code == 1 && said.err.contains("leaves something out, and --strict is set"), "{said:?}");
    assert!(!Path::new(&place.path("x.json")).exists());
    assert_eq!(place.export(&["ferry.yaml", "-f", "jsonl", "--strict", "-o", "x.jsonl"]).code, 0);
}

#[test]
fn claims_are_chosen_by_verdict_status_section_and_tag() {
    let place = Place::new();
    let ids = |arguments: &[&str]| -> Vec<String> {
        let said = place.export(&[&["ferry.yaml", "-f", "jsonl", "-o", "-", "--quiet"], arguments].concat());
        assert_eq!(said.code, 0, "{}", said.err);
        let rows = said.out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        rows.filter(|row| row["type"] == "claim").map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["--verdict", "refuted"]), ["p1.c1"]);
    assert_eq!(ids(&["--verdict", "refuted,conflicting"]), ["p1.c1", "p1.c2"]);
    assert_eq!(ids(&["--status", "waiting,not-checkable"]), ["p2.c1", "p3.c1"]);
    assert_eq!(ids(&["--section", "money", "--verdict", "none"]), ["p2.c1", "p3.c1"]);
    assert_eq!(ids(&["--tag", "figures"]), ["p1.c1"]);
    assert_eq!(ids(&["--verdict", "supported", "--by", "bo"]), ["p1.c1", "p2.c3"]);
    assert_eq!(ids(&["--verdict", "supported", "--by", "all", "--final", "ana"]), ["p2.c2", "p2.c2", "p2.c3", "p2.c3"]);
    let said = place.export(&["ferry.yaml", "-f", "jsonl", "--section", "mony"]);
    assert!(said.code == 2 && said.err.contains("did you mean `money`?"), "{said:?}");
}

#[test]
fn the_reviewer_comes_from_the_folder_and_then_from_the_settings() {
    let place = Place::new();
    let reviews = || place.export(&["ferry.yaml", "-f", "claimreview", "-o", "-"]);
    assert!(reviews().err.contains("a reviewer in nutgraf.toml"));
    fs::create_dir_all(place.path("config/nutgraf")).unwrap();
    place.write("config/nutgraf/nutgraf.toml", "[reviewer]\nname = \"Settings\"\nurl = \"https://settings.example\"\n");
    assert!(reviews().out.contains("\"name\":\"Settings\""));
    place.write(
        "nutgraf.toml",
        "[people]\nana = [\"Ana P.\"]\n[reviewer]\nname = \"Folder\"\nurl = \"https://folder.example\"\n",
    );
    assert!(reviews().out.contains("\"name\":\"Folder\""));
    place.write("nutgraf.toml", "[reviewer]\nname = \"Desk\"\n");
    let merged = reviews().out;
    assert!(merged.contains("\"name\":\"Desk\"") && merged.contains("https://settings.example"), "{merged}");
    place.write("nutgraf.toml", "[reviewer]\nname = \"Folder\"\nurl = \"javascript:x\"\n");
    assert!(reviews().code == 2 && reviews().err.contains("not an http or https address"));
    place.write("nutgraf.toml", "[reviewer\n");
    assert!(reviews().code == 2 && reviews().err.contains("nutgraf.toml:1:"));
}

#[test]
fn a_packet_keeps_what_a_person_wrote_and_refuses_what_it_cannot_place() {
    let place = Place::new();
    let packet = || place.export(&["ferry.yaml", "-f", "markdown", "--quiet"]);
    packet();
    let text = place.read("ferry.ana.packet.md");
    let line = text.lines().find(|line| line.starts_with("<!-- yours p2.c1:")).unwrap();
    let by_hand = text.replace(line, &format!("{line}\n\nThe clerk called back."));
    place.write("ferry.ana.packet.md", &by_hand);
    place.command(
        env!("CARGO_BIN_EXE_nutgraf"),
        &["judge", "ferry.yaml", "p2.c1", "--verdict", "supported", "--why", "The budget says it again."],
    );
    assert_eq!(packet().code, 0);
    let again = place.read("ferry.ana.packet.md");
    assert!(again.contains("The clerk called back.\n") && again.contains("- **p2.c1** The town pays"), "{again}");
    assert!(again.contains("## What you wrote on other claims\n\n### p2.c1\n"), "a line has no room for it: {again}");
    assert_eq!((packet().code, place.read("ferry.ana.packet.md")), (0, again.clone()), "and it stays there");

    let refused = place.export(&["ferry.yaml", "-f", "markdown", "--section", "opening", "-o", "ferry.ana.packet.md"]);
    assert!(refused.code == 2 && refused.err.contains("no place for your text on p2.c1"), "{}", refused.err);
    assert_eq!(place.read("ferry.ana.packet.md"), again);

    place.write("ferry.ana.packet.md", &again.replace("## Sources", "## Origins"));
    assert!(packet().err.contains("changed outside the marked lines and was not replaced"), "{}", packet().err);
    assert_eq!(place.export(&["ferry.yaml", "-f", "markdown", "--force", "--quiet"]).code, 0);
    assert_eq!(place.read("ferry.ana.packet.md"), again);

    place.write("ferry.ana.packet.md", "# My own page\n");
    assert!(packet().code == 2, "a page that is no packet is kept");
}

#[test]
fn an_earlier_export_says_what_has_changed_since() {
    let place = Place::new();
    let checkable: Vec<_> = FORMATS.iter().filter(|format| format.can_be_checked).collect();
    assert_eq!(checkable.len(), 7);
    for format in &checkable {
        let file = format!("export.{}", format.ending);
        place.export(&["ferry.yaml", "-f", format.name, "-o", &file, "--by", "all", "--quiet"]);
        let said = place.export(&["--check", &file]);
        assert_eq!(
            (said.code, said.out.as_str()),
            (0, format!("{file}: nothing has changed since\n").as_str()),
            "{}",
            said.err
        );
    }
    place.command(env!("CARGO_BIN_EXE_nutgraf"), &["judge", "ferry.yaml", "p1.c1", "--verdict", "misleading"]);
    place.command(env!("CARGO_BIN_EXE_nutgraf"), &["judge", "ferry.yaml", "p1.c3", "--verdict", "supported"]);
    place.write("ferry.yaml", &FERRY.replace("Nobody has counted", "Nobody ever counted"));
    for format in &checkable {
        let said = place.export(&["ferry.yaml", "--check", &format!("export.{}", format.ending)]);
        assert_eq!(said.code, 1);
        let has =
            |line: &str| assert!(said.out.lines().any(|other| other == line), "{}: {line}\n{}", format.name, said.out);
        has("the article's text has changed");
        has("p1.c1: what ana says of it has changed");
        if format.name != "csv-evidence" {
            has("p1.c3: ana has annotated it since");
        }
        assert!(!said.out.contains("p1.c1: what bo") && !said.out.contains("p1.c2"), "{}", said.out);
    }
    for name in ["w3c", "claimreview", "averitec"] {
        place.export(&["ferry.yaml", "-f", name, "-o", "other", "--force", "--quiet"]);
        let said = place.export(&["--check", "other"]);
        assert!(said.code == 2 && said.err.contains("keeps nothing to compare with"), "{name}: {said:?}");
    }
}

/// Names of files being written, or left over from a crash.
fn unfinished(place: &Place) -> Vec<String> {
    place.names().into_iter().filter(|name| name.contains(".unfinished-")).collect()
}

#[test]
fn leftovers_of_a_killed_export_are_marked_and_removed_by_the_next() {
    let place = Place::bare();
    let paragraph = |number: usize| format!("      - {{id: q{number}, text: The ferry left late once more.}}\n");
    let many: String = (0..4000).map(paragraph).collect();
    place.write("ferry.yaml", &format!("{FERRY}  - id: log\n    paragraphs:\n{many}"));
    let export = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(["export", "ferry.yaml", "-f", "html", "--quiet", "--force", "-o", "page.html"]);
        command.current_dir(place.0.path()).env("NUTGRAF_ANNOTATOR", "ana");
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command
    };
    let mut left = Vec::new();
    for _ in 0..20 {
        let mut child = export().spawn().unwrap();
        while unfinished(&place).is_empty() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        left = unfinished(&place);
        if !left.is_empty() {
            break;
        }
    }
    let [left] = &left[..] else { panic!("{left:?}") };
    assert!(left.starts_with(".page.html.unfinished-") && left.split('.').next_back() == Some("tmp"), "{left}");
    assert!(export().status().unwrap().success());
    assert_eq!(unfinished(&place), Vec::<String>::new());
    assert!(place.read("page.html").ends_with("</html>\n"));
}

#[test]
fn what_another_export_is_writing_stays() {
    let place = Place::new();
    place.write(".page.html.unfinished-abc123.tmp", "half");
    place.write(".page.html.unfinished-def456.tmp", "half of another");
    place.write("my.unfinished-work.tmp", "mine");
    let lock = fs::File::open(place.path(".page.html.unfinished-abc123.tmp")).unwrap();
    lock.lock().unwrap();
    assert_eq!(place.export(&["ferry.yaml", "-f", "csv"]).code, 0);
    assert_eq!(unfinished(&place), [".page.html.unfinished-abc123.tmp", "my.unfinished-work.tmp"]);
}

#[test]
fn a_file_of_the_longest_name_is_written() {
    let place = Place::new();
    let name = "n".repeat(255);
    let exported = place.export(&["ferry.yaml", "-f", "csv", "-o", &name]);
    assert_eq!(exported.code, 0, "{exported:?}");
    assert!(place.read(&name).contains("p1.c1"));
}

#[test]
fn a_template_writes_beside_the_article_and_keeps_what_a_person_wrote() {
    let place = Place::new();
    let printed = place.export(&["--print-template"]);
    assert_eq!(printed.code, 0, "{}", printed.err);
    place.write("desk.md.j2", &printed.out.replace("# Check packet:", "# Desk:"));
    let said = place.export(&["ferry.yaml", "--template", "desk.md.j2"]);
    assert_eq!((said.code, said.out.as_str()), (0, "./ferry.ana.desk.md\n"), "{}", said.err);
    let text = place.read("ferry.ana.desk.md");
    assert!(text.contains("# Desk: The night ferry"), "{text}");
    assert_eq!(place.export(&["--check", "ferry.ana.desk.md"]).code, 0);

    let line = text.lines().find(|line| line.starts_with("<!-- yours p1.c2:")).unwrap();
    place.write("ferry.ana.desk.md", &text.replace(line, &format!("{line}\n\nRing the Board.")));
    assert_eq!(place.export(&["ferry.yaml", "--template", "desk.md.j2", "--quiet"]).code, 0);
    assert!(place.read("ferry.ana.desk.md").contains("Ring the Board.\n"));

    place.write("desk.html", "<p>{{ article.title }}: {{ counts.change }}</p>\n");
    let said = place.export(&["ferry.yaml", "--template", "desk.html", "-o", "-", "--quiet"]);
    assert_eq!(said.out, "<p>The night ferry, and who pays for it: 1</p>\n");
}

#[test]
fn a_template_that_takes_too_much_is_stopped_and_writes_nothing() {
    let place = Place::new();
    let list = format!("{{% set x = [1] %}}{}{{{{ x | length }}}}", "{% set x = x + x %}\n".repeat(60));
    let loops = "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}".to_owned();
    for (text, line) in [(list, ""), (loops, "line 1: ")] {
        place.write("desk.txt", &text);
        let said = place.export(&["ferry.yaml", "--template", "desk.txt", "--quiet"]);
        let why = format!("desk.txt: {line}it takes too many steps or too much memory");
        assert!(said.code == 2 && said.err.contains(&why), "{} {}", said.code, said.err);
        assert!(!place.names().iter().any(|name| name == "ferry.ana.desk.txt"));
    }
    place.write("desk.txt", "{% include '/etc/passwd' %}");
    let said = place.export(&["ferry.yaml", "--template", "desk.txt"]);
    assert!(said.code == 2 && said.err.contains("desk.txt: line 1: "), "{}", said.err);
    let said = place.export(&["ferry.yaml", "--template", "none.md"]);
    assert!(said.code == 2 && said.err.contains("there is no such file"), "{}", said.err);
}

#[test]
fn the_full_packet_is_complete_and_warnings_precede_it() {
    let place = Place::new();
    let said = place.export(&["ferry.yaml", "-f", "markdown", "--full", "-o", "-"]);
    assert!(said.code == 0 && said.out.contains("### p1.c3 · ○ not judged"), "{}", said.out);
    assert!(
        said.err.contains("warning: p1.c1: bo judged this otherwise; settle it, or it is sent as open"),
        "{}",
        said.err
    );
    assert!(said.err.contains("warning: p1.c2: conflicting on the word of one source"), "{}", said.err);
    let mail = place.export(&["ferry.yaml", "--mail"]);
    assert!(mail.code == 0 && mail.out.starts_with("# Check packet: ") && !mail.out.contains("<!--"), "{}", mail.out);
    let said = place.export(&["ferry.yaml", "-f", "csv", "--mail"]);
    assert!(said.code == 2 && said.err.contains("--mail is for packets"), "{}", said.err);
    let said = place.export(&["ferry.yaml", "-f", "csv", "-o", "-"]);
    assert!(!said.err.contains("warning: "), "{}", said.err);
    let said = place.export(&["ferry.yaml", "-f", "csv", "--full"]);
    assert!(said.code == 2 && said.err.contains("--full is for packets"), "{}", said.err);
}
