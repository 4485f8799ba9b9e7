//! A proposer's program: started without a shell, asked line by line, and never waited for longer than it may take.
//!
//! One process serves a batch. An answer is complete when its reader says so, or when the program ends. A program that reads
//! all of its input before it answers would wait for ever: after a part of the time limit its input is closed, and from then on
//! it is started anew for each request. Whatever it leaves running in its process group is killed.

use std::io::{self, Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use tempfile::NamedTempFile;

use crate::text::hidden::visible_in_line;

/// The most bytes of one answer.
pub const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// The most bytes of messages that are passed through, for each process.
const MAX_MESSAGE_BYTES: usize = 256 * 1024;
/// The longest message line that is passed through whole, in bytes.
const MAX_MESSAGE_LINE: usize = 4096;
/// Bytes that are read at a time.
const CHUNK: usize = 1 << 16;
/// Chunks of an answer that wait to be looked at.
const CHUNKS_WAITING: usize = 8;
/// After this part of the time limit the input of a program that has not answered is closed.
const PATIENCE: u32 = 4;
/// How long a program may still write once it has ended: what left its process group may hold its output open.
const AFTER_THE_END: Duration = Duration::from_secs(2);

/// Why a program has said nothing.
#[derive(Debug, thiserror::Error)]
pub enum ProposerError {
    /// It could not be started.
    #[error("cannot run `{program}`: {source}; give the path of a program that may be executed")]
    NotStarted {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// It took longer than it may.
    #[error("no answer within {} s; give it more time with --with-timeout", limit.as_secs())]
    TooSlow {
        /// The time limit.
        limit: Duration,
    },
    /// It sent more than [`MAX_ANSWER_BYTES`].
    #[error("the answer is larger than 8 MB; nothing of it was taken")]
    TooLarge,
    /// It exited with another code than 0.
    #[error("it exited with code {0}; nothing of its answer was taken")]
    Exit(i32),
    /// A signal ended it.
    #[error("signal {0} ended it; nothing of its answer was taken")]
    Signalled(i32),
    /// The files for it could not be made.
    #[error("cannot write its files: {0}; make room in the folder for temporary files")]
    NoFiles(io::Error),
}

/// What every program of a run is given.
#[derive(Debug)]
pub struct Surroundings {
    /// A JSON Schema of the answer: `NUTGRAF_SCHEMA` names it.
    schema: NamedTempFile,
    /// A prompt: `NUTGRAF_PROMPT` names it.
    prompt: NamedTempFile,
    /// Process groups that live, which a signal to this program ends too.
    running: Arc<Mutex<Vec<Pid>>>,
}

impl Surroundings {
    /// Writes the two files, and sees to it that no program outlives this one when that is interrupted.
    ///
    /// # Errors
    ///
    /// When the files cannot be written.
    pub fn new(schema: &str, prompt: &str) -> Result<Self, ProposerError> {
        let file = |suffix: &str, text: &str| {
            let mut file = tempfile::Builder::new().prefix("nutgraf-").suffix(suffix).tempfile()?;
            file.write_all(text.as_bytes())?;
            file.flush()?;
            Ok(file)
        };
        let running = Arc::default();
        end_with_this_program(Arc::clone(&running));
        Ok(Self {
            schema: file(".json", schema).map_err(ProposerError::NoFiles)?,
            prompt: file(".txt", prompt).map_err(ProposerError::NoFiles)?,
            running,
        })
    }
}

/// Ends the running process groups when a signal ends this program. Without the thread they see the end of their input.
fn end_with_this_program(running: Arc<Mutex<Vec<Pid>>>) {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            for group in locked(&running).drain(..) {
                let _ = kill_process_group(group, Signal::KILL);
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes in a line of an answer, with its break; answers whether the answer is complete.
pub type IsComplete<'a> = &'a mut dyn FnMut(&[u8]) -> bool;

/// Passes on a line of messages, made harmless.
pub type Tell = fn(&str);

/// A program that answers requests.
#[derive(Debug)]
pub struct ProposerProgram {
    name: String,
    words: Vec<String>,
    limit: Duration,
    surroundings: Arc<Surroundings>,
    tell: Tell,
    process: Option<Process>,
    /// Whether it reads all of its input before it answers.
    waits_for_end: bool,
}

impl ProposerProgram {
    /// A program, not yet started: `words` are the program and its arguments.
    #[must_use]
    pub fn new(name: String, words: Vec<String>, limit: Duration, surroundings: Arc<Surroundings>, tell: Tell) -> Self {
        Self { name, words, limit, surroundings, tell, process: None, waits_for_end: false }
    }

    /// Sends a request, one line without its break, and waits for the whole answer. `is_last` closes the program's input.
    ///
    /// # Errors
    ///
    /// Why it has said nothing. The process has ended then, and the next request starts another.
    pub fn ask(&mut self, request: &str, is_last: bool, is_complete: IsComplete<'_>) -> Result<Vec<u8>, ProposerError> {
        if let Some(process) = self.process.take() {
            let answer = self.ask_process(process, request, is_last, is_complete);
            // A program that answers once has ended before it could see this request.
            let has_ended = self.process.is_none() && !is_last;
            if !has_ended || answer.as_ref().is_ok_and(|answer| !answer.trim_ascii().is_empty()) {
                return answer;
            }
            if matches!(answer, Err(ProposerError::TooSlow { .. } | ProposerError::TooLarge)) {
                return answer;
            }
            self.waits_for_end = true;
        }
        let process = Process::start(self)?;
        self.ask_process(process, request, is_last, is_complete)
    }

    fn ask_process(
        &mut self,
        mut process: Process,
        request: &str,
        is_last: bool,
        is_complete: IsComplete<'_>,
    ) -> Result<Vec<u8>, ProposerError> {
        process.send([request.as_bytes(), b"\n"].concat());
        if is_last || self.waits_for_end {
            process.close_input();
        }
        let was_open = process.input.is_some();
        let answer = process.answer(self.limit, is_complete)?;
        if process.input.is_some() {
            self.process = Some(process);
        } else {
            self.waits_for_end |= was_open;
        }
        Ok(answer)
    }

    /// Closes the program's input and waits for its end.
    ///
    /// # Errors
    ///
    /// When it exits with another code than 0, or not in time.
    pub fn finish(&mut self) -> Result<(), ProposerError> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.close_input();
        process.finish(self.limit)
    }
}

/// What comes from a process.
enum Event {
    Output(Vec<u8>),
    OutputClosed,
    MessagesClosed,
    Ended(io::Result<ExitStatus>),
}

/// A running process, and the process group that it leads.
struct Process {
    group: Pid,
    running: Arc<Mutex<Vec<Pid>>>,
    input: Option<Sender<Vec<u8>>>,
    events: Receiver<Event>,
    /// Output that belongs to no answer yet.
    rest: Vec<u8>,
    output_closed: bool,
    messages_closed: bool,
    ended: Option<io::Result<ExitStatus>>,
}

impl std::fmt::Debug for Process {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Process").field("group", &self.group).finish_non_exhaustive()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Process {
    fn start(program: &ProposerProgram) -> Result<Self, ProposerError> {
        let failed =
            |source| ProposerError::NotStarted { program: program.words.first().cloned().unwrap_or_default(), source };
        let (first, arguments) =
            program.words.split_first().ok_or_else(|| failed(io::Error::from(io::ErrorKind::NotFound)))?;
        let mut command = Command::new(first);
        command.args(arguments).process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env("NUTGRAF_SCHEMA", program.surroundings.schema.path());
        command.env("NUTGRAF_PROMPT", program.surroundings.prompt.path());
        let mut child = command.spawn().map_err(failed)?;
        let group = Pid::from_child(&child);
        locked(&program.surroundings.running).push(group);
        let (sender, events) = sync_channel(CHUNKS_WAITING);
        let input = child.stdin.take().map(written_by_thread);
        if let Some(stdout) = child.stdout.take() {
            let sender = sender.clone();
            thread::spawn(move || read_output(stdout, &sender));
        }
        if let Some(stderr) = child.stderr.take() {
            let (name, tell) = (program.name.clone(), program.tell);
            let sender = sender.clone();
            thread::spawn(move || {
                pass_messages(stderr, &name, tell);
                let _ = sender.send(Event::MessagesClosed);
            });
        }
        let running = Arc::clone(&program.surroundings.running);
        let known = Arc::clone(&running);
        thread::spawn(move || {
            // The reader may be gone.
            let _ = sender.send(Event::Ended(wait_for_end(child, group, &known)));
        });
        Ok(Self {
            group,
            running,
            input,
            events,
            rest: Vec::new(),
            output_closed: false,
            messages_closed: false,
            ended: None,
        })
    }

    /// A program that reads no input, or no longer, is no fault: it may answer all the same.
    fn send(&mut self, line: Vec<u8>) {
        if let Some(input) = &self.input {
            let _ = input.send(line);
        }
    }

    fn close_input(&mut self) {
        self.input = None;
    }

    /// The answer to the request that was sent last.
    fn answer(&mut self, limit: Duration, is_complete: IsComplete<'_>) -> Result<Vec<u8>, ProposerError> {
        let start = Instant::now();
        let mut answer = Vec::new();
        loop {
            if self.take_lines(&mut answer, is_complete) {
                return Ok(answer);
            }
            if answer.len() + self.rest.len() > MAX_ANSWER_BYTES {
                return Err(ProposerError::TooLarge);
            }
            if self.output_closed {
                answer.append(&mut self.rest);
                self.finish(limit.saturating_sub(start.elapsed()))?;
                return Ok(answer);
            }
            let patience = if self.input.is_some() { limit / PATIENCE } else { limit };
            match self.next_event(patience.saturating_sub(start.elapsed())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) if self.input.is_some() => self.close_input(),
                Err(_) => return Err(ProposerError::TooSlow { limit }),
            }
        }
    }

    /// Moves whole lines to the answer; answers whether it is complete.
    fn take_lines(&mut self, answer: &mut Vec<u8>, is_complete: IsComplete<'_>) -> bool {
        let (mut end, mut complete) = (0, false);
        while let Some(length) = memchr::memchr(b'\n', &self.rest[end..]) {
            let line = &self.rest[end..=end + length];
            end += length + 1;
            if self.input.is_some() && is_complete(line) {
                complete = true;
                break;
            }
        }
        answer.extend(self.rest.drain(..end));
        complete
    }

    /// Takes in what comes next. After the end of the process its output is not waited for much longer.
    fn next_event(&mut self, wait: Duration) -> Result<(), RecvTimeoutError> {
        let wait = if self.ended.is_some() { wait.min(AFTER_THE_END) } else { wait };
        match self.events.recv_timeout(wait) {
            Ok(Event::Output(bytes)) => self.rest.extend(bytes),
            Ok(Event::OutputClosed) => self.output_closed = true,
            Ok(Event::MessagesClosed) => self.messages_closed = true,
            Ok(Event::Ended(status)) => self.ended = Some(status),
            Err(_) if self.ended.is_some() => (self.output_closed, self.messages_closed) = (true, true),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Waits for the end, and holds the process to its exit code. What it still writes is nobody's answer.
    fn finish(&mut self, limit: Duration) -> Result<(), ProposerError> {
        self.close_input();
        let start = Instant::now();
        while self.ended.is_none() || !self.messages_closed {
            let waited = self.next_event(limit.saturating_sub(start.elapsed()));
            self.rest.clear();
            waited.map_err(|_| ProposerError::TooSlow { limit })?;
        }
        match &self.ended {
            Some(Ok(status)) if status.success() => Ok(()),
            Some(Ok(status)) => Err(status
                .code()
                .map_or_else(|| ProposerError::Signalled(status.signal().unwrap_or_default()), ProposerError::Exit)),
            _ => Err(ProposerError::Exit(-1)),
        }
    }

    /// Kills the process group, if its process was not waited for yet: otherwise its number may be another's.
    fn kill(&mut self) {
        let running = locked(&self.running);
        if running.contains(&self.group) {
            let _ = kill_process_group(self.group, Signal::KILL);
        }
    }
}

/// Writes what it is sent, so that a program that does not read keeps nobody waiting.
fn written_by_thread(mut stdin: impl Write + Send + 'static) -> Sender<Vec<u8>> {
    let (sender, lines) = channel::<Vec<u8>>();
    thread::spawn(move || {
        for line in lines {
            if stdin.write_all(&line).and_then(|()| stdin.flush()).is_err() {
                return;
            }
        }
    });
    sender
}

fn read_output(mut stdout: impl Read, sender: &SyncSender<Event>) {
    let mut chunk = vec![0; CHUNK];
    loop {
        let event = match stdout.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Ok(0) | Err(_) => Event::OutputClosed,
            Ok(count) => Event::Output(chunk[..count].to_vec()),
        };
        let is_end = matches!(event, Event::OutputClosed);
        if sender.send(event).is_err() || is_end {
            return;
        }
    }
}

/// Waits for the process, kills what it leaves in its group while its number is still its own, and takes its exit code.
fn wait_for_end(mut child: Child, group: Pid, running: &Mutex<Vec<Pid>>) -> io::Result<ExitStatus> {
    let _ = waitid(WaitId::Pid(group), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
    let mut running = locked(running);
    running.retain(|other| *other != group);
    let _ = kill_process_group(group, Signal::KILL);
    child.wait()
}

/// Passes the messages of a program on, line by line, with its name before each.
fn pass_messages(mut stderr: impl Read, name: &str, tell: Tell) {
    let (mut chunk, mut line, mut told) = (vec![0; CHUNK], Vec::new(), 0);
    while let Ok(count) = stderr.read(&mut chunk) {
        for byte in &chunk[..count] {
            if *byte != b'\n' && line.len() < MAX_MESSAGE_LINE && count > 0 {
                line.push(*byte);
                continue;
            }
            told += line.len() + 1;
            pass_message(&mut line, name, told, tell);
        }
        if count == 0 {
            break;
        }
    }
    pass_message(&mut line, name, told, tell);
}

fn pass_message(line: &mut Vec<u8>, name: &str, told: usize, tell: Tell) {
    let text = visible_in_line(String::from_utf8_lossy(line).trim_end());
    line.clear();
    if !text.is_empty() && told <= MAX_MESSAGE_BYTES {
        tell(&format!("{name}: {text}"));
    }
}
