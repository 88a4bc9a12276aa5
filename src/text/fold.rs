//! Folding: texts that differ in case, spacing or the form of an apostrophe become equal.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::chars;

/// One character in lower case; characters whose lower case is longer keep its first character.
pub fn lower(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else if matches!(c as u32, 0x590..=0x109F | 0x2E80..=0xA63F | 0xAC00..=0xD7FF) {
        // Scripts without capitals.
        c
    } else {
        c.to_lowercase().next().unwrap_or(c)
    }
}

/// One character folded: lower case, straight apostrophe.
pub fn char(c: char) -> char {
    if chars::is_apostrophe(c) { '\'' } else { lower(c) }
}

/// A text folded: lower case, straight apostrophes, each run of white space one space, none at the ends.
pub fn text(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_graphic()) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split(chars::is_space).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(char));
    }
    out
}

/// Whether a folded word is of a form that a table writes, in which a star at the end stands for any ending.
pub fn is_form(word: &str, form: &str) -> bool {
    match form.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == form,
    }
}

/// The letters that forms of a word have in common: all but the last three, five or more.
pub fn stem(word: &str) -> &str {
    const ENDING: usize = 3;
    const SHORTEST: usize = 5;
    let length = word.chars().count();
    let kept = length.saturating_sub(ENDING).max(SHORTEST);
    word.char_indices().nth(kept).map_or(word, |(end, _)| &word[..end])
}

/// A number that is equal for words which are equal when folded.
pub fn key(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in word.chars() {
        hasher.write_u32(char(c) as u32);
    }
    hasher.finish()
}

/// The keys of all beginnings of a word, the shortest first; the last is [`key`] of the whole.
pub fn prefix_keys(word: &str) -> impl Iterator<Item = u64> {
    let mut hasher = FxHasher::default();
    word.chars().map(move |c| {
        hasher.write_u32(char(c) as u32);
        hasher.finish()
    })
}
