//! Idioms, one table a language (`idioms/`); the head of `idioms/en.tsv` explains columns and pattern grammar.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock, RwLock};

use rustc_hash::FxHashMap;

use super::concepts::{self, Concept};
use super::patterns::{self, Anchor, Index, Pattern};
use super::{Concepts, Facts, Lang, rows, rows_of};
use crate::text::fold;

/// An idiom and what a machine makes of it.
#[derive(Debug)]
pub struct Idiom {
    /// The code of its language.
    pub lang: &'static str,
    /// The pattern as it is written.
    pub pattern: &'static str,
    /// Parts that may stand in any order near each other; empty for languages without spaces.
    pub parts: Vec<Pattern>,
    image: &'static str,
    keys: OnceLock<Vec<Key>>,
    /// What it means, in English.
    pub meaning: &'static str,
    renderings: &'static str,
    shared: &'static str,
}

/// Stands among the languages that share an image for the dictionaries that do.
const GLOSSED: &str = "gloss";
/// Stands there for an image whose words meet nowhere else.
const ODD: &str = "odd";
/// The language that images are written in.
const ENGLISH: &str = "en";

/// A word of an image.
#[derive(Debug, Default)]
pub struct Key {
    /// The English words for it, stems with a star.
    english: Vec<&'static str>,
    meant: OnceLock<Meant>,
}

/// What a word of an image stands for in other languages.
#[derive(Debug, Default)]
pub struct Meant {
    /// The concepts behind it.
    pub concepts: Vec<Concept>,
    /// The rows of `images.tsv` behind it.
    pub images: Vec<Concept>,
}

impl Idiom {
    fn new(lang: &'static str, [pattern, image, meaning, renderings, shared]: [&'static str; 5]) -> Idiom {
        Idiom {
            lang,
            pattern,
            parts: Vec::new(),
            image,
            keys: OnceLock::new(),
            meaning,
            renderings,
            shared,
        }
    }

    /// The pattern as a reader reads it: the first of each alternative.
    pub fn plain(&self) -> String {
        let words = self.pattern.split(' ').filter(|token| *token != "&");
        let first = |token: &'static str| {
            let word = token.split('/').next().unwrap_or(token);
            word.trim_matches(['~', '?']).replace('*', "…").replace("...", "…")
        };
        words.map(first).collect::<Vec<_>>().join(" ")
    }

    /// The words of its image, each with what may stand for it.
    pub fn image(&self) -> &[Key] {
        self.keys.get_or_init(|| {
            let key = |key: &'static str| Key {
                english: key.split('/').collect(),
                meant: OnceLock::new(),
            };
            self.image.split(' ').map(key).collect()
        })
    }

    /// Whether the image is an idiom in a language, too, or in one that has mostly the same, so that its words are the right
    /// rendering.
    pub fn is_shared(&self, lang: Lang) -> bool {
        let has = |code: &str| self.shared.split(' ').any(|l| l == code);
        let mut kin = rows_of::<2>(include_str!("image_kin.tsv"), lang.code()).flat_map(|[_, kin]| kin.split(' '));
        has(lang.code()) || kin.any(|code| code == self.lang || has(code))
    }

    /// Whether the words of its image meet in no other text of a language, by the rows that tell there.
    fn is_odd(&self, code: &str, rows: &str) -> bool {
        self.shared.split(' ').any(|mark| match mark.strip_prefix(ODD) {
            Some("") => rows == "all",
            Some(only) => only.strip_prefix(':') == Some(code),
            None => false,
        })
    }

    /// Whether dictionaries keep its image, which then is right where nothing but the idiom is translated.
    pub fn is_glossed(&self) -> bool {
        self.shared.split(' ').any(|l| l == GLOSSED)
    }

    /// What good translators write in a language.
    pub fn renderings(&self, lang: Lang) -> impl Iterator<Item = &'static str> {
        self.renderings
            .split("; ")
            .filter_map(move |list| list.strip_prefix(lang.code())?.strip_prefix('='))
            .flat_map(|list| list.split('|'))
    }
}

