//! The cheapest sequence of beads.

use crate::model::BeadRange;

use super::score::{BOTH_HEADS, GAP_EXTEND, GAP_OPEN, LONGEST, Matches, NAT, Scores};
use super::strip::{Rectangle, Strip};

/// A link: sentences of the source, of the target, and what it costs before its content is looked at.
///
/// After the frequencies of Gale and Church (1993, table 5) as negative logarithms; the longer joins, which they leave
/// out, are between a sixth and a tenth as frequent as those of two.
const LINKS: [(usize, usize, i32); 8] = [
    (1, 1, NAT / 8),
    (1, 2, 22 * NAT / 10),
    (2, 1, 22 * NAT / 10),
    (2, 2, 40 * NAT / 10),
    (1, 3, 34 * NAT / 10),
    (3, 1, 34 * NAT / 10),
    (1, 4, 45 * NAT / 10),
    (4, 1, 45 * NAT / 10),
];
/// The links that are tried everywhere.
const COMMON: usize = 3;
const INFINITE: i32 = i32::MAX / 4;
const GAP_SOURCE: u8 = 10;
const GAP_TARGET: u8 = 11;
const NOWHERE: u8 = 15;
/// States of a cell: behind a link, in a gap of the target (source sentences without partner), in one of the source.
const STATES: usize = 3;

/// All sentences in gaps.
pub(super) fn nulls(n: usize, m: usize) -> Vec<BeadRange> {
    let (n, m) = (n as u32, m as u32);
    (0..n)
        .map(|i| BeadRange::gap(i..i + 1, 0..0))
        .chain((0..m).map(|j| BeadRange::gap(n..n, j..j + 1)))
        .collect()
}

/// A row of cells.
#[derive(Default)]
struct Row {
    /// The number of target sentences of the first cell.
    from: usize,
    /// The cost of the cheapest way to each cell in each state, and the cheapest state.
    costs: Vec<[i32; STATES]>,
    best: Vec<(i32, u8)>,
}

/// What a source sentence shares with target sentences.
#[derive(Default)]
struct Line {
    /// The first target sentence that is looked at.
    from: usize,
    weights: Vec<i32>,
}

impl Row {
    fn best(&self, j: usize) -> Option<(i32, u8)> {
        self.best.get(j.checked_sub(self.from)?).copied()
    }
}

impl Line {
    fn fill(&mut self, row: &[(u32, i32)], from: usize, to: usize) {
        self.from = from;
        self.weights.clear();
        self.weights.resize(to - from, 0);
        let start = row.partition_point(|&(j, _)| (j as usize) < from);
        for &(j, weight) in row[start..].iter().take_while(|&&(j, _)| (j as usize) < to) {
            self.weights[j as usize - from] = weight;
        }
    }

    /// What the sentence shares with a target sentence; nothing outside the strip.
    #[inline]
    fn at(&self, j: usize) -> i64 {
        i64::from(self.weights.get(j.wrapping_sub(self.from)).copied().unwrap_or(0))
    }
}

/// Memory that is used again.
#[derive(Default)]
pub(super) struct Scratch {
    rows: [Row; LONGEST + 1],
    lines: [Line; LONGEST + 1],
    backs: Vec<[u8; STATES]>,
    offsets: Vec<usize>,
}

/// A move and the state it came from, in one byte.
fn pack(step: u8, state: u8) -> u8 {
    step << 2 | state
}

