//! Endings of names of files and domains (`token_ends.tsv`).

use super::rows_of;

const TABLE: &str = include_str!("token_ends.tsv");

/// Whether a file or a domain may end so.
pub fn is_known(ending: &str) -> bool {
    rows_of::<2>(TABLE, ending).next().is_some()
}

/// Whether a domain may end so that is written without a scheme.
pub fn is_domain(ending: &str) -> bool {
    is(ending, "domain")
}

/// Whether the name of a file may end so.
pub fn is_file(ending: &str) -> bool {
    is(ending, "file")
}

fn is(ending: &str, wanted: &str) -> bool {
    rows_of::<2>(TABLE, ending).any(|[_, kind]| kind == wanted)
}
