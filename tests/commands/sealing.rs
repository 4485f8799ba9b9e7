//! Notes signed with a temporary SSH key; `check` verifies the seal and reports later changes.

use std::fs;
use std::process::Command;

use crate::place::{Place, err, out};

/// A key without a passphrase; `None`, with a message, if OpenSSH is not installed.
#[allow(clippy::print_stderr)]
fn key(place: &Place) -> Option<String> {
    let key = place.path("key");
    let made =
        Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "ana@desk", "-f"]).arg(&key).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("there is no ssh-keygen here, so seals are not tested");
        return None;
    }
    Some(key.display().to_string())
}

fn sealed() -> Option<(Place, String)> {
    let place = Place::new();
    let key = key(&place)?;
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--why", "The tariff.", "--as", "ana"]);
    let seal = place.run(&["seal", "harbour.yaml", "--as", "ana", "--key", &key]);
    assert_eq!(seal.status.code(), Some(0), "{}", err(&seal));
    assert!(out(&seal).contains("harbour.ana.seal.json: sealed 1 line by ana; signature in "), "{}", out(&seal));
    Some((place, key))
}

#[test]
fn a_seal_says_who_and_when_and_that_nothing_has_changed() {
    let Some((place, key)) = sealed() else { return };
    let check = place.run(&["check", "harbour.yaml"]);
    let text = out(&check);
    assert!(text.contains("harbour.ana.seal.json: sealed by ana at 20"), "{text}");
    assert!(text.contains("a key that your allowed_signers do not name (SHA256:"), "{text}");
    assert!(text.contains("nothing has changed since"), "{text}");

    let public = fs::read_to_string(format!("{key}.pub")).unwrap();
    let folder = place.path("config/nutgraf");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("allowed_signers"), format!("ana@desk {public}")).unwrap();
    let known = out(&place.run(&["check", "harbour.yaml"]));
    assert!(known.contains("with the key of ana@desk (SHA256:"), "{known}");
}

#[test]
fn changes_since_the_seal_are_reported() {
    let Some((place, _)) = sealed() else { return };
    place.run(&["judge", "harbour.yaml", "p1.c2", "--verdict", "supported", "--why", "Seen.", "--as", "ana"]);
    let text = out(&place.run(&["check", "harbour.yaml"]));
    assert!(text.contains("since then 1 line was added"), "{text}");
    place.write("harbour.yaml", &place.read("harbour.yaml").replace("Harbour dues", "Harbour fees"));
    let check = place.run(&["check", "harbour.yaml", "--format", "json"]);
    assert!(
        out(&check).contains("changed-since-seal") && out(&check).contains("the article has changed"),
        "{}",
        out(&check)
    );
    assert_eq!(check.status.code(), Some(0), "what was written since is no error");
}

#[test]
fn a_seal_that_was_forged_or_has_no_signature_is_an_error() {
    let Some((place, _)) = sealed() else { return };
    let statement = place.read("harbour.ana.seal.json");
    place.write("harbour.ana.seal.json", &statement.replace("\"by\": \"ana\"", "\"by\": \"bo\""));
    let check = place.run(&["check", "harbour.yaml"]);
    assert!(out(&check).contains("the signature does not match the seal"), "{}", out(&check));
    assert_eq!(check.status.code(), Some(1));
    fs::remove_file(place.path("harbour.ana.seal.json.sig")).unwrap();
    let check = place.run(&["check", "harbour.yaml"]);
    assert!(out(&check).contains("the seal has no signature beside it"), "{}", out(&check));
    assert_eq!(check.status.code(), Some(1));
}

#[test]
fn a_failed_seal_names_the_remedy() {
    let place = Place::new();
    let none = place.run(&["seal", "harbour.yaml", "--as", "ana"]);
    assert!(err(&none).contains("ana has no notes on this article"), "{}", err(&none));
    place.run(&["judge", "harbour.yaml", "p1.c1", "--verdict", "refuted", "--as", "ana"]);
    let elsewhere = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
        command.args(arguments).current_dir(place.path("")).env("XDG_CONFIG_HOME", place.path("config"));
        err(&command.envs(variables.iter().copied()).output().unwrap())
    };
    place.write("key", "-----BEGIN OPENSSH PRIVATE KEY-----\n");
    let no_program = elsewhere(&["seal", "harbour.yaml", "--as", "ana", "--key", "key"], &[("PATH", "/nowhere")]);
    assert!(no_program.contains("cannot run ssh-keygen") && no_program.contains("install OpenSSH"), "{no_program}");
    let seal_with = |key: &str| elsewhere(&["seal", "harbour.yaml", "--as", "ana", "--key", key], &[]);
    assert!(seal_with("other").contains("cannot read the key other: there is no such file; check the name"));
    assert!(seal_with("harbour.yaml").contains("harbour.yaml is not an SSH key; name yours with --key FILE"));
    let no_key = elsewhere(&["seal", "harbour.yaml", "--as", "ana"], &[("HOME", "/nowhere"), ("PATH", "/nowhere")]);
    assert!(no_key.contains("there is no SSH key in ~/.ssh; make one with"), "{no_key}");
    assert!(!place.path("harbour.ana.seal.json").exists());
}

#[test]
fn a_seal_is_of_all_notes_files_of_an_annotator_segments_included() {
    let Some((place, key)) = sealed() else { return };
    // The same notes as a segment of their own: what was sealed is the set of lines.
    fs::create_dir_all(place.path("harbour/ana")).unwrap();
    let notes = place.read("harbour.ana.notes.jsonl");
    place.write("harbour/ana/01KB0000000000000000000001.jsonl", &notes);
    assert!(out(&place.run(&["check", "harbour.yaml"])).contains("nothing has changed since"));
    place.run(&["judge", "harbour.yaml", "p1.c2", "--verdict", "supported", "--as", "ana"]);
    let both = place.read("harbour.ana.notes.jsonl");
    place.write("harbour/ana/01KB0000000000000000000002.jsonl", both.lines().last().unwrap());
    place.write("harbour.ana.notes.jsonl", &notes);
    assert!(out(&place.run(&["check", "harbour.yaml"])).contains("since then 1 line was added"));
    let again = place.run(&["seal", "harbour.yaml", "--as", "ana", "--key", &key]);
    assert!(out(&again).contains("sealed 2 lines of 3 files by ana"), "{}", out(&again));
    assert!(out(&place.run(&["check", "harbour.yaml"])).contains("nothing has changed since"));
    // A segment of somebody else's is none of hers.
    fs::create_dir_all(place.path("harbour/bo")).unwrap();
    place.write("harbour/bo/01KB0000000000000000000003.jsonl", &both);
    assert!(out(&place.run(&["check", "harbour.yaml"])).contains("nothing has changed since"));
    // Segments alone are sealed beside the article, too.
    fs::remove_file(place.path("harbour.ana.notes.jsonl")).unwrap();
    let alone = place.run(&["seal", "harbour.yaml", "--as", "ana", "--key", &key]);
    assert!(
        out(&alone).contains("harbour.ana.seal.json: sealed 2 lines of 2 files by ana"),
        "{}{}",
        out(&alone),
        err(&alone)
    );
    fs::remove_file(place.path("harbour/ana/01KB0000000000000000000002.jsonl")).unwrap();
    assert!(out(&place.run(&["check", "harbour.yaml"])).contains("since then 1 line was removed or changed"));
}
