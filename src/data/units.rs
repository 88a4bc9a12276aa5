//! Units of measure and money, as they stand beside numbers (`units.tsv`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Facts, rows, rows_of};
use crate::text::{Range32, chars, fold};

static TABLE: LazyLock<FxHashMap<&'static str, FxHashMap<&'static str, &'static str>>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, FxHashMap<_, _>> = FxHashMap::default();
    for [lang, form, unit] in rows::<3>(include_str!("units.tsv")) {
        table.entry(lang).or_default().insert(form, unit);
    }
    table
});

/// The longest form, in words.
const WORDS: usize = 3;

fn lookup(facts: &Facts, form: &str) -> Option<&'static str> {
    [facts.tag.as_str(), facts.lang.code(), "und"]
        .into_iter()
        .find_map(|lang| TABLE.get(lang)?.get(form).copied())
}

/// The unit that a text behind a number begins with.
pub fn behind(facts: &Facts, text: &str) -> Option<&'static str> {
    let window: String = text.chars().take(40).collect();
    let trimmed = window.trim_start_matches(|c| chars::is_space(c) && c != '\n' || c == '-');
    let folded = fold::text(trimmed.split('\n').next().unwrap_or(""));
    let words: Vec<&str> = folded.split(' ').take(WORDS).collect();
    for count in (1..=words.len()).rev() {
        let joined = words[..count].join(" ");
        let form = joined.trim_end_matches(|c: char| {
            !chars::is_word(c) && !matches!(c, '°' | '%' | '$' | '€' | '£' | '¥' | '²' | '³')
        });
        if let Some(unit) = lookup(facts, form) {
            return Some(unit);
        }
    }
    // In scripts without spaces the unit runs on.
    let first = folded.chars().next()?;
    if chars::is_unspaced(first) || chars::script(first) == Some(chars::Script::Hangul) {
        let run: Vec<char> = folded.chars().take(6).collect();
        return (1..=run.len())
            .rev()
            .find_map(|len| lookup(facts, &run[..len].iter().collect::<String>()));
    }
    None
}

/// The unit whose symbol stands directly before a number: `$5`.
pub fn before(facts: &Facts, text: &str) -> Option<&'static str> {
    let word: String = text
        .chars()
        .rev()
        .skip_while(|c| chars::is_space(*c) && *c != '\n')
        .take_while(|c| !chars::is_space(*c) && !chars::is_open_bracket(*c))
        .take(6)
        .collect();
    let form: String = word.chars().rev().map(fold::char).collect();
    lookup(facts, &form)
}

/// The unit that stands behind a number of a text, or directly before it as a symbol of a currency.
pub fn beside(facts: &Facts, text: &str, number: Range32) -> Option<&'static str> {
    behind(facts, &text[number.end as usize..]).or_else(|| before(facts, &text[..number.start as usize]))
}

/// Units of two systems for one quantity (`unit_pairs.tsv`): the metric one, the customary one.
pub fn pairs() -> impl Iterator<Item = [&'static str; 2]> {
    rows::<2>(include_str!("unit_pairs.tsv"))
}

/// A measure in another unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Converted {
    /// There is one way to read it.
    One(f64),
    /// A temperature or a difference of temperatures.
    Either(f64, f64),
}

/// A measure in another unit of its dimension (`conversions.tsv`); `None` where the two have none in common.
pub fn convert(value: f64, from: &str, to: &str) -> Option<Converted> {
    match (from, to) {
        ("celsius", "fahrenheit") => return Some(Converted::Either(value * 1.8 + 32.0, value * 1.8)),
        ("fahrenheit", "celsius") => return Some(Converted::Either((value - 32.0) / 1.8, value / 1.8)),
        _ => {}
    }
    let find = |unit: &str| {
        let [_, dimension, factor] = rows_of::<3>(include_str!("conversions.tsv"), unit).next()?;
        Some((dimension, factor.parse::<f64>().ok()?))
    };
    let ((dimension, factor), (other, divisor)) = (find(from)?, find(to)?);
    (dimension == other).then(|| Converted::One(value * factor / divisor))
}
