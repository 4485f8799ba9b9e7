//! Proposals that are written elsewhere, join a new version, go through a stream, or fail: nothing is lost.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::place::{ARTICLE, Place, err, out};

const CLAIM: &str = r#"{"claim":"Ships pay in Ostrow.","paragraph":"p1","quote":"Ships pay","kind":"fact"}"#;
const STORY: &str = "Harbour dues\n\nShips pay twice in Ostrow. The port denies it.\n\nNobody asked the pilots.\n";

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

/// A proposer that makes a claim of each sentence, with these words before it.
fn sentences(place: &Place, name: &str, before: &str) {
    let program = r#"{ n = split($0, part, /\{"id":"/); all = ""
for (i = 2; i <= n; i++) if (index(part[i], "\",\"section\":")) {
  id = substr(part[i], 1, index(part[i], "\"") - 1); text = part[i]
  sub(/.*"text":"/, "", text); sub(/".*/, "", text)
  m = split(text, said, /\. ?/)
  for (j = 1; j <= m; j++) if (said[j] != "") all = all (all == "" ? "" : ",") \
    "{\"claim\":\"" before said[j] ".\",\"paragraph\":\"" id "\",\"quote\":\"" said[j] "\"}" }
print "{\"claims\":[" all "]}" }"#;
    let line = format!("printf '%s\\n' \"$line\" | awk -v before='{before}' '{program}'");
    script(place, name, &format!("while read -r line; do {line}; done"));
}

#[test]
fn an_annotated_article_goes_where_the_user_says_and_its_file_stays() {
    let place = answering(CLAIM);
    place.succeeds(&["annotate", "harbour.yaml", "--with", "./p", "-o", "out.yaml"]);
    assert_eq!(place.read("harbour.yaml"), ARTICLE);
    let written = place.read("out.yaml");
    assert!(written.contains("text: Ships pay in Ostrow.") && ARTICLE.lines().all(|line| written.contains(line)));
    let printed = place.succeeds(&["annotate", "harbour.yaml", "--with", "./p", "-o", "-"]);
    assert_eq!(printed, written);
    assert_eq!(place.read("harbour.yaml"), ARTICLE);
    place.write("out.yaml", "mine\n");
    let refused = place.fails(&["annotate", "harbour.yaml", "--with", "./p", "-o", "out.yaml"]);
    assert!(refused.contains("out.yaml exists; use --force"), "{refused}");
    assert_eq!(place.read("out.yaml"), "mine\n");
    place.succeeds(&["annotate", "harbour.yaml", "--with", "./p", "-o", "out.yaml", "--force"]);
    assert_eq!(place.read("out.yaml"), written);
    place.write("a.yaml", ARTICLE);
    let several = place.fails(&["annotate", "a.yaml", "harbour.yaml", "--with", "./p", "-o", "both.yaml"]);
    assert!(several.contains("one file for several articles"), "{several}");
    let json = place.fails(&["annotate", "harbour.yaml", "--with", "./p", "-o", "-", "--report", "json"]);
    assert!(json.contains("both the article and the report"), "{json}");
}

#[test]
fn what_cannot_be_written_into_the_file_is_printed() {
    // The file is gone, or no article any more, by the time the answer comes.
    for meanwhile in ["rm harbour.yaml", "echo 'port: 1' > harbour.yaml"] {
        let place = Place::new();
        script(&place, "p", &format!("cat >/dev/null\n{meanwhile}\necho '{CLAIM}'"));
        let run = place.run(&["annotate", "harbour.yaml", "--with", "./p"]);
        assert_eq!(run.status.code(), Some(1), "{}", err(&run));
        assert!(err(&run).contains("the annotated article is on standard output"), "{}", err(&run));
        place.write("printed.yaml", &out(&run));
        assert!(
            out(&run).contains("text: Ships pay in Ostrow.") && place.run(&["check", "printed.yaml"]).status.success()
        );
    }
    let place = Place::new();
    script(&place, "p", &format!("cat >/dev/null\nrm harbour.yaml\necho '{CLAIM}'"));
    let run = place.run(&["annotate", "harbour.yaml", "--with", "./p", "--report", "json"]);
    let line: Value = serde_json::from_str(&out(&run)).unwrap();
    assert!(line["article"].as_str().is_some_and(|text| text.contains("Ships pay in Ostrow.")), "{line:#}");
    assert!(line["error"].as_str().is_some_and(|why| why.contains("harbour.yaml")), "{line:#}");
}

