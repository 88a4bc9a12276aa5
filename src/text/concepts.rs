//! The concepts that the words of a text stand for.

use super::words::{Word, WordKind};
use super::{Range32, fold};
use crate::data::Concepts;
use crate::data::concepts::{Concept, ROWS};

/// A place where a concept is named. A word of several meanings gives one place for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Naming {
    /// Where.
    pub range: Range32,
    /// What.
    pub concept: Concept,
}

/// The fewest bytes of a word behind a joined one.
const ELIDED: usize = 2;

/// The concepts of a text, in order.
pub fn concepts(text: &str, words: &[Word], table: &Concepts) -> Vec<Naming> {
    let mut out = Vec::with_capacity(words.len());
    if table.is_unspaced() {
        let mut behind = 0;
        for word in words.iter().filter(|w| w.kind == WordKind::Unspaced) {
            let (start, end) = (word.range.start as usize, word.range.end as usize);
            // A run of kana is one word, and its stem may begin anywhere in it.
            for (at, _) in text[start..end].char_indices() {
                let at = start + at;
                if at < behind {
                    continue;
                }
                if let Some((len, concepts)) = table.strings(&text[at..]) {
                    let range = Range32::new(at, at + len);
                    out.extend(concepts.into_iter().map(|concept| Naming { range, concept }));
                    behind = at + len;
                }
            }
        }
        return out;
    }
    for (index, word) in words.iter().enumerate() {
        if !matches!(word.kind, WordKind::Letters | WordKind::Unspaced) {
            continue;
        }
        let body = word.text(text);
        let mut out_of = |body: &str, key: u64| {
            let start = word.range.end - body.len() as u32;
            table.look_up(body, key, |(rest, concept)| {
                let follows = rest.iter().enumerate().all(|(step, wanted)| {
                    words.get(index + 1 + step).is_some_and(|w| {
                        let form = fold::text(w.text(text));
                        let is_it = |form: &str| fold::is_form(form, wanted);
                        is_it(&form) || table.without_proclitics(&form).any(is_it)
                    })
                });
                if follows {
                    let end = words[index + rest.len()].range.end;
                    out.push(Naming {
                        range: Range32 { start, end },
                        concept: *concept,
                    });
                }
            })
        };
        let mut body = body;
        let mut named = out_of(body, word.key);
        // "l'Espagne", "الولايات"
        if named.is_empty() {
            let elided = word.elided(text).filter(|rest| rest.len() >= ELIDED);
            for rest in elided.into_iter().chain(table.without_proclitics(body)) {
                named = out_of(rest, fold::key(rest));
                if !named.is_empty() {
                    body = rest;
                    break;
                }
            }
        }
        if let Some((end, letters)) = initials(text, &words[index..]) {
            let range = Range32 {
                start: word.range.start,
                end,
            };
            out.extend(table.code(&letters).iter().map(|&concept| Naming { range, concept }));
        }
        let small = body.starts_with(char::is_lowercase);
        let code = if word.capital { word.bare(text) } else { body };
        let codes = if code.starts_with(char::is_uppercase) {
            table.code(code)
        } else {
            &[]
        };
        let concepts = named.iter().chain(codes);
        out.extend(
            concepts
                .filter(|&&c| !(small && ROWS[c as usize].is_proper))
                .map(|&concept| Naming {
                    range: Range32 {
                        start: word.range.end - body.len() as u32,
                        end: word.range.end,
                    },
                    concept,
                }),
        );
    }
    out
}

/// The letters of an abbreviation like "U.S." at the first of these words, and its end.
fn initials(text: &str, words: &[Word]) -> Option<(u32, String)> {
    let letter = |w: &Word| w.capital && text[w.range.usize()].chars().nth(1).is_none();
    let mut run = words.iter().take(4).take_while(|w| letter(w));
    let mut last = run.next()?;
    let mut letters = last.text(text).to_owned();
    for word in run {
        if &text[last.range.end as usize..word.range.start as usize] != "." {
            break;
        }
        letters.push_str(word.text(text));
        last = word;
    }
    (letters.len() > 1).then_some((last.range.end, letters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Lang;

    fn names(lang: &str, text: &str) -> Vec<&'static str> {
        let table = Concepts::of(Lang::parse(lang).expect("a tag")).expect("a language of the lexicon");
        let words = super::super::words::words(text, std::iter::once(Range32::new(0, text.len())));
        concepts(text, &words, table)
            .iter()
            .map(|n| ROWS[n.concept as usize].id)
            .collect()
    }

    #[test]
    fn abbreviated_places() {
        assert_eq!(names("en", "the U.S. Navy"), names("en", "the US Navy"));
        assert!(names("en", "the US Navy").contains(&"country-us"));
        assert!(!names("en", "he told us").contains(&"country-us"));
        assert!(names("tr", "ABD'den geldi").contains(&"country-us"));
    }

    #[test]
    fn one_concept_in_many_languages() {
        for (lang, text) in [
            ("en", "The companies closed."),
            ("de", "Die Unternehmen schlossen."),
            ("ru", "Компании закрылись."),
            ("zh", "公司关门了。"),
            ("ja", "企業は閉鎖した。"),
            ("ar", "أغلقت الشركة أبوابها"),
        ] {
            assert!(
                names(lang, text).iter().any(|id| id.starts_with("company")),
                "{lang}: {:?}",
                names(lang, text)
            );
        }
    }
}
