//! Scale words: million, Milliarde, млн, 万 (`scales.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Facts, rows};
use crate::text::chars::{self, Script};
use crate::text::fold;

static TABLE: LazyLock<FxHashMap<&'static str, Vec<(&'static str, u32)>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for [lang, form, power] in rows::<3>(include_str!("scales.tsv")) {
        if let Ok(power) = power.parse() {
            table.entry(lang).or_default().push((form, power));
        }
    }
    table
});

/// The power of ten that a word begins with, in the language of these facts, and how long the scale word is.
///
/// A scale word of four letters or more may be inflected (`milyondan`), one of a script without spaces or of Korean may
/// run on (`ล้านคน`, `만명`). Abbreviations of one letter count only when they are `glued` to the digits (`5m`).
pub fn prefix(facts: &Facts, word: &str, glued: bool) -> Option<(u32, usize)> {
    if word.is_empty() || word.len() > 200 {
        return None;
    }
    let forms = TABLE.get(facts.tag.as_str()).or_else(|| TABLE.get(facts.lang.code()))?;
    let mut best: Option<(u32, usize)> = None;
    for &(form, power) in forms {
        let mut rest = word.chars();
        let begins = form.chars().all(|c| rest.next().is_some_and(|d| fold::char(d) == c));
        if !begins {
            continue;
        }
        let whole = rest.as_str().is_empty();
        let letters = form.chars().count();
        let first = form.chars().next().unwrap_or('x');
        let runs_on = chars::is_unspaced(first) || chars::script(first) == Some(Script::Hangul);
        let fits = whole && (letters > 1 || glued || runs_on)
            || runs_on
            || !whole && letters >= 4 && !first.is_ascii_punctuation();
        let len = word.len() - rest.as_str().len();
        if fits && best.is_none_or(|(_, known)| len > known) {
            best = Some((power, len));
        }
    }
    best
}
