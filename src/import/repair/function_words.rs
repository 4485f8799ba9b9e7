//! Words that cannot end a sentence, nor be beside each other.

/// Words after which a sentence goes on.
const OPEN: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "without", "into", "onto", "between",
    "among", "and", "or", "but", "that", "which", "who", "whose", "than", "as", "if", "because", "while", "when",
    "where", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "could",
    "should", "may", "might", "must", "can", "its", "their", "his", "her", "our", "my", "your", "this", "these",
    "those", "not", "very", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "und",
    "oder", "mit", "von", "zu", "im", "am", "auf", "für", "bei", "dass", "le", "la", "les", "un", "une", "du", "et",
    "ou", "dans", "pour", "par", "avec", "sur", "que", "qui", "el", "los", "las", "y", "o", "en", "con", "por", "para",
    "del", "il", "lo", "gli", "di", "che", "e", "da", "do", "na", "no", "het", "een", "van", "op", "voor", "и", "в",
    "на", "с", "по", "к", "от", "что",
];

/// Prepositions and articles of English, which never follow those named beside them.
const NEVER_FOLLOW: &[(&str, &[&str])] = &[
    ("to", &["with", "of", "for", "by", "from", "at"]),
    ("of", &["with", "to", "from", "by", "for", "at", "of"]),
    ("for", &["with", "of", "to", "by", "from", "at"]),
    ("by", &["with", "of", "to", "for", "from"]),
    ("with", &["of", "to", "by", "for", "from", "with"]),
    ("at", &["of", "to", "with", "for", "by"]),
    ("in", &["of", "with", "by", "for", "at"]),
    ("the", &["of", "to", "with", "in", "by", "for", "at", "on", "from", "and"]),
    ("a", &["of", "to", "with", "in", "by", "for", "at", "on", "from", "and"]),
];

/// Whether a text ends with a word that something must follow, or with a comma.
pub(super) fn is_open(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    last.ends_with(',') || OPEN.contains(&last)
}

/// Whether the words cannot be side by side in this order.
pub(super) fn cannot_meet(first: &str, second: &str) -> bool {
    NEVER_FOLLOW.iter().any(|(word, followers)| *word == first && followers.contains(&second))
}

/// Whether a word is one of the small ones, in lower case.
pub(super) fn is_function_word(word: &str) -> bool {
    OPEN.contains(&word)
}