/// The idioms of a language.
#[derive(Debug, Default)]
pub struct Idioms {
    all: Vec<Idiom>,
    index: Index,
    /// For languages without spaces: the wordings of the rows by their first two characters.
    by_head: FxHashMap<[char; 2], Vec<(u32, &'static str)>>,
}

/// The odd images in a language: their words meet in no other text, so that they tell without the source.
#[derive(Debug)]
pub struct Images {
    rows: Vec<Odd>,
    /// Which of the keys a word is.
    words: Concepts,
    /// The rows by the key that fewest of them have.
    by_key: Vec<Vec<u32>>,
}

/// An idiom with the numbers of the keys of its image, the one that fewest rows have first.
#[derive(Debug)]
pub struct Odd {
    /// The idiom.
    pub idiom: Idiom,
    /// The words of its image, each by a number of its own.
    pub keys: Vec<Concept>,
}

type Cache<T> = LazyLock<RwLock<FxHashMap<Lang, Option<&'static T>>>>;

/// The languages that have a table.
pub const TABLES: [(&str, &str); 18] = by_language!(
    "idioms",
    "tsv",
    [
        "ar", "cs", "de", "en", "es", "fi", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh"
    ]
);

/// The languages that have a table of the words of images.
const WORDS: [(&str, &str); 19] = by_language!(
    "image_words",
    "tsv",
    [
        "ar", "cs", "de", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi",
        "zh"
    ]
);

/// The idioms of a language; `None` without a table.
pub fn of(lang: Lang) -> Option<&'static Idioms> {
    static CACHE: Cache<Idioms> = LazyLock::new(Default::default);
    cached(&CACHE, lang.base(), |lang| {
        let (code, table) = TABLES.iter().find(|(l, _)| *l == lang.code())?;
        Some(Idioms::load(code, table, Facts::of(lang)))
    })
}

/// The odd images in a language, out of whichever other: in English those of all tables, elsewhere the English ones. `None`
/// where they were not read (`odd_images.tsv`).
pub fn odd(lang: Lang) -> Option<&'static Images> {
    static CACHE: Cache<Images> = LazyLock::new(Default::default);
    cached(&CACHE, lang.base(), |lang| {
        let read = rows::<2>(include_str!("odd_images.tsv")).find(|[code, _]| *code == lang.code());
        read.map(|[code, rows]| Images::load(lang, code, rows))
    })
}

fn cached<T>(cache: &Cache<T>, lang: Lang, load: impl FnOnce(Lang) -> Option<T>) -> Option<&'static T> {
    if let Some(known) = cache.read().ok().and_then(|c| c.get(&lang).copied()) {
        return known;
    }
    let loaded = load(lang).map(|table| &*Box::leak(Box::new(table)));
    match cache.write() {
        Ok(mut cache) => *cache.entry(lang).or_insert(loaded),
        Err(_) => loaded,
    }
}

impl Idioms {
    fn load(lang: &'static str, table: &'static str, facts: &Facts) -> Idioms {
        let mut idioms = Idioms::default();
        for cells in rows::<5>(table) {
            let row = idioms.all.len();
            let mut idiom = Idiom::new(lang, cells);
            if facts.has_spaces() {
                let joined = patterns::with_proclitics(idiom.pattern, &facts.clitics);
                idiom.parts = match joined {
                    Cow::Borrowed(text) => text.split(" & ").map(Pattern::new).collect(),
                    Cow::Owned(text) => text.split(" & ").map(|part| Pattern::new(part.to_owned())).collect(),
                };
                // The part that says most leads to the others.
                if idiom.parts.len() > 1 {
                    idiom.parts.sort_by_key(|part| std::cmp::Reverse(part.needed()));
                }
                idioms.index.add(row, &idiom.parts[0], &facts.function_words);
            } else {
                for whole in idiom.pattern.split('/') {
                    let mut letters = whole.split("...").next().unwrap_or("").chars();
                    if let Some(first) = letters.next() {
                        let head = [first, letters.next().unwrap_or('\0')];
                        idioms.by_head.entry(head).or_default().push((row as u32, whole));
                    }
                }
            }
            idioms.all.push(idiom);
        }
        idioms
    }

    /// The idioms that may stand around this word.
    pub fn around(&self, key: u64, word: &str) -> impl Iterator<Item = (&Idiom, Anchor)> {
        self.index.around(key, word).map(|a| (&self.all[a.row as usize], a))
    }

    /// The idioms that a text without spaces begins with, and their length in bytes.
    pub fn begun_by(&self, text: &str) -> impl Iterator<Item = (&Idiom, usize)> {
        let mut letters = text.chars();
        let (first, second) = (letters.next().unwrap_or('\0'), letters.next().unwrap_or('\0'));
        [[first, second], [first, '\0']]
            .into_iter()
            .filter_map(|head| self.by_head.get(&head))
            .flatten()
            .filter_map(move |&(row, whole)| Some((&self.all[row as usize], begins(text, whole)?)))
    }

