//! Whatever is judged, taken back and done again: the counts are those that a fresh reading gives.

use proptest::prelude::*;

use crate::journey::Journey;

/// Judgements, states of work, priorities, moves, and keys that take something back or do it again.
const KEYS: &[&str] = &["v s", "v r", "v c", "v -", "R", "p", "]", "[", "u", "u u", "C-r", "C-r C-r"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn counts_after_taking_back_are_those_of_a_fresh_reading(keys in proptest::collection::vec(0..KEYS.len(), 1..40)) {
        let mut journey = Journey::open();
        for key in keys {
            // Counted after each key: what is known is changed, not counted anew.
            journey = journey.press(KEYS[key]);
            journey.counts();
        }
        let journey = journey.press("Esc Esc").disk_answers();
        let counts = journey.counts();
        prop_assert_eq!(journey.reopen().counts(), counts);
    }
}
