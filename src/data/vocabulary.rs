//! Lists of words (`vocabulary/`): those of a language, where they are known, and given names.

use std::sync::OnceLock;

use super::Lang;

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
        let base = lang.base().to_string();
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
            let mut starts = [lines.len() as u32; 257];
            let mut at = 0;
            let mut next = 0;
            for word in lines.split_inclusive('\n') {
                let first = usize::from(word.as_bytes()[0]);
                while next <= first {
                    starts[next] = at;
                    next += 1;
                }
                at += word.len() as u32;
            }
            starts
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
        let (mut from, mut to) = (range(usize::from(first)), range(usize::from(first) + 1));
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
