//! Candidates as JSON lines, for measuring and for `--explain`.

use serde::Serialize;

use crate::candidates::attribution::find_all;
use crate::candidates::language::Language;
use crate::candidates::plain::paragraphs;
use crate::candidates::proposal::{Proposal, Source, propose, prose};
use crate::candidates::text::Analysed;

/// A line of `--entities`.
#[derive(Debug, Serialize)]
struct EntityLine<'a> {
    name: &'a str,
    kind: &'a str,
    aliases: &'a [String],
}

/// A line of `--attributions`; `start` and `end` are code points of the text, of what is attributed.
#[derive(Debug, Serialize)]
struct AttributionLine<'a> {
    source: &'a str,
    cue: &'a str,
    content: &'a str,
    start: usize,
    end: usize,
}

/// The entities of a proposal, one JSON object a line.
#[must_use]
pub fn entity_lines(proposal: &Proposal) -> String {
    let lines = proposal.entities.iter().map(|candidate| {
        let entity = &candidate.entity;
        json(&EntityLine { name: &entity.name, kind: entity.kind.word(), aliases: &entity.aliases })
    });
    lines.collect()
}

/// The attributions of a plain text, one JSON object a line. Of content in several parts the words between are left out.
#[must_use]
pub fn attribution_lines(text: &str, language: &Language) -> String {
    let ranges = paragraphs(text);
    let analysed: Vec<Analysed<'_>> =
        ranges.iter().map(|range| Analysed::new(prose(&text[range.clone()]), language)).collect();
    let mut lines = String::new();
    let mut points = CodePoints { text, byte: 0, point: 0 };
    for placed in find_all(&analysed, language) {
        let (paragraph, words_in, found) =
            (&analysed[placed.paragraph], &analysed[placed.words_in], placed.attribution);
        let (Some(first), Some(last)) = (found.content.first(), found.content.last()) else { continue };
        let content: Vec<&str> = found.content.iter().map(|part| paragraph.words(part.clone())).collect();
        let base = ranges[placed.paragraph].start;
        lines.push_str(&json(&AttributionLine {
            source: found.source.map_or("", |source| words_in.words(source)),
            cue: words_in.words(found.cue),
            content: &content.join(" "),
            start: points.at(base + paragraph.tokens[first.start].start),
            end: points.at(base + paragraph.tokens[last.end - 1].end),
        }));
    }
    lines
}

/// Which rule proposed what, one line each: `p3 compound-sentence: The port has closed.`
#[must_use]
pub fn explanation(proposal: &Proposal) -> String {
    let entities = proposal.entities.iter().map(|candidate| {
        let entity = &candidate.entity;
        format!("entity {}: {} {}\n", candidate.rule, entity.kind.word(), entity.names().collect::<Vec<_>>().join(", "))
    });
    let claims = proposal.claims.iter().map(|claim| {
        let hedge =
            claim.hedge.as_ref().map(|hedge| format!(" [{} by “{hedge}”]", claim.certainty.word())).unwrap_or_default();
        let cue = claim.cue.as_ref().map(|cue| format!(" [said by “{cue}”]")).unwrap_or_default();
        format!("¶{} {}: {}{hedge}{cue}\n", claim.paragraph + 1, claim.rule, claim.text)
    });
    entities.chain(claims).collect()
}

/// Proposes for a plain text, its paragraphs parted by blank lines.
#[must_use]
pub fn propose_plain(text: &str, language: &str) -> Proposal {
    let paragraphs = paragraphs(text).into_iter().map(|range| &text[range]).collect();
    propose(&Source { language, paragraphs, ..Source::default() })
}

fn json(line: &impl Serialize) -> String {
    // These structs have nothing that JSON cannot hold.
    serde_json::to_string(line).map(|line| line + "\n").unwrap_or_default()
}

/// Counts code points up to a byte, each once as long as bytes do not go back.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl CodePoints<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.point) = (0, 0);
        }
        self.point += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.point
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_count_code_points() {
        let text = "Café.\n\nHale said that dues rose.";
        let lines = attribution_lines(text, Language::english());
        assert_eq!(
            lines,
            "{\"source\":\"Hale\",\"cue\":\"said\",\"content\":\"that dues rose\",\"start\":17,\"end\":31}\n"
        );
    }

    #[test]
    fn entities_have_name_kind_and_aliases() {
        let lines = entity_lines(&propose_plain("Kenya and the Kenyans.", "en"));
        assert_eq!(lines, "{\"name\":\"Kenya\",\"kind\":\"state\",\"aliases\":[\"Kenyans\"]}\n");
    }

    #[test]
    fn explanations_name_the_rule() {
        let lines = explanation(&propose_plain("Kenya could close the port.", "en"));
        assert_eq!(
            lines,
            "entity state-or-place: state Kenya\n¶1 sentence: Kenya could close the port. [possible by “could”]\n"
        );
    }
}
