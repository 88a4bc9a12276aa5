//! The cheapest sequence of beads.

use crate::model::BeadRange;

use super::features::Features;

/// Fixed-point unit of costs: this many to a nat.
const NAT: i32 = 64;
/// What a bead costs before its content is looked at; Gale and Church (1993), table 5, as negative logarithms.
const ONE_ONE: i32 = NAT / 8;
const TWO_ONE: i32 = 24 * NAT / 10;
const TWO_TWO: i32 = 45 * NAT / 10;
/// Opening a gap, and each sentence in it.
const GAP_OPEN: i32 = 18 * NAT / 10;
const GAP_EXTEND: i32 = 9 * NAT / 10;
/// The most that lengths may speak against a link: less than two gaps, as one bad length proves nothing.
const LENGTH_CAP: i32 = 5 * NAT;
/// What full agreement of the shared concepts is worth.
const SHARED: i32 = 9 * NAT;
/// The weight that is added to both sides, so that one chance key is no full agreement: two rare keys.
const SMOOTH: i64 = 12 * 16;
/// A bead that reaches over the end of a block, and a link whose sides both begin a block.
const OVER_BLOCK: i32 = 2 * NAT;
const BOTH_HEADS: i32 = NAT / 2;
/// Sentences that end with different classes of marks.
const ENDINGS: i32 = NAT / 2;
/// Up to this many cells every pair of sentences is looked at.
const FULL: usize = 3_000_000;
/// Half the width of the strip that is searched beyond.
const STRIP: usize = 180;

const INFINITE: i32 = i32::MAX / 4;

/// The moves: sentences of the source and of the target that a link joins.
const LINKS: [(usize, usize, i32); 4] = [(1, 1, ONE_ONE), (1, 2, TWO_ONE), (2, 1, TWO_ONE), (2, 2, TWO_TWO)];

/// All sentences in gaps.
pub(super) fn nulls(n: usize, m: usize) -> Vec<BeadRange> {
    let (n, m) = (n as u32, m as u32);
    let gap = |source, target| BeadRange {
        source,
        target,
        confidence: 50,
    };
    (0..n)
        .map(|i| gap(i..i + 1, 0..0))
        .chain((0..m).map(|j| gap(n..n, j..j + 1)))
        .collect()
}

/// Which part of a row is searched.
struct Strip {
    from: Vec<u32>,
    to: Vec<u32>,
}

impl Strip {
    fn new(features: &Features, n: usize, m: usize) -> Strip {
        if (n + 1) * (m + 1) <= FULL {
            return Strip {
                from: vec![0; n + 1],
                to: vec![m as u32; n + 1],
            };
        }
        let mut knots = vec![(0u32, 0u32)];
        knots.extend(chain(&features.anchors()));
        knots.push((n as u32, m as u32));
        let mut from = Vec::with_capacity(n + 1);
        let mut to = Vec::with_capacity(n + 1);
        let mut segment = 0;
        for i in 0..=n as u32 {
            while segment + 2 < knots.len() && knots[segment + 1].0 < i {
                segment += 1;
            }
            let ((a, b), (c, d)) = (knots[segment], knots[segment + 1]);
            let rise = u64::from(d.saturating_sub(b));
            let centre = u64::from(b) + rise * u64::from(i.saturating_sub(a)) / u64::from((c - a).max(1));
            // Where the two texts run at different speeds, something is missing: the strip holds both ways round it.
            let slack = (i64::from(d) - i64::from(b) - (i64::from(c) - i64::from(a)))
                .unsigned_abs()
                .min(2_000);
            let half = STRIP as u64 + slack;
            from.push(centre.saturating_sub(half).min(m as u64) as u32);
            to.push((centre + half).min(m as u64) as u32);
        }
        // Rows must not move back.
        for i in 1..=n {
            from[i] = from[i].max(from[i - 1]);
            to[i] = to[i].max(to[i - 1]);
        }
        from[0] = 0;
        Strip { from, to }
    }
}

