//! What a review costs with one proposer and with a better one: by the keys that a person presses, and by `compare`.

use nutgraf::candidates::drafts::{Decided, Drafts};
use nutgraf::candidates::{Source, propose};
use nutgraf::codec::article_yaml::read;
use nutgraf::codec::article_yaml::write::write_under;
use nutgraf::codec::review_jsonl;
use nutgraf::model::article::Article;
use nutgraf::proposers::answer::Answer;
use nutgraf::proposers::compare::{Record, Sort, WithPeople};
use nutgraf::proposers::resolve::{add, resolve};

use super::journey::Journey;

const TEXT: &str = r#"
nutgraf: 1
article: {id: harbour, title: Harbour dues rise again, language: en, wording: verbatim}
sections:
- id: opening
  paragraphs:
  - id: p1
    text: Ships pay two harbour dues in Ostrow, and the port denies it. The second fee came in 2024, according to the Pilots' Guild. It rose to 4 million crowns last year.
  - id: p2
    text: "\"Nobody asked the crews,\" said Ana Peres, who leads the guild. She may call a strike in May."
"#;

/// What a desk wants of the text: statements with their quotes.
const WANTED: [(&str, &str); 5] = [
    ("Ships pay two harbour dues in Ostrow.", "Ships pay two harbour dues in Ostrow"),
    ("The port denies that ships pay two dues.", "the port denies it"),
    ("The second fee came in 2024.", "The second fee came in 2024"),
    ("The second fee rose to 4 million crowns last year.", "It rose to 4 million crowns last year"),
    ("Ana Peres may call a strike of the crews in May.", "She may call a strike in May"),
];

/// A model that a desk has taught what it wants, but for one claim.
const MODEL: &str = r#"{"entities":[{"entity":"Ostrow","kind":"place"},{"entity":"Pilots' Guild","kind":"organisation"},{"entity":"Ana Peres","kind":"person"}]}
{"claim":"Ships pay two harbour dues in Ostrow.","quote":"Ships pay two harbour dues in Ostrow","paragraph":"p1"}
{"claim":"The port denies that ships pay two dues.","quote":"the port denies it","paragraph":"p1","kind":"stance"}
{"claim":"The second fee came in 2024.","quote":"The second fee came in 2024","paragraph":"p1","speaker":"Pilots' Guild","when":"2024"}
{"claim":"The second fee rose to 4 million crowns last year.","quote":"It rose to 4 million crowns last year","paragraph":"p1","kind":"numerical"}
{"claim":"Ana Peres may call a strike in May.","quote":"She may call a strike in May","paragraph":"p2","certainty":"possible"}"#;

fn article() -> Article {
    read("harbour.yaml", TEXT.as_bytes()).unwrap()
}

fn with(drafts: Drafts, proposer: &str) -> Article {
    let mut article = article();
    add(&mut article, drafts, &Decided::default(), proposer);
    article
}

/// What a person presses to make of the drafts what is wanted: commands, and letters of statements.
struct Pressed {
    commands: usize,
    letters: usize,
}

/// Reviews all drafts, and answers what it took and what `compare` says of it.
fn reviewed(article: &Article, proposer: &str) -> (Pressed, WithPeople) {
    let mut journey = Journey::open_text(&write_under(&[], article)).press("D");
    let mut pressed = Pressed { commands: 1, letters: 0 };
    let wanted = |quote: &str| WANTED.iter().find(|(_, other)| *other == quote).map(|(text, _)| *text);
    for paragraph in article.paragraphs() {
        let claims = &paragraph.claims;
        for (at, claim) in claims.iter().enumerate() {
            let is_right = |claim: &nutgraf::model::article::claim::Claim| wanted(&claim.quote) == Some(&claim.text);
            if claims[at..].iter().all(is_right) {
                (journey, pressed.commands) = (journey.press("a"), pressed.commands + 1);
                break;
            }
            match wanted(&claim.quote) {
                None => (journey, pressed.commands) = (journey.press("x"), pressed.commands + 1),
                Some(text) if text == claim.text => {
                    (journey, pressed.commands) = (journey.press("Enter"), pressed.commands + 1);
                }
                Some(text) => {
                    journey = journey.press("e C-u").types(text).press("C-s");
                    (pressed.commands, pressed.letters) = (pressed.commands + 3, pressed.letters + text.len());
                }
            }
        }
    }
    let journey = journey.press("a").shows("No candidates left").disk_answers();
    pressed.commands += 1;
    let now = read("harbour.yaml", journey.file("harbour.yaml").as_bytes()).unwrap();
    let claims: Vec<(&str, &str)> =
        now.claims().map(|(_, claim)| (claim.text.as_str(), claim.quote.as_str())).collect();
    assert_eq!(claims, WANTED, "whoever proposes, the desk has what it wants");
    let review = review_jsonl::read(journey.file("harbour.review.jsonl").as_bytes()).review;
    (pressed, Record::of(&now, &review).with_people(proposer, Sort::Claims))
}

#[test]
fn a_better_proposer_needs_fewer_keys_and_compare_says_so() {
    let rules = with(propose(&Source::of_article(&article(), &[])).drafts(), "nutgraf");
    let model = with(resolve(Answer::read(MODEL.as_bytes()), &article(), "model").drafts, "model");
    let (rules_pressed, rules) = reviewed(&rules, "nutgraf");
    let (model_pressed, model) = reviewed(&model, "model");
    assert_eq!((rules.kept, rules.edited, rules.dropped, rules.missed.len()), (3, 2, 1, 0));
    assert_eq!((model.kept, model.edited, model.dropped, model.missed.len()), (4, 1, 0, 0));
    assert!(model_pressed.commands < rules_pressed.commands && model_pressed.letters < rules_pressed.letters);
    assert!(model.effort.keys < rules.effort.keys && model.effort.letters < rules.effort.letters);
    for (pressed, measured) in [(rules_pressed, rules.effort), (model_pressed, model.effort)] {
        assert!(
            measured.keys <= pressed.commands && measured.letters <= pressed.letters,
            "it is what it takes at least"
        );
        assert!(measured.keys + 5 >= pressed.commands, "{measured:?}, and {} were pressed", pressed.commands);
    }
}
