//! Refusals: what failed, on which file, why, and what to do, never in the words of the system or of a parser.

use crate::place::{Place, err, out};

/// Words that the system or a parser would say, and no message of ours.
const FOREIGN: [&str; 9] = [
    "os error",
    "No such file",
    "Not a directory",
    "Permission denied",
    "expected ident",
    "at line 1 column",
    "invalid digit",
    "error: ",
    "there are supported",
];

/// Calls with a place for a file or folder, written `{}`.
const CALLS: [&[&str]; 32] = [
    &["{}"],
    &["check", "{}"],
    &["print", "{}"],
    &["copy", "{}", "copied"],
    &["copy", "harbour.yaml", "{}"],
    &["export", "{}", "-f", "csv"],
    &["export", "harbour.yaml", "-f", "csv", "-o", "{}"],
    &["export", "harbour.yaml", "--template", "{}"],
    &["export", "--check", "{}"],
    &["import", "{}"],
    &["import", "story.txt", "-o", "{}"],
    &["import", "story.txt", "--onto", "{}"],
    &["annotate", "{}", "--with", "true"],
    &["annotate", "harbour.yaml", "--with", "{}"],
    &["compare", "{}"],
    &["judge", "{}", "p1.c1", "--verdict", "refuted", "--as", "ana"],
    &["judge", "harbour.yaml", "p1.c1", "--evidence", "{}", "--evidence-file", "{}", "--as", "ana"],
    &["notes", "{}"],
    &["notes", "{}", "--to-do"],
    &["seal", "{}", "--as", "ana"],
    &["seal", "harbour.yaml", "--as", "ana", "--key", "{}"],
    &["search", "dues", "{}"],
    &["search", "--queries", "{}"],
    &["entities", "{}"],
    &["versions", "{}"],
    &["versions", "harbour.yaml", "{}"],
    &["similar", "dues", "{}"],
    &["similar", "dues", "--checks", "{}"],
    &["stats", "{}"],
    &["review", "{}"],
    &["--config", "{}", "keys"],
    &["--replay", "{}"],
];

#[test]
fn no_command_lets_the_words_of_the_system_through() {
    let place = Place::new();
    place.write("story.txt", "Harbour dues\n\nShips pay twice in Ostrow.\n");
    place.write("nonsense.jsonl", "nonsense\n");
    std::fs::create_dir(place.path("folder.yaml")).unwrap();
    let long = format!("{}.yaml", "x".repeat(300));
    for file in ["missing.yaml", "missing/x.yaml", "harbour.yaml/x.yaml", "folder.yaml", "nonsense.jsonl", &long] {
        for call in CALLS {
            let call: Vec<String> = call.iter().map(|word| word.replace("{}", file)).collect();
            let call: Vec<&str> = call.iter().map(String::as_str).collect();
            let output = place.run(&call);
            let told = format!("{}{}", err(&output), out(&output));
            for words in FOREIGN {
                // A problem of an article has its severity before it.
                let is_told = told.lines().any(|line| line.contains(words) && !line.contains(": error: "));
                assert!(!is_told, "{call:?} says “{words}”: {told}");
            }
            assert!(output.status.code().is_some_and(|code| code <= 2), "{call:?}: {told}");
        }
    }
}

#[test]
fn a_message_says_what_is_missing_and_what_to_do() {
    let place = Place::new();
    let missing = |call: &[&str]| place.fails(call);
    assert!(missing(&["import", "no.txt"]).contains("cannot read no.txt: there is no such file; check the name"));
    let folder = missing(&["export", "harbour.yaml", "-f", "csv", "-o", "harbour.yaml/x.csv"]);
    assert!(folder.contains("cannot write harbour.yaml/x.csv: its path goes through a file"), "{folder}");
    assert!(missing(&["search", "dues", "harbour.yaml"]).contains("is not a folder; name a folder of articles"));
    let copy = ["judge", "harbour.yaml", "p1.c1", "--evidence-file", "no.pdf", "--as", "ana"];
    assert!(missing(&copy).contains("no.pdf: there is no such file; check the name"), "{}", missing(&copy));
    let once = missing(&["similar", "dues", "--checks", "no.json"]);
    assert_eq!(once.matches("no.json").count(), 1, "{once}");
}

#[test]
fn a_stream_that_is_no_json_is_refused_in_our_words() {
    let place = Place::new();
    let refused = place.run_with(&["judge", "harbour.yaml", "-", "--as", "ana"], "nonsense\n");
    assert!(err(&refused).contains("line 1: it is not JSON: only `true`, `false` and `null`"), "{}", err(&refused));
}

#[test]
fn a_mistyped_command_is_asked_about() {
    let place = Place::new();
    for call in [&["jugde", "harbour.yaml", "p1.c1"][..], &["jugde"]] {
        assert_eq!(place.fails(call).trim(), "nutgraf: there is no command `jugde`; did you mean `judge`?");
    }
    std::fs::create_dir(place.path("chek")).unwrap();
    assert!(!place.fails(&["chek"]).contains("no command"), "a folder may have such a name");
}