/// The longest chain of anchors that rise on both sides, without those that stand alone against their neighbours.
fn chain(anchors: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; anchors.len()];
    for (index, anchor) in anchors.iter().enumerate() {
        let place = tails.partition_point(|&t| anchors[t].1 < anchor.1);
        before[index] = place.checked_sub(1).map(|p| tails[p]);
        if place == tails.len() {
            tails.push(index);
        } else {
            tails[place] = index;
        }
    }
    let mut out = Vec::new();
    let mut at = tails.last().copied();
    while let Some(index) = at {
        out.push(anchors[index]);
        at = before[index];
    }
    out.reverse();
    out.dedup_by_key(|a| a.0);
    // An anchor counts when a neighbour confirms its diagonal.
    let near = |a: (u32, u32), b: (u32, u32)| {
        let drift = (i64::from(a.1) - i64::from(a.0)) - (i64::from(b.1) - i64::from(b.0));
        drift.unsigned_abs() <= 12 + u64::from(a.0.abs_diff(b.0)) / 4
    };
    (0..out.len())
        .filter(|&i| {
            i.checked_sub(1).is_some_and(|p| near(out[p], out[i])) || out.get(i + 1).is_some_and(|&b| near(out[i], b))
        })
        .map(|i| out[i])
        .collect()
}

/// How a state was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Back {
    /// The move: an index into [`LINKS`], or a gap of the source or target.
    step: u8,
    /// The state before.
    state: u8,
}

const GAP_SOURCE: u8 = 10;
const GAP_TARGET: u8 = 11;
/// States of a cell: behind a link, in a gap of the target (source sentences without partner), in one of the source.
const STATES: usize = 3;

/// The cheapest beads under the features.
pub(super) fn search(features: &Features) -> Vec<BeadRange> {
    let n = features.source.len.len();
    let m = features.target.len.len();
    let strip = Strip::new(features, n, m);
    let mut offsets = Vec::with_capacity(n + 2);
    let mut total = 0usize;
    for i in 0..=n {
        offsets.push(total);
        total += (strip.to[i] - strip.from[i]) as usize + 1;
    }
    let mut backs = vec![
        [Back {
            step: u8::MAX,
            state: 0
        }; STATES];
        total
    ];
    // Costs of the last three rows.
    let mut rows: Vec<Vec<[i32; STATES]>> = vec![Vec::new(); 3];
    // What the sentences of the last two rows share with every target sentence of the row.
    let mut shared: Vec<Vec<i32>> = vec![Vec::new(); 2];
    for i in 0..=n {
        let (from, to) = (strip.from[i] as usize, strip.to[i] as usize);
        let mut row = vec![[INFINITE; STATES]; to - from + 1];
        if i > 0 {
            let line: Vec<i32> = (from..=to)
                .map(|j| if j == 0 { 0 } else { features.shared(i - 1, j - 1) })
                .collect();
            shared.swap(0, 1);
            shared[1] = line;
        }
        for j in from..=to {
            let cell = j - from;
            if i == 0 && j == 0 {
                row[0][0] = 0;
                continue;
            }
            let back = &mut backs[offsets[i] + cell];
            // Links.
            for (index, &(a, b, prior)) in LINKS.iter().enumerate() {
                if i < a || j < b {
                    continue;
                }
                let (pi, pj) = (i - a, j - b);
                if pj < strip.from[pi] as usize || pj > strip.to[pi] as usize {
                    continue;
                }
                let before = if a == 1 { &rows[2] } else { &rows[1] };
                let Some(costs) = before.get(pj - strip.from[pi] as usize) else {
                    continue;
                };
                let (state, base) = best(costs);
                if base >= INFINITE {
                    continue;
                }
                let match_at = |row: usize, j: usize| -> i64 {
                    let start = strip.from[i - 1 + row] as usize;
                    j.checked_sub(start)
                        .and_then(|at| shared[row].get(at))
                        .map_or(0, |&w| i64::from(w))
                };
                let mut common = match_at(1, j);
                if b == 2 {
                    common += match_at(1, j - 1);
                }
                if a == 2 {
                    common += match_at(0, j);
                    if b == 2 {
                        common += match_at(0, j - 1);
                    }
                }
                let cost = base + prior + link_cost(features, i - a..i, j - b..j, common);
                if cost < row[cell][0] {
                    row[cell][0] = cost;
                    back[0] = Back {
                        step: index as u8,
                        state,
                    };
                }
            }
            // A source sentence without partner.
            if i > 0 && j >= strip.from[i - 1] as usize && j <= strip.to[i - 1] as usize {
                let costs = rows[2][j - strip.from[i - 1] as usize];
                for (state, &base) in costs.iter().enumerate() {
                    let open = if state == 1 { 0 } else { GAP_OPEN };
                    let cost = base + open + GAP_EXTEND;
                    if base < INFINITE && cost < row[cell][1] {
                        row[cell][1] = cost;
                        back[1] = Back {
                            step: GAP_SOURCE,
                            state: state as u8,
                        };
                    }
                }
            }
            // A target sentence without partner.
            if cell > 0 {
                let costs = row[cell - 1];
                for (state, &base) in costs.iter().enumerate() {
                    let open = if state == 2 { 0 } else { GAP_OPEN };
                    let cost = base + open + GAP_EXTEND;
                    if base < INFINITE && cost < row[cell][2] {
                        row[cell][2] = cost;
                        back[2] = Back {
                            step: GAP_TARGET,
                            state: state as u8,
                        };
                    }
                }
            }
        }
        rows.rotate_left(1);
        rows[2] = row;
    }
    let Some(last) = rows[2].last() else {
        return nulls(n, m);
    };
    let (mut state, cost) = best(last);
    if cost >= INFINITE || strip.to[n] as usize != m {
        return nulls(n, m);
    }
    let (mut i, mut j) = (n, m);
    let mut beads = Vec::with_capacity(n.max(m));
    while i > 0 || j > 0 {
        let back = backs[offsets[i] + j - strip.from[i] as usize][state as usize];
        let (a, b) = match back.step {
            GAP_SOURCE => (1, 0),
            GAP_TARGET => (0, 1),
            step => match LINKS.get(step as usize) {
                Some(&(a, b, _)) => (a, b),
                None => return nulls(n, m),
            },
        };
        let confidence = if a > 0 && b > 0 {
            let common = (i - a..i)
                .flat_map(|s| (j - b..j).map(move |t| (s, t)))
                .map(|(s, t)| i64::from(features.shared(s, t)))
                .sum();
            confidence(link_cost(features, i - a..i, j - b..j, common))
        } else {
            50
        };
        beads.push(BeadRange {
            source: (i - a) as u32..i as u32,
            target: (j - b) as u32..j as u32,
            confidence,
        });
        i -= a;
        j -= b;
        state = back.state;
    }
    beads.reverse();
    beads
}

