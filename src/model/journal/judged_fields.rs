//! The fields that a judgement sets.

/// Fields of a claim that are judgements of it, in the order in which they are shown.
pub const JUDGED_FIELDS: [&str; 8] =
    ["verdict", "said", "confidence", "why", "correction", "status", "status-reason", "priority"];
