//! What somebody may have meant by a word that is not known.

/// "did you mean", when a known word is near enough. Long words are not compared: that costs too much.
#[must_use]
pub fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    const LONGEST: usize = 64;
    const MOST: usize = 2000;
    if id.len() > LONGEST {
        return None;
    }
    let known = known.filter(|other| other.len().abs_diff(id.len()) <= 3).take(MOST);
    let near = known.map(|other| (strsim::damerau_levenshtein(id, other), other)).min()?;
    (near.0 <= id.len().max(3) / 3).then(|| format!("did you mean `{}`?", near.1))
}
