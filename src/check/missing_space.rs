use super::prelude::*;
use crate::text::words::{Word, WordKind};

check! {
    /// A space is missing after a full stop, a comma or another mark.
    ///
    /// ## Not flagged
    /// Abbreviations, initials, numbers, domain and file names, scripts without spaces.
    ///
    /// ## Examples
    /// ```flag
    /// en: The mayor ⟦left.The⟧ council followed.
    /// fix: The mayor left. The council followed.
    /// ```
    /// ```flag
    /// en: The ⟦mayor,who⟧ left, said nothing.
    /// ```
    /// ```clean
    /// en: The U.S.Senate used Node.js, 1,500 times, at 10.30 a.m. on example.com.
    /// ```
    /// ```clean
    /// en: The field is called Database.Table.Company here.
    /// it: Il campo si chiama Database.Tabella.Azienda qui.
    /// ```
    pub static CHECK = {
        code: "L303", name: "missing-space", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

/// The fewest letters on each side, so that no abbreviation is taken for a sentence.
const LETTERS: usize = 3;
/// From this many places on it is said once for the document.
const HABIT: usize = 4;

fn run(cx: &mut Cx, doc: &Document) {
    if !doc.facts.has_spaces() {
        return;
    }
    let text = doc.text();
    let mut found = Vec::new();
    for pair in doc.words().windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        if first.kind != WordKind::Letters || second.kind != WordKind::Letters {
            continue;
        }
        let gap = &text[first.range.end as usize..second.range.start as usize];
        let mark = match gap {
            "." | "," | "!" | "?" | "؟" | "،" | "।" => gap,
            _ => continue,
        };
        let (a, b) = (first.text(text), second.text(text));
        let small_end = a.chars().next_back().is_some_and(|c| !c.is_uppercase());
        let long = a.chars().count() >= LETTERS && b.chars().count() >= 2;
        let sentence = second.capital && b.chars().skip(1).all(|c| !c.is_uppercase());
        let caseless = !b.chars().any(|c| c.is_uppercase() || c.is_lowercase());
        let faulty = match mark {
            "," => !(first.capital && second.capital && a.chars().all(char::is_uppercase)),
            // `Node.js` and `e.g.this`: a new sentence begins with a capital, and its word is known or long.
            // In scripts without capitals a full stop inside a word is an abbreviation.
            "." => sentence && b.chars().count() >= LETTERS,
            _ => sentence || caseless,
        };
        let abbreviation = doc.facts.abbreviations.contains_key(&format!("{a}."));
        if !small_end || !long || !faulty || abbreviation {
            continue;
        }
        // A letter that stands apart, as in "p.Xyz", and words of a script without spaces.
        if b.chars().any(chars::is_unspaced) || a.chars().any(chars::is_unspaced) {
            continue;
        }
        let segment = doc.segment(Range32 {
            start: first.range.start,
            end: second.range.end,
        });
        // The same without a space in the source: a name. "Database.Table" may be translated.
        let names = || first.capital && second.capital && cx.counterpart(segment).is_some_and(|s| dotted(s, mark));
        if cx.in_source(segment) || names() {
            continue;
        }
        found.push((segment, mark, second.range.start));
    }
    let habit = found.len() >= HABIT;
    for &(segment, mark, _) in found.iter().take(if habit { 1 } else { usize::MAX }) {
        let mut message = format!("no space after “{mark}” in “{}”", short(segment.text()));
        if habit {
            message.push_str(&format!(", and in {} further places", found.len() - 1));
        }
        let places: Vec<_> = found
            .iter()
            .filter(|(s, _, _)| habit || s.range == segment.range)
            .map(|&(_, _, at)| (Range32 { start: at, end: at }, " ".to_owned()))
            .collect();
        cx.flag(segment, message).fix("insert a space", Safety::Safe, places);
    }
}

/// Whether a passage has three long words and more with a mark and no space between them.
fn dotted(source: Segment, mark: &str) -> bool {
    let text = source.doc.text();
    let long = |w: &Word| w.text(text).chars().count() >= LETTERS;
    let dotted = source.words().iter().any(|w| {
        let mut parts = w.text(text).split(mark);
        w.kind == WordKind::Verbatim && w.text(text).contains(mark) && parts.all(|part| part.chars().count() >= LETTERS)
    });
    dotted
        || source.words().windows(3).any(|run| {
            let gap = |a: &Word, b: &Word| &text[a.range.end as usize..b.range.start as usize];
            let joined = gap(&run[0], &run[1]) == mark && gap(&run[1], &run[2]) == mark;
            joined && run.iter().all(|w| w.kind == WordKind::Letters && long(w))
        })
}
