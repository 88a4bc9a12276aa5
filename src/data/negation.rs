//! Words and affixes that negate (`negation.tsv`).

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashSet;

use super::{Lang, rows};
use crate::text::negation::Negates;

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
    words: FxHashSet<&'static str>,
    stems: FxHashSet<&'static str>,
}

impl Forms {
    fn add(&mut self, form: &'static str) {
        match form.strip_suffix('*') {
            Some(stem) => self.stems.insert(stem),
            None => self.words.insert(form),
        };
    }

    fn hold(&self, word: &str) -> bool {
        self.words.contains(word)
            || word
                .char_indices()
                .skip(1)
                .map(|(at, _)| at)
                .chain([word.len()])
                .any(|end| self.stems.contains(&word[..end]))
    }
}

/// The fewest letters behind a prefix.
const STEM: usize = 4;

static CACHE: LazyLock<RwLock<HashMap<Lang, &'static Negation>>> = LazyLock::new(Default::default);

impl Negation {
    /// What negates in a language; `None` where the table does not hold it.
    pub fn of(lang: Lang) -> Option<&'static Negation> {
        let base = lang.base();
        if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&base).copied()) {
            return Some(known);
        }
        let table = Negation::load(&base.to_string())?;
        let table: &'static Negation = Box::leak(Box::new(table));
        Some(match CACHE.write() {
            Ok(mut cache) => cache.entry(base).or_insert(table),
            Err(_) => table,
        })
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

    /// Whether a folded word negates.
    pub fn word(&self, word: &str) -> Negates {
        if self.hard.hold(word) {
            Negates::Yes
        } else if self.soft.hold(word)
            || self.soft_suffixes.iter().any(|s| word.ends_with(s))
            || self
                .soft_prefixes
                .iter()
                .filter_map(|p| word.strip_prefix(p))
                .any(|rest| rest.chars().count() >= STEM)
        {
            Negates::Perhaps
        } else {
            Negates::No
        }
    }
}
