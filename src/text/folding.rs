//! Folding: the form in which texts are compared when people look for words.
//!
//! Two texts that a reader would call the same word have the same folded form. In order:
//!
//! 1. Letters are taken apart by Unicode's compatibility decomposition (NFKD): `ﬁ` is `fi`, `é` is `e` and an accent, `①` is `1`.
//! 2. Accents, tone marks and vowel points are dropped. Signs that are letters of their own stay: the vowel signs and the
//!    virama of Indic scripts, Thai and Lao vowels, the marks that tell Japanese `が` from `か`.
//! 3. Case is folded in full: `ß` is `ss`, `ς` is `σ`; the Turkish `İ` and `ı` are `i`.
//! 4. Letters with a stroke, and `æ` `œ` `ð` `þ`, which Unicode does not take apart, are the letters that keyboards have.
//! 5. Typographic quotes, dashes and spaces are those of the keyboard, and any run of white space is one space.
//! 6. What is not seen is dropped: soft hyphens, joiners, marks of direction, variation selectors, the Arabic kashida.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical, decompose_compatible};

/// Alphabets, punctuation and kana lie below; their folded forms are looked up.
const TABLED: u32 = 0x3200;
/// Made once: making it takes longer than looking through a sentence.
static TWO_SPACES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"  "));
/// This many bytes are looked at together while text is ASCII.
const CHUNK: usize = 32;

/// Folded forms of the letters below [`TABLED`], one after the other, and where each ends.
struct Table {
    bytes: Vec<u8>,
    ends: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { bytes: Vec::new(), ends: Vec::new() };
    for point in 0..TABLED {
        if let Some(letter) = char::from_u32(point) {
            fold_by_rule(letter, &mut table.bytes);
        }
        // Some 30 KB in all.
        table.ends.push(u16::try_from(table.bytes.len()).unwrap_or(u16::MAX));
    }
    table
});

impl Table {
    fn get(&self, point: u32) -> &[u8] {
        let end = |at: u32| self.ends.get(at as usize).copied().map_or(0, usize::from);
        self.bytes.get(end(point.wrapping_sub(1))..end(point)).unwrap_or(&[])
    }
}

/// The folded form of `text`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len() + 8);
    fold_into(text, &mut folded);
    // Whole letters were put together, so that this is UTF-8.
    String::from_utf8(folded).unwrap_or_default()
}

/// Appends the folded form of `text`, as UTF-8.
pub(super) fn fold_into(text: &str, folded: &mut Vec<u8>) {
    let start = folded.len();
    folded.reserve(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let length = if letter.is_ascii() { ascii_length(rest.as_bytes()) } else { letter.len_utf8() };
        let (part, after) = rest.split_at(length);
        if letter.is_ascii() {
            folded.extend(part.as_bytes().iter().map(|byte| fold_ascii(*byte)));
        } else {
            fold_letter(letter, folded);
        }
        rest = after;
    }
    // Double spaces are rare, and seen to be absent much faster than gone through.
    if TWO_SPACES.find(&folded[start..]).is_some() {
        let mut own = folded.split_off(start);
        own.dedup_by(|byte, before| *byte == b' ' && *before == b' ');
        folded.append(&mut own);
    }
}

