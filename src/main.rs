//! The command line.

use std::process::ExitCode;

/// Many short-lived lists on all cores: the allocator of the system costs a seventh of a run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mtlint::cli::main()
}