#[test]
fn a_file_that_no_disk_takes_is_printed_and_stays_as_it_was() {
    let place = answering(CLAIM);
    let long = format!("{ARTICLE}{}", format!("# {}\n", "harbour ".repeat(9)).repeat(2_000));
    place.write("harbour.yaml", &long);
    // No file may be longer than 64 blocks: the schema for the proposer is shorter, the article is not.
    let line = "trap '' XFSZ; ulimit -f 64; exec \"$0\" annotate harbour.yaml --with ./p";
    let run = place.shell(line);
    assert_eq!(run.status.code(), Some(1), "{}", err(&run));
    assert!(err(&run).contains("cannot write harbour.yaml"), "{}", err(&run));
    assert!(out(&run).contains("text: Ships pay in Ostrow.") && out(&run).contains("# harbour harbour"));
    assert_eq!(place.read("harbour.yaml"), long);
}

#[test]
fn a_file_that_an_editor_changes_meanwhile_takes_the_answer_all_the_same() {
    let place = Place::new();
    script(&place, "p", &format!("cat >/dev/null\necho '# an afterthought' >> harbour.yaml\necho '{CLAIM}'"));
    place.succeeds(&["annotate", "harbour.yaml", "--with", "./p"]);
    let text = place.read("harbour.yaml");
    assert!(text.contains("# an afterthought") && text.contains("text: Ships pay in Ostrow."), "{text}");
}

