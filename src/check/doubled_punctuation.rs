use super::prelude::*;
use crate::text::words::verbatim_places;

check! {
    /// A punctuation mark stands twice, or two marks stand together that exclude each other.
    ///
    /// ## Not flagged
    /// Ellipses, `?!` and `!!`, marks in URLs and code.
    ///
    /// ## Examples
    /// ```flag
    /// en: The mayor left⟦,,⟧ and the council followed.
    /// fix: The mayor left, and the council followed.
    /// ```
    /// ```flag
    /// en: The mayor left⟦,.⟧ The council followed.
    /// ```
    /// ```clean
    /// en: The mayor left... and came back!! Why?! The firm, Smith Inc., closed.
    /// ```
    pub static CHECK = {
        code: "L301", name: "doubled-punctuation", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let bytes = text.as_bytes();
    let mark = |b: u8| matches!(b, b',' | b';' | b':' | b'.');
    let mut verbatim = verbatim_places(doc.words());
    let mut at = 0;
    while let Some(pair) = bytes[at..].windows(2).position(|pair| mark(pair[0]) && mark(pair[1])) {
        at += pair;
        let len = bytes[at..].iter().take_while(|&&b| mark(b)).count();
        let run = &text[at..at + len];
        let start = at;
        at += len;
        let word_before = text[..start]
            .chars()
            .next_back()
            .is_some_and(|c| !chars::is_space(c) && c != '\n');
        let faulty = match run {
            ",," | ";;" | ",." | ";." | ".;" | ",;" | ";," | ",:" | ":," | ":." => true,
            // Two full stops are half an ellipsis or one too many.
            ".." => text[at..]
                .chars()
                .next()
                .is_none_or(|c| chars::is_space(c) || c == '\n'),
            // An abbreviation takes its own full stop before another mark.
            _ => false,
        };
        // `.;` and the like behind an abbreviation are right.
        let abbreviated = run.starts_with('.') && run != "..";
        if !faulty || abbreviated || !word_before || verbatim(start as u32) {
            continue;
        }
        let segment = doc.segment(Range32::new(start, at));
        if cx.counterpart(segment).is_some_and(|s| s.text().contains(run)) {
            continue;
        }
        let keep = if run.ends_with('.') { "." } else { &run[..1] };
        cx.flag(segment, format!("“{run}”")).fix(
            &format!("write “{keep}”"),
            Safety::Safe,
            [(segment.range, keep.to_owned())],
        );
    }
}
