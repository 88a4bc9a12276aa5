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

/// A text without the quotation marks, brackets and spaces that close it.
pub(super) fn unclosed(text: &str) -> &str {
    text.trim_end_matches(|c| chars::is_quote(c) || chars::is_close_bracket(c) || chars::is_space(c))
}

/// A message that is said once for all its places.
pub(super) fn in_all(what: &str, places: usize) -> String {
    match places {
        0 | 1 => what.to_owned(),
        _ => format!("{what}, here and in {} further places", places - 1),
    }
}

/// Tells marks that edited text of a language does not write: each place where the source has the mark, so that the
/// machine copied it; else once, since it may be the style of a house.
pub(super) fn unprinted(
    cx: &mut Cx,
    mark: &str,
    what: &str,
    fix: &str,
    places: Vec<(Segment, Vec<(Range32, String)>)>,
) {
    if cx.bitext().is_some_and(|b| b.source.text().contains(mark)) {
        for (place, edits) in places {
            cx.flag(place, what.to_owned()).fix(fix, Safety::Unsafe, edits);
        }
    } else if let Some(&(first, _)) = places.first() {
        let message = in_all(what, places.len());
        let edits = places.into_iter().flat_map(|(_, edits)| edits);
        cx.flag(first, message).fix(fix, Safety::Unsafe, edits);
    }
}

/// The most words of a quoted title or phrase, which may stay as it is; longer quotations are translated.
pub(super) const TITLE: usize = 5;

/// Whether a range stands in brackets, or in quotation marks around a title.
pub(super) fn is_set_apart(target: Segment, range: Range32, longest: usize) -> bool {
    let doc = target.doc;
    let quoted = doc.quotes().closed_behind(range.end, target.range).any(|p| {
        let inner = Range32 {
            start: p.open,
            end: p.close,
        };
        p.open >= target.range.start
            && p.open < range.start
            && range.end <= p.close
            && (p.open > target.range.start || p.close + 4 < target.range.end)
            && target.at(inner).words().len() <= longest
    });
    quoted || is_bracketed(target, range)
}

/// Whether a range stands in brackets with few other words.
fn is_bracketed(target: Segment, range: Range32) -> bool {
    let text = target.doc.text();
    let before = &text[target.range.start as usize..range.start as usize];
    let open = before.matches(chars::is_open_bracket).count();
    let close = before.matches(chars::is_close_bracket).count();
    open > close && {
        let behind = &text[range.end as usize..target.range.end as usize];
        let opened = before.rfind(chars::is_open_bracket).unwrap_or(0);
        let closed = behind.find(chars::is_close_bracket).unwrap_or(behind.len());
        let inner = Range32 {
            start: target.range.start + opened as u32,
            end: range.end + closed as u32,
        };
        target.at(inner).words().len() <= TITLE
    }
}
