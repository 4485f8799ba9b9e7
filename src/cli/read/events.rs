//! Translates events of the terminal into those of the reader.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};

use crate::reader::key::{Key, Pointer, PointerAction};

/// The action of the mouse; `None` if the reader has no use for it.
pub(crate) fn pointer_of(mouse: MouseEvent) -> Option<Pointer> {
    let action = match mouse.kind {
        MouseEventKind::Down(_) => PointerAction::Press,
        MouseEventKind::Drag(_) => PointerAction::Drag,
        MouseEventKind::ScrollUp => PointerAction::WheelUp,
        MouseEventKind::ScrollDown => PointerAction::WheelDown,
        _ => return None,
    };
    Some(Pointer { action, column: mouse.column, row: mouse.row })
}

/// The name of a key in the table of bindings; `None` if the table has no name for it.
pub(crate) fn key_of(key: KeyEvent) -> Option<Key> {
    let name = match key.code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::BackTab => return Some(Key::named("S-Tab")),
        KeyCode::Backspace => "Backspace".to_owned(),
        KeyCode::Delete => "Delete".to_owned(),
        KeyCode::Up => "Up".to_owned(),
        KeyCode::Down => "Down".to_owned(),
        KeyCode::Left => "Left".to_owned(),
        KeyCode::Right => "Right".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::Insert => "Insert".to_owned(),
        KeyCode::F(number) => format!("F{number}"),
        _ => return None,
    };
    // Shift makes another letter, but leaves any other key the same.
    let shifted = key.modifiers.contains(KeyModifiers::SHIFT) && !matches!(key.code, KeyCode::Char(_));
    let name = if shifted { format!("S-{name}") } else { name };
    Some(Key(match (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT)) {
        (true, _) => format!("C-{name}"),
        (_, true) => format!("A-{name}"),
        _ => name,
    }))
}
