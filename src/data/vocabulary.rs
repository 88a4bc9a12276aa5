//! The words of a language, where a list of them is known (`vocabulary/`).

use super::Lang;

/// The words of one language: a word a line, sorted by its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    lines: &'static str,
}

/// The lists. Their heads stand in lines that begin with `#`.
const LISTS: [(&str, &str); 1] = [("en", include_str!("vocabulary/en.txt"))];

impl Vocabulary {
    /// The words of a language; `None` without a list.
    pub fn of(lang: Lang) -> Option<Vocabulary> {
        let base = lang.base().to_string();
        let (_, list) = LISTS.iter().find(|(tag, _)| *tag == base)?;
        let head: usize = list
            .split_inclusive('\n')
            .take_while(|l| l.starts_with('#'))
            .map(str::len)
            .sum();
        Some(Vocabulary { lines: &list[head..] })
    }

    /// Whether a word in lower case is in the list.
    pub fn holds(self, word: &str) -> bool {
        let bytes = self.lines.as_bytes();
        let (mut from, mut to) = (0, bytes.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let start = bytes[from..middle]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(from, |at| from + at + 1);
            let length = bytes[start..]
                .iter()
                .position(|&b| b == b'\n')
                .unwrap_or(bytes.len() - start);
            match bytes[start..start + length].cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => from = start + length + 1,
                std::cmp::Ordering::Greater => to = start,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_every_word_is_found() {
        for (tag, list) in LISTS {
            let words: Vec<&str> = list.lines().filter(|l| !l.starts_with('#')).collect();
            assert!(
                words.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()),
                "{tag} is not sorted"
            );
            let vocabulary = Lang::parse(tag)
                .and_then(Vocabulary::of)
                .expect("a language with a list");
            assert!(words.iter().all(|w| vocabulary.holds(w)), "{tag}");
            assert!(!vocabulary.holds("") && !vocabulary.holds("zzzz") && !vocabulary.holds("beaucoup"));
        }
    }
}
