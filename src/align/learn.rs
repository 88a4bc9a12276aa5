//! A user's own dictionary, learnt from text that is aligned already.

use std::collections::BTreeMap;

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
    let mut count: [BTreeMap<String, u32>; 2] = Default::default();
    let mut together: FxHashMap<(String, String), u32> = FxHashMap::default();
    for (source, target) in links {
        let (theirs, ours) = (words(source), words(target));
        for (side, words) in [&theirs, &ours].into_iter().enumerate() {
            for word in words {
                *count[side].entry(word.clone()).or_default() += 1;
            }
        }
        for s in &theirs {
            for t in &ours {
                *together.entry((s.clone(), t.clone())).or_default() += 1;
            }
        }
    }
    let mut scored: Vec<(u64, u32, String, String)> = together
        .into_iter()
        .filter(|(_, n)| *n >= SEEN)
        .filter_map(|((s, t), n)| {
            let all = u64::from(count[0].get(&s)? + count[1].get(&t)?);
            let dice = 2000 * u64::from(n) / all;
            (dice >= DICE).then_some((dice, n, s, t))
        })
        .collect();
    scored.sort_by(|a, b| (b.0, b.1, &a.2, &a.3).cmp(&(a.0, a.1, &b.2, &b.3)));
    let mut taken: [std::collections::HashSet<String>; 2] = Default::default();
    scored.retain(|(_, _, s, t)| {
        let free = !taken[0].contains(s) && !taken[1].contains(t);
        if free {
            taken[0].insert(s.clone());
            taken[1].insert(t.clone());
        }
        free
    });
    scored.into_iter().map(|(_, _, s, t)| (s, t)).collect()
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
