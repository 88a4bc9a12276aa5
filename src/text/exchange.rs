//! A name of the source that the translation lacks or has another for, where only the frequent words of its language are known.

use std::cell::LazyCell;

use super::names::{Sound, adjoin, begins, is_determined};
use super::naming::{LETTERS, is_everyday, stands, words_heard};
use super::words::{Word, WordKind};
use super::{Passage, Range32, fold};
use crate::data::languages::{Capitals, Language};

/// The most words of a passage that is looked at: more are no sentence, and every name is compared with all words.
const LONGEST: usize = 200;

/// A name of the source that nothing in the translation sounds like, and the name that stands there in its place: a word that
/// is none of the language and sounds like nothing in the source. Alone, a name of the source has two words or more.
///
/// What stands around the passages tells names from other words: a name is never written small, and one that is a word, too,
/// stands in both texts elsewhere.
pub fn names<'a>(
    source: Passage,
    target: Passage,
    around: impl Fn() -> (&'a str, &'a str),
) -> Option<(Range32, Option<Range32>)> {
    let (from, to) = (source.facts.language?, target.facts.language?);
    let cased = |l: &Language| matches!(l.capitals, Capitals::Names | Capitals::Nouns);
    target
        .facts
        .common_words
        .filter(|_| from.capitals == Capitals::Names && cased(to) && from.scripts == to.scripts)?;
    if is_heading(source) || source.words.len().max(target.words.len()) > LONGEST {
        return None;
    }
    let around = LazyCell::new(around);
    let (theirs, ours) = (LazyCell::new(|| heard(source)), LazyCell::new(|| heard(target)));
    // Few sentences have names that are not copied: those of the source come first.
    let lost: Vec<(usize, &Word)> = words_of(source)
        .filter(|&(at, word)| {
            !stands_too(word, source, target)
                && is_unknown(source, word)
                && is_name(source, at, word, *around)
                && !is_akin(&ours, word.bare(source.text))
        })
        .collect();
    if lost.is_empty() {
        return None;
    }
    let nouns = to.capitals == Capitals::Nouns;
    // Where nouns are written like names, an article tells that a word is none.
    let opens = |at: usize| {
        begins(target.text, target.words, at) || nouns && is_determined(target.text, target.words, at, target.facts)
    };
    let invented = words_of(target).find(|&(at, word)| {
        !opens(at)
            && !stands_too(word, target, source)
            && is_unknown(target, word)
            && is_own(target, word) == Some(false)
            && !is_akin(&theirs, word.bare(target.text))
            && !around.1.contains(&fold::text(word.bare(target.text)))
    });
    if let Some((_, is)) = invented {
        let sound = Sound::of(is.text(target.text));
        let other = |was: &Word| !Sound::of(was.text(source.text)).is_near(&sound);
        let was = lost.iter().find(|(_, was)| other(was))?.1;
        return Some((was.range, Some(is.range)));
    }
    let sure = |w: &Word| is_own(source, w) == Some(false);
    let joined = lost
        .windows(2)
        .map(|pair| (pair[0].1, pair[1].1))
        .find(|(a, b)| adjoin(source.text, a.range, b.range) && sure(a) && sure(b));
    joined.map(|(first, last)| {
        let (start, end) = (first.range.start, last.range.end);
        (Range32 { start, end }, None)
    })
}

/// Words that are written like a name of one word, each with its number.
fn words_of<'a>(side: Passage<'a>) -> impl Iterator<Item = (usize, &'a Word)> {
    let text = side.text;
    // "StartDate" and "Ctrl" are names in programs.
    let plain = |body: &str| {
        body.chars().nth(LETTERS - 1).is_some()
            && !body.chars().skip(1).any(char::is_uppercase)
            && body.contains(|c: char| !c.is_ascii() || "aeiouyAEIOUY".contains(c))
    };
    let may_be = move |w: &Word| w.capital && w.kind == WordKind::Letters && plain(w.bare(text));
    side.words.iter().enumerate().filter(move |(_, w)| may_be(w))
}

/// Whether most words have a capital letter.
fn is_heading(side: Passage) -> bool {
    let capitals = side.words.iter().filter(|w| w.capital).count();
    capitals * 2 > side.words.len()
}

/// Whether a word may be a name that stands in no list.
fn is_unknown(side: Passage, word: &Word) -> bool {
    !is_everyday(side.facts, &fold::text(word.bare(side.text)))
        && !side.concepts.iter().any(|n| n.range.covers(word.range))
}

fn is_own(side: Passage, word: &Word) -> Option<bool> {
    side.facts.is_own(&fold::text(word.bare(side.text)))
}

/// Whether a word of the source is a name. One that is a word, too, stands behind another name, or elsewhere in the translation.
fn is_name(source: Passage, at: usize, word: &Word, (theirs, ours): (&str, &str)) -> bool {
    let (text, words) = (source.text, source.words);
    let own = is_own(source, word);
    let before = at.checked_sub(1).map(|i| &words[i]);
    let behind_name =
        || before.is_some_and(|w| w.capital && adjoin(text, w.range, word.range) && is_own(source, w) == Some(false));
    // "Snow White": beside a known word it may belong to a name that is translated.
    let next = words
        .get(at + 1)
        .filter(|w| w.capital && adjoin(text, word.range, w.range));
    let in_title = || next.is_some_and(|w| !is_unknown(source, w));
    (own == Some(false) || !begins(text, words, at))
        && (own != Some(true) || behind_name() || ours.contains(word.bare(text)))
        && !in_title()
        && !theirs.contains(&fold::text(word.bare(text)))
}

/// Whether the other side holds a word in the same form, with or without what an apostrophe joins to it.
fn stands_too(word: &Word, side: Passage, other: Passage) -> bool {
    stands(word.key, other) || stands(fold::key(word.bare(side.text)), other)
}

/// The words of a side, to compare names of the other with them.
fn heard(side: Passage) -> Vec<(Sound, bool)> {
    let text = side.text;
    let elided = |w: &Word| w.elided(text).is_some_and(|name| name.starts_with(char::is_uppercase));
    words_heard(side, |w| w.capital || elided(w))
}

/// Whether a name may be one of these words, or be inside one that is written like any other.
fn is_akin(words: &[(Sound, bool)], name: &str) -> bool {
    let sound = Sound::of(name);
    words.iter().any(|(word, named)| match named {
        true => sound.is_near(word),
        false => sound.begins_word(word),
    })
}
