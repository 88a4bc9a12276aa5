//! Word-for-word renderings (`calques.tsv`); its head explains columns and pattern grammar.

use std::sync::{LazyLock, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::patterns::{self, Anchor, Index, Token};
use super::{Facts, Lang, rows};

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
    /// What a native writes.
    pub native: &'static str,
    /// What sort of rendering it is.
    pub kind: CalqueKind,
    /// 3: wrong in nearly any context; 2: in most.
    pub confidence: u8,
    /// The pattern, without optional tokens at its ends.
    pub tokens: Vec<Token>,
}

/// The rows for one target language, out of one language or all.
#[derive(Debug, Default)]
pub struct Calques {
    all: Vec<Calque>,
    index: Index,
}

/// Tables by source and target language.
type Loaded = FxHashMap<(Option<Lang>, Lang), &'static Calques>;

static CACHE: LazyLock<RwLock<Loaded>> = LazyLock::new(Default::default);

/// The pairs of languages that rows are written for.
static PAIRS: LazyLock<FxHashSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    rows::<7>(include_str!("calques.tsv"))
        .map(|[source, target, ..]| (source, target))
        .collect()
});

/// The rows for a target language out of a source language, or out of all where it is not known; none for a pair that no
/// row is written for.
pub fn between(source: Option<Lang>, target: Lang) -> Option<&'static Calques> {
    let key = (source.map(Lang::base), target.base());
    if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&key).copied()) {
        return Some(known);
    }
    let (from, into) = (key.0.map(|l| l.to_string()), key.1.to_string());
    let fits = |source: &str, target: &str| target == into && from.as_deref().is_none_or(|from| from == source);
    if !PAIRS.iter().any(|(source, target)| fits(source, target)) {
        return None;
    }
    let loaded: &'static Calques = Box::leak(Box::new(Calques::load(fits, Facts::of(key.1))));
    match CACHE.write() {
        Ok(mut cache) => Some(cache.entry(key).or_insert(loaded)),
        Err(_) => Some(loaded),
    }
}

impl Calques {
    fn load(fits: impl Fn(&str, &str) -> bool, facts: &Facts) -> Calques {
        let common = patterns::common(facts);
        let mut table = Calques::default();
        for [source_lang, target_lang, source, pattern, native, kind, confidence] in
            rows::<7>(include_str!("calques.tsv"))
        {
            if !fits(source_lang, target_lang) {
                continue;
            }
            let tokens = patterns::tokens(pattern);
            table.index.add(table.all.len(), &tokens, &common);
            table.all.push(Calque {
                source_lang,
                source,
                pattern,
                native,
                kind: match kind {
                    "idiom" => CalqueKind::Idiom,
                    "false_friend" => CalqueKind::FalseFriend,
                    "syntax" => CalqueKind::Syntax,
                    _ => CalqueKind::Collocation,
                },
                confidence: confidence.parse().unwrap_or(1),
                tokens,
            });
        }
        table
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
