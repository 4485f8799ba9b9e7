//! Companies: the short forms of a name with a legal form, as `Norvik` of `Norvik Energy ASA`.

use crate::candidates::entities::Gathering;
use crate::model::article::entity::EntityKind;

/// Legal forms at the end of a company's name.
const LEGAL_FORMS: [&str; 24] = [
    "AB",
    "AG",
    "ASA",
    "AS",
    "BV",
    "Corp",
    "Corp.",
    "Corporation",
    "GmbH",
    "Inc",
    "Inc.",
    "LLC",
    "LLP",
    "Ltd",
    "Ltd.",
    "NV",
    "Oy",
    "Oyj",
    "PLC",
    "Plc",
    "SA",
    "SE",
    "SpA",
    "plc",
];

/// Joins names that are the beginning of a company's full name to it, whatever kind they seemed to be.
pub(super) fn join(gathering: &mut Gathering<'_>) {
    for company in 0..gathering.list.len() {
        let name = gathering.list[company].entity.name.clone();
        let Some(words) = without_legal_form(&name) else { continue };
        if !gathering.list[company].known {
            gathering.list[company].entity.kind = EntityKind::Organisation;
        }
        let shorter: Vec<usize> = (0..gathering.list.len())
            .filter(|short| *short != company && is_short_form(gathering, *short, &words))
            .collect();
        for short in shorter {
            gathering.merge(company, short);
        }
    }
}

/// The words of a company's name before its legal form; none for other names.
fn without_legal_form(name: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = name.split(' ').collect();
    let (last, before) = words.split_last()?;
    (LEGAL_FORMS.contains(last) && !before.is_empty()).then(|| before.to_vec())
}

/// Whether an entity's name is the beginning of these words. What the user's lists know, states and people with a given
/// name stay apart.
fn is_short_form(gathering: &Gathering<'_>, short: usize, words: &[&str]) -> bool {
    let candidate = &gathering.list[short];
    let is_other = candidate.known
        || candidate.mentions == 0
        || candidate.entity.kind == EntityKind::State
        || !candidate.titles.is_empty()
        || gathering.language.gazetteer.is_own_name(&candidate.entity.name);
    let mut beginning = words.iter();
    !is_other && candidate.entity.name.split(' ').all(|word| beginning.next() == Some(&word))
}

#[cfg(test)]
mod tests {
    use crate::candidates::entities::examples::found;

    #[test]
    fn a_short_form_goes_with_the_full_name_of_a_company() {
        assert_eq!(
            found(&["Norvik Energy ASA stopped its cable.", "On Monday Norvik said little. Later Norvik Energy paid."]),
            ["organisation Norvik Energy ASA (Norvik, Norvik Energy)"]
        );
    }

    #[test]
    fn a_state_in_a_companys_name_stays_a_state() {
        assert_eq!(
            found(&["Kenya Harbours Ltd closed a port in Kenya."]),
            ["organisation Kenya Harbours Ltd", "state Kenya"]
        );
    }
}
