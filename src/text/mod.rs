//! What can be seen in a `&str`: words, numbers, quotations, scripts, verbatim stretches.
//!
//! Nothing here knows documents or findings; what needs facts of a language is handed them.

pub mod acronyms;
pub mod calques;
pub mod chars;
pub mod common;
pub mod concepts;
pub mod dates;
pub mod exchange;
pub mod fold;
pub mod forms;
pub mod furniture;
pub mod idioms;
pub mod likeness;
pub mod names;
pub mod naming;
pub mod negation;
pub mod numbers;
pub mod patterns;
pub mod places;
pub mod quotes;
pub mod spoken;
pub mod words;

use crate::data::{Facts, Lang};

/// A stretch of a text and what was seen in it: one side of a bead.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The text that the stretch was cut from.
    pub text: &'a str,
    /// The stretch.
    pub range: Range32,
    /// Its words.
    pub words: &'a [words::Word],
    /// Its numbers.
    pub numbers: &'a [numbers::Number],
    /// The concepts that its words name.
    pub concepts: &'a [concepts::Naming],
    /// Its language.
    pub lang: Lang,
    /// What is known of it.
    pub facts: &'a Facts,
}

/// A range of prose in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Range32 {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Range32 {
    /// The range between two offsets.
    pub fn new(start: usize, end: usize) -> Range32 {
        Range32 {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The same range for slicing.
    pub fn usize(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly within this one.
    pub fn covers(self, other: Range32) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they have bytes in common.
    pub fn meets(self, other: Range32) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}
