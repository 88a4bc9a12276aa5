//! Which of two languages a single word looks like.
//!
//! Trigrams of letters (Cavnar and Trenkle 1994) of the words that the facts hold of each language. One word is little
//! evidence; the caller asks for much of it.

use std::collections::HashMap;
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

use crate::data::{Concepts, Facts, Lang};

/// The trigrams of a language.
#[derive(Debug, Default)]
struct Profile {
    counts: FxHashMap<[char; 3], u32>,
    total: u32,
}

static CACHE: LazyLock<RwLock<HashMap<Lang, Option<&'static Profile>>>> = LazyLock::new(Default::default);

/// Fewer words make no profile.
const MIN_FORMS: usize = 800;

impl Profile {
    fn of(facts: &Facts) -> Option<&'static Profile> {
        let base = facts.lang.base();
        if let Some(known) = CACHE.read().ok().and_then(|c| c.get(&base).copied()) {
            return known;
        }
        let made = Profile::make(facts).map(|p| &*Box::leak(Box::new(p)));
        match CACHE.write() {
            Ok(mut cache) => *cache.entry(base).or_insert(made),
            Err(_) => made,
        }
    }

    fn make(facts: &Facts) -> Option<Profile> {
        let mut forms: Vec<&str> = Concepts::of(facts.lang)?.forms().to_vec();
        forms.extend(facts.function_words.iter());
        if forms.len() < MIN_FORMS {
            return None;
        }
        let mut profile = Profile::default();
        for form in forms {
            for trigram in trigrams(form) {
                *profile.counts.entry(trigram).or_default() += 1;
                profile.total += 1;
            }
        }
        Some(profile)
    }

    fn count(&self, trigram: [char; 3]) -> u32 {
        self.counts.get(&trigram).copied().unwrap_or(0)
    }
}

/// The trigrams of a word, with its beginning but without its end, since many forms are stems.
fn trigrams(word: &str) -> impl Iterator<Item = [char; 3]> {
    let chars: Vec<char> = std::iter::once('^').chain(word.chars()).collect();
    (2..chars.len()).map(move |i| [chars[i - 2], chars[i - 1], chars[i]])
}

/// How many bits of evidence a folded word gives for the first language against the second; `None` where one of them is
/// not known well enough.
pub fn bits_for(word: &str, first: &Facts, second: &Facts) -> Option<i32> {
    let (a, b) = (Profile::of(first)?, Profile::of(second)?);
    let mut ratio = 0;
    for trigram in trigrams(word) {
        // Laplace: every trigram was seen half a time more.
        let log = |p: &Profile| {
            let seen = u64::from(2 * p.count(trigram) + 1) << 24;
            (seen / u64::from(2 * p.total + 1).max(1)).max(1).ilog2() as i32
        };
        ratio += log(a) - log(b);
    }
    Some(ratio)
}
