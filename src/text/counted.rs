//! Numbers of things in words.

/// A number of things: `1 article`, `2 articles`, `0 entities`.
#[must_use]
pub fn counted(count: usize, thing: &str) -> String {
    format!("{count} {}", things(count, thing))
}

/// The word for this many things: `article`, `articles`, `entities`.
#[must_use]
pub fn things(count: usize, thing: &str) -> String {
    match thing.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        _ if count == 1 => thing.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{thing}s"),
    }
}

/// The verb for this many things: `is` or `are`.
#[must_use]
pub const fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_in_the_singular_and_none_in_the_plural() {
        assert_eq!(counted(1, "more line"), "1 more line");
        assert_eq!(counted(2, "more line"), "2 more lines");
        assert_eq!(counted(0, "entity"), "0 entities");
        assert_eq!(counted(3, "day"), "3 days");
        assert_eq!((are(1), are(0)), ("is", "are"));
    }
}
