//! One integration-test binary; it needs only Rust and git.

mod reporters;
mod rules;
