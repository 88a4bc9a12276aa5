//! Whether a stretch of text negates anything.

use super::fold;
use super::words::{Word, WordKind};
use crate::data::negation::Negation;

/// How sure it is that a text negates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Negates {
    /// No word of it has to do with negation.
    No,
    /// Some word has a negative meaning (without, refuse, un-), or may have.
    Perhaps,
    /// A grammatical negation.
    Yes,
}

/// What the words of a stretch say, and the first word that says it.
pub fn negates(text: &str, words: &[Word], table: &Negation) -> (Negates, Option<Word>) {
    let mut best = (Negates::No, None);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return best;
    };
    let whole = &text[first.range.start as usize..last.range.end as usize];
    let mut see = |how: Negates, word: Option<Word>| {
        if how > best.0 {
            best = (how, word);
        }
    };
    for (list, how) in [
        (&table.hard_strings, Negates::Yes),
        (&table.soft_strings, Negates::Perhaps),
    ] {
        if let Some(at) = list.iter().filter_map(|s| whole.find(s)).min() {
            let at = first.range.start + at as u32;
            see(how, words.iter().find(|w| w.range.end > at).copied());
        }
    }
    for word in words
        .iter()
        .filter(|w| matches!(w.kind, WordKind::Letters | WordKind::Mixed))
    {
        let folded = fold::text(word.text(text));
        // "No-deal", "non-smokers": a part of a name.
        let joined = text[word.range.end as usize..].starts_with(['-', '‑']);
        let how = table.word(&folded);
        see(if joined { how.min(Negates::Perhaps) } else { how }, Some(*word));
    }
    best
}
