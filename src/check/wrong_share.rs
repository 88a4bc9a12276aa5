use super::prelude::*;
use crate::text::numbers::Number;

check! {
    /// A percentage is not the one that the part and the whole beside it make.
    ///
    /// ## Why it matters
    /// *9 of 17 (53%)* says one thing twice. A machine that changes one of the three numbers makes the sentence contradict
    /// itself, which can be seen without the source.
    ///
    /// ## How it decides
    /// A part and its whole (`data/shares.tsv`, or a slash) stand directly before a percentage in brackets, or in brackets
    /// behind one, and differ from it by more than one point.
    ///
    /// ## Not flagged
    /// Numbers that can be read in two ways, grades and scores (*grade 3/4*), and what the source has as well.
    ///
    /// ## Examples
    /// ```flag
    /// en: The drug helped 9 of 17 patients (⟦58%⟧).
    /// ```
    /// ```flag
    /// de: Der Anteil betrug ⟦31,5 %⟧ (12 von 40).
    /// ```
    /// ```flag
    /// zh: 40例中12例（⟦35%⟧）有效。
    /// ```
    /// ```clean
    /// en: The drug helped 9 of 17 patients (53%), and 30% (12/40) slept better; grade 3/4 harms were rare (2%).
    /// ```
    pub static CHECK = {
        code: "A106", name: "wrong-share", category: Category::Number, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Preview, confidence: 85, since: "0.1.0", run: Run::Sentence(run),
    }
}

/// How far apart the two may be, in points of per cent.
const ROUNDING: f64 = 1.0;
/// The smallest whole behind a slash: smaller ones are grades, scores and months.
const SLASH: f64 = 13.0;
/// The most words of what is counted, and the most characters of one in a language without spaces.
const COUNTED: usize = 3;
const UNSPACED: usize = 6;

fn run(cx: &mut Cx, sentence: Segment) {
    if !sentence.text().contains('%') {
        return;
    }
    for three in sentence.numbers().windows(3) {
        let [first, second, third] = three else { continue };
        let Some((part, whole, percent)) = share(sentence, first, second, third) else {
            continue;
        };
        let share = part / whole * 100.0;
        let (value, place) = percent;
        if (share - value).abs() <= ROUNDING {
            continue;
        }
        let place = sentence.at(place);
        let theirs = cx.counterpart(place);
        let same = |n: &Number| theirs.is_some_and(|source| source.numbers().iter().any(|m| m.agrees(n)));
        if three.iter().all(same) {
            continue;
        }
        let message = format!("{part} of {whole} is {share:.1} %, not {value} %");
        let draft = cx.flag(place, message);
        if let Some(theirs) = theirs {
            draft.source(theirs);
        }
    }
}

/// The part, the whole and the percentage of three numbers in a row, if they are such, and where the percentage stands.
fn share(sentence: Segment, a: &Number, b: &Number, c: &Number) -> Option<(f64, f64, (f64, Range32))> {
    let text = sentence.doc.text();
    let gap = |from: &Number, to: &Number| &text[from.range.end as usize..to.range.start as usize];
    let percent = |number: &Number| {
        let behind = &text[number.range.end as usize..sentence.range.end as usize];
        let space = behind.len() - behind.trim_start_matches(chars::is_space).len();
        let at = number.range.end as usize + space;
        text[at..]
            .starts_with('%')
            .then(|| Range32::new(number.range.start as usize, at + 1))
    };
    let value = |number: &Number| {
        let sure = number.values[1].is_none() && !number.glued;
        number.value().filter(|_| sure).map(|v| v as f64 / 1000.0)
    };
    let (one, two, three) = (value(a)?, value(b)?, value(c)?);
    // "9 of 17 patients (53%)"
    if let Some(place) = percent(c)
        && opens(gap(b, c))
        && let Some((part, whole)) = order(sentence, gap(a, b), one, two)
    {
        return Some((part, whole, (three, place)));
    }
    // "53% (9 of 17)"
    let place = percent(a)?;
    let open = gap(a, b).trim_start_matches(chars::is_space).strip_prefix('%')?;
    let close = text[c.range.end as usize..].starts_with([')', '）', ']']);
    let (part, whole) = order(sentence, gap(b, c), two, three)?;
    (close && opens(open)).then_some((part, whole, (one, place)))
}

/// Which of two numbers is the part of the other, by the text between them.
fn order(sentence: Segment, between: &str, first: f64, second: f64) -> Option<(f64, f64)> {
    let between = fold::text(between.trim_matches(chars::is_space));
    let is_it = |form: &str| match form.strip_prefix('*') {
        Some(end) => between.ends_with(end) && between.chars().count() <= UNSPACED,
        None => between == form,
    };
    let part_first = match between.as_str() {
        "/" if second < SLASH => return None,
        "/" => true,
        _ => sentence.doc.facts.shares.iter().find(|(_, form)| is_it(form))?.0,
    };
    let (part, whole) = if part_first { (first, second) } else { (second, first) };
    (whole >= part && whole > 1.0).then_some((part, whole))
}

/// Whether a text holds at most what is counted, and opens a bracket.
fn opens(text: &str) -> bool {
    let text = text.trim_end_matches(chars::is_space);
    let Some(counted) = text.strip_suffix(['(', '（', '[']) else {
        return false;
    };
    !counted.contains(|c: char| c.is_ascii_punctuation()) && counted.split_whitespace().count() <= COUNTED
}
