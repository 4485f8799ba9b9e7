//! Proposers: `--with` on `annotate` and `import`, and programs of all kinds.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use super::place::{ARTICLE, Place, err, out};

/// A proposer in a file of the place; `./NAME` runs it.
fn script(place: &Place, name: &str, text: &str) {
    let path = place.path(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A place in which `./p` answers with these lines.
fn answering(lines: &str) -> Place {
    let place = Place::new();
    script(&place, "p", &format!("cat >/dev/null\ncat <<'END'\n{lines}\nEND"));
    place
}

const GOOD: &str =
    r#"{"claim":"Ships pay in Ostrow.","paragraph":"p1","quote":"Ships pay","speaker":"author","kind":"fact"}"#;

#[test]
fn valid_proposals_become_drafts_and_the_rest_of_the_file_stays() {
    let place = answering(&format!("Sure:\n```json\n{GOOD}\n```"));
    let with_comments = ARTICLE.replace("sections:", "# The text, as printed.\nsections:   # three");
    place.write("harbour.yaml", &with_comments);
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert!(err(&run).contains("1 claim added as drafts"), "{}", err(&run));
    let after = place.read("harbour.yaml");
    let added: Vec<&str> = after.lines().filter(|line| !with_comments.contains(line)).collect();
    assert!(with_comments.lines().all(|line| after.contains(line)), "{after}");
    assert!(added.iter().any(|line| line.contains("by: p")), "{added:?}");
    assert!(
        out(&place.run(&["check", "harbour.yaml"])).is_empty()
            || place.run(&["check", "harbour.yaml"]).status.success()
    );
    let again = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert_eq!(place.read("harbour.yaml"), after, "{}", err(&again));
}

#[test]
fn each_bad_line_is_refused_with_its_number_and_the_reason() {
    let cases = [
        (r#"{"claim":"x","paragraph":"p1","quote":"no such words"}"#, "is not in the text"),
        (r#"{"claim":"Dues rose by 77 crowns.","paragraph":"p1","quote":"Ships pay"}"#, "the number 77"),
        (r#"{"claim":"x","paragraph":"p1","quote":"Ships pay","speaker":"Nobody"}"#, "is not an entity of the article"),
        (r#"{"claim":"x","paragraph":"p77","quote":"Ships pay"}"#, "there is no paragraph `p77`"),
        (r#"{"claim":"x\u001b[2J","paragraph":"p1","quote":"Ships pay"}"#, "control characters"),
        (r#"{"claim":"x","paragraph":"p1","quote":"Ships pay","kind":"fakt"}"#, "did you mean `fact`?"),
        (r#"{"claim":"x","paragraph":"p1","quote":"hips pay"}"#, "inside a word"),
        (r#"{"claim":7}"#, "must be text"),
        (r#"{"entity":"Atlantis","kind":"place"}"#, "is not in the text"),
        (r#"{"mood":"good"}"#, "neither `entity` nor `claim`"),
        (r#"{"claim":"#, "it is not JSON"),
        ("I hope this helps", "it is not JSON"),
    ];
    for (line, reason) in cases {
        let place = answering(&format!("{GOOD}\n{line}"));
        let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
        assert_eq!(run.status.code(), Some(0), "{}", err(&run));
        assert!(err(&run).contains("refused: line 2") && err(&run).contains(reason), "{line}: {}", err(&run));
        assert!(!err(&run).contains('\u{1b}'));
        assert!(place.read("harbour.yaml").contains("Ships pay in Ostrow."), "the good line stands");
        let strict = answering(&format!("{GOOD}\n{line}"));
        let run = strict.run(&["annotate", "harbour.yaml", "--with", "./p", "--strict"]);
        assert_eq!(run.status.code(), Some(1), "{}", err(&run));
        assert_eq!(strict.read("harbour.yaml"), ARTICLE);
    }
}

#[test]
fn the_answer_of_a_failing_program_is_ignored() {
    let good = format!("cat <<'END'\n{GOOD}\nEND\n");
    for (text, reason) in [
        (format!("{good}exit 3"), "it exited with code 3"),
        (format!("{good}kill -9 $$"), "signal 9 ended it"),
        (format!("{good}sleep 600"), "no answer within 1 s"),
        ("while :; do :; done".to_owned(), "no answer within 1 s"),
        (format!("{good}yes '{{\"x\":1}}'"), "the answer is larger than 8 MB"),
        ("cat /dev/zero".to_owned(), "the answer is larger than 8 MB"),
        (format!("exec >&-\n{good}exit 1"), "it exited with code"),
    ] {
        let place = Place::new();
        script(&place, "p", &text);
        let start = Instant::now();
        let run = place.run(&["annotate", "harbour.yaml", "--with", "./p", "--with-timeout", "1"]);
        // An unoptimised build needs time to read 8 MB on a busy machine.
        assert!(start.elapsed() < Duration::from_secs(30), "{text}");
        let slow = err(&run).contains("no answer within 1 s");
        assert!(err(&run).contains(reason) || slow, "{text}: {}", err(&run));
        assert_eq!(run.status.code(), Some(1), "{}", err(&run));
        assert_eq!(place.read("harbour.yaml"), ARTICLE);
    }
    let place = Place::new();
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./none"]);
    assert!(err(&run).contains("cannot run `./none`"), "{}", err(&run));
}

#[test]
fn rubbish_and_floods_of_claims_change_nothing_that_should_stay() {
    let claims = r#"awk 'BEGIN { for (i = 0; i < 10000; i++) { s = ""; n = i
      do { s = s substr("abcdefghij", n % 10 + 1, 1); n = int(n / 10) } while (n > 0)
      print "{\"claim\":\"Claim " s "\",\"paragraph\":\"p1\",\"quote\":\"Ships pay\"}" } }'"#;
    for (text, added) in [
        ("head -c 100000 /dev/urandom", 0),
        ("printf '\\377\\376{\\000'", 0),
        ("exec <&-; echo '{}'", 0),
        ("true", 0),
        (claims, 50),
    ] {
        let place = Place::new();
        script(&place, "p", text);
        let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
        assert_eq!(run.status.code(), Some(0), "{text}: {}", err(&run));
        assert!(err(&run).lines().count() < 60, "{}", err(&run));
        assert_eq!(place.read("harbour.yaml").matches("draft: true").count(), added, "{text}");
    }
    let place = Place::new();
    script(&place, "p", &claims.replace("Claim \" s \"", "Ships pay"));
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert_eq!(place.read("harbour.yaml").matches("draft: true").count(), 1, "{}", err(&run));
    assert!(err(&run).contains("it repeats a claim of this answer"), "{}", err(&run));
}

#[test]
fn children_that_stay_are_ended_with_the_program() {
    let place = Place::new();
    script(&place, "p", &format!("(sleep 300; echo late > stayed) &\necho $! > child\ncat >/dev/null\necho '{GOOD}'"));
    let start = Instant::now();
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert!(start.elapsed() < Duration::from_secs(20), "the child holds the output open");
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert!(place.read("harbour.yaml").contains("Ships pay in Ostrow."));
    let child = place.read("child");
    let status = fs::read_to_string(format!("/proc/{}/stat", child.trim()));
    assert!(status.is_err() || status.is_ok_and(|status| status.contains(") Z")), "the child lives");
}

#[test]
fn messages_of_the_program_are_passed_on_harmless() {
    let place = Place::new();
    script(&place, "p", "printf 'Loading \\033[31mmodel\\n' >&2; yes xxxxxxxxxx | head -c 2000000 >&2; echo '{}'");
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert!(err(&run).contains("p: Loading \u{fffd}[31mmodel"), "{}", err(&run).lines().next().unwrap());
    assert!(err(&run).len() < 1_000_000, "{}", err(&run).len());
}

#[test]
fn no_shell_sees_the_command() {
    let place = Place::new();
    script(&place, "p", "printf '%s\\n' \"$@\" > arguments\necho '{}'");
    place.run(&["annotate", "harbour.yaml", "--with", "mine=./p 'two words' '$HOME' ; touch pwned"]);
    assert_eq!(place.read("arguments"), "two words\n$HOME\n;\ntouch\npwned\n");
    assert!(!place.path("pwned").exists());
    for (with, reason) in
        [("./p 'open", "quotation mark"), ("", "the command is empty"), ("nutgraf=./p", "cannot be the name")]
    {
        let run = place.run(&["annotate", "harbour.yaml", "--with", with]);
        assert_eq!(run.status.code(), Some(2));
        assert!(err(&run).contains(reason), "{}", err(&run));
    }
}

#[test]
fn one_process_serves_a_batch_that_it_answers_line_by_line() {
    let place = Place::new();
    script(&place, "p", "echo start >> starts\nwhile read -r line; do echo '{\"entities\":[],\"claims\":[]}'; done");
    place.write("a.yaml", ARTICLE);
    place.write("b.yaml", ARTICLE);
    let run = place.run(&["annotate", "a.yaml", "b.yaml", "harbour.yaml", "--with", "./p"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert_eq!(place.read("starts"), "start\n");
    let run = place.run(&["annotate", "a.yaml", "--with", "./p", "--with-each", "paragraph"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    assert_eq!(place.read("starts"), "start\nstart\n");
}

#[test]
fn programs_that_answer_once_or_read_to_the_end_are_started_for_each_article() {
    for text in [
        format!("echo start >> starts\ncat >/dev/null\necho '{GOOD}'"),
        format!("echo start >> starts\nread -r line\necho '{{\"claims\":[{GOOD}]}}'"),
    ] {
        let place = Place::new();
        script(&place, "p", &text);
        place.write("a.yaml", ARTICLE);
        place.write("b.yaml", ARTICLE);
        let run = place.run(&["annotate", "a.yaml", "b.yaml", "harbour.yaml", "--with", "./p", "--with-timeout", "8"]);
        assert_eq!(run.status.code(), Some(0), "{}", err(&run));
        for file in ["a.yaml", "b.yaml", "harbour.yaml"] {
            assert!(place.read(file).contains("by: p"), "{file}: {}", err(&run));
        }
        assert_eq!(place.read("starts").lines().count(), 3);
    }
}

#[test]
fn the_program_gets_a_request_a_schema_and_a_prompt() {
    let place = Place::new();
    script(&place, "p", "cat > request; cp \"$NUTGRAF_SCHEMA\" schema; cp \"$NUTGRAF_PROMPT\" prompt; echo '{}'");
    place.succeeds(&["annotate", "harbour.yaml", "--with", "./p"]);
    let request: serde_json::Value = serde_json::from_str(&place.read("request")).unwrap();
    assert_eq!(request["nutgraf"], 1);
    assert_eq!(request["want"], serde_json::json!(["entities", "claims"]));
    assert_eq!(request["paragraphs"][0]["id"], "p1");
    let schema: serde_json::Value = serde_json::from_str(&place.read("schema")).unwrap();
    let answer = serde_json::json!({"entities": [{"entity": "A", "kind": "place", "aliases": []}], "claims": []});
    assert!(jsonschema::is_valid(&schema, &answer));
    assert!(!jsonschema::is_valid(&schema, &serde_json::json!({"entities": [{"entity": 1}], "claims": []})));
    assert!(place.read("prompt").contains("letter by letter"));
}

#[test]
fn a_folder_runs_nothing_and_the_users_own_settings_do() {
    let place = answering(GOOD);
    place.write("nutgraf.toml", "[import]\nwith = [\"./p\"]\n");
    let run = place.run(&["annotate", "harbour.yaml"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("no proposer is named"), "{}", err(&run));
    assert_eq!(place.read("harbour.yaml"), ARTICLE);
    assert!(err(&place.run(&["notes", "harbour.yaml"])).contains("applies in your own settings only"));
}

#[test]
fn what_was_dropped_does_not_come_back() {
    let place = answering(GOOD);
    let dropped = r#"{"v":1,"id":"01KB0000000000000000000001","at":"2026-11-26T00:00:00Z","who":"ana","proposer":"p","item":"p1.c9","decision":"dropped","before":[{"paragraph":"p1","claim":{"id":"p1.c9","text":"Ships pay.","quote":"Ships pay","kind":["fact"],"certainty":"stated","speaker":["author"],"draft":true,"by":"p"}}],"after":[]}"#;
    place.write("harbour.review.jsonl", &format!("{dropped}\n"));
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
    assert!(err(&run).contains("1 left out"), "{}", err(&run));
    assert_eq!(place.read("harbour.yaml"), ARTICLE);
    let compared = out(&place.run(&["compare", "harbour.yaml"]));
    assert!(
        compared.contains("p: 0 kept, 0 edited, 1 dropped, 6 missed; precision 0.00, recall 0.00; at least 13 keys"),
        "{compared}"
    );
    let compared = place.succeeds(&["compare", "harbour.yaml", "--format", "json"]);
    let compared: serde_json::Value = serde_json::from_str(&compared).unwrap();
    // One drops the claim, two for each claim that the program has missed.
    assert_eq!(compared["proposers"][0]["claims"]["keys"], 13, "{compared:#}");
    assert!(compared["proposers"][0]["claims"]["letters"].as_u64().is_some_and(|letters| letters > 0), "{compared:#}");
}

#[test]
fn import_asks_proposers_about_files_folders_and_streams() {
    let place = answering(GOOD);
    fs::create_dir(place.path("texts")).unwrap();
    place.write("texts/one.txt", "One\n\nShips pay in Ostrow.\n");
    place.write("texts/two.txt", "Two\n\nShips pay in Ostrow.\n");
    let run = place.run(&["import", "texts", "-o", "out", "--with", "./p", "--with-timeout", "8"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    for file in ["out/one.yaml", "out/two.yaml"] {
        assert!(place.read(file).contains("by: p"), "{}", err(&run));
    }
    let printed = place.run(&["import", "texts/one.txt", "-o", "-", "--with", "./p"]);
    assert!(out(&printed).contains("by: p"), "{}", err(&printed));
}

#[test]
fn two_proposers_are_compared_with_each_other() {
    let place = answering(GOOD);
    script(
        &place,
        "q",
        &format!("cat >/dev/null\necho '{GOOD}'\necho '{}'", GOOD.replace("Ships pay\"", "Ships pay twice\"")),
    );
    place.succeeds(&["annotate", "harbour.yaml", "--with", "./p", "--with", "./q"]);
    assert!(place.read("harbour.yaml").contains("by: p, q"), "{}", place.read("harbour.yaml"));
    let compared = place.run(&["compare", "harbour.yaml", "--proposer", "p", "--proposer", "q", "--format", "json"]);
    let compared: serde_json::Value = serde_json::from_str(&out(&compared)).unwrap();
    assert_eq!(compared["pairs"][0]["claims"]["both"], 1, "{compared:#}");
    assert_eq!(
        err(&place.run(&["compare", "harbour.yaml", "--proposer", "r"])).matches("has proposed nothing").count(),
        1
    );
}
