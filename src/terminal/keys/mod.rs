//! What the terminal sends to keys and pasted text.
//!
//! Crossterm's own reader is not used, only its names for keys: half a sequence makes it block beyond the reach of signals,
//! bytes past its buffer stay behind in the terminal until more come, and with `use-dev-tty` its `poll(0)` reads nothing.

pub(crate) mod reply;
pub(crate) mod sequence;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use crate::terminal::keys::reply::Begun;
use crate::terminal::keys::sequence::step;

const ESCAPE: u8 = 0x1b;
/// The key that interrupts.
const INTERRUPT: u8 = 0x03;
const PASTE_BEGIN: u32 = 200;
const PASTE_END: &[u8] = b"\x1b[201~";
/// No sequence of a key is longer; what is, is noise.
const LONGEST_SEQUENCE: usize = 64;
/// Nobody types this many bytes at once.
const MOST_TYPED: usize = 8;

/// How long what may be a key of its own waits for the rest of a sequence.
const MAYBE_KEY: Duration = Duration::from_millis(25);
/// How long what can be no key waits for its rest: connections stall.
const NO_KEY: Duration = Duration::from_millis(500);
/// How long a paste may stall before it counts as ended.
const PASTE: Duration = Duration::from_secs(1);

/// Bytes in, keys out; keeps what is not whole yet.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    pending: Vec<u8>,
    within: Within,
}

/// What the next byte belongs to.
#[derive(Debug, Default, PartialEq, Eq)]
enum Within {
    /// Keys.
    #[default]
    Keys,
    /// A paste, of which this many bytes have been searched for its end already.
    Paste(usize),
    /// A paste whose end has not come; more of it may.
    OverduePaste,
    /// An answer of the terminal, which is dropped as it comes.
    Reply,
}

/// What is at the front of the bytes.
enum Step {
    /// Not whole yet.
    Partial,
    /// This many bytes that mean nothing.
    Noise(usize),
    Key(usize, KeyCode, KeyModifiers),
    Event(usize, Event),
    /// A paste begins after this many bytes.
    Paste(usize),
    /// An answer of the terminal began this many bytes ago.
    Reply(usize),
}

impl Decoder {
    /// Decodes what one read brought.
    pub(crate) fn feed(&mut self, bytes: &[u8], keys: &mut VecDeque<Event>) {
        if self.within == Within::OverduePaste {
            self.within = if goes_on_with_paste(bytes) { Within::Paste(0) } else { Within::Keys };
        }
        // An Escape that came alone begins a sequence only where one follows: with a letter in a later read it was a key.
        if self.within == Within::Keys && self.pending == [ESCAPE] && !goes_on_with_sequence(bytes) {
            self.settle(keys);
        }
        self.pending.extend_from_slice(bytes);
        let mut done = 0;
        while done < self.pending.len() {
            let Some(used) = self.step(done, keys) else { break };
            done += used;
        }
        self.pending.drain(..done);
        // Pressed by somebody who waits for a paste to end; within a text it does not stand at the end of a read.
        if matches!(self.within, Within::Paste(_)) && self.pending.last() == Some(&INTERRUPT) {
            self.pending.pop();
            self.end_paste(keys);
        }
    }

    /// After how long a silence [`Self::settle`] decides what the last bytes mean; none where nothing is open.
    pub(crate) fn patience(&self) -> Option<Duration> {
        match self.within {
            Within::Paste(_) => Some(PASTE),
            Within::OverduePaste => None,
            Within::Keys if self.pending.is_empty() => None,
            Within::Keys if matches!(self.pending[..], [ESCAPE] | [ESCAPE, b'[' | b'O']) => Some(MAYBE_KEY),
            Within::Keys if self.begins_reply() => Some(MAYBE_KEY),
            Within::Keys | Within::Reply => Some(NO_KEY),
        }
    }

    /// After that silence: nothing more belongs to these bytes.
    pub(crate) fn settle(&mut self, keys: &mut VecDeque<Event>) {
        match self.within {
            Within::OverduePaste => return,
            Within::Paste(_) => return self.end_paste(keys),
            Within::Keys | Within::Reply => self.within = Within::Keys,
        }
        if self.begins_reply() {
            // It was none: a key with Alt, and what was typed after it.
            let typed = self.pending.split_off(2);
            keys.extend(alt(self.pending[1]));
            self.pending.clear();
            self.feed(&typed, keys);
        }
        match self.pending[..] {
            [ESCAPE] => keys.push_back(key(KeyCode::Esc, KeyModifiers::NONE)),
            [ESCAPE, letter @ (b'[' | b'O')] => keys.extend(alt(letter)),
            _ => {}
        }
        self.pending.clear();
    }

