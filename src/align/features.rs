//! What the aligner knows of a sentence, computed once.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{BeadRange, Document, Segment};
use crate::text::chars::{self, Script};
use crate::text::fold;
use crate::text::words::WordKind;

/// Fixed-point unit of weights: bits times this.
const BIT: i32 = 16;

/// Word pairs are counted in links with at most this many words on a side.
const LINK_WORDS: usize = 60;

/// One side's sentences.
pub(super) struct Side {
    /// Length in characters without white space.
    pub len: Vec<i32>,
    /// Whether the sentence begins a block.
    pub heads_block: Vec<bool>,
    /// What the sentence ends with, as a class.
    pub ending: Vec<u8>,
    /// Shared keys in order, each once.
    keys: Vec<Vec<u32>>,
    /// Words for the lexicon, each once per sentence.
    words: Vec<Vec<u32>>,
}

/// What the aligner knows of both sides.
pub(super) struct Features {
    pub source: Side,
    pub target: Side,
    /// Target characters per source character, in 1/1024.
    pub ratio: i64,
    /// Variance of the length difference per character, in 1/16 (Gale and Church: 6.8 characters).
    pub variance: i64,
    /// The concepts of each sentence, sorted, with the weight of each.
    source_concepts: Vec<Vec<(u32, i32)>>,
    target_concepts: Vec<Vec<(u32, i32)>>,
    /// The weight of all concepts of each sentence.
    pub source_weight: Vec<i64>,
    pub target_weight: Vec<i64>,
    lexicon: FxHashMap<u32, Vec<(u32, i32)>>,
}

/// Numbers for keys.
#[derive(Default)]
struct Ids {
    known: FxHashMap<u64, u32>,
}

impl Ids {
    fn get(&mut self, key: u64) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(key).or_insert(next)
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

impl Features {
    pub fn new(source: &Document, target: &Document) -> Features {
        let mut ids = Ids::default();
        let cross = script(source) != script(target);
        let source = side(source, cross, &mut ids);
        let target = side(target, cross, &mut ids);
        let total = |side: &Side| side.len.iter().map(|&l| i64::from(l)).sum::<i64>().max(1);
        let ratio = (total(&target) * 1024 / total(&source)).clamp(128, 8192);
        let mut features = Features {
            ratio,
            variance: 7 * 16,
            source_concepts: Vec::new(),
            target_concepts: Vec::new(),
            source_weight: Vec::new(),
            target_weight: Vec::new(),
            lexicon: FxHashMap::default(),
            source,
            target,
        };
        features.weigh();
        features
    }

    /// Turns keys and lexicon into weighted concepts.
    fn weigh(&mut self) {
        let mut frequency: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for keys in &self.source.keys {
            for &key in keys {
                frequency.entry(key).or_default().0 += 1;
            }
        }
        for keys in &self.target.keys {
            for &key in keys {
                frequency.entry(key).or_default().1 += 1;
            }
        }
        let sentences = (self.source.keys.len() + self.target.keys.len()) as u64;
        let weight = |key: u32| -> i32 {
            match frequency.get(&key) {
                Some(&(a, b)) if a > 0 && b > 0 => {
                    // A key that is much commoner on one side is a chance likeness.
                    let spread = a.max(b) * 2 > a.min(b) * 7 + 6;
                    if spread { 0 } else { log2(sentences, u64::from(a + b)) }
                }
                _ => 0,
            }
        };
        let direct = |keys: &Vec<u32>| -> Vec<(u32, i32)> {
            keys.iter()
                .map(|&key| (key, weight(key)))
                .filter(|&(_, w)| w > 0)
                .collect()
        };
        let mut source: Vec<Vec<(u32, i32)>> = self.source.keys.iter().map(direct).collect();
        let mut target: Vec<Vec<(u32, i32)>> = self.target.keys.iter().map(direct).collect();
        if !self.lexicon.is_empty() {
            let taught: FxHashMap<u32, i32> =
                self.lexicon
                    .values()
                    .flatten()
                    .fold(FxHashMap::default(), |mut map, &(t, w)| {
                        let known: &mut i32 = map.entry(t).or_default();
                        *known = (*known).max(w);
                        map
                    });
            for (concepts, words) in source.iter_mut().zip(&self.source.words) {
                for word in words {
                    concepts.extend(self.lexicon.get(word).into_iter().flatten());
                }
            }
            for (concepts, words) in target.iter_mut().zip(&self.target.words) {
                concepts.extend(words.iter().filter_map(|w| taught.get(w).map(|&weight| (*w, weight))));
            }
        }
        let tidy = |lists: &mut Vec<Vec<(u32, i32)>>| {
            for list in lists {
                list.sort_unstable_by_key(|&(key, weight)| (key, -weight));
                list.dedup_by_key(|&mut (key, _)| key);
            }
        };
        tidy(&mut source);
        tidy(&mut target);
        let sum = |lists: &[Vec<(u32, i32)>]| -> Vec<i64> {
            lists
                .iter()
                .map(|list| list.iter().map(|&(_, w)| i64::from(w)).sum())
                .collect()
        };
        self.source_weight = sum(&source);
        self.target_weight = sum(&target);
        self.source_concepts = source;
        self.target_concepts = target;
    }

