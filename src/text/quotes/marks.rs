//! The quotation marks of a text, and what stands beside each.

use unicode_normalization::char::is_combining_mark;

use super::{Family, Roles, roles};
use crate::data::Facts;
use crate::text::words::{Word, WordKind};
use crate::text::{Range32, chars};

/// What stands beside a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beside {
    /// The edge of the block.
    Edge,
    Space,
    /// A letter or digit of a script with spaces.
    Letter,
    /// A character of a script without spaces.
    Unspaced,
    /// Punctuation that closes: `. , ; : ! ? … ) ]`.
    Closing,
    /// Brackets that open, and marks that stand before a sentence.
    Opening,
    /// Dashes, hyphens, slashes, symbols: no evidence.
    Neutral,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: u32,
    pub(super) len: u8,
    pub(super) mark: char,
    pub(super) family: Family,
    pub(super) block: u32,
    pub(super) left: Beside,
    pub(super) right: Beside,
    pub(super) roles: Roles,
    /// White space directly before, in bytes.
    pub(super) space_before: u32,
    /// White space directly behind, in bytes.
    pub(super) space_behind: u32,
    /// A capital stands behind.
    pub(super) capital: bool,
    /// What stands behind is a short suffix, as in `“A”s`.
    pub(super) suffix: bool,
    /// What stands before is a prefix that is written together with the quoted word, as in Hebrew and Arabic, an
    /// elided word (`d’«`), or a single letter.
    pub(super) prefix: bool,
    /// A digit stands directly before: the mark may be a prime.
    pub(super) prime: bool,
    /// The mark stands first in its block.
    pub(super) first: bool,
}

/// Whether a straight mark is an item in a list of marks: `?, *, <, ", :`.
fn is_listed(before: &str, mark: char, behind: Option<char>) -> bool {
    let rest = before.trim_end_matches(chars::is_space);
    matches!(mark, '"' | '\'')
        && matches!(behind, None | Some(',' | ';'))
        && rest.len() < before.len()
        && rest.strip_suffix(',').is_some_and(|items| {
            let mut item = items.chars().rev();
            item.next()
                .is_some_and(|c| c.is_ascii_punctuation() && !chars::is_close_bracket(c) && !chars::is_quote(c))
                && item.next().is_none_or(chars::is_space)
        })
}

/// Whether a mark that closes elsewhere begins what a quotation holds: `%s`, `.gitignore`, `…and so on`, or the mark itself.
fn begins_token(text: &str) -> bool {
    let closing = |c: char| beside(Some(c)) == Beside::Closing;
    let inner = text.trim_start_matches(closing);
    text.starts_with(['%', '…']) || inner.starts_with(|c| !chars::is_space(c))
}

pub(super) fn beside(c: Option<char>) -> Beside {
    let Some(c) = c else { return Beside::Edge };
    if chars::is_space(c) {
        Beside::Space
    } else if chars::is_unspaced(c) || matches!(c, '。' | '、' | '，' | '！' | '？' | '：' | '；' | '・') {
        Beside::Unspaced
    } else if chars::is_word(c) {
        Beside::Letter
    } else if matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '%' | '،' | '؛')
        || chars::is_close_bracket(c)
        || chars::is_terminator(c)
    {
        Beside::Closing
    } else if chars::is_open_bracket(c) || matches!(c, '¿' | '¡') {
        Beside::Opening
    } else {
        Beside::Neutral
    }
}

