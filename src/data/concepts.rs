//! The concept lexicon (`concepts.tsv` with a language a file beside it, and `territories.tsv` for countries): which words of a
//! language stand for which concept.

use std::sync::{LazyLock, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Clitics, Lang, rows, rows_of};
use crate::text::{chars, fold};

/// The languages of the lexicon, and their files.
static FILES: [(&str, &str); 30] = by_language!(
    "concepts",
    "tsv",
    [
        "ar", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
        "nb", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh"
    ]
);
/// The longest word and the shortest stem that are looked up, in characters; of syllables one is enough.
const LONGEST: usize = 24;
const SHORTEST: usize = 2;
/// The longest ending of a word that is known well, in letters.
const ENDING: usize = 3;

/// The number of a concept: its row in the table.
pub type Concept = u16;

/// A concept as the table names it.
#[derive(Debug)]
pub struct Row {
    /// Its name, an English word.
    pub id: &'static str,
    /// Whether it is a country, a city or a people, of which a text that names another one is told.
    pub is_place: bool,
    /// Whether it is the name of a country, a region or a city, written with a capital letter where there are any.
    pub is_proper: bool,
    /// Whether it is a common noun.
    pub is_noun: bool,
    /// What turns its meaning round.
    pub antonyms: Vec<Concept>,
}

/// All concepts in order.
pub static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let names: Vec<[&str; 3]> = rows::<3>(include_str!("concepts.tsv")).collect();
    let number: FxHashMap<&str, Concept> = names
        .iter()
        .enumerate()
        .map(|(i, &[id, ..])| (id, i as Concept))
        .collect();
    let concepts = names.iter().map(|&[id, part, antonyms]| Row {
        id,
        is_place: matches!(part, "p" | "r"),
        is_proper: false,
        is_noun: part == "n",
        antonyms: antonyms.split('|').filter_map(|a| number.get(a).copied()).collect(),
    });
    // Countries, regions and cities follow. Of regions too few are known by all their names.
    let places = rows_of::<3>(TERRITORIES, "en").map(|[_, id, _]| Row {
        id,
        is_place: !id.starts_with("region-"),
        is_proper: true,
        is_noun: false,
        antonyms: Vec::new(),
    });
    concepts.chain(places).collect()
});

static TERRITORIES: &str = include_str!("territories.tsv");
static IMAGES: &str = include_str!("images.tsv");

/// The renderings of each concept in a language, joined by `|`; empty where there is none.
fn cells(lang: usize) -> &'static [&'static str] {
    static CELLS: [OnceLock<Vec<&str>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    CELLS[lang].get_or_init(|| {
        let (tag, file) = FILES[lang];
        let places = rows_of::<3>(TERRITORIES, tag).map(|[_, id, renderings]| [id, renderings]);
        in_order(ROWS.iter().map(|row| row.id), rows::<2>(file).chain(places))
    })
}

/// The same of the words of images.
fn image_cells(lang: usize) -> &'static [&'static str] {
    static CELLS: [OnceLock<Vec<&str>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    CELLS[lang].get_or_init(|| {
        let of = |tag: &'static str| rows_of::<3>(IMAGES, tag).map(|[_, id, renderings]| [id, renderings]);
        in_order(of("en").map(|[id, _]| id), of(FILES[lang].0))
    })
}

/// The second cells of rows, which are some of these ids in the same order, one for each id.
fn in_order(
    ids: impl Iterator<Item = &'static str>,
    rows: impl Iterator<Item = [&'static str; 2]>,
) -> Vec<&'static str> {
    let mut rows = rows.peekable();
    let cells = ids.map(|id| rows.next_if(|row| row[0] == id).map_or("", |row| row[1]));
    let cells = cells.collect();
    debug_assert!(rows.peek().is_none(), "no id, or out of order: {:?}", rows.peek());
    cells
}

/// The country that a city lies in, both by the names of their rows.
pub fn country_of(city: &str) -> Option<&'static str> {
    static TABLE: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
        rows::<2>(include_str!("cities.tsv"))
            .map(|[city, country]| (city, country))
            .collect()
    });
    TABLE.get(city).copied()
}

/// The languages of the lexicon.
pub fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|&(tag, _)| tag)
}

/// The place of a language among the files; `None` where it has none. Chinese is written in simplified characters.
fn file(lang: Lang) -> Option<usize> {
    // Two letters are one number, which is compared faster; this is asked for every word.
    let number = |code: &str| code.as_bytes().try_into().ok().map(u16::from_be_bytes);
    let wanted = number(lang.code())?;
    let found = FILES
        .binary_search_by_key(&Some(wanted), |&(tag, _)| number(tag))
        .ok()?;
    (FILES[found].0 != "zh" || lang.to_string() != "zh-Hant").then_some(found)
}

