//! Rebound keys: they work, and nothing on screen names the old ones.

use nutgraf::codec::article_yaml;
use nutgraf::reader::app::App;
use nutgraf::reader::document::Document;
use nutgraf::reader::key::Key;
use nutgraf::reader::keymap::{BINDINGS, Keymap};
use nutgraf::reader::message::{Message, Moment};
use nutgraf::reader::widgets::hints;
use nutgraf::session::key_row::KeyRow;

const ARTICLE: &str = include_str!("harbour.yaml");

/// Every command of every scope on a key of its own that no default uses.
fn all_elsewhere() -> Keymap {
    let names: Vec<String> = ('a'..='z')
        .chain('A'..='Z')
        .chain('0'..='9')
        .chain("!?+*~@#%&=:;,._<>/|".chars())
        .map(|letter| format!("A-{letter}"))
        .collect();
    let mut count = std::collections::HashMap::new();
    let rows: Vec<KeyRow> = BINDINGS
        .iter()
        .map(|binding| {
            let at = count.entry(binding.scope.name()).and_modify(|at| *at += 1).or_insert(0_usize);
            KeyRow::new(binding.scope.name(), &binding.name(), &names[*at..=*at])
        })
        .collect();
    let (keymap, problems) = Keymap::new(&rows);
    assert_eq!(problems, Vec::<String>::new());
    keymap
}

#[test]
fn with_every_command_on_another_key_no_hint_help_or_message_names_an_old_one() {
    let keymap = all_elsewhere();
    let old = |text: &str| -> Vec<String> {
        let keys =
            || BINDINGS.iter().flat_map(|binding| binding.keys).filter(|key| !matches!(**key, "a" | "I" | "A" | "B"));
        let words = text.split_whitespace().map(|word| word.trim_matches([',', ';', ':']));
        words.filter(|word| keys().any(|key| key == word)).map(str::to_owned).collect()
    };
    for binding in keymap.bindings() {
        assert!(old(&binding.help).iter().all(|word| word == "s"), "{}", binding.help);
        assert_eq!(old(binding.hint.as_deref().unwrap_or("")), Vec::<String>::new());
        let read = article_yaml::read("harbour.yaml", ARTICLE.as_bytes()).unwrap();
        let mut app = App::new(Document::new(read, "harbour.yaml".to_owned()), 120, 40);
        app.update(Message::Keys(Box::new(keymap.clone())));
        app.update(Message::NotesRead { lines: Vec::new(), troubles: Vec::new() });
        assert_eq!(old(&binding.command.why_not(&app)), Vec::<String>::new());
        if let Some(key) = binding.keys.first() {
            app.update(Message::Key(Key::named(key), Moment::default()));
        }
        let said = app.notice.as_ref().map_or("", |notice| notice.text.as_str());
        assert_eq!(old(said), Vec::<String>::new(), "{said}");
        assert!(hints::hints(&app).iter().all(|hint| hint.key.starts_with("A-")), "{:?}", hints::hints(&app));
    }
}
