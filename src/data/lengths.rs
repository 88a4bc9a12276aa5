//! How long a text is in a language (`lengths.tsv`).

use super::{Lang, rows_of};

/// How many characters of a target language say what 100 characters of a source language say; `None` where it is not known.
pub fn usual(source: Lang, target: Lang) -> Option<usize> {
    let of = |lang: Lang| -> Option<usize> {
        let [_, length] = rows_of::<2>(include_str!("lengths.tsv"), lang.code()).next()?;
        length.parse().ok()
    };
    Some(of(target)? * 100 / of(source)?)
}
