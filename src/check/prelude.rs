//! What every check needs.

pub(super) use crate::model::{
    Bead, Bitext, BlockKind, Category, Check, Cx, Document, Label, Mqm, Range32, Run, Safety, Segment, Severity, Side,
    Stage,
};
pub(super) use crate::text::{chars, fold};

/// Declares the check of a file; its doc comment is its documentation.
macro_rules! check {
    ($(#[doc = $doc:literal])+ pub static CHECK = { $($field:ident : $value:expr),+ $(,)? }) => {
        $(#[doc = $doc])+
        pub static CHECK: Check = Check {
            $($field: $value,)+
            docs: concat!($($doc, "\n"),+),
        };
    };
}
pub(super) use check;

/// A stretch of text shortened for a message.
pub(super) fn short(text: &str) -> String {
    const MAX: usize = 80;
    let text = text.replace('\n', " ");
    if text.chars().count() <= MAX {
        return text;
    }
    let head: String = text.chars().take(MAX * 2 / 3).collect();
    let skip = text.chars().count() - MAX / 4;
    let tail: String = text.chars().skip(skip).collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// A message that is said once for all its places.
pub(super) fn in_all(what: &str, places: usize) -> String {
    match places {
        0 | 1 => what.to_owned(),
        _ => format!("{what}, here and in {} further places", places - 1),
    }
}