pub(super) fn marks(text: &str, blocks: &[Range32], words: &[Word], facts: &Facts) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut next_word = 0;
    for (number, block) in blocks.iter().enumerate() {
        let body = &text[block.usize()];
        let hot = |b: u8| b == b'"' || b == b'\'' || b >= 0xC2;
        let bytes = body.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !hot(bytes[at]) {
                at += 1;
                continue;
            }
            let Some(mark) = body[at..].chars().next() else {
                break;
            };
            let len = mark.len_utf8();
            let place = at;
            at += len;
            if !chars::is_quote(mark) {
                continue;
            }
            let global = block.start + place as u32;
            while words.get(next_word).is_some_and(|w| w.range.end <= global) {
                next_word += 1;
            }
            if words
                .get(next_word)
                .is_some_and(|w| w.kind == WordKind::Verbatim && w.range.start <= global && global < w.range.end)
            {
                continue;
            }
            let before = body[..place].chars().next_back();
            let behind = body[at..].chars().next();
            if is_listed(&body[..place], mark, behind) {
                continue;
            }
            let letter = |c: Option<char>| c.is_some_and(|c| chars::is_word(c) && !chars::is_unspaced(c));
            // Between two letters every single mark is an apostrophe, and every mark in Hebrew a gershayim.
            let joins = letter(before) && letter(behind);
            let hebrew = |c: Option<char>| c.and_then(chars::script) == Some(chars::Script::Hebrew);
            if joins
                && (chars::is_single_quote(mark) && !matches!(mark, '‹' | '›' | '‚')
                    || hebrew(before) && hebrew(behind) && short_word_behind(&body[at..]))
            {
                continue;
            }
            let tail: String = body[at..].chars().take_while(|&c| chars::is_word(c)).take(4).collect();
            let space_before = body[..place].len() - body[..place].trim_end_matches(chars::is_space).len();
            let space_behind = body[at..].len() - body[at..].trim_start_matches(chars::is_space).len();
            out.push(Mark {
                at: global,
                len: len as u8,
                mark,
                family: Family::of(mark),
                block: number as u32,
                left: beside_mark(body[..place].chars().rev()),
                right: match beside_mark(body[at..].chars()) {
                    Beside::Closing if begins_token(&body[at..]) => Beside::Neutral,
                    right => right,
                },
                roles: roles(mark, facts),
                space_before: space_before as u32,
                space_behind: space_behind as u32,
                capital: behind.is_some_and(char::is_uppercase),
                suffix: (1..=2).contains(&tail.chars().count()) && tail.chars().all(char::is_lowercase),
                prefix: has_prefix(&body[..place]),
                prime: before.is_some_and(char::is_numeric),
                first: place <= 4 * NEAR
                    && body[..place]
                        .chars()
                        .all(|c| chars::is_space(c) || chars::is_dash(c) || c == '-'),
            });
        }
    }
    out
}

/// What stands beside a mark, other quotation marks skipped.
pub(super) fn beside_mark(neighbours: impl Iterator<Item = char>) -> Beside {
    for c in neighbours.take(NEAR) {
        if !chars::is_quote(c) {
            return beside(Some(c));
        }
    }
    Beside::Edge
}

/// How far a mark looks for what stands beside it, in characters.
pub(super) const NEAR: usize = 8;

/// Whether a word of at most three letters follows: what stands behind a gershayim of an acronym.
pub(super) fn short_word_behind(text: &str) -> bool {
    text.chars().take_while(|&c| chars::is_word(c)).take(5).count() <= 4
}

/// Whether the letters directly before a mark are a prefix: one letter, up to three of Hebrew and Arabic,
/// or an elided word.
pub(super) fn has_prefix(before: &str) -> bool {
    let letters: Vec<char> = before
        .chars()
        .rev()
        .take_while(|&c| chars::is_word(c))
        // The vowels of Arabic and Hebrew are marks.
        .filter(|&c| !is_combining_mark(c))
        .take(5)
        .collect();
    let semitic = |c: &char| matches!(chars::script(*c), Some(chars::Script::Hebrew | chars::Script::Arabic));
    match letters.as_slice() {
        // A mark of punctuation before it: scripts that have no capitals set no space there either.
        [] => {
            before.ends_with(chars::is_apostrophe)
                || before
                    .chars()
                    .rev()
                    .take(NEAR)
                    .find(|c| chars::is_letter(*c))
                    .is_some_and(|c| semitic(&c))
        }
        [_] => true,
        more => more.len() <= 3 && more.iter().all(semitic),
    }
}
