//! Facts: what a linguist could correct without reading Rust.
//!
//! Every fact is a line of a text file in this folder, compiled in and parsed once, when first asked for.
//! Nothing outside this module knows the shape of a file; what is asked for a language falls back along
//! [`Lang::fallbacks`] (`fr-CA`, then `fr`, then the facts of no language in particular).

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{chars, fold};

/// The files of a folder that has one for each language, beside the languages' codes.
macro_rules! by_language {
    ($folder:literal, $ending:literal, [$($tag:literal),* $(,)?]) => {
        [$(($tag, include_str!(concat!($folder, "/", $tag, ".", $ending)))),*]
    };
}

pub mod acronyms;
pub mod agencies;
pub mod calendar;
pub mod calques;
pub mod concepts;
pub mod debris;
pub mod densities;
pub mod false_friends;
pub mod idioms;
mod lang;
pub mod languages;
pub mod locales;
pub mod lookalikes;
pub mod negation;
pub mod patterns;
pub mod register;
pub mod scales;
pub mod token_ends;
pub mod units;
pub mod vocabulary;

pub use concepts::Concepts;
pub use debris::{Form, FormPart, FormPlace, Slot};
pub use lang::Lang;
pub use languages::Language;
pub use locales::{Locale, QuotePair};
pub use vocabulary::Vocabulary;

/// The rows of a table: tab-separated cells, without comments and blank lines.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let mut rest = table;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let line = cut(&mut rest, b'\n');
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let mut cells = [""; N];
            let mut left = line;
            for cell in &mut cells[..N - 1] {
                *cell = cut(&mut left, b'\t');
            }
            cells[N - 1] = left;
            return Some(cells);
        }
        None
    })
}

/// The rows of a sorted table whose first cell is this one: its lines stand together.
pub(crate) fn rows_of<const N: usize>(table: &'static str, first: &str) -> impl Iterator<Item = [&'static str; N]> {
    let begun = format!("{first}\t");
    let at = lower_bound(table.as_bytes(), 0, begun.as_bytes());
    rows::<N>(&table[at..]).take_while(move |row| begun.strip_suffix('\t') == Some(row[0]))
}

/// The rows of a sorted table whose second cell is this one, whatever the first.
pub(crate) fn rows_into<const N: usize>(table: &'static str, second: &str) -> impl Iterator<Item = [&'static str; N]> {
    let (lines, second) = (table.as_bytes(), second.to_owned());
    let mut at = lower_bound(lines, 0, b"");
    let groups = std::iter::from_fn(move || {
        let [first, ..] = rows::<2>(&table[at..]).next()?;
        // What sorts behind every line of the first cell.
        at = lower_bound(lines, at, format!("{first}\n").as_bytes());
        Some(first)
    });
    groups.flat_map(move |first| {
        let second = second.clone();
        let from = lower_bound(lines, 0, format!("{first}\t{second}\t").as_bytes());
        rows::<N>(&table[from..]).take_while(move |row| row[0] == first && row[1] == second)
    })
}

/// Where the first line begins, from this one on, that does not sort before some bytes. Comments, which stand at the head,
/// sort before every row.
fn lower_bound(lines: &[u8], mut from: usize, wanted: &[u8]) -> usize {
    let mut to = lines.len();
    while from < to {
        let middle = from + (to - from) / 2;
        let start = memchr::memrchr(b'\n', &lines[from..middle]).map_or(from, |at| from + at + 1);
        let length = memchr::memchr(b'\n', &lines[start..]).unwrap_or(lines.len() - start);
        if lines[start] == b'#' || &lines[start..start + length] < wanted {
            from = (start + length + 1).min(lines.len());
        } else {
            to = start;
        }
    }
    from
}

/// A language and those that it falls back to; what is closest comes last and wins.
fn tags(lang: Lang) -> Vec<String> {
    let mut tags: Vec<String> = lang.fallbacks().map(|l| l.to_string()).collect();
    tags.reverse();
    tags
}

/// The rows of all these languages, one after the other.
fn own<const N: usize>(table: &'static str, tags: &[String]) -> impl Iterator<Item = [&'static str; N]> {
    tags.iter().flat_map(move |tag| rows_of(table, tag))
}

