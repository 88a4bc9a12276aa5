use std::collections::{BTreeMap, BTreeSet};

use super::prelude::*;
use crate::data::languages::Capitals;
use crate::text::words::{Word, WordKind};

check! {
    /// One term of the source is rendered in two ways.
    ///
    /// ## Why it matters
    /// A machine translates every sentence by itself, and readers take two renderings of one body, treaty or product for two
    /// things.
    ///
    /// ## How it decides
    /// The source writes the same words with capital letters three times or more, and all passages but one hold the same
    /// rendering. The passage that does not hold a rendering that shares a word with the usual one and exchanges another.
    ///
    /// ## Not flagged
    /// Shortened renderings (*the Court*), forms of inflection, a rendering that the text uses for something else, too, and
    /// languages without capital letters.
    ///
    /// ## Examples
    /// ```flag
    /// de: Der Hohe Rat tagte am Montag. Am Dienstag lehnte der Hohe Rat ab. Nun ist der Hohe Rat am Zug.
    /// en: The High Council met on Monday. On Tuesday the High Council declined. Now it is up to the ⟦Tall Council⟧ to move.
    /// ```
    /// ```clean
    /// de: Der Hohe Rat tagte am Montag. Am Dienstag lehnte der Hohe Rat ab. Nun ist der Hohe Rat am Zug.
    /// en: The High Council met on Monday. On Tuesday the High Council declined. Now it is up to the Council to move.
    /// ```
    pub static CHECK = {
        code: "S302", name: "inconsistent-term", category: Category::Terminology, mqm: Mqm::Inconsistent,
        severity: Severity::Minor, stage: Stage::Preview, confidence: 60, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 70;
/// In how many passages a term must stand.
const PASSAGES: usize = 3;
/// The longest term and the longest rendering, in words.
const TERM: usize = 5;
const RENDERING: usize = 6;
/// How many letters tell a word from another in all its forms.
const STEM: usize = 5;

/// A rendering: the stems of its words.
type Stems = Vec<String>;

fn run(cx: &mut Cx, bitext: &Bitext) {
    let tells =
        |doc: &Document| doc.facts.has_spaces() && doc.facts.language.is_some_and(|l| l.capitals != Capitals::None);
    if !tells(&bitext.source) || !tells(&bitext.target) {
        return;
    }
    let mut terms: BTreeMap<Vec<u64>, Vec<Bead>> = BTreeMap::new();
    for bead in bitext.beads() {
        if bead.confidence < LINK || bead.source.is_empty() || bead.target.is_empty() {
            continue;
        }
        for term in capitals(bead.source) {
            let beads = terms.entry(term.iter().map(|w| w.key).collect()).or_default();
            if beads.last().is_none_or(|b| b.index != bead.index) {
                beads.push(bead);
            }
        }
    }
    terms.retain(|_, beads| beads.len() >= PASSAGES);
    if terms.is_empty() {
        return;
    }
    let all: Vec<BTreeMap<Stems, Segment>> = bitext.beads().map(|bead| renderings(bead.target)).collect();
    let passages = |stems: &Stems| all.iter().filter(|r| r.contains_key(stems)).count();
    let mut told: Vec<(Segment, Segment, String, usize)> = Vec::new();
    for (term, beads) in &terms {
        let Some((usual, count)) = usual(beads, &all) else {
            continue;
        };
        let Some(other) = beads.iter().find(|b| !all[b.index].contains_key(&usual)) else {
            continue;
        };
        let there = &all[other.index];
        let stems: BTreeSet<&String> = there.keys().flatten().collect();
        let lost = usual.iter().any(|stem| !stems.contains(stem));
        // "Track Palin" beside "Sarah Palin" is another person.
        let relative = |run: &&[Word]| {
            let shared = run.iter().filter(|w| term.contains(&w.key)).count();
            shared > 0 && shared < run.len()
        };
        if capitals(other.source).iter().any(relative) {
            continue;
        }
        let Some(sample) = beads.iter().find_map(|b| all[b.index].get(&usual)) else {
            continue;
        };
        let deviates = |(stems, here): &(&Stems, &Segment)| {
            let mut others = stems.iter().zip(&usual).filter(|(a, b)| a != b);
            let exchanged = others.next().is_some_and(|(a, b)| !is_form(a, b)) && others.next().is_none();
            exchanged
                && stems.len() == usual.len()
                && capital_words(**here) == capital_words(*sample)
                && passages(stems) == 1
        };
        let Some((_, &found)) = there.iter().find(deviates).filter(|_| lost) else {
            continue;
        };
        let words = other.source.words();
        let Some(first) = (0..words.len()).find(|&i| starts(&words[i..], term)) else {
            continue;
        };
        let theirs = other.source.at(Range32 {
            start: words[first].range.start,
            end: words[first + term.len() - 1].range.end,
        });
        told.push((found, theirs, sample.text().to_owned(), count));
    }
    told.sort_by_key(|(ours, ..)| (ours.range.start, std::cmp::Reverse(ours.range.end)));
    told.dedup_by(|b, a| a.0.range.covers(b.0.range));
    for (ours, theirs, usual, count) in told {
        let message = format!("“{}” is “{usual}” in {count} other passages", theirs.text());
        cx.flag(ours, message).source(theirs);
    }
}

/// Runs of words with capital letters, two or more: names of bodies, treaties, products.
fn capitals<'a>(segment: Segment<'a>) -> Vec<&'a [Word]> {
    let text = segment.doc.text();
    let words = segment.words();
    let joined = |pair: &[Word]| &text[pair[0].range.end as usize..pair[1].range.start as usize] == " ";
    let mut out = Vec::new();
    let mut from = 0;
    for to in 1..=words.len() {
        let goes_on = to < words.len() && words[to].capital && words[to - 1].capital && joined(&words[to - 1..=to]);
        if goes_on {
            continue;
        }
        // The article of a sentence is no part of a name.
        let grammatical = |w: &Word| {
            segment
                .doc
                .facts
                .function_words
                .contains(fold::text(w.text(text)).as_str())
        };
        let first = from + usize::from(grammatical(&words[from]));
        if words[from].capital && (2..=TERM).contains(&(to - first)) {
            out.push(&words[first..to]);
        }
        from = to;
    }
    out
}

