//! Acronyms and what they stand for.

use std::collections::HashMap;

use crate::candidates::entities::{CandidateEntity, Gathering};
use crate::candidates::text::Analysed;

/// Joins acronyms to the names that they shorten: in brackets behind them, or by their initials.
pub(super) fn join(paragraphs: &[Analysed<'_>], gathering: &mut Gathering<'_>) {
    let mut pairs = Vec::new();
    for (paragraph, mentions) in paragraphs.iter().zip(&gathering.mentions) {
        for pair in mentions.windows(2) {
            let [(first, long), (second, short)] = pair else { continue };
            let open = second.start == first.end + 1 && paragraph.word(first.end) == "(";
            if open && long != short {
                pairs.push((*long, *short));
            }
        }
    }
    pairs.extend(by_initials(gathering));
    for (long, short) in pairs {
        let names = (gathering.list[long].entity.name.clone(), gathering.list[short].entity.name.clone());
        let fits = (is_acronym(&names.1) || is_acronym(&names.0)) && same_first_letter(&names.0, &names.1);
        if fits && gathering.list[short].mentions > 0 && !gathering.list[short].known {
            let (keep, drop) = if is_acronym(&names.0) { (short, long) } else { (long, short) };
            gathering.merge(keep, drop);
        }
    }
}

/// Each acronym (the second of a pair) with the first other name that has its letters as initials.
fn by_initials(gathering: &Gathering<'_>) -> Vec<(usize, usize)> {
    let mut long: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, candidate) in gathering.list.iter().enumerate() {
        long.entry(initials(&candidate.entity.name)).or_default().push(index);
    }
    let acronyms = gathering.list.iter().enumerate().filter(|(_, candidate)| is_acronym(&candidate.entity.name));
    let pair = |(short, candidate): (usize, &CandidateEntity)| {
        let long = long.get(&candidate.entity.name)?.iter().find(|long| **long != short)?;
        Some((*long, short))
    };
    acronyms.filter_map(pair).collect()
}

/// Whether a name is an acronym: one word, mostly of capital letters.
fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|char| char.is_uppercase()).count();
    !name.contains(' ') && capitals >= 2 && capitals * 2 > name.chars().count()
}

fn same_first_letter(left: &str, right: &str) -> bool {
    left.chars().next().map(|char| char.to_lowercase().to_string())
        == right.chars().next().map(|char| char.to_lowercase().to_string())
        || initials(left).contains(&right[..right.chars().next().map_or(0, char::len_utf8)])
}

/// The capital initials of a name: `NATO` for `North Atlantic Treaty Organization`.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|char| char.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::examples::found;

    #[test]
    fn an_acronym_in_brackets_is_an_alias() {
        assert_eq!(
            found(&["The Harbour Workers Union (HWU) struck. The HWU won."]),
            ["organisation Harbour Workers Union (HWU)"]
        );
    }

    #[test]
    fn an_acronym_is_known_by_its_initials() {
        assert_eq!(
            found(&["The World Harbour Organization met.", "Later the WHO closed."]),
            ["organisation World Harbour Organization (WHO)"]
        );
    }
}
