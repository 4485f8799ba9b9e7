//! What the terminal sends to keys and pasted text.
//!
//! Crossterm's own reader is not used, only its names for keys: half a sequence makes it block beyond the reach of signals,
//! bytes past its buffer stay behind in the terminal until more come, and with `use-dev-tty` its `poll(0)` reads nothing.

use std::collections::VecDeque;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

const ESCAPE: u8 = 0x1b;
const PASTE_BEGIN: u32 = 200;
const PASTE_END: &[u8] = b"\x1b[201~";
/// No sequence of a key is longer; what is, is noise.
const LONGEST_SEQUENCE: usize = 64;

/// Bytes in, keys out; keeps what is not whole yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    /// Within a paste: how many bytes have been searched for its end already.
    paste: Option<usize>,
}

/// What stands at the front of the bytes.
enum Step {
    /// Not whole yet.
    Partial,
    /// So many bytes that mean nothing.
    Noise(usize),
    Key(usize, KeyCode, KeyModifiers),
    Event(usize, Event),
    /// A paste begins after so many bytes.
    Paste(usize),
}

impl Decoder {
    /// Decodes what one read brought.
    pub(super) fn feed(&mut self, bytes: &[u8], keys: &mut VecDeque<Event>) {
        // An Escape that came alone begins a sequence only where one follows: with a letter in a later read it was a key.
        let begins_sequence = matches!(bytes.first(), Some(b'[' | b'O'));
        if self.pending == [ESCAPE] && !begins_sequence && !bytes.is_empty() {
            self.settle(keys);
        }
        self.pending.extend_from_slice(bytes);
        let mut done = 0;
        while done < self.pending.len() {
            let Some(used) = self.step(done, keys) else { break };
            done += used;
        }
        self.pending.drain(..done);
    }

    /// Whether a short silence would settle what the last bytes mean: an Escape may be a key or begin a sequence.
    pub(super) fn is_undecided(&self) -> bool {
        self.paste.is_none() && !self.pending.is_empty()
    }

    /// After that silence: nothing more belongs to these bytes.
    pub(super) fn settle(&mut self, keys: &mut VecDeque<Event>) {
        if !self.is_undecided() {
            return;
        }
        match self.pending[..] {
            [ESCAPE] => keys.push_back(key(KeyCode::Esc, KeyModifiers::NONE)),
            [ESCAPE, letter @ (b'[' | b'O')] => keys.push_back(key(KeyCode::Char(letter.into()), KeyModifiers::ALT)),
            _ => {}
        }
        self.pending.clear();
    }

    /// Takes one thing from the bytes at `from`: how many bytes it took, or `None` while it is not whole.
    fn step(&mut self, from: usize, keys: &mut VecDeque<Event>) -> Option<usize> {
        let bytes = &self.pending[from..];
        if let Some(searched) = self.paste {
            let Some(end) = find(bytes, PASTE_END, searched) else {
                self.paste = Some(bytes.len().saturating_sub(PASTE_END.len() - 1));
                return None;
            };
            self.paste = None;
            keys.push_back(Event::Paste(String::from_utf8_lossy(&bytes[..end]).into_owned()));
            return Some(end + PASTE_END.len());
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
                self.paste = Some(0);
                Some(used)
            }
        }
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| at + from)
}

fn step(bytes: &[u8]) -> Step {
    match bytes {
        [ESCAPE] | [] => Step::Partial,
        [ESCAPE, b'[', rest @ ..] => control_sequence(rest),
        [ESCAPE, b'O', rest @ ..] => single_shift(rest),
        // Two Escapes are a key and the beginning of whatever follows.
        [ESCAPE, ESCAPE, ..] => Step::Key(1, KeyCode::Esc, KeyModifiers::NONE),
        [ESCAPE, rest @ ..] => match plain(rest) {
            Step::Key(used, code, modifiers) => Step::Key(used + 1, code, modifiers | KeyModifiers::ALT),
            Step::Noise(used) => Step::Noise(used + 1),
            other => other,
        },
        _ => plain(bytes),
    }
}

