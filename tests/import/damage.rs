//! Damaged sources, in a seeded loop: nothing panics, and every imported article is valid.
//!
//! Runs for a second with the other tests; `NUTGRAF_MUTATION_SECONDS` sets another time.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use nutgraf::codec::article_yaml::write::write;
use nutgraf::codec::article_yaml::{json, read};
use nutgraf::import::input::Input;
use nutgraf::import::sources::SOURCES;
use nutgraf::import::{Options, import};

/// Characters with a special meaning in sources.
const SPECIAL: [&[u8]; 30] = [
    b"\n",
    b"\n\n",
    b" ",
    b"\t",
    b"\r",
    b"\0",
    b"-",
    b"\xc2\xad",
    b":",
    b". ",
    b"\"",
    b"<",
    b">",
    b"</p>",
    b"<!--",
    b"&",
    b"&#0;",
    b"&#x1F600;",
    b"{",
    b"}",
    b"]",
    b"\\u0000",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"LENGTH: ",
    b"Title: ",
    b"1 of 3 DOCUMENTS\n",
    b"____________________________________________________________\n",
    b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
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

/// Every sample, with its name.
fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples");
    let mut folders = vec![folder];
    let mut samples = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                samples.push((path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap()));
            }
        }
    }
    samples.sort();
    samples
}

fn damage(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(4) {
        if bytes.is_empty() {
            return;
        }
        let at = numbers.below(bytes.len());
        let end = (at + numbers.below(120)).min(bytes.len());
        match numbers.below(6) {
            0 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let part = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, part);
            }
            _ => drop(bytes.splice(at..at, SPECIAL[numbers.below(SPECIAL.len())].iter().copied())),
        }
    }
}

#[test]
fn any_damage_gets_an_answer() {
    let seconds = std::env::var("NUTGRAF_MUTATION_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let samples = samples();
    let (mut seed, mut read_back, mut refused) = (0_u64, 0, 0);
    while Instant::now() < end {
        seed += 1;
        let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let (name, bytes) = &samples[numbers.below(samples.len())];
        let mut bytes = bytes.clone();
        damage(&mut bytes, &mut numbers);
        // Now and then a source gets text from another.
        let from = (numbers.below(4) == 0).then(|| SOURCES[numbers.below(SOURCES.len())]);
        let options = Options { from, repair: numbers.below(8) > 0, today: "2026-11-26" };
        let Ok(imported) = import(&Input::new(&bytes).named(name), &options) else {
            refused += 1;
            continue;
        };
        for draft in imported.drafts.iter().flatten() {
            read_back += 1;
            let written = write(&draft.article, "s");
            let back =
                read("written", written.as_bytes()).unwrap_or_else(|report| panic!("seed {seed}, {name}: {report}"));
            assert_eq!(back, draft.article, "seed {seed}, {name}");
            let json = json::value(&draft.article).to_string();
            assert_eq!(read("json", json.as_bytes()).unwrap(), draft.article, "seed {seed}, {name}");
        }
    }
    assert!(read_back > 0 && refused > 0, "{read_back} articles read back, {refused} sources refused");
}
