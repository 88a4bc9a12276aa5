//! Abbreviations made of initials (`acronyms.tsv`).

use super::{Lang, rows_of};

const TABLE: &str = include_str!("acronyms.tsv");

/// Whether the letters of an abbreviation stand in the order of no language.
pub fn is_international(short: &str) -> bool {
    rows_of::<3>(TABLE, "und").any(|[_, kind, form]| kind == "international" && form == short)
}

/// Whether texts of a language seldom keep abbreviations of other languages.
pub fn are_own(lang: Lang) -> bool {
    has(lang, "own", "-")
}

/// Whether texts of a language have abbreviations of its own where others keep those of English.
pub fn are_translated(lang: Lang) -> bool {
    has(lang, "translated", "-")
}

/// Whether a language has taken over an abbreviation whose letters its words do not spell.
pub fn is_taken_over(short: &str, lang: Lang) -> bool {
    has(lang, "taken", short) || rows_of::<3>(TABLE, "und").any(|[_, kind, form]| kind == "taken" && form == short)
}

fn has(lang: Lang, wanted: &str, short: &str) -> bool {
    let base = lang.code();
    rows_of::<3>(TABLE, base).any(|[_, kind, form]| kind == wanted && form == short)
}
