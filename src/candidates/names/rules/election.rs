//! Elections and referendums: `2004 Ostrow general election`, `the November 2010 presidential elections`.

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::candidates::text::token::Shape;
use crate::model::article::entity::EntityKind;

/// A year or a state, then words of politics, then `election`.
pub(super) const RULE: Rule = Rule { name: "election", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for at in 0..scene.paragraph.tokens.len() {
        if !scene.is(at, Class::Election) {
            continue;
        }
        let start = start_of(scene, at);
        let named = (start..=at).any(|at| scene.paragraph.tokens[at].is_capital());
        let dated = is_year(scene, start) || scene.is(start, Class::Month);
        if start < at && (dated || named) {
            found.push(Mention::new(start..scene.over_of(at + 1), EntityKind::Event, RULE.name));
        }
    }
}

/// Where the name of the election at `at` begins.
fn start_of(scene: &Scene<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let token = &scene.paragraph.tokens[start - 1];
        let year = is_year(scene, start - 1);
        let inside = token.is(Class::Political) || (token.is_capital() && !token.is(Class::NotName)) || year;
        if !inside && scene.word(start - 1) != "'s" {
            break;
        }
        start -= 1;
        if year {
            return if start > 0 && scene.is(start - 1, Class::Month) { start - 1 } else { start };
        }
    }
    start
}

fn is_year(scene: &Scene<'_>, at: usize) -> bool {
    let word = scene.word(at);
    let year = word.split(['-', '–']).next().unwrap_or_default();
    scene.paragraph.tokens[at].shape == Shape::Number && year.len() == 4 && year.starts_with(['1', '2'])
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        assert_eq!(
            found("election", "She lost the 2004 Ostrow general election."),
            ["event 2004 Ostrow general election"]
        );
        assert_eq!(
            found("election", "In the November 2010 presidential elections"),
            ["event November 2010 presidential elections"]
        );
        assert_eq!(found("election", "They called an election for spring."), [""; 0]);
    }
}
