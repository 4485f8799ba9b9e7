//! Ids and file names from titles and headings.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Longer ids are cut after a whole word.
const LONGEST: usize = 60;

/// Lower-case ASCII words joined by hyphens, at most 60 bytes; none when no letter or digit of `text` has an
/// ASCII form.
pub(super) fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    let mut gap = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        let before = slug.len();
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            // An apostrophe parts no words: "Russia's" is `russias`.
            '\'' | '’' | '\u{301}' | '\u{300}' | '\u{308}' | '\u{302}' | '\u{303}' | '\u{327}' => continue,
            letter => slug.push_str(ascii(letter)),
        }
        if slug.len() == before {
            gap = true;
        } else if std::mem::take(&mut gap) && before > 0 {
            slug.insert(before, '-');
        }
        if slug.len() > LONGEST {
            cut(&mut slug, LONGEST);
            break;
        }
    }
    (!slug.is_empty()).then_some(slug)
}

/// Shortens a slug to `most` bytes, after a whole word unless that would cost more than half of them.
pub(super) fn cut(slug: &mut String, most: usize) {
    // A slug is ASCII.
    if slug.len() > most {
        let words = slug[..=most].rfind('-').filter(|at| *at >= most / 2);
        slug.truncate(words.unwrap_or(most));
    }
}

/// A slug, or one made of a hash where the script has no ASCII form.
pub(super) fn slug_or_hash(text: &str, prefix: &str) -> String {
    slug(text).unwrap_or_else(|| {
        let mut id = format!("{prefix}-");
        for byte in &Sha256::digest(text)[..4] {
            // Writing to a string cannot fail.
            let _ = write!(id, "{byte:02x}");
        }
        id
    })
}

/// Ids that are taken. Ids are unique across an article.
#[derive(Debug, Default)]
pub(super) struct Taken {
    ids: HashSet<String>,
    /// The number to try next behind an id that was wanted again: thousands of headings may be the same.
    next: HashMap<String, usize>,
}

impl Taken {
    /// `wanted`, or with a number behind it when that is taken.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        if self.ids.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let number = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{number}");
            *number += 1;
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The usual ASCII form of a letter of the Latin and Cyrillic scripts; empty for anything else.
fn ascii(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'а' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' | 'д' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'е' | 'э' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'г' | 'ґ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'į' | 'ı' | 'и' | 'і' => "i",
        'й' | 'ы' | 'ý' | 'ÿ' => "y",
        'ķ' | 'к' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'л' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'н' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' | 'о' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' | 'р' => "r",
        'ß' => "ss",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'с' => "s",
        'ţ' | 'ť' | 'ț' | 'т' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'у' => "u",
        'ü' => "ue",
        'ź' | 'ż' | 'ž' | 'з' => "z",
        'б' => "b",
        'в' => "v",
        'м' => "m",
        'п' => "p",
        'ф' => "f",
        'х' => "kh",
        'ё' => "yo",
        'є' => "ye",
        'ї' => "yi",
        'ж' => "zh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ids_of_whole_words() {
        assert_eq!(slug("Russia's importance: “Pakistan”").as_deref(), Some("russias-importance-pakistan"));
        assert_eq!(slug("Größe des Übels").as_deref(), Some("groesse-des-uebels"));
        assert_eq!(slug("Россия и мир").as_deref(), Some("rossiya-i-mir"));
        let mut title = "oversupply-angst-drags-oil-lower".to_owned();
        cut(&mut title, 16);
        assert_eq!(title, "oversupply-angst");
        cut(&mut title, 12);
        assert_eq!(title, "oversupply");
        cut(&mut title, 3);
        assert_eq!(title, "ove");
        assert_eq!(slug("港の記事"), None);
        assert!(slug_or_hash("港の記事", "article").starts_with("article-"));
        let long = slug(&"harbour ".repeat(20)).unwrap_or_default();
        assert!(long.len() <= LONGEST && long.ends_with("harbour"), "{long}");
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut taken = Taken::default();
        assert_eq!(["a", "a", "a"].map(|id| taken.claim(id)), ["a", "a-2", "a-3"]);
    }
}
