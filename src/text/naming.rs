//! Names that one side of a bead has and the other does not, told by their sound.

use std::cell::OnceCell;
use std::ops::Range;
use std::slice;

use super::names::{Sound, adjoin, begins, is_abbreviation, names};
use super::words::{Word, WordKind};
use super::{Passage, Range32, chars, fold, places};
use crate::data::languages::Capitals;
use crate::data::{Concepts, Facts, Vocabulary, calendar, units};

/// The fewest letters of a name that is looked for by its sound.
pub(super) const LETTERS: usize = 4;

/// Whether a word of a side sounds like one of a name's.
pub fn hears(side: Passage, name: &str) -> bool {
    !side.range.is_empty() && {
        let theirs = sounds(side);
        name.split([' ', '-', '\u{a0}'])
            .any(|word| theirs.hear(&Sound::of(word)))
    }
}

/// The fewest letters of a name that no other word sounds like by chance.
const LONG: usize = 6;

/// Whether a long name of a side sounds like something on the other.
pub fn hears_name(side: Passage, other: Passage) -> bool {
    let names = names(side.text, side.words, side.concepts, side.facts);
    let mut written = names
        .into_iter()
        .flat_map(|name| &side.words[name])
        .map(|word| word.text(side.text));
    written.any(|name| name.chars().count() >= LONG && hears(other, name))
}

/// Whether half of the sounds of two names are the same.
pub fn sound_alike(a: &str, b: &str) -> bool {
    let parts = |name: &str| name.split([' ', '-']).map(Sound::of).collect::<Vec<_>>();
    let others = parts(b);
    parts(a)
        .iter()
        .any(|part| others.iter().any(|other| part.shares_half(other)))
}

/// A name of the translation, of so many words or more, that sounds like no word of the source: words that are none of its
/// language, or a given name with another name behind it.
pub fn stranger(source: Passage, target: Passage, shortest: usize) -> Option<Range32> {
    let to = target.facts;
    if !to.has_spaces() {
        return None;
    }
    let text = target.text;
    let is_shortened = |w: &Word| {
        let behind = text.get(w.range.end as usize..w.range.end as usize + 1);
        behind == Some(".") && to.abbreviations.contains_key(&format!("{}.", w.text(text)))
    };
    let strange = |w: &Word| {
        if to.vocabulary.is_none() || !w.capital || w.kind != WordKind::Letters {
            return false;
        }
        let (body, bare) = (w.text(text), w.bare(text));
        let folded = fold::text(bare);
        // "Didn't"
        let contracted = body.len() > bare.len() && bare.ends_with('n') && body.ends_with('t');
        folded.chars().count() >= LETTERS
            && !contracted
            && !body.chars().skip(1).any(char::is_uppercase)
            && to.is_word(&folded) == Some(false)
            && to.is_word(folded.trim_end_matches('s')) == Some(false)
            && !is_everyday(to, &folded)
            && !is_shortened(w)
    };
    let words = target.words;
    let is_strange: Vec<bool> = words.iter().map(strange).collect();
    let mut behind = 0;
    let strangers = is_strange.chunk_by(|a, b| a == b).filter_map(|run| {
        let from = behind;
        behind += run.len();
        run[0].then(|| &words[from..behind])
    });
    let spelled_alike = is_one_script(source, target);
    let mut theirs: Option<Sounds> = None;
    strangers
        .chain(persons(target))
        .filter(|run| run.len() >= shortest)
        .filter(|run| !run.iter().any(|w| stands(w.key, source)))
        .find(|run| {
            let sounds = theirs.get_or_insert_with(|| sounds(source));
            // A short name sounds like many words: those that tell decide.
            let mut names: Vec<Sound> = run.iter().map(|w| Sound::of(w.text(text))).collect();
            if let Some(family) = names.pop_if(|name| spelled_alike && run.len() > 1 && name.tells()) {
                names = vec![family];
            } else if names.iter().any(Sound::tells) {
                names.retain(Sound::tells);
            }
            !names.iter().any(|name| sounds.hear(name))
        })
        .map(|run| Range32 {
            start: run[0].range.start,
            end: run[run.len() - 1].range.end,
        })
}

/// Given names with other names behind them, which are no words of an institution's name.
fn persons<'a>(side: Passage<'a>) -> impl Iterator<Item = &'a [Word]> {
    let text = side.text;
    let names = Vocabulary::given_names();
    let cased = |w: &Word| w.capital && w.kind == WordKind::Letters;
    side.words
        .chunk_by(move |a, b| cased(a) && cased(b) && &text[a.range.end as usize..b.range.start as usize] == " ")
        .filter(|run| run.len() >= 2)
        .filter_map(move |run| {
            let first = run.iter().position(|w| names.holds(&fold::text(w.text(text))))?;
            let name = &run[first..];
            let known = |w: &Word| side.concepts.iter().any(|n| n.range.covers(w.range));
            (name.len() >= 2 && !name.iter().any(known)).then_some(name)
        })
}

