//! The loop and the terminal guard.
//!
//! The loop blocks in one poll over the terminal, the signals and the wake pipe; there is no tick. It takes in all that
//! is pending before it draws one frame. Only this thread reads the terminal.

pub(crate) mod ansi_encoder;
pub(crate) mod guard;
pub(crate) mod input;
pub(crate) mod keys;
pub(crate) mod output;
pub(crate) mod signals;
pub(crate) mod wake;
pub(crate) mod watchdog;

use std::fmt;
use std::io;
use std::os::fd::OwnedFd;

use crossterm::event;
use ratatui::layout::{Position, Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use rustix::event::{PollFd, PollFlags, poll};

use crate::storage::files::system_error::{Task, explained};
use crate::terminal::guard::Guard;
use crate::terminal::input::Input;
use crate::terminal::output::Output;
pub use crate::terminal::output::copy_to_clipboard;
pub use crate::terminal::signals::Ending;
use crate::terminal::signals::Signals;
pub use crate::terminal::wake::{Wake, Waker};
use crate::terminal::watchdog::Watchdog;

/// What runs in the terminal.
pub trait Program {
    /// Takes in what happened.
    fn handle(&mut self, event: Event) -> Flow;
    /// The size in cells that everything is laid out for. Every frame is exactly that large, whatever the window is by
    /// now: layout and drawing cannot disagree.
    fn size(&self) -> Size;
    /// Draws everything.
    fn draw(&mut self, frame: &mut Frame<'_>);
    /// Called while the terminal is restored: something else may have it until this returns.
    fn hand_over(&mut self) {}
    /// Called once, after the first frame: threads and children start here.
    fn started(&mut self) {}
}

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key, a paste.
    Input(event::Event),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// Another thread has something to tell.
    Woken,
    /// The program must end; it may still save what it has to.
    Ending(Ending),
}

/// What is to be done then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Nothing has changed on the screen.
    Idle,
    /// Draw, once everything pending is taken in.
    Draw,
    /// Hand the terminal back until continued.
    Suspend,
    /// Hand the terminal to another program, and take it again.
    HandOver,
    /// End with this exit code.
    End(u8),
}

impl Flow {
    /// The one of two that says more.
    #[must_use]
    pub fn or_stronger(self, other: Self) -> Self {
        match (self, other) {
            (Self::End(code), _) | (_, Self::End(code)) => Self::End(code),
            (Self::HandOver, _) | (_, Self::HandOver) => Self::HandOver,
            (Self::Suspend, _) | (_, Self::Suspend) => Self::Suspend,
            (Self::Draw, _) | (_, Self::Draw) => Self::Draw,
            (Self::Idle, Self::Idle) => Self::Idle,
        }
    }
}

/// Why the terminal cannot be used.
#[derive(Debug)]
pub enum Error {
    /// Input or output is not a terminal.
    NoTerminal,
    /// The terminal can only write one line after the other.
    DumbTerminal,
    /// The system said so.
    System(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTerminal => formatter.write_str("the reader needs a terminal for its input and output"),
            Self::DumbTerminal => formatter.write_str(
                "the reader needs a terminal that can write anywhere on its screen; TERM says that this is none",
            ),
            Self::System(error) => write!(formatter, "the terminal failed: {}", explained(Task::Read, error)),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Runs `program` until it ends; answers its exit code. The terminal is restored whatever happens.
///
/// # Errors
///
/// When there is no terminal, or it fails.
pub fn run(program: &mut impl Program, wake: &Wake) -> Result<u8, Error> {
    let mut input = Input::new(terminal_input()?);
    let mut signals = Signals::install()?;
    let guard = Guard::take(input.as_fd())?;
    let watchdog = Watchdog::start(&guard)?;
    // The window may have changed before anybody listened.
    resized(program);
    let mut screen = Screen::new(&guard, program.size())?;
    screen.draw(program, &guard)?;
    watchdog.wait_until_awake();
    program.started();
    loop {
        let hung_up = wait(&input, &signals, wake)?;
        let flow = take_in(program, &mut input, &mut signals, wake, hung_up)?;
        match flow {
            Flow::End(code) => return Ok(code),
            Flow::Suspend => {
                guard.give_back();
                signals::stop();
                signals.forget_keys();
                guard.take_from_shell();
                resized(program);
                screen = Screen::new(&guard, program.size())?;
                screen.draw(program, &guard)?;
            }
            Flow::HandOver => {
                guard.give_back();
                watchdog.lend(|| program.hand_over());
                // What the other program's keys have raised was meant for it; whoever ends us tries again.
                signals.forget_keys();
                guard.take_from_program();
                resized(program);
                screen = Screen::new(&guard, program.size())?;
                screen.draw(program, &guard)?;
            }
            Flow::Draw => {
                if signals.continued() {
                    guard.take_from_shell();
                    screen = Screen::new(&guard, program.size())?;
                }
                screen.draw(program, &guard)?;
            }
            Flow::Idle => {}
        }
    }
}

/// What is on the screen; one of its own for every size, since resizing one asks the terminal for its cursor.
struct Screen {
    terminal: Terminal<Output>,
    size: Size,
}

impl Screen {
    /// An empty screen.
    fn new(guard: &Guard, size: Size) -> io::Result<Self> {
        let output = Output::new(guard.closed());
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, size)));
        let terminal = Terminal::with_options(output, TerminalOptions { viewport })?;
        Ok(Self { terminal, size })
    }

    /// Draws a frame in the size that the program is laid out for.
    fn draw(&mut self, program: &mut impl Program, guard: &Guard) -> io::Result<()> {
        if self.size != program.size() {
            *self = Self::new(guard, program.size())?;
        }
        self.terminal.draw(|frame| program.draw(frame)).map(|_| ())
    }
}

