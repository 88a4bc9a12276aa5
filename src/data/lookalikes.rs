//! Letters of three scripts that look the same (`lookalikes.tsv`).

use super::rows;

/// The scripts of the columns, in their order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Alphabet {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
}

/// The letter of an alphabet that looks like a letter of another.
pub fn twin(letter: char, of: Alphabet) -> Option<char> {
    let mut found = rows::<3>(include_str!("lookalikes.tsv")).filter(|row| row.iter().any(|c| c.starts_with(letter)));
    let twin = found.next()?[of as usize];
    twin.chars().next().filter(|&c| c != '-')
}
