use super::prelude::*;
use crate::data::locales::Locale;

check! {
    /// Marks that take a space before them in the locale stand without one, or signs for per cent against its habit.
    ///
    /// It is said once for a document. In French print `: ; ! ?` take a no-break space before them; English writes *50%*,
    /// French, Swedish and Finnish *50 %*.
    ///
    /// ## Not flagged
    /// Clocks, URLs, ratios, locales with both habits (German and Spanish per cent; French of Switzerland and, but for the
    /// colon, of Canada).
    ///
    /// ## Examples
    /// ```flag
    /// fr: Qui est ⟦parti?⟧ Le maire est parti, et le conseil aussi.
    /// ```
    /// ```flag
    /// en: The council paid ⟦50 %⟧ of the costs.
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
    let Some(locale) = doc.facts.locale else { return };
    if let Some(wanted) = locale.percent_space {
        percents(cx, doc, wanted);
    }
    if !locale.high.is_empty() {
        high_marks(cx, doc, locale);
    }
}

/// Signs for per cent with a space before them where none belongs, or without one.
fn percents(cx: &mut Cx, doc: &Document, wanted: bool) {
    let text = doc.text();
    let mut verbatim = super::doubled_punctuation::verbatim(doc);
    let mut wrong = Vec::new();
    for (at, _) in text.match_indices('%') {
        let bare = text[..at].trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
        let spaced = bare.len() < at;
        let digits = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        // "100% cotton", but not "%d" or "50%50".
        let behind = text[at + 1..].chars().next();
        let plain = digits > 0 && behind.is_none_or(|c| !chars::is_word(c) && c != '%');
        if plain && spaced != wanted && !verbatim(at as u32) {
            wrong.push((bare.len() - digits, bare.len(), at));
        }
    }
    // Text that was cut into tokens has spaces before every mark.
    let Some(&(start, _, end)) = wrong.first().filter(|_| !doc.is_tokenised()) else {
        return;
    };
    let (what, fix, space) = match wanted {
        false => ("a space before “%”", "delete the space", ""),
        true => ("no space before “%”", "insert a no-break space", "\u{A0}"),
    };
    let edits: Vec<_> = wrong
        .iter()
        .map(|&(_, end, at)| (Range32::new(end, at), space.to_owned()))
        .collect();
    cx.flag(doc.segment(Range32::new(start, end + 1)), in_all(what, wrong.len()))
        .fix(fix, Safety::Safe, edits);
}

fn high_marks(cx: &mut Cx, doc: &Document, locale: &Locale) {
    let text = doc.text();
    let mut verbatim = super::doubled_punctuation::verbatim(doc);
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
