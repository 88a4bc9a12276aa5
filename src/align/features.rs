//! What the aligner knows of a sentence, computed once.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Document;
use crate::text::chars::{self, Script};

use super::terms::{Terms, Unit};

/// Lists of varying length in one piece of memory.
#[derive(Default, Clone, Debug)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    /// Appends a list.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    /// One list.
    pub fn get(&self, index: usize) -> &[T] {
        let from = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[from as usize..self.ends[index] as usize]
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Sums of the first values, so that the sum of any stretch is one subtraction.
#[derive(Default, Clone, Debug)]
pub(super) struct Sums(Vec<i64>);

impl Sums {
    pub fn new(values: impl Iterator<Item = i64>) -> Sums {
        let mut sum = 0;
        let mut all = vec![0];
        all.extend(values.map(|v| {
            sum += v;
            sum
        }));
        Sums(all)
    }

    /// The sum of a stretch.
    pub fn of(&self, from: usize, to: usize) -> i64 {
        self.0[to] - self.0[from]
    }
}

/// One side's sentences.
pub(super) struct Side {
    /// Lengths in characters without white space and marks.
    pub len: Sums,
    /// Whether the sentence begins a block.
    pub heads: Sums,
    /// What the sentence ends with, as a class.
    pub ending: Vec<u8>,
    /// Whether the sentence is page furniture.
    pub debris: Vec<bool>,
    /// The units of each sentence.
    pub units: Lists<Unit>,
}

impl Side {
    fn new(doc: &Document, cross: bool, terms: &mut Terms) -> Side {
        let sentences = doc.sentence_ranges();
        let starts: FxHashSet<u32> = doc.blocks().iter().map(|b| b.range.start).collect();
        let hits = &doc.furniture().hits;
        let mut units = Lists::default();
        for &range in sentences {
            units.push(terms.units(doc.segment(range), cross));
        }
        let len = |text: &str| {
            text.chars()
                .filter(|&c| !chars::is_space(c) && !chars::is_mark(c))
                .count() as i64
        };
        Side {
            len: Sums::new(doc.sentences().map(|s| len(s.text()))),
            heads: Sums::new(sentences.iter().map(|s| i64::from(starts.contains(&s.start)))),
            ending: doc.sentences().map(|s| ending(s.text())).collect(),
            debris: sentences
                .iter()
                .map(|s| {
                    doc.block_at(s.start)
                        .and_then(|block| hits.get(block))
                        .is_some_and(Option::is_some)
                })
                .collect(),
            units,
        }
    }

    /// The number of sentences.
    pub fn count(&self) -> usize {
        self.ending.len()
    }
}

impl Side {
    /// Some sentences as a side of their own, in the order given.
    fn part(&self, order: impl Iterator<Item = usize> + Clone) -> Side {
        let mut units = Lists::default();
        for i in order.clone() {
            units.push(self.units.get(i).iter().copied());
        }
        Side {
            len: Sums::new(order.clone().map(|i| self.len.of(i, i + 1))),
            heads: Sums::new(order.clone().map(|i| self.heads.of(i, i + 1))),
            ending: order.clone().map(|i| self.ending[i]).collect(),
            debris: order.map(|i| self.debris[i]).collect(),
            units,
        }
    }
}

/// Both sides of a pair.
pub(super) struct Features {
    pub source: Side,
    pub target: Side,
}

impl Features {
    pub fn new(source: &Document, target: &Document, terms: &mut Terms) -> Features {
        let cross = script(source) != script(target);
        Features {
            source: Side::new(source, cross, terms),
            target: Side::new(target, cross, terms),
        }
    }
}

impl Features {
    /// A stretch of both sides, the target forwards or backwards.
    pub fn part(&self, source: &Range<usize>, target: &Range<usize>, backwards: bool) -> Features {
        Features {
            source: self.source.part(source.clone()),
            target: if backwards {
                self.target.part(target.clone().rev())
            } else {
                self.target.part(target.clone())
            },
        }
    }
}

/// The script that most letters of a document are written in.
fn script(doc: &Document) -> Option<Script> {
    let mut counts: FxHashMap<Script, usize> = FxHashMap::default();
    for script in doc.text().chars().take(4_000).filter_map(chars::script) {
        *counts.entry(script).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(script, count)| (count, script as u8))
        .map(|(script, _)| script)
}

/// The class of a sentence's final mark.
fn ending(text: &str) -> u8 {
    let last = text
        .trim_end_matches(|c: char| chars::is_quote(c) || chars::is_close_bracket(c) || chars::is_space(c))
        .chars()
        .next_back();
    match last {
        Some('?' | '？' | '؟' | ';') => 1,
        Some('!' | '！') => 2,
        Some(':' | '：') => 3,
        Some(c) if chars::is_terminator(c) => 4,
        _ => 0,
    }
}
