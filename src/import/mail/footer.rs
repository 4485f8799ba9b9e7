//! Lines above and below the text of a newsletter.

use crate::import::block::BlockKind;
use crate::import::document::{Document, Line};
use crate::import::notice::{Notice, NoticeKind};

/// Lines of a footer are shorter, in bytes.
const LONGEST: usize = 400;
/// This many first lines may invite to read the mail elsewhere.
const FIRST: usize = 4;

/// What the first line of a footer says, in lower case.
const FOOTERS: [&str; 28] = [
    "unsubscribe",
    "manage your subscription",
    "manage preferences",
    "update your preferences",
    "email preferences",
    "you are receiving this",
    "you're receiving this",
    "you received this",
    "this email was sent to",
    "was sent to you because",
    "no longer wish to receive",
    "abmelden",
    "abbestellen",
    "sie erhalten diese",
    "désabonner",
    "désinscrire",
    "désinscription",
    "vous recevez cet",
    "darse de baja",
    "cancelar la suscripción",
    "cancelar suscripción",
    "disiscriviti",
    "annulla l'iscrizione",
    "uitschrijven",
    "afmelden",
    "cancelar a subscrição",
    "cancelar inscrição",
    "отписаться",
];
/// What the line above a text says, in lower case.
const ONLINE: [&str; 14] = [
    "view in browser",
    "view in your browser",
    "view this email in",
    "view online",
    "read online",
    "trouble viewing",
    "problems viewing",
    "im browser ansehen",
    "im browser öffnen",
    "im browser anzeigen",
    "dans votre navigateur",
    "version en ligne",
    "ver en el navegador",
    "bekijk online",
];

/// Takes the lines around the text out of it, and every line that names a receiver.
pub(in crate::import) fn cut(document: &mut Document, receivers: &[String]) {
    cut_blocks(document, receivers);
    cut_lines(document, receivers);
}

fn cut_blocks(document: &mut Document, receivers: &[String]) {
    // Newsletters pad their previews with letters that nobody sees.
    document.blocks.retain(|block| block.text.contains(char::is_alphanumeric));
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    let roles = roles(&texts, receivers);
    let mut roles = roles.into_iter();
    document.blocks.retain_mut(|block| match roles.next().unwrap_or(Role::Text) {
        Role::Text => true,
        Role::Footer | Role::Online => {
            // What stands in a footer is reported with those of all sources.
            block.kind = BlockKind::Footer;
            true
        }
        Role::Receiver => {
            document.notices.extend(Role::Receiver.notice(&block.text, block.line));
            false
        }
    });
}

fn cut_lines(document: &mut Document, receivers: &[String]) {
    let lines = std::mem::take(&mut document.lines);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let mut roles = roles(&texts, receivers);
    // Two hyphens and a space begin a signature (RFC 3676); the space is often lost.
    if let Some(at) = texts.iter().rposition(|text| text.trim() == "--") {
        roles[at..].iter_mut().for_each(|role| *role = Role::Footer);
    }
    for (line, role) in lines.into_iter().zip(roles) {
        match role.notice(&line.text, line.number) {
            Some(notice) => document.notices.push(notice),
            None => document.lines.push(Line { ..line }),
        }
    }
}

/// What a line of a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    Footer,
    Online,
    Receiver,
}

impl Role {
    fn notice(self, text: &str, line: usize) -> Option<Notice> {
        match self {
            Self::Text => None,
            Self::Footer => Some(Notice::dropped(line, text, "left out a line of the mail's footer")),
            Self::Online => Some(Notice::dropped(line, text, "left out the invitation to read the mail online")),
            Self::Receiver => {
                Some(Notice::at(line, NoticeKind::Skipped, "left out a line that names a receiver of the mail"))
            }
        }
    }
}

fn roles(texts: &[&str], receivers: &[String]) -> Vec<Role> {
    let has = |text: &str, phrases: &[&str]| {
        let lower = text.to_lowercase();
        text.len() <= LONGEST && phrases.iter().any(|phrase| lower.contains(phrase))
    };
    // Articles may speak of such things: only what stands in the last third, or among the last ten, is a footer.
    let earliest = (texts.len() * 2 / 3).min(texts.len().saturating_sub(10)).max(1);
    let footer = (earliest..texts.len()).find(|at| has(texts[*at], &FOOTERS)).unwrap_or(texts.len());
    let role = |(at, text): (usize, &&str)| match () {
        () if names(text, receivers) => Role::Receiver,
        () if at >= footer => Role::Footer,
        () if at < FIRST && text.len() < 200 && has(text, &ONLINE) => Role::Online,
        () => Role::Text,
    };
    texts.iter().enumerate().map(role).collect()
}

fn names(text: &str, receivers: &[String]) -> bool {
    let lower = text.to_lowercase();
    receivers.iter().any(|receiver| receiver.contains('@') && lower.contains(receiver.as_str()))
}
