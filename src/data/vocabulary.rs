//! Lists of words (`vocabulary/`): those of a language, where they are known, and given names.

use std::sync::OnceLock;

use super::{Lang, lower_bound};

/// A list of words: a word a line, sorted by its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Vocabulary {
    lines: &'static str,
    /// Where the words begin whose first byte is this one, and where the last of them ends.
    starts: &'static [u32; 257],
}

/// The lists. Their heads stand in lines that begin with `#`.
const LISTS: [(&str, &str); 1] = [("en", include_str!("vocabulary/en.txt"))];

/// Given names, in the spelling of English text.
const GIVEN_NAMES: &str = include_str!("vocabulary/given_names.txt");

impl Vocabulary {
    /// Given names without marks over their letters, in lower case.
    pub fn given_names() -> Vocabulary {
        static STARTS: OnceLock<[u32; 257]> = OnceLock::new();
        Vocabulary::without_head(GIVEN_NAMES, &STARTS)
    }

    /// The words of a language; `None` without a list.
    pub fn of(lang: Lang) -> Option<Vocabulary> {
        static STARTS: [OnceLock<[u32; 257]>; LISTS.len()] = [const { OnceLock::new() }; LISTS.len()];
        let base = lang.code();
        let number = LISTS.iter().position(|(tag, _)| *tag == base)?;
        Some(Vocabulary::without_head(LISTS[number].1, &STARTS[number]))
    }

    fn without_head(list: &'static str, starts: &'static OnceLock<[u32; 257]>) -> Vocabulary {
        let head: usize = list
            .split_inclusive('\n')
            .take_while(|l| l.starts_with('#'))
            .map(str::len)
            .sum();
        let lines = &list[head..];
        let starts = starts.get_or_init(|| {
            let mut at = 0;
            std::array::from_fn(|first| {
                let head = [u8::try_from(first).unwrap_or(u8::MAX)];
                at = match first {
                    256 => lines.len(),
                    _ => lower_bound(lines.as_bytes(), at, &head),
                };
                at as u32
            })
        });
        Vocabulary { lines, starts }
    }

    /// Whether a word in lower case is in the list.
    pub fn holds(self, word: &str) -> bool {
        let Some(&first) = word.as_bytes().first() else {
            return false;
        };
        let bytes = self.lines.as_bytes();
        let range = |byte: usize| self.starts[byte] as usize;
        let end = range(usize::from(first) + 1);
        let at = lower_bound(&bytes[..end], range(usize::from(first)), word.as_bytes());
        bytes[at..end]
            .strip_prefix(word.as_bytes())
            .is_some_and(|rest| rest.first().is_none_or(|&b| b == b'\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_whole(name: &str, list: &'static str, vocabulary: Vocabulary) {
        let words: Vec<&str> = list.lines().filter(|l| !l.starts_with('#')).collect();
        let sorted = words.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes());
        assert!(sorted, "{name} is not sorted");
        assert!(words.iter().all(|w| vocabulary.holds(w)), "{name}");
        assert!(!vocabulary.holds("") && !vocabulary.holds("zzzz") && !vocabulary.holds("beaucoup"));
        assert!(!vocabulary.holds("ñ") && !vocabulary.holds("\n"));
    }

    #[test]
    fn lists_are_sorted_and_every_word_is_found() {
        for (tag, list) in LISTS {
            let vocabulary = Lang::parse(tag)
                .and_then(Vocabulary::of)
                .expect("a language with a list");
            is_whole(tag, list, vocabulary);
        }
        is_whole("given names", GIVEN_NAMES, Vocabulary::given_names());
    }
}
