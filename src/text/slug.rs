//! Names of people as parts of names of files.

use sha2::{Digest, Sha256};

/// A name as a part of file names: lower-case ASCII and hyphens, and a bit of a hash when anything had to be changed.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let kept: String = name.to_lowercase().chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    let slug = kept.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let slug: String = slug.chars().take(40).collect();
    if slug == name && !slug.is_empty() {
        return slug;
    }
    let hash = Sha256::digest(name);
    let slug = if slug.is_empty() { "annotator".to_owned() } else { slug };
    format!("{slug}-{:02x}{:02x}", hash[0], hash[1])
}
