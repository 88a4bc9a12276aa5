//! Patterns of words, matched against the words of a text.

use super::fold;
use super::words::{Word, WordKind};
use crate::data::Facts;
use crate::data::patterns::{Anchor, Atom, GAP, Token};

/// A stretch of words to look for patterns in.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    /// The text that the words were found in.
    pub text: &'a str,
    /// The words.
    pub words: &'a [Word],
    /// What is known of the language.
    pub facts: &'a Facts,
    /// The keys of what stands behind a short word that was joined to a word, where that is looked for, too.
    pub elided: &'a [Option<u64>],
}

impl Scan<'_> {
    /// The matches of a pattern around its anchored word: the first word, and the one behind the last.
    pub fn around(self, tokens: &[Token], anchor: Anchor, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let (min, max) = (anchor.min_before as usize, anchor.max_before as usize);
        (at.saturating_sub(max)..=at.saturating_sub(min))
            .filter(move |_| at >= min)
            .filter_map(move |start| Some((start, self.matches(tokens, start)?)))
            .filter(move |&(_, end)| end > at)
    }

    /// The index behind the last word of a match that begins at this word.
    pub fn matches(self, tokens: &[Token], at: usize) -> Option<usize> {
        self.matches_from(tokens, at, at)
    }

    /// The same of the rest of a pattern that began at the word `start`.
    fn matches_from(self, tokens: &[Token], at: usize, start: usize) -> Option<usize> {
        let Some((token, rest)) = tokens.split_first() else {
            return Some(at);
        };
        if token.gap {
            return (0..=GAP)
                .filter(|skip| at + skip <= self.words.len() && self.same_clause(at, at + skip))
                .find_map(|skip| self.matches_from(rest, at + skip, start));
        }
        for atom in &token.any {
            if let Some(next) = self.atom(atom, at, start)
                && let Some(end) = self.matches_from(rest, next, start)
            {
                return Some(end);
            }
        }
        if token.optional {
            self.matches_from(rest, at, start)
        } else {
            None
        }
    }

    /// Whether no strong mark stands between two words.
    fn same_clause(self, from: usize, to: usize) -> bool {
        let (Some(a), Some(b)) = (from.checked_sub(1).and_then(|i| self.words.get(i)), self.words.get(to)) else {
            return true;
        };
        !self.text[a.range.end as usize..b.range.start as usize].contains([';', ':', '!', '?', '\n', '—'])
    }

    fn elided(&self, at: usize) -> Option<u64> {
        self.elided.get(at).copied().flatten()
    }

    fn atom(self, atom: &Atom, at: usize, start: usize) -> Option<usize> {
        let word = self.words.get(at);
        let is = |fits: bool| fits.then_some(at + 1);
        // A mark stands before the next word, or behind the last one.
        if let Atom::Mark(mark) = atom {
            let from = at.checked_sub(1).and_then(|i| self.words.get(i))?.range.end as usize;
            let to = word.map_or(self.text.len().min(from + 4), |w| w.range.start as usize);
            return self.text.get(from..to)?.contains(*mark).then_some(at);
        }
        let word = word?;
        // A strong mark parts the words of a pattern; one may stand before it.
        if at > start && !self.same_clause(at, at) {
            return None;
        }
        match atom {
            Atom::Word(key) => is(word.key == *key || self.elided(at) == Some(*key)),
            Atom::Words(keys) => {
                let fits = keys
                    .iter()
                    .enumerate()
                    .all(|(i, key)| self.words.get(at + i).is_some_and(|w| w.key == *key));
                fits.then_some(at + keys.len())
            }
            Atom::Affixes(head, tail) => {
                let fits = |body: &str| {
                    let body = fold::text(body);
                    body.len() >= head.len() + tail.len()
                        && body.starts_with(head.as_str())
                        && body.ends_with(tail.as_str())
                };
                let rest = || self.elided(at).and_then(|_| word.elided(self.text));
                is(fits(word.text(self.text)) || rest().is_some_and(fits))
            }
            Atom::Possessive => {
                let body = fold::text(word.text(self.text));
                is(self.facts.possessives.contains(body.as_str()) || body.ends_with("'s"))
            }
            Atom::Number => is(word.kind == WordKind::Number
                || matches!(
                    fold::text(word.text(self.text)).as_str(),
                    "two"
                        | "three"
                        | "four"
                        | "five"
                        | "six"
                        | "seven"
                        | "eight"
                        | "nine"
                        | "ten"
                        | "eleven"
                        | "twelve"
                        | "twenty"
                        | "thirty"
                        | "forty"
                        | "fifty"
                        | "hundred"
                )),
            Atom::Weekday => is(matches!(
                fold::text(word.text(self.text)).as_str(),
                "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
            )),
            Atom::Mark(_) => None,
        }
    }
}
