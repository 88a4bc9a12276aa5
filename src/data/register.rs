//! Forms of address and of sentence ends (`register.tsv`).

use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

use super::{Lang, rows_of};
use crate::text::fold;

/// How a text speaks to its reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Register {
    /// As to a friend; in languages where sentence ends tell, the plain style.
    Informal,
    /// As to a stranger; the polite style.
    Formal,
    /// As to a stranger, or to several people.
    FormalOrPlural,
}

/// The forms of one language.
#[derive(Debug, Default)]
pub struct Forms {
    words: FxHashMap<u64, (Register, bool)>,
    ends: Vec<(&'static str, Register)>,
}

static CACHE: LazyLock<RwLock<FxHashMap<Lang, Option<&'static Forms>>>> = LazyLock::new(Default::default);

impl Forms {
    /// The forms of a language; `None` where the table does not hold it.
    pub fn of(lang: Lang) -> Option<&'static Forms> {
        let base = lang.base();
        if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&base).copied()) {
            return known;
        }
        let table = Forms::load(&base.to_string()).map(|t| &*Box::leak(Box::new(t)));
        match CACHE.write() {
            Ok(mut cache) => *cache.entry(base).or_insert(table),
            Err(_) => table,
        }
    }

    fn load(tag: &str) -> Option<Forms> {
        let mut table = Forms::default();
        for [_, class, form] in rows_of::<3>(include_str!("register.tsv"), tag) {
            let register = match class {
                "informal" | "plain-end" => Register::Informal,
                "formal-or-plural" => Register::FormalOrPlural,
                _ => Register::Formal,
            };
            if class.ends_with("-end") {
                table.ends.push((form, register));
            } else {
                let bare = form.trim_start_matches('^');
                table.words.insert(fold::key(bare), (register, bare != form));
            }
        }
        table.ends.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        (!table.words.is_empty() || !table.ends.is_empty()).then_some(table)
    }

    /// What a word shows, and whether it needs a capital letter inside a sentence for it.
    pub fn word(&self, key: u64) -> Option<(Register, bool)> {
        self.words.get(&key).copied()
    }

    /// What the end of a sentence shows, its final marks taken off.
    pub fn end(&self, sentence: &str) -> Option<Register> {
        let found = self.ends.iter().find(|(form, _)| sentence.ends_with(form));
        found.map(|(_, register)| *register)
    }
}
