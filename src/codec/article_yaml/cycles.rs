//! Claims that rest on themselves, or are parts of themselves, through others.

use std::collections::HashMap;

use crate::model::article::Article;
use crate::model::article::claim::Claim;

use crate::codec::article_yaml::locate::Step;
use crate::codec::article_yaml::path::{Spot, claims, paragraphs};
use crate::codec::article_yaml::rules::Fault;
use crate::codec::diagnostics::problem_rule::ProblemRule;

/// Every circle of `because` and of `part-of`, told once, at the claim that closes it.
pub(crate) fn faults(article: &Article) -> Vec<Fault> {
    let mut faults = circles(article, "because", |claim| &claim.relations.because);
    faults.extend(circles(article, "part-of", |claim| &claim.relations.part_of));
    faults
}

/// How far the search has come with a claim.
#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn circles(article: &Article, key: &'static str, next: impl Fn(&Claim) -> &Vec<String>) -> Vec<Fault> {
    let all: Vec<(Spot, &Claim)> = paragraphs(article).flat_map(|(spot, paragraph)| claims(spot, paragraph)).collect();
    if all.iter().all(|(_, claim)| next(claim).is_empty()) {
        return Vec::new();
    }
    let index: HashMap<&str, usize> = all.iter().enumerate().map(|(at, (_, claim))| (claim.id.as_str(), at)).collect();
    let mut states = vec![State::New; all.len()];
    let mut faults = Vec::new();
    for start in 0..all.len() {
        // The way from the start, each claim with the number of the relation that is followed next.
        let mut way = vec![(start, 0)];
        while let Some((at, number)) = way.last_mut() {
            let (here, relation) = (*at, *number);
            if states[here] == State::Done || relation >= next(all[here].1).len() {
                states[here] = State::Done;
                way.pop();
                continue;
            }
            states[here] = State::OnTheWay;
            *number += 1;
            let there = index.get(next(all[here].1)[relation].as_str()).copied();
            // A claim that names itself breaks a rule of its own.
            let Some(there) = there.filter(|there| *there != here) else { continue };
            match states[there] {
                State::New => way.push((there, 0)),
                State::OnTheWay => {
                    let path = all[here].0.path(&[Step::key("relations"), Step::key(key), Step::Index(relation)]);
                    faults.push(fault(path, key, &way, there, &all));
                }
                State::Done => {}
            }
        }
    }
    faults
}

fn fault(at: Vec<Step>, key: &str, way: &[(usize, usize)], first: usize, all: &[(Spot, &Claim)]) -> Fault {
    let circle = way.iter().skip_while(|(claim, _)| *claim != first).map(|(claim, _)| *claim).chain([first]);
    let ids: Vec<&str> = circle.map(|claim| all[claim].1.id.as_str()).collect();
    let message = format!("`{key}` forms a cycle: {}", ids.join(" → "));
    Fault { rule: ProblemRule::Circle, at, message, hint: Some("remove one of these relations".to_owned()) }
}
