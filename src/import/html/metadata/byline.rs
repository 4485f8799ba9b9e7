//! Names of authors out of the lines in which pages print them.

/// Words before the names, in lower case; longer ones first.
const BEFORE: &[&str] = &[
    "geschrieben von",
    "veröffentlicht von",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "text by",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "ein artikel von",
    "ein beitrag von",
    "author:",
    "authors:",
    "autor:",
    "autorin:",
    "auteur:",
    "autore:",
    "автор:",
    "text:",
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
];

/// Most bytes of a line of authors.
const LONGEST: usize = 120;

/// The authors of a line such as "By Ana Holm and Bo Ek | 3 May 2020"; none when it is no line of authors.
pub(super) fn authors(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if line.len() > LONGEST {
        return None;
    }
    let names = BEFORE.iter().find_map(|words| strip(line, words)).unwrap_or(line);
    let end = names.find(['|', '·', '•', '—', '(', '\n', '@', ':', '/']).unwrap_or(names.len());
    let end = names[..end].find(|letter: char| letter.is_ascii_digit()).unwrap_or(end);
    let names = names[..end].trim().trim_end_matches([',', '-', '–', '.']).trim();
    let has_name = names.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    (has_name && names.split_whitespace().count() <= 12).then(|| names.to_owned())
}

/// The authors that metadata states: a line of authors, or initials such as "kj".
pub(super) fn stated(name: &str) -> Option<String> {
    let is_initials = (2..=4).contains(&name.len()) && name.chars().all(char::is_alphabetic);
    if is_initials { Some(name.to_owned()) } else { authors(name) }
}

/// Whether a line begins with words that are before authors' names.
pub(in super::super) fn is_marked_byline(line: &str) -> bool {
    BEFORE.iter().any(|words| strip(line.trim(), words).is_some())
}

/// What follows `words` at the beginning of `line`, whatever its case.
fn strip<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = line.chars();
    for expected in words.chars() {
        if !rest.next()?.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let rest = rest.as_str();
    (words.ends_with(':') || rest.starts_with([' ', ':', '\u{a0}']))
        .then(|| rest.trim_start_matches([' ', ':', '\u{a0}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_authors_are_reduced_to_names() {
        for (line, names) in [
            ("By Ana Holm and Bo Ek | 3 May 2020", Some("Ana Holm and Bo Ek")),
            ("GESCHRIEBEN VON Ana Holm", Some("Ana Holm")),
            ("Ana Holm, 3 May 2020", Some("Ana Holm")),
            ("Byron Ek", Some("Byron Ek")),
            ("by staff", None),
            ("3 May 2020", None),
        ] {
            assert_eq!(authors(line).as_deref(), names, "{line}");
        }
    }
}
