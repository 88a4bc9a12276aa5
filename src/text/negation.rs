//! Whether a stretch of text negates anything.

use super::words::{Word, WordKind};
use crate::data::negation::Negation;

/// The first grammatical negation among the words of a stretch.
pub fn negation(text: &str, words: &[Word], table: &Negation) -> Option<Word> {
    if let Some(at) = find(text, words, &table.hard_strings) {
        return words.iter().find(|w| w.range.end > at).copied();
    }
    letters(words)
        .find(|w| table.is_hard(w.text(text), w.key) && !is_joined(text, w))
        .copied()
}

/// Whether any word of a stretch without grammatical negation has a negative meaning, or may have: without, refuse, un-.
pub fn may_negate(text: &str, words: &[Word], table: &Negation) -> bool {
    let may = |w: &Word| table.is_soft(w.text(text), w.key) || is_joined(text, w) && table.is_hard(w.text(text), w.key);
    find(text, words, &table.soft_strings).is_some() || letters(words).any(may)
}

fn letters(words: &[Word]) -> impl Iterator<Item = &Word> {
    words
        .iter()
        .filter(|w| matches!(w.kind, WordKind::Letters | WordKind::Mixed))
}

/// "No-deal", "non-smokers": a part of a name.
fn is_joined(text: &str, word: &Word) -> bool {
    text[word.range.end as usize..].starts_with(['-', '‑'])
}

fn find(text: &str, words: &[Word], strings: &[&str]) -> Option<u32> {
    let (first, last) = (words.first()?, words.last()?);
    let whole = &text[first.range.start as usize..last.range.end as usize];
    let at = strings.iter().filter_map(|s| whole.find(s)).min()?;
    Some(first.range.start + at as u32)
}
