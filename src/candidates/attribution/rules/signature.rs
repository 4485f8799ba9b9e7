//! Quotations that are signed: `Nobody will pay for this. — Davor Vask, on Monday`.

use crate::candidates::attribution::rules::Rule;
use crate::candidates::attribution::signed::{NAME, is_dash, name};
use crate::candidates::attribution::{Attribution, Scene};

/// A dash and a name at the end of a paragraph, behind the end of a sentence.
pub(super) const RULE: Rule = Rule { name: NAME, find };

fn find(scene: &Scene<'_>, found: &mut Vec<Attribution>) {
    let paragraph = scene.paragraph;
    let Some(dash) = (1..paragraph.tokens.len()).rfind(|at| is_dash(paragraph, *at)) else { return };
    let ended = matches!(paragraph.word(dash - 1), "." | "!" | "?" | "”" | "\"" | "…");
    let Some(name) = name(paragraph, dash + 1) else { return };
    if ended {
        found.push(Attribution {
            source: Some(name),
            cue: dash..dash + 1,
            content: std::iter::once(0..dash).collect(),
            rule: NAME,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::attribution::rules::examples::found;

    #[test]
    fn examples() {
        let all = |text| found("signature", text);
        assert_eq!(
            all("Ostrow will not pay for this. — Davor Vask, on Monday"),
            ["Davor Vask | — | Ostrow will not pay for this."]
        );
        assert_eq!(all("The port — Ostrow’s largest — has closed."), [""; 0]);
        assert_eq!(all("Nobody paid. — Davor Vask said that twice."), [""; 0]);
    }
}