/// Whether the lexicon has a language.
pub fn has(lang: Lang) -> bool {
    file(lang).is_some()
}

/// Every concept with its renderings in two languages, as the tables write them.
pub fn pairs(source: Lang, target: Lang) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let files = file(source).zip(file(target));
    files.into_iter().flat_map(|(s, t)| {
        let cells = cells(s).iter().zip(cells(t));
        ROWS.iter().zip(cells).map(|(row, (a, b))| (row.id, *a, *b))
    })
}

/// The renderings of a concept in a language, as the table writes them.
pub fn renderings(concept: Concept, lang: Lang) -> impl Iterator<Item = &'static str> {
    parts(
        file(lang)
            .and_then(|at| cells(at).get(concept as usize).copied())
            .unwrap_or(""),
    )
}

/// The same of a word of images.
pub fn image_renderings(image: Concept, lang: Lang) -> impl Iterator<Item = &'static str> {
    parts(
        file(lang)
            .and_then(|at| image_cells(at).get(image as usize).copied())
            .unwrap_or(""),
    )
}

fn parts(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|r| !r.is_empty() && *r != "-")
}

/// What is known of words and stems, found by the keys of their folded forms. Most words are looked up in vain, so that the
/// map itself is to be small.
#[derive(Debug, Default)]
struct Entries {
    at: FxHashMap<u64, u32>,
    all: Vec<Entry>,
}

impl Entries {
    fn get(&self, key: u64) -> Option<&Entry> {
        self.at.get(&key).map(|&at| &self.all[at as usize])
    }

    fn entry(&mut self, key: u64) -> &mut Entry {
        let at = *self.at.entry(key).or_insert(self.all.len() as u32) as usize;
        if at == self.all.len() {
            self.all.push(Entry::default());
        }
        &mut self.all[at]
    }
}

/// What is known of the beginnings of words.
#[derive(Debug, Default)]
struct Stems {
    known: Entries,
    /// How long the stems are that begin with these letters, [`Stems::HEAD`] of them or all of a shorter one: a bit for
    /// each length. Most words are told to have no stem by it.
    lengths: FxHashMap<u64, u32>,
}

impl Stems {
    const HEAD: usize = 3;

    /// What is known of a stem.
    fn entry(&mut self, stem: &str) -> &mut Entry {
        let (mut head, mut whole, mut length) = (0, 0, 0);
        for key in fold::prefix_keys(stem).take(LONGEST) {
            (whole, length) = (key, length + 1);
            if length <= Self::HEAD {
                head = key;
            }
        }
        *self.lengths.entry(head).or_default() |= 1 << length;
        self.known.entry(whole)
    }

    /// What is known of the stems of a word, and how many letters each has, the shortest first.
    fn of(&self, word: &str) -> impl Iterator<Item = (usize, &Entry)> {
        let mut lengths = 0;
        fold::prefix_keys(word)
            .zip(1..=LONGEST)
            .map_while(move |(key, letters)| {
                if letters <= Self::HEAD {
                    lengths |= self.lengths.get(&key).copied().unwrap_or(0);
                }
                let found = (lengths >> letters & 1 == 1).then(|| self.known.get(key)).flatten();
                let goes_on = letters < Self::HEAD || lengths >> letters != 0;
                goes_on.then_some(found.map(|known| (letters, known)))
            })
            .flatten()
    }
}

/// Whether so many letters of a word are enough for a stem.
fn is_stem(word: &str, letters: usize) -> bool {
    letters >= SHORTEST || word.starts_with(chars::is_syllable)
}

