//! Which part of the square of all pairs is searched.

use std::ops::Range;

use crate::model::BeadRange;

use super::score::{Matches, Scores};

/// Up to this many cells every pair of sentences is looked at.
const FULL: usize = 500 * 500;
/// Between two anchors that are no farther apart than this, every pair is looked at, and this much around them.
const BLOCK: u64 = 80;
const MARGIN: u64 = 12;
/// How many anchors on each side are asked whether they confirm one.
const WITNESSES: usize = 4;
/// Half the width of the strip where anchors are farther apart, and around a path that was found before.
const WIDE: u64 = 100;
pub(super) const REFINED: u32 = 16;

/// A part of the square, in numbers of sentences.
#[derive(Clone, Debug)]
pub(super) struct Rectangle {
    pub source: Range<usize>,
    pub target: Range<usize>,
}

/// For each number of source sentences, the numbers of target sentences that are looked at.
pub(super) struct Strip {
    /// Whether it is the first, wide strip of a long text, in which only the commonest links are tried.
    pub coarse: bool,
    /// The first row.
    first: usize,
    from: Vec<u32>,
    to: Vec<u32>,
}

fn is_small(n: usize, m: usize) -> bool {
    (n + 1) * (m + 1) <= FULL
}

impl Strip {
    /// Everything within a rectangle.
    pub fn full(area: &Rectangle) -> Strip {
        let rows = area.source.len() + 1;
        Strip {
            coarse: false,
            first: area.source.start,
            from: vec![area.target.start as u32; rows],
            to: vec![area.target.end as u32; rows],
        }
    }

    /// The first and the last cell of a row.
    pub fn row(&self, i: usize) -> (u32, u32) {
        (self.from[i - self.first], self.to[i - self.first])
    }

    /// Everything in a small square; around the anchors in a large one.
    pub fn anchored(scores: &Scores) -> Strip {
        let (n, m) = (scores.features.source.count(), scores.features.target.count());
        let area = Rectangle {
            source: 0..n,
            target: 0..m,
        };
        if is_small(n, m) {
            return Strip::full(&area);
        }
        let empty = Strip {
            coarse: true,
            first: 0,
            from: vec![m as u32; n + 1],
            to: vec![0; n + 1],
        };
        empty.widened(scores)
    }

    /// With what lies between anchors, where the strip does not hold them.
    pub fn widened(mut self, scores: &Scores) -> Strip {
        let (n, m) = (scores.features.source.count(), scores.features.target.count());
        if is_small(n, m) {
            return self;
        }
        let mut knots = vec![(0u32, 0u32)];
        knots.extend(chain(&scores.anchors()));
        knots.push((n as u32, m as u32));
        for pair in knots.windows(2) {
            let ((a, b), (c, d)) = (pair[0], pair[1]);
            let (rise, run) = (u64::from(d.saturating_sub(b)), u64::from(c - a));
            let near = rise.max(run) <= BLOCK;
            if !near && self.holds(a, b) && self.holds(c, d) {
                continue;
            }
            for i in a..=c {
                let (low, high) = if near {
                    // Between two anchors everything is looked at.
                    (u64::from(b).saturating_sub(MARGIN), u64::from(d) + MARGIN)
                } else {
                    // Where the two texts run at different speeds, something is missing: the strip holds both ways
                    // round it.
                    let centre = u64::from(b) + rise * u64::from(i - a) / run.max(1);
                    let half = WIDE + rise.abs_diff(run).min(2_000);
                    (centre.saturating_sub(half), centre + half)
                };
                let i = i as usize;
                self.from[i] = self.from[i].min(low.min(m as u64) as u32);
                self.to[i] = self.to[i].max(high.min(m as u64) as u32);
            }
        }
        self.tidy(m)
    }

    fn holds(&self, i: u32, j: u32) -> bool {
        let (from, to) = self.row(i as usize);
        (from..=to).contains(&j)
    }

    /// Whether it leaves nothing out.
    pub fn is_whole(&self, area: &Rectangle) -> bool {
        is_small(area.source.len(), area.target.len())
    }

    /// Around a path that was found before; everything in a small square.
    pub fn around(beads: &[BeadRange], n: usize, m: usize, half: u32) -> Strip {
        if is_small(n, m) {
            return Strip::full(&Rectangle {
                source: 0..n,
                target: 0..m,
            });
        }
        let mut from = vec![m as u32; n + 1];
        let mut to = vec![0; n + 1];
        let mut visit = |i: u32, j: u32| {
            let (from, to) = (&mut from[i as usize], &mut to[i as usize]);
            *from = (*from).min(j.saturating_sub(half));
            *to = (*to).max((j + half).min(m as u32));
        };
        visit(0, 0);
        let (mut i, mut j) = (0, 0);
        for bead in beads {
            for row in i..=bead.source.end.max(i) {
                visit(row, j);
                visit(row, bead.target.end.max(j));
            }
            i = bead.source.end.max(i);
            j = bead.target.end.max(j);
        }
        Strip {
            coarse: false,
            first: 0,
            from,
            to,
        }
        .tidy(m)
    }

    /// Whether a path runs along the edge of the strip, so that a better one may lie outside.
    pub fn is_touched(&self, beads: &[BeadRange], m: usize) -> bool {
        beads.iter().any(|bead| {
            let (i, j) = (bead.source.end as usize, bead.target.end);
            (j == self.from[i] && j > 0) || (j == self.to[i] && (j as usize) < m)
        })
    }

    /// Rows must not move back, and the corners belong to the strip.
    fn tidy(mut self, m: usize) -> Strip {
        let n = self.from.len() - 1;
        for i in 1..=n {
            self.to[i] = self.to[i].max(self.to[i - 1]);
        }
        for i in (0..n).rev() {
            self.from[i] = self.from[i].min(self.from[i + 1]);
        }
        self.from[0] = 0;
        self.to[n] = m as u32;
        self
    }

    /// The target sentences that a source sentence can be linked with.
    pub fn sentences(&self, i: usize) -> (u32, u32) {
        let row = i - self.first;
        let below = (row + 4).min(self.from.len() - 1);
        (self.from[row], self.to[below])
    }

    /// What every pair of sentences in it shares.
    pub fn matches(&self, scores: &Scores) -> Matches {
        scores.matches(self.sources(), |i| self.sentences(i))
    }

    /// The source sentences whose rows are searched.
    pub fn sources(&self) -> Range<usize> {
        self.first..self.first + self.from.len() - 1
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
    // An anchor counts when others near it lie on its diagonal.
    let near = |a: (u32, u32), b: (u32, u32)| {
        let drift = (i64::from(a.1) - i64::from(a.0)) - (i64::from(b.1) - i64::from(b.0));
        drift.unsigned_abs() <= 3 + u64::from(a.0.abs_diff(b.0)) / 4
    };
    (0..out.len())
        .filter(|&i| {
            let neighbours = &out[i.saturating_sub(WITNESSES)..(i + WITNESSES + 1).min(out.len())];
            // The anchor is among its neighbours itself.
            neighbours.iter().filter(|&&other| near(out[i], other)).count() >= 3
        })
        .map(|i| out[i])
        .collect()
}
