//! Draws a custom template in a separate process, whose memory and time the operating system limits. This catches what
//! the template engine does not count, such as lists that double.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::export::Request;
use crate::export::packet::draw::{MAX_OUTPUT_BYTES, Markup, TemplateError};
use crate::export::packet::{draw_values, finished, values};
use crate::storage::files::system_error::{Task, explained};

use crate::cli::Failure;

/// The most memory of the process, in bytes.
const MEMORY: u64 = 2 * 1024 * 1024 * 1024;
/// The most seconds of computing time.
const SECONDS: u64 = 10;

/// The input of the process.
#[derive(Deserialize, Serialize)]
struct Order {
    template: String,
    markup: Markup,
    claims: usize,
    values: Value,
}

/// Draws a template, with an ending if it is Markdown.
///
/// # Errors
///
/// Why the template cannot be drawn.
pub(super) fn draw(request: &Request<'_>, template: &str, markup: Markup) -> Result<String, String> {
    let claims = request.article.claims().count();
    let order = Order { template: template.to_owned(), markup, claims, values: values(request) };
    let drawn = elsewhere(&order)
        .map_err(|error| format!("cannot start the process that draws it: {}", explained(Task::Run, &error)))?;
    let drawn = drawn.map_err(|error| error.to_string())?;
    Ok(finished(request, drawn, markup))
}

/// Draws it in another process of this program.
fn elsewhere(order: &Order) -> io::Result<Result<String, TemplateError>> {
    let order = serde_json::to_vec(order)?;
    let mut child = Command::new(std::env::current_exe()?)
        .args(["export", "--draw-template"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    // A process that is stopped reads no more; its result says why.
    let asking = thread::spawn(move || input.map(|mut input| input.write_all(&order)));
    let mut answer = Vec::new();
    // JSON escapes take at most six bytes for one.
    let most = MAX_OUTPUT_BYTES as u64 * 6 + 1024;
    let read = output.map_or(Ok(0), |output| output.take(most).read_to_end(&mut answer));
    let _ = asking.join();
    let status = child.wait()?;
    read?;
    if !status.success() {
        return Ok(Err(TemplateError::TooMuch { line: None }));
    }
    Ok(serde_json::from_slice(&answer)?)
}

/// Draws the template on standard input, within limits for this process only.
pub(super) fn draw_stdin() -> Result<u8, Failure> {
    let failed = |error: io::Error| Failure(format!("cannot draw the template: {}", explained(Task::Read, &error)));
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)] {
        // If the system lacks such a limit or has a lower one, that is the limit.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
    let mut order = Vec::new();
    io::stdin().lock().read_to_end(&mut order).map_err(failed)?;
    let order: Order = serde_json::from_slice(&order).map_err(|error| failed(error.into()))?;
    let drawn = draw_values(&order.template, order.markup, &order.values, order.claims);
    let answer = serde_json::to_vec(&drawn).map_err(|error| failed(error.into()))?;
    io::stdout().lock().write_all(&answer).map_err(failed)?;
    Ok(0)
}
