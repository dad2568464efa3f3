//! The `asepsis` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    asepsis::cli::main().into()
}
