use super::prelude::*;
use crate::data::Gap;
use crate::data::languages::Capitals;

check! {
    /// A hyphen between spaces, in a language whose edited texts write a dash there.
    ///
    /// ## Why it matters
    /// A machine copies the hyphen of its source. Editors of some languages print one, those of others never; which do is
    /// counted in `locales.tsv`. Each place is told where the source has such hyphens; else it is said once for a document.
    ///
    /// ## Not flagged
    /// Texts with hyphens and dashes, which are a mixture; headings and lists; places and agencies at the beginning of an
    /// article; Markdown, of which a program makes the marks; tokenised text.
    ///
    /// ## Examples
    /// ```flag
    /// de: Der Rat war sich einig ⟦-⟧ was selten vorkommt.
    /// ```
    /// ```flag
    /// pl: Rada była zgodna ⟦-⟧ a to rzadkość.
    /// ```
    /// ```clean
    /// de: Der Rat war sich einig – was selten vorkommt.
    /// ```
    /// ```clean
    /// en: Press the - button in the corner.
    /// de: Klicken Sie auf den Knopf - in der Ecke.
    /// ```
    /// ```clean
    /// en: Choose Tools - Options to change it.
    /// pl: Wybierz Narzędzia - Opcje, aby to zmienić.
    /// ```
    /// ```clean
    /// en: The council was of one mind - which is rare.
    /// ```
    pub static CHECK = {
        code: "C105", name: "hyphen-as-dash", category: Category::Punctuation, mqm: Mqm::Punctuation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let Some(dash) = doc.facts.locale.and_then(|locale| locale.dash) else {
        return;
    };
    let text = doc.text();
    if doc.is_markup() || !text.contains(" - ") || text.contains(['–', '—']) || doc.is_tokenised() {
        return;
    }
    // A language that writes all nouns with a capital letter says nothing by it.
    let names = doc.facts.language.is_some_and(|l| l.capitals == Capitals::Names);
    let mut hyphens = Vec::new();
    for sentence in doc.sentences() {
        // A line without an end is a heading, with parts that a hyphen may part.
        if !unclosed(sentence.text()).ends_with(chars::is_terminator) {
            continue;
        }
        // As many hyphens as the source names are let pass.
        let mut named = cx.counterpart(sentence).map_or(0, named_hyphens);
        for (at, _) in sentence.text().match_indices(" - ") {
            let start = sentence.range.start + at as u32 + 1;
            let (before, behind) = (&text[..start as usize - 1], &text[start as usize + 2..]);
            // Not behind a bracket: "(dpa) - " opens a report.
            let ends = |c: char| c.is_alphanumeric() || c == '%';
            let begins = |c: char| chars::is_letter(c) || chars::is_quote(c);
            if !before.ends_with(ends) || !behind.starts_with(begins) || names && parts_menus(before, behind) {
                continue;
            }
            if named > 0 {
                named -= 1;
            } else {
                let hyphen = Range32 { start, end: start + 1 };
                hyphens.push((doc.segment(hyphen), vec![(hyphen, dash.to_string())]));
            }
        }
    }
    let what = format!("a hyphen where {} writes the dash {dash}", doc.lang);
    unprinted(cx, " - ", &what, &format!("write {dash}"), hyphens);
}

/// How often a passage speaks of the hyphen itself, behind an article ("the - key"), or parts the names of menus with it
/// ("Tools - Options").
fn named_hyphens(source: Segment) -> usize {
    let (text, facts) = (source.text(), source.doc.facts);
    let hyphens = text.match_indices(" - ").filter(|&(at, _)| {
        let (before, behind) = (&text[..at], &text[at + " - ".len()..]);
        let article = facts.gaps.get(&fold::key(last_word(before))) == Some(&Gap::Article);
        article || parts_menus(before, behind)
    });
    hyphens.count()
}

/// Whether words with capital letters stand on both sides of a hyphen.
fn parts_menus(before: &str, behind: &str) -> bool {
    [last_word(before), behind]
        .iter()
        .all(|name| name.starts_with(char::is_uppercase))
}

fn last_word(text: &str) -> &str {
    text.rsplit(chars::is_space).next().unwrap_or("")
}
