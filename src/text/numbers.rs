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
    /// Its digits without separators, as a key that is equal for equal digits.
    pub digits: u64,
    /// Its first digits, as ASCII.
    pub head: [u8; 12],
    /// How many digits it is written with.
    pub len: u8,
    /// How many digits say something: without zeros at either end.
    pub significant: u8,
    /// The mark that is certainly its decimal separator.
    pub decimal: Option<char>,
    /// The mark that certainly parts its groups.
    pub group: Option<char>,
    scaled: bool,
    /// The power of ten of its scale word.
    power: Option<u32>,
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
        // A scale word on one side only may have been said before: the same digits are no contradiction.
        self.digits == other.digits && !(self.scaled && other.scaled)
            || self
                .values
                .iter()
                .flatten()
                .any(|value| other.values.contains(&Some(*value)))
    }

    /// Whether a scale word multiplies it.
    pub fn is_scaled(&self) -> bool {
        self.scaled
    }

    /// Whether one is likely to have become the other by a slip: a digit changed, lost, added or exchanged with its
    /// neighbour, or the magnitude.
    pub fn resembles(&self, other: &Number) -> bool {
        let digits = |n: &Number| -> String { n.head.iter().take_while(|b| **b != 0).map(|b| *b as char).collect() };
        let (a, b) = (digits(self), digits(other));
        a.trim_matches('0') == b.trim_matches('0') || strsim::damerau_levenshtein(&a, &b) <= 1
    }

    /// Whether careful writers often spell it out: small numbers, round tens, and numbers with one digit that counts.
    pub fn is_likely_spoken(&self) -> bool {
        let value = self.values[0].unwrap_or(0) / 1000;
        value <= 20 || value <= 100 && value % 10 == 0 || self.significant <= 1
    }

    /// Takes in the part of a number that follows directly: 1億2000万, or 3천5백만, whose second scale word scales the first,
    /// too. Whether that went.
    fn absorbs(&mut self, part: &Number) -> bool {
        const MYRIAD: u32 = 4;
        if !self.scaled || self.range.end != part.range.start {
            return false;
        }
        let (Some(a), Some(b)) = (self.values[0], part.values[0]) else {
            return false;
        };
        let scaled = || {
            let (first, second) = (self.power?, part.power?);
            let scale = second - second % MYRIAD;
            let falls = first < MYRIAD && scale >= MYRIAD && second - scale < first;
            falls.then(|| a.checked_mul(10i64.checked_pow(scale)?)).flatten()
        };
        let whole = if a > b { Some(a) } else { scaled() };
        let Some(sum) = whole.and_then(|a| a.checked_add(b)) else {
            return false;
        };
        self.values = [Some(sum), None];
        self.range.end = part.range.end;
        self.power = part.power;
        true
    }

    fn multiply(&mut self, power: u32) {
        for value in self.values.iter_mut().flatten() {
            *value = value.saturating_mul(10i64.saturating_pow(power));
        }
        self.scaled = true;
        self.power = Some(self.power.unwrap_or(0) + power);
        // "2,500 million" may be read in two ways like any other number; its marks say nothing of the locale.
        self.decimal = None;
        self.group = None;
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
        if !begins_with_digit(&words[index], text) {
            index += 1;
            continue;
        }
        let first = index;
        let last = last_group(text, words, first, facts);
        index = last + 1;
        let start = words[first].range.start as usize;
        let end = words[last].range.end as usize;
        let token = &text[start..end];
        let suffix = token.trim_start_matches(|c: char| c.is_numeric() || is_separator(c));
        let mut number = parse(token, facts);
        number.range = Range32::new(start, end);
        let before = text[..start].chars().next_back();
        let behind = text[end..].chars().next();
        // Particles and counters of Korean, Chinese and the like are no part of the number.
        let attached = suffix
            .chars()
            .next()
            .is_some_and(|c| chars::is_unspaced(c) || chars::script(c) == Some(chars::Script::Hangul));
        let letter = |c: char| c.is_alphabetic() && !chars::is_unspaced(c);
        number.glued = !suffix.is_empty() && !attached
            || before.is_some_and(|c| matches!(c, '-' | '_' | '#') || letter(c))
            || behind.is_some_and(|c| matches!(c, '-' | '_' | '‑'));
        let side = |c: Option<char>| c.is_some_and(|c| matches!(c, ':' | '/' | '–' | '−' | '×'));
        number.in_sequence |= side(before) || side(behind);
        number.heads_block = before.is_none_or(|c| c == '\n') && number.len < 4;
        if attached {
            number.range.end -= suffix.len() as u32;
        }
        index = scale(text, words, facts, &mut number, suffix, index);
        // 3천5백만 is one word.
        while number.scaled
            && let Some(rest) = text.get(number.range.end as usize..words[last].range.end as usize)
            && rest.starts_with(|c| digit(c).is_some())
        {
            let suffix = rest.trim_start_matches(|c: char| digit(c).is_some());
            let mut part = parse(&rest[..rest.len() - suffix.len()], facts);
            let Some((power, len)) = scales::prefix(facts, suffix, true) else {
                break;
            };
            part.multiply(power);
            let end = number.range.end + (rest.len() - suffix.len() + len) as u32;
            part.range = Range32 {
                start: number.range.end,
                end,
            };
            if !number.absorbs(&part) {
                break;
            }
        }
        // Parts with falling scales are one number.
        if out.last_mut().is_some_and(|previous| previous.absorbs(&number)) {
            continue;
        }
        out.push(number);
    }
    share_scales(text, &mut out);
    out
}

