//! Word-for-word renderings, matched against the words of a sentence.

use super::patterns::Scan;
use super::words::Word;
use super::{Range32, chars};
use crate::data::Facts;
use crate::data::calques::{Calque, Calques};

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
    facts: &Facts,
    table: &'static Calques,
    accept: &dyn Fn(&Calque) -> bool,
) -> Vec<Rendering> {
    let scan = Scan {
        text,
        words,
        facts,
        elided: &[],
    };
    let mut found: Vec<(usize, usize, &'static Calque)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (calque, anchor) in table.around(word.key, word.text(text)) {
            if !accept(calque) {
                continue;
            }
            found.extend(
                scan.around(calque.compared.tokens(), anchor, at)
                    .map(|(start, end)| (start, end, calque)),
            );
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

/// Whether a stretch is talked about rather than used: quotation marks directly around it.
pub fn is_quoted(text: &str, range: Range32) -> bool {
    let before = text[..range.start as usize].chars().next_back();
    let behind = text[range.end as usize..].chars().next();
    before.is_some_and(chars::is_quote) && behind.is_some_and(chars::is_quote)
}
