//! A program that panics when a key comes: this test binary itself, started again in a pseudo-terminal.

use nutgraf::tui::{self, Event, Flow, Program, Wake};
use ratatui::Frame;
use ratatui::layout::Size;

/// The test below, as the test runner calls it.
pub(crate) const NAME: &str = "panicking::panics_when_told_to";
/// The variable that says where to panic.
pub(crate) const VARIABLE: &str = "NUTGRAF_TEST_PANIC";
pub(crate) const IN_LOOP: &str = "loop";
pub(crate) const IN_THREAD: &str = "thread";

struct Fragile(String);

impl Program for Fragile {
    fn handle(&mut self, event: Event) -> Flow {
        match event {
            Event::Input(_) if self.0 == IN_LOOP => panic!("the loop broke"),
            Event::Input(_) => {
                std::thread::spawn(|| panic!("the thread broke"));
                Flow::Idle
            }
            _ => Flow::Draw,
        }
    }

    fn size(&self) -> Size {
        Size::new(80, 24)
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.buffer_mut().set_string(0, 0, "ready", ratatui::style::Style::new());
    }
}

/// Does nothing in an ordinary run of the tests.
#[test]
fn panics_when_told_to() {
    if let Ok(place) = std::env::var(VARIABLE) {
        let ended = tui::run(&mut Fragile(place), &Wake::new().unwrap());
        panic!("it ended without a panic: {ended:?}");
    }
}