/// The size of the terminal in columns and rows, without asking the terminal itself; 80×24 where the system does not
/// know it or says 0, as serial lines do.
#[must_use]
pub fn size() -> Size {
    let known = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok();
    let known = known.filter(|size| size.ws_col > 0 && size.ws_row > 0);
    known.map_or(Size::new(80, 24), |size| Size::new(size.ws_col, size.ws_row))
}

/// Where keys come from: standard input, or the terminal itself where a pipe was read from that.
fn terminal_input() -> Result<OwnedFd, Error> {
    let (stdin, stdout) = (rustix::stdio::stdin(), rustix::stdio::stdout());
    if !rustix::termios::isatty(stdout) {
        return Err(Error::NoTerminal);
    }
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(Error::DumbTerminal);
    }
    if rustix::termios::isatty(stdin) {
        return Ok(stdin.try_clone_to_owned()?);
    }
    crate::storage::terminal_device::open().map_err(|_| Error::NoTerminal)
}

/// Waits until there is something; true when the terminal is gone.
fn wait(input: &Input, signals: &Signals, wake: &Wake) -> io::Result<bool> {
    let watched = [input.as_fd(), signals.as_fd(), wake.as_fd()];
    let mut polled = watched.map(|file| PollFd::from_borrowed_fd(file, PollFlags::IN));
    match poll(&mut polled, input.patience().as_ref()) {
        Ok(_) | Err(rustix::io::Errno::INTR) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(polled[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL))
}

/// Hands everything pending to the program; what it wants most of all is done.
fn take_in(
    program: &mut impl Program,
    input: &mut Input,
    signals: &mut Signals,
    wake: &Wake,
    hung_up: bool,
) -> Result<Flow, Error> {
    let mut wanted = Flow::Idle;
    let taken = signals.take();
    if let Some(ending) = taken.ending.or(hung_up.then_some(Ending::TerminalClosed)) {
        return Ok(program.handle(Event::Ending(ending)));
    }
    if taken.stop {
        // What was typed since is whoever's who gets the terminal.
        return Ok(Flow::Suspend);
    }
    if taken.resized || taken.continued {
        wanted = wanted.or_stronger(resized(program));
    }
    if wake.drain() {
        wanted = wanted.or_stronger(program.handle(Event::Woken));
    }
    input.read()?;
    while let Some(event) = input.next() {
        wanted = wanted.or_stronger(program.handle(Event::Input(event)));
        if matches!(wanted, Flow::End(_) | Flow::Suspend | Flow::HandOver) {
            break;
        }
    }
    Ok(if taken.continued { wanted.or_stronger(Flow::Draw) } else { wanted })
}

/// Tells the program the size of the window, where that is news. The window is looked at here and nowhere else.
fn resized(program: &mut impl Program) -> Flow {
    let size = size();
    if size == program.size() {
        return Flow::Idle;
    }
    program.handle(Event::Resized(size.width, size.height))
}
