//! The user's clock, which is read after the first frame: the system keeps its time zones in many folders.

use std::path::Path;

use crate::cli::read::Reader;
use crate::cli::read::record::Recorder;
use crate::workspace::clock::utc_offset_minutes;
use crate::workspace::failure::Failure;

impl Reader {
    /// Finds out how far the user's clock is from UTC.
    pub(super) fn read_clock(&mut self) {
        self.app.utc_offset_minutes = utc_offset_minutes();
    }

    /// Records the run in this file, if any. A recording begins with the state, which includes the clock.
    pub(super) fn begin_recording(&mut self, file: Option<&Path>) -> Result<(), Failure> {
        if let Some(path) = file {
            self.read_clock();
            self.recorder = Some(Recorder::new(path, &self.app)?);
        }
        Ok(())
    }
}
