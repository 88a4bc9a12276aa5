//! Names and cognates, compared across spellings and scripts.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chars::{self, Script};
use super::concepts::Naming;
use super::words::{Word, WordKind};
use super::{Range32, fold};
use crate::data::calendar;
use crate::data::languages::Capitals;
use crate::data::{Concepts, Facts, Vocabulary};

/// The fewest letters of a name that is looked at.
const SHORTEST: usize = 3;

/// Stretches of words that are written like the name of a person, place or organisation: words with a capital letter inside
/// a sentence which neither the lexicon nor the function words of the language know. A title or an abbreviation before a
/// name is left off. Empty for languages that write names like any word, or any noun like a name.
pub fn names(text: &str, words: &[Word], concepts: &[Naming], facts: &Facts) -> Vec<Range<usize>> {
    let tells = facts.language.is_some_and(|l| l.capitals == Capitals::Names);
    let Some(table) = Concepts::of(facts.lang).filter(|_| tells) else {
        return Vec::new();
    };
    let known = |word: &Word| {
        let folded = fold::text(word.text(text));
        facts.function_words.contains(folded.as_str())
            || if facts.has_suffixes() {
                table.knows(&folded)
            } else {
                table.knows_well(&folded)
            }
            || calendar::name(&folded).is_some()
            || concepts.iter().any(|n| n.range.covers(word.range))
    };
    // "Leonardo da Vinci" is one name, "Vinci and Raffaello" are two.
    let links = |word: &Word| {
        let folded = fold::text(word.text(text));
        facts.function_words.contains(folded.as_str()) && !facts.joining.contains(folded.as_str())
    };
    let mut out = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let start = index;
        let mut end = start;
        while index < words.len() && (index == start || adjoin(text, words[index - 1].range, words[index].range)) {
            if words[index].capital {
                end = index + 1;
            } else if end == start || index - end > 1 || !links(&words[index]) {
                break;
            }
            index += 1;
        }
        index = end.max(start + 1);
        if end == start {
            continue;
        }
        let given = || Vocabulary::given_names().holds(&fold::text(words[start].text(text)));
        let opens = begins(text, words, start) && !(end - start > 1 && given());
        let led = |word: &Word| known(word) || is_abbreviation(word, text);
        let first = (start + usize::from(opens)..end)
            .find(|&i| !led(&words[i]))
            .unwrap_or(end);
        if first < end && words[first..end].iter().all(|w| is_name_word(w, text) && !known(w)) {
            out.push(first..end);
        }
    }
    out
}

/// Whether a word is written without small letters.
pub fn is_abbreviation(word: &Word, text: &str) -> bool {
    !word.text(text).chars().any(char::is_lowercase)
}

/// Whether the form of a word allows a name: no abbreviation, no single letter.
fn is_name_word(word: &Word, text: &str) -> bool {
    let body = word.text(text);
    word.kind == WordKind::Letters
        && body.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST
        && body.chars().any(char::is_lowercase)
}

/// Whether only a space or a hyphen stands between two places.
pub fn adjoin(text: &str, before: Range32, after: Range32) -> bool {
    let gap = text.get(before.end as usize..after.start as usize);
    matches!(gap, Some(" " | "\u{a0}" | "-"))
}

/// Whether a word stands where a sentence, a quotation or a heading may begin.
pub fn begins(text: &str, words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else {
        return true;
    };
    text[before.range.end as usize..words[at].range.start as usize]
        .chars()
        .any(|c| !chars::is_space(c) && !matches!(c, ',' | '(' | '/' | '-' | '\'' | '’'))
}

/// Whether a word stands behind one that hardly ever stands before a name.
pub fn is_determined(text: &str, words: &[Word], at: usize, facts: &Facts) -> bool {
    let before = at.checked_sub(1).and_then(|i| words.get(i));
    before.is_some_and(|w| facts.determiners.contains(fold::text(w.text(text)).as_str()))
}

/// How a word sounds, for comparing names across spellings and scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sound {
    latin: String,
    skeleton: String,
    script: Option<Script>,
}

