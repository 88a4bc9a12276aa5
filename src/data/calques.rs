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

/// The rows for one target language.
#[derive(Debug, Default)]
pub struct Calques {
    all: Vec<Calque>,
    index: Index,
}

static CACHE: LazyLock<RwLock<FxHashMap<Lang, &'static Calques>>> = LazyLock::new(Default::default);

/// The languages that rows are written into.
static TARGETS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    rows::<7>(include_str!("calques.tsv"))
        .map(|[_, target, ..]| target)
        .collect()
});

/// The rows for a target language; none for a language that no row is written for.
pub fn into(lang: Lang) -> Option<&'static Calques> {
    let lang = lang.base();
    if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&lang).copied()) {
        return Some(known);
    }
    let tag = lang.to_string();
    if !TARGETS.contains(tag.as_str()) {
        return None;
    }
    let loaded: &'static Calques = Box::leak(Box::new(Calques::load(&tag, Facts::of(lang))));
    match CACHE.write() {
        Ok(mut cache) => Some(cache.entry(lang).or_insert(loaded)),
        Err(_) => Some(loaded),
    }
}

impl Calques {
    fn load(target: &str, facts: &Facts) -> Calques {
        let common = patterns::common(facts);
        let mut table = Calques::default();
        for [source_lang, target_lang, source, pattern, native, kind, confidence] in
            rows::<7>(include_str!("calques.tsv"))
        {
            if target_lang != target {
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
