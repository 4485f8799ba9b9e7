//! The articles that come with the program.

/// An article compiled in.
pub(crate) struct Builtin {
    /// Its id, by which the command line names it.
    pub(crate) id: &'static str,
    /// The file.
    pub(crate) text: &'static str,
    /// The article, decoded before.
    pub(crate) compiled: &'static str,
}

/// All of them; the first one opens when nothing else is asked for.
pub(crate) const ARTICLES: [Builtin; 2] = [
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