    /// The weight of what two sentences share.
    pub fn shared(&self, i: usize, j: usize) -> i32 {
        let (mut a, mut b) = (self.source_concepts[i].iter(), self.target_concepts[j].iter());
        let (mut x, mut y) = (a.next(), b.next());
        let mut sum = 0;
        while let (Some(&(s, ws)), Some(&(t, wt))) = (x, y) {
            match s.cmp(&t) {
                std::cmp::Ordering::Equal => {
                    sum += ws.min(wt);
                    x = a.next();
                    y = b.next();
                }
                std::cmp::Ordering::Less => x = a.next(),
                std::cmp::Ordering::Greater => y = b.next(),
            }
        }
        sum
    }

    /// Concepts that occur once on each side: places where the two texts surely meet, in the order of the source.
    pub fn anchors(&self) -> Vec<(u32, u32)> {
        let once = |lists: &[Vec<(u32, i32)>]| {
            let mut at: FxHashMap<u32, Option<u32>> = FxHashMap::default();
            for (i, list) in lists.iter().enumerate() {
                for &(key, _) in list {
                    at.entry(key).and_modify(|v| *v = None).or_insert(Some(i as u32));
                }
            }
            at
        };
        let (source, target) = (once(&self.source_concepts), once(&self.target_concepts));
        let mut found: Vec<(u32, u32)> = source
            .iter()
            .filter_map(|(key, i)| Some(((*i)?, (*target.get(key)?)?)))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Learns length ratio, variance and a lexicon from links.
    pub fn learn(&mut self, beads: &[BeadRange]) {
        let links: Vec<&BeadRange> = beads
            .iter()
            .filter(|b| !b.source.is_empty() && !b.target.is_empty())
            .collect();
        if links.is_empty() {
            return;
        }
        let len = |lens: &[i32], range: &std::ops::Range<u32>| -> i64 {
            lens[range.start as usize..range.end as usize]
                .iter()
                .map(|&l| i64::from(l))
                .sum()
        };
        let (mut s_all, mut t_all) = (0, 0);
        for link in &links {
            s_all += len(&self.source.len, &link.source);
            t_all += len(&self.target.len, &link.target);
        }
        self.ratio = (t_all.max(1) * 1024 / s_all.max(1)).clamp(128, 8192);
        let mut squares: Vec<i64> = links
            .iter()
            .map(|link| {
                let s = len(&self.source.len, &link.source) * self.ratio / 1024;
                let t = len(&self.target.len, &link.target);
                (t - s) * (t - s) * 16 * 2 / (s + t).max(1)
            })
            .collect();
        squares.sort_unstable();
        // The median of a squared normal variable is 0.455 of its variance; outliers are wrong links.
        let median = squares[squares.len() / 2];
        self.variance = (median * 1000 / 455).clamp(2 * 16, 40 * 16);
        self.learn_words(&links);
        self.weigh();
    }

    fn learn_words(&mut self, links: &[&BeadRange]) {
        let gather = |words: &[Vec<u32>], range: &std::ops::Range<u32>| -> Vec<u32> {
            let mut all: Vec<u32> = words[range.start as usize..range.end as usize]
                .iter()
                .flatten()
                .copied()
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let sides: Vec<(Vec<u32>, Vec<u32>)> = links
            .iter()
            .map(|l| {
                (
                    gather(&self.source.words, &l.source),
                    gather(&self.target.words, &l.target),
                )
            })
            .filter(|(s, t)| s.len() <= LINK_WORDS && t.len() <= LINK_WORDS)
            .collect();
        let (mut in_source, mut in_target): (FxHashMap<u32, u32>, FxHashMap<u32, u32>) = Default::default();
        for (s, t) in &sides {
            for &word in s {
                *in_source.entry(word).or_default() += 1;
            }
            for &word in t {
                *in_target.entry(word).or_default() += 1;
            }
        }
        // Words that stand everywhere teach nothing.
        let common = (sides.len() as u32 / 5).max(4);
        let useful =
            |map: &FxHashMap<u32, u32>, word: u32| map.get(&word).is_some_and(|&count| count >= 2 && count <= common);
        let mut together: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (s, t) in &sides {
            let t: Vec<u32> = t.iter().copied().filter(|&w| useful(&in_target, w)).collect();
            for &a in s.iter().filter(|&&w| useful(&in_source, w)) {
                for &b in &t {
                    *together.entry((a, b)).or_default() += 1;
                }
            }
        }
        let sentences = (self.source.words.len() + self.target.words.len()) as u64;
        let mut lexicon: FxHashMap<u32, Vec<(u32, i32)>> = FxHashMap::default();
        for (&(a, b), &count) in &together {
            if count < 2 {
                continue;
            }
            let (fa, fb) = (in_source[&a], in_target[&b]);
            // Dice coefficient in per cent; a pair seen twice has to be nearly exclusive.
            let dice = 200 * count / (fa + fb);
            let needed = match count {
                2 => 80,
                3 => 60,
                _ => 40,
            };
            if dice >= needed {
                let weight = log2(sentences, u64::from(fa + fb)) * dice as i32 / 100;
                if weight > 0 {
                    lexicon.entry(a).or_default().push((b, weight));
                }
            }
        }
        for list in lexicon.values_mut() {
            list.sort_unstable_by_key(|&(word, weight)| (-weight, word));
            list.truncate(3);
        }
        self.lexicon = lexicon;
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

fn side(doc: &Document, cross: bool, ids: &mut Ids) -> Side {
    let sentences = doc.sentence_ranges();
    let mut side = Side {
        len: Vec::with_capacity(sentences.len()),
        heads_block: Vec::with_capacity(sentences.len()),
        ending: Vec::with_capacity(sentences.len()),
        keys: Vec::with_capacity(sentences.len()),
        words: Vec::with_capacity(sentences.len()),
    };
    let starts: FxHashSet<u32> = doc.blocks().iter().map(|b| b.range.start).collect();
    for &range in sentences {
        let segment = doc.segment(range);
        let len = segment
            .text()
            .chars()
            .filter(|&c| !chars::is_space(c) && !chars::is_mark(c))
            .count();
        side.len.push(len as i32);
        side.heads_block.push(starts.contains(&range.start));
        side.ending.push(ending(segment.text()));
        let (keys, words) = keys(segment, cross, ids);
        side.keys.push(keys);
        side.words.push(words);
    }
    side
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

fn keys(segment: Segment, cross: bool, ids: &mut Ids) -> (Vec<u32>, Vec<u32>) {
    let text = segment.doc.text();
    let mut keys = Vec::new();
    let mut words = Vec::new();
    let tag = |kind: u64, key: u64| key.rotate_left(7) ^ kind;
    for number in segment.numbers() {
        if !number.heads_block || number.len > 2 {
            keys.push(ids.get(tag(1, number.digits)));
        }
    }
    let mut before: Option<u64> = None;
    for word in segment.words() {
        let body = word.text(text);
        match word.kind {
            WordKind::Verbatim => keys.push(ids.get(tag(2, word.key))),
            WordKind::Number => {}
            WordKind::Unspaced => {
                // Pairs of neighbouring characters stand for words.
                let len = body.chars().count();
                if len == 1 {
                    if let Some(before) = before {
                        words.push(ids.get(tag(5, before.rotate_left(21) ^ word.key)));
                    }
                    words.push(ids.get(tag(6, word.key)));
                    before = Some(word.key);
                    continue;
                }
                words.push(ids.get(tag(6, word.key)));
                if let Some(key) = latin_key(body, cross) {
                    keys.push(ids.get(tag(3, key)));
                }
            }
            WordKind::Letters | WordKind::Mixed => {
                // Six letters stand for the stem.
                let stem: String = body.chars().take(6).collect();
                words.push(ids.get(tag(4, fold::key(&stem))));
                if let Some(key) = latin_key(body, cross) {
                    keys.push(ids.get(tag(3, key)));
                }
            }
        }
        before = None;
    }
    for list in [&mut keys, &mut words] {
        list.sort_unstable();
        list.dedup();
    }
    (keys, words)
}

/// A word in Latin letters, cut to what cognates and transliterated names have in common:
/// its first five letters, or across scripts its first four consonants.
fn latin_key(word: &str, cross: bool) -> Option<u64> {
    if word.len() > 120
        || word
            .chars()
            .next()
            .is_some_and(|c| chars::script(c) == Some(Script::Han))
    {
        return None;
    }
    let latin: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        deunicode::deunicode(word).to_ascii_lowercase()
    };
    let letters = latin.bytes().filter(u8::is_ascii_alphanumeric);
    let mut key = 0u64;
    let mut count = 0;
    if cross {
        let mut last = 0;
        for b in letters {
            let sound = match b {
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' => continue,
                b'c' | b'q' | b'g' | b'x' => b'k',
                b'z' | b'j' => b's',
                b'p' | b'v' | b'f' => b'b',
                b'd' => b't',
                b'l' => b'r',
                other => other,
            };
            if sound == last {
                continue;
            }
            last = sound;
            key = (key << 8) | u64::from(sound);
            count += 1;
            if count == 4 {
                break;
            }
        }
        (count >= 3).then_some(key)
    } else {
        for b in letters.take(5) {
            key = (key << 8) | u64::from(b);
            count += 1;
        }
        (count >= 4 || count >= 2 && word.chars().all(char::is_uppercase)).then_some(key)
    }
}