/// A name of the source that sounds like no word of the translation. What stands beside a known word with a capital
/// letter belongs to an institution, whose name is translated.
pub fn lost(source: Passage, target: Passage) -> Option<Range32> {
    target.facts.vocabulary?;
    let table = Concepts::of(source.lang)?;
    let (text, words) = (source.text, source.words);
    let one_script = is_one_script(source, target);
    let capital = |at: Option<usize>| at.and_then(|at| words.get(at)).filter(|w| w.capital);
    // A short word that begins the sentence, or an abbreviation: "Selon Dupont", "ODS Jiří Vondráček".
    let stands_off = |w: &Word| {
        let small = source.facts.function_words.contains(fold::text(w.text(text)).as_str());
        small || is_abbreviation(w, text)
    };
    let joined = |a: &Word, b: &Word| {
        text[a.range.end as usize..b.range.start as usize]
            .chars()
            .all(chars::is_space)
    };
    let is_whole = |name: &Range<usize>| {
        let (first, last) = (&words[name.start], &words[name.end - 1]);
        let before = capital(name.start.checked_sub(1)).filter(|w| joined(w, first) && !stands_off(w));
        let behind = capital(Some(name.end));
        // "Prof.Smith", "Sra. Pérez"
        let near = words.get(name.end).map_or(u32::MAX, |w| w.range.start - last.range.end);
        let shortened =
            || text[last.range.end as usize..].starts_with('.') && (near == 1 || near == 2 && behind.is_some());
        before.is_none() && !behind.is_some_and(|w| joined(last, w)) && !shortened()
    };
    // A century in Roman numerals, an abbreviation.
    let is_plain = |w: &Word| !w.text(text).chars().skip(1).any(char::is_uppercase);
    // "Second, Minute and Quarter": names that are words are translated together.
    let is_listed = |name: &Range<usize>| {
        let mut near = name.start.saturating_sub(2)..name.start;
        near.any(|at| {
            let word = &words[at];
            word.capital && !begins(text, words, at) && table.knows_well(&fold::text(word.text(text)))
        })
    };
    let mut theirs = None;
    let mut gone = |name: &[Word]| {
        let sounds = theirs.get_or_insert_with(|| sounds(target));
        let mut parts = name.iter().flat_map(|w| w.text(text).split('-'));
        !parts.any(|part| sounds.hear(&Sound::of(part)))
    };
    let mut named = names(text, words, source.concepts, source.facts).into_iter();
    let is_new = |inside: &[Word]| {
        (one_script || inside.len() > 1) && inside.iter().all(|w| is_plain(w) && !stands(w.key, target))
    };
    let name = named
        .find(|name| is_new(&words[name.clone()]) && is_whole(name) && !is_listed(name) && gone(&words[name.clone()]))
        .map(|name| &words[name])
        .or_else(|| persons(source).find(|name| is_new(name) && gone(name)))
        .or_else(|| copied(source, target).map(slice::from_ref).find(|name| gone(name)))?;
    Some(Range32 {
        start: name[0].range.start,
        end: name[name.len() - 1].range.end,
    })
}

/// A name of the source, or a word that may be one, which sounds like no word of the translation: evidence for who knows
/// already that a word is missing.
pub fn unnamed(source: Passage, target: Passage) -> Option<Range32> {
    if let Some(&place) = places::lonely(source, target).first() {
        return Some(place);
    }
    let (text, facts) = (source.text, source.facts);
    Concepts::of(facts.lang)?;
    let theirs = sounds(target);
    let gone = |word: &Word| !theirs.hear(&Sound::of(word.text(text)));
    if let Some(word) = copied(source, target).find(|word| gone(word)) {
        return Some(word.range);
    }
    if facts
        .language
        .is_none_or(|l| matches!(l.capitals, Capitals::None | Capitals::Syllables))
    {
        return None;
    }
    let words = source.words;
    let is_name = |at: usize, word: &Word| {
        let body = word.bare(text);
        let folded = fold::text(body);
        word.capital
            && word.kind == WordKind::Letters
            && body.chars().count() >= SHORTEST_COPIED
            && !begins(text, words, at)
            && !is_abbreviation(word, text)
            && facts.is_word(&folded) != Some(true)
            && !is_everyday(facts, &folded)
            && !stands(word.key, target)
            && gone(word)
    };
    let name = words.iter().enumerate().find(|&(at, word)| is_name(at, word))?.1;
    Some(name.range)
}