/// A rendering of several words: those behind the first, and the concept.
pub type Phrase = (Vec<&'static str>, Concept);

/// What is known of a word or a stem.
#[derive(Debug, Default)]
struct Entry {
    /// What it stands for.
    concepts: Vec<Concept>,
    /// The renderings of several words that begin with it.
    phrases: Vec<Phrase>,
}

/// What one language says for the concepts. Words are found by the key of their folded form.
#[derive(Debug, Default)]
pub struct Concepts {
    /// Whole words.
    words: Entries,
    /// Stems, which any ending may follow.
    stems: Stems,
    /// Renderings of languages without spaces, by the first character; the longest first.
    strings: FxHashMap<char, Vec<(&'static str, Concept)>>,
    /// Words and stems that name countries, regions, peoples and cities.
    places: FxHashSet<u64>,
    /// Abbreviations in capital letters, which are no words otherwise.
    codes: Vec<(&'static str, Vec<Concept>)>,
    /// All renderings of one word, without their stars.
    forms: Vec<&'static str>,
    /// What is taken off a word.
    clitics: Clitics,
}

impl Concepts {
    /// The renderings of a language; `None` where the lexicon has none.
    pub fn of(lang: Lang) -> Option<&'static Concepts> {
        static CONCEPTS: [OnceLock<Concepts>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let at = file(lang)?;
        Some(CONCEPTS[at].get_or_init(|| {
            let kinds = ROWS.iter().map(|row| (row.is_place, row.is_proper));
            let mut concepts = Concepts::load(FILES[at].0, kinds.zip(cells(at)));
            for [_, code, places] in rows_of::<3>(include_str!("place_codes.tsv"), FILES[at].0) {
                let named = places
                    .split('|')
                    .filter_map(|id| ROWS.iter().position(|row| row.id == id));
                concepts.codes.push((code, named.map(|at| at as Concept).collect()));
            }
            concepts
        }))
    }

    /// The words of images in a language, which tell whether an idiom was rendered word for word; their numbers are those of
    /// the ids of `images.tsv`. `None` where it has no words of the language.
    pub fn images(lang: Lang) -> Option<&'static Concepts> {
        static CONCEPTS: [OnceLock<Option<Concepts>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        let at = file(lang)?;
        let load = || {
            let cells = image_cells(at);
            let known = cells.iter().any(|cell| !cell.is_empty());
            known.then(|| Concepts::load(FILES[at].0, std::iter::repeat((false, false)).zip(cells)))
        };
        CONCEPTS[at].get_or_init(load).as_ref()
    }

    fn empty(lang: &str) -> Concepts {
        Concepts {
            clitics: Clitics::of(&[lang]),
            ..Concepts::default()
        }
    }

    /// The renderings of concepts, of each whether it is a place and whether it is the name of one.
    fn load<'c>(lang: &'static str, table: impl Iterator<Item = ((bool, bool), &'c &'static str)>) -> Concepts {
        let mut concepts = Concepts::empty(lang);
        let unspaced = Lang::parse(lang)
            .and_then(super::languages::row)
            .is_some_and(|row| !row.spaces);
        for (number, ((is_place, is_name), cell)) in table.enumerate() {
            let number = number as Concept;
            for rendering in parts(cell) {
                if unspaced {
                    if let Some(first) = rendering.chars().next() {
                        concepts.strings.entry(first).or_default().push((rendering, number));
                    }
                    continue;
                }
                // Hyphens part words, as in the texts.
                let mut parts = rendering.split([' ', '-']);
                let first = parts.next().unwrap_or("");
                let rest: Vec<&str> = parts.collect();
                if !rest.is_empty() {
                    concepts.entry(first).phrases.push((rest, number));
                    continue;
                }
                if is_place {
                    concepts.places.insert(fold::key(first.trim_end_matches('*')));
                }
                concepts.entry(first).concepts.push(number);
                let form = first.strip_suffix('*').unwrap_or(first);
                // Names say little of how the words of a language look.
                concepts.forms.extend((!is_name).then_some(form));
            }
        }
        // A word that is also written with a star has the concepts of both.
        for (&key, &at) in &concepts.words.at {
            let found = &mut concepts.words.all[at as usize].concepts;
            if found.is_empty() {
                continue;
            }
            found.extend(concepts.stems.known.get(key).iter().flat_map(|stem| &stem.concepts));
            found.sort_unstable();
            found.dedup();
        }
        for list in concepts.strings.values_mut() {
            list.sort_by_key(|&(text, number)| (std::cmp::Reverse(text.len()), number));
        }
        concepts
    }

    /// What words of a language, stems with a star, stand for by other numbers.
    pub(super) fn of_forms<'f>(lang: &'static str, forms: impl Iterator<Item = (&'f str, Concept)>) -> Concepts {
        let mut concepts = Concepts::empty(lang);
        for (form, number) in forms {
            concepts.entry(form).concepts.push(number);
        }
        concepts
    }

    /// What is known of a word, or of a stem with a star.
    fn entry(&mut self, form: &str) -> &mut Entry {
        match form.strip_suffix('*') {
            Some(stem) => self.stems.entry(stem),
            None => self.words.entry(fold::key(form)),
        }
    }

    /// The concepts that a word may stand for, and the renderings of several words that it may begin.
    pub fn look_up<'a>(&'a self, word: &str, key: u64, mut phrase: impl FnMut(&'a Phrase)) -> &'a [Concept] {
        let whole = self.words.get(key);
        whole.iter().flat_map(|entry| &entry.phrases).for_each(&mut phrase);
        let mut found: &[Concept] = &[];
        for (letters, stem) in self.stems.of(word) {
            stem.phrases.iter().for_each(&mut phrase);
            if is_stem(word, letters) && !stem.concepts.is_empty() {
                found = &stem.concepts;
            }
        }
        match whole {
            Some(entry) if !entry.concepts.is_empty() => &entry.concepts,
            _ if found.is_empty() => self.bare(word),
            _ => found,
        }
    }

    /// The concepts that a word may stand for, the word as a whole before its stems.
    pub fn word(&self, word: &str) -> &[Concept] {
        self.word_of(word, fold::key(word))
    }

    /// The same of a word whose key is known.
    pub fn word_of(&self, word: &str, key: u64) -> &[Concept] {
        let found = self.form(word, key);
        if found.is_empty() { self.bare(word) } else { found }
    }

    /// All that a word may stand for, as a whole and by any of its stems.
    pub fn all_of(&self, word: &str, key: u64) -> impl Iterator<Item = Concept> {
        let whole = self.words.get(key).map_or(&[][..], |entry| &entry.concepts);
        let stems = self.known_stems(word).flat_map(|(_, found)| found);
        let bare = if whole.is_empty() { self.bare(word) } else { &[] };
        whole.iter().chain(stems).chain(bare).copied()
    }

    /// A word without the short words that are joined before it, one by one.
    pub fn without_proclitics<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        self.clitics.bare(word)
    }

    /// Those of a word without what is joined to it.
    fn bare(&self, word: &str) -> &[Concept] {
        if self.clitics.is_empty() {
            return &[];
        }
        let mut bare = self.clitics.without(word).map(|bare| self.form(bare, fold::key(bare)));
        bare.find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whether a key is that of a word, or of a stem as it is written, for a country, region, people or city.
    pub fn is_place(&self, key: u64) -> bool {
        self.places.contains(&key)
    }

    /// The places that an abbreviation in capital letters stands for.
    pub fn code(&self, word: &str) -> &[Concept] {
        let found = self.codes.iter().find(|(code, _)| *code == word);
        found.map_or(&[], |(_, places)| places.as_slice())
    }

    /// Whether a text without spaces holds a sign that stands for a place beside others: 日韩台澳.
    pub fn has_sign(&self, text: &str, place: Concept) -> bool {
        let mut signs = self.codes.iter().filter(|(_, places)| places.contains(&place));
        self.is_unspaced() && signs.any(|(sign, _)| text.contains(sign))
    }

    fn form(&self, word: &str, key: u64) -> &[Concept] {
        if let Some(whole) = self.words.get(key).filter(|entry| !entry.concepts.is_empty()) {
            return &whole.concepts;
        }
        // The longest stem decides.
        self.known_stems(word).last().map_or(&[], |(_, found)| found)
    }

    /// The stems of a word that stand for something by themselves.
    fn known_stems(&self, word: &str) -> impl Iterator<Item = (usize, &[Concept])> {
        let stems = self
            .stems
            .of(word)
            .map(|(letters, stem)| (letters, stem.concepts.as_slice()));
        stems.filter(move |(letters, concepts)| is_stem(word, *letters) && !concepts.is_empty())
    }

    /// Whether a word is a rendering of anything.
    pub fn knows(&self, word: &str) -> bool {
        !self.word(word).is_empty()
    }

    /// Whether a word is a rendering with a short ending, rather than a longer word that begins like one.
    pub fn knows_well(&self, word: &str) -> bool {
        let chars = word.chars().count();
        let whole = self.words.get(fold::key(word));
        whole.is_some_and(|entry| !entry.concepts.is_empty())
            || self.known_stems(word).any(|(letters, _)| letters + ENDING >= chars)
    }

    /// The renderings that a text without spaces begins with, the longest alone.
    pub fn strings(&self, text: &str) -> Option<(usize, Vec<Concept>)> {
        let list = self.strings.get(&text.chars().next()?)?;
        let (longest, _) = list.iter().find(|(form, _)| text.starts_with(form))?;
        let same = list.iter().filter(|(form, _)| form == longest).map(|&(_, n)| n);
        Some((longest.len(), same.collect()))
    }

    /// Whether the language is written without spaces.
    pub fn is_unspaced(&self) -> bool {
        !self.strings.is_empty()
    }

    /// All renderings of one word, stems without their stars.
    pub fn forms(&self) -> &[&'static str] {
        &self.forms
    }
}
