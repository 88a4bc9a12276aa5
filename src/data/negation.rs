//! Words and affixes that negate (`negation.tsv`).

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Lang, rows_of};
use crate::text::fold;

/// What negates in one language.
#[derive(Debug, Default)]
pub struct Negation {
    hard: Forms,
    either: Forms,
    soft: Forms,
    either_prefixes: Vec<&'static str>,
    either_suffixes: Vec<&'static str>,
    soft_prefixes: Vec<&'static str>,
    soft_suffixes: Vec<&'static str>,
    /// Second words by the first: together they only may negate.
    mild: FxHashMap<u64, Forms>,
    /// Words that ask: a negation near them is one of politeness.
    asking: FxHashSet<u64>,
    /// The languages into which findings were measured to be sure.
    pub into: Vec<&'static str>,
    /// Those into which findings of lost negations alone were.
    pub lost_into: Vec<&'static str>,
    /// Texts that say something wherever they stand, in languages without spaces, by their first character.
    strings: FxHashMap<char, Vec<(&'static str, Cue)>>,
}

/// How sure a text has to do with negation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cue {
    /// A grammatical negation.
    Hard,
    /// As good as one, or one that is rendered by other words.
    Either,
    /// It may have a negative meaning.
    Soft,
    /// It only looks like one.
    Plain,
}

#[derive(Debug, Default)]
struct Forms {
    words: FxHashSet<u64>,
    stems: FxHashSet<u64>,
}

impl Forms {
    fn add(&mut self, form: &'static str) {
        match form.strip_suffix('*') {
            Some(stem) => self.stems.insert(fold::key(stem)),
            None => self.words.insert(fold::key(form)),
        };
    }

    fn hold(&self, word: &str, key: u64) -> bool {
        self.words.contains(&key) || !self.stems.is_empty() && fold::prefix_keys(word).any(|k| self.stems.contains(&k))
    }
}

/// The fewest letters behind a prefix.
const STEM: usize = 4;

static CACHE: LazyLock<RwLock<HashMap<Lang, Option<&'static Negation>>>> = LazyLock::new(Default::default);

impl Negation {
    /// What negates in a language; `None` where the table does not hold it.
    pub fn of(lang: Lang) -> Option<&'static Negation> {
        let base = lang.base();
        if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&base).copied()) {
            return known;
        }
        let table = Negation::load(&base.to_string()).map(|t| &*Box::leak(Box::new(t)));
        match CACHE.write() {
            Ok(mut cache) => *cache.entry(base).or_insert(table),
            Err(_) => table,
        }
    }

    fn load(tag: &str) -> Option<Negation> {
        let mut table = Negation::default();
        let mut known = false;
        for [_, class, form] in rows_of::<3>(include_str!("negation.tsv"), tag) {
            known = true;
            match class {
                "hard" => table.hard.add(form),
                "either" => table.either.add(form),
                "soft" => table.soft.add(form),
                "eithersuffix" => table.either_suffixes.push(form),
                "eitherprefix" => table.either_prefixes.push(form),
                "softprefix" => table.soft_prefixes.push(form),
                "softsuffix" => table.soft_suffixes.push(form),
                "mild" => {
                    let (first, second) = form.split_once(' ').unwrap_or((form, ""));
                    table.mild.entry(fold::key(first)).or_default().add(second);
                }
                "asks" => {
                    table.asking.insert(fold::key(form));
                }
                "into" => table.into.push(form),
                "lostinto" => table.lost_into.push(form),
                "string" => table.add(form, Cue::Hard),
                "eitherstring" => table.add(form, Cue::Either),
                "plain" => table.add(form, Cue::Plain),
                _ => table.add(form, Cue::Soft),
            }
        }
        for strings in table.strings.values_mut() {
            strings.sort_by_key(|(s, _)| std::cmp::Reverse(s.len()));
        }
        known.then_some(table)
    }

    fn add(&mut self, form: &'static str, cue: Cue) {
        let first = form.chars().next().unwrap_or_default();
        self.strings.entry(first).or_default().push((form, cue));
    }

    /// Whether any string of the language is looked for within words.
    pub fn has_strings(&self) -> bool {
        !self.strings.is_empty()
    }

    /// The longest string that a text begins with, its length in bytes and what it says.
    pub fn string_at(&self, text: &str) -> Option<(usize, Cue)> {
        let strings = self.strings.get(&text.chars().next()?)?;
        strings
            .iter()
            .find(|(s, _)| text.starts_with(s))
            .map(|(s, cue)| (s.len(), *cue))
    }

    /// Whether two words, one of which negates by itself, only may negate together: "not only", "no later".
    pub fn is_mild(&self, first: u64, second: (&str, u64)) -> bool {
        self.mild
            .get(&first)
            .is_some_and(|forms| forms.hold(second.0, second.1))
    }

    /// Whether a word asks whether something is so.
    pub fn asks(&self, key: u64) -> bool {
        self.asking.contains(&key)
    }

    /// Whether a word is a grammatical negation.
    pub fn is_hard(&self, word: &str, key: u64) -> bool {
        self.hard.hold(word, key)
    }

    /// Whether a word is as good as a grammatical negation, or may be one.
    pub fn is_either(&self, word: &str, key: u64) -> bool {
        self.either.hold(word, key)
            || !(self.either_prefixes.is_empty() && self.either_suffixes.is_empty()) && {
                let word = fold::text(word);
                begins_with(&word, &self.either_prefixes) || self.either_suffixes.iter().any(|s| word.ends_with(s))
            }
    }

    /// Whether a word may have to do with negation.
    pub fn is_soft(&self, word: &str, key: u64) -> bool {
        self.soft.hold(word, key) || {
            let word = fold::text(word);
            self.soft_suffixes.iter().any(|s| word.ends_with(s)) || begins_with(&word, &self.soft_prefixes)
        }
    }
}

fn begins_with(word: &str, prefixes: &[&str]) -> bool {
    let rests = prefixes.iter().filter_map(|p| word.strip_prefix(p));
    rests.into_iter().any(|rest| rest.chars().count() >= STEM)
}
