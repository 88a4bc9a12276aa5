use super::prelude::*;
use crate::data::acronyms;
use crate::text::acronyms::{definitions, initial, initials, telling};
use crate::text::words::Word;

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
    /// en: Internet service providers keep it for a year.
    /// pt: Provedores de Serviço de Internet (ISP) guardam isso por um ano.
    /// ```
    /// ```clean
    /// en: The International Organization for Standardization (ISO) sets the norm.
    /// ```
    pub static CHECK = {
        code: "A602", name: "acronym-order", category: Category::Name, mqm: Mqm::Mistranslation,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Sentence(run),
    }
}

fn run(cx: &mut Cx, sentence: Segment) {
    let found = scrambled(sentence);
    if found.is_empty() {
        return;
    }
    let source = cx.counterpart(sentence);
    let theirs = source.map_or(String::new(), |source| initials(source.passage()));
    for (range, short, initials) in found {
        let kept = match source {
            Some(source) => {
                let stands = source.words().iter().any(|w| w.text(source.doc.text()) == short);
                stands || theirs.contains(short)
            }
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
    let mut out = Vec::new();
    for definition in definitions(sentence.passage()) {
        let short = definition.short.text(text);
        if acronyms::is_international(short) {
            continue;
        }
        let telling: Vec<&Word> = telling(definition.before, sentence.passage()).collect();
        let wanted = short.chars().count();
        let Some(named) = telling.len().checked_sub(wanted).map(|skip| &telling[skip..]) else {
            continue;
        };
        let initials: String = named.iter().filter_map(|w| initial(w.text(text))).collect();
        if is_permuted(&initials, short) && !definition.is_spelled(sentence.passage()) {
            let range = Range32 {
                start: named[0].range.start,
                end: definition.short.range.end + 1,
            };
            out.push((range, short, initials));
        }
    }
    out
}

fn is_permuted(initials: &str, short: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    initials != short && sorted(initials) == sorted(short)
}
