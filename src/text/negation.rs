//! Whether a stretch of text negates anything.

use super::words::{Word, WordKind};
use super::{Passage, Range32, chars, fold};
use crate::data::negation::{Cue, Negation};

/// What in a stretch of text has to do with negation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cues {
    /// The first grammatical negation.
    pub hard: Option<Word>,
    /// Whether a word is as good as one, or may be one.
    pub either: bool,
    /// How many places have a negative meaning, or may have: without, refuse, un-.
    pub soft: usize,
}

/// Whether the words of a stretch hold a grammatical negation.
pub fn negates(text: &str, words: &[Word], table: &Negation) -> bool {
    if table.has_strings() {
        return strings(text, words, table).hard.is_some();
    }
    words.iter().enumerate().any(|(at, w)| {
        matches!(w.kind, WordKind::Letters | WordKind::Mixed)
            && table.is_hard(w.text(text), w.key)
            && !is_joined(text, w)
            && !is_numbered(text, w)
            && !is_mild(text, words, at, table)
    })
}

/// Whether a passage may negate anything but for a word of it, which may have a negative meaning itself; so too where nothing
/// is known of its language.
pub fn may_negate(passage: Passage, word: Range32) -> bool {
    Negation::of(passage.lang).is_none_or(|table| {
        let others = |w: &&Word| w.range.end <= word.start || word.end <= w.range.start;
        let words: Vec<Word> = passage.words.iter().filter(others).copied().collect();
        let found = cues(passage.text, &words, table);
        found.hard.is_some() || found.either || found.soft > 0
    })
}

/// The negations and what may be one among the words of a stretch.
pub fn cues(text: &str, words: &[Word], table: &Negation) -> Cues {
    let mut cues = strings(text, words, table);
    for (at, word) in words.iter().enumerate() {
        if !matches!(word.kind, WordKind::Letters | WordKind::Mixed) {
            continue;
        }
        let body = word.text(text);
        if is_numbered(text, word) {
            continue;
        }
        let hard = table.is_hard(body, word.key);
        let mild = hard && is_mild(text, words, at, table);
        if hard && !mild && !is_joined(text, word) {
            cues.hard = cues.hard.or(Some(*word));
        } else if mild || table.is_either(body, word.key) {
            cues.either = true;
        } else if hard
            || table.is_soft(body, word.key)
            || word.elided(text).is_some_and(|b| table.is_soft(b, fold::key(b)))
        {
            cues.soft += 1;
        }
    }
    cues
}

/// How far from a negation a word that asks may stand: “не нужна ли”, “czy nie boi się”.
const ASKS: usize = 2;

/// Whether the word before or behind takes the edge off a negation (“not only”, “ou non”), or it asks politely.
fn is_mild(text: &str, words: &[Word], at: usize, table: &Negation) -> bool {
    let pair = |first: usize| {
        let (Some(first), Some(second)) = (words.get(first), words.get(first + 1)) else {
            return false;
        };
        table.is_mild(first.key, (second.text(text), second.key))
    };
    let near = words.iter().take(at + ASKS + 1).skip(at.saturating_sub(ASKS));
    pair(at) || at > 0 && pair(at - 1) || near.into_iter().any(|w| table.asks(w.key))
}

/// "No-deal", "non-smokers": a part of a name.
fn is_joined(text: &str, word: &Word) -> bool {
    text[word.range.end as usize..].starts_with(chars::is_hyphen)
}

/// "No. 5", "no 12": a number follows.
fn is_numbered(text: &str, word: &Word) -> bool {
    let rest = text[word.range.end as usize..].trim_start_matches(['.', ' ', '\u{a0}']);
    rest.starts_with(|c: char| c.is_ascii_digit()) && word.text(text).len() <= 3
}

/// Cues in languages without spaces. What a longer string of the table covers is not one by itself.
fn strings(text: &str, words: &[Word], table: &Negation) -> Cues {
    let mut cues = Cues::default();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return cues;
    };
    if !table.has_strings() {
        return cues;
    }
    let mut at = first.range.start as usize;
    let end = last.range.end as usize;
    while let Some(c) = text[at..end].chars().next() {
        match table.string_at(&text[at..end]) {
            Some((length, cue)) => {
                match cue {
                    Cue::Hard if cues.hard.is_none() => {
                        cues.hard = words.iter().find(|w| w.range.end as usize > at).copied();
                    }
                    Cue::Either => cues.either = true,
                    Cue::Soft => cues.soft += 1,
                    _ => {}
                }
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    cues
}
