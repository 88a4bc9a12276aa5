//! Numbers by value.
//!
//! Digits of every script are read; separators are read by the locale where it settles them and in both ways where
//! it does not (`1.234`), so that a comparison can abstain. A scale word behind the number multiplies it.

use super::words::{Word, WordKind};
use super::{Range32, chars, fold};
use crate::data::{Facts, scales};

/// A value in thousandths; `None` where it does not fit.
pub type Value = i64;

/// A number of a text.
#[derive(Clone, Debug)]
pub struct Number {
    /// Where it stands, scale word included.
    pub range: Range32,
    /// The readings of its value in thousandths; none for a version, date or other sequence.
    pub values: [Option<Value>; 2],
    /// Its digits as text, without separators.
    pub digits: u64,
    /// How many digits it is written with.
    pub len: u8,
    /// How many digits say something: without zeros at either end.
    pub significant: u8,
    /// The mark that is certainly its decimal separator.
    pub decimal: Option<char>,
    /// The mark that certainly parts its groups.
    pub group: Option<char>,
    /// Whether letters or hyphens are glued to it (`COVID-19`, `5G`, `21st`).
    pub glued: bool,
    /// Whether it stands beside `:` or `/` as in clocks, dates and scores.
    pub in_sequence: bool,
    /// Whether it heads its block, as the number of a list item does.
    pub heads_block: bool,
}

impl Number {
    /// Whether the two can be the same number.
    pub fn agrees(&self, other: &Number) -> bool {
        self.digits == other.digits
            || self.values.iter().flatten().any(|value| other.values.contains(&Some(*value)))
    }

    /// The likeliest value in thousandths.
    pub fn value(&self) -> Option<Value> {
        self.values[0]
    }
}

/// The numbers of a text, in order.
pub fn numbers(text: &str, words: &[Word], facts: &Facts) -> Vec<Number> {
    let mut out: Vec<Number> = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let word = &words[index];
        let body = word.text(text);
        let starts = matches!(word.kind, WordKind::Number | WordKind::Mixed)
            && body.chars().next().is_some_and(char::is_numeric)
            && body.chars().next().is_some_and(|c| digit(c).is_some());
        if !starts {
            index += 1;
            continue;
        }
        let start = word.range.start as usize;
        let mut last = index;
        let mut mixed = word.kind == WordKind::Mixed;
        while !mixed && let Some(next) = words.get(last + 1) {
            if next.kind != WordKind::Number {
                break;
            }
            let gap = &text[words[last].range.end as usize..next.range.start as usize];
            let mut gap_chars = gap.chars();
            let (Some(mark), None) = (gap_chars.next(), gap_chars.next()) else {
                break;
            };
            let group_of_three = next.text(text).chars().count() == 3;
            let joins = match mark {
                '.' | ',' | '\'' | '’' | '٫' | '٬' | '·' => true,
                '\u{A0}' | '\u{202F}' | '\u{2009}' => group_of_three,
                ' ' => group_of_three && spaced_groups(facts) && words[last].text(text).chars().count() <= 3
                    && (last > index || words[last].text(text).chars().count() <= 3),
                _ => false,
            };
            if !joins {
                break;
            }
            last += 1;
            mixed = next.kind == WordKind::Mixed;
        }
        let end = words[last].range.end as usize;
        let before = text[..start].chars().next_back();
        let behind = text[end..].chars().next();
        let mut number = parse(&text[start..end], facts);
        number.range = Range32::new(start, end);
        number.glued = mixed
            || before.is_some_and(|c| matches!(c, '-' | '_' | '#') || c.is_alphabetic() && !chars::is_unspaced(c))
            || behind.is_some_and(|c| matches!(c, '-' | '_' | '‑') || c.is_alphabetic() && !chars::is_unspaced(c));
        let side = |c: Option<char>| c.is_some_and(|c| matches!(c, ':' | '/' | '–' | '−' | '×'));
        number.in_sequence = side(before) || side(behind);
        number.heads_block = before.is_none_or(|c| c == '\n');
        index = last + 1;
        // A scale word behind it.
        if let Some(scale) = words.get(index) {
            let gap = &text[end..scale.range.start as usize];
            if gap.chars().all(chars::is_space) && gap.chars().count() <= 1 || gap == "-" {
                if let Some(power) = scales::power(facts, scale.text(text)) {
                    number.range.end = scale.range.end;
                    number.decimal = None;
                    for value in number.values.iter_mut().flatten() {
                        *value = value.saturating_mul(10i64.saturating_pow(power));
                    }
                    // The digits alone no longer say what it is.
                    number.digits = fold::key(&format!("{} {power}", number.digits));
                    index += 1;
                    // 1億2000万: parts with falling scales are one number.
                    if let Some(previous) = out.last_mut()
                        && previous.range.end == number.range.start
                        && let (Some(a), Some(b)) = (previous.values[0], number.values[0])
                        && a > b
                    {
                        previous.values = [Some(a + b), None];
                        previous.range.end = number.range.end;
                        continue;
                    }
                }
            }
        }
        out.push(number);
    }
    out
}

