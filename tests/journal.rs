//! Properties of the journal: order does not matter, damage affects only the damaged lines, and undo and redo are
//! inverse.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use nutgraf::codec::journal_jsonl::{read, timestamp, write_set, write_void};
use nutgraf::model::journal::fold::Fold;
use nutgraf::model::journal::{ActionId, Change, Line, Target, next_id};
use proptest::prelude::*;
use serde_json::Value;

const CLAIMS: [&str; 3] = ["p1.c1", "p1.c2", "p2.c1"];

fn set(fold: &Fold, time: u64, claim: &str, to: &str) -> Line {
    let on = Target::claim(claim);
    let after = fold.live(&on, "verdict");
    let change = Change { on, of: None, field: "verdict".into(), was: Value::Null, to: to.into(), after };
    let id = next_id(time, fold.greatest(), u128::from(time) * 7919);
    write_set(id, &timestamp(time), "ana", &[change], &BTreeMap::new())
}

fn void(fold: &Fold, time: u64, target: ActionId) -> Line {
    write_void(next_id(time, fold.greatest(), u128::from(time) * 104_729), &timestamp(time), "ana", target)
}

/// A sequence of actions: judge a claim, undo, redo.
fn history(actions: &[u8]) -> Vec<Line> {
    let mut fold = Fold::default();
    let mut lines = Vec::new();
    for (time, action) in actions.iter().enumerate() {
        let time = time as u64 * 3;
        let line = match action % 5 {
            0 => fold.undo().map(|line| line.id).map(|id| void(&fold, time, id)),
            1 => fold.redo().map(|line| line.id).map(|id| void(&fold, time, id)),
            other => Some(set(&fold, time, CLAIMS[usize::from(other) - 2], &format!("v{action}"))),
        };
        if let Some(line) = line {
            fold.add(line.clone());
            lines.push(line);
        }
    }
    lines
}

fn state(fold: &Fold) -> Vec<Option<Value>> {
    let value = |claim: &&str| fold.winner(&Target::claim(claim), "verdict").map(|winner| winner.change.to.clone());
    CLAIMS.iter().map(value).collect()
}

proptest! {
    #[test]
    fn the_fold_is_the_same_in_any_order_and_repetition(actions: Vec<u8>, seed: u64, twice: bool) {
        let lines = history(&actions);
        let mut other = lines.clone();
        if twice {
            other.extend(lines.clone());
        }
        // A shuffle determined by the seed.
        other.sort_by_key(|line| line.id.random() ^ u128::from(seed).rotate_left(u32::from(line.id.to_bytes()[5])));
        let straight = Fold::from_lines(lines.clone());
        prop_assert_eq!(state(&straight), state(&Fold::from_lines(other.clone())));
        let mut one_by_one = Fold::default();
        for line in other {
            one_by_one.add(line);
        }
        prop_assert_eq!(state(&straight), state(&one_by_one));
        prop_assert_eq!(straight.lines(), one_by_one.lines());
    }

    #[test]
    fn undo_all_then_redo_all_comes_back(actions: Vec<u8>) {
        let mut fold = Fold::from_lines(history(&actions));
        let mut time = 10_000;
        while let Some(id) = fold.undo().map(|line| line.id) {
            time += 1;
            let line = void(&fold, time, id);
            fold.add(line);
        }
        prop_assert_eq!(state(&fold), vec![None; CLAIMS.len()]);
        let live = Fold::from_lines(history(&actions));
        while let Some(id) = fold.redo().map(|line| line.id) {
            time += 1;
            let line = void(&fold, time, id);
            fold.add(line);
        }
        // Redo returns to what followed the latest action. It also redoes earlier undos, since no action follows them.
        for (claim, value) in state(&live).into_iter().enumerate().filter(|(_, value)| value.is_some()) {
            prop_assert!(state(&fold)[claim].is_some(), "{value:?} is lost");
        }
    }

    #[test]
    fn any_text_is_written_on_one_line_and_read_back(name in "\\PC{0,20}|[\\x00-\\x1f\\x7f-\\x9f\u{202e}]{0,9}", to: String) {
        let change = Change {
            on: Target::claim("p1.c1"), of: None, field: "why".into(), was: Value::Null, to: to.into(), after: vec![],
        };
        let line = write_set(next_id(5, None, 9), &timestamp(5), &name, &[change], &BTreeMap::new());
        prop_assert!(!line.raw.chars().any(char::is_control), "{}", line.raw.escape_debug());
        let back = read(format!("{}\n", line.raw).as_bytes());
        prop_assert!(back.bad.is_empty() && !back.torn);
        prop_assert_eq!(back.lines, vec![line]);
    }

    #[test]
    fn damage_affects_no_other_line(actions: Vec<u8>, damage: Vec<u8>, at: prop::sample::Index) {
        let lines = history(&actions);
        let mut bytes: Vec<u8> = Vec::new();
        let place = at.index(lines.len() + 1);
        for (number, line) in lines.iter().enumerate() {
            if number == place {
                bytes.extend(damage.iter().filter(|byte| **byte != b'\n'));
                bytes.push(b'\n');
            }
            bytes.extend(line.raw.as_bytes());
            bytes.push(b'\n');
        }
        prop_assert_eq!(read(&bytes).lines, lines);
    }

    #[test]
    fn nothing_makes_reading_panic(bytes: Vec<u8>) {
        let _ = Fold::from_lines(read(&bytes).lines);
    }
}

