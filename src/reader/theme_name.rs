//! The names of the themes; their colours are the screen's business.

/// A theme, by its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// Light text on dark paper.
    #[default]
    Dark,
    /// Dark text on light paper.
    Light,
    /// As far apart as colours can be: 7:1 at least.
    Contrast,
    /// The sixteen colours that every terminal has.
    Sixteen,
    /// No colours: attributes and glyphs say it all.
    Plain,
}

impl ThemeName {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 5] = [Self::Dark, Self::Light, Self::Contrast, Self::Sixteen, Self::Plain];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Sixteen => "sixteen",
            Self::Plain => "plain",
        }
    }

    /// The theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// The theme asked for; otherwise what the environment says; otherwise dark.
    ///
    /// `colorfgbg` is the variable COLORFGBG, whose last number is the background: 7 and 15 are light. `no_color` is
    /// whether `NO_COLOR` is set to something (no-color.org).
    #[must_use]
    pub fn pick(asked: Option<Self>, colorfgbg: Option<&str>, no_color: bool) -> Self {
        let background = colorfgbg.and_then(|value| value.rsplit(';').next());
        match (asked, background) {
            _ if no_color => Self::Plain,
            (Some(theme), _) => theme,
            (None, Some("7" | "15")) => Self::Light,
            (None, _) => Self::Dark,
        }
    }
}
