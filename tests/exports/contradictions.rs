//! The export of one annotator's notes does not hide that another one contradicts them, in anything that people read.

use nutgraf::export::packet::for_mail;
use nutgraf::export::{FORMATS, Request};

use crate::rich::{Desk, FERRY, Said, article, id, set, settle};

/// What ana and bo say of the first claim: she has its source and a correction, he finds it supported.
fn said() -> Said {
    let item = id(50);
    let on = "claim:p1.c1";
    vec![
        (
            "ana",
            vec![
                set(on, "verdict", "refuted"),
                set(on, "why", "The table has 38,400."),
                set(on, "correction", "carried 38,400 passengers"),
                set(on, &format!("evidence:{item}"), "refutes"),
                set(&format!("evidence:{item}"), "url", "https://port.example/table"),
            ],
        ),
        ("bo", vec![set(on, "verdict", "supported"), set(on, "why", "It is near enough.")]),
    ]
}

fn desk_of(by: &str, said: &Said) -> Desk {
    let mut desk = Desk::new(article(FERRY), said);
    desk.selection.by = vec![by.to_owned()];
    desk
}

/// A part of a packet, from its heading to the next.
fn part<'a>(packet: &'a str, heading: &str) -> &'a str {
    let rest = packet.split_once(&format!("\n## {heading}\n")).map_or("", |(_, rest)| rest);
    rest.split("\n## ").next().unwrap_or("")
}

#[test]
fn a_claim_that_another_annotator_contradicts_is_open_with_both_verdicts() {
    let packet = desk_of("bo", &said()).export("markdown");
    assert_eq!(part(&packet, "What is confirmed"), "", "{packet}");
    let open = part(&packet, "What is open");
    for words in [
        "### p1.c1 · annotators differ",
        "#### p1.c1, bo\n\n- **Verdict:** ✓ supported, because: It is near enough.",
        "#### p1.c1, ana\n\n- **Verdict:** ✗ refuted, because: The table has 38,400.",
        "- **Should read:** carried 38,400 passengers",
        "- **Evidence:** refutes [1]",
    ] {
        assert!(open.contains(words), "{words}: {open}");
    }
    assert!(part(&packet, "Sources").contains("refutes p1.c1 (ana)"), "{packet}");
}

#[test]
fn the_full_packet_and_the_page_show_both_and_data_has_only_who_was_asked_for() {
    for format in FORMATS {
        let text = desk_of("bo", &said()).export(format.name);
        let has_ana = text.contains("38,400");
        assert_eq!(has_ana, format.is_sent(), "{}: {text}", format.name);
    }
    let page = desk_of("bo", &said()).export("html");
    assert!(page.contains("<article class=\"claim differ corrected\" id=\"c-p1.c1\""), "{page}");
}

#[test]
fn who_agrees_or_judged_another_wording_is_not_heard() {
    let mut said = said();
    said[1].1[0] = set("claim:p1.c1", "verdict", "refuted");
    let packet = desk_of("bo", &said).export("markdown");
    assert!(packet.contains("### p1.c1 · ✗ refuted") && !packet.contains("ana"), "{packet}");
}

#[test]
fn the_annotator_whose_verdict_wins_is_named_and_the_other_one_stays_in_sight() {
    let mut desk = desk_of("bo", &said());
    desk.selection.final_by = Some("bo".to_owned());
    let packet = desk.export("markdown-full");
    assert!(packet.contains("### p1.c1 · ✓ supported") && packet.contains("#### p1.c1, ana"), "{packet}");
}

#[test]
fn a_claim_settled_against_its_annotator_has_the_correction_and_evidence_of_the_other_side() {
    let mut said = said();
    settle(&mut said, "refuted");
    let packet = desk_of("bo", &said).export("markdown");
    let change = part(&packet, "What must change");
    for words in [
        "### p1.c1 · ✗ refuted, settled by bo",
        "- **Settled:** as refuted by bo, because: The table counts crossings, the leaflet does not.",
        "- **Should read:** carried 38,400 passengers (ana)",
        "#### p1.c1, bo (judged otherwise)",
        "#### p1.c1, ana (judged so)",
        "- **Evidence:** refutes [1]",
    ] {
        assert!(change.contains(words), "{words}: {change}");
    }
    assert_eq!(change.matches("Should read").count(), 1, "{change}");
    assert!(!packet.contains("settled as"), "{packet}");
    let record = desk_of("bo", &said).export("averitec");
    assert!(record.contains("Refuted") && record.contains("https://port.example/table"), "{record}");
}