/// The cheapest way through a rectangle within a strip: its cost, and its beads from the first to the last.
///
/// The bead `barred` is not taken. `None` if the strip leaves no way.
pub(super) fn search(
    scores: &Scores,
    matches: &Matches,
    strip: &Strip,
    area: &Rectangle,
    barred: Option<&BeadRange>,
    scratch: &mut Scratch,
) -> Option<(i32, Vec<BeadRange>)> {
    let (i0, j0) = (area.source.start, area.target.start);
    let (n, m) = (area.source.end, area.target.end);
    let bounds = |i: usize| {
        let (from, to) = strip.row(i);
        let from = (from as usize).clamp(j0, m);
        (from, (to as usize).clamp(from, m))
    };
    let Scratch {
        rows,
        lines,
        backs,
        offsets,
    } = scratch;
    for line in lines.iter_mut() {
        line.weights.clear();
    }
    offsets.clear();
    backs.clear();
    // In a long text, a join of more than two sentences needs something that speaks for it; in any, one of more than
    // three.
    let bare = if strip.is_whole(area) { LONGEST } else { LONGEST - 1 };
    let tried = if strip.coarse { &LINKS[..COMMON] } else { &LINKS[..] };
    let mut total = 0usize;
    for i in i0..=n {
        let (from, to) = bounds(i);
        offsets.push(total);
        total += to - from + 1;
    }
    backs.resize(total, [pack(NOWHERE, 0); STATES]);
    for i in i0..=n {
        let (from, to) = bounds(i);
        // The row of cells is filled outside its place, so that the rows before can be read.
        let mut row = std::mem::take(&mut rows[i % (LONGEST + 1)]);
        row.from = from;
        row.costs.clear();
        row.costs.resize(to - from + 1, [INFINITE; STATES]);
        row.best.clear();
        row.best.resize(to - from + 1, (INFINITE, 0));
        // One line of what is shared is kept ahead of the row of cells.
        for ahead in [i, i + 1] {
            if (i == i0 || ahead > i) && ahead > i0 && ahead <= n {
                let (from, to) = bounds(ahead);
                lines[ahead % (LONGEST + 1)].fill(matches.row(ahead - 1), from, to);
            }
        }
        let line = |back: usize| &lines[(i + LONGEST + 1 - back) % (LONGEST + 1)];
        let (own, next) = (line(0), &lines[(i + 1) % (LONGEST + 1)]);
        let above = [own, line(1), line(2), line(3)];
        for j in from..=to {
            let cell = j - from;
            if i == i0 && j == j0 {
                row.costs[cell][0] = 0;
                row.best[cell] = (0, 0);
                continue;
            }
            let back = &mut backs[offsets[i - i0] + cell];
            let mut link = INFINITE;
            // What the last sentence of one side shares with the last one, two, three, four of the other.
            let last = j.wrapping_sub(1);
            let (mut right, mut down) = ([0i64; LONGEST], [0i64; LONGEST]);
            let (mut along, mut up) = (0, 0);
            for k in 0..LONGEST {
                along += own.at(last.wrapping_sub(k));
                up += above[k].at(last);
                right[k] = along;
                down[k] = up;
            }
            for (index, &(a, b, prior)) in tried.iter().enumerate() {
                if i < i0 + a || j < j0 + b {
                    continue;
                }
                let Some((base, state)) = rows[(i - a) % (LONGEST + 1)].best(j - b) else {
                    continue;
                };
                let base = base + prior;
                let common = match (a, b) {
                    (1, b) => right[b - 1],
                    (a, 1) => down[a - 1],
                    _ => {
                        // A term that both sentences of both sides hold would count four times.
                        let straight = right[0] + above[1].at(j - 2);
                        let crossed = (right[1] - right[0]) + (down[1] - down[0]);
                        straight.max(crossed) + straight.min(crossed) / 4
                    }
                };
                if common == 0 && (a + b > bare || base - BOTH_HEADS as i32 >= link) {
                    continue;
                }
                if barred.is_some_and(|bead| {
                    bead.source == ((i - a) as u32..i as u32) && bead.target == ((j - b) as u32..j as u32)
                }) {
                    continue;
                }
                let cost = base + scores.link(i - a..i, j - b..j, common);
                if cost < link {
                    link = cost;
                    back[0] = pack(index as u8, state);
                }
            }
            let mut costs = [link, INFINITE, INFINITE];
            let (open, extend) = (GAP_OPEN, GAP_EXTEND);
            // A source sentence without partner.
            let is_barred = |source: std::ops::Range<usize>, target: std::ops::Range<usize>| {
                barred.is_some_and(|bead| {
                    bead.source.len() == source.len()
                        && bead.target.len() == target.len()
                        && (source.is_empty() || bead.source.start as usize == source.start)
                        && (target.is_empty() || bead.target.start as usize == target.start)
                })
            };
            if i > i0 && !is_barred(i - 1..i, 0..0) {
                let row = &rows[(i - 1) % (LONGEST + 1)];
                if let Some(before) = j.checked_sub(row.from).and_then(|at| row.costs.get(at)) {
                    // What it shares with the sentences on both sides of the gap speaks against the gap.
                    let near = right[0] + own.at(j);
                    let extend = extend + scores.lonely(near, &scores.source_weight, i - 1);
                    for (state, &base) in before.iter().enumerate() {
                        let cost = base + if state == 1 { 0 } else { open } + extend;
                        if cost < costs[1] {
                            costs[1] = cost;
                            back[1] = pack(GAP_SOURCE, state as u8);
                        }
                    }
                }
            }
            // A target sentence without partner.
            if cell > 0 && !is_barred(0..0, j - 1..j) {
                let near = right[0] + next.at(j - 1);
                let extend = extend + scores.lonely(near, &scores.target_weight, j - 1);
                for (state, &base) in row.costs[cell - 1].iter().enumerate() {
                    let cost = base + if state == 2 { 0 } else { open } + extend;
                    if cost < costs[2] {
                        costs[2] = cost;
                        back[2] = pack(GAP_TARGET, state as u8);
                    }
                }
            }
            row.costs[cell] = costs;
            row.best[cell] = best(&costs);
        }
        rows[i % (LONGEST + 1)] = row;
    }
    let last = &rows[n % (LONGEST + 1)];
    let (cost, mut state) = last.best(m)?;
    if cost >= INFINITE {
        return None;
    }
    let (mut i, mut j) = (n, m);
    let mut beads = Vec::with_capacity((n - i0).max(m - j0));
    while i > i0 || j > j0 {
        let (from, _) = bounds(i);
        let back = backs[offsets[i - i0] + j - from][state as usize];
        let (a, b) = match back >> 2 {
            GAP_SOURCE => (1, 0),
            GAP_TARGET => (0, 1),
            step => LINKS.get(step as usize).map(|&(a, b, _)| (a, b))?,
        };
        beads.push(BeadRange {
            source: (i - a) as u32..i as u32,
            target: (j - b) as u32..j as u32,
            ..BeadRange::default()
        });
        i -= a;
        j -= b;
        state = back & 3;
    }
    beads.reverse();
    Some((cost, beads))
}

