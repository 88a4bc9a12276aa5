use super::prelude::*;
use crate::text::words::verbatim_places;

check! {
    /// A space stands before a punctuation mark that takes none.
    ///
    /// ## Not flagged
    /// The high marks of French, ellipses, `.NET` and the like, and texts that space all their marks
    /// (said once for the document).
    ///
    /// ## Examples
    /// ```flag
    /// en: The mayor left⟦ ,⟧ and the council followed.
    /// fix: The mayor left, and the council followed.
    /// ```
    /// ```clean
    /// fr: Qui est parti ? Le maire ; le conseil est resté !
    /// ```
    /// ```clean
    /// en: She wrote .NET code ... and left.
    /// ```
    pub static CHECK = {
        code: "L302", name: "spaced-punctuation", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 92, since: "0.1.0", run: Run::Document(run),
    }
}

/// From this many spaces on, a text that spaces a third of its commas does so by habit.
const HABIT: usize = 5;

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let bytes = text.as_bytes();
    // The marks that take a space in any region of the language are left to `locale-spacing`.
    let high = doc
        .facts
        .lang
        .fallbacks()
        .last()
        .map_or("", |base| crate::data::Facts::of(base).locale.map_or("", |l| l.high));
    let mut verbatim = verbatim_places(doc.words());
    let mut found = Vec::new();
    let mut marks = 0;
    for at in 1..bytes.len() {
        let b = bytes[at];
        if !matches!(b, b',' | b'.' | b';' | b':' | b'!' | b'?') {
            continue;
        }
        marks += 1;
        let Some(space) = text[..at]
            .chars()
            .next_back()
            .filter(|&c| chars::is_space(c) && c != '\n')
        else {
            continue;
        };
        let start = text[..at].trim_end_matches(|c| chars::is_space(c) && c != '\n').len();
        let before = text[..start].chars().next_back();
        let behind = text[at + 1..].chars().next();
        let ends = behind.is_none_or(|c| chars::is_space(c) || chars::is_quote(c) || chars::is_close_bracket(c));
        let word_before =
            before.is_some_and(|c| chars::is_word(c) || chars::is_close_bracket(c) || chars::is_quote(c) || c == '%');
        // French spacing uses no-break spaces in any language of a French author; a plain space is the fault.
        let allowed = high.contains(b as char) || space != ' ' && b != b',' && b != b'.';
        let smiley = matches!(b, b':' | b';') && behind.is_some_and(|c| !chars::is_space(c));
        if word_before && ends && !allowed && !smiley && !verbatim(at as u32) {
            found.push(Range32::new(start, at + 1));
        }
    }
    let habit = found.len() >= HABIT && found.len() * 3 > marks;
    if !habit {
        found.retain(|&range| !is_copied(cx, doc.segment(range)));
    }
    for range in found.iter().take(if habit { 1 } else { usize::MAX }) {
        let segment = doc.segment(*range);
        let message = if habit {
            in_all("a space before punctuation", found.len())
        } else {
            format!("a space before “{}”", segment.text().trim())
        };
        let gaps: Vec<_> = if habit { found.clone() } else { vec![*range] }
            .into_iter()
            .map(|r| {
                (
                    Range32 {
                        start: r.start,
                        end: r.end - 1,
                    },
                    String::new(),
                )
            })
            .collect();
        cx.flag(segment, message).fix("remove the space", Safety::Safe, gaps);
    }
}

/// Whether the source has a space before the same mark, and not because its language wants one: a table, a piece of code.
fn is_copied(cx: &Cx, place: Segment) -> bool {
    let mark = place.text().trim();
    cx.counterpart(place).is_some_and(|source| {
        let wanted = source.doc.facts.locale.is_some_and(|l| l.high.contains(mark));
        !wanted && source.text().contains(&format!(" {mark}"))
    })
}
