use super::prelude::*;
use crate::data::languages::Capitals;
use crate::text::words::WordKind;

check! {
    /// A sentence lost all its capital letters.
    ///
    /// ## How it decides
    /// A sentence of the translation holds four words or more and no capital letter at all, in a language that begins
    /// sentences with one, and the aligned source begins with a capital letter or is written in a script without any.
    ///
    /// ## Not flagged
    /// Sentences that go on after the one before (behind a comma; with a dash, an ellipsis, a small letter in the source), list
    /// items without a full stop, and texts that are written small throughout in the source, too.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke bei Wexcombe wurde im Mai gesperrt.
    /// en: ⟦the bridge near wexcombe was closed in may.⟧
    /// ```
    /// ```clean
    /// de: … und das war noch lange nicht alles.
    /// en: … and that was by no means all.
    /// ```
    pub static CHECK = {
        code: "L401", name: "lost-capitals", category: Category::Capitalization, mqm: Mqm::Capitalization,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 88, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The fewest words of a sentence.
const MIN_WORDS: usize = 4;

fn run(cx: &mut Cx, bead: Bead) {
    let (source, target) = (bead.source, bead.target);
    if source.is_empty() || target.is_empty() || bead.confidence < 70 {
        return;
    }
    let text = target.text();
    // Where the language is not known, its script tells whether there are capitals.
    let cased = match target.doc.facts.language {
        Some(language) => language.capitals != Capitals::None,
        None => text.chars().filter(|c| c.is_alphabetic()).all(char::is_lowercase),
    };
    if !cased {
        return;
    }
    let first = text
        .chars()
        .find(|&c| !chars::is_quote(c) && !chars::is_space(c) && !chars::is_open_bracket(c));
    if !first.is_some_and(char::is_lowercase) || text.chars().any(char::is_uppercase) {
        return;
    }
    let ends = text
        .trim_end_matches(|c: char| chars::is_quote(c) || chars::is_close_bracket(c) || chars::is_space(c))
        .chars()
        .next_back()
        .is_some_and(chars::is_terminator);
    // "A woman came in tears," may be the line before.
    let before = target.doc.text()[..target.range.start as usize].trim_end();
    if before.ends_with(|c: char| c == ',' || chars::is_word(c)) {
        return;
    }
    let words = target.words().iter().filter(|w| w.kind == WordKind::Letters).count();
    if !ends || words < MIN_WORDS {
        return;
    }
    let begins = source.text().chars().find(|c| c.is_alphabetic());
    let cased = begins.is_some_and(|c| c.is_uppercase() || c.is_lowercase());
    if begins.is_some_and(char::is_lowercase) || cased && !source.text().chars().next().is_some_and(begins_sentence) {
        return;
    }
    cx.flag(target, "no capital letter in the whole sentence".to_owned())
        .source(source);
}

fn begins_sentence(c: char) -> bool {
    c.is_uppercase() || chars::is_quote(c) || chars::is_open_bracket(c) || matches!(c, '¿' | '¡' | '"')
}
