//! What an export may contain, and what may become of it.

/// What a format does with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// It is there as it is.
    Carries,
    /// It is there in another shape: how.
    Bends(&'static str),
    /// It is not there: why.
    Drops(&'static str),
}

/// One row per thing: variant, words for one, words for several.
macro_rules! things {
    ($($variant:ident, $one:literal, $many:literal;)*) => {
        /// Something that an export may contain.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Thing {
            $(#[doc = $many] $variant,)*
        }

        impl Thing {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// So many of it, in words.
            #[must_use]
            pub fn counted(self, count: usize) -> String {
                let (one, many) = match self { $(Self::$variant => ($one, $many)),* };
                if count == 1 { one.to_owned() } else { format!("{count} {many}") }
            }
        }
    };
}

things! {
    Text, "the article's text", "texts";
    Address, "the article's address", "addresses of the article";
    RetoldAddress, "the address of an article that is retold", "addresses of articles that are retold";
    Entities, "an entity", "entities";
    Kinds, "the kind of a claim", "kinds of claims";
    Certainties, "how firmly a claim is put", "degrees of certainty";
    Speakers, "a speaker", "speakers";
    Cues, "words that attribute a claim", "cues of attribution";
    Implied, "a claim that the text only presupposes", "claims that the text only presupposes";
    Dates, "the time that a claim speaks of", "times that claims speak of";
    Figures, "a figure as printed", "figures as printed";
    Relations, "a relation between claims", "relations between claims";
    OwnRelations, "a relation of an annotator's own", "relations of annotators' own";
    OwnClaims, "a claim of an annotator's own", "claims of annotators' own";
    NotJudged, "a claim without a verdict", "claims without a verdict";
    Misleading, "a verdict of misleading", "verdicts of misleading";
    Unserved, "a claim without evidence", "claims without evidence";
    NotCheckable, "a claim that nobody can check", "claims that nobody can check";
    EarlierWordings, "a verdict on an earlier wording", "verdicts on an earlier wording";
    ChangedSentences, "a judgement of a claim whose sentence has changed since", "judgements of claims whose sentence has changed since";
    EarlierEvidence, "evidence given for an earlier wording", "pieces of evidence given for an earlier wording";
    EarlierNotes, "a note or tag on an earlier wording", "notes and tags on an earlier wording";
    Disagreements, "a claim on which annotators differ", "claims on which annotators differ";
    Conflicts, "a claim changed in two places", "claims changed in two places";
    Said, "whether the speaker said so", "answers to whether the speaker said so";
    Confidence, "how sure an annotator is", "degrees of confidence";
    Why, "a reason", "reasons";
    Corrections, "a correction", "corrections";
    Statuses, "how far the work on a claim is", "states of work";
    StatusReasons, "why the work is where it is", "reasons for the state of work";
    Priorities, "a priority of an annotator's own", "priorities of annotators' own";
    Tags, "a tag on a claim", "tags on claims";
    Evidence, "a piece of evidence", "pieces of evidence";
    Bearings, "what a piece of evidence does for a claim", "bearings of evidence on claims";
    NoAddress, "a piece of evidence without a web address", "pieces of evidence without a web address";
    NoQuestion, "a piece of evidence without a question", "pieces of evidence without a question";
    Questions, "a question to a source", "questions to sources";
    Archived, "an archived copy", "archived copies";
    Files, "a local copy", "local copies";
    Details, "a detail of evidence", "details of evidence (place, publisher, dates, language, source)";
    SourceCertainty, "how firmly a source puts it", "degrees of certainty of sources";
    Grades, "a grade of reliability or credibility", "grades of reliability and credibility";
    Found, "a figure as it was found", "figures as they were found";
    Replies, "what a speaker was asked and answered", "questions to speakers with their answers";
    Notes, "a note on a claim", "notes on claims";
    Answers, "an answer to a note", "answers to notes";
    NotesElsewhere, "a note on paragraph, section, entity or article", "notes on paragraphs, sections, entities or the article";
    TagsElsewhere, "a tag on paragraph, section, entity or article", "tags on paragraphs, sections, entities or the article";
    Strays, "something said of what the article no longer has", "things said of what the article no longer has";
    HiddenLetters, "a text with letters that a terminal would obey", "texts with letters that a terminal would obey";
}
