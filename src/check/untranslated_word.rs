use super::prelude::*;
use crate::data::languages::Capitals;
use crate::data::{Concepts, Vocabulary, is_substance};
use crate::text::likeness::bits_for;
use crate::text::names::is_determined;
use crate::text::words::{Word, WordKind};

check! {
    /// A word of the source was left untranslated.
    ///
    /// ## How it decides
    /// A word of the translation stands in the aligned source in the same form, and either it is written in a script
    /// that the language of the translation does not use, or it is a grammatical word of the source language and none
    /// of the language of the translation; or four words and more stand there as they stand in the source.
    ///
    /// ## Not flagged
    /// Words that are frequent in the language of the translation, if the source is not English; names and titles, and the small
    /// words inside them (*Rio de Janeiro*), what stands in quotation marks or brackets, abbreviations, and languages that are
    /// written in several scripts.
    ///
    /// ## Examples
    /// ```flag
    /// ru: Мост закрыли в мае, потому что он старый.
    /// en: The bridge was closed in May ⟦потому⟧ it is old.
    /// ```
    /// ```flag
    /// de: Die Brücke wurde gesperrt, weil sie alt ist.
    /// en: The bridge was closed ⟦weil⟧ it is old.
    /// ```
    /// ```flag
    /// en: The council agreed on a plan for the next five years.
    /// fr: Le conseil s’est accordé sur un plan ⟦for the next five years⟧.
    /// ```
    /// ```clean
    /// en: Set the org.example.login-screen.disable-list key in ~/.config/login.list and restart.
    /// ru: Задайте ключ org.example.login-screen.disable-list в ~/.config/login.list и перезапустите.
    /// ```
    /// ```clean
    /// en: A search for كتاب finds the book.
    /// fr: Une recherche de كتاب trouve le livre.
    /// ```
    /// ```clean
    /// es: Nació en Río de la Plata y vive en Madrid.
    /// en: She was born in Río de la Plata and lives in Madrid.
    /// ```
    pub static CHECK = {
        code: "A302", name: "untranslated-word", category: Category::Untranslated, mqm: Mqm::Untranslated,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The evidence that a word must give for the source language by its letters, in bits: one that the lexicon knows, and
/// one that it does not.
const LOOKS_KNOWN: i32 = 9;
const LOOKS: i32 = 16;
/// The same where all words of the language of the translation are known and this is none of them.
const LISTED_ENDING: i32 = -8;
const LISTED: i32 = 6;
/// The fewest letters that forms of one word have in common, and the most in which they differ.
const STEM: usize = 5;
const ENDING: usize = 3;
/// The fewest letters of a content word.
const CONTENT: usize = 4;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < 60 {
        return;
    }
    let (from, to) = (source.doc, target.doc);
    if from.lang.same_language(to.lang) || from.facts.language.is_none() {
        return;
    }
    let Some(language) = to.facts.language else { return };
    let text = to.text();
    let (theirs, words) = (source.words(), target.words());
    // Kana run together in a language without spaces.
    let stands = |w: &Word| {
        let verbatim = w.kind == WordKind::Unspaced && source.text().contains(w.text(text));
        verbatim || theirs.iter().any(|s| s.key == w.key)
    };
    let spoken = from.facts.language.map_or("", |l| l.scripts);
    let foreign = |w: &Word| is_foreign(w, text, language.scripts) && !is_foreign(w, text, spoken) && stands(w);
    // They tell where all words of the language are known.
    let heads = to.facts.vocabulary.map_or_else(Vec::new, |_| heads(from, theirs));
    let left = |at: usize| is_left(words, at, text, from, to, (theirs, &heads));
    let copied = copied(source, target);
    for run in &copied {
        let range = Range32 {
            start: words[run.start].range.start,
            end: words[run.end - 1].range.end,
        };
        if !is_set_apart(target, range, LONG) {
            let message = format!("left in the source language: “{}”", short(&text[range.usize()]));
            cx.flag(target.at(range), message).source(source);
        }
    }
    let mut index = 0;
    let mut told = copied.iter().peekable();
    while index < words.len() {
        if let Some(run) = told.next_if(|run| run.start <= index) {
            index = index.max(run.end);
            continue;
        }
        let start = index;
        while index < words.len() && (foreign(&words[index]) || left(index)) {
            index += 1;
        }
        if index == start {
            index += 1;
            continue;
        }
        let range = Range32 {
            start: words[start].range.start,
            end: words[index - 1].range.end,
        };
        // English words are at home in every language: one alone, or two without a grammatical one, prove nothing.
        let run = &words[start..index];
        let small = |w: &Word| from.facts.function_words.contains(fold::text(w.text(text)).as_str());
        let proves = run.len() > 2 || run.len() == 2 && run.iter().any(small) || foreign(&words[start]);
        // "color-shading-type" is a name of programs.
        let key = run.len() > 1 && !text[range.usize()].contains(chars::is_space);
        let loan = from.lang.code() == "en" && (!proves || key);
        let code = text[range.usize()].contains(['<', '{', '=', '|']);
        if loan
            || code
            || is_set_apart(target, range, TITLE)
            || is_joined(text, range)
            || is_title(source, words[start].key)
        {
            continue;
        }
        if words[start].capital && is_term(to, words[start].key) {
            continue;
        }
        let message = format!("left in the source language: “{}”", short(&text[range.usize()]));
        cx.flag(target.at(range), message).source(source);
    }
}

/// The fewest words of a stretch that was copied, and of those of them that are none of the translation's language.
const COPIED: usize = 4;
const STRANGE: usize = 2;
/// The most places of a pair of words in the source that are looked at.
const PLACES: usize = 16;
/// The most words of a quotation that may stay in its language.
const LONG: usize = 12;

/// Stretches of words in lower case that stand in the source one behind the other, as here.
fn copied(source: Segment, target: Segment) -> Vec<std::ops::Range<usize>> {
    let (theirs, ours) = (source.words(), target.words());
    let (text, facts) = (target.doc.text(), target.doc.facts);
    let plain = |w: &Word| w.kind == WordKind::Letters && !w.capital;
    // A hyphen makes a term: "a friend-of-the-court brief".
    let joined = |at: usize| &text[ours[at - 1].range.end as usize..ours[at].range.start as usize] == " ";
    let table = Concepts::of(source.doc.lang);
    let strange = |w: &&Word| {
        let folded = fold::text(w.text(text));
        let word = facts.is_word(&folded);
        let small = source.doc.facts.function_words.contains(folded.as_str());
        let known = || word == Some(false) && table.is_some_and(|t| t.knows_well(&folded));
        word != Some(true) && !facts.function_words.contains(folded.as_str()) && (small || known())
    };
    let own = Concepts::of(target.doc.lang);
    let ours_too = |w: &Word| {
        let folded = fold::text(w.text(text));
        let known = facts.is_word(&folded) == Some(true) || own.is_some_and(|t| t.knows(&folded));
        known || facts.function_words.contains(folded.as_str())
    };
    // Where each pair of words stands in the source.
    let key = |pair: &[Word]| (pair[0].key, pair[1].key);
    let mut begins: Vec<_> = theirs
        .windows(2)
        .enumerate()
        .map(|(at, pair)| (key(pair), at))
        .collect();
    begins.sort_unstable();
    let mut runs = Vec::new();
    let mut at = 0;
    while at + 1 < ours.len() {
        let wanted = key(&ours[at..at + 2]);
        let from = begins.partition_point(|(pair, _)| *pair < wanted);
        let begun = begins[from..].iter().take_while(|(pair, _)| *pair == wanted);
        // Of a pair that stands there again and again, the first places are enough.
        let lengths = begun.take(PLACES).map(|&(_, from)| {
            let pairs = ours[at..].iter().zip(&theirs[from..]).enumerate();
            let same = pairs.take_while(|(i, (a, b))| a.key == b.key && plain(a) && (*i == 0 || joined(at + i)));
            same.count()
        });
        let length = lengths.max().unwrap_or(0);
        let run = &ours[at..at + length];
        let first = run.iter().position(|w| !ours_too(w)).unwrap_or(0);
        let last = run.iter().rposition(|w| !ours_too(w)).unwrap_or(0);
        let own = last + 1 - first;
        if length >= COPIED && own >= COPIED && run.iter().filter(strange).count() >= STRANGE {
            // What both languages have at its ends may be the translation's own.
            runs.push(at + first..at + last + 1);
        }
        at += length.max(1);
    }
    runs
}

/// Whether a word is written in a script that the language does not use. Greek letters are symbols, Latin ones stand
/// everywhere, and languages of several scripts are not looked at.
fn is_foreign(word: &Word, text: &str, scripts: &str) -> bool {
    chars::alphabet(scripts).is_some_and(|own| word.is_of(text, |script| script != own))
}

/// Whether a word of the same script is one of the source language that was copied.
fn is_left(
    words: &[Word],
    at: usize,
    text: &str,
    from: &Document,
    to: &Document,
    (theirs, heads): (&[Word], &[[u8; STEM - 1]]),
) -> bool {
    let word = &words[at];
    if word.kind != WordKind::Letters || word.text(text).chars().all(char::is_uppercase) {
        return false;
    }
    let length = word.text(text).chars().count();
    let original = theirs.iter().find(|s| s.key == word.key);
    let vocabulary = to.facts.vocabulary;
    let begins = || head(word.text(text)).is_some_and(|head| heads.binary_search(&head).is_ok());
    if original.is_none() && (vocabulary.is_none() || length < STEM || !begins()) {
        return false;
    }
    let folded = fold::text(word.text(text));
    let ours = || Concepts::of(to.lang).is_some_and(|t| t.knows(&folded));
    if to.facts.is_word(&folded) == Some(true)
        || is_at_home(&folded, from, to)
        || (vocabulary.is_none() || word.capital) && ours()
        || to.facts.function_words.contains(folded.as_str())
        || is_substance(&folded)
    {
        return false;
    }
    let ending = from.facts.endings.iter().any(|e| folded.ends_with(e));
    let form = |s: &&Word| is_form(&folded, &fold::text(s.text(from.text())));
    let original = original.or_else(|| theirs.iter().filter(|_| ending).find(form));
    let Some(original) = original else { return false };
    let known = Concepts::of(from.lang).is_some_and(|t| t.knows_well(&folded));
    // A content word that the lexicon knows in the source language alone, or that looks like it: spelled alike, words
    // of both languages are many. Where all words of a language are known, one that is none of them needs less.
    let content = length >= CONTENT && {
        let bits = bits_for(&folded, from.facts, to.facts).unwrap_or(0);
        bits >= match (known, vocabulary.is_some()) {
            (true, true) => i32::MIN,
            (false, true) if ending => LISTED_ENDING,
            (false, true) => LISTED,
            (true, false) => LOOKS_KNOWN,
            (false, false) => LOOKS,
        }
    };
    let small = from.facts.function_words.contains(folded.as_str());
    // "this Ansicht and": a noun, but not the name in "a Bundesliga match".
    let lower = |w: &Word| fold::text(w.text(text));
    let behind_determiner = is_determined(text, words, at, to.facts);
    let sole = words.get(at + 1).is_none_or(|w| {
        to.facts.function_words.contains(lower(w).as_str()) || !text[word.range.end as usize..].starts_with(' ')
    });
    // Some languages write all nouns with a capital letter, and every language the first word of a sentence.
    let nouns = from.facts.language.is_some_and(|l| l.capitals == Capitals::Nouns);
    let first = || vocabulary.is_some() && is_first(words, at, text);
    // A name stands beside another.
    let capital = |w: Option<&Word>| w.is_some_and(|w| w.capital);
    let joins = |a: usize, b: usize| {
        let gap = words
            .get(a)
            .zip(words.get(b))
            .map(|(a, b)| &text[a.range.end as usize..b.range.start as usize]);
        gap.is_some_and(|gap| gap.chars().all(chars::is_space))
    };
    let before = at > 0 && capital(words.get(at - 1)) && joins(at - 1, at);
    let behind = capital(words.get(at + 1)) && joins(at, at + 1);
    let beside = behind || at > 1 && before;
    let named = word.capital && (behind || Vocabulary::given_names().holds(&folded));
    let written = !word.capital
        || nouns && (known && !beside || vocabulary.is_some() && behind_determiner && sole)
        || !named && first() && (known || small || ending || !original.capital);
    if content && written {
        return true;
    }
    if !written || length < 3 && vocabulary.is_none() || length < 2 && !is_between(words, at, text) {
        return false;
    }
    // Small words inside names belong to them.
    let inner = (at + 1..words.len())
        .take_while(|&i| joins(i - 1, i))
        .find(|&i| !from.facts.function_words.contains(lower(&words[i]).as_str()) || words[i].capital);
    if before && capital(inner.and_then(|i| words.get(i))) || vocabulary.is_none() && (before || behind) {
        return false;
    }
    small || vocabulary.is_some() && from.facts.number_words().contains_key(&word.key)
}

/// Whether a word of the source is a frequent one of the language of the translation, too. English words are frequent
/// everywhere, and a grammatical word of the source tells that it was copied.
fn is_at_home(folded: &str, from: &Document, to: &Document) -> bool {
    from.lang.code() != "en"
        && !from.facts.function_words.contains(folded)
        && to.facts.common_words.is_some_and(|list| list.holds(folded))
}

/// The bytes behind the first of a word, as far as forms of one word have them in common.
fn head(word: &str) -> Option<[u8; STEM - 1]> {
    word.as_bytes().get(1..STEM)?.try_into().ok()
}

/// Those of the words of the source, sorted.
fn heads(from: &Document, theirs: &[Word]) -> Vec<[u8; STEM - 1]> {
    let mut heads: Vec<_> = theirs.iter().filter_map(|w| head(w.text(from.text()))).collect();
    heads.sort_unstable();
    heads
}

/// Whether a letter stands between words in lower case, and is no variable, initial or item of a list.
fn is_between(words: &[Word], at: usize, text: &str) -> bool {
    let word = |w: Option<&Word>| {
        w.is_some_and(|w| w.kind == WordKind::Letters && !w.capital && w.text(text).chars().nth(2).is_some())
    };
    let gap = |a: &Word, b: &Word| {
        text[a.range.end as usize..b.range.start as usize]
            .trim_matches([' ', ','])
            .is_empty()
    };
    at > 0
        && word(words.get(at - 1))
        && word(words.get(at + 1))
        && gap(&words[at - 1], &words[at])
        && gap(&words[at], &words[at + 1])
}

/// Whether two words differ in their last letters alone.
fn is_form(word: &str, other: &str) -> bool {
    let alike = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = word.chars().count().max(other.chars().count()) - alike;
    alike >= STEM && rest <= ENDING
}

/// Whether a word begins a sentence.
fn is_first(words: &[Word], at: usize, text: &str) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        let between = &text[words[before].range.end as usize..words[at].range.start as usize];
        // "Mr. Smith"
        let title = words[before].capital && words[before].text(text).chars().count() <= 3;
        between.contains(['.', '!', '?']) && !(title && between == ". ")
    })
}

/// Whether a hyphen or an apostrophe joins it to another word.
fn is_joined(text: &str, range: Range32) -> bool {
    let joins =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‑' | '–' | '_' | '/') || chars::is_apostrophe(c));
    joins(text[..range.start as usize].chars().next_back()) || joins(text[range.end as usize..].chars().next())
}

/// Whether a word stands in the translation again and again: it is kept on purpose.
fn is_term(to: &Document, key: u64) -> bool {
    const OFTEN: usize = 3;
    to.words().iter().filter(|w| w.key == key).nth(OFTEN - 1).is_some()
}

/// Whether the word stands in the source as part of a quoted title, which may stay as it is.
fn is_title(source: Segment, key: u64) -> bool {
    let mut places = source.words().iter().filter(|w| w.key == key).peekable();
    places.peek().is_some() && places.all(|w| is_set_apart(source, w.range, SHORT))
}

/// The most words of a quoted title in the source, where it may be translated in full.
const SHORT: usize = 3;
