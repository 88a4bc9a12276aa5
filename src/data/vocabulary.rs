//! Lists of words (`vocabulary/`): those of a language, where they are known, and given names.

use super::Lang;

/// A list of words: a word a line, sorted by its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    lines: &'static str,
}

/// The lists. Their heads stand in lines that begin with `#`.
const LISTS: [(&str, &str); 1] = [("en", include_str!("vocabulary/en.txt"))];

/// Given names, in the spelling of English text.
const GIVEN_NAMES: &str = include_str!("vocabulary/given_names.txt");

impl Vocabulary {
    /// Given names without marks over their letters, in lower case.
    pub fn given_names() -> Vocabulary {
        Vocabulary::without_head(GIVEN_NAMES)
    }

    /// The words of a language; `None` without a list.
    pub fn of(lang: Lang) -> Option<Vocabulary> {
        let base = lang.base().to_string();
        let (_, list) = LISTS.iter().find(|(tag, _)| *tag == base)?;
        Some(Vocabulary::without_head(list))
    }

    fn without_head(list: &'static str) -> Vocabulary {
        let head: usize = list
            .split_inclusive('\n')
            .take_while(|l| l.starts_with('#'))
            .map(str::len)
            .sum();
        Vocabulary { lines: &list[head..] }
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
        for (tag, list) in LISTS.into_iter().chain([("names", GIVEN_NAMES)]) {
            let words: Vec<&str> = list.lines().filter(|l| !l.starts_with('#')).collect();
            assert!(
                words.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()),
                "{tag} is not sorted"
            );
            let vocabulary = Vocabulary::without_head(list);
            assert!(words.iter().all(|w| vocabulary.holds(w)), "{tag}");
            assert!(!vocabulary.holds("") && !vocabulary.holds("zzzz") && !vocabulary.holds("beaucoup"));
        }
    }
}
