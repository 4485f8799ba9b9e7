//! Runs a proposer's program without a shell, sends it requests line by line, and enforces its time limit.
//!
//! One process serves a batch. An answer is complete when its reader says so, or when the program ends. A program that reads
//! all of its input before it answers would wait for ever: after a part of the time limit its input is closed, and from then on
//! it is started anew for each request. Whatever it leaves running is killed (`left_behind`).

use std::fs;
use std::io;
use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use tempfile::NamedTempFile;

use crate::storage::files::system_error::{Task, why};
use crate::storage::left_behind;
use crate::text::hidden::visible_in_line;

/// The longest answer, in bytes.
pub const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;
/// How many bytes of messages each process may print.
const MAX_MESSAGE_BYTES: usize = 256 * 1024;
/// Longer message lines are cut to this many bytes.
const MAX_MESSAGE_LINE: usize = 4096;
/// Bytes to read at a time.
const CHUNK: usize = 1 << 16;
/// At most this many chunks of an answer wait to be read.
const CHUNKS_WAITING: usize = 8;
/// If a program has not answered after this part of the time limit, its input is closed.
const PATIENCE: u32 = 4;
/// How long to read output after the program has ended: a process outside its group may keep the output open.
const AFTER_THE_END: Duration = Duration::from_secs(2);

/// Why a program gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum ProposerError {
    /// It could not be started.
    #[error("cannot run `{program}`: {}; give the path of a program that may be executed", why(Task::Run, source))]
    NotStarted {
        /// The program.
        program: String,
        /// The error.
        source: io::Error,
    },
    /// It exceeded its time limit.
    #[error("no answer within {} s; give it more time with --with-timeout", limit.as_secs())]
    TooSlow {
        /// The time limit.
        limit: Duration,
    },
    /// It sent more than [`MAX_ANSWER_BYTES`].
    #[error("the answer is larger than 8 MB; nutgraf used nothing of it")]
    TooLarge,
    /// It exited with another code than 0.
    #[error("it exited with code {0}; nutgraf used nothing of its answer")]
    Exit(i32),
    /// A signal ended it.
    #[error("signal {0} ended it; nutgraf used nothing of its answer")]
    Signalled(i32),
    /// Its files could not be created.
    #[error("cannot write its files: {}; make room in the folder for temporary files", why(Task::Write, _0))]
    NoFiles(io::Error),
}

/// What all programs of a run share.
#[derive(Debug)]
pub struct Surroundings {
    /// A JSON Schema of the answer: `NUTGRAF_SCHEMA` names it.
    schema: NamedTempFile,
    /// A prompt: `NUTGRAF_PROMPT` names it.
    prompt: NamedTempFile,
    /// Programs that run, which a signal to this program ends too.
    running: Arc<Mutex<Vec<Running>>>,
    /// How many programs were started.
    started: AtomicUsize,
}

/// A program that runs.
#[derive(Debug, Clone)]
struct Running {
    group: Pid,
    /// What the environment of its processes says of its start.
    mark: String,
}

impl Surroundings {
    /// Writes the two files, and makes sure that no program outlives this one when it is interrupted.
    ///
    /// # Errors
    ///
    /// If the files cannot be written.
    pub fn new(schema: &str, prompt: &str) -> Result<Self, ProposerError> {
        let file = |suffix: &str, text: &str| {
            let mut file = tempfile::Builder::new().prefix("nutgraf-").suffix(suffix).tempfile()?;
            file.write_all(text.as_bytes())?;
            file.flush()?;
            Ok(file)
        };
        let surroundings = Self {
            schema: file(".json", schema).map_err(ProposerError::NoFiles)?,
            prompt: file(".txt", prompt).map_err(ProposerError::NoFiles)?,
            running: Arc::default(),
            started: AtomicUsize::new(0),
        };
        let files = [&surroundings.schema, &surroundings.prompt].map(|file| file.path().to_owned());
        end_with_this_program(Arc::clone(&surroundings.running), files.into());
        Ok(surroundings)
    }

    /// What marks the processes of one start, of this run and no other: its files have names of their own.
    fn mark(&self) -> String {
        let name = self.schema.path().file_stem().unwrap_or_default().to_string_lossy();
        format!("{name}-{}", self.started.fetch_add(1, Ordering::Relaxed))
    }
}

