//! The warnings before an export is sent.

use nutgraf::export::warnings::{ACCUSATION, warnings};
use serde_json::json;

use crate::rich::{Desk, FERRY, Said, article, id, set};

fn told(said: &Said) -> Vec<String> {
    let desk = Desk::new(article(FERRY), said);
    warnings(&desk.request()).iter().map(nutgraf::export::warnings::Warning::line).collect()
}

/// Evidence for or against `p1.c1`, with these fields.
fn item(number: u32, bearing: &str, fields: &[(&str, &str)]) -> Vec<(String, String, serde_json::Value)> {
    let id = id(number);
    let mut settings = vec![set("claim:p1.c1", &format!("evidence:{id}"), bearing)];
    settings.extend(fields.iter().map(|(field, text)| set(&format!("evidence:{id}"), field, *text)));
    settings
}

fn refuted(items: Vec<Vec<(String, String, serde_json::Value)>>) -> Said {
    let mut said: Said = vec![("ana", vec![set("claim:p1.c1", "verdict", "refuted")])];
    said.extend(items.into_iter().map(|item| ("ana", item)));
    said
}

#[test]
fn a_verdict_with_one_source_or_none_is_reported() {
    assert_eq!(told(&refuted(vec![])), ["p1.c1: refuted without a source that says so"]);
    let one = item(50, "refutes", &[("file", "table.pdf")]);
    let other = item(51, "supports", &[("file", "leaflet.pdf")]);
    assert_eq!(told(&refuted(vec![one, other])), ["p1.c1: refuted on the word of one source"]);
}

#[test]
fn dependent_sources_are_reported_and_independent_ones_are_not() {
    let archived = ("archived", "https://archive.example/x");
    let port = |number, path: &str| {
        let url = format!("https://www.port.example/{path}");
        item(number, "refutes", &[("url", &url), archived])
    };
    assert_eq!(
        told(&refuted(vec![port(50, "a"), port(51, "b")])),
        ["p1.c1: refuted, and its 2 sources are not independent: they are from port.example"]
    );
    let published = |number, file: &str| item(number, "refutes", &[("file", file), ("publisher", "Port of Norvik")]);
    assert_eq!(
        told(&refuted(vec![published(50, "a.pdf"), published(51, "b.pdf")])),
        ["p1.c1: refuted, and its 2 sources are not independent: Port of Norvik published them"]
    );
    let quoting = item(51, "refutes", &[("file", "b.pdf"), ("passage", "As the Port of Norvik says, fewer came.")]);
    assert_eq!(
        told(&refuted(vec![published(50, "a.pdf"), quoting.clone()])),
        ["p1.c1: refuted, and its 2 sources are not independent: one quotes the other"]
    );
    let other =
        item(52, "refutes", &[("file", "c.pdf"), ("publisher", "The Courier"), ("passage", "We counted them.")]);
    assert_eq!(told(&refuted(vec![published(50, "a.pdf"), quoting, other])), Vec::<String>::new());
    let report = ("passage", "Ports of Norvikshire had fewer visitors");
    let apart = item(51, "refutes", &[("file", "b.pdf"), report]);
    assert_eq!(told(&refuted(vec![published(50, "a.pdf"), apart])), Vec::<String>::new(), "a name inside other words");
}

#[test]
fn people_we_call_wrong_are_asked_first() {
    let wrong = |reply: Option<(&str, &str)>| {
        let mut said: Said = vec![("ana", vec![set("claim:p2.c2", "verdict", "misleading")])];
        for (number, file) in [(50, "a.pdf"), (51, "b.pdf")] {
            let item = id(number);
            let bearing = set("claim:p2.c2", &format!("evidence:{item}"), "refutes");
            said.push(("ana", vec![bearing, set(&format!("evidence:{item}"), "file", file)]));
        }
        if let Some((claim, who)) = reply {
            let asked =
                json!({"who": who, "channel": "", "asked": "2026-03-12", "due": "", "answered": "", "answer": ""});
            said.push(("ana", vec![set(&format!("claim:{claim}"), &format!("reply:{}", id(52)), asked)]));
        }
        told(&said)
    };
    let told = ["p2.c2: nobody has asked Astrid Lind for a reply; ask before you send this"];
    assert_eq!(wrong(None), told);
    let open =
        |claim: &str, who: &str| [format!("{claim}: question to {who}: no answer yet; ask again, or note what came")];
    let clerk = [told[0].to_owned(), open("p1.c1", "the town clerk")[0].clone()];
    assert_eq!(wrong(Some(("p1.c1", "the town clerk"))), clerk);
    let telephoned = "Astrid Lind, by telephone";
    assert_eq!(wrong(Some(("p1.c1", telephoned))), open("p1.c1", telephoned));
    assert_eq!(wrong(Some(("p2.c2", "her lawyer"))), open("p2.c2", "her lawyer"));
}

