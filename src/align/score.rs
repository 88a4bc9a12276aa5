//! What a link of some source and some target sentences costs.

use rustc_hash::FxHashMap;

use crate::model::BeadRange;

use super::features::{Features, Lists, Sums};
use super::lexicon::{FULL, Lexicon};
use super::terms::{NONE, OWN, Unit};

/// Fixed-point unit of costs: this many to a nat.
pub(super) const NAT: i32 = 64;
/// Fixed-point unit of weights: this many to a bit.
pub(super) const BIT: i32 = 16;
/// Fixed-point unit of square roots.
const ROOT: i64 = 16;
/// The most sentences on one side of a link.
pub(super) const LONGEST: usize = 4;
/// The most that lengths may speak against a link, as one bad length proves nothing.
const LENGTH_CAP: i64 = 5 * NAT as i64;
/// What full agreement of the terms is worth.
pub(super) const SHARED: i64 = 16 * NAT as i64;
/// The weight that is added to both sides, so that one chance term is no full agreement.
const SMOOTH: i64 = 12 * BIT as i64;
/// A bead that reaches over the end of a block, and a link whose sides both begin a block.
const OVER_BLOCK: i64 = 2 * NAT as i64;
pub(super) const BOTH_HEADS: i64 = NAT as i64 / 4;
/// Sentences that end with different classes of marks.
const ENDINGS: i64 = NAT as i64 / 2;
/// Page furniture linked with a sentence that is none.
const DEBRIS: i64 = 2 * NAT as i64;
/// A term in at most this many sentences tells where a sentence belongs in a long text.
const RARE: usize = 40;
/// Opening a gap, and each sentence in it. Two sentences alone are dearer than a link without anything shared, and
/// cheaper than one whose lengths do not fit.
pub(super) const GAP_OPEN: i32 = 175 * NAT / 100;
pub(super) const GAP_EXTEND: i32 = 15 * NAT / 10;
/// The most that what a sentence shares with its neighbours' partners speaks against leaving it alone.
const LONELY: i64 = 6 * NAT as i64;

/// How long a translation is, and how much that varies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Lengths {
    /// Target characters per source character, in 1/1024.
    pub ratio: i64,
    /// Variance of the length difference per character, in 1/16 (Gale and Church: 6.8 characters).
    pub variance: i64,
}

/// The costs under a lexicon.
pub(super) struct Scores<'a> {
    pub features: &'a Features,
    pub lengths: Lengths,
    /// For each unit of each source sentence, the target terms that match it and the weight of each.
    units: Lists<u32>,
    alternatives: Lists<(u32, i32)>,
    /// The target sentences that hold a term, in order.
    postings: Lists<u32>,
    /// What the sentences could share at most.
    pub source_weight: Sums,
    pub target_weight: Sums,
    /// The square root of the smoothed weight of the one, two, three, four sentences that begin with each.
    source_root: Vec<[i64; LONGEST]>,
    target_root: Vec<[i64; LONGEST]>,
}

/// What pairs of sentences share, row by row, where it is anything.
pub(super) struct Matches {
    first: usize,
    rows: Lists<(u32, i32)>,
}

impl Matches {
    /// The target sentences that share something with a source sentence, in order.
    pub fn row(&self, i: usize) -> &[(u32, i32)] {
        self.rows.get(i - self.first)
    }

    /// Whether a source sentence has a row.
    pub fn holds(&self, i: usize) -> bool {
        (self.first..self.first + self.rows.len()).contains(&i)
    }

    /// What two stretches share.
    pub fn of(&self, source: std::ops::Range<usize>, target: std::ops::Range<usize>) -> i64 {
        source
            .map(|i| {
                let row = self.row(i);
                let from = row.partition_point(|&(j, _)| (j as usize) < target.start);
                row[from..]
                    .iter()
                    .take_while(|&&(j, _)| (j as usize) < target.end)
                    .map(|&(_, w)| i64::from(w))
                    .sum::<i64>()
            })
            .sum()
    }
}

