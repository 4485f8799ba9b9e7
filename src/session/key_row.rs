//! A row of `[keys.…]` in a settings file: the keys of a command in one scope.

/// A word of a settings file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Located {
    /// The word.
    pub text: String,
    /// Its place for messages: file, line and column; empty if it is from no file.
    pub at: String,
}

/// The keys of one command in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The name of the scope.
    pub place: Located,
    /// The name of the command.
    pub command: Located,
    /// The keys; empty for a command without keys.
    pub keys: Vec<Located>,
}

impl KeyRow {
    /// A row that is not from a file.
    #[must_use]
    pub fn new(place: &str, command: &str, keys: &[String]) -> Self {
        let located = |text: &str| Located { text: text.to_owned(), at: String::new() };
        Self { place: located(place), command: located(command), keys: keys.iter().map(|key| located(key)).collect() }
    }
}
