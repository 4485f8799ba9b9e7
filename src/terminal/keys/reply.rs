//! Answers of the terminal that nobody waits for any more: a program before this one had asked for colours, clipboard,
//! name or abilities. Each begins like a key with Alt, and the rest would be read as keys.

use crate::terminal::keys::ESCAPE;

const BELL: u8 = 0x07;

/// What bytes after Escape and one letter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begun {
    /// An answer.
    Reply,
    /// Perhaps the beginning of one; it may be a key with Alt as well.
    Perhaps,
    /// No answer.
    Not,
}

/// Whether an answer begins with Escape, the letter `kind` and `rest`.
pub(crate) fn begun(kind: u8, rest: &[u8]) -> Begun {
    match kind {
        b']' => operating_system_command(rest),
        b'P' => device_control(rest),
        b'_' => graphics(rest),
        _ => Begun::Not,
    }
}

/// OSC: a number and a semicolon (colours are 4, 10, 11, 12, the clipboard is 52); or `l` and `L` with a title, which is
/// treated as one only with its end, since nothing else tells it from typed letters.
fn operating_system_command(rest: &[u8]) -> Begun {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match rest.get(digits) {
        None if digits <= 4 => Begun::Perhaps,
        Some(b';') if (1..=4).contains(&digits) => Begun::Reply,
        Some(b'l' | b'L') if digits == 0 => match rest.iter().position(|byte| *byte < b' ') {
            None => Begun::Perhaps,
            Some(at) if rest[at] == BELL || rest[at..].starts_with(b"\x1b\\") => Begun::Reply,
            Some(at) if rest[at..] == [ESCAPE] => Begun::Perhaps,
            Some(_) => Begun::Not,
        },
        _ => Begun::Not,
    }
}

/// DCS: parameters, a sign, a letter: `>|` (XTVERSION), `!|` (DA3), `1+r` (XTGETTCAP), `1$r` (DECRQSS).
fn device_control(rest: &[u8]) -> Begun {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
    let signs = &rest[digits..];
    match signs {
        [] | [b'>' | b'<' | b'=' | b'?' | b'!' | b'$' | b'+'] => Begun::Perhaps,
        [b'>' | b'<' | b'=' | b'?' | b'!' | b'$' | b'+', b'a'..=b'z' | b'|', ..] => Begun::Reply,
        _ => Begun::Not,
    }
}

/// APC: `G` and a key with a value (the graphics of kitty).
fn graphics(rest: &[u8]) -> Begun {
    match rest {
        [] | [b'G'] | [b'G', b'a'..=b'z' | b'A'..=b'Z'] => Begun::Perhaps,
        [b'G', b'a'..=b'z' | b'A'..=b'Z', b'=', ..] => Begun::Reply,
        _ => Begun::Not,
    }
}

/// How many of these bytes belong to an answer, with its end; and whether it is over. It ends with BEL or ST; anything else
/// that is no letter breaks it off, and is read anew.
pub(crate) fn rest(bytes: &[u8]) -> (usize, bool) {
    let Some(at) = bytes.iter().position(|byte| *byte < b' ' || *byte == 0x7f) else { return (bytes.len(), false) };
    match bytes[at..] {
        [BELL, ..] => (at + 1, true),
        [ESCAPE, b'\\', ..] => (at + 2, true),
        // It may be half of ST.
        [ESCAPE] => (at, false),
        _ => (at, true),
    }
}