    /// Whether what is pending could become an answer of the terminal.
    fn begins_reply(&self) -> bool {
        matches!(self.pending[..], [ESCAPE, kind, ref rest @ ..] if reply::begun(kind, rest) == Begun::Perhaps)
    }

    /// What came of a paste is kept, but for the beginning of its end and half a character.
    fn end_paste(&mut self, keys: &mut VecDeque<Event>) {
        let whole = self.pending.len() - begun_end(&self.pending);
        let whole = whole - half_character(&self.pending[..whole]);
        keys.extend(pasted(&self.pending[..whole]));
        self.pending.drain(..whole);
        self.within = Within::OverduePaste;
    }

    /// Takes one thing from the bytes at `from`: how many bytes it took, or `None` while it is not whole.
    fn step(&mut self, from: usize, keys: &mut VecDeque<Event>) -> Option<usize> {
        let bytes = &self.pending[from..];
        match self.within {
            Within::Paste(searched) => {
                let Some(end) = find(bytes, PASTE_END, searched) else {
                    self.within = Within::Paste(bytes.len().saturating_sub(PASTE_END.len() - 1));
                    return None;
                };
                keys.extend(pasted(&bytes[..end]));
                self.within = Within::Keys;
                return Some(end + PASTE_END.len());
            }
            Within::Reply => {
                let (used, is_over) = reply::rest(bytes);
                if is_over {
                    self.within = Within::Keys;
                }
                return (used > 0 || is_over).then_some(used);
            }
            Within::Keys | Within::OverduePaste => {}
        }
        match step(bytes) {
            Step::Partial if bytes.len() > LONGEST_SEQUENCE => Some(bytes.len()),
            Step::Partial => None,
            Step::Noise(used) => Some(used),
            Step::Key(used, code, modifiers) => {
                keys.push_back(key(code, modifiers));
                Some(used)
            }
            Step::Event(used, event) => {
                keys.push_back(event);
                Some(used)
            }
            Step::Paste(used) => {
                self.within = Within::Paste(0);
                Some(used)
            }
            Step::Reply(used) => {
                self.within = Within::Reply;
                Some(used)
            }
        }
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// A letter with Alt.
fn alt(letter: u8) -> Option<Event> {
    match sequence::alt(&[letter]) {
        Step::Key(_, code, modifiers) => Some(key(code, modifiers)),
        _ => None,
    }
}

/// Pasted bytes as an event; none where there are none.
fn pasted(bytes: &[u8]) -> Option<Event> {
    (!bytes.is_empty()).then(|| Event::Paste(String::from_utf8_lossy(bytes).into_owned()))
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| at + from)
}

/// Whether what came after a lone Escape continues a sequence.
fn goes_on_with_sequence(bytes: &[u8]) -> bool {
    match bytes {
        [] | [b'[' | b'O', ..] => true,
        [kind, rest @ ..] => !rest.is_empty() && reply::begun(*kind, rest) != Begun::Not,
    }
}

/// Whether what comes after the pause in a paste is more of it, and not typed: it has the paste's end, or is more text than
/// anybody types at once. Were it treated as keys, the text would be commands.
fn goes_on_with_paste(bytes: &[u8]) -> bool {
    let text = &bytes[..bytes.len() - begun_end(bytes)];
    let is_text = |byte: &u8| *byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r');
    find(bytes, PASTE_END, 0).is_some() || (bytes.len() >= MOST_TYPED && text.iter().all(is_text))
}

/// How many of the last bytes may be the beginning of a paste's end.
fn begun_end(bytes: &[u8]) -> usize {
    (1..PASTE_END.len()).rev().find(|length| bytes.ends_with(&PASTE_END[..*length])).unwrap_or(0)
}

/// How many of the last bytes are a character that is not whole.
fn half_character(bytes: &[u8]) -> usize {
    let last = &bytes[bytes.len().saturating_sub(3)..];
    let begins = last.iter().rposition(|byte| *byte >= 0xc0).map(|at| &last[at..]);
    begins
        .filter(|part| std::str::from_utf8(part).is_err_and(|error| error.error_len().is_none()))
        .map_or(0, <[u8]>::len)
}
