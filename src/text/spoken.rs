//! Numbers as words, and in Chinese characters, by value.
//!
//! A run of number words is read as a whole (`two hundred and five`) and each of its parts for itself, since a writer
//! may mean either; who asks is content when one reading fits.

use super::words::{Word, WordKind};
use super::{Range32, fold};
use crate::data::{Facts, scales};

/// A number that is written as words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spoken {
    /// Where it stands.
    pub range: Range32,
    /// What it can mean: the whole first, then its parts.
    pub values: Vec<i64>,
    /// Whether it is an ordinal number and nothing else.
    pub ordinal: bool,
}

/// Words between the parts of a number say nothing; at most one stands there.
const JOINTS: [&str; 13] = [
    "and", "y", "e", "et", "og", "och", "en", "und", "i", "și", "ja", "va", "dan",
];

/// The numbers that the words of a stretch spell out.
pub fn spoken(text: &str, words: &[Word], facts: &Facts) -> Vec<Spoken> {
    let mut out = Vec::new();
    let mut run: Vec<Part> = Vec::new();
    let mut joint = false;
    for word in words {
        let body = word.text(text);
        if word.kind == WordKind::Unspaced {
            close(&mut run, &mut out);
            continue;
        }
        // A scale word without a number before it is no number.
        let value = |form: &str, key: u64, begun: bool| -> Option<(i64, bool, bool)> {
            let known = facts.number_words().get(&key);
            known.map(|&(v, ordinal)| (i64::from(v), false, ordinal)).or_else(|| {
                let (power, _) = begun.then(|| scales::prefix(facts, form, false)).flatten()?;
                Some((10i64.pow(power.min(15)), true, false))
            })
        };
        let begun = !run.is_empty();
        if let Some((value, scale, ordinal)) = value(body, word.key, begun) {
            run.push((word.range, value, scale, ordinal));
            joint = false;
            continue;
        }
        if body.contains('-') {
            let parts: Vec<_> = body.split('-').filter_map(|p| value(p, fold::key(p), begun)).collect();
            if !parts.is_empty() {
                run.extend(parts.into_iter().map(|(v, s, o)| (word.range, v, s, o)));
                joint = false;
                continue;
            }
        }
        if begun && !joint && JOINTS.contains(&fold::text(body).as_str()) {
            joint = true;
        } else {
            close(&mut run, &mut out);
            joint = false;
        }
    }
    close(&mut run, &mut out);
    out.extend(characters(text, words));
    out
}

/// A number word: where it stands, its value, whether it multiplies what stands before it, whether it is an ordinal.
type Part = (Range32, i64, bool, bool);

/// Reads a run: the whole, and every part.
fn close(run: &mut Vec<Part>, out: &mut Vec<Spoken>) {
    if run.is_empty() {
        return;
    }
    let whole = Range32 {
        start: run[0].0.start,
        end: run[run.len() - 1].0.end,
    };
    let (mut total, mut current) = (0i64, 0i64);
    for &(_, value, scale, _) in run.iter() {
        if scale || value == 1000 {
            total = total.saturating_add(current.max(1).saturating_mul(value));
            current = 0;
        } else if value == 100 && (1..100).contains(&current) {
            current *= 100;
        } else if value == 20 && current == 4 {
            current = 80;
        } else {
            current = current.saturating_add(value);
        }
    }
    let mut values = vec![total.saturating_add(current)];
    if run.len() > 1 {
        values.extend(run.iter().map(|&(_, value, ..)| value));
    }
    let ordinal = run.last().is_some_and(|part| part.3);
    out.push(Spoken {
        range: whole,
        values,
        ordinal,
    });
    run.clear();
}

/// The value of a Chinese digit, or of a power of ten, and whether it is the latter.
fn character(c: char) -> Option<(i64, bool)> {
    Some(match c {
        '〇' | '零' => (0, false),
        '一' | '壹' => (1, false),
        '二' | '两' | '兩' | '贰' => (2, false),
        '三' => (3, false),
        '四' => (4, false),
        '五' => (5, false),
        '六' => (6, false),
        '七' => (7, false),
        '八' => (8, false),
        '九' => (9, false),
        '十' => (10, true),
        '百' => (100, true),
        '千' => (1_000, true),
        '万' | '萬' => (10_000, true),
        '亿' | '億' => (100_000_000, true),
        _ => return None,
    })
}

/// Numbers in Chinese characters.
fn characters(text: &str, words: &[Word]) -> Vec<Spoken> {
    let mut out = Vec::new();
    let mut digits: Vec<(Range32, i64, bool)> = Vec::new();
    let read = |digits: &mut Vec<(Range32, i64, bool)>, out: &mut Vec<Spoken>| {
        let (Some(first), Some(last)) = (digits.first(), digits.last()) else {
            return;
        };
        let range = Range32 {
            start: first.0.start,
            end: last.0.end,
        };
        let value = if digits.iter().any(|d| d.2) {
            // Powers multiply what stands before them; from ten thousand on, all that stands before them.
            let (mut total, mut section, mut digit) = (0i64, 0i64, 0i64);
            for &(_, value, power) in digits.iter() {
                if !power {
                    digit = value;
                } else if value >= 10_000 {
                    total = total.saturating_add((section + digit).max(1).saturating_mul(value));
                    (section, digit) = (0, 0);
                } else {
                    section += digit.max(1) * value;
                    digit = 0;
                }
            }
            total.saturating_add(section + digit)
        } else {
            digits
                .iter()
                .fold(0i64, |all, d| all.saturating_mul(10).saturating_add(d.1))
        };
        out.push(Spoken {
            range,
            values: vec![value],
            ordinal: false,
        });
        digits.clear();
    };
    for word in words.iter().filter(|w| w.kind == WordKind::Unspaced) {
        let mut chars = word.text(text).chars();
        let digit = match (chars.next(), chars.next()) {
            (Some(c), None) => character(c),
            _ => None,
        };
        let touches = digits.last().is_some_and(|d| d.0.end == word.range.start);
        if digit.is_none() || !touches {
            read(&mut digits, &mut out);
        }
        if let Some((value, power)) = digit {
            digits.push((word.range, value, power));
        }
    }
    read(&mut digits, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Lang;
    use crate::text::words;

    fn values(lang: &str, text: &str) -> Vec<i64> {
        let facts = Facts::of(Lang::parse(lang).expect("a tag"));
        let range = Range32::new(0, text.len());
        let words = words::words(text, std::iter::once(range));
        let mut values: Vec<i64> = spoken(text, &words, facts).into_iter().flat_map(|s| s.values).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    #[test]
    fn numbers_are_read() {
        for (lang, text, value) in [
            ("en", "Two hundred and five came.", 205),
            ("en", "the twenty-first century", 21),
            ("en", "about three million people", 3_000_000),
            ("de", "Es waren dreiundzwanzig.", 23),
            ("fr", "quatre-vingt-dix personnes", 90),
            ("fr", "cent vingt personnes", 120),
            ("es", "treinta y dos casas", 32),
            ("ru", "сорок две книги", 42),
            ("hi", "उन्नीस लोग", 19),
            ("zh", "第十次", 10),
            ("zh", "三万五千人", 35_000),
            ("ja", "二〇一九年", 2019),
            ("tr", "yirmi beş kişi", 25),
        ] {
            let found = values(lang, text);
            assert!(found.contains(&value), "{lang}: {text}: {found:?}");
        }
    }

    #[test]
    fn words_that_are_no_numbers() {
        assert!(values("en", "The house is old.").is_empty());
        assert!(values("zh", "房子很旧。").is_empty());
    }
}