/// The text before the first of these bytes; what stands behind it is left.
fn cut(text: &mut &'static str, mark: u8) -> &'static str {
    let (head, tail) = match memchr::memchr(mark, text.as_bytes()) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (*text, ""),
    };
    *text = tail;
    head
}

/// How an abbreviation behaves at the end of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Abbreviation {
    /// Stands before a name (`Dr.`): never the end of a sentence.
    Title,
    /// Stands before a number (`No. 5`); elsewhere it is an ordinary word.
    BeforeNumber,
    /// Never ends a sentence (`z. B.`).
    MidSentence,
    /// May end a sentence (`Inc.`): it does when a grammatical word with a capital follows.
    MayEnd,
    /// Closes an enumeration (`etc.`): it ends the sentence when a capital follows.
    ListEnd,
}

/// Before which marks a word cannot stand that needs a word behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dangling {
    /// Before any.
    Any,
    /// Before a full stop; a clause between commas may be put in.
    Stop,
}

/// What a word is that seldom meets another of these (`gaps.tsv`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// An article.
    Article,
    /// A preposition.
    Preposition,
    /// A preposition that often follows another.
    Agent,
    /// A preposition that may stand alone.
    Adverb,
    /// A form of an auxiliary verb.
    Verb,
}

/// Words that are written together with the next one or the one before (`clitics.tsv`).
#[derive(Debug, Default)]
pub struct Clitics {
    /// Conjunctions and prepositions, in the order in which they stand before a word.
    pub particles: Vec<&'static str>,
    /// The article, which stands last.
    pub article: Option<&'static str>,
    /// Particles that follow a word.
    behind: Vec<&'static str>,
}

impl Clitics {
    /// Those of the languages with these tags.
    fn of(tags: &[impl AsRef<str>]) -> Clitics {
        let mut all = Clitics::default();
        for [tag, _, word, kind] in rows::<4>(include_str!("clitics.tsv")) {
            match kind {
                _ if !tags.iter().any(|t| t.as_ref() == tag) => {}
                "article" => all.article = Some(word),
                "behind" => all.behind.push(word),
                _ => all.particles.push(word),
            }
        }
        all
    }

    /// Whether the language joins nothing to its words.
    pub fn is_empty(&self) -> bool {
        self.article.is_none() && self.particles.is_empty() && self.behind.is_empty()
    }

    /// A word without what stands before it, taken off step by step; at least three letters stay.
    pub fn bare<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        const SHORTEST: usize = 3;
        let mut rest = word;
        self.particles.iter().chain(&self.article).filter_map(move |clitic| {
            rest = rest
                .strip_prefix(clitic)
                .filter(|bare| bare.chars().count() >= SHORTEST)?;
            Some(rest)
        })
    }

    /// A word without what is joined to it: what stands before it step by step, one of the particles behind it, and both.
    /// Three letters or a syllable of Korean stay.
    pub fn without<'w>(&self, word: &'w str) -> impl Iterator<Item = &'w str> {
        let long = |rest: &str| rest.starts_with(chars::is_syllable) || rest.chars().nth(2).is_some();
        let behind = move |word: &'w str| {
            let rests = self
                .behind
                .iter()
                .filter_map(move |particle| word.strip_suffix(particle));
            rests.filter(move |rest| long(rest))
        };
        let bare = move || std::iter::once(word).chain(self.bare(word));
        bare().skip(1).chain(bare().flat_map(behind))
    }

    /// The forms of a word with a particle before it.
    pub fn joined(&self, word: &str) -> impl Iterator<Item = String> {
        // The article loses its first letter behind a particle that is its last one.
        let behind_article = self
            .article
            .and_then(|article| Some((article, word.strip_prefix(article)?)));
        self.particles.iter().map(move |particle| match behind_article {
            Some((article, bare)) if article.ends_with(particle) => format!("{particle}{particle}{bare}"),
            _ => format!("{particle}{word}"),
        })
    }
}

