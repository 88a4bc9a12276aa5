//! News agencies and picture suppliers (`agencies.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;
use crate::text::fold;

static NAMES: LazyLock<FxHashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut names: FxHashMap<char, Vec<Vec<char>>> = FxHashMap::default();
    for [name] in rows::<1>(include_str!("agencies.tsv")) {
        let folded: Vec<char> = name.chars().map(fold::char).collect();
        if let Some(&first) = folded.first() {
            names.entry(first).or_default().push(folded);
        }
    }
    for bucket in names.values_mut() {
        bucket.sort_by_key(|n| std::cmp::Reverse(n.len()));
    }
    names
});

/// The lengths of the agencies' names that a folded text begins with, the longest first.
pub fn at_start(folded: &[char]) -> impl Iterator<Item = usize> {
    folded
        .first()
        .and_then(|first| NAMES.get(first))
        .into_iter()
        .flatten()
        .filter(move |name| folded.starts_with(name))
        .map(Vec::len)
}
