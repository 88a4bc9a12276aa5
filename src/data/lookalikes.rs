//! Letters of three scripts that look the same (`lookalikes.tsv`).

use super::rows;
use crate::text::chars::Script;

/// The scripts of the columns, in their order.
pub const SCRIPTS: [Script; 3] = [Script::Latin, Script::Cyrillic, Script::Greek];

/// The letter of a script that looks like a letter of another.
pub fn twin(letter: char, of: Script) -> Option<char> {
    let column = SCRIPTS.iter().position(|&script| script == of)?;
    let mut found = rows::<3>(include_str!("lookalikes.tsv")).filter(|row| row.iter().any(|c| c.starts_with(letter)));
    let twin = found.next()?[column];
    twin.chars().next().filter(|&c| c != '-')
}
