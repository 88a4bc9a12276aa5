//! How often forms stand in texts that are no translations (`densities.tsv`).

use super::{Lang, rows};
use crate::text::fold;

/// How often a form stands in native texts.
#[derive(Clone, Debug)]
pub struct Density {
    /// The form.
    pub form: &'static str,
    /// The keys of its words.
    pub keys: Vec<u64>,
    /// Times per 1,000 words.
    pub rate: f64,
    /// The standard deviation of that between texts, beyond chance.
    pub spread: f64,
}

/// The forms that are known of a language.
pub fn of(lang: Lang) -> Vec<Density> {
    let base = lang.code();
    rows::<4>(include_str!("densities.tsv"))
        .filter(|[tag, ..]| *tag == base)
        .filter_map(|[_, form, rate, spread]| {
            Some(Density {
                form,
                keys: form.split(' ').map(fold::key).collect(),
                rate: rate.parse().ok()?,
                spread: spread.parse().ok()?,
            })
        })
        .collect()
}
