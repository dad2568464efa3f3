//! One integration-test binary; it needs only Rust and git.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests make files and start the command")]
#![allow(clippy::print_stderr, reason = "a test that has to be skipped says so")]
#![allow(clippy::format_collect, reason = "texts of tests are short")]
#![allow(unreachable_pub, reason = "nothing is outside a test")]

mod action;
mod architecture;
mod archives;
mod bad_input;
mod canary;
mod common;
mod configuration;
mod crypto;
mod damaged;
mod decoded;
mod demo;
mod determinism;
mod docs;
mod editors;
mod explain;
mod first_run;
mod fixes;
mod git;
mod guide;
mod history;
mod hostile;
mod link;
mod long_lines;
mod lsp;
mod monorepo;
mod own_report;
mod parts;
mod phi;
mod providers;
mod quantum;
mod reporters;
mod rules;
mod scale;
mod secrets;
mod suppression;
mod trust;
mod variables;
mod walk;