    /// All idioms in the order of the file.
    pub fn all(&self) -> &[Idiom] {
        &self.all
    }
}

impl Images {
    fn load(lang: Lang, code: &'static str, told: &str) -> Images {
        let english = code == ENGLISH;
        let tables = TABLES.iter().filter(|(source, _)| (*source == ENGLISH) != english);
        let all = tables.flat_map(|(source, table)| rows::<5>(table).map(|cells| Idiom::new(source, cells)));
        let mut numbers: FxHashMap<(&str, bool), Concept> = FxHashMap::default();
        let mut forms: Vec<Vec<String>> = Vec::new();
        let mut rows = Vec::new();
        for idiom in all.filter(|idiom| idiom.is_odd(code, told) && !idiom.is_shared(lang)) {
            let content = idiom.image().iter().zip(idiom.image.split(' '));
            let content: Vec<_> = content.filter(|(key, _)| english || !key.is_grammatical()).collect();
            // Two words say too little in loose forms, or where a third is left out.
            let loosely = content.len() > 2;
            if !loosely && content.len() < idiom.image().len() {
                continue;
            }
            let number = |(key, written): (&Key, &'static str)| {
                *numbers.entry((written, loosely)).or_insert_with(|| {
                    forms.push(key.forms(lang, loosely));
                    (forms.len() - 1) as Concept
                })
            };
            let keys: Vec<Concept> = content.into_iter().map(number).collect();
            if keys.len() > 1 && !keys.iter().any(|&key| forms[key as usize].is_empty()) {
                rows.push(Odd { idiom, keys });
            }
        }
        let mut met = vec![0; forms.len()];
        rows.iter()
            .flat_map(|row| &row.keys)
            .for_each(|&key| met[key as usize] += 1);
        let mut by_key = vec![Vec::new(); forms.len()];
        for (at, row) in rows.iter_mut().enumerate() {
            row.keys.sort_by_key(|&key| met[key as usize]);
            by_key[row.keys[0] as usize].push(at as u32);
        }
        let numbered = forms.iter().enumerate();
        let numbered = numbered.flat_map(|(at, forms)| forms.iter().map(move |form| (form.as_str(), at as Concept)));
        Images {
            words: Concepts::of_forms(code, numbered),
            rows,
            by_key,
        }
    }

    /// The keys that a word may be.
    pub fn keys(&self, word: &str, key: u64) -> impl Iterator<Item = Concept> {
        self.words.all_of(word, key)
    }

    /// The rows that a key leads to.
    pub fn led_by(&self, key: Concept) -> impl Iterator<Item = &Odd> {
        self.by_key[key as usize].iter().map(|&row| &self.rows[row as usize])
    }

    /// All of them.
    pub fn all(&self) -> &[Odd] {
        &self.rows
    }
}

/// The longest gap inside an idiom of a language without spaces, in characters.
const CHARACTERS: usize = 6;

/// How many bytes of a text a pattern with gaps takes.
fn begins(text: &str, pattern: &str) -> Option<usize> {
    let mut at = 0;
    for (index, piece) in pattern.split("...").enumerate() {
        let rest = &text[at..];
        at += if index == 0 {
            rest.starts_with(piece).then_some(piece.len())?
        } else {
            let window = rest
                .char_indices()
                .nth(CHARACTERS + piece.chars().count())
                .map_or(rest.len(), |(end, _)| end);
            rest[..window].find(piece)? + piece.len()
        };
    }
    Some(at)
}

