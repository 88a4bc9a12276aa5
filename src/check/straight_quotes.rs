use super::prelude::*;
use crate::text::quotes::{Pair, QuoteView};

check! {
    /// Straight quotation marks in a language whose edited texts write others.
    ///
    /// ## Why it matters
    /// A machine copies the marks of its source. Editors of some languages accept the marks of a typewriter, those of others
    /// never print them; which do is counted in `locales.tsv`. Each quotation is told where the source has straight marks;
    /// else it is said once for a document, since pages of the web are written so, too, and it may be the style of a house.
    ///
    /// ## Not flagged
    /// Texts with marks of both kinds, which are a mixture; Markdown, of which a program makes the marks; tokenised text; what
    /// is no quotation, such as inches and values in code.
    ///
    /// ## Examples
    /// ```flag
    /// de: Er nannte es ⟦"Unsinn"⟧ und ging.
    /// ```
    /// ```flag
    /// ru: Он назвал это ⟦"глупостью"⟧ и ушёл.
    /// ```
    /// ```clean
    /// de: Der Schirm misst 24" und heißt size="24".
    /// ```
    /// ```clean
    /// en: He called it "nonsense" and left.
    /// ```
    pub static CHECK = {
        code: "C104", name: "straight-quotes", category: Category::Quotes, mqm: Mqm::LocaleQuotes,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

/// Whether a damage lies in a quotation, so that its marks may not belong together.
fn damaged(view: &QuoteView, range: Range32) -> bool {
    let behind = view.damages.partition_point(|d| d.range.start < range.end);
    behind
        .checked_sub(1)
        .is_some_and(|last| view.damages[last].range.end > range.start)
}

fn run(cx: &mut Cx, doc: &Document) {
    let Some(locale) = doc.facts.locale.filter(|locale| !locale.straight) else {
        return;
    };
    let view = doc.quotes();
    let straight = |p: &&Pair| p.open_mark == '"' && p.close_mark == '"';
    let mixed = || {
        let double = |p: &&Pair| chars::is_double_quote(p.open_mark);
        view.pairs.iter().filter(double).any(|p| !straight(&p))
    };
    if doc.is_markup() || !view.pairs.iter().any(|p| straight(&p)) || mixed() || doc.is_tokenised() {
        return;
    }
    let expected = format!("{}…{}", locale.primary.open, locale.primary.close);
    let space = if locale.inner_space { "\u{a0}" } else { "" };
    let quotations = view.pairs.iter().filter(straight).filter_map(|pair| {
        let range = Range32 {
            start: pair.open,
            end: pair.close + 1,
        };
        let quoted = doc.segment(range);
        let value = doc.text()[..range.start as usize].ends_with('=');
        // A piece of code keeps the marks of the keyboard.
        let code = quoted.text().contains(['%', '{', '<', '_', '\\', '/', '=']);
        // So does a word of a program, which the source quotes in the same way.
        let inner = quoted.text().trim_matches('"');
        let key = is_key(inner) && cx.counterpart(quoted).is_some_and(|s| s.text().contains(inner));
        let sure = !value && !code && !key && quoted.text().contains(chars::is_letter) && !damaged(view, range);
        let mark = |at: u32| Range32 { start: at, end: at + 1 };
        let edits = vec![
            (mark(pair.open), format!("{}{space}", locale.primary.open)),
            (mark(pair.close), format!("{space}{}", locale.primary.close)),
        ];
        sure.then_some((quoted, edits))
    });
    let mut quotations: Vec<_> = quotations.collect();
    quotations.sort_by_key(|(quoted, _)| quoted.range);
    let what = format!("straight quotation marks, where {} writes {expected}", doc.lang);
    unprinted(cx, "\"", &what, &format!("write {expected}"), quotations);
}

/// Whether a word is one of a program: `width`, `CheckBox1`, `D15:D24`.
fn is_key(word: &str) -> bool {
    let lower = word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let mixed = word.chars().any(|c| c.is_ascii_digit()) || word.chars().skip(1).any(char::is_uppercase);
    let shouts = !word.chars().any(char::is_lowercase) && word.chars().all(char::is_alphabetic);
    word.is_ascii() && !word.contains(' ') && (lower || mixed && !shouts)
}
