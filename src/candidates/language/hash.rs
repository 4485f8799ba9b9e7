//! Hashes of words, by which they are looked up and features are named.

/// Hash of a word (FNV-1a, 32 bits), by which words are looked up and features are named.
#[must_use]
pub fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Hash of a word in lower case.
#[must_use]
pub fn hash_lower(word: &str) -> u32 {
    if word.is_ascii() {
        let step = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
        return word.bytes().fold(0x811c_9dc5, step);
    }
    hash(&word.replace('’', "'").to_lowercase())
}
