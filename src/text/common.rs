//! What two passages have in common that should say the same.

use super::concepts::Naming;
use super::spoken::spoken;
use super::words::WordKind;
use super::{Passage, fold, names};
use crate::data::concepts::Concept;

/// What of a passage should be found again in another.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    /// How much of it is found.
    pub met: usize,
    /// How much there is.
    pub all: usize,
}

impl Tally {
    fn count(&mut self, met: bool) {
        self.all += 1;
        self.met += usize::from(met);
    }
}

/// The concepts and numbers of a passage, and how many stand in the other.
pub fn tally(passage: Passage, other: Passage) -> Tally {
    let mut tally = Tally::default();
    let mut theirs: Vec<Concept> = other.concepts.iter().map(|n| n.concept).collect();
    theirs.sort_unstable();
    for place in passage.concepts.chunk_by(|a, b| a.range.start == b.range.start) {
        let named = |n: &Naming| theirs.binary_search(&n.concept).is_ok();
        tally.count(place.iter().any(named));
    }
    for number in passage.numbers {
        tally.count(other.numbers.iter().any(|n| n.agrees(number)));
    }
    tally
}

/// The words of a passage that can be found again in another language, grammatical ones left out.
#[derive(Debug)]
pub struct Words {
    /// By their letters, and by their consonants.
    keys: [Vec<u64>; 2],
    /// The values of its numbers, spelled ones included.
    values: Vec<i64>,
}

impl Words {
    /// Those of a passage.
    pub fn of(passage: Passage) -> Words {
        let Passage { text, facts, .. } = passage;
        let keys = |cross: bool| {
            let words = passage.words.iter().filter(|w| w.kind != WordKind::Number);
            words
                .map(|w| w.text(text))
                .filter(|w| !facts.function_words.contains(fold::text(w).as_str()))
                .filter_map(|w| names::key(w, cross))
                .collect()
        };
        let digits = passage.numbers.iter().filter_map(|n| n.value());
        let spelled = spoken(text, passage.words, facts).into_iter().flat_map(|s| s.values);
        let values = digits
            .chain(spelled.map(|v| v.saturating_mul(1000)))
            // One is many words.
            .filter(|&v| v > 1000 || v == 0)
            .collect();
        Words {
            keys: [keys(false), keys(true)],
            values,
        }
    }

    /// How many of them stand in the other passage: in the same form, or beginning alike when transliterated, by their
    /// letters or by their consonants.
    pub fn shared(&self, other: &Words) -> usize {
        let meet = |i: usize| self.keys[i].iter().filter(|key| other.keys[i].contains(key)).count();
        let values = self.values.iter().filter(|v| other.values.contains(v)).count();
        meet(0).max(meet(1)) + values
    }
}