fn spaced_groups(facts: &Facts) -> bool {
    facts.locale.is_some_and(|l| l.group.contains(&' '))
}

/// The value of a decimal digit of any script.
pub fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).map(|d| d as u8);
    }
    // Blocks of ten digits of the scripts in common use, by their zero.
    const ZEROS: [u32; 18] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
        0x1040, 0x17E0, 0xFF10,
    ];
    let code = c as u32;
    ZEROS
        .iter()
        .find(|&&zero| (zero..zero + 10).contains(&code))
        .map(|zero| (code - zero) as u8)
}

fn parse(token: &str, facts: &Facts) -> Number {
    let mut digits: Vec<u8> = Vec::new();
    let mut marks: Vec<(char, usize)> = Vec::new();
    for c in token.chars() {
        if let Some(d) = digit(c) {
            digits.push(d);
        } else if c.is_alphabetic() {
            break;
        } else {
            let mark = match c {
                '\u{A0}' | '\u{202F}' | '\u{2009}' => ' ',
                '’' => '\'',
                '٫' => ',',
                '٬' => '.',
                other => other,
            };
            marks.push((mark, digits.len()));
        }
    }
    let text: String = digits.iter().map(|d| (b'0' + d) as char).collect();
    let mut number = Number {
        range: Range32::default(),
        values: [None, None],
        digits: fold::key(text.trim_start_matches('0')),
        len: digits.len().min(255) as u8,
        significant: text.trim_matches('0').len().min(255) as u8,
        decimal: None,
        group: None,
        glued: false,
        in_sequence: false,
        heads_block: false,
    };
    let total = digits.len();
    let whole = |digits: &[u8]| -> Option<Value> {
        let mut value: Value = 0;
        for &d in digits {
            value = value.checked_mul(10)?.checked_add(Value::from(d))?;
        }
        Some(value)
    };
    let integer = || whole(&digits).and_then(|v| v.checked_mul(1000));
    let decimal = |at: usize| -> Option<Value> {
        let fraction = &digits[at..];
        let mut value = whole(&digits[..at])?;
        for i in 0..3 {
            value = value.checked_mul(10)?.checked_add(Value::from(*fraction.get(i).unwrap_or(&0)))?;
        }
        Some(value)
    };
    let grouped = |marks: &[(char, usize)], end: usize| {
        let mut stops: Vec<usize> = marks.iter().map(|m| m.1).collect();
        stops.push(end);
        let first = stops[0];
        let last = stops.len() - 1;
        (1..=3).contains(&first)
            && stops.windows(2).enumerate().all(|(i, pair)| {
                let len = pair[1] - pair[0];
                // Indian grouping has groups of two before the last one.
                len == 3 || len == 2 && i + 1 < last
            })
    };
    match marks.as_slice() {
        [] => number.values[0] = integer(),
        [(mark, at)] => {
            let behind = total - at;
            let locale = facts.locale;
            let is_decimal = locale.is_some_and(|l| l.decimal == *mark);
            let could_group = behind == 3 && (1..=3).contains(at) && digits.first() != Some(&0);
            if *mark == ' ' || *mark == '\'' {
                number.values[0] = integer();
                number.group = Some(*mark);
            } else if could_group {
                // 1.234: the locale's reading first, the other one kept.
                let (a, b) = (integer(), decimal(*at));
                number.values = if is_decimal { [b, a] } else { [a, b] };
            } else {
                number.values[0] = decimal(*at);
                number.decimal = Some(*mark);
            }
        }
        [rest @ .., (last, at)] => {
            let same = rest.iter().all(|(mark, _)| mark == last);
            let rest_same = rest.iter().all(|(mark, _)| mark == &rest[0].0);
            if same && grouped(&marks, total) {
                number.values[0] = integer();
                number.group = Some(*last);
            } else if !same && rest_same && grouped(rest, *at) {
                number.values[0] = decimal(*at);
                number.decimal = Some(*last);
                number.group = Some(rest[0].0);
            } else {
                // A version, a date, a phone number.
                number.in_sequence = true;
            }
        }
    }
    number
}