/// Every stretch of words that may be a rendering, by the stems of its words, with grammatical words at neither end.
fn renderings<'a>(segment: Segment<'a>) -> BTreeMap<Stems, Segment<'a>> {
    let text = segment.doc.text();
    let words = segment.words();
    let stems: Vec<Option<String>> = words
        .iter()
        .map(|w| {
            let folded = fold::text(w.text(text));
            let telling = w.kind == WordKind::Letters && !segment.doc.facts.function_words.contains(folded.as_str());
            telling.then(|| folded.chars().take(STEM).collect())
        })
        .collect();
    let mut out = BTreeMap::new();
    for from in 0..words.len() {
        let mut run: Stems = stems[from].iter().cloned().collect();
        let joined = text[..words[from].range.start as usize].ends_with(chars::is_hyphen);
        if run.is_empty() || joined {
            continue;
        }
        for to in from + 1..words.len().min(from + RENDERING) {
            let between = &text[words[to - 1].range.end as usize..words[to].range.start as usize];
            if !matches!(between, " " | "-" | "\u{a0}") {
                break;
            }
            let Some(stem) = &stems[to] else { continue };
            run.push(stem.clone());
            let range = Range32 {
                start: words[from].range.start,
                end: words[to].range.end,
            };
            out.entry(run.clone()).or_insert(segment.at(range));
        }
    }
    out
}

/// The rendering that stands in all passages of a term but one, the longest, and in how many.
fn usual(beads: &[Bead], all: &[BTreeMap<Stems, Segment>]) -> Option<(Stems, usize)> {
    let wanted = beads.len() - 1;
    let candidates = beads.iter().take(2).flat_map(|b| all[b.index].keys());
    let count = |stems: &Stems| beads.iter().filter(|b| all[b.index].contains_key(stems)).count();
    let named = |stems: &&Stems| {
        beads
            .iter()
            .any(|b| all[b.index].get(*stems).is_some_and(|s| capital_words(*s) > 0))
    };
    let fitting: BTreeSet<&Stems> = candidates
        .filter(|stems| count(stems) >= wanted)
        .filter(named)
        .collect();
    // A rendering in every passage: the term is rendered in one way, whatever stands around it.
    if fitting.iter().any(|stems| count(stems) > wanted) {
        return None;
    }
    let longest = fitting.into_iter().max_by_key(|stems| stems.len())?;
    Some((longest.clone(), wanted))
}

/// Whether two stems may be forms of one word, or spellings of one name.
fn is_form(a: &str, b: &str) -> bool {
    const ALIKE: f64 = 0.5;
    a.chars().next() == b.chars().next() && strsim::normalized_levenshtein(a, b) >= ALIKE
}

fn capital_words(segment: Segment) -> usize {
    segment.words().iter().filter(|w| w.capital).count()
}

fn starts(words: &[Word], term: &[u64]) -> bool {
    words.len() >= term.len() && words.iter().zip(term).all(|(w, key)| w.key == *key)
}
