//! Programs that fail on a key: this test binary itself, started again in a pseudo-terminal.

use nutgraf::terminal;
use nutgraf::terminal::{Event, Flow, Program, Wake};
use ratatui::Frame;
use ratatui::layout::Size;

use crate::session::Session;

/// The test below, by its name in the test runner.
pub(crate) const NAME: &str = "failing::fails_when_told_to";
/// The variable that selects the failure.
pub(crate) const VARIABLE: &str = "NUTGRAF_TEST_FAILURE";
const PANIC: &str = "panic";
const PANIC_IN_THREAD: &str = "panic-in-thread";
const ABORT: &str = "abort";
const ABORT_IN_THREAD: &str = "abort-in-thread";
const OVERFLOW: &str = "overflow";
const STUCK: &str = "stuck";

struct Fragile(String);

impl Program for Fragile {
    fn handle(&mut self, event: Event) -> Flow {
        if !matches!(event, Event::Input(_)) {
            return Flow::Draw;
        }
        match self.0.as_str() {
            PANIC => panic!("the loop broke"),
            PANIC_IN_THREAD => drop(std::thread::spawn(|| panic!("the thread broke"))),
            ABORT => std::process::abort(),
            ABORT_IN_THREAD => drop(std::thread::spawn(|| std::process::abort())),
            OVERFLOW => assert_eq!(overflow(1), 0),
            _ => loop {
                std::hint::spin_loop();
            },
        }
        Flow::Idle
    }

    fn size(&self) -> Size {
        Size::new(80, 24)
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        frame.buffer_mut().set_string(0, 0, "ready", ratatui::style::Style::new());
    }
}

/// Recurses until the stack overflows.
fn overflow(depth: u64) -> u64 {
    let room = std::hint::black_box([depth; 512]);
    if depth == 0 { 0 } else { overflow(depth + 1) + room[usize::try_from(depth % 512).unwrap()] }
}

/// Does nothing in an ordinary run of the tests.
#[test]
fn fails_when_told_to() {
    if let Ok(how) = std::env::var(VARIABLE) {
        let ended = terminal::run(&mut Fragile(how), &Wake::new().unwrap());
        panic!("it ended without a failure: {ended:?}");
    }
}

fn fails(how: &str) -> Session {
    let mut session = Session::of_this_test(NAME, how);
    session.waits_for("ready").types("x");
    session
}

#[test]
fn a_panic_in_the_loop_restores_the_terminal_and_is_readable() {
    let mut session = fails(PANIC);
    assert_eq!(session.ended(), 101);
    session.restored();
    session.waits_for("the loop broke");
}

#[test]
fn a_panic_in_another_thread_restores_the_terminal_and_ends_the_program() {
    let mut session = fails(PANIC_IN_THREAD);
    assert_eq!(session.ended(), 101);
    session.restored();
    session.waits_for("the thread broke");
}

#[test]
fn an_abort_of_any_thread_restores_the_terminal() {
    for how in [ABORT, ABORT_IN_THREAD, OVERFLOW] {
        let mut session = fails(how);
        assert!(session.ended_by("Aborted"), "{how}");
        session.restored();
        session.waits_for("what was saved is on the disk");
    }
}

#[test]
fn a_loop_that_is_stuck_is_ended_by_any_signal_and_by_closing_its_terminal() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let mut session = fails(STUCK);
        session.signal(signal);
        assert_eq!(session.ended(), code, "{signal}");
        session.restored();
        session.waits_for("stuck");
    }
    let mut session = fails(STUCK);
    session.hang_up();
    assert_eq!(session.ended(), 129);
}
