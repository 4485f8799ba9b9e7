//! Ctrl-C while a proposer is asked: it ends with everything that it has started, and nothing is half-written.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::session::Session;

/// Starts a child in its process group, one in a session of its own, and one that has left its parent too.
const SPREADING: &str = "#!/bin/sh
sleep 300 & echo $! >> children
setsid sh -c 'echo $$ >> children; exec sleep 300' &
(setsid sh -c 'echo $$ >> children; exec sleep 300' &)
sleep 300
";

fn lives(process: &str) -> bool {
    // A zombie has ended; whoever is to take its exit code has not yet.
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z"))
}

fn waits_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Runs a line of shell, interrupts it by Ctrl-C once the proposer has its children, and looks for what is left.
fn interrupted(line: &str, files: &[&str]) -> Session {
    let mut session = Session::on_story("Harbour dues\n\nShips pay twice in Ostrow since May.\n", line);
    let folder = session.folder().to_owned();
    let children = |folder: &Path| fs::read_to_string(folder.join("children")).unwrap_or_default();
    waits_until("the proposer starts", || children(&folder).lines().count() == 3);
    session.types("\x03");
    waits_until("it ends", || session.has_ended());
    for child in children(&folder).lines() {
        waits_until(&format!("{child} lives on: {line}"), || !lives(child));
    }
    let mut there: Vec<String> = session.files();
    there.retain(|name| !["story.txt", "children", "p"].contains(&name.as_str()));
    assert_eq!(there, files, "{line}");
    session
}

/// The line with the proposer `./p`, whose files go where the test can see whether they are left.
fn prepared(line: &str) -> String {
    format!("cat > p <<'END'\n{SPREADING}END\nchmod +x p; mkdir temporary; export TMPDIR=$PWD/temporary\n{line}")
}

#[test]
fn ctrl_c_ends_a_proposer_with_all_its_children_and_leaves_the_article_as_it_was() {
    let line = "nutgraf import story.txt -o one.yaml --no-candidates --quiet; cp one.yaml before; nutgraf annotate one.yaml --with ./p";
    let session = interrupted(&prepared(line), &["before", "one.yaml"]);
    assert_eq!(session.text_of("one.yaml"), session.text_of("before"));
    assert_eq!(session.names_in("temporary"), Vec::<String>::new());
}

#[test]
fn ctrl_c_during_an_import_leaves_whole_articles_and_no_child() {
    let session = interrupted(&prepared("nutgraf import story.txt -o one.yaml --with ./p"), &["one.yaml"]);
    assert!(session.text_of("one.yaml").ends_with("          Ships pay twice in Ostrow since May.\n"));
    assert_eq!(session.names_in("temporary"), Vec::<String>::new());
    let stream =
        "echo '{\"id\":1,\"content\":\"Dues\\n\\nShips pay.\"}' | nutgraf import --jsonl --with ./p > out.jsonl";
    let session = interrupted(&prepared(stream), &["out.jsonl"]);
    assert_eq!(session.text_of("out.jsonl"), "");
}
