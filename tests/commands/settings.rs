//! How commands use `nutgraf.toml`.

use crate::place::{Place, err, out};

#[test]
fn a_rebound_key_shows_and_bad_rows_are_reported_together_with_places() {
    let place = Place::new();
    std::fs::write(place.path("my.toml"), "[keys.reader]\nqueue = [\"Q\", \"F5\"]\nnote = []\n").unwrap();
    let keys = place.run(&["keys", "--config", "my.toml"]);
    assert_eq!(keys.status.code(), Some(0), "{}", err(&keys));
    assert!(out(&keys).contains("  Q  F5                queue") && out(&keys).contains("  :note "), "{}", out(&keys));
    let bad = "[keys.reader]\nqueu = [\"Q\"]\nquit = []\nfind = [\"Entr\"]\nnote = [\"x\"]\ntags = 7\n[keys.redaer]\nnext = \"w\"\n";
    std::fs::write(place.path("bad.toml"), bad).unwrap();
    let keys = place.run(&["keys", "--config", "bad.toml"]);
    assert_eq!(keys.status.code(), Some(1));
    assert_eq!(out(&keys), out(&place.run(&["keys"])), "the defaults hold");
    let told = err(&keys);
    for part in [
        "2:1: unknown command `queu` in `reader`; did you mean `queue`?",
        "3:1: `quit` needs a key",
        "4:9: `Entr` is not a key; did you mean `Enter`?",
        "5:9: `x` has two commands in `reader`: `note` and `export`",
        "6:8: keys are a list",
        "7:7: unknown screen `redaer`; did you mean `reader`?",
    ] {
        assert!(told.contains(&format!("bad.toml:{part}")), "{part}: {told}");
    }
    assert_ne!(place.run(&["keys", "--config", "none.toml"]).status.code(), Some(0));
}

#[test]
fn the_printed_settings_change_nothing_and_every_line_is_valid() {
    let place = Place::new();
    let config = out(&place.run(&["config"]));
    let taken: String = config
        .lines()
        .map(|line| line.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(line).to_owned() + "\n")
        .collect();
    let taken = taken.replace("name = \"\"", "name = \"x\"").replace("url = \"\"", "url = \"https://x.example\"");
    for text in [&config, &taken] {
        std::fs::write(place.path("my.toml"), text).unwrap();
        let keys = place.run(&["keys", "--config", "my.toml"]);
        assert_eq!((out(&keys), err(&keys)), (out(&place.run(&["keys"])), String::new()), "{text}");
    }
}
