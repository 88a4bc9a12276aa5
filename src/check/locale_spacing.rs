use super::prelude::*;
use crate::text::words::verbatim_places;

check! {
    /// Marks that take a space before them in the locale stand without one.
    ///
    /// It is said once for a document. In French print `: ; ! ?` take a no-break space before them.
    ///
    /// ## Not flagged
    /// Clocks, URLs, ratios, locales with both habits (French of Switzerland and, but for the colon, of Canada).
    ///
    /// ## Examples
    /// ```flag
    /// fr: Qui est ⟦parti?⟧ Le maire est parti, et le conseil aussi.
    /// ```
    /// ```clean
    /// fr: Qui est parti ? Le maire est parti à 10:30.
    /// ```
    pub static CHECK = {
        code: "C103", name: "locale-spacing", category: Category::Punctuation, mqm: Mqm::LocaleWhitespace,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let Some(locale) = doc.facts.locale.filter(|locale| !locale.high.is_empty()) else {
        return;
    };
    let text = doc.text();
    let mut verbatim = verbatim_places(doc.words());
    let mut glued = Vec::new();
    for (at, c) in text.char_indices() {
        if !locale.high.contains(c) || at == 0 {
            continue;
        }
        let before = text[..at].chars().next_back();
        let behind = text[at + 1..].chars().next();
        let word = before.is_some_and(|c| chars::is_word(c) && !c.is_numeric());
        let ends = behind.is_none_or(chars::is_space);
        if word && ends && !verbatim(at as u32) {
            let start = text[..at]
                .rfind(|c: char| !chars::is_word(c))
                .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
            glued.push((start, at, c));
        }
    }
    let Some(&(start, at, c)) = glued.first() else { return };
    let segment = doc.segment(Range32::new(start, at + c.len_utf8()));
    let message = in_all(&format!("no space before “{c}”"), glued.len());
    let edits: Vec<_> = glued
        .iter()
        .map(|&(_, at, c)| {
            let space = if c == ':' { "\u{A0}" } else { "\u{202F}" };
            (Range32::new(at, at), space.to_owned())
        })
        .collect();
    cx.flag(segment, message)
        .fix("insert a no-break space", Safety::Safe, edits);
}
