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

/// Pairs that compete for a word while the lexicon is learnt.
const RIVALS: usize = 12;
/// Fixed-point unit of counts.
const ONE: u64 = 1 << 16;

/// For each term of the source language, the terms of the target language and how strongly they translate it.
#[derive(Default)]
pub(super) struct Lexicon {
    pairs: FxHashMap<u32, Vec<(u32, i32)>>,
    source_count: Vec<u32>,
    target_count: Vec<u32>,
    /// How many links taught it.
    pub links: u32,
}

/// The words of both sides of a link, each once.
pub(super) type Link = (Vec<u32>, Vec<u32>);

impl Lexicon {
    /// The translations of a term.
    pub fn get(&self, term: u32) -> &[(u32, i32)] {
        self.pairs.get(&term).map_or(&[], Vec::as_slice)
    }

    /// How many links hold a term in their source, and in their target.
    pub fn counts(&self, source: u32, target: u32) -> (u32, u32) {
        let of = |counts: &[u32], term: u32| counts.get(term as usize).copied().unwrap_or(0);
        (of(&self.source_count, source), of(&self.target_count, target))
    }

    /// Adds what a dictionary vouches for: single words with full strength, the words of a phrase with their share.
    pub fn insert_all(&mut self, entries: &[(Vec<u32>, Vec<u32>)]) {
        for (source, target) in entries {
            let strength = FULL / source.len().max(target.len()).max(1) as i32;
            for &s in source {
                let list = self.pairs.entry(s).or_default();
                for &t in target {
                    match list.iter_mut().find(|(known, _)| *known == t) {
                        Some((_, than)) => *than = strength.max(*than),
                        None => list.push((t, strength)),
                    }
                }
            }
        }
    }

    /// Learns from links. The result does not depend on their order.
    pub fn learn(links: &[Link], terms: &Terms) -> Lexicon {
        let size = terms.hashes.len();
        let count = |side: fn(&Link) -> &Vec<u32>| -> Vec<u32> {
            let mut counts = vec![0u32; size];
            for &word in links.iter().flat_map(side).filter(|&&w| w != NONE) {
                counts[word as usize] += 1;
            }
            counts
        };
        let (source_count, target_count) = (count(|l| &l.0), count(|l| &l.1));
        // Words that stand everywhere teach nothing.
        let common = (links.len() as u32 / 6).clamp(4, 500);
        let pick = |list: &[u32], counts: &[u32]| -> Vec<u32> {
            let useful = |&word: &u32| word != NONE && (2..=common).contains(&counts[word as usize]);
            list.iter().copied().filter(useful).collect()
        };
        let taught: Vec<Link> = links
            .iter()
            .filter(|(s, t)| s.len() <= LINK_WORDS && t.len() <= LINK_WORDS)
            .map(|(s, t)| (pick(s, &source_count), pick(t, &target_count)))
            .collect();
        let dice = |a: u32, b: u32, count: u64| -> u64 {
            2 * count / u64::from(source_count[a as usize] + target_count[b as usize])
        };
        // For each source word the pairs that occur more often than chance: target word, count, and the expected
        // count in 1/65536, which begins as the coefficient of Dice.
        let mut places: Vec<Vec<u32>> = vec![Vec::new(); size];
        for (index, (s, _)) in taught.iter().enumerate() {
            for &a in s {
                places[a as usize].push(index as u32);
            }
        }
        let mut together = vec![0u32; size];
        let mut touched: Vec<u32> = Vec::new();
        let mut rivals: Vec<Vec<(u32, u32, u64)>> = vec![Vec::new(); size];
        for (a, places) in places.iter().enumerate() {
            for &b in places.iter().flat_map(|&link| &taught[link as usize].1) {
                if together[b as usize] == 0 {
                    touched.push(b);
                }
                together[b as usize] += 1;
            }
            let row = &mut rivals[a];
            for b in touched.drain(..) {
                let count = std::mem::take(&mut together[b as usize]);
                let weight = dice(a as u32, b, u64::from(count) * ONE);
                if count >= 2 && weight > ONE / 16 {
                    row.push((b, count, weight));
                }
            }
            row.sort_unstable_by_key(|&(b, _, weight)| (std::cmp::Reverse(weight), terms.hashes[b as usize]));
            row.truncate(RIVALS);
        }
        let mut totals = vec![0u64; size];
        for _ in 0..ITERATIONS {
            let mut expected: Vec<Vec<u64>> = rivals.iter().map(|row| vec![0; row.len()]).collect();
            for (s, t) in &taught {
                for &b in t {
                    // The word that is not there takes its share.
                    totals[b as usize] = ONE / 16;
                }
                for &(b, _, weight) in s.iter().flat_map(|&a| &rivals[a as usize]) {
                    if totals[b as usize] > 0 {
                        totals[b as usize] += weight;
                    }
                }
                for &a in s {
                    for (sum, &(b, _, weight)) in expected[a as usize].iter_mut().zip(&rivals[a as usize]) {
                        *sum += (weight * ONE).checked_div(totals[b as usize]).unwrap_or(0);
                    }
                }
                for &b in t {
                    totals[b as usize] = 0;
                }
            }
            for (a, (row, expected)) in rivals.iter_mut().zip(expected).enumerate() {
                for ((b, _, weight), count) in row.iter_mut().zip(expected) {
                    *weight = dice(a as u32, *b, count);
                }
                row.retain(|&(_, _, weight)| weight >= ONE / 32);
            }
        }
        let mut pairs: FxHashMap<u32, Vec<(u32, i32)>> = FxHashMap::default();
        for (a, row) in rivals.iter().enumerate() {
            let mut list: Vec<(u32, i32)> = row
                .iter()
                .map(|&(b, count, weight)| (b, count, ((weight * FULL as u64) / ONE).min(FULL as u64) as i32))
                // A pair seen only twice has to be nearly exclusive.
                .filter(|&(_, count, strength)| {
                    strength
                        >= match count {
                            2 => FULL * 4 / 10,
                            3 => FULL * 3 / 10,
                            _ => FULL / 16,
                        }
                })
                .map(|(b, _, strength)| (b, strength))
                .collect();
            list.sort_unstable_by_key(|&(word, strength)| (-strength, terms.hashes[word as usize]));
            list.truncate(KEEP);
            if !list.is_empty() {
                pairs.insert(a as u32, list);
            }
        }
        Lexicon {
            pairs,
            source_count,
            target_count,
            links: links.len() as u32,
        }
    }
}