/// How many bytes at the start are ASCII.
fn ascii_length(bytes: &[u8]) -> usize {
    let chunks = bytes.chunks_exact(CHUNK).take_while(|chunk| chunk.is_ascii()).count() * CHUNK;
    chunks + bytes[chunks..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// Appends the folded form of one letter; spaces are not made one here.
pub(super) fn fold_letter(letter: char, folded: &mut Vec<u8>) {
    match u32::from(letter) {
        point @ 0..TABLED => folded.extend_from_slice(TABLE.get(point)),
        // Han ideographs neither come apart nor have case.
        0x3400..=0x4dbf | 0x4e00..=0x9fff => push(letter, folded),
        // Neither have the parts of Hangul syllables.
        0xac00..=0xd7a3 => decompose_canonical(letter, |part| push(part, folded)),
        _ => fold_by_rule(letter, folded),
    }
}

const fn fold_ascii(byte: u8) -> u8 {
    if matches!(byte, b'\t'..=b'\r') { b' ' } else { byte.to_ascii_lowercase() }
}

fn push(letter: char, folded: &mut Vec<u8>) {
    folded.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

fn fold_by_rule(letter: char, folded: &mut Vec<u8>) {
    if let Some(plain) = punctuation(letter) {
        return folded.push(plain);
    }
    decompose_compatible(letter, |part| {
        if is_dropped(part) {
            return;
        }
        if let Some(plain) = punctuation(part) {
            return folded.push(plain);
        }
        if part.is_whitespace() {
            return folded.push(b' ');
        }
        // By way of the capital, since `ß` has none of its own; first the small one, since `ẞ` is a capital.
        let capitals = part.to_lowercase().flat_map(char::to_uppercase);
        for small in capitals.flat_map(char::to_lowercase) {
            match keyboard_letters(small) {
                Some(letters) => folded.extend_from_slice(letters.as_bytes()),
                None => push(small, folded),
            }
        }
    });
}

/// Marks that sit on a letter without making it another, and what is not seen at all.
fn is_dropped(letter: char) -> bool {
    match canonical_combining_class(letter) {
        0 => is_ignorable(letter),
        // Kana voicing, virama, and the vowels of Telugu, Thai, Lao and Tibetan.
        8 | 9 | 84 | 91 | 103 | 118 | 129 | 130 | 132 => false,
        _ => true,
    }
}

/// Unicode's `Default_Ignorable_Code_Point`, and the kashida, by which Arabic words are stretched.
fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Signs that are typed as others. Spaces are left to the rule for white space.
const fn punctuation(letter: char) -> Option<u8> {
    Some(match letter {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '\u{2bc}' | '´' => b'\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => b'"',
        '\u{2010}'..='\u{2015}' | '−' => b'-',
        _ => return None,
    })
}

/// Small letters that Unicode does not take apart, as they are typed where keyboards lack them.
const fn keyboard_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ⱥ' => "a",
        'ƀ' => "b",
        'ȼ' => "c",
        'đ' | 'ð' => "d",
        'ɇ' => "e",
        'ǥ' => "g",
        'ħ' => "h",
        'ɨ' => "i",
        'ɉ' => "j",
        'ꝁ' => "k",
        'ł' | 'ƚ' => "l",
        'ø' => "o",
        'ɍ' => "r",
        'ŧ' | 'ⱦ' => "t",
        'ʉ' => "u",
        'ɏ' => "y",
        'ƶ' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_reader_calls_the_same_fold_to_the_same() {
        for (written, typed) in [
            ("İSTANBUL", "istanbul"),
            ("ısırgan", "isirgan"),
            ("ﬁre", "fire"),
            ("oﬃce", "office"),
            ("cafe\u{301}", "cafe"),
            ("café", "CAFÉ"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "straße"),
            ("ΣΑΣ", "σας"),
            ("Ἀθῆναι", "αθηναι"),
            ("Łódź", "lodz"),
            ("Ørsted", "orsted"),
            ("Đà Nẵng", "da nang"),
            ("ȺȺ", "aa"),
            ("Æther", "aether"),
            ("ｗｉｄｅ", "wide"),
            ("m²", "m2"),
            ("Ёлка", "елка"),
            ("it’s “so”", "it's \"so\""),
            ("1914–1918", "1914-1918"),
            ("two\u{a0}\n words", "two words"),
            ("wait…", "wait..."),
            ("Is\u{ad}tan\u{200b}bul", "istanbul"),
            ("كـتـاب", "كتاب"),
            ("كِتَاب", "كتاب"),
            ("שָׁלוֹם", "שלום"),
            ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
            ("が", "か\u{3099}"),
            ("漢字", "漢字"),
        ] {
            assert_eq!(fold(written), fold(typed), "{written} and {typed}");
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        for (one, other) in [("が", "か"), ("कि", "क"), ("ที", "ท"), ("рука", "руки"), ("a b", "ab"), ("1-2", "12")]
        {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for point in 0..=0x1_ffff {
            let Some(letter) = char::from_u32(point) else { continue };
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "U+{point:04X}");
        }
    }
}
