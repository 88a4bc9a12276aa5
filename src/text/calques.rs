//! Word-for-word renderings, matched against the words of a sentence.

use super::words::{Word, WordKind};
use super::{Range32, chars, fold};
use crate::data::calques::{Atom, Calque, Calques, GAP, Token};

/// A rendering that was found.
#[derive(Debug)]
pub struct Rendering {
    /// The row.
    pub calque: &'static Calque,
    /// Where it stands.
    pub range: Range32,
}

/// The renderings in a stretch of words, in order; where two overlap the first one, and of those the longest.
pub fn renderings(
    text: &str,
    words: &[Word],
    table: &'static Calques,
    accept: &dyn Fn(&Calque) -> bool,
) -> Vec<Rendering> {
    let scan = Scan { text, words };
    let mut found: Vec<(usize, usize, &'static Calque)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (calque, anchor) in table.around(word.key, word.text(text)) {
            if !accept(calque) {
                continue;
            }
            let (min, max) = (anchor.min_before as usize, anchor.max_before as usize);
            for start in (at.saturating_sub(max)..=at.saturating_sub(min)).filter(|_| at >= min) {
                if let Some(end) = scan.matches(&calque.tokens, start)
                    && end > at
                {
                    found.push((start, end, calque));
                }
            }
        }
    }
    found.sort_by_key(|&(start, end, calque)| (start, std::cmp::Reverse(end), calque.pattern));
    let mut last = 0;
    found.retain(|&(start, end, _)| {
        let apart = start >= last;
        if apart {
            last = end;
        }
        apart
    });
    found
        .into_iter()
        .map(|(start, end, calque)| Rendering {
            calque,
            range: Range32 {
                start: words[start].range.start,
                end: words[end - 1].range.end,
            },
        })
        .collect()
}

struct Scan<'a> {
    text: &'a str,
    words: &'a [Word],
}

impl Scan<'_> {
    /// The index behind the last word of a match that begins at this word.
    fn matches(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let Some((token, rest)) = tokens.split_first() else {
            return Some(at);
        };
        if token.gap {
            return (0..=GAP)
                .filter(|skip| at + skip <= self.words.len() && self.same_clause(at, at + skip))
                .find_map(|skip| self.matches(rest, at + skip));
        }
        for atom in &token.any {
            if let Some(next) = self.atom(atom, at)
                && let Some(end) = self.matches(rest, next)
            {
                return Some(end);
            }
        }
        if token.optional { self.matches(rest, at) } else { None }
    }

    /// Whether no strong mark stands between two words.
    fn same_clause(&self, from: usize, to: usize) -> bool {
        let (Some(a), Some(b)) = (from.checked_sub(1).and_then(|i| self.words.get(i)), self.words.get(to)) else {
            return true;
        };
        !self.text[a.range.end as usize..b.range.start as usize].contains([';', ':', '!', '?', '\n', '—'])
    }

    fn atom(&self, atom: &Atom, at: usize) -> Option<usize> {
        let word = self.words.get(at);
        let is = |fits: bool| fits.then_some(at + 1);
        // A mark stands before the next word, or behind the last one.
        if let Atom::Mark(mark) = atom {
            let from = at.checked_sub(1).and_then(|i| self.words.get(i))?.range.end as usize;
            let to = word.map_or(self.text.len().min(from + 4), |w| w.range.start as usize);
            return self.text.get(from..to)?.contains(*mark).then_some(at);
        }
        let word = word?;
        if at > 0 && !self.same_clause(at, at) {
            return None;
        }
        match atom {
            Atom::Word(key) => is(word.key == *key),
            Atom::Words(keys) => {
                let fits = keys
                    .iter()
                    .enumerate()
                    .all(|(i, key)| self.words.get(at + i).is_some_and(|w| w.key == *key));
                fits.then_some(at + keys.len())
            }
            Atom::Affixes(head, tail) => {
                let body = fold::text(word.text(self.text));
                is(body.len() >= head.len() + tail.len()
                    && body.starts_with(head.as_str())
                    && body.ends_with(tail.as_str()))
            }
            Atom::Possessive => {
                let body = fold::text(word.text(self.text));
                is(matches!(
                    body.as_str(),
                    "my" | "your" | "his" | "her" | "its" | "our" | "their" | "one's" | "someone's"
                ) || body.ends_with("'s"))
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

/// Whether a stretch is talked about rather than used: quotation marks directly around it.
pub fn is_quoted(text: &str, range: Range32) -> bool {
    let before = text[..range.start as usize].chars().next_back();
    let behind = text[range.end as usize..].chars().next();
    before.is_some_and(chars::is_quote) && behind.is_some_and(chars::is_quote)
}
