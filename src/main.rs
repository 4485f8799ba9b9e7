//! The `nutgraf` program: parses its arguments, runs, and says how it ended.

fn main() {}
