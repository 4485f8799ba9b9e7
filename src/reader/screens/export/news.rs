//! What has changed outside since an export was previewed.

/// What has changed outside since an export was previewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum News {
    /// Nothing.
    None,
    /// It reads differently now, and the user has not been told to look again.
    Untold,
    /// The user knows that the disk makes another export: its digest.
    Told(String),
}

impl News {
    /// Digest of the export that the user knows of.
    pub(crate) fn told(&self) -> Option<String> {
        match self {
            Self::Told(digest) => Some(digest.clone()),
            Self::None | Self::Untold => None,
        }
    }
}
