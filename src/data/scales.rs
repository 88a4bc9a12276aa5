//! Scale words: million, Milliarde, млн, 万 (`scales.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Facts, rows};

static TABLE: LazyLock<FxHashMap<&'static str, Vec<(&'static str, u32)>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [lang, form, power] in rows::<3>(include_str!("scales.tsv")) {
        if let Ok(power) = power.parse() {
            table.entry(form).or_default().push((lang, power));
        }
    }
    table
});

/// The power of ten that a word stands for behind a number, in the language of these facts.
pub fn power(facts: &Facts, word: &str) -> Option<u32> {
    if word.len() > 40 {
        return None;
    }
    let folded = crate::text::fold::text(word);
    let base = facts.lang.base().to_string();
    TABLE
        .get(folded.as_str())?
        .iter()
        .find(|(lang, _)| *lang == base)
        .map(|(_, power)| *power)
}
