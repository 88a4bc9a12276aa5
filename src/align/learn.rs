//! A user's own dictionary, learnt from text that is aligned already.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::model::Segment;
use crate::text::fold;
use crate::text::words::WordKind;

/// A word that is seen less often teaches nothing.
const SEEN: u32 = 2;
/// The least coefficient of Dice, in thousandths: how often two words meet among all their sentences.
const DICE: u64 = 400;

/// Pairs of words that translate each other in aligned segments, each the best partner of the other by the coefficient
/// of Dice (Melamed 2000: competition of word pairs), the surest first. Grammatical words are left out.
pub fn learn<'a>(links: impl Iterator<Item = (Segment<'a>, Segment<'a>)>) -> Vec<(String, String)> {
    let (mut theirs, mut ours) = (Vocabulary::default(), Vocabulary::default());
    let mut together: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for (source, target) in links {
        let (source, target) = (theirs.see(words(source)), ours.see(words(target)));
        for &s in &source {
            for &t in &target {
                *together.entry((s, t)).or_default() += 1;
            }
        }
    }
    let mut scored: Vec<(u64, u32, u32, u32)> = together
        .into_iter()
        .filter(|(_, n)| *n >= SEEN)
        .map(|((s, t), n)| {
            let all = u64::from(theirs.counts[s as usize] + ours.counts[t as usize]);
            (2000 * u64::from(n) / all, n, s, t)
        })
        .filter(|&(dice, ..)| dice >= DICE)
        .collect();
    scored.sort_by_key(|&(dice, n, s, t)| {
        let words = (&theirs.words[s as usize], &ours.words[t as usize]);
        (Reverse((dice, n)), words)
    });
    let (mut taken, mut given) = (vec![false; theirs.words.len()], vec![false; ours.words.len()]);
    scored.retain(|&(_, _, s, t)| {
        let free = !taken[s as usize] && !given[t as usize];
        if free {
            (taken[s as usize], given[t as usize]) = (true, true);
        }
        free
    });
    scored
        .into_iter()
        .map(|(_, _, s, t)| (theirs.words[s as usize].clone(), ours.words[t as usize].clone()))
        .collect()
}

/// The words of one language by number, and in how many segments each stands.
#[derive(Default)]
struct Vocabulary {
    numbers: FxHashMap<String, u32>,
    words: Vec<String>,
    counts: Vec<u32>,
}

impl Vocabulary {
    /// Enters the words of a segment; their numbers.
    fn see(&mut self, words: Vec<String>) -> Vec<u32> {
        words
            .into_iter()
            .map(|word| {
                let number = match self.numbers.get(&word) {
                    Some(&number) => number,
                    None => {
                        let number = self.words.len() as u32;
                        self.words.push(word.clone());
                        self.counts.push(0);
                        self.numbers.insert(word, number);
                        number
                    }
                };
                self.counts[number as usize] += 1;
                number
            })
            .collect()
    }
}

/// The telling words of a segment, folded, each once.
fn words(segment: Segment) -> Vec<String> {
    let text = segment.doc.text();
    let mut words: Vec<String> = segment
        .words()
        .iter()
        .filter(|w| matches!(w.kind, WordKind::Letters | WordKind::Mixed | WordKind::Unspaced))
        .map(|w| fold::text(w.text(text)))
        .filter(|w| !segment.doc.facts.function_words.contains(w.as_str()))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
