//! Abbreviations made of initials, and the words that they stand for.

use unicode_normalization::UnicodeNormalization;

use super::words::{Word, WordKind};
use super::{Passage, fold};

/// The fewest and the most letters of an abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
/// How many words before it may belong to it.
const REACH: usize = 12;

/// An abbreviation in brackets behind words: "Collective Security Treaty Organization (CSTO)".
#[derive(Clone, Copy, Debug)]
pub struct Definition<'a> {
    /// The abbreviation.
    pub short: &'a Word,
    /// The words before it, as far as no mark parts them.
    pub before: &'a [Word],
}

impl Definition<'_> {
    /// Whether its words spell the abbreviation in order, with letters inside them, the first at the beginning of a word
    /// that tells: after Schwartz and Hearst 2003.
    pub fn is_spelled(&self, passage: Passage) -> bool {
        let Passage { text, facts, .. } = passage;
        let letters = self.short.text(text).chars().filter(|&c| c != '-');
        let short: Vec<char> = letters.filter_map(unmarked).collect();
        let reach = (short.len() + 5).min(short.len() * 2);
        let words = &self.before[self.before.len().saturating_sub(reach)..];
        let end = words.last().map_or(0, |w| w.range.end as usize);
        words.iter().any(|word| {
            let body = word.text(text);
            let mut letters = short.iter();
            let begins =
                initial(body) == letters.next().copied() && !facts.function_words.contains(fold::text(body).as_str());
            begins && {
                let behind = text[word.range.start as usize..end].chars().skip(1);
                let mut wanted = letters.next();
                for c in behind.filter_map(unmarked) {
                    if wanted == Some(&c) {
                        wanted = letters.next();
                    }
                }
                wanted.is_none()
            }
        })
    }
}

/// The words of these that are not grammatical.
pub fn telling<'a>(words: &'a [Word], passage: Passage<'a>) -> impl Iterator<Item = &'a Word> {
    let Passage { text, facts, .. } = passage;
    let tells = move |w: &&Word| {
        w.kind == WordKind::Letters && !facts.function_words.contains(fold::text(w.text(text)).as_str())
    };
    words.iter().filter(tells)
}

/// The initials of a passage's words, grammatical ones left out, in order.
pub fn initials(passage: Passage) -> String {
    telling(passage.words, passage)
        .filter_map(|w| initial(w.text(passage.text)))
        .collect()
}

/// The abbreviations in brackets of a passage, in order.
pub fn definitions<'a>(passage: Passage<'a>) -> impl Iterator<Item = Definition<'a>> {
    let Passage { text, words, .. } = passage;
    words.iter().enumerate().filter_map(move |(at, short)| {
        let in_brackets =
            text[..short.range.start as usize].ends_with('(') && text[short.range.end as usize..].starts_with(')');
        let body = short.text(text);
        let capitals = short.kind == WordKind::Letters && body.chars().all(|c| c.is_uppercase() || c == '-');
        let letters = body.chars().filter(|c| c.is_uppercase()).count();
        if !in_brackets || !capitals || !LETTERS.contains(&letters) {
            return None;
        }
        let before = &words[at.saturating_sub(REACH)..at];
        // Brackets and other marks part what does not belong together.
        let from = (1..before.len())
            .rev()
            .find(|&i| !is_joined(text, &before[i - 1], &before[i]))
            .unwrap_or(0);
        let before = &before[from..];
        (!before.is_empty()).then_some(Definition { short, before })
    })
}

/// Whether nothing but a space or a hyphen stands between two words.
fn is_joined(text: &str, a: &Word, b: &Word) -> bool {
    matches!(
        &text[a.range.end as usize..b.range.start as usize],
        " " | "-" | "\u{a0}" | "'" | "’"
    )
}

/// The first letter of a word, a capital without marks over it.
pub fn initial(word: &str) -> Option<char> {
    word.chars().next().and_then(unmarked)
}

fn unmarked(letter: char) -> Option<char> {
    std::iter::once(letter).nfd().next()?.to_uppercase().next()
}
