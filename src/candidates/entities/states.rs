//! States: their adjectives are aliases when the text names the state itself.

use crate::candidates::entities::Gathering;
use crate::candidates::language::Role;
use crate::candidates::text::Analysed;

/// Adds to the states and places of the text the adjectives that are in it, with their places.
pub(super) fn add_adjectives(paragraphs: &[Analysed<'_>], gathering: &mut Gathering<'_>) {
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut taken = vec![false; paragraph.tokens.len()];
        for (tokens, _) in &gathering.mentions[index] {
            taken[tokens.clone()].fill(true);
        }
        let mut at = 0;
        while at < paragraph.tokens.len() {
            let longest = if paragraph.tokens[at].is_capital() {
                gathering.language.gazetteer.longest(paragraph.tokens[at].word)
            } else {
                0
            };
            let limit = (at + longest).min(paragraph.tokens.len());
            let found = (at + 1..=limit).rev().find_map(|end| {
                let known = gathering.language.gazetteer.get(paragraph.words(at..end));
                let name = known.iter().find(|known| known.role == Role::Adjective)?.name;
                Some((end, *gathering.by_name.get(name)?))
            });
            let Some((end, entity)) = found.filter(|(end, _)| !taken[at..*end].iter().any(|taken| *taken)) else {
                at += 1;
                continue;
            };
            gathering.add_alias(entity, paragraph.words(at..end));
            gathering.list[entity].mentions += 1;
            gathering.mentions[index].push((at..end, entity));
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::examples::found;

    #[test]
    fn adjectives_go_with_their_state() {
        assert_eq!(found(&["Kenyan ships left Kenya."]), ["state Kenya (Kenyan)"]);
        assert_eq!(found(&["Kenyan ships left."]), [""; 0]);
    }
}