/// What a stretch of beads in order costs.
pub(super) fn cost(scores: &Scores, matches: &Matches, beads: &[BeadRange]) -> i32 {
    let mut sum = 0;
    let mut state = 0;
    for bead in beads {
        let (s, t) = (
            bead.source.start as usize..bead.source.end as usize,
            bead.target.start as usize..bead.target.end as usize,
        );
        let after = if t.is_empty() {
            1
        } else if s.is_empty() {
            2
        } else {
            0
        };
        sum += match after {
            0 => {
                let prior = LINKS
                    .iter()
                    .find(|&&(a, b, _)| (a, b) == (s.len(), t.len()))
                    .map_or(0, |l| l.2);
                let common = if (s.len(), t.len()) == (2, 2) {
                    let straight = matches.of(s.start..s.start + 1, t.start..t.start + 1)
                        + matches.of(s.start + 1..s.end, t.start + 1..t.end);
                    let crossed = matches.of(s.start..s.start + 1, t.start + 1..t.end)
                        + matches.of(s.start + 1..s.end, t.start..t.start + 1);
                    straight.max(crossed) + straight.min(crossed) / 4
                } else {
                    matches.of(s.clone(), t.clone())
                };
                prior + scores.link(s, t, common)
            }
            _ => {
                // What the sentence shares with those beside the gap.
                let (at, near, weights) = if after == 1 {
                    let beside = t.start.saturating_sub(1)..(t.start + 1).min(scores.features.target.count());
                    (s.start, matches.of(s.start..s.end, beside), &scores.source_weight)
                } else {
                    let beside = s.start.saturating_sub(1)..(s.start + 1).min(scores.features.source.count());
                    let near = beside
                        .filter(|&i| matches.holds(i))
                        .map(|i| matches.of(i..i + 1, t.clone()))
                        .sum();
                    (t.start, near, &scores.target_weight)
                };
                GAP_EXTEND + if after == state { 0 } else { GAP_OPEN } + scores.lonely(near, weights, at)
            }
        };
        state = after;
    }
    sum
}

/// The cheapest state; the first of equals.
fn best(costs: &[i32; STATES]) -> (i32, u8) {
    let mut state = 0;
    for other in 1..STATES {
        if costs[other] < costs[state] {
            state = other;
        }
    }
    (costs[state].min(INFINITE), state as u8)
}