/// The binary logarithm of a ratio of at least one, in 1/16.
pub(super) fn log2(numerator: u64, denominator: u64) -> i32 {
    let denominator = denominator.max(1);
    let mut x = (u128::from(numerator.max(denominator)) << 32) / u128::from(denominator);
    let whole = 127 - x.leading_zeros() as i32 - 32;
    x >>= whole.max(0);
    let mut result = whole * BIT;
    for bit in [8, 4, 2, 1] {
        x = (x * x) >> 32;
        if x >= 2 << 32 {
            result += bit;
            x >>= 1;
        }
    }
    result
}

fn roots(weights: &Sums, count: usize) -> Vec<[i64; LONGEST]> {
    (0..count)
        .map(|i| {
            std::array::from_fn(|more| {
                let weight = weights.of(i, (i + more + 1).min(count)) + SMOOTH;
                ((weight * ROOT * ROOT) as u64).isqrt() as i64
            })
        })
        .collect()
}

impl<'a> Scores<'a> {
    pub fn new(features: &'a Features, lexicon: &Lexicon, lengths: Lengths) -> Scores<'a> {
        let (n, m) = (features.source.count(), features.target.count());
        // Where each target term stands; terms are renumbered for this pair of texts.
        let mut places: FxHashMap<u32, u32> = FxHashMap::default();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for j in 0..m {
            for &term in features.target.units.get(j).iter().flatten().filter(|&&t| t != NONE) {
                let next = lists.len() as u32;
                let place = *places.entry(term).or_insert(next);
                if place == next {
                    lists.push(Vec::new());
                }
                let list = &mut lists[place as usize];
                if list.last() != Some(&(j as u32)) {
                    list.push(j as u32);
                }
            }
        }
        let mut in_source: FxHashMap<u32, u32> = FxHashMap::default();
        let mut held: Vec<u32> = Vec::new();
        for i in 0..n {
            held.clear();
            held.extend(features.source.units.get(i).iter().flat_map(|unit| &unit[OWN..]));
            held.sort_unstable();
            held.dedup();
            for &term in held.iter().filter(|&&t| t != NONE) {
                *in_source.entry(term).or_default() += 1;
            }
        }
        let sentences = (n + m) as u64;
        let links = u64::from(lexicon.links) * 2;
        // The weight of a term that both languages write alike.
        let shared_weight = |term: u32| -> Option<(u32, i32)> {
            let place = *places.get(&term)?;
            let (a, b) = (in_source.get(&term).copied()?, lists[place as usize].len() as u32);
            // A term that is much commoner on one side is a chance likeness.
            if a.max(b) * 2 > a.min(b) * 7 + 6 {
                return None;
            }
            let (x, y) = lexicon.counts(term, term);
            let pooled = u64::from(x + y);
            let own = log2(sentences, u64::from(a + b));
            let weight = if links > sentences && pooled > 0 {
                log2(links, pooled)
            } else {
                own
            };
            (weight > 0).then_some((place, weight))
        };
        let word_weight = |source: u32, target: u32, strength: i32| -> Option<(u32, i32)> {
            let place = *places.get(&target)?;
            let (x, y) = lexicon.counts(source, target);
            let weight = log2(links.max(sentences), u64::from(x.max(1) + y.max(1))) * strength / FULL;
            (weight > 0).then_some((place, weight))
        };
        let mut units = Lists::default();
        let mut alternatives: Lists<(u32, i32)> = Lists::default();
        let mut reach = vec![0i32; lists.len()];
        let mut known: FxHashMap<Unit, (u32, i32)> = FxHashMap::default();
        let mut source_weight = Vec::with_capacity(n);
        let mut next = 0u32;
        for i in 0..n {
            let mut own = Vec::new();
            let mut sum = 0i64;
            for &unit in features.source.units.get(i) {
                let (id, weight) = *known.entry(unit).or_insert_with(|| {
                    let word = unit[0];
                    let mut list: Vec<(u32, i32)> = Vec::new();
                    for &shared in unit[OWN..].iter().filter(|&&t| t != NONE) {
                        list.extend(shared_weight(shared));
                    }
                    if word != NONE {
                        for &(target, strength) in lexicon.get(word) {
                            list.extend(word_weight(word, target, strength));
                        }
                    }
                    if list.is_empty() {
                        return (NONE, 0);
                    }
                    for &(place, weight) in &list {
                        reach[place as usize] = reach[place as usize].max(weight);
                    }
                    let best = list.iter().map(|&(_, w)| w).max().unwrap_or(0);
                    alternatives.push(list);
                    next += 1;
                    (next - 1, best)
                });
                if id != NONE {
                    own.push(id);
                    sum += i64::from(weight);
                }
            }
            units.push(own);
            source_weight.push(sum);
        }
        let target_weight = (0..m).map(|j| {
            features
                .target
                .units
                .get(j)
                .iter()
                .map(|unit| {
                    unit.iter()
                        .filter_map(|term| places.get(term))
                        .map(|&place| i64::from(reach[place as usize]))
                        .max()
                        .unwrap_or(0)
                })
                .sum::<i64>()
        });
        let target_weight = Sums::new(target_weight);
        let source_weight = Sums::new(source_weight.into_iter());
        let mut postings = Lists::default();
        for list in lists {
            postings.push(list);
        }
        Scores {
            features,
            lengths,
            units,
            alternatives,
            postings,
            source_root: roots(&source_weight, n),
            target_root: roots(&target_weight, m),
            source_weight,
            target_weight,
        }
    }

    /// What source sentences share with the target sentences between two numbers that are given for each.
    pub fn matches(&self, sources: std::ops::Range<usize>, near: impl Fn(usize) -> (u32, u32)) -> Matches {
        let m = self.features.target.count();
        let mut out = Lists::default();
        let mut sum = vec![0i32; m];
        let mut best = vec![0i32; m];
        let mut touched: Vec<u32> = Vec::new();
        let mut of_unit: Vec<u32> = Vec::new();
        for i in sources.clone() {
            // A sentence is looked at in the rows before and behind it.
            let (from, to) = near(i);
            for &unit in self.units.get(i) {
                for &(place, weight) in self.alternatives.get(unit as usize) {
                    let list = self.postings.get(place as usize);
                    let start = list.partition_point(|&j| j < from);
                    for &j in list[start..].iter().take_while(|&&j| j < to) {
                        if best[j as usize] == 0 {
                            of_unit.push(j);
                        }
                        best[j as usize] = best[j as usize].max(weight);
                    }
                }
                for j in of_unit.drain(..) {
                    if sum[j as usize] == 0 {
                        touched.push(j);
                    }
                    sum[j as usize] += best[j as usize];
                    best[j as usize] = 0;
                }
            }
            touched.sort_unstable();
            out.push(touched.drain(..).map(|j| (j, std::mem::take(&mut sum[j as usize]))));
        }
        Matches {
            first: sources.start,
            rows: out,
        }
    }

    /// What a source sentence shares by its rare terms with all target sentences that are wanted, in order.
    pub fn shared_with(&self, i: usize, wanted: &[bool]) -> Vec<(u32, i32)> {
        let mut found: Vec<(u32, i32)> = Vec::new();
        for &unit in self.units.get(i) {
            for &(place, weight) in self.alternatives.get(unit as usize) {
                let list = self.postings.get(place as usize);
                if list.len() > RARE {
                    continue;
                }
                found.extend(list.iter().filter(|&&j| wanted[j as usize]).map(|&j| (j, weight)));
            }
        }
        found.sort_unstable();
        let mut sums: Vec<(u32, i32)> = Vec::new();
        for (j, weight) in found {
            match sums.last_mut() {
                Some((last, sum)) if *last == j => *sum += weight,
                _ => sums.push((j, weight)),
            }
        }
        sums
    }

    /// What the content of a link costs; negative where it speaks for the link.
    ///
    /// `common` is the weight of what both sides share.
    #[inline]
    pub fn link(&self, source: std::ops::Range<usize>, target: std::ops::Range<usize>, common: i64) -> i32 {
        let (a, b) = (&self.features.source, &self.features.target);
        let s = (a.len.of(source.start, source.end) * self.lengths.ratio) >> 10;
        let t = b.len.of(target.start, target.end);
        // Half the square of the standardised difference is the negative logarithm of a normal density.
        let square = (t - s) * (t - s) * 16 * i64::from(NAT);
        let spread = ((s + t).max(2) * self.lengths.variance).max(1);
        let mut cost = if square >= LENGTH_CAP * spread {
            LENGTH_CAP
        } else {
            square / spread
        };
        // Most pairs of sentences share nothing.
        if common > 0 {
            cost -= SHARED * self.likeness(&source, &target, common) / 1024;
        }
        let inner = |heads: &Sums, range: &std::ops::Range<usize>| heads.of(range.start + 1, range.end);
        cost += OVER_BLOCK * (inner(&a.heads, &source) - inner(&b.heads, &target)).abs();
        let heads = |heads: &Sums, at: usize| heads.of(at, at + 1) == 1;
        if heads(&a.heads, source.start) && heads(&b.heads, target.start) {
            cost -= BOTH_HEADS;
        }
        if a.ending[source.end - 1] != b.ending[target.end - 1] {
            cost += ENDINGS;
        }
        if a.debris[source.start] != b.debris[target.start] {
            cost += DEBRIS;
        }
        cost as i32
    }

    /// What speaks against leaving a sentence alone: that it shares something with its neighbours' partners.
    pub fn lonely(&self, near: i64, weights: &Sums, at: usize) -> i32 {
        if near == 0 {
            return 0;
        }
        let most = weights.of(at, at + 1) + SMOOTH;
        (LONELY * near / most).min(LONELY) as i32
    }

    /// How much of what could be shared is shared, in 1/1024.
    #[inline]
    pub fn likeness(&self, source: &std::ops::Range<usize>, target: &std::ops::Range<usize>, common: i64) -> i64 {
        let norm = self.source_root[source.start][source.len() - 1] * self.target_root[target.start][target.len() - 1];
        (1024 * ROOT * ROOT * common / norm).min(1024)
    }

    /// The likeness of a link; `None` for a gap.
    pub fn likeness_of(&self, bead: &BeadRange, matches: &Matches) -> Option<i64> {
        let range = |r: &std::ops::Range<u32>| r.start as usize..r.end as usize;
        let (source, target) = (range(&bead.source), range(&bead.target));
        bead.is_link()
            .then(|| self.likeness(&source, &target, matches.of(source.clone(), target.clone())))
    }

    /// Pairs of sentences that are each other's best partner in the whole text by their rare terms, in the order of
    /// the source: places where the two texts surely meet.
    pub fn anchors(&self) -> Vec<(u32, u32)> {
        let m = self.features.target.count();
        // For each sentence the best partner, what it shares with it, and what it shares with the second best.
        let mut rows: Vec<(u32, i32, i32)> = Vec::with_capacity(self.units.len());
        let mut columns: Vec<(u32, i32, i32)> = vec![(0, 0, 0); m];
        let better = |best: &mut (u32, i32, i32), at: u32, weight: i32| {
            if weight > best.1 {
                *best = (at, weight, best.1);
            } else if weight > best.2 {
                best.2 = weight;
            }
        };
        let mut sum = vec![0i32; m];
        let mut touched: Vec<u32> = Vec::new();
        for i in 0..self.units.len() {
            for &unit in self.units.get(i) {
                for &(place, weight) in self.alternatives.get(unit as usize) {
                    let list = self.postings.get(place as usize);
                    if list.len() > RARE {
                        continue;
                    }
                    for &j in list {
                        if sum[j as usize] == 0 {
                            touched.push(j);
                        }
                        sum[j as usize] += weight;
                    }
                }
            }
            let mut best = (0, 0, 0);
            touched.sort_unstable();
            for j in touched.drain(..) {
                let weight = std::mem::take(&mut sum[j as usize]);
                better(&mut best, j, weight);
                better(&mut columns[j as usize], i as u32, weight);
            }
            rows.push(best);
        }
        rows.iter()
            .enumerate()
            .filter(|&(i, &(j, weight, second))| {
                let column = columns[j as usize];
                weight > 0 && column.0 == i as u32 && weight > second.max(column.2)
            })
            .map(|(i, &(j, ..))| (i as u32, j))
            .collect()
    }
}