/// Ends the running programs when a signal ends this one, and removes its files. Without the thread they see the end of their
/// input.
fn end_with_this_program(running: Arc<Mutex<Vec<Running>>>, files: Vec<PathBuf>) {
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            // The lock stays taken until this program ends: nobody hears that a program was killed, and goes on to write
            // what it has said or to start the next.
            let running = locked(&running);
            for program in running.iter() {
                let _ = kill_process_group(program.group, Signal::KILL);
            }
            left_behind::end(&running.iter().map(|program| program.mark.clone()).collect::<Vec<_>>());
            for file in &files {
                let _ = fs::remove_file(file);
            }
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Receives a line of an answer with its line break; returns whether the answer is complete.
pub type IsComplete<'a> = &'a mut dyn FnMut(&[u8]) -> bool;

/// Prints a line of messages, with controls escaped.
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
    /// Why there is no answer. The process has ended then, and the next request starts another.
    pub fn ask(&mut self, request: &str, is_last: bool, is_complete: IsComplete<'_>) -> Result<Vec<u8>, ProposerError> {
        if let Some(process) = self.process.take() {
            let answer = self.ask_process(process, request, is_last, is_complete);
            // A program that answers only once has ended before it could see this request.
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
            if was_open {
                self.tell_of_waiting();
            }
            self.waits_for_end |= was_open;
        }
        Ok(answer)
    }

    /// Says why an answer took so long.
    fn tell_of_waiting(&self) {
        let seconds = (self.limit / PATIENCE).as_secs();
        let name = &self.name;
        (self.tell)(&format!(
            "{name} answered only when its input ended, after {seconds} s; let it answer each line as it comes"
        ));
    }

    /// Closes the program's input and waits for its end.
    ///
    /// # Errors
    ///
    /// If it exits with another code than 0, or not in time.
    pub fn finish(&mut self) -> Result<(), ProposerError> {
        let Some(mut process) = self.process.take() else { return Ok(()) };
        process.close_input();
        process.finish(self.limit)
    }
}

/// An event of a process.
enum Event {
    Output(Vec<u8>),
    OutputClosed,
    MessagesClosed,
    Ended(io::Result<ExitStatus>),
}

/// A running process that leads its own process group.
struct Process {
    group: Pid,
    running: Arc<Mutex<Vec<Running>>>,
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
        let mark = program.surroundings.mark();
        command.env(left_behind::VARIABLE, left_behind::value(&mark));
        // Nothing is started while a signal ends what runs.
        let mut running = locked(&program.surroundings.running);
        let mut child = command.spawn().map_err(failed)?;
        let group = Pid::from_child(&child);
        running.push(Running { group, mark });
        drop(running);
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
            // The receiver may be gone.
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

    /// Sends a line. A program that does not read its input may still answer, so that is no error.
    fn send(&mut self, line: Vec<u8>) {
        if let Some(input) = &self.input {
            let _ = input.send(line);
        }
    }

    fn close_input(&mut self) {
        self.input = None;
    }

    /// The answer to the latest request.
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

    /// Moves complete lines to the answer; returns whether it is complete.
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

    /// Waits for the next event. After the end of the process it does not wait much longer for output.
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

    /// Waits for the end, and checks the exit code. Further output belongs to no answer.
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

    /// Kills the process group and what has left it, if its process was not waited for yet: otherwise its number may be another's.
    fn kill(&mut self) {
        let running = locked(&self.running);
        if let Some(program) = running.iter().find(|program| program.group == self.group) {
            let _ = kill_process_group(self.group, Signal::KILL);
            left_behind::end(std::slice::from_ref(&program.mark));
        }
    }
}

/// Writes on a thread, so that a program that does not read blocks nobody.
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

/// Waits for the process, kills what it leaves in its group while its number is still its own, and elsewhere, and takes its
/// exit code.
fn wait_for_end(mut child: Child, group: Pid, running: &Mutex<Vec<Running>>) -> io::Result<ExitStatus> {
    let _ = waitid(WaitId::Pid(group), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
    let mut running = locked(running);
    let ended: Vec<Running> = running.extract_if(.., |program| program.group == group).collect();
    let _ = kill_process_group(group, Signal::KILL);
    left_behind::end(&ended.into_iter().map(|program| program.mark).collect::<Vec<_>>());
    child.wait()
}

/// Prints the messages of a program line by line, each after its name.
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