#[test]
fn people_whom_an_accusation_is_about_are_asked_first() {
    let yaml = FERRY.replacen("about: [norvik]", "about: [norvik, harbour-board]", 1);
    let said: Said = vec![("ana", vec![set("claim:p1.c1", &format!("tag:{ACCUSATION}"), true)])];
    let desk = Desk::new(article(&yaml), &said);
    let lines: Vec<String> = warnings(&desk.request()).iter().map(|warning| warning.words.clone()).collect();
    assert_eq!(lines, ["nobody has asked Harbour Board for a reply; ask before you send this"]);
}

#[test]
fn a_page_without_an_archived_copy_is_reported_once_with_its_claims() {
    let page = id(50);
    let url = set(&format!("evidence:{page}"), "url", "https://port.example/a");
    let mut said: Said = vec![("ana", vec![set("claim:p1.c1", &format!("evidence:{page}"), "context"), url])];
    said.push(("ana", vec![set("claim:p1.c2", &format!("evidence:{page}"), "context")]));
    assert_eq!(told(&said), ["p1.c1, p1.c2: https://port.example/a has no archived copy"]);
    said.push(("ana", vec![set(&format!("evidence:{page}"), "archived", "https://archive.example/a")]));
    assert_eq!(told(&said), Vec::<String>::new());
}

#[test]
fn a_verdict_that_another_annotator_contradicts_is_reported_where_theirs_is_left_out() {
    let mut said = refuted(vec![]);
    said.push(("bo", vec![set("claim:p1.c1", "verdict", "supported")]));
    let mut desk = Desk::new(article(FERRY), &said);
    desk.selection.by = vec!["ana".to_owned()];
    let told = |desk: &Desk| -> Vec<String> {
        warnings(&desk.request()).iter().map(nutgraf::export::warnings::Warning::line).collect()
    };
    assert_eq!(told(&desk), ["p1.c1: bo judged this otherwise; settle it, or it is sent as open"]);
    desk.selection.final_by = Some("ana".to_owned());
    assert_eq!(told(&desk), ["p1.c1: refuted without a source that says so"]);
    desk.selection.final_by = None;
    desk.selection.by.push("bo".to_owned());
    assert_eq!(told(&desk), Vec::<String>::new());
}

#[test]
fn a_settled_verdict_needs_sources_as_any_other_and_those_of_the_other_side_do_not_count() {
    let mut said = refuted(vec![item(50, "refutes", &[("file", "table.pdf")])]);
    said.push(("bo", vec![set("claim:p1.c1", "verdict", "supported")]));
    crate::rich::settle(&mut said, "supported");
    assert_eq!(told(&said), ["p1.c1: supported without a source that says so"]);
}

#[test]
fn dates_that_cannot_be_right_are_reported_with_those_who_were_asked_and_have_not_answered() {
    let asked = |fields: serde_json::Value| -> Said {
        vec![("ana", vec![set("claim:p1.c1", &format!("reply:{}", id(60)), fields)])]
    };
    let early = json!({"who": "Ida Brook", "asked": "2026-11-20", "due": "2026-11-13"});
    let told_of = told(&asked(early)).join("\n");
    assert!(
        told_of.contains("question to Ida Brook: the answer was due by 2026-11-13, before the question"),
        "{told_of}"
    );
    assert!(told_of.contains("question to Ida Brook: no answer yet"), "{told_of}");
    let late = told(&asked(json!({"who": "Ida Brook", "asked": "2020-11-01", "due": "2020-11-13"}))).join("\n");
    assert!(late.contains("p1.c1: question to Ida Brook: no answer by 2020-11-13"), "{late}");
    let answered = json!({"who": "Ida Brook", "asked": "2020-11-01", "due": "2020-11-13", "answer": "No."});
    assert_eq!(told(&asked(answered)), Vec::<String>::new());
    let source = item(50, "context", &[("file", "a.pdf"), ("date", "30 June 2018"), ("accessed", "2999-01-01")]);
    let dates = told(&vec![("ana", source)]).join("\n");
    assert!(dates.contains("p1.c1: a source: “30 June 2018” is not a date; correct it"), "{dates}");
    assert!(dates.contains("2999-01-01 is still to come"), "{dates}");
}
