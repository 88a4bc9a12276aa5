//! Words that look like a word of the other language and mean something else (`false_friends.tsv`).

use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

use super::{Lang, rows_of};
use crate::text::fold;

/// A row of the table.
#[derive(Debug)]
pub struct FalseFriend {
    source: Vec<&'static str>,
    acquits: Vec<&'static str>,
    /// What a native writes.
    pub native: &'static str,
}

impl FalseFriend {
    /// Whether a folded word of the source is the one that is mistaken.
    pub fn is_source(&self, word: &str) -> bool {
        self.source.iter().any(|form| fold::is_form(word, form))
    }

    /// Whether a folded word of the translation shows that the meaning was understood.
    pub fn acquits(&self, word: &str) -> bool {
        self.acquits.iter().any(|form| fold::is_form(word, form))
    }
}

/// The rows for one pair of languages.
#[derive(Debug, Default)]
pub struct FalseFriends {
    all: Vec<FalseFriend>,
    words: FxHashMap<u64, Vec<usize>>,
    stems: FxHashMap<u64, Vec<usize>>,
}

type Tables = FxHashMap<(Lang, Lang), Option<&'static FalseFriends>>;

static CACHE: LazyLock<RwLock<Tables>> = LazyLock::new(Default::default);

impl FalseFriends {
    /// The rows for translations from one language into another; `None` without any.
    pub fn between(from: Lang, to: Lang) -> Option<&'static FalseFriends> {
        let pair = (from.base(), to.base());
        if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&pair).copied()) {
            return known;
        }
        let table = FalseFriends::load(&pair.0.to_string(), &pair.1.to_string());
        let table = (!table.all.is_empty()).then(|| &*Box::leak(Box::new(table)));
        match CACHE.write() {
            Ok(mut cache) => *cache.entry(pair).or_insert(table),
            Err(_) => table,
        }
    }

    fn load(from: &str, to: &str) -> FalseFriends {
        let mut table = FalseFriends::default();
        let ours = rows_of::<6>(include_str!("false_friends.tsv"), from).filter(|row| row[1] == to);
        for [_, _, source, wrong, acquits, native] in ours {
            let row = table.all.len();
            for form in wrong.split('/') {
                let (index, key) = match form.strip_suffix('*') {
                    Some(stem) => (&mut table.stems, fold::key(stem)),
                    None => (&mut table.words, fold::key(form)),
                };
                index.entry(key).or_default().push(row);
            }
            table.all.push(FalseFriend {
                source: source.split('/').collect(),
                acquits: acquits.split('/').collect(),
                native,
            });
        }
        table
    }

    /// The rows whose false friend a word of the translation may be.
    pub fn of(&self, word: &str, key: u64) -> impl Iterator<Item = &FalseFriend> {
        let whole = self.words.get(&key).into_iter().flatten();
        let stems = fold::prefix_keys(word).filter_map(|k| self.stems.get(&k)).flatten();
        whole.chain(stems).map(|&row| &self.all[row])
    }
}
