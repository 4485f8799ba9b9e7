//! The process: signals, its end, and what it leaves to the terminal.

use std::fs;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, Session};

impl Session {
    /// Kills it, and waits until it is gone.
    pub(crate) fn killed(&mut self) {
        self.signal("KILL");
        let _ = self.child.wait();
    }

    /// Whether it has ended, however.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    pub(super) fn process(&self) -> String {
        self.child.process_id().unwrap().to_string()
    }

    pub(crate) fn signal(&self, name: &str) {
        assert!(Command::new("kill").args([&format!("-{name}"), &self.process()]).status().unwrap().success());
    }

    /// A signal for the program that the shell runs.
    pub(crate) fn signal_child(&self, name: &str) {
        let children = format!("/proc/{0}/task/{0}/children", self.process());
        let child = fs::read_to_string(children).unwrap().trim().to_owned();
        assert!(Command::new("kill").args([&format!("-{name}"), &child]).status().unwrap().success());
    }

    pub(crate) fn hang_up(&mut self) {
        self.writer = None;
        self.master = None;
        // The reading thread still has an end of the terminal open; a real terminal closes them all.
        self.signal("HUP");
    }

    pub(crate) fn ended(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether this signal ended it, by the name that the system has for it.
    pub(crate) fn ended_by(&mut self, signal: &str) -> bool {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.signal().is_some_and(|name| name.starts_with(signal));
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Main screen, visible cursor, normal paste, lines and echo restored.
    pub(crate) fn restored(&self) {
        let end = Instant::now() + PATIENCE;
        let is_restored = || {
            let parser = self.screen.lock().unwrap();
            let screen = parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        };
        while !is_restored() {
            assert!(Instant::now() < end, "the terminal is not given back\n{}", self.contents());
            thread::sleep(Duration::from_millis(5));
        }
        let settings = self.master.as_ref().unwrap().get_termios().unwrap();
        let text = format!("{settings:?}");
        assert!(text.contains("ICANON") && text.contains("ECHO"), "{text}");
    }

    /// What would change if it woke up: context switches, processor time, bytes written.
    pub(crate) fn activity(&self) -> (Vec<String>, usize) {
        // First, its current work has to end.
        thread::sleep(Duration::from_millis(500));
        let mut switches = Vec::new();
        for entry in fs::read_dir(format!("/proc/{}/task", self.process())).unwrap().flatten() {
            let status = fs::read_to_string(entry.path().join("status")).unwrap();
            switches.extend(status.lines().filter(|line| line.starts_with("voluntary")).map(str::to_owned));
        }
        (switches, self.written.lock().unwrap().len())
    }
}
