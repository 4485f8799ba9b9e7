//! What one key decides in the review: how many it says, and that one key takes all of it back.

use super::journey::Journey;
use super::texts;

fn open() -> Journey {
    Journey::open_text(texts::HAND_WRITTEN)
}

/// An article of so many entities and no claim.
fn with_entities(count: usize) -> Journey {
    let entity = |number| format!("- {{id: quay-{number}, name: Quay {number}, kind: place, draft: true}}\n");
    let entities: String = (1..=count).map(entity).collect();
    Journey::open_text(&format!(
        "nutgraf: 1\narticle: {{id: harbour, title: Harbour, language: en, wording: verbatim}}\nentities:\n{entities}sections:\n- \
         id: opening\n  paragraphs:\n  - {{id: p1, text: Quay 1 is closed.}}\n"
    ))
}

#[test]
fn one_key_takes_back_all_that_one_key_confirmed_in_this_run_and_in_a_later_one() {
    let confirmed = open().press("D a").shows("2 confirmed").disk_answers();
    let after = confirmed.file("harbour.yaml");
    let undone = confirmed.press("u").shows("Undone: 2 confirmations").selects("p1.c1").disk_answers();
    assert_eq!(undone.file("harbour.yaml").matches("draft: true").count(), 8);
    let redone = undone.reopen().press("D C-r").shows("Redone: 2 confirmations").disk_answers();
    assert_eq!(redone.file("harbour.yaml"), after);
    let undone = redone.reopen().press("D u").shows("Undone: 2 confirmations").disk_answers();
    undone.press("u").shows("You have no decision to undo");
}

#[test]
fn a_key_that_confirmed_one_by_one_is_taken_back_one_by_one() {
    open().press("D Enter Enter a u").shows("Undone: p2.c1 confirmed").press("u").shows("Undone: p1.c2 confirmed");
}

#[test]
fn what_has_changed_since_stays_and_the_rest_is_taken_back() {
    open()
        .press("D a")
        .disk_answers()
        .article_changes_unnoticed("Ships pay twice in Ostrow., quote", "Ships pay a lot., quote")
        .notices_article()
        .press("u")
        .shows("Undone: 1 decision, but not 1 (p1.c1 has changed in the file; look at it again)");
}

#[test]
fn more_entities_than_the_screen_shows_are_confirmed_only_after_a_question() {
    with_entities(60)
        .press("D a")
        .shows("Confirm 60 entities?")
        .shows("not on the screen")
        .press("Esc")
        .decided_entities(0)
        .press("a a")
        .shows("60 confirmed")
        .decided_entities(60)
        .press("u")
        .shows("Undone: 60 confirmations")
        .decided_entities(0);
}

#[test]
fn entities_that_all_show_are_confirmed_at_once() {
    with_entities(5).press("D a").shows("5 confirmed").decided_entities(5);
}

impl Journey {
    /// So many entities are confirmed in the file.
    fn decided_entities(self, count: usize) -> Self {
        let journey = self.disk_answers();
        let text = journey.file("harbour.yaml");
        let all = text.matches("id: quay-").count();
        assert_eq!(all - text.matches("draft: true").count(), count, "{text}");
        journey
    }
}
