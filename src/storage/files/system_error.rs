//! What the system says when it refuses a file or program, in words for people: why, and what to do about it.
//!
//! Every message that contains an error of the system takes its words from here.

use std::io;

/// What was to be done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// To read a file or folder that the user named.
    Read,
    /// To write or create a file or folder.
    Write,
    /// To start a program.
    Run,
}

/// Why the system refused, and what to do where that follows: "there is no such file; check the name".
#[must_use]
pub fn explained(task: Task, error: &io::Error) -> String {
    match advice(task, error.kind()).filter(|_| !is_our_own(error)) {
        Some(advice) => format!("{}; {advice}", why(task, error)),
        None => why(task, error),
    }
}

/// Why the system refused, without advice, for messages that give their own.
#[must_use]
pub fn why(task: Task, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    if is_our_own(error) {
        return error.to_string();
    }
    let words = match (error.kind(), task) {
        (Kind::NotFound, Task::Read) => "there is no such file",
        (Kind::NotFound, Task::Write) => "its folder is missing",
        (Kind::NotFound, Task::Run) => "there is no such program",
        (Kind::PermissionDenied, Task::Read) => "you may not read it",
        (Kind::PermissionDenied, Task::Write) => "you may not write it",
        (Kind::PermissionDenied, Task::Run) => "you may not run it",
        (Kind::NotADirectory, _) => "its path goes through a file as if that were a folder",
        (Kind::IsADirectory, _) => "it is a folder",
        (Kind::ReadOnlyFilesystem, _) => "its disk can only be read",
        (Kind::StorageFull, _) => "the disk is full",
        (Kind::QuotaExceeded, _) => "your share of the disk is full",
        (Kind::FileTooLarge, _) => "it would be larger than the system allows",
        (Kind::AlreadyExists, _) => "there is a file of that name already",
        (Kind::InvalidFilename, _) => "its name is too long",
        (Kind::WouldBlock | Kind::TimedOut | Kind::ResourceBusy, _) => "another program keeps it busy",
        (Kind::InvalidData, _) => "it is not text in UTF-8",
        (Kind::UnexpectedEof, _) => "it ends too early",
        (Kind::BrokenPipe, _) => "the program that reads it has ended",
        (Kind::OutOfMemory, _) => "there is not enough memory",
        (Kind::ArgumentListTooLong, _) => "its arguments are too long",
        _ => return format!("the system reports: {}", without_number(&error.to_string())),
    };
    words.to_owned()
}

fn advice(task: Task, kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind as Kind;
    Some(match (kind, task) {
        (Kind::NotFound, Task::Read) => "check the name",
        (Kind::NotFound, Task::Write) => "make the folder first",
        (Kind::NotFound, Task::Run) => "check its name, or install it",
        (Kind::PermissionDenied, Task::Read) => "ask its owner, or change its mode",
        (Kind::PermissionDenied | Kind::ReadOnlyFilesystem, Task::Write) => "choose another folder",
        (Kind::PermissionDenied, Task::Run) => "change its mode",
        (Kind::NotADirectory, _) => "check the path",
        (Kind::IsADirectory, _) => "name a file in it",
        (Kind::StorageFull | Kind::QuotaExceeded, _) => "make room on the disk",
        (Kind::AlreadyExists, Task::Write) => "choose another name",
        (Kind::InvalidFilename, _) => "choose a shorter one",
        (Kind::WouldBlock | Kind::TimedOut | Kind::ResourceBusy, _) => "try again later",
        (Kind::InvalidData, Task::Read) => "save it in UTF-8",
        _ => return None,
    })
}

/// Before the number of an error in the words of the system.
const NUMBER: &str = " (os error ";

/// Whether nutgraf made the error, which then says why in our own words. One of the system may be inside another that adds
/// the path of a temporary file, which means nothing to users.
fn is_our_own(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| !inner.to_string().contains(NUMBER))
}

/// The system's words without its number: "Input/output error (os error 5)" ends before the bracket.
fn without_number(words: &str) -> &str {
    words.split(NUMBER).next().unwrap_or(words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn no_error_of_the_system_is_shown_in_its_own_words_with_its_number() {
        for number in 1..134 {
            for task in [Task::Read, Task::Write, Task::Run] {
                let words = explained(task, &io::Error::from_raw_os_error(number));
                assert!(!words.contains("os error") && !words.contains("(os"), "{number}: {words}");
            }
        }
    }

    #[test]
    fn frequent_errors_say_what_to_do() {
        for (task, number, words) in [
            (Task::Read, 2, "there is no such file; check the name"),
            (Task::Read, 13, "you may not read it; ask its owner, or change its mode"),
            (Task::Read, 21, "it is a folder; name a file in it"),
            (Task::Write, 2, "its folder is missing; make the folder first"),
            (Task::Write, 13, "you may not write it; choose another folder"),
            (Task::Write, 20, "its path goes through a file as if that were a folder; check the path"),
            (Task::Write, 28, "the disk is full; make room on the disk"),
            (Task::Read, 5, "the system reports: Input/output error"),
        ] {
            assert_eq!(explained(task, &io::Error::from_raw_os_error(number)), words);
        }
    }

    #[test]
    fn temporary_files_are_not_named_and_our_own_words_are_kept() {
        let failed = tempfile::Builder::new().tempfile_in("/there/is/no/such/folder").unwrap_err();
        assert_eq!(explained(Task::Write, &failed), "its folder is missing; make the folder first");
        let own = io::Error::other("it has more than 7 bytes");
        assert_eq!(explained(Task::Read, &own), "it has more than 7 bytes");
    }
}