/// Everything that is known of one language and locale, looked up once per document.
#[derive(Debug)]
pub struct Facts {
    /// The language as it was asked for, without subtags that change nothing.
    pub lang: Lang,
    /// The same as a tag.
    pub tag: String,
    /// The row of the language table; `None` for a language that has no row.
    pub language: Option<&'static Language>,
    /// Marks, separators and spacing of the locale; `None` where nothing is known.
    pub locale: Option<&'static Locale>,
    /// Grammatical words in lower case.
    pub function_words: FxHashSet<&'static str>,
    /// Abbreviations as they are written, with their full stops but without inner spaces.
    pub abbreviations: FxHashMap<String, Abbreviation>,
    /// Marks that end a sentence here although elsewhere they do not.
    pub ending_marks: Vec<char>,
    /// Marks that never end a sentence here although elsewhere they do.
    pub inner_marks: Vec<char>,
    /// What may directly follow a closing mark and continue the sentence (`と`, `라고`).
    pub continuers: Vec<&'static str>,
    /// Words that may stand twice in a row in good text.
    pub doublets: FxHashSet<&'static str>,
    /// Words that say that an image is one ("like", "as if").
    pub similes: Vec<&'static str>,
    /// How many characters say what 100 characters of English say.
    pub length: Option<usize>,
    /// Beginnings that make a word of another word.
    pub prefixes: Vec<&'static str>,
    /// Words that are written together with the next one.
    pub clitics: Clitics,
    /// Words that say whose a thing is.
    pub possessives: FxHashSet<&'static str>,
    /// Words that stand before a common noun and hardly ever before a name.
    pub determiners: FxHashSet<&'static str>,
    /// Words that join two things of one kind.
    pub joining: FxHashSet<&'static str>,
    /// Words that need a word behind them, and the marks before which they cannot stand.
    pub dangling: FxHashMap<&'static str, Dangling>,
    /// Grammatical words between which a name may be missing when they meet, by the key of the word.
    pub gaps: FxHashMap<u64, Gap>,
    /// Words for times of day and the numbers that they may stand for.
    pub clock: Vec<(&'static str, Vec<i64>)>,
    /// How many of 1,000 letters lie beyond ASCII, where it is known and worth counting.
    pub accents: Option<u32>,
    /// Marks of the keyboard, and what stands for them between letters of the language.
    pub wide_marks: Vec<(char, char)>,
    /// Words that are always written with a capital letter.
    pub capitals: FxHashSet<&'static str>,
    /// Endings of words that are always written with a capital letter.
    pub capital_endings: Vec<&'static str>,
    /// Endings of words that are not, although they look like nouns.
    pub small_endings: Vec<&'static str>,
    /// Verbs that cannot begin a statement: a subject belongs before them.
    pub after_subjects: FxHashSet<&'static str>,
    /// Words between which and a lone possessive mark a name is missing.
    pub before_names: FxHashSet<&'static str>,
    /// All words of the language, where a list of them is known.
    pub vocabulary: Option<Vocabulary>,
    /// Its most frequent words, where no list has all of them.
    pub common_words: Option<Vocabulary>,
    /// Endings that words of the language commonly have.
    pub endings: Vec<&'static str>,
    /// Words beside a number after which another number says the same.
    pub number_contexts: FxHashSet<&'static str>,
    /// What joins two nouns to one word (`compounds.tsv`); empty where they are not written together.
    pub compound_links: Vec<&'static str>,
    /// What stands between a part and its whole (`shares.tsv`), and whether the part stands first.
    pub shares: Vec<(bool, &'static str)>,
    /// Texts that may make a sentence without a question mark a question.
    pub asking_particles: Vec<&'static str>,
    /// Words that a sentence which asks begins with, in small letters.
    pub asking_openers: Vec<&'static str>,
    /// Whether questions are seldom marked.
    pub asks_unmarked: bool,
    number_words: OnceLock<FxHashMap<u64, (u16, bool)>>,
}

static NEUTRAL: LazyLock<Facts> = LazyLock::new(|| Facts::load(Lang::UND));
static CACHE: LazyLock<RwLock<HashMap<Lang, &'static Facts>>> = LazyLock::new(Default::default);

impl Facts {
    /// The facts of a language, from the narrowest rows that exist for it.
    ///
    /// The table of facts grows only with the languages that mtlint knows, whatever tags a file holds.
    pub fn of(lang: Lang) -> &'static Facts {
        let Some(key) = lang
            .fallbacks()
            .find(|&l| languages::row(l).is_some() || locales::row(l).is_some())
        else {
            return &NEUTRAL;
        };
        if let Some(facts) = CACHE.read().ok().and_then(|c| c.get(&key).copied()) {
            return facts;
        }
        let facts: &'static Facts = Box::leak(Box::new(Facts::load(key)));
        match CACHE.write() {
            Ok(mut cache) => cache.entry(key).or_insert(facts),
            Err(_) => facts,
        }
    }

    fn load(lang: Lang) -> Facts {
        let tags = tags(lang);
        let words = |table| own::<2>(table, &tags).map(|[_, word]| word);
        let mut abbreviations = FxHashMap::default();
        for [_, form, class] in own::<3>(include_str!("abbreviations.tsv"), &tags) {
            let class = match class {
                "title" => Abbreviation::Title,
                "before_number" => Abbreviation::BeforeNumber,
                "may_end" => Abbreviation::MayEnd,
                "list_end" => Abbreviation::ListEnd,
                _ => Abbreviation::MidSentence,
            };
            // Words before the first full stop ("и т. д.") say nothing that the rest does not say.
            let key: String = form
                .split(char::is_whitespace)
                .skip_while(|part| !part.contains('.') && form.contains('.'))
                .collect();
            abbreviations.insert(key, class);
        }
        let marks = |wanted: &str| -> Vec<char> {
            own::<3>(include_str!("sentence_marks.tsv"), &tags)
                .filter(|[_, _, does]| *does == wanted)
                .filter_map(|[_, mark, _]| mark.chars().next())
                .collect()
        };
        let questions = |wanted: &str| -> Vec<&'static str> {
            own::<3>(include_str!("questions.tsv"), &tags)
                .filter(|[_, kind, _]| *kind == wanted)
                .map(|[_, _, form]| form)
                .collect()
        };
        let before = |wanted: &str| -> FxHashSet<&'static str> {
            own::<3>(include_str!("dangling.tsv"), &tags)
                .filter(|[_, _, mark]| *mark == wanted)
                .map(|[_, word, _]| word)
                .collect()
        };
        let capitals = |wanted: &'static str| {
            own::<3>(include_str!("capitals.tsv"), &tags)
                .filter(move |[_, kind, _]| *kind == wanted)
                .map(|[_, _, form]| form)
        };
        Facts {
            lang,
            tag: lang.to_string(),
            accents: own::<2>(include_str!("accents.tsv"), &tags)
                .last()
                .and_then(|[_, letters]| letters.parse().ok()),
            wide_marks: own::<3>(include_str!("wide_marks.tsv"), &tags)
                .filter_map(|[_, mark, wide]| Some((mark.chars().next()?, wide.chars().next()?)))
                .collect(),
            capitals: capitals("word").collect(),
            capital_endings: capitals("ending").collect(),
            small_endings: capitals("other").collect(),
            number_contexts: own::<3>(include_str!("number_context.tsv"), &tags)
                .map(|[_, _, word]| word)
                .collect(),
            compound_links: own::<2>(include_str!("compounds.tsv"), &tags)
                .map(|[_, link]| link.trim_matches('-'))
                .collect(),
            shares: own::<3>(include_str!("shares.tsv"), &tags)
                .map(|[_, order, between]| (order == "part", between))
                .collect(),
            asking_particles: questions("particle"),
            asking_openers: questions("opener"),
            asks_unmarked: !questions("unmarked").is_empty(),
            ending_marks: marks("ends"),
            inner_marks: marks("never"),
            language: lang.fallbacks().find_map(languages::row),
            locale: lang.fallbacks().find_map(locales::row),
            function_words: words(include_str!("function_words.tsv")).collect(),
            abbreviations,
            continuers: words(include_str!("continuers.tsv")).collect(),
            doublets: own::<2>(include_str!("doublets.tsv"), &tags)
                .chain(rows_of(include_str!("doublets.tsv"), "und"))
                .map(|[_, word]| word)
                .collect(),
            similes: words(include_str!("similes.tsv")).collect(),
            length: own::<2>(include_str!("lengths.tsv"), &tags)
                .last()
                .and_then(|[_, length]| length.parse().ok()),
            prefixes: words(include_str!("prefixes.tsv")).collect(),
            clitics: Clitics::of(&tags),
            possessives: words(include_str!("possessives.tsv")).collect(),
            determiners: words(include_str!("determiners.tsv")).collect(),
            joining: words(include_str!("joining.tsv")).collect(),
            clock: own::<3>(include_str!("clock.tsv"), &tags)
                .map(|[_, form, numbers]| (form, numbers.split(' ').filter_map(|n| n.parse().ok()).collect()))
                .collect(),
            vocabulary: Vocabulary::of(lang),
            common_words: Vocabulary::common(lang),
            endings: words(include_str!("endings.tsv")).collect(),
            dangling: own::<3>(include_str!("dangling.tsv"), &tags)
                .filter(|[_, _, mark]| matches!(*mark, "any" | "stop"))
                .map(|[_, word, mark]| (word, if mark == "any" { Dangling::Any } else { Dangling::Stop }))
                .collect(),
            gaps: own::<3>(include_str!("gaps.tsv"), &tags)
                .filter_map(|[_, kind, word]| {
                    let kind = match kind {
                        "article" => Gap::Article,
                        "preposition" => Gap::Preposition,
                        "agent" => Gap::Agent,
                        "adverb" => Gap::Adverb,
                        "verb" => Gap::Verb,
                        _ => return None,
                    };
                    Some((fold::key(word), kind))
                })
                .collect(),
            after_subjects: before("subject"),
            before_names: before("'s"),
            number_words: OnceLock::new(),
        }
    }

    /// Whether the list of the language's words holds a folded word, or the word behind its prefix; `None` without a list.
    pub fn is_word(&self, folded: &str) -> Option<bool> {
        const SHORTEST: usize = 4;
        let vocabulary = self.vocabulary?;
        let behind = |prefix: &&str| {
            let rest = folded.strip_prefix(prefix).map(|rest| rest.trim_start_matches('-'));
            rest.is_some_and(|rest| rest.len() >= SHORTEST && vocabulary.holds(rest))
        };
        Some(vocabulary.holds(folded) || self.prefixes.iter().any(behind))
    }

    /// Whether a folded word may be one of the language's own: its list has all words, or has a frequent one that begins like
    /// this word or like its parts; `None` without a list.
    pub fn is_own(&self, folded: &str) -> Option<bool> {
        const PARTS: usize = 3;
        let frequent = || self.common_words.map(|list| self.is_made_of(list, folded, PARTS));
        self.is_word(folded).or_else(frequent)
    }

    /// Whether a word begins like one of a list, or is joined from up to so many that do.
    fn is_made_of(&self, list: Vocabulary, word: &str, parts: usize) -> bool {
        const SHORTEST: usize = 4;
        const LONGEST: usize = 40;
        let joined = |at: usize| {
            let (first, rest) = word.split_at(at);
            let ends = |rest: &str| rest.chars().nth(SHORTEST - 1).is_some() && self.is_made_of(list, rest, parts - 1);
            let mut links = self.compound_links.iter();
            list.begins(first) && links.any(|link| rest.strip_prefix(link).is_some_and(ends))
        };
        let mut places = word.char_indices().map(|(at, _)| at).take(LONGEST).skip(SHORTEST);
        list.begins(fold::stem(word)) || parts > 1 && !self.compound_links.is_empty() && places.any(joined)
    }

    /// Numbers as words, by the key of the folded word: their values, and whether they are ordinal numbers only.
    pub fn number_words(&self) -> &FxHashMap<u64, (u16, bool)> {
        self.number_words.get_or_init(|| {
            own::<4>(include_str!("number_words.tsv"), &tags(self.lang))
                .filter_map(|[_, word, value, kind]| Some((fold::key(word), (value.parse().ok()?, kind == "ordinal"))))
                .collect()
        })
    }

    /// Whether words of this language are separated by spaces; so too where nothing is known.
    pub fn has_spaces(&self) -> bool {
        self.language.is_none_or(|l| l.spaces)
    }

    /// Whether a letter may directly follow a closing quotation mark, as a particle or a case ending.
    pub fn has_suffixes(&self) -> bool {
        self.language.is_some_and(|l| l.suffix)
    }
}

/// Whether a word in lower case ends like the international name of a medicine.
pub fn is_substance(word: &str) -> bool {
    static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        rows::<2>(include_str!("substances.tsv"))
            .map(|[ending, _]| ending)
            .collect()
    });
    ENDINGS.iter().any(|ending| word.ends_with(ending))
}