/// A key that comes as itself: a character or a control code.
fn plain(bytes: &[u8]) -> Step {
    let control = |offset: u8| KeyCode::Char(char::from(bytes[0] + offset));
    match bytes[0] {
        b'\r' => Step::Key(1, KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => Step::Key(1, KeyCode::Tab, KeyModifiers::NONE),
        0x7f => Step::Key(1, KeyCode::Backspace, KeyModifiers::NONE),
        0 => Step::Key(1, KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => Step::Key(1, control(b'a' - 1), KeyModifiers::CONTROL),
        0x1c..=0x1f => Step::Key(1, control(b'4' - 0x1c), KeyModifiers::CONTROL),
        ESCAPE => Step::Noise(1),
        first => character(bytes, first),
    }
}

fn character(bytes: &[u8], first: u8) -> Step {
    let length = match first {
        0x20..=0x7e => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Step::Noise(1),
    };
    let known = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(known) {
        Ok(text) => text.chars().next().map_or(Step::Noise(1), |character| typed(length, character)),
        Err(error) if error.error_len().is_none() => Step::Partial,
        Err(_) => Step::Noise(1),
    }
}

/// As crossterm has it, a capital letter carries Shift.
fn typed(used: usize, character: char) -> Step {
    let shift = if character.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    Step::Key(used, KeyCode::Char(character), shift)
}

/// `ESC O`: cursor and function keys of terminals in application mode.
fn single_shift(rest: &[u8]) -> Step {
    let Some(last) = rest.first() else { return Step::Partial };
    match last {
        b'M' => Step::Key(3, KeyCode::Enter, KeyModifiers::NONE),
        _ => match lettered(*last) {
            Some(code) => Step::Key(3, code, KeyModifiers::NONE),
            None => Step::Key(2, KeyCode::Char('O'), KeyModifiers::ALT | KeyModifiers::SHIFT),
        },
    }
}

/// `ESC [`: parameters, then a letter that says what they are.
fn control_sequence(rest: &[u8]) -> Step {
    // The Linux console sends F1 to F5 as `ESC [ [ A` to `E`.
    if let [b'[', tail @ ..] = rest {
        return match tail.first() {
            None => Step::Partial,
            Some(last @ b'A'..=b'E') => Step::Key(4, KeyCode::F(last - b'A' + 1), KeyModifiers::NONE),
            Some(_) => Step::Noise(3),
        };
    }
    let Some(length) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else { return Step::Partial };
    let (parameters, last, used) = (&rest[..length], rest[length], length + 3);
    if !(0x40..=0x7e).contains(&last) {
        // Broken off: what broke it is read anew.
        return Step::Noise(used - 1);
    }
    if let (Some(rest), b'M' | b'm') = (parameters.strip_prefix(b"<"), last) {
        return mouse(rest, last == b'M').map_or(Step::Noise(used), |event| Step::Event(used, event));
    }
    let numbers = numbers(parameters);
    let modifiers = numbers[1].map_or(KeyModifiers::NONE, modifiers);
    let code = match last {
        b'~' if numbers[0] == Some(PASTE_BEGIN) => return Step::Paste(used),
        b'~' => numbers[0].and_then(numbered),
        b'Z' => return Step::Key(used, KeyCode::BackTab, modifiers | KeyModifiers::SHIFT),
        b'I' if parameters.is_empty() => return Step::Event(used, Event::FocusGained),
        b'O' if parameters.is_empty() => return Step::Event(used, Event::FocusLost),
        b'u' => numbers[0].and_then(char::from_u32).and_then(named),
        _ => lettered(last),
    };
    code.map_or(Step::Noise(used), |code| Step::Key(used, code, modifiers))
}

/// A report of the mouse: button, column and row, counted from 1 (SGR encoding, mode 1006).
fn mouse(parameters: &[u8], down: bool) -> Option<Event> {
    let mut numbers = parameters.split(|byte| *byte == b';');
    let mut number = || std::str::from_utf8(numbers.next()?).ok()?.parse::<u16>().ok();
    let (button, column, row) = (number()?, number()?.checked_sub(1)?, number()?.checked_sub(1)?);
    // Shift, Alt and Control add 4, 8 and 16, and mean nothing here.
    let kind = match (button & !0b1_1100, down) {
        (0, true) => MouseEventKind::Down(MouseButton::Left),
        (0, false) => MouseEventKind::Up(MouseButton::Left),
        (32, _) => MouseEventKind::Drag(MouseButton::Left),
        (64, _) => MouseEventKind::ScrollUp,
        (65, _) => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

/// The first two parameters; of each only what stands before a colon.
fn numbers(parameters: &[u8]) -> [Option<u32>; 2] {
    let mut numbers = [None; 2];
    for (number, part) in numbers.iter_mut().zip(parameters.split(|byte| *byte == b';')) {
        let digits = part.split(|byte| *byte == b':').next().unwrap_or_default();
        *number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    }
    numbers
}

/// One more than a sum of Shift 1, Alt 2, Control 4, Super 8, Hyper 16, Meta 32.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

fn lettered(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// Keys that come as `ESC [ number ~`; the numbers have gaps.
fn numbered(number: u32) -> Option<KeyCode> {
    let function = |gap: u32| u8::try_from(number - gap).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// The key of a character, as some terminals number it (`ESC [ 13 ; 5 u`).
fn named(character: char) -> Option<KeyCode> {
    match character {
        '\r' => Some(KeyCode::Enter),
        '\t' => Some(KeyCode::Tab),
        '\x1b' => Some(KeyCode::Esc),
        '\x7f' | '\x08' => Some(KeyCode::Backspace),
        other if other.is_control() => None,
        other => Some(KeyCode::Char(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;

    fn keys(reads: &[&[u8]]) -> Vec<Event> {
        let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
        for read in reads {
            decoder.feed(read, &mut keys);
        }
        decoder.settle(&mut keys);
        keys.into()
    }

    #[test]
    fn keys_are_read() {
        let cases: &[(&[u8], KeyCode, KeyModifiers)] = &[
            (b"j", KeyCode::Char('j'), NONE),
            (b"G", KeyCode::Char('G'), KeyModifiers::SHIFT),
            ("é".as_bytes(), KeyCode::Char('é'), NONE),
            ("😀".as_bytes(), KeyCode::Char('😀'), NONE),
            (b"\r", KeyCode::Enter, NONE),
            (b"\n", KeyCode::Char('j'), KeyModifiers::CONTROL),
            (b"\t", KeyCode::Tab, NONE),
            (b"\x7f", KeyCode::Backspace, NONE),
            (b"\x08", KeyCode::Char('h'), KeyModifiers::CONTROL),
            (b"\x1a", KeyCode::Char('z'), KeyModifiers::CONTROL),
            (b"\x1c", KeyCode::Char('4'), KeyModifiers::CONTROL),
            (b"\0", KeyCode::Char(' '), KeyModifiers::CONTROL),
            (b"\x1b", KeyCode::Esc, NONE),
            (b"\x1b[", KeyCode::Char('['), KeyModifiers::ALT),
            (b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT),
            (b"\x1b[A", KeyCode::Up, NONE),
            (b"\x1bOB", KeyCode::Down, NONE),
            (b"\x1b[1;3C", KeyCode::Right, KeyModifiers::ALT),
            (b"\x1b[1;5D", KeyCode::Left, KeyModifiers::CONTROL),
            (b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT),
            (b"\x1b[5~", KeyCode::PageUp, NONE),
            (b"\x1b[3;2~", KeyCode::Delete, KeyModifiers::SHIFT),
            (b"\x1bOP", KeyCode::F(1), NONE),
            (b"\x1b[[E", KeyCode::F(5), NONE),
            (b"\x1b[15~", KeyCode::F(5), NONE),
            (b"\x1b[24~", KeyCode::F(12), NONE),
            (b"\x1b[27;5u", KeyCode::Esc, KeyModifiers::CONTROL),
        ];
        for (bytes, code, modifiers) in cases {
            assert_eq!(keys(&[bytes]), [key(*code, *modifiers)], "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_cut_sequence_is_one_key_wherever_it_is_cut() {
        for whole in [&b"\x1b[1;5D"[..], b"\x1bOA", "€".as_bytes()] {
            for cut in 1..whole.len() {
                assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), keys(&[whole]), "{}", whole.escape_ascii());
            }
        }
    }

    #[test]
    fn escape_then_a_letter_are_two_keys_unless_they_came_together() {
        let escape = key(KeyCode::Esc, NONE);
        assert_eq!(keys(&[b"\x1b", b"j"]), [escape.clone(), key(KeyCode::Char('j'), NONE)]);
        assert_eq!(keys(&[b"\x1bj"]), [key(KeyCode::Char('j'), KeyModifiers::ALT)]);
        assert_eq!(keys(&[b"\x1b\x1b[A"]), [escape, key(KeyCode::Up, NONE)]);
    }

    #[test]
    fn pasted_text_is_one_event_wherever_it_is_cut() {
        let whole = "\x1b[200~one\rtwo \x1b[A é\x1b[201~q".as_bytes();
        let expected = [Event::Paste("one\rtwo \x1b[A é".into()), key(KeyCode::Char('q'), NONE)];
        for cut in 0..whole.len() {
            assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), expected, "cut at {cut}");
        }
    }

    #[test]
    fn the_mouse_is_read_wherever_its_report_is_cut() {
        let press = MouseEventKind::Down(MouseButton::Left);
        let event = |kind, column, row| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE });
        let whole = b"\x1b[<0;12;300M";
        for cut in 1..whole.len() {
            assert_eq!(keys(&[&whole[..cut], &whole[cut..]]), [event(press, 11, 299)], "cut at {cut}");
        }
        assert_eq!(keys(&[b"\x1b[<65;1;1M"]), [event(MouseEventKind::ScrollDown, 0, 0)]);
        assert_eq!(keys(&[b"\x1b[<36;2;1M"]), [event(MouseEventKind::Drag(MouseButton::Left), 1, 0)]);
        assert_eq!(keys(&[b"\x1b[<0;0;1M", b"\x1b[<2;1;1M", b"\x1b[<0;1M"]), []);
    }

    #[test]
    fn noise_costs_only_itself() {
        let q = [key(KeyCode::Char('q'), NONE)];
        for noise in [&b"\x1b[?62;4c"[..], b"\xff\xc3", b"\x1b[99~", b"\x1b[1\x07", b"\x1b[<9;1M"] {
            let keys = keys(&[noise, b"q"]);
            assert_eq!(keys[keys.len() - 1..], q, "{}", noise.escape_ascii());
        }
        assert_eq!(keys(&[&[b"\x1b[", &[b'1'; 100][..], b"~"].concat(), b"q"]), q);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_in_any_portions_are_read(reads in proptest::collection::vec(proptest::collection::vec(0_u8.., 0..40), 0..20)) {
            let (mut decoder, mut keys) = (Decoder::default(), VecDeque::new());
            for read in &reads {
                decoder.feed(read, &mut keys);
                if decoder.paste.is_none() {
                    assert!(decoder.pending.len() <= LONGEST_SEQUENCE);
                }
            }
        }
    }
}
