//! Organisations by their word: `Harbour Workers' Union`, `Ministry of Trade`, `Social and Labour Party of Ostrow`.

use std::ops::Range;

use crate::candidates::language::Class;
use crate::candidates::names::mention::Mention;
use crate::candidates::names::rules::{Rule, Scene};
use crate::model::article::entity::EntityKind;

/// A capitalised run with a word for organisations at its end, or at its beginning before `of` or `for`.
pub(super) const RULE: Rule = Rule { name: "organisation-word", find };

fn find(scene: &Scene<'_>, found: &mut Vec<Mention>) {
    for run in &scene.runs {
        let run = scene.without_title(run);
        let Some(word) = scene.last_of(&run, Class::Organisation) else { continue };
        let start = start_before(scene, &run);
        let end = if word + 1 == run.end { scene.over_of(run.end) } else { run.end };
        if end - start == 1 && !is_name_alone(scene, start) {
            continue;
        }
        found.push(Mention::new(start..end, EntityKind::Organisation, RULE.name));
    }
}

/// Where the name begins, of which `run` is the last part: over `Democratic and`, `People's`, `Workers'`.
fn start_before(scene: &Scene<'_>, run: &Range<usize>) -> usize {
    let mut start = run.start;
    while start >= 2 {
        let joined = scene.word(start - 1);
        let Some(left) = scene.runs.iter().find(|other| other.end == start - 1) else { break };
        let possessive = matches!(joined, "'s" | "’s" | "'" | "’");
        let hyphen = matches!(joined, "-" | "–") && !scene.paragraph.tokens[start].spaced;
        let list = matches!(joined, "and" | "&") && left.len() == 1 && !scene.is(left.start, Class::Organisation);
        let known = scene.is(left.start, Class::Gazetteer) || scene.is(left.start, Class::GivenName);
        if hyphen || ((possessive || list) && !known) {
            start = left.start;
        } else {
            break;
        }
    }
    start
}

/// Whether a single word such as `Parliament` is a name where it is: in mid-sentence.
fn is_name_alone(scene: &Scene<'_>, at: usize) -> bool {
    at > 0 && !scene.paragraph.sentences.iter().any(|sentence| sentence.start == at)
}

#[cfg(test)]
mod tests {
    use crate::candidates::names::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("organisation-word", text);
        assert_eq!(all("the Ministry of Trade said"), ["organisation Ministry of Trade"]);
        assert_eq!(
            all("joined the Social and Labour Party of Ostrow"),
            ["organisation Social and Labour Party of Ostrow"]
        );
        assert_eq!(all("the Harbour Workers' Union struck"), ["organisation Harbour Workers' Union"]);
        assert_eq!(all("Minister Ana Hale of the World Bank"), ["organisation World Bank"]);
        assert_eq!(all("Parties met."), [""; 0]);
    }
}