impl Key {
    /// The first of its English words, as the table writes it.
    pub fn plain(&self) -> &'static str {
        self.english[0]
    }

    /// What it stands for in other languages, looked up when first asked for: few idioms are ever found.
    pub fn meant(&self) -> &Meant {
        self.meant.get_or_init(|| {
            let named = |table: Option<&'static Concepts>| {
                let words = self.english.iter().map(|w| w.trim_end_matches('*'));
                let mut found: Vec<Concept> = words
                    .flat_map(|w| table.map_or(&[][..], |t| t.word(w)))
                    .copied()
                    .collect();
                found.sort_unstable();
                found.dedup();
                found
            };
            let english = Lang::parse("en");
            Meant {
                concepts: named(english.and_then(Concepts::of)),
                images: named(english.and_then(Concepts::images)),
            }
        })
    }

    /// Whether it is a grammatical word of English that no table knows, since it has no counterpart of its own in other
    /// languages: up, out, not.
    pub fn is_grammatical(&self) -> bool {
        let Some(english) = Lang::parse("en") else { return false };
        let function = &Facts::of(english).function_words;
        let named = || !self.meant().concepts.is_empty() || !self.meant().images.is_empty();
        self.english.iter().all(|word| function.contains(word)) && !named()
    }

    /// Whether anything tells how it is rendered in a language.
    pub fn is_known(&self, lang: Lang) -> bool {
        let meant = self.meant();
        !meant.concepts.is_empty() || !meant.images.is_empty() || !self.loosely(lang).is_empty()
    }

    /// Forms that may render it in a language, beside those of the concepts: near synonyms, other senses, derived words; a
    /// star at the end is any ending.
    pub fn loosely(&self, lang: Lang) -> Vec<&'static str> {
        let Some((_, table)) = WORDS.iter().find(|(l, _)| *l == lang.code()) else {
            return Vec::new();
        };
        let words = self.english.iter().map(|word| word.trim_end_matches('*'));
        // "kicks" is rendered like "kick".
        let like = |[_, forms]: [&'static str; 2]| match forms.strip_prefix('=') {
            Some(word) => rows_of::<2>(table, word).next().map_or("", |[_, forms]| forms),
            None => forms,
        };
        words
            .flat_map(|word| rows_of::<2>(table, word))
            .map(like)
            .flat_map(|forms| forms.split('|'))
            .filter(|form| !form.is_empty())
            .collect()
    }

    /// The words that render it in a language, a star for any ending: single words, those of concepts and, if asked or where
    /// there are none, loose ones.
    pub fn forms(&self, lang: Lang, loosely: bool) -> Vec<String> {
        if lang.code() == "en" {
            let forms = |word: &&'static str| match word.contains('*') {
                true => vec![(*word).to_owned()],
                false => patterns::verb_forms(word),
            };
            return self.english.iter().flat_map(forms).collect();
        }
        let meant = self.meant();
        let concepts = meant.concepts.iter().flat_map(|&c| concepts::renderings(c, lang));
        let images = meant.images.iter().flat_map(|&c| concepts::image_renderings(c, lang));
        let single = |form: &&str| !form.is_empty() && !form.contains([' ', '-', '/']);
        let mut forms: Vec<&str> = concepts.chain(images).filter(single).collect();
        if loosely || forms.is_empty() {
            forms.extend(self.loosely(lang).into_iter().filter(single));
        }
        forms.sort_unstable();
        forms.dedup();
        forms.into_iter().map(str::to_owned).collect()
    }

    /// Whether an English word is one of this key's, in any form.
    pub fn is(&self, word: &str) -> bool {
        let word = fold::text(word);
        let is_it = |form: &str| fold::is_form(&word, form) || !form.ends_with('*') && is_form(&word, form);
        self.english.iter().any(|form| is_it(form))
    }
}

/// Whether an English word is a form of another: plural, possessive, tense or comparison. An adjective takes its endings as a
/// verb takes "ed".
fn is_form(word: &str, base: &str) -> bool {
    let compared = |form: &str| {
        let stem = form.strip_suffix("ed");
        stem.and_then(|stem| word.strip_prefix(stem))
            .is_some_and(|rest| matches!(rest, "er" | "est" | "en"))
    };
    word.strip_prefix(base) == Some("'s")
        || patterns::verb_forms(base)
            .iter()
            .any(|form| form == word || compared(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules_of_spelling() {
        for (base, forms) in [
            ("hat", "hats hat's"),
            ("hop", "hops hopped hopping"),
            ("hope", "hopes hoped hoping hoper"),
            ("fly", "flies flying flew flown fly's"),
            ("play", "plays played playing player"),
            ("big", "bigger biggest"),
            ("box", "boxes boxed boxing"),
            ("open", "opens opened opening opener"),
        ] {
            for form in forms.split(' ') {
                assert!(is_form(form, base), "{form} of {base}");
            }
        }
        for (base, others) in [
            ("hat", "hated hating hate"),
            ("die", "did"),
            ("way", "was wais"),
            ("hay", "has had"),
            ("bee", "being bed"),
            ("rat", "rated rating"),
            ("ear", "early earn"),
        ] {
            for other in others.split(' ') {
                assert!(!is_form(other, base), "{other} of {base}");
            }
        }
    }
}
