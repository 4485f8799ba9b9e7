//! Damaged articles, in a seeded loop: nothing panics, and a damaged file is either read or refused with a place.
//!
//! Runs for a second with the other tests; `NUTGRAF_MUTATION_SECONDS` sets another time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::time::{Duration, Instant};

use nutgraf::codec::article_yaml::write::write;
use nutgraf::codec::article_yaml::{check, read};

const CORPUS: [&str; 3] = [
    include_str!("journeys/harbour.yaml"),
    include_str!("../content/guided-tour.yaml"),
    include_str!("fixtures/article-v1.yaml"),
];
/// Characters with a special meaning in YAML and terminals.
const SPECIAL: [&str; 24] = [
    "\n",
    " ",
    "  ",
    "\t",
    ": ",
    "- ",
    "#",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    "---\n",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "~",
    "👩‍🚀",
];

/// Numbers determined by the seed (xorshift64*, Vigna 2016).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap() % bound.max(1)
    }
}

fn damage(text: &str, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
            1 => bytes.truncate(at),
            2 => {
                let end = (at + numbers.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let end = (at + numbers.below(80)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, part);
            }
            _ => {
                let special = SPECIAL[numbers.below(SPECIAL.len())];
                bytes.splice(at..at, special.bytes());
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

#[test]
fn any_damage_gets_an_answer() {
    let seconds = std::env::var("NUTGRAF_MUTATION_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let (mut seed, mut good, mut bad) = (0_u64, 0, 0);
    while Instant::now() < end {
        seed += 1;
        let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let text = CORPUS[numbers.below(CORPUS.len())];
        let bytes = damage(text, &mut numbers);
        let report = check("damaged.yaml", &bytes);
        if let Ok(article) = read("damaged.yaml", &bytes) {
            good += 1;
            assert_eq!(report.counts().0, 0, "seed {seed}: {report}");
            let written = write(&article, "schema.json");
            assert_eq!(read("written.yaml", written.as_bytes()).unwrap(), article, "seed {seed}");
            continue;
        }
        bad += 1;
        assert!(report.counts().0 > 0, "seed {seed}");
        let lines = bytes.split(|byte| *byte == b'\n').count() + 1;
        assert!(report.problems.iter().all(|problem| (1..=lines).contains(&problem.line)), "seed {seed}: {report}");
        let text = report.to_string();
        assert!(!text.contains(|letter: char| letter.is_control() && letter != '\n'), "seed {seed}: {text:?}");
    }
    assert!(good > 0 && bad > 0, "{good} read, {bad} refused");
}
