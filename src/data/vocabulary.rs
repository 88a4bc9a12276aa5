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

/// The most frequent words of languages of whose words there is no whole list.
const COMMON: [(&str, &str); 16] = by_language!(
    "common_words",
    "txt",
    [
        "cs", "da", "de", "es", "fi", "fr", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro", "sv", "tr"
    ]
);

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
        Vocabulary::listed(&LISTS, &STARTS, lang)
    }

    /// The most frequent words of a language; `None` without a list, and where all words are known.
    pub fn common(lang: Lang) -> Option<Vocabulary> {
        static STARTS: [OnceLock<[u32; 257]>; COMMON.len()] = [const { OnceLock::new() }; COMMON.len()];
        Vocabulary::listed(&COMMON, &STARTS, lang)
    }

    fn listed(
        lists: &[(&str, &'static str)],
        starts: &'static [OnceLock<[u32; 257]>],
        lang: Lang,
    ) -> Option<Vocabulary> {
        let base = lang.code();
        let number = lists.iter().position(|(tag, _)| *tag == base)?;
        Some(Vocabulary::without_head(lists[number].1, &starts[number]))
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
        self.behind(word)
            .is_some_and(|rest| rest.first().is_none_or(|&b| b == b'\n'))
    }

    /// Whether a word of the list begins with these letters.
    pub fn begins(self, letters: &str) -> bool {
        self.behind(letters).is_some()
    }

    /// What stands behind these letters where a word first begins with them.
    fn behind(self, letters: &str) -> Option<&'static [u8]> {
        let &first = letters.as_bytes().first()?;
        let bytes = self.lines.as_bytes();
        let range = |byte: usize| self.starts[byte] as usize;
        let end = range(usize::from(first) + 1);
        let at = lower_bound(&bytes[..end], range(usize::from(first)), letters.as_bytes());
        bytes[at..end].strip_prefix(letters.as_bytes())
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
        assert!(!vocabulary.holds("") && !vocabulary.holds("zzzz") && !vocabulary.begins("qxq"));
        assert!(!vocabulary.holds("ñ") && !vocabulary.holds("\n") && vocabulary.begins(&words[0][..1]));
    }

    #[test]
    fn lists_are_sorted_and_every_word_is_found() {
        for (tag, list) in LISTS {
            let vocabulary = Lang::parse(tag)
                .and_then(Vocabulary::of)
                .expect("a language with a list");
            is_whole(tag, list, vocabulary);
        }
        for (tag, list) in COMMON {
            let vocabulary = Lang::parse(tag)
                .and_then(Vocabulary::common)
                .expect("a language with a list");
            is_whole(tag, list, vocabulary);
        }
        is_whole("given names", GIVEN_NAMES, Vocabulary::given_names());
    }

    #[test]
    fn forms_and_compounds_of_frequent_words_are_a_languages_own() {
        let is_own = |tag: &str, word: &str| {
            let lang = Lang::parse(tag).expect("a language");
            crate::data::Facts::of(lang).is_own(word)
        };
        assert_eq!(is_own("fr", "annonceriez"), Some(true));
        assert_eq!(is_own("nl", "kleurprofielen"), Some(true));
        assert_eq!(is_own("de", "vollbildmodus"), Some(true));
        assert_eq!(is_own("fr", "delorme"), Some(false));
        assert_eq!(is_own("nl", "kuypers"), Some(false));
        assert_eq!(is_own("en", "whitmore"), Some(false));
        assert_eq!(is_own("sk", "slovo"), None);
    }
}
