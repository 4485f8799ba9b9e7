//! Which of a page's titles is the article's.

use crate::import::document::Field;

/// Signs between an article's title and its outlet's name in the window's title.
const SEPARATORS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "];

/// What a page offers as titles.
pub(super) struct Titles<'a> {
    /// As its metadata states it, the surest first.
    pub(super) stated: &'a [&'a str],
    /// Its top headings.
    pub(super) headings: &'a [String],
    /// The window's title.
    pub(super) window: Option<&'a str>,
    /// The outlet's name.
    pub(super) outlet: Option<&'a str>,
}

/// The title as printed: a top heading that metadata or window agree with, else what the metadata states, else the
/// only top heading, else the window's title without the outlet's name.
pub(super) fn title(titles: &Titles<'_>) -> Option<Field> {
    let window = titles.window.map(|window| without_outlet(window, titles.outlet));
    let stated: Vec<&str> = titles.stated.iter().map(|title| without_outlet(title, titles.outlet)).collect();
    let others = || stated.iter().copied().chain(window);
    let printed = titles.headings.iter().find(|heading| others().any(|other| agree(heading, other)));
    // The only top heading is the title as printed, where it shares words with what the metadata states.
    let only = match titles.headings {
        [heading] if others().any(|other| share_words(heading, other)) => Some(heading),
        _ => None,
    };
    let printed = printed.or(only);
    if let Some(title) = printed.map(String::as_str).or(stated.first().copied()) {
        return Field::stated(title);
    }
    match titles.headings {
        [heading] => Field::stated(heading),
        _ => window.and_then(Field::guessed),
    }
}

/// The outlet's name at the end of a window's title, where nothing states it.
pub(super) fn outlet_of_window(window: &str, title: &str) -> Option<Field> {
    let parted = SEPARATORS.iter().filter_map(|separator| window.rsplit_once(separator));
    let (head, name) = parted.max_by_key(|(head, _)| head.len())?;
    let is_titled = bare(head).starts_with(&bare(title)) || agree(head, title);
    Field::guessed(name).filter(|name| is_titled && name.value.split(' ').count() <= 5)
}

fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let parted = |separator: &&str| title.rsplit_once(*separator);
    for (head, tail) in SEPARATORS.iter().filter_map(parted) {
        let is_outlet =
            outlet.is_some_and(|outlet| agree(tail, outlet)) || outlet.is_none() && tail.len() * 2 < head.len();
        if is_outlet && !head.trim().is_empty() {
            return head.trim();
        }
    }
    title
}

/// Whether two titles are the same but for signs and case, or one begins with the other.
fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.starts_with(&short) && (short.len() * 2 >= long.len())
}

/// Whether at least a third of the longer words of a title are in the other one.
fn share_words(one: &str, other: &str) -> bool {
    const LONG: usize = 4;
    let words = |text: &str| {
        let text = text.to_lowercase();
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.chars().count() >= LONG).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared > 0 && shared * 3 >= one.len()
}

/// Letters and digits only, in lower case.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(stated: &[&str], headings: &[&str], window: Option<&str>, outlet: Option<&str>) -> (String, bool) {
        let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
        let title = title(&Titles { stated, headings: &headings, window, outlet });
        title.map(|title| (title.value, title.guessed)).unwrap_or_default()
    }

    #[test]
    fn the_printed_title_wins_where_the_page_agrees_with_it() {
        let post = Some("The Ostrow Post");
        let printed = chosen(&["Dues rise again"], &["The Ostrow Post", "Dues rise again!"], None, post);
        assert_eq!(printed, ("Dues rise again!".to_owned(), false));
        let stated = chosen(&["Dues rise again - The Ostrow Post"], &["The Ostrow Post"], None, post);
        assert_eq!(stated, ("Dues rise again".to_owned(), false));
        let window = chosen(&[], &[], Some("Dues rise again in every port | Ostrow Post"), None);
        assert_eq!(window, ("Dues rise again in every port".to_owned(), true));
        let printed = chosen(&["Captains in Ostrow complain of dues"], &["Why captains complain"], None, post);
        assert_eq!(printed, ("Why captains complain".to_owned(), false));
        assert_eq!(chosen(&[], &["Dues"], Some("Port"), None), ("Dues".to_owned(), false));
    }

    #[test]
    fn the_outlet_is_guessed_from_the_window() {
        let outlet = outlet_of_window("Dues rise - Ports - The Ostrow Post", "Dues rise");
        assert_eq!(outlet, Field::guessed("The Ostrow Post"));
    }
}
