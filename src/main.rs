//! Parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    dataaudit::cli::main()
}