impl Sound {
    /// The sound of a word, or of a stretch of a text without spaces.
    pub fn of(text: &str) -> Sound {
        // An ending is joined to a name behind an apostrophe, an article before it: "Obama's", "dell'Alaska".
        let body = match text.split_once(chars::is_apostrophe) {
            Some((article, name)) if article.len() > 1 && name.starts_with(char::is_uppercase) && name.len() > 1 => {
                name
            }
            // A mark inside a Hebrew word belongs to the letter before it.
            Some((_, rest)) if rest.chars().next().and_then(chars::script) == Some(Script::Hebrew) => text,
            Some((name, _)) if name.len() > 1 => name,
            _ => text,
        };
        // No name is longer, and every word of a side is compared with every one of the other.
        const LONGEST: usize = 64;
        let end = body.char_indices().nth(LONGEST).map_or(body.len(), |(at, _)| at);
        let latin = latin(&body[..end]);
        let skeleton = skeleton(&latin).map(char::from).collect();
        let script = body.chars().find_map(chars::script);
        Sound {
            latin,
            skeleton,
            script,
        }
    }

    /// Whether it has consonants enough to tell it from other words.
    pub fn tells(&self) -> bool {
        self.skeleton.len() >= 3
    }

    /// Whether two names may be the same: they begin alike, are spelled much alike, or share most consonants.
    pub fn is_near(&self, other: &Sound) -> bool {
        let (a, b) = (self.skeleton.as_str(), other.skeleton.as_str());
        self.begins_like(other, 3)
            || a == b && (a.len() >= 2 || self.script != other.script)
            || a.len() >= 3 && b.contains(a)
            || b.len() >= 3 && a.contains(b)
            || strsim::jaro(&self.latin, &other.latin) >= 0.8
            || a.len().min(b.len()) >= 3 && common(a, b) * 4 >= a.len().max(b.len()) * 3
            || a.len() <= 2 && b.starts_with(a) && self.script != other.script
    }

    /// Whether a name may be inside a word that is written like any other, in a compound or derived from it.
    pub fn is_in_word(&self, word: &Sound) -> bool {
        self.begins_like(word, 4.min(self.latin.len()))
            || self.latin.len() >= 4 && word.latin.contains(&self.latin)
            || self.skeleton.len() >= 3 && word.skeleton.starts_with(&self.skeleton)
            || strsim::jaro(&self.latin, &word.latin) >= 0.85
    }

    /// Whether a word that is written like any other may be made of a name.
    pub fn begins_word(&self, word: &Sound) -> bool {
        self.begins_like(word, 5.min(self.latin.len())) || self.latin.len() >= 4 && word.latin.contains(&self.latin)
    }

    /// Whether two names may be one that is spelled in two ways: half of their consonants are the same, in order.
    pub fn shares_half(&self, other: &Sound) -> bool {
        let (a, b) = (self.skeleton.as_str(), other.skeleton.as_str());
        let same = common(a, b);
        same >= 2 && same * 2 >= a.len().min(b.len()) || self.begins_like(other, 3)
    }

    fn begins_like(&self, other: &Sound, letters: usize) -> bool {
        // Languages write one sound with one or the other.
        let sound = |letter: u8| match letter {
            b'y' | b'j' => b'i',
            b'w' => b'v',
            b'c' | b'q' => b'k',
            b'z' => b's',
            other => other,
        };
        let (a, b) = (self.latin.bytes().map(sound), other.latin.bytes().map(sound));
        a.zip(b).take(letters).filter(|(a, b)| a == b).count() == letters
    }

    /// Whether the consonants of a word stand in order, with few others between, in a longer stretch; one in four may be
    /// missing.
    pub fn stands_in(&self, stretch: &Sound) -> bool {
        let (a, b) = (self.skeleton.as_str(), stretch.skeleton.as_str());
        let wanted = a.len() - a.len() / 4;
        (0..b.len()).any(|from| common(a, &b[from..b.len().min(from + a.len() + 2)]) >= wanted)
    }
}

