//! Which words of two languages translate each other, learnt from links.
//!
//! Word pairs that links hold more often than chance are kept (the coefficient of Dice, after Melamed 2000), and the
//! first model of IBM (Brown et al. 1993), restricted to these pairs, makes them compete for each other.

use rustc_hash::FxHashMap;

use super::terms::{NONE, Terms};

/// Links with more words than this on a side teach nothing.
const LINK_WORDS: usize = 80;
/// Rounds of expectation and maximisation.
const ITERATIONS: usize = 4;
/// Full strength of a pair.
pub(super) const FULL: i32 = 256;
/// Translations that are kept for a word.
const KEEP: usize = 4;

/// For each term of the source language, the terms of the target language and how strongly they translate it.
#[derive(Default)]
pub(super) struct Lexicon {
    pairs: FxHashMap<u32, Vec<(u32, i32)>>,
    /// How many links hold each term.
    pub source_count: FxHashMap<u32, u32>,
    pub target_count: FxHashMap<u32, u32>,
    /// How many links there were.
    pub links: u32,
}

/// The words of both sides of a link, each once.
pub(super) type Link = (Vec<u32>, Vec<u32>);

impl Lexicon {
    /// The translations of a term.
    pub fn get(&self, term: u32) -> &[(u32, i32)] {
        self.pairs.get(&term).map_or(&[], Vec::as_slice)
    }

    /// Adds a pair that a dictionary vouches for.
    pub fn insert(&mut self, source: u32, target: u32, strength: i32) {
        let list = self.pairs.entry(source).or_default();
        list.retain(|&(t, _)| t != target);
        list.push((target, strength));
    }

    /// Learns from links. The result does not depend on their order.
    pub fn learn(links: &[Link], terms: &Terms) -> Lexicon {
        let mut lexicon = Lexicon {
            links: links.len() as u32,
            ..Lexicon::default()
        };
        for (s, t) in links {
            for &word in s.iter().filter(|&&w| w != NONE) {
                *lexicon.source_count.entry(word).or_default() += 1;
            }
            for &word in t.iter().filter(|&&w| w != NONE) {
                *lexicon.target_count.entry(word).or_default() += 1;
            }
        }
        // Words that stand everywhere teach nothing.
        let common = (links.len() as u32 / 6).max(4);
        let useful = |map: &FxHashMap<u32, u32>, word: &u32| {
            *word != NONE && map.get(word).is_some_and(|&count| count >= 2 && count <= common)
        };
        let pick = |list: &[u32], map: &FxHashMap<u32, u32>| -> Vec<u32> {
            list.iter().copied().filter(|w| useful(map, w)).collect()
        };
        let links: Vec<Link> = links
            .iter()
            .filter(|(s, t)| s.len() <= LINK_WORDS && t.len() <= LINK_WORDS)
            .map(|(s, t)| (pick(s, &lexicon.source_count), pick(t, &lexicon.target_count)))
            .collect();
        let mut together: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (s, t) in &links {
            for &a in s {
                for &b in t {
                    *together.entry((a, b)).or_default() += 1;
                }
            }
        }
        // Expected counts of each pair, in 1/65536; begun with the coefficient of Dice.
        let dice = |(a, b): (u32, u32), count: u64| -> u64 {
            2 * count / u64::from(lexicon.source_count[&a] + lexicon.target_count[&b])
        };
        let mut weights: FxHashMap<(u32, u32), u64> = together
            .iter()
            .filter(|&(_, &count)| count >= 2)
            .map(|(&pair, &count)| (pair, dice(pair, u64::from(count) << 16)))
            .filter(|&(_, weight)| weight > (1 << 16) / 16)
            .collect();
        for _ in 0..ITERATIONS {
            let mut expected: FxHashMap<(u32, u32), u64> = FxHashMap::default();
            let mut row: Vec<((u32, u32), u64)> = Vec::new();
            for (s, t) in &links {
                for &b in t {
                    row.clear();
                    row.extend(s.iter().filter_map(|&a| Some(((a, b), *weights.get(&(a, b))?))));
                    // The word that is not there takes its share.
                    let total: u64 = row.iter().map(|&(_, w)| w).sum::<u64>() + (1 << 16) / 16;
                    for &(pair, weight) in &row {
                        *expected.entry(pair).or_default() += (weight << 16) / total;
                    }
                }
            }
            weights = expected
                .into_iter()
                .map(|(pair, count)| (pair, dice(pair, count)))
                .collect();
        }
        for (&(a, b), &weight) in &weights {
            let count = together[&(a, b)];
            let strength = (weight * FULL as u64 >> 16) as i32;
            // A pair seen twice has to be nearly exclusive.
            let needed = match count {
                2 => FULL * 4 / 10,
                3 => FULL * 3 / 10,
                _ => FULL / 16,
            };
            if strength >= needed {
                lexicon.pairs.entry(a).or_default().push((b, strength.min(FULL)));
            }
        }
        for list in lexicon.pairs.values_mut() {
            list.sort_unstable_by_key(|&(word, strength)| (-strength, terms.hashes[word as usize]));
            list.truncate(KEEP);
        }
        lexicon
    }
}