fn begins_with_digit(word: &Word, text: &str) -> bool {
    matches!(word.kind, WordKind::Number | WordKind::Mixed)
        && word.text(text).chars().next().is_some_and(|c| digit(c).is_some())
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | '\'' | '’' | '٫' | '٬' | '·' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}'
    )
}

/// The last of the words which separators join to one number.
fn last_group(text: &str, words: &[Word], first: usize, facts: &Facts) -> usize {
    let mut last = first;
    while words[last].kind == WordKind::Number
        && let Some(next) = words.get(last + 1).filter(|w| begins_with_digit(w, text))
    {
        let gap = &text[words[last].range.end as usize..next.range.start as usize];
        let mut marks = gap.chars();
        let (Some(mark), None) = (marks.next(), marks.next()) else {
            break;
        };
        let digits = next.text(text).chars().take_while(|c| digit(*c).is_some()).count();
        let joins = match mark {
            ' ' => digits == 3 && spaced_groups(facts) && words[last].text(text).chars().count() <= 3,
            '\u{A0}' | '\u{202F}' | '\u{2009}' => digits == 3,
            mark => is_separator(mark),
        };
        if !joins {
            break;
        }
        last += 1;
    }
    last
}

/// Multiplies a number by the scale word that is glued to it or stands behind it; the index of the next word.
fn scale(text: &str, words: &[Word], facts: &Facts, number: &mut Number, suffix: &str, mut index: usize) -> usize {
    if let Some((power, len)) = scales::prefix(facts, suffix, true) {
        number.multiply(power);
        number.glued = false;
        let end = words[index - 1].range.end;
        number.range.end = end - (suffix.len() - len) as u32;
        return index;
    }
    if !suffix.is_empty() {
        return index;
    }
    let mut end = number.range.end as usize;
    while let Some(word) = words.get(index) {
        let gap = &text[end..word.range.start as usize];
        let near = gap
            .chars()
            .all(|c| chars::is_space(c) || matches!(c, '$' | '€' | '£' | '¥' | '-'))
            && gap.chars().count() <= 3;
        if !near || gap.contains('\n') {
            break;
        }
        let body = word.text(text);
        if let Some((power, len)) = scales::prefix(facts, body, false) {
            number.multiply(power);
            number.range.end = word.range.start + len as u32;
            if len == body.len() {
                end = word.range.end as usize;
                index += 1;
                // "2,8 mil milhões": one scale word on another.
                continue;
            }
            // What inflects or follows the scale word in the same run belongs to it.
            if word.kind != WordKind::Unspaced {
                number.range.end = word.range.end;
                index += 1;
            }
            break;
        }
        // "100 de milioane"
        let linked = body == "de"
            && words
                .get(index + 1)
                .is_some_and(|next| scales::prefix(facts, next.text(text), false).is_some());
        if !linked {
            break;
        }
        end = word.range.end as usize;
        index += 1;
    }
    index
}

/// "3 to 5 million": the first number of a range may have the scale of the second one.
fn share_scales(text: &str, numbers: &mut [Number]) {
    const REACH: usize = 16;
    for i in (1..numbers.len()).rev() {
        let Some(power) = numbers[i].power else { continue };
        let (from, to) = (numbers[i - 1].range.end as usize, numbers[i].range.start as usize);
        let gap = text.get(from..to).unwrap_or("");
        let close = gap.len() <= REACH && gap.split_whitespace().count() <= 2 && !gap.contains(['.', '\n', ';']);
        let first = &mut numbers[i - 1];
        if close && first.power.is_none() && first.values[1].is_none() {
            first.values[1] = first.values[0].map(|v| v.saturating_mul(10i64.saturating_pow(power)));
        }
    }
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
    // Most letters stand before, behind or between them.
    if !matches!(code, 0x660..0x17EA | 0xFF10..0xFF1A) {
        return None;
    }
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
        head: {
            let mut head = [0; 12];
            for (slot, byte) in head.iter_mut().zip(text.bytes()) {
                *slot = byte;
            }
            head
        },
        len: digits.len().min(255) as u8,
        significant: text.trim_matches('0').len().min(255) as u8,
        decimal: None,
        group: None,
        scaled: false,
        power: None,
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
            value = value
                .checked_mul(10)?
                .checked_add(Value::from(*fraction.get(i).unwrap_or(&0)))?;
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
                // "6.11." and "20.15" are dates and clocks where the decimal mark is a comma.
                number.in_sequence = *mark == '.' && behind <= 2 && locale.is_some_and(|l| l.decimal == ',');
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

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use crate::data::Lang;

    fn values(lang: &str, text: &str) -> Vec<Option<Value>> {
        let facts = Facts::of(Lang::parse(lang).expect("a tag"));
        let words = words(text, std::iter::once(Range32::new(0, text.len())));
        let in_ones = |n: &Number| n.value().map(|v| v / 1000);
        numbers(text, &words, facts).iter().map(in_ones).collect()
    }

    #[test]
    fn parts_of_one_number() {
        assert_eq!(values("ja", "1億2000万円"), [Some(120_000_000)]);
        assert_eq!(values("ko", "3천5백만 달러"), [Some(35_000_000)]);
        assert_eq!(values("cs", "2 milióny"), [Some(2_000_000)]);
        assert_eq!(values("en", "5 thousand 3 million"), [Some(5_000), Some(3_000_000)]);
    }
}
