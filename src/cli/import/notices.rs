//! The notices of an import as lines for people.
//!
//! `article` is what a notice without a line is about: the source, or one of several articles in it.

use crate::import::notice::Notice;

/// Lines of one source that are named; more are counted.
const MOST_LINES: usize = 6;
/// Notices of one article that are printed; of more it is said where they are.
const MOST_NOTICES: usize = 20;
/// Characters of left-out words that are quoted.
const MOST_CHARACTERS: usize = 60;

/// Each notice on a line of its own.
pub(super) fn each(source: &str, article: &str, notices: &[Notice]) -> Vec<String> {
    notices.iter().map(|notice| alone(source, article, notice)).collect()
}

/// Notices that say the same on one line, in the order of the first of each.
pub(super) fn summed(source: &str, article: &str, notices: &[Notice]) -> Vec<String> {
    let mut groups: Vec<Vec<&Notice>> = Vec::new();
    for notice in notices {
        match groups.iter_mut().find(|group| group[0].message == notice.message) {
            Some(group) => group.push(notice),
            None => groups.push(vec![notice]),
        }
    }
    let line = |group: &Vec<&Notice>| match group[..] {
        [notice] => alone(source, article, notice),
        _ => together(source, article, group),
    };
    let mut report: Vec<String> = groups.iter().take(MOST_NOTICES).map(line).collect();
    if groups.len() > MOST_NOTICES {
        let more = groups.len() - MOST_NOTICES;
        report.push(format!("{article}: {more} more remarks; `--report full` prints all"));
    }
    report
}

/// `FILE:LINE: message`.
fn place(source: &str, article: &str, notice: &Notice) -> String {
    match notice.line {
        Some(line) => format!("{source}:{line}: {}", notice.message),
        None => format!("{article}: {}", notice.message),
    }
}

/// A notice with the beginning of the words that it is about.
fn alone(source: &str, article: &str, notice: &Notice) -> String {
    let place = place(source, article, notice);
    let Some(words) = notice.dropped.as_deref().filter(|words| !notice.message.contains(words)) else { return place };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST_CHARACTERS) {
        None if words.is_empty() => place,
        None => format!("{place}: {words}"),
        Some((end, _)) => format!("{place}: {} …", words[..end].trim_end()),
    }
}

/// Several notices that say the same, with where else; a line that has it more than once is named once.
fn together(source: &str, article: &str, group: &[&Notice]) -> String {
    let (place, count) = (place(source, article, group[0]), group.len());
    let mut others: Vec<usize> = group.iter().filter_map(|notice| notice.line).collect();
    others.retain(|line| Some(*line) != group[0].line);
    others.dedup();
    let shown: Vec<String> = others.iter().take(MOST_LINES).map(ToString::to_string).collect();
    let shown = shown.join(", ");
    match others.len() {
        0 => format!("{place} ({count} times)"),
        1 => format!("{place} ({count} times, also in line {shown})"),
        lines if lines <= MOST_LINES => format!("{place} ({count} times, also in lines {shown})"),
        lines => format!("{place} ({count} times, also in lines {shown} and {} more)", lines - MOST_LINES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::notice::NoticeKind;

    #[test]
    fn notices_that_say_the_same_are_one_line() {
        let dropped = |line| Notice::dropped(line, "x", "left out a credit");
        let joined = Notice::at(3, NoticeKind::JoinedLines, "joined");
        let whole = Notice::whole(NoticeKind::Guess, "it has no title");
        let notices = [whole, dropped(2), joined, dropped(2), dropped(9)];
        assert_eq!(
            summed("a.txt", "a.txt: 2", &notices),
            ["a.txt: 2: it has no title", "a.txt:2: left out a credit (3 times, also in line 9)", "a.txt:3: joined"]
        );
        assert_eq!(each("a.txt", "a.txt", &notices).len(), 5);
        assert_eq!(summed("a.txt", "a.txt: 2", &notices[4..]), ["a.txt:9: left out a credit: x"]);
    }

    #[test]
    fn a_long_report_says_what_it_leaves_out() {
        let notices: Vec<Notice> =
            (1..=30).map(|line| Notice::at(line, NoticeKind::Heading, format!("heading {line}"))).collect();
        let report = summed("a.txt", "a.txt: 2", &notices);
        assert_eq!(report.len(), MOST_NOTICES + 1);
        assert_eq!(report[MOST_NOTICES], "a.txt: 2: 10 more remarks; `--report full` prints all");
        let same: Vec<Notice> = (1..=30).map(|line| Notice::at(line, NoticeKind::Heading, "h")).collect();
        assert_eq!(summed("a", "a", &same), ["a:1: h (30 times, also in lines 2, 3, 4, 5, 6, 7 and 23 more)"]);
    }
}
