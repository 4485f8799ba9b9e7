//! Days out of the times that pages state.

use crate::import::dates;

/// The day of a time, such as `2020-05-03T10:00:00+02:00` or `Sun, 03 May 2020 10:00 GMT`; none where it is
/// ambiguous, or only a year.
pub(super) fn day(time: &str) -> Option<String> {
    let time = time.trim();
    let digits = time.len() >= 8 && time.bytes().take(8).all(|byte| byte.is_ascii_digit());
    // `20200503`, with or without a time behind it, but no count of seconds.
    if digits && !time.as_bytes().get(8).is_some_and(u8::is_ascii_digit) {
        return dates::first(&format!("{}-{}-{}", &time[..4], &time[4..6], &time[6..8])).ok();
    }
    seconds(time).or_else(|| dates::first(time).ok()).filter(|day| day.len() == 10)
}

/// The day of a count of seconds or milliseconds since 1970.
fn seconds(time: &str) -> Option<String> {
    let count: i64 = time.parse().ok()?;
    let seconds = match time.len() {
        10 => count,
        13 => count / 1000,
        _ => return None,
    };
    Some(jiff::Timestamp::from_second(seconds).ok()?.strftime("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_times_that_pages_state() {
        for (time, expected) in [
            ("2020-05-03T23:30:00+02:00", Some("2020-05-03")),
            ("Sun, 03 May 2020 10:00:00 GMT", Some("2020-05-03")),
            ("20200503", Some("2020-05-03")),
            ("20200503T101500Z", Some("2020-05-03")),
            ("1588500000", Some("2020-05-03")),
            ("1588500000000", Some("2020-05-03")),
            ("May 3, 2020 at 10:15 am", Some("2020-05-03")),
            ("2020", None),
            ("03/05/2020", None),
            ("soon", None),
        ] {
            assert_eq!(day(time).as_deref(), expected, "{time}");
        }
    }
}
