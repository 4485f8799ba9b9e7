//! One key, report of the mouse or answer of the terminal at the front of some bytes.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use crate::terminal::keys::reply;
use crate::terminal::keys::reply::Begun;
use crate::terminal::keys::{ESCAPE, PASTE_BEGIN, Step};

/// What is at the front of bytes that are keys.
pub(super) fn step(bytes: &[u8]) -> Step {
    match bytes {
        [ESCAPE] | [] => Step::Partial,
        [ESCAPE, b'[', rest @ ..] => control_sequence(rest),
        [ESCAPE, b'O', rest @ ..] => single_shift(rest),
        // Two Escapes are a key and the beginning of whatever follows.
        [ESCAPE, ESCAPE, ..] => Step::Key(1, KeyCode::Esc, KeyModifiers::NONE),
        [ESCAPE, kind, rest @ ..] => match reply::begun(*kind, rest) {
            Begun::Reply => Step::Reply(2),
            Begun::Perhaps => Step::Partial,
            Begun::Not => alt(&bytes[1..]),
        },
        _ => plain(bytes),
    }
}

/// A key with Alt, from what follows the Escape.
pub(super) fn alt(rest: &[u8]) -> Step {
    match plain(rest) {
        Step::Key(used, code, modifiers) => Step::Key(used + 1, code, modifiers | KeyModifiers::ALT),
        Step::Noise(used) => Step::Noise(used + 1),
        other => other,
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

/// As crossterm has it, a capital letter carries Shift. Controls in two bytes are nothing that anybody types.
fn typed(used: usize, character: char) -> Step {
    if character.is_control() {
        return Step::Noise(used);
    }
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

/// `ESC [`: parameters, then a letter that says what they are. Answers of the terminal look alike, and are dropped: who it
/// is, where its cursor is, how it is set, how large it is.
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
    if let ([], b'M') = (parameters, last) {
        return old_mouse(&rest[1..]);
    }
    if parameters.first().is_some_and(|byte| matches!(byte, b'<'..=b'?')) {
        return Step::Noise(used);
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
        // Before a letter that is a key stands nothing, or a 1: row and column of the cursor are an answer.
        _ if numbers[0].is_some_and(|number| number != 1) => None,
        _ => lettered(last),
    };
    code.map_or(Step::Noise(used), |code| Step::Key(used, code, modifiers))
}

/// A report of the mouse: button, column and row, counted from 1 (SGR encoding, mode 1006).
fn mouse(parameters: &[u8], down: bool) -> Option<Event> {
    let mut numbers = parameters.split(|byte| *byte == b';');
    let mut number = || std::str::from_utf8(numbers.next()?).ok()?.parse::<u16>().ok();
    mouse_event(number()?, number()?, number()?, down)
}

/// A report of the mouse by a terminal that does not know SGR: button, column and row as one byte each, 32 added.
fn old_mouse(rest: &[u8]) -> Step {
    let [button, column, row, ..] = rest else { return Step::Partial };
    let number = |byte: &u8| u16::from(*byte).checked_sub(32);
    let event = number(button).zip(number(column)).zip(number(row)).and_then(|((button, column), row)| {
        // Which button was let go is not told.
        let is_up = button & 0b11 == 3 && button < 64;
        mouse_event(if is_up { button & !0b11 } else { button }, column, row, !is_up)
    });
    event.map_or(Step::Noise(6), |event| Step::Event(6, event))
}

/// Column and row count from 1.
fn mouse_event(button: u16, column: u16, row: u16, down: bool) -> Option<Event> {
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
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

/// The first two parameters; of each only what is before a colon.
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
