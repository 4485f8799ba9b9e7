//! The clock, and random bits for ids.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::codec::journal_jsonl::timestamp;
use crate::session::moment::Moment;

/// Today where the user is, as `2026-11-24`.
pub(crate) fn today() -> String {
    let local_ms = moment().unix_ms.saturating_add_signed(i64::from(utc_offset_minutes()) * 60_000);
    timestamp(local_ms).chars().take_while(|letter| *letter != 'T').collect()
}

/// How many minutes the user's clock is ahead of UTC now; 0 where the system does not say.
pub(crate) fn utc_offset_minutes() -> i16 {
    let seconds = jiff::tz::TimeZone::system().to_offset(jiff::Timestamp::now()).seconds();
    i16::try_from(seconds / 60).unwrap_or(0)
}

/// Now, with fresh random bits.
pub(crate) fn moment() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut random = [0; 16];
    // Without the system's random bits, the clock's finest ones still tell two ids apart.
    if getrandom::fill(&mut random[..10]).is_err() {
        random = since.as_nanos().to_le_bytes();
    }
    let bits = u128::from_le_bytes(random) & ((1 << 80) - 1);
    Moment { unix_ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX), random: bits, frame: 0 }
}