#[test]
fn a_torn_last_line_is_reported_and_the_others_are_read() {
    let lines = history(&[2, 3, 4]);
    let mut text = lines.iter().fold(String::new(), |text, line| text + &line.raw + "\n");
    text.truncate(text.len() - 20);
    let read = read(text.as_bytes());
    assert!(read.torn && read.bad.is_empty());
    assert_eq!(read.lines, lines[..2]);
}

#[test]
fn a_newer_version_is_counted_and_not_understood() {
    let read = read(b"{\"v\":2,\"id\":\"x\",\"new\":true}\n{\"v\":9}\n");
    assert_eq!((read.newer, read.bad.len(), read.lines.len()), (2, 0, 0));
}

#[test]
fn voids_that_void_each_other_end() {
    let one = next_id(1, None, 1);
    let two = next_id(2, None, 2);
    let lines = vec![write_void(one, "t", "ana", two), write_void(two, "t", "ana", one)];
    let fold = Fold::from_lines(lines);
    assert!(fold.is_voided(0) && !fold.is_voided(1));
}

#[test]
fn a_hundred_thousand_voids_of_voids_do_not_overflow() {
    let mut lines = vec![set(&Fold::default(), 1, "p1.c1", "supported")];
    for time in 2..100_000 {
        let target = lines.last().unwrap().id;
        lines.push(write_void(next_id(time, None, 3), "t", "ana", target));
    }
    assert!(!Fold::from_lines(lines).is_voided(0), "the last void stands, so the one before the first does not");
}

#[test]
fn two_machines_that_did_not_know_of_each_other_are_a_conflict_until_settled() {
    let mut first = Fold::default();
    first.add(set(&Fold::default(), 1, "p1.c1", "supported"));
    let one = set(&first, 5, "p1.c1", "refuted");
    let other = set(&first, 9, "p1.c1", "misleading");
    first.add(other);
    first.add(one);
    let winner = first.winner(&Target::claim("p1.c1"), "verdict").unwrap();
    assert_eq!(winner.change.to, "misleading");
    assert_eq!(winner.conflicts.len(), 1);
    let settled = set(&first, 20, "p1.c1", "supported");
    first.add(settled);
    assert!(first.winner(&Target::claim("p1.c1"), "verdict").unwrap().conflicts.is_empty());
}

#[test]
fn a_line_that_sets_a_field_twice_sets_it_to_the_last_value() {
    let on = Target::claim("p1.c1");
    let change = |to: &str| Change {
        on: on.clone(),
        of: None,
        field: "verdict".into(),
        was: Value::Null,
        to: to.into(),
        after: Vec::new(),
    };
    let id = |time| next_id(time, None, u128::from(time));
    let line = |time, values: &[&str]| {
        let changes: Vec<Change> = values.iter().map(|value| change(value)).collect();
        write_set(id(time), &timestamp(time), "ana", &changes, &BTreeMap::new())
    };
    let fold = Fold::from_lines(vec![line(1, &["refuted", "supported"])]);
    let winner = fold.winner(&on, "verdict").unwrap();
    assert_eq!((&winner.change.to, winner.conflicts.len()), (&Value::from("supported"), 0));
    let both = Fold::from_lines(vec![line(1, &["refuted"]), line(2, &["refuted", "supported", "misleading"])]);
    let winner = both.winner(&on, "verdict").unwrap();
    assert_eq!((&winner.change.to, winner.conflicts.len()), (&Value::from("misleading"), 1));
}
