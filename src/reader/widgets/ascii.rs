//! Drawing without any sign beyond ASCII, for terminals and fonts that have no others.

use ratatui::buffer::Buffer;

/// Puts ASCII in the place of every sign that the program draws, and of typographic ones in the text.
///
/// Letters of other scripts stay as they are: they are the article's. Where `all` has to go, `?` stands for them.
pub(crate) fn replace(buffer: &mut Buffer, all: bool) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        let plain = plain(symbol).or_else(|| (all && !symbol.is_ascii()).then_some("?"));
        if let Some(plain) = plain {
            cell.set_symbol(plain);
        }
    }
}

/// What stands for a sign.
fn plain(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "─" | "–" | "—" | "−" | "\u{2010}" | "\u{2011}" => "-",
        "│" | "▌" | "·" => "|",
        "╭" | "╮" | "╰" | "╯" | "✓" => "+",
        "✗" | "×" => "x",
        "≠" => "!",
        "○" | "▁" | "▂" => "_",
        "◌" => "~",
        "●" | "◉" => "*",
        "━" => "=",
        "✎" => "%",
        "↩" => "<",
        "→" | "↳" => ">",
        "“" | "”" | "„" => "\"",
        "‘" | "’" => "'",
        "…" => "\\",
        "▃" | "▄" => ".",
        "▅" | "▆" => ":",
        "¶" => "&",
        "▇" | "█" => "#",
        "\u{fffd}" => "?",
        "\u{a0}" => " ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::keymap::BINDINGS;

    #[test]
    fn signs_are_replaced_by_what_is_no_letter_and_no_key() {
        for sign in ["·", "…", "¶", "○"] {
            let plain = plain(sign).unwrap_or(sign);
            assert!(plain.is_ascii() && plain.len() == 1 && !plain.chars().all(char::is_alphanumeric), "{sign}");
            let is_key = BINDINGS.iter().any(|binding| binding.keys.contains(&plain));
            assert!(!is_key, "{plain}, which stands for {sign}, is a key");
        }
    }
}
