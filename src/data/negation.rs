//! Words and affixes that negate (`negation.tsv`).

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashSet;

use super::{Lang, rows};
use crate::text::fold;

/// What negates in one language.
#[derive(Debug, Default)]
pub struct Negation {
    hard: Forms,
    soft: Forms,
    soft_prefixes: Vec<&'static str>,
    soft_suffixes: Vec<&'static str>,
    /// The languages into which findings were measured to be sure.
    pub into: Vec<&'static str>,
    /// Texts that negate wherever they stand, in languages without spaces.
    pub hard_strings: Vec<&'static str>,
    /// Texts that may negate wherever they stand.
    pub soft_strings: Vec<&'static str>,
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
        for [_, class, form] in rows::<3>(include_str!("negation.tsv")).filter(|[lang, ..]| *lang == tag) {
            known = true;
            match class {
                "hard" => table.hard.add(form),
                "soft" => table.soft.add(form),
                "softprefix" => table.soft_prefixes.push(form),
                "softsuffix" => table.soft_suffixes.push(form),
                "into" => table.into.push(form),
                "string" => table.hard_strings.push(form),
                _ => table.soft_strings.push(form),
            }
        }
        known.then_some(table)
    }

    /// Whether a word is a grammatical negation.
    pub fn is_hard(&self, word: &str, key: u64) -> bool {
        self.hard.hold(word, key)
    }

    /// Whether a word may have to do with negation.
    pub fn is_soft(&self, word: &str, key: u64) -> bool {
        self.soft.hold(word, key) || {
            let word = fold::text(word);
            self.soft_suffixes.iter().any(|s| word.ends_with(s))
                || self
                    .soft_prefixes
                    .iter()
                    .filter_map(|p| word.strip_prefix(p))
                    .any(|rest| rest.chars().count() >= STEM)
        }
    }
}
