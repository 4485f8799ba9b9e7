//! Keys that come faster than anybody reads: a key that decides on something does nothing before what it decides on was on the
//! screen long enough to be read, however that came up: by a key, by the decision before, or by a change on the disk.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::model::article::Paragraph;
use crate::model::article::claim::Claim;
use crate::reader::app::App;
use crate::reader::command::Command;
use crate::reader::keymap::scope::Scope;
use crate::reader::message::Moment;
use crate::reader::overlay::Overlay;

/// Nobody reads a claim in less, in milliseconds; a key that is held begins to repeat earlier.
const READING_MS: u64 = 800;

/// Keys that follow a refused one within this time are the same typing, in milliseconds; a held key repeats faster.
const TYPING_MS: u64 = 250;

/// What a deciding key would decide on, and since when that can be read.
#[derive(Debug, Default)]
pub(crate) struct Attention {
    on: Option<Subject>,
    read: Read,
    /// When a key was last refused.
    refused_ms: Option<u64>,
}

/// What a key decides on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Subject {
    place: DecidingPlace,
    /// Where the article comes from: claims of different articles have the same ids.
    origin: String,
    id: String,
    /// A digest of everything that is to be read before.
    words: u64,
}

/// Where something is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DecidingPlace {
    /// In the panes, where the user chooses the claim and has had it in sight before.
    Panes,
    Queue,
    Disagreements,
    Review,
}

/// Whether the subject can have been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Read {
    /// It has not been on the screen.
    NotShown,
    /// It has been on the screen since then, in milliseconds.
    ShownSince(u64),
    /// It was there before anything was to be decided.
    #[default]
    Known,
}

impl App {
    /// Whether what can be decided on has changed and was not drawn since, so that a frame has to be drawn first.
    #[must_use]
    pub fn waits_to_be_shown(&mut self) -> bool {
        self.attend(false);
        self.attention.read == Read::NotShown && self.place_of_deciding().1
    }

    /// What is to be decided on is on the screen now.
    pub(crate) fn is_shown(&mut self, now: Moment) {
        self.moment = now;
        if self.attention.read == Read::NotShown {
            self.attention.read = Read::ShownSince(now.unix_ms);
        }
    }

    /// Looks at what a key would decide on after a message. What the user chose in the panes, or changed, is no news to them.
    pub(crate) fn attend(&mut self, by_hand: bool) {
        let (place, is_open) = self.place_of_deciding();
        if !is_open && place == DecidingPlace::Review {
            // It knows its item only while it is on top.
            return;
        }
        let subject = self.to_decide_on(place);
        if subject == self.attention.on {
            return;
        }
        let before = std::mem::replace(&mut self.attention.on, subject);
        let was_here = before.as_ref().is_some_and(|before| before.place == place);
        let is_same = before.as_ref().zip(self.attention.on.as_ref()).is_some_and(|(before, now)| before.names(now));
        if by_hand && is_same {
            return;
        }
        let is_chosen = place == DecidingPlace::Panes && (by_hand || !was_here);
        self.attention.read = if is_chosen { Read::Known } else { Read::NotShown };
        if place == DecidingPlace::Queue && !by_hand && was_here {
            self.forget_opinion_on_other_words();
        }
    }

    /// What was entered before the verdict was about the words that were there then.
    fn forget_opinion_on_other_words(&mut self) {
        let mut open = self.overlay.iter_mut().chain(&mut self.behind);
        let queue = open.find_map(|overlay| if let Overlay::Queue(queue) = overlay { Some(queue) } else { None });
        let Some(queue) = queue else { return };
        let given = std::mem::take(&mut queue.opinion);
        if !given.is_empty() {
            self.say(format!("The claim has changed. Not written: {}", given.words()));
        }
    }

    /// Where something is decided, and whether that is on top, rather than covered by a form or a page.
    fn place_of_deciding(&self) -> (DecidingPlace, bool) {
        let open = self.overlay.iter().chain(self.behind.iter().rev()).enumerate();
        let mut places = open.filter_map(|(depth, overlay)| Some((place_of(overlay)?, depth == 0)));
        places.next().unwrap_or((DecidingPlace::Panes, self.overlay.is_none()))
    }

