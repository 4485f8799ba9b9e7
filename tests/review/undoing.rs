//! Undoing and redoing: each person's own decisions, the latest first, whatever others decide meanwhile.

use nutgraf::codec::review_jsonl::{read, write};
use nutgraf::model::journal::ActionId;
use nutgraf::model::review::{Review, Signature, Verb};
use proptest::prelude::*;

const PEOPLE: [&str; 2] = ["ana", "ben"];

/// What one person has decided, and what they have undone of it: ids of decisions.
#[derive(Default)]
struct Person {
    done: Vec<ActionId>,
    undone: Vec<ActionId>,
}

/// Adds a line of that person to the journal.
fn line(review: &mut Review, who: &str, undoes: Option<ActionId>) -> ActionId {
    let id = ActionId::from_parts(review.all().len() as u64 + 1, 0);
    let signature = Signature { id, at: "2026-11-26T00:00:00Z".to_owned(), who: who.to_owned() };
    review.add(write(signature, "p1.c1", Verb::Confirmed, (&[], &[]), undoes));
    id
}

proptest! {
    #![proptest_config(super::cases(300))]

    #[test]
    fn everybody_undoes_and_redoes_their_own_decisions(acts in prop::collection::vec((0_usize..2, 0_usize..4), 0..40)) {
        let mut review = Review::default();
        let mut people = [Person::default(), Person::default()];
        for (number, act) in acts {
            let (who, person) = (PEOPLE[number], &mut people[number]);
            match act {
                0 | 1 => {
                    let id = line(&mut review, who, None);
                    person.done.push(id);
                    person.undone.clear();
                }
                2 => {
                    let latest = review.undo(who).map(|decision| decision.id);
                    prop_assert_eq!(latest, person.done.last().copied());
                    if let Some(id) = person.done.pop() {
                        line(&mut review, who, Some(id));
                        person.undone.push(id);
                    }
                }
                _ => {
                    let redone = review.redo(who).map(|(undoing, redone)| (undoing.id, redone.id));
                    prop_assert_eq!(redone.map(|(_, redone)| redone), person.undone.last().copied());
                    if let Some((undoing, id)) = redone {
                        line(&mut review, who, Some(undoing));
                        person.undone.pop();
                        person.done.push(id);
                    }
                }
            }
            let mut standing: Vec<ActionId> = people.iter().flat_map(|person| person.done.clone()).collect();
            standing.sort();
            let ids: Vec<ActionId> = review.standing().iter().map(|decision| decision.id).collect();
            prop_assert_eq!(ids, standing);
            // A later run reads the same from the disk, in whatever order git has merged the lines.
            let lines: Vec<String> = review.all().iter().rev().map(|decision| format!("{}\n", decision.raw)).collect();
            prop_assert_eq!(read(lines.concat().as_bytes()).review, review.clone());
        }
    }
}
