//! How the released program is linked.

use std::env;

/// Links the released program to run at a fixed address on Linux.
///
/// One that may be loaded anywhere, the compiler's default, comes with 30,000 addresses that the system rewrites at each
/// start: a fifth of the time until `nutgraf --version` has answered, and 0.7 MB of the file. What a fixed address gives
/// up is one hurdle for whoever found a way to overwrite memory, which Rust without `unsafe` does not offer; the heap, the
/// stack and the libraries still lie elsewhere each time.
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
