//! The features that an export may contain, and what each format does with them.

/// What a format does with a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// The format contains it unchanged.
    Carries,
    /// The format contains it in another form; the text says how.
    Bends(&'static str),
    /// The format leaves it out; the text says why.
    Drops(&'static str),
    /// The format leaves it out, and nobody would expect it there: no loss.
    Omits,
}

/// One row per feature: variant, words for one, words for several.
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

            /// A number of them, in words.
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
    Certainties, "the certainty of a claim", "degrees of certainty";
    Speakers, "a speaker", "speakers";
    Cues, "words that attribute a claim", "cues of attribution";
    Implied, "a claim that the text only presupposes", "claims that the text only presupposes";
    Dates, "the time that a claim is about", "times that claims are about";
    Figures, "a figure as printed", "figures as printed";
    Relations, "a relation between claims", "relations between claims";
    OwnRelations, "a relation of an annotator's own", "relations of annotators' own";
    SameClaims, "a link to a claim of another article", "links to claims of other articles";
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
    Settlements, "a settlement between annotators", "settlements between annotators";
    Conflicts, "a claim changed in two places", "claims changed in two places";
    Said, "whether the speaker said so", "answers to whether the speaker said so";
    Confidence, "how sure an annotator is", "degrees of confidence";
    Why, "a reason", "reasons";
    Corrections, "a correction", "corrections";
    Statuses, "the status of a claim", "statuses";
    StatusReasons, "the reason for a status", "reasons for statuses";
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
    SourceCertainty, "the certainty of a source", "degrees of certainty of sources";
    Grades, "a grade of reliability or credibility", "grades of reliability and credibility";
    Found, "a figure as it was found", "figures as they were found";
    Replies, "what a speaker was asked and answered", "questions to speakers with their answers";
    Notes, "a note on a claim", "notes on claims";
    Answers, "an answer to a note", "answers to notes";
    NotesElsewhere, "a note on paragraph, section, entity or article", "notes on paragraphs, sections, entities or the article";
    TagsElsewhere, "a tag on paragraph, section, entity or article", "tags on paragraphs, sections, entities or the article";
    Private, "a private note or piece of evidence", "private notes and pieces of evidence";
    Strays, "an annotation of words that the article no longer has", "annotations of words that the article no longer has";
    HiddenLetters, "a text with letters that a terminal would obey", "texts with letters that a terminal would obey";
}
