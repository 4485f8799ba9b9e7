//! What an update changed in an article, in lines for people.

use crate::import::update::Change;
use crate::text::path::shown_path;

use crate::cli::import::output::Updated;

/// Words of context on either side of what differs.
const CONTEXT: usize = 4;

/// One line for the article, and one for each change.
pub(super) fn lines(updated: &Updated) -> Vec<String> {
    let path = shown_path(&updated.path);
    let mut lines =
        vec![format!("{path}: took in the next version; the one before is {}", shown_path(&updated.earlier))];
    lines.extend(updated.changes.iter().map(|change| format!("{path}: {}", line(change))));
    if !updated.in_place {
        lines.push(format!("{path}: its layout is unusual, so it was rewritten without its comments"));
    }
    lines
}

fn line(change: &Change) -> String {
    match change {
        Change::Head { key, before: Some(before), after } => format!("{key}: {}", difference(before, after)),
        Change::Head { key, before: None, after } => format!("{key}: + {after}"),
        Change::Heading { section, heading } => {
            format!("section {section}: now {}", heading.as_deref().unwrap_or("without a heading"))
        }
        Change::Changed { paragraph, before, after } => format!("{paragraph}: {}", difference(before, after)),
        Change::Kept { paragraph, source } => format!("{paragraph}: your words stay; the source now says “{source}”"),
        Change::Added { paragraph, text } => format!("{paragraph}: + {text}"),
        Change::Removed { paragraph, text } => format!("{paragraph}: − {text}"),
        Change::ClaimReopened { claim, text } => {
            format!("{claim}: a candidate again, since the words it quotes were changed: {text}")
        }
        Change::ClaimRemoved { claim, text } => {
            format!("{claim}: left out, since the words it quotes are gone: {text}")
        }
    }
}

/// The words that differ, with a few on either side: `in −May+ +June+`.
fn difference(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let lead = &new[start.saturating_sub(CONTEXT)..start];
    let tail = &new[new.len() - end..(new.len() - end + CONTEXT).min(new.len())];
    let marked = |sign: char, words: &[&str]| (!words.is_empty()).then(|| format!("{sign}“{}”", words.join(" ")));
    let parts = [
        (!lead.is_empty()).then(|| format!("… {}", lead.join(" "))),
        marked('−', &old[start..old.len() - end]),
        marked('+', &new[start..new.len() - end]),
        (!tail.is_empty()).then(|| format!("{} …", tail.join(" "))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
