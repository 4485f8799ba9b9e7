//! The articles that come with the program.

/// An article compiled in.
pub(super) struct Builtin {
    /// Its id, by which the command line names it.
    pub(super) id: &'static str,
    /// The file.
    pub(super) text: &'static str,
    /// The same, decoded before.
    pub(super) compiled: &'static str,
}

/// All of them; the first one opens when nothing else is asked for.
pub(super) const ARTICLES: [Builtin; 2] = [
    Builtin {
        id: "stronger-pakistan-russia-ties",
        text: include_str!("../../content/stronger-pakistan-russia-ties.yaml"),
        compiled: include_str!("../../assets/articles/stronger-pakistan-russia-ties.json"),
    },
    Builtin {
        id: "guided-tour",
        text: include_str!("../../content/guided-tour.yaml"),
        compiled: include_str!("../../assets/articles/guided-tour.json"),
    },
];
