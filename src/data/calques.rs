//! Word-for-word renderings (`calques.tsv`); its head explains columns and pattern grammar.

use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

use super::patterns::{Anchor, Index, Pattern};
use super::{Facts, Lang, rows_into, rows_of};

/// What sort of rendering a row is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CalqueKind {
    /// A figurative expression.
    Idiom,
    /// Words that go together in one language and not in the other.
    Collocation,
    /// A word that looks like another one.
    FalseFriend,
    /// A construction.
    Syntax,
}

/// A row: a pattern and what it stands for.
#[derive(Debug)]
pub struct Calque {
    /// The language that the expression was taken from.
    pub source_lang: &'static str,
    /// What the source says.
    pub source: &'static str,
    /// The pattern as it is written.
    pub pattern: &'static str,
    /// The same to be compared with a text.
    pub compared: Pattern,
    /// What a native writes.
    pub native: &'static str,
    /// What sort of rendering it is.
    pub kind: CalqueKind,
    /// 3: wrong in nearly any context; 2: in most.
    pub confidence: u8,
}

/// The rows for one target language, out of one language or all.
#[derive(Debug, Default)]
pub struct Calques {
    all: Vec<Calque>,
    index: Index,
}

/// Tables by source and target language.
type Loaded = FxHashMap<(Option<Lang>, Lang), Option<&'static Calques>>;

static CACHE: LazyLock<RwLock<Loaded>> = LazyLock::new(Default::default);

/// The rows for a target language out of a source language, or out of all where it is not known; none for a pair that no
/// row is written for.
pub fn between(source: Option<Lang>, target: Lang) -> Option<&'static Calques> {
    let key = (source.map(Lang::base), target.base());
    if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&key).copied()) {
        return known;
    }
    let table = Calques::load(key.0.as_ref().map(Lang::code), key.1);
    let loaded = (!table.all.is_empty()).then(|| &*Box::leak(Box::new(table)));
    match CACHE.write() {
        Ok(mut cache) => *cache.entry(key).or_insert(loaded),
        Err(_) => loaded,
    }
}

impl Calques {
    fn load(from: Option<&str>, into: Lang) -> Calques {
        let file = include_str!("calques.tsv");
        let mut table = Calques::default();
        match from {
            Some(from) => table.add(rows_of(file, from), into),
            None => table.add(rows_into(file, into.code()), into),
        }
        table
    }

    fn add(&mut self, rows: impl Iterator<Item = [&'static str; 7]>, into: Lang) {
        let common = &Facts::of(into).function_words;
        for [source_lang, target_lang, source, pattern, native, kind, confidence] in rows {
            if target_lang != into.code() {
                continue;
            }
            let compared = Pattern::new(pattern);
            self.index.add(self.all.len(), &compared, common);
            self.all.push(Calque {
                source_lang,
                source,
                pattern,
                compared,
                native,
                kind: match kind {
                    "idiom" => CalqueKind::Idiom,
                    "false_friend" => CalqueKind::FalseFriend,
                    "syntax" => CalqueKind::Syntax,
                    _ => CalqueKind::Collocation,
                },
                confidence: confidence.parse().unwrap_or(1),
            });
        }
    }

    /// The rows that may stand around this word.
    pub fn around(&self, key: u64, word: &str) -> impl Iterator<Item = (&Calque, Anchor)> {
        self.index
            .around(key, word)
            .map(|anchor| (&self.all[anchor.row as usize], anchor))
    }

    /// All rows in the order of the file.
    pub fn all(&self) -> &[Calque] {
        &self.all
    }
}