#[test]
fn an_update_asks_about_new_words_and_leaves_what_was_decided_alone() {
    let place = Place::new();
    sentences(&place, "p", "");
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--with", "./p", "--with-timeout", "20"]);
    assert_eq!(place.read("mine.yaml").matches("by: p\n").count(), 3, "{}", place.read("mine.yaml"));
    // A person has confirmed one claim in other words, and dropped one.
    let text = place.read("mine.yaml");
    let start = text.find("          - id: p1.c2\n").unwrap();
    let end = start + text[start..].find("      - id: p2").unwrap();
    place.write(
        "mine.yaml",
        &format!("{}{}", &text[..start], &text[end..]).replacen("            draft: true\n            by: p\n", "", 1),
    );
    let dropped = r#"{"v":1,"id":"01KB0000000000000000000001","at":"2026-11-26T00:00:00Z","who":"ana","proposer":"p","item":"p1.c2","decision":"dropped","before":[{"paragraph":"p1","claim":{"id":"p1.c2","text":"The port denies it.","quote":"The port denies it","kind":["fact"],"certainty":"stated","speaker":["author"],"draft":true,"by":"p"}}],"after":[]}"#;
    place.write("mine.review.jsonl", &format!("{dropped}\n"));
    // The proposer has changed its mind about everything; only the second paragraph has new words.
    sentences(&place, "p", "Now: ");
    place.write("story.txt", &STORY.replace("asked the pilots", "asked the pilots or the crew"));
    let run =
        place.run(&["import", "story.txt", "-o", "mine.yaml", "--update", "--with", "./p", "--with-timeout", "20"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    let text = place.read("mine.yaml");
    assert_eq!(text.matches("text: \"Now: ").count(), 1, "{text}");
    assert!(
        text.contains("quote: Nobody asked the pilots or the crew") && !text.contains("The port denies it\n"),
        "{text}"
    );
    assert!(place.exists("mine.v1.yaml"));
}

#[test]
fn an_update_whose_proposer_fails_is_made_and_says_how_to_ask_again() {
    let place = answering(CLAIM);
    place.write("story.txt", STORY);
    place.succeeds(&["import", "story.txt", "-o", "mine.yaml", "--no-candidates"]);
    let again = "`nutgraf annotate FILE --with COMMAND` asks about an article that exists";
    for (number, failing) in
        ["cat >/dev/null; exit 3", "sleep 30", "kill -9 $$", "cat /dev/zero"].into_iter().enumerate()
    {
        script(&place, "q", failing);
        place.write("story.txt", &STORY.replace("the pilots", &format!("{number} pilots")));
        let arguments = [
            "import",
            "story.txt",
            "-o",
            "mine.yaml",
            "--update",
            "--with",
            "./q",
            "--with",
            "./p",
            "--with-timeout",
            "2",
        ];
        let run = place.run(&arguments);
        assert_eq!(run.status.code(), Some(1), "{failing}: {}", err(&run));
        assert!(
            err(&run).contains(&format!("1 article without all proposals that you asked for; {again}")),
            "{}",
            err(&run)
        );
        let text = place.read("mine.yaml");
        assert!(text.contains(&format!("Nobody asked {number} pilots.")) && !text.contains("by: q"), "{text}");
        assert!(place.run(&["check", "mine.yaml"]).status.success());
        let run = place.run(&arguments);
        assert!(
            err(&run).contains(&format!("no proposer was asked about 1 article, unchanged since; {again}")),
            "{}",
            err(&run)
        );
        assert_eq!(place.read("mine.yaml"), text);
    }
}

/// The answers of a stream, a value for each line.
fn streamed(place: &Place, arguments: &[&str], rows: &[&str]) -> (Vec<Value>, Option<i32>, String) {
    let run = place.run_with(&[&["import", "--jsonl", "--with-timeout", "5"], arguments].concat(), &rows.join("\n"));
    let lines = out(&run).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (lines, run.status.code(), err(&run))
}

#[test]
fn a_stream_asks_about_each_article_and_says_what_came_of_it() {
    let place = Place::new();
    sentences(&place, "p", "");
    let rows: Vec<String> =
        (0..20).map(|id| format!(r#"{{"id":{id},"content":"Dues {id}\n\nShips pay {id} times.\n"}}"#)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).chain(["{}"]).collect();
    let (lines, code, errors) = streamed(&place, &["--with", "./p"], &rows);
    assert_eq!((lines.len(), code), (21, Some(0)), "{errors}");
    for (id, line) in lines[..20].iter().enumerate() {
        assert_eq!(line["id"], id);
        let claim = &line["article"]["sections"][0]["paragraphs"][0]["claims"][0];
        assert_eq!((&claim["quote"], &claim["by"]), (&format!("Ships pay {id} times").into(), &"p".into()), "{line:#}");
        assert_eq!(line["proposers"][0]["claims"].as_array().map(Vec::len), Some(1), "{line:#}");
    }
    assert_eq!(lines[20]["error"]["kind"], "bad-line");
}

#[test]
fn a_stream_goes_on_when_a_proposer_fails_and_ends_with_1() {
    let place = answering(r#"{"claims":[{"claim":"Ships pay.","quote":"Ships pay"}]}"#);
    let row = |id: usize| format!(r#"{{"id":{id},"content":"Dues\n\nShips pay.\n"}}"#);
    for (failing, reason) in [
        ("cat >/dev/null; exit 3", "it exited with code 3"),
        ("kill -9 $$", "signal 9 ended it"),
        ("cat /dev/zero", "larger than 8 MB"),
        ("exec ./none", "it exited with code 12"),
    ] {
        script(&place, "q", failing);
        let (lines, code, errors) = streamed(&place, &["--with", "./q", "--with", "./p"], &[&row(1), &row(2)]);
        assert_eq!((lines.len(), code), (2, Some(1)), "{failing}: {errors}");
        for line in &lines {
            assert!(line["proposers"][0]["error"].as_str().is_some_and(|why| why.contains(reason)), "{line:#}");
            assert_eq!(line["proposers"][1]["claims"].as_array().map(Vec::len), Some(1), "{line:#}");
            let claims = line["article"]["sections"][0]["paragraphs"][0]["claims"].as_array().unwrap().clone();
            assert!(claims.iter().all(|claim| claim["by"] == "p") && claims.len() == 1, "{line:#}");
        }
        assert!(errors.contains(reason), "{errors}");
    }
    let (lines, code, errors) = streamed(&place, &["--with", "./absent"], &[&row(1)]);
    assert_eq!(code, Some(1), "{errors}");
    assert!(lines[0]["article"].is_object() && lines[0]["proposers"][0]["error"].is_string(), "{lines:?}");
}

#[test]
fn children_in_a_session_of_their_own_are_ended_with_the_program() {
    let spreading = "setsid sh -c 'echo $$ >> children; exec sleep 300' >/dev/null 2>&1 </dev/null &\n\
                     (setsid sh -c 'echo $$ >> children; exec sleep 300' >/dev/null 2>&1 </dev/null &)\n\
                     while [ \"$(wc -l < children 2>/dev/null || echo 0)\" -lt 2 ]; do sleep 0.05; done\n";
    for (ending, code) in
        [(format!("cat >/dev/null; echo '{CLAIM}'"), 0), ("sleep 300".to_owned(), 1), ("exit 3".to_owned(), 1)]
    {
        let place = Place::new();
        script(&place, "p", &format!("{spreading}{ending}"));
        let run = place.run(&["annotate", "harbour.yaml", "--with", "./p", "--with-timeout", "6"]);
        assert_eq!(run.status.code(), Some(code), "{}", err(&run));
        for child in place.read("children").lines() {
            let stat = fs::read_to_string(format!("/proc/{child}/stat"));
            assert!(stat.as_ref().map_or(true, |stat| stat.contains(") Z")), "{ending}: {stat:?}");
        }
    }
}
