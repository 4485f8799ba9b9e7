//! Processes that a program has left behind. `setsid` takes a child out of the program's process group, but its environment
//! still says who started it. Only Linux lets others look; elsewhere only the process group ends.

use std::fs;

use rustix::process::{Pid, Signal, kill_process};

/// The variable that says which start of a program a process belongs to.
pub(super) const VARIABLE: &str = "NUTGRAF_PROPOSER";
/// How often processes are looked for: one that is being ended may just have started another.
const ROUNDS: usize = 8;

/// The value of [`VARIABLE`] for a start with this mark. What is started by something started by us has the marks of both.
pub(super) fn value(mark: &str) -> String {
    let outer = std::env::var(VARIABLE).unwrap_or_default();
    format!("{outer} {mark}").trim_start().to_owned()
}

/// Ends every process whose environment has one of these marks.
pub(super) fn end(marks: &[String]) {
    for _ in 0..ROUNDS {
        let found = marked(marks);
        if found.is_empty() {
            return;
        }
        for process in found {
            // It may have ended by itself.
            let _ = kill_process(process, Signal::KILL);
        }
    }
}

/// The processes whose environment has one of these marks; none where there is no `/proc`.
fn marked(marks: &[String]) -> Vec<Pid> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let number = |entry: fs::DirEntry| entry.file_name().to_str()?.parse::<i32>().ok();
    let is_marked = |number: &i32| {
        // Those of other users cannot be read, and what has ended has no environment.
        let environment = fs::read(format!("/proc/{number}/environ")).unwrap_or_default();
        let entries = environment.split(|byte| *byte == 0).filter_map(|entry| std::str::from_utf8(entry).ok());
        let values = entries.filter_map(|entry| entry.strip_prefix(VARIABLE)?.strip_prefix('='));
        values.flat_map(str::split_whitespace).any(|value| marks.iter().any(|mark| mark == value))
    };
    processes.filter_map(number).filter(is_marked).filter_map(Pid::from_raw).collect()
}