/// The cheapest state; the first of equals.
fn best(costs: &[i32; STATES]) -> (u8, i32) {
    let mut state = 0;
    for other in 1..STATES {
        if costs[other] < costs[state] {
            state = other;
        }
    }
    (state as u8, costs[state])
}

/// What the content of a link costs; negative where it speaks for the link.
fn link_cost(features: &Features, source: std::ops::Range<usize>, target: std::ops::Range<usize>, common: i64) -> i32 {
    let sum = |values: &[i32]| values.iter().map(|&v| i64::from(v)).sum::<i64>();
    let s = sum(&features.source.len[source.clone()]) * features.ratio / 1024;
    let t = sum(&features.target.len[target.clone()]);
    let mean = (s + t).max(2) / 2;
    // Half the square of the standardised difference is the negative logarithm of a normal density.
    let square = (t - s) * (t - s) * 16 * i64::from(NAT) / (2 * mean * features.variance).max(1);
    let mut cost = square.min(i64::from(LENGTH_CAP)) as i32;
    // Most pairs of sentences share nothing.
    if common > 0 {
        let ws: i64 = features.source_weight[source.clone()].iter().sum::<i64>() + SMOOTH;
        let wt: i64 = features.target_weight[target.clone()].iter().sum::<i64>() + SMOOTH;
        let norm = ((ws * wt) as u64).isqrt().max(1) as i64;
        cost -= (i64::from(SHARED) * common / norm).min(i64::from(SHARED)) as i32;
    }
    let inner = |heads: &[bool]| heads.iter().skip(1).filter(|&&h| h).count() as i32;
    let source_heads = &features.source.heads_block[source.clone()];
    let target_heads = &features.target.heads_block[target.clone()];
    cost += OVER_BLOCK * (inner(source_heads) - inner(target_heads)).abs();
    if source_heads.first() == Some(&true) && target_heads.first() == Some(&true) {
        cost -= BOTH_HEADS / 2;
    }
    let ends = (
        features.source.ending[source.end - 1],
        features.target.ending[target.end - 1],
    );
    if ends.0 != ends.1 {
        cost += ENDINGS;
    }
    cost
}

/// A whole per cent from what a link costs; a first scale, to be calibrated.
fn confidence(cost: i32) -> u8 {
    (75 - cost * 12 / NAT).clamp(20, 99) as u8
}