/// Words of the source that a translation copies, and this one does not hold: names in the letters of the translation in a
/// text of another script; and abbreviations, unless the translation may spell them out.
fn copied<'a>(source: Passage<'a>, target: Passage<'a>) -> impl Iterator<Item = &'a Word> {
    let (text, facts) = (source.text, source.facts);
    let latin = |side: Passage| side.facts.language.is_some_and(|l| l.scripts == "Latn");
    let (ours, one_script) = (latin(target), latin(source));
    let table = Concepts::of(facts.lang);
    let is_copied = move |word: &Word| {
        let body = word.text(text);
        let tells = word.kind == WordKind::Letters && word.capital && body.chars().count() >= SHORTEST_COPIED;
        tells
            && (!one_script || is_abbreviation(word, text))
            && !chars::is_roman(body)
            && body.chars().all(|c| chars::script(c) == Some(chars::Script::Latin))
            && !is_held(body, target)
    };
    let is_own = move |word: &Word| {
        let body = word.text(text);
        let known = || table.is_some_and(|t| t.knows(body) || !t.code(body).is_empty());
        let head = text[word.range.end as usize..].starts_with(':');
        head || units::behind(facts, body).is_some() || known()
    };
    let spelled_out = OnceCell::new();
    let is_kept =
        move |word: &Word| !one_script || !is_own(word) && !*spelled_out.get_or_init(|| has_new_names(source, target));
    source.words.iter().filter(move |w| ours && is_copied(w) && is_kept(w))
}

/// The fewest letters of a name that a translation copies.
const SHORTEST_COPIED: usize = 3;

/// Whether a translation holds abbreviations or names of several words that the source does not have, or the source is in
/// capital letters.
fn has_new_names(source: Passage, target: Passage) -> bool {
    let (text, words) = (target.text, target.words);
    let shouts = source
        .words
        .iter()
        .filter(|w| w.capital && is_abbreviation(w, source.text));
    if shouts.count() * 3 > source.words.len() {
        return true;
    }
    let theirs = sounds(source);
    let is_new = |at: usize, w: &Word| {
        let unheard = || !begins(text, words, at) && !theirs.hear(&Sound::of(w.text(text)));
        w.capital && !stands(w.key, source) && (is_abbreviation(w, text) || unheard())
    };
    let in_name = |at: usize, w: &Word| {
        let behind = words
            .get(at + 1)
            .is_some_and(|next| next.capital && adjoin(text, w.range, next.range));
        let before = at.checked_sub(1).map(|i| &words[i]);
        behind || is_abbreviation(w, text) || before.is_some_and(|b| b.capital && adjoin(text, b.range, w.range))
    };
    words.iter().enumerate().any(|(at, w)| is_new(at, w) && in_name(at, w))
}

/// Whether a side holds a word of Latin letters, alone or inside another: "microRNAs".
fn is_held(word: &str, side: Passage) -> bool {
    let (text, wanted) = (side.text, word.to_ascii_lowercase());
    side.words
        .iter()
        .any(|w| w.text(text).to_ascii_lowercase().contains(&wanted))
}

/// Whether a folded word is a grammatical one, one of the lexicon, or a name of the calendar.
pub(super) fn is_everyday(facts: &Facts, folded: &str) -> bool {
    facts.function_words.contains(folded)
        || Concepts::of(facts.lang).is_some_and(|table| table.knows(folded))
        || calendar::name(folded).is_some()
}

/// Whether a side holds a word in the same form.
pub(super) fn stands(key: u64, side: Passage) -> bool {
    side.words.iter().any(|w| w.key == key)
}

/// Whether both sides are written in one script: between two a single name may be spelled in many ways.
pub fn is_one_script(source: Passage, target: Passage) -> bool {
    let scripts = |side: Passage| side.facts.language.map(|l| l.scripts);
    scripts(source) == scripts(target)
}

/// How a side sounds.
enum Sounds {
    /// Word by word, each with whether it may be a name by its capital letter.
    Words(Vec<(Sound, bool)>),
    /// A language without spaces, as a whole.
    Whole(Sound),
}

fn sounds(side: Passage) -> Sounds {
    let facts = side.facts;
    if !facts.has_spaces() {
        return Sounds::Whole(Sound::of(&side.text[side.range.usize()]));
    }
    let cased = facts.language.is_some_and(|l| l.capitals == Capitals::Names);
    Sounds::Words(words_heard(side, |w| w.capital || !cased))
}

/// The words of a side by their sound, each with whether it may be a name.
pub(super) fn words_heard(side: Passage, is_name: impl Fn(&Word) -> bool) -> Vec<(Sound, bool)> {
    let words = side.words.iter().filter(|w| w.kind != WordKind::Number);
    words.map(|w| (Sound::of(w.text(side.text)), is_name(w))).collect()
}

impl Sounds {
    /// Whether a word may be one of these.
    fn hear(&self, sound: &Sound) -> bool {
        match self {
            Sounds::Whole(whole) => sound.stands_in(whole),
            Sounds::Words(words) => words
                .iter()
                .any(|(s, name)| *name && sound.is_near(s) || sound.is_in_word(s)),
        }
    }
}