/// A name in Latin letters without what spellings of one name differ in: doubled letters, the ways to write the sounds of
/// other alphabets, marks over letters. Equal for *Tokayev* and *Tokaev*, *Zelensky* and *Zelenskyy*.
pub fn spelling(name: &str) -> String {
    // The longer ways to write a sound come first.
    const SOUNDS: [(&str, &str); 17] = [
        ("tsch", "c"),
        ("sch", "s"),
        ("tch", "c"),
        ("dzh", "j"),
        ("kh", "h"),
        ("zh", "j"),
        ("ph", "f"),
        ("iy", "i"),
        ("yy", "i"),
        ("ij", "i"),
        ("ye", "e"),
        ("ie", "e"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ya", "ia"),
        ("yu", "iu"),
    ];
    let latin = latin(name);
    let mut out = String::with_capacity(latin.len());
    let mut rest = latin.as_str();
    while let Some(c) = rest.chars().next() {
        if let Some((long, short)) = SOUNDS.iter().find(|(long, _)| rest.starts_with(long)) {
            out.push_str(short);
            rest = &rest[long.len()..];
            continue;
        }
        out.push(match c {
            'y' | 'j' => 'i',
            'w' => 'v',
            'c' | 'q' => 'k',
            other => other,
        });
        rest = &rest[1..];
    }
    let mut last = '\0';
    out.retain(|c| std::mem::replace(&mut last, c) != c);
    out
}

/// The length of the longest common subsequence.
fn common(a: &str, b: &str) -> usize {
    let mut row = [0usize; 64];
    let width = b.len().min(row.len() - 1);
    for x in a.bytes() {
        let mut corner = 0;
        for (at, y) in b.bytes().take(width).enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[width]
}

/// The letters and digits of a text in Latin script, lower case.
fn latin(text: &str) -> String {
    let mut letters = match text.is_ascii() {
        true => text.to_owned(),
        false if text.chars().any(|c| chars::script(c) == Some(Script::Greek)) => deunicode::deunicode(&greek(text)),
        false => deunicode::deunicode(text),
    };
    letters.retain(|c| c.is_ascii_alphanumeric());
    letters.make_ascii_lowercase();
    // Cyrillic and Greek have no single letter for it.
    if letters.contains("dzh") {
        letters = letters.replace("dzh", "j");
    }
    letters
}

/// A Greek word with the sounds of foreign names in one letter each: *Γουέστ* is West, *Μπομπ* Bob.
fn greek(text: &str) -> String {
    const SOUNDS: [(&str, &str); 8] = [
        ("γουε", "we"),
        ("γουι", "wi"),
        ("γουα", "wa"),
        ("μπ", "b"),
        ("ντ", "d"),
        ("γκ", "g"),
        ("τζ", "j"),
        ("τσ", "ch"),
    ];
    let mut folded: String = fold::text(text).nfd().filter(|c| !is_combining_mark(*c)).collect();
    for (written, sound) in SOUNDS {
        if folded.contains(written) {
            folded = folded.replace(written, sound);
        }
    }
    // "Ουέιντ" is Wayde.
    match folded.strip_prefix("ου") {
        Some(rest) if rest.starts_with(['α', 'ε', 'ι', 'ο']) => format!("w{rest}"),
        _ => folded,
    }
}

/// The sounds of a word's consonants, each once where it follows itself.
fn skeleton(latin: &str) -> impl Iterator<Item = u8> {
    let mut last = 0;
    let behind = latin.bytes().skip(1).chain([0]);
    latin
        .bytes()
        .zip(behind)
        .filter_map(|pair| match pair {
            (b'c', b'e' | b'i' | b'y') => Some(b's'),
            (letter, _) => consonant(letter),
        })
        .filter(move |&sound| std::mem::replace(&mut last, sound) != sound)
}

/// The sound that a consonant stands for, those that scripts and languages exchange being one; `None` for vowels and
/// what is often left out.
fn consonant(letter: u8) -> Option<u8> {
    Some(match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' => return None,
        b'c' | b'q' | b'g' | b'x' => b'k',
        b'z' | b'j' => b's',
        b'p' | b'v' | b'f' => b'b',
        b'd' => b't',
        b'l' => b'r',
        other => other,
    })
}

/// A word in Latin letters, cut to what cognates and transliterated names have in common:
/// its first five letters, or across scripts its first four consonants.
pub fn key(word: &str, cross: bool) -> Option<u64> {
    if word.len() > 120
        || word
            .chars()
            .next()
            .is_some_and(|c| chars::script(c) == Some(Script::Han))
    {
        return None;
    }
    let letters = latin(word);
    let pack = |key: u64, byte: u8| (key << 8) | u64::from(byte);
    if cross {
        let sounds = skeleton(&letters).take(4);
        let (count, key) = sounds.fold((0, 0), |(count, key), sound| (count + 1, pack(key, sound)));
        (count >= 3).then_some(key)
    } else {
        let key = letters.bytes().take(5).fold(0, pack);
        (letters.len() >= 4 || letters.len() >= 2 && word.chars().all(char::is_uppercase)).then_some(key)
    }
}