    fn to_decide_on(&self, place: DecidingPlace) -> Option<Subject> {
        let subject =
            |id: &str, words: u64| Subject { place, origin: self.document.origin.clone(), id: id.to_owned(), words };
        let placed = |(paragraph, claim): (&Paragraph, &Claim)| {
            subject(&claim.id, digest(&(&claim.text, &claim.quote, &paragraph.text)))
        };
        match place {
            DecidingPlace::Panes | DecidingPlace::Queue => self.selected_claim().map(placed),
            DecidingPlace::Disagreements => self.disagreement_at_hand().map(|one| {
                // Keys name the sides by their number.
                let sides: Vec<&str> = one.outcomes().iter().map(|outcome| outcome.word()).collect();
                subject(&one.claim.id, digest(&(&one.claim.text, &one.claim.quote, sides)))
            }),
            DecidingPlace::Review => {
                let claim = self.reviewed_claim();
                let claim = claim.map(|claim| subject(&claim.id, digest(&(&claim.text, &claim.quote))));
                let entity = self.reviewed_entity();
                claim.or_else(|| entity.map(|entity| subject(&entity.id, digest(&(&entity.name, &entity.aliases)))))
            }
        }
    }

    /// Whether a command decides on something that came up too late to be read. It does nothing then, and the reader says so.
    pub(crate) fn refuses_haste(&mut self, scope: Scope, command: Command) -> bool {
        if !decides(scope, command) && !prepares(scope, command) {
            return false;
        }
        let hasty = self.is_hasty();
        if hasty {
            self.attention.refused_ms = Some(self.now_ms());
            self.say("That key came before you could read this: nothing decided. Press it again");
        }
        hasty
    }

    /// Whether what would be decided on was not on the screen, or for too short a time. Who does not count frames, as a
    /// recording of an earlier version, is never hasty.
    pub(crate) fn is_hasty(&self) -> bool {
        let now = self.now_ms();
        let is_within = |since: u64, limit: u64| now.saturating_sub(since) < limit;
        let unread = match self.attention.read {
            Read::NotShown => true,
            Read::ShownSince(since) => is_within(since, READING_MS),
            Read::Known => false,
        };
        let goes_on = self.attention.refused_ms.is_some_and(|since| is_within(since, TYPING_MS));
        self.moment.frame > 0 && (unread || goes_on)
    }
}

impl Subject {
    /// Whether both are the same thing, whatever its words.
    fn names(&self, other: &Self) -> bool {
        (self.place, &self.origin, &self.id) == (other.place, &other.origin, &other.id)
    }
}

fn digest(words: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Where the open screen decides something, if it does. The verdicts are about the claim that is selected in the panes.
const fn place_of(overlay: &Overlay) -> Option<DecidingPlace> {
    match overlay {
        Overlay::Judge(_) => Some(DecidingPlace::Panes),
        Overlay::Queue(_) => Some(DecidingPlace::Queue),
        Overlay::Disagreements(_) => Some(DecidingPlace::Disagreements),
        Overlay::Review(_) => Some(DecidingPlace::Review),
        _ => None,
    }
}

/// Whether a key decides on an item at once.
const fn decides(scope: Scope, command: Command) -> bool {
    match scope {
        Scope::Queue | Scope::Judge => matches!(command, Command::Give(_) | Command::NotCheckable | Command::Repeat),
        Scope::Reader => matches!(command, Command::Repeat),
        Scope::Disagreements => {
            matches!(command, Command::Give(_) | Command::NotCheckable | Command::SettleAs(_))
        }
        Scope::Review => matches!(command, Command::Confirm | Command::ConfirmRest | Command::DropItem),
        _ => false,
    }
}

/// Whether a key says something of the claim before its verdict.
const fn prepares(scope: Scope, command: Command) -> bool {
    let says = matches!(
        command,
        Command::Sure(_) | Command::Said(_) | Command::Reason | Command::Correct | Command::Status | Command::Priority
    );
    matches!(scope, Scope::Queue | Scope::Judge) && says
}
