use super::prelude::*;
use crate::data::acronyms;
use crate::text::words::{Word, WordKind};

check! {
    /// An abbreviation and the words before it have the same initials in another order.
    ///
    /// ## Why it matters
    /// A machine renders a name word by word, in the order of the source, and keeps the abbreviation of the language that the
    /// name comes from, or takes that of another one. Readers cannot look up either.
    ///
    /// ## How it decides
    /// Three capital letters or more stand in brackets; just as many telling words stand before them, and their initials are the
    /// same letters in another order.
    ///
    /// ## Not flagged
    /// Abbreviations that are international whatever the name (*ISO*, *UTC*), and those that the source has, too. Without a
    /// source it looks at languages that seldom keep abbreviations of others, such as English.
    ///
    /// ## Examples
    /// ```flag
    /// en: He called on the ⟦Organization of the Collective Security Treaty (CSTO)⟧ for help.
    /// ```
    /// ```flag
    /// de: Der Rat der Europäischen Bischöfe (REB) tagte.
    /// en: The ⟦Council of European Bishops (BCE)⟧ met.
    /// ```
    /// ```clean
    /// en: He called on the Collective Security Treaty Organization (CSTO) and the Department of Defense (DOD) for help.
    /// ```
    /// ```clean
    /// en: The International Organization for Standardization (ISO) sets the norm.
    /// ```
    pub static CHECK = {
        code: "A602", name: "acronym-order", category: Category::Name, mqm: Mqm::Mistranslation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Sentence(run),
    }
}

/// The fewest and the most letters of an abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;
/// How many words before it may belong to it.
const REACH: usize = 12;

fn run(cx: &mut Cx, sentence: Segment) {
    let found = scrambled(sentence);
    if found.is_empty() {
        return;
    }
    let source = cx.counterpart(sentence);
    for (range, short, initials) in found {
        let kept = match source {
            Some(source) => source.words().iter().any(|w| w.text(source.doc.text()) == short),
            None => !acronyms::are_own(sentence.doc.lang),
        };
        if !kept {
            let message = format!("“{short}” stands for words whose initials are “{initials}”");
            cx.flag(sentence.at(range), message);
        }
    }
}

/// Abbreviations in brackets behind words with the same initials in another order: the whole, the abbreviation, the initials.
fn scrambled<'a>(sentence: Segment<'a>) -> Vec<(Range32, &'a str, String)> {
    let text = sentence.doc.text();
    let words = sentence.words();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let short = word.text(text);
        let in_brackets =
            text[..word.range.start as usize].ends_with('(') && text[word.range.end as usize..].starts_with(')');
        let capitals = word.kind == WordKind::Letters && short.chars().all(char::is_uppercase);
        if !in_brackets || !capitals || !LETTERS.contains(&short.chars().count()) || acronyms::is_international(short) {
            continue;
        }
        let before = &words[at.saturating_sub(REACH)..at];
        // Brackets and other marks part what does not belong together.
        let from = (1..before.len())
            .rev()
            .find(|&i| !is_joined(text, &before[i - 1], &before[i]))
            .unwrap_or(0);
        let before = &before[from..];
        let telling: Vec<&Word> = before
            .iter()
            .filter(|w| {
                let folded = fold::text(w.text(text));
                w.kind == WordKind::Letters && !sentence.doc.facts.function_words.contains(folded.as_str())
            })
            .collect();
        let wanted = short.chars().count();
        let Some(named) = telling.len().checked_sub(wanted).map(|skip| &telling[skip..]) else {
            continue;
        };
        let initials: String = named.iter().filter_map(|w| initial(w.text(text))).collect();
        if is_permuted(&initials, short)
            && !spells(
                &text[before[0].range.start as usize..before[before.len() - 1].range.end as usize],
                short,
            )
        {
            let range = Range32 {
                start: named[0].range.start,
                end: word.range.end + 1,
            };
            out.push((range, short, initials));
        }
    }
    out
}

/// Whether nothing but a space or a hyphen stands between two words.
fn is_joined(text: &str, a: &Word, b: &Word) -> bool {
    matches!(
        &text[a.range.end as usize..b.range.start as usize],
        " " | "-" | "\u{a0}" | "'" | "’"
    )
}

/// The first letter of a word, a capital without marks over it.
fn initial(word: &str) -> Option<char> {
    word.chars().next().and_then(unmarked)
}

fn unmarked(letter: char) -> Option<char> {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(letter).nfd().next()?.to_uppercase().next()
}

fn is_permuted(initials: &str, short: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    initials != short && sorted(initials) == sorted(short)
}

/// Whether the words spell the abbreviation in order, with letters inside them, the first at the beginning of a word: the
/// algorithm of Schwartz and Hearst 2003.
fn spells(words: &str, short: &str) -> bool {
    let mut letters = short.chars().rev().peekable();
    let mut before = words.chars().rev().peekable();
    while let Some(letter) = letters.next() {
        let is_first = letters.peek().is_none();
        loop {
            let Some(c) = before.next() else { return false };
            let begins = before.peek().is_none_or(|b| !chars::is_word(*b));
            if unmarked(c) == Some(letter) && (begins || !is_first) {
                break;
            }
        }
    }
    true
}
