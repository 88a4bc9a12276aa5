//! Terms: what the sentences of two languages are compared by, as numbers.

use rustc_hash::FxHashMap;

use crate::model::Segment;
use crate::text::fold;
use crate::text::names;
use crate::text::words::WordKind;

/// No term.
pub(super) const NONE: u32 = u32::MAX;

/// A word as the aligner sees it: the term of its own language, the term that both languages write alike, and the
/// concepts it may stand for. Any may be [`NONE`].
pub(super) type Unit = [u32; 4];

/// Where the terms of a unit's own language end and those begin that both languages share.
pub(super) const OWN: usize = 1;

/// What a term stands for; part of its identity.
#[derive(Clone, Copy)]
enum Kind {
    Number = 1,
    Verbatim,
    Name,
    Word,
    Pair,
    Run,
    Concept,
}

/// Numbers for the terms of all texts that are aligned together.
#[derive(Default)]
pub(super) struct Terms {
    known: FxHashMap<u64, u32>,
    /// The hash behind each number, which does not depend on the order in which texts were read.
    pub hashes: Vec<u64>,
}

impl Terms {
    fn get(&mut self, kind: Kind, key: u64) -> u32 {
        let hash = key.rotate_left(7) ^ kind as u64;
        let next = self.hashes.len() as u32;
        *self.known.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            next
        })
    }

    /// The units of a sentence, each once. `cross` says that the two texts are written in different scripts.
    pub fn units(&mut self, segment: Segment, cross: bool) -> Vec<Unit> {
        let text = segment.doc.text();
        let mut units: Vec<Unit> = Vec::new();
        for number in segment.numbers() {
            // List and line numbers say where a sentence stands, not what it says.
            if !number.heads_block || number.len > 2 {
                units.push([NONE, self.get(Kind::Number, number.digits), NONE, NONE]);
            }
        }
        let mut before: Option<u64> = None;
        let mut namings = segment.concepts().iter().peekable();
        for word in segment.words() {
            let body = word.text(text);
            // The concepts of a word; those of a script without spaces stand for themselves.
            let mut concepts = [NONE; 2];
            let mut known = 0;
            while let Some(naming) = namings.next_if(|n| n.range.start < word.range.end) {
                let term = self.get(Kind::Concept, u64::from(naming.concept));
                if word.kind == WordKind::Unspaced {
                    units.push([NONE, NONE, term, NONE]);
                } else if known < concepts.len() {
                    concepts[known] = term;
                    known += 1;
                }
            }
            let [first, second] = concepts;
            let name = |terms: &mut Terms| names::key(body, cross).map_or(NONE, |key| terms.get(Kind::Name, key));
            let mut last = None;
            match word.kind {
                WordKind::Verbatim => units.push([NONE, self.get(Kind::Verbatim, word.key), NONE, NONE]),
                WordKind::Number => {}
                WordKind::Unspaced if is_one(body) => {
                    // Pairs of neighbouring characters stand for words.
                    if let Some(before) = before {
                        units.push([self.get(Kind::Pair, pair(before, word.key)), NONE, NONE, NONE]);
                    }
                    units.push([self.get(Kind::Run, word.key), NONE, NONE, NONE]);
                    last = Some(word.key);
                }
                WordKind::Unspaced => units.push([self.get(Kind::Run, word.key), name(self), NONE, NONE]),
                WordKind::Letters | WordKind::Mixed => {
                    units.push([self.get(Kind::Word, stem(body)), name(self), first, second])
                }
            }
            before = last;
        }
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The terms that a dictionary's entry is found by.
    pub fn entry(&mut self, entry: &str) -> Vec<u32> {
        let range = crate::text::Range32 {
            start: 0,
            end: entry.len() as u32,
        };
        let mut terms = Vec::new();
        let mut before: Option<u64> = None;
        let words = crate::text::words::words(entry, std::iter::once(range));
        let alone = words.len() == 1;
        for word in words {
            let body = word.text(entry);
            let mut last = None;
            match word.kind {
                WordKind::Verbatim | WordKind::Number => {}
                WordKind::Unspaced if is_one(body) => {
                    if let Some(before) = before {
                        terms.push(self.get(Kind::Pair, pair(before, word.key)));
                    }
                    if alone {
                        terms.push(self.get(Kind::Run, word.key));
                    }
                    last = Some(word.key);
                }
                WordKind::Unspaced => terms.push(self.get(Kind::Run, word.key)),
                WordKind::Letters | WordKind::Mixed => terms.push(self.get(Kind::Word, stem(body))),
            }
            before = last;
        }
        terms
    }
}

fn is_one(body: &str) -> bool {
    let mut chars = body.chars();
    chars.next().is_some() && chars.next().is_none()
}

fn pair(before: u64, key: u64) -> u64 {
    before.rotate_left(21) ^ key
}

/// Six letters stand for the stem.
fn stem(word: &str) -> u64 {
    match word.char_indices().nth(6) {
        Some((end, _)) => fold::key(&word[..end]),
        None => fold::key(word),
    }
}