#[test]
fn a_claim_settled_as_supported_is_confirmed_and_the_losing_correction_does_not_count() {
    let mut said = said();
    settle(&mut said, "supported");
    let packet = desk_of("bo", &said).export("markdown");
    let confirmed = part(&packet, "What is confirmed");
    let told = "— settled as supported by bo, because: The table counts crossings, the leaflet does not.; ana judged \
                otherwise: refuted";
    assert!(confirmed.contains(told), "{packet}");
    assert!(!packet.contains("Should read"), "{packet}");
    let page = desk_of("bo", &said).export("html");
    assert!(page.contains("<article class=\"claim supported\" id=\"c-p1.c1\""), "{page}");
}

#[test]
fn an_export_is_stale_once_somebody_contradicts_it_and_not_when_somebody_agrees() {
    use nutgraf::export::Selection;
    use nutgraf::export::earlier::Earlier;
    use nutgraf::export::stale_check::changes;
    let alone: Said = vec![said().remove(1)];
    let since = |format: &str, then: &Said, now: &Said| {
        let text = desk_of("bo", then).export(format);
        let today = Desk::new(article(FERRY), now);
        let everyone = Selection::of(today.notes.all().map(|(name, _)| name.to_owned()));
        let request = Request { selection: &everyone, ..today.request() };
        changes(&request, &Earlier::read(&text).unwrap())
    };
    // The lines of bo are the same in both: his come first.
    let mut both = alone.clone();
    both.push(said().remove(0));
    let mut agreeing = alone.clone();
    agreeing.push(("ana", vec![set("claim:p1.c1", "verdict", "supported")]));
    for format in ["markdown", "markdown-full", "html"] {
        assert_eq!(since(format, &alone, &both), ["p1.c1: ana judges it otherwise"], "{format}");
        assert_eq!(since(format, &both, &both), Vec::<String>::new(), "{format}");
        assert_eq!(since(format, &alone, &agreeing), Vec::<String>::new(), "{format}");
        assert_eq!(since(format, &both, &agreeing), ["p1.c1: ana no longer judges it otherwise"], "{format}");
    }
    assert_eq!(since("csv", &alone, &both), Vec::<String>::new());
}

#[test]
fn nothing_private_is_heard_of_whoever_contradicts() {
    let mut said = said();
    let (note, item) = (id(60), id(61));
    said.push((
        "ana",
        vec![
            set("claim:p1.c1", &format!("note:{note}"), "From the harbour master"),
            set(&format!("note:{note}"), "private", true),
            set("claim:p1.c1", &format!("evidence:{item}"), "refutes"),
            set(&format!("evidence:{item}"), "passage", "From the harbour master"),
            set(&format!("evidence:{item}"), "private", true),
        ],
    ));
    for format in FORMATS {
        assert!(!desk_of("bo", &said).export(format.name).contains("harbour master"), "{}", format.name);
    }
}

#[test]
fn a_packet_for_a_mail_has_neither_front_matter_nor_comments() {
    for (name, desk) in crate::places::all() {
        let packet = desk.export("markdown");
        let mail = for_mail(&packet);
        assert!(mail.starts_with("# Check packet: "), "{name}: {mail}");
        assert!(mail.lines().all(|line| !line.starts_with("<!--")) && !mail.contains("\n\n\n"), "{name}: {mail}");
        assert!(mail.ends_with("The history stays in the notes file.\n"), "{name}: {mail}");
    }
}

#[test]
fn nothing_that_is_sent_says_what_it_leaves_out() {
    for format in FORMATS.iter().filter(|format| format.is_sent()) {
        let text = crate::rich::ferry().export(format.name);
        assert!(!text.contains("leaves out") && !text.contains("drops "), "{}: {text}", format.name);
    }
}
