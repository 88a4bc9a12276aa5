//! Abbreviations made of initials (`acronyms.tsv`).

use super::{Lang, rows};

const TABLE: &str = include_str!("acronyms.tsv");

/// Whether the letters of an abbreviation stand in the order of no language.
pub fn is_international(short: &str) -> bool {
    rows::<3>(TABLE).any(|[_, kind, form]| kind == "international" && form == short)
}

/// Whether texts of a language seldom keep abbreviations of other languages.
pub fn are_own(lang: Lang) -> bool {
    let base = lang.code();
    rows::<3>(TABLE).any(|[tag, kind, _]| kind == "own" && tag == base)
}
