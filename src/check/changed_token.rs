use rustc_hash::FxHashSet;

use super::prelude::*;
use crate::text::words::{Word, WordKind, is_address, is_formula};

check! {
    /// An address, a placeholder or a code of the source is broken, changed or lost.
    ///
    /// ## Why it matters
    /// Links lead nowhere, programs print braces, and *COVID-19* becomes a syndrome that nobody knows.
    ///
    /// ## How it decides
    /// URLs, mail addresses, handles and tags, file names, identifiers, `{placeholders}` and `%s` must stand in the translation as
    /// they stand in the source. Spaces inside one break it; one of the same kind in its place is a change; a placeholder
    /// without any trace is lost. A code is a word in capitals with a number behind a hyphen: the same number
    /// behind another word is a change.
    ///
    /// ## Not flagged
    /// Addresses that differ in the name of a language (`/en/`, `fr.`), codes and handles that are inflected, tokens that
    /// stand elsewhere in the translation, addresses that a translation leaves out; tokenised text. Of
    /// names of files and tags in which words alone differ, and of formulas, it is unsure: examples are translated
    /// (*letter.pdf*, */home/jim*).
    ///
    /// ## Examples
    /// ```flag
    /// de: Mehr unter www.example.org/hilfe im Netz.
    /// en: More at ⟦www. example. org / hilfe⟧ on the web.
    /// fix: More at www.example.org/hilfe on the web.
    /// ```
    /// ```flag
    /// en: The clinic treats COVID-19 patients.
    /// es: La clínica trata a pacientes con ⟦Guerrero⟧-19.
    /// ```
    /// ```flag
    /// en: You have {count} new messages.
    /// de: ⟦Sie haben {Anzahl} neue Nachrichten.⟧
    /// ```
    /// ```clean
    /// en: See https://example.org/en/help or write to desk@example.org.
    /// fr: Voir https://example.org/fr/help ou écrire à desk@example.org.
    /// ```
    pub static CHECK = {
        code: "A603", name: "changed-token", category: Category::Name, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bitext(run),
    }
}

/// The fewest capital letters of a code.
const LETTERS: usize = 4;

fn run(cx: &mut Cx, bitext: &Bitext) {
    let keys = |doc: &Document| -> FxHashSet<u64> { doc.words().iter().map(|w| w.key).collect() };
    let is_token = |w: &Word| w.kind == WordKind::Verbatim;
    let source = bitext.source.text();
    let has_codes = source
        .as_bytes()
        .windows(2)
        .any(|w| w[0] == b'-' && w[1].is_ascii_digit());
    if !has_codes && !source.contains(['{', '%']) && !bitext.source.words().iter().any(is_token) {
        return;
    }
    // Text that was cut into tokens has spaces in every address.
    if bitext.target.is_tokenised() {
        return;
    }
    let (theirs, ours) = (keys(&bitext.source), keys(&bitext.target));
    for bead in bitext.beads() {
        let (source, target) = (bead.source, bead.target);
        if source.is_empty() || target.is_empty() || bead.confidence < 70 {
            continue;
        }
        placeholders(cx, source, target);
        for (at, word) in source.words().iter().enumerate() {
            if ours.contains(&word.key) {
                continue;
            }
            let written = word.text(source.doc.text());
            if word.kind == WordKind::Verbatim && !written.starts_with('{') {
                token(cx, source.at(word.range), target, &theirs);
            } else if let Some(number) = code(source, at) {
                changed_code(cx, source.at(word.range), number, target, &theirs);
            }
        }
    }
}

/// An address or the like that the translation does not have as it is.
fn token(cx: &mut Cx, original: Segment, target: Segment, theirs: &FxHashSet<u64>) {
    // The value of an option is translated: "--output=FILE".
    let written = match original.text().split_once(['=', '[']) {
        Some((option, _)) if option.starts_with("--") => option,
        _ => original.text(),
    };
    // An ending may be glued to it.
    if target.text().contains(written) {
        return;
    }
    let fix = format!("write {written}");
    if let Some(range) = broken(target, written) {
        let message = format!("spaces break “{written}”");
        cx.flag(target.at(range), message)
            .source(original)
            .fix(&fix, Safety::Safe, vec![(range, written.to_owned())]);
        return;
    }
    let mut others = target.words().iter().filter(|w| {
        let text = w.text(target.doc.text());
        let alike = shape(text) == shape(written) && is_formula(text) == is_formula(written);
        w.kind == WordKind::Verbatim && !theirs.contains(&w.key) && alike
    });
    let Some(other) = others.next() else { return };
    let found = other.text(target.doc.text());
    if others.next().is_none() && !is_localised(written, found) {
        let message = format!("“{written}” of the source is “{}” here", short(found));
        let draft = cx.flag(target.at(other.range), message).source(original).fix(
            &fix,
            Safety::Unsafe,
            vec![(other.range, written.to_owned())],
        );
        if is_example(written, found) {
            draft.confidence(EXAMPLE);
        }
    }
}

/// The name of the domains that are reserved for examples (RFC 2606).
const RESERVED: &str = "example";
/// How sure it is, in per cent, that the words of a file's name were not meant to be translated. Of 100 in documentation
/// that people translated, one was a fault.
const EXAMPLE: u8 = 40;

/// Whether words alone differ in the names of two files: examples are translated, *letter.pdf* and */home/jim*; or two
/// formulas differ, in which functions and decimals are the language's own; or the domain for examples
/// is another one.
fn is_example(written: &str, found: &str) -> bool {
    let parts = |token: &str| -> Vec<String> {
        let parts = token.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        parts.collect()
    };
    let (a, b) = (parts(written), parts(found));
    let names = ![written, found].iter().any(|token| is_address(token));
    let extension = |token: &str| token.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    let words = |parts: &[String], others: &[String]| {
        let mut new = parts.iter().filter(|part| !others.contains(part));
        new.all(|part| part.chars().all(char::is_alphabetic))
    };
    let kinds = [extension(written), extension(found)];
    let alike = kinds[0] == kinds[1] || kinds.contains(&None);
    // Spreadsheets translate their functions and their errors: "=SUM(A1)", "#VALUE".
    let both = |is: fn(&str) -> bool| is(written) && is(found);
    let moved = || [&a, &b].map(|parts| parts.iter().any(|part| part == RESERVED)) == [true, false];
    both(is_formula)
        || words(&a, &b) && words(&b, &a) && (both(|token| token.starts_with('#')) || names && alike || moved())
}

/// What kind of token it is: the mark that makes it one.
fn shape(token: &str) -> char {
    let marks = ['@', '#', ':', '/', '_'];
    token.chars().find(|c| marks.contains(c)).unwrap_or('.')
}

/// Whether two addresses differ in nothing but names of languages.
fn is_localised(a: &str, b: &str) -> bool {
    let parts = |token: &str| -> Vec<String> {
        let parts = token
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty());
        parts.map(fold::text).collect()
    };
    let (a, b) = (parts(a), parts(b));
    let tag = |part: &str| (2..=3).contains(&part.len());
    a.len().abs_diff(b.len()) <= 1
        && a.iter().filter(|part| !b.contains(part)).all(|part| tag(part))
        && b.iter().filter(|part| !a.contains(part)).all(|part| tag(part))
}

/// Where a token stands in a segment with spaces inside.
fn broken(segment: Segment, token: &str) -> Option<Range32> {
    let text = segment.text();
    let first = token.chars().next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut rest = token.chars().peekable();
        let mut spaces = 0;
        for (at, c) in text[start..].char_indices() {
            if Some(&c) == rest.peek() {
                rest.next();
            } else if chars::is_space(c) && c != '\n' {
                spaces += 1;
            } else {
                return None;
            }
            if rest.peek().is_none() {
                let from = segment.range.start as usize + start;
                return (spaces > 0).then(|| Range32::new(from, from + at + c.len_utf8()));
            }
        }
        None
    })
}

/// The number of a code whose letters are this word of a segment.
fn code<'a>(segment: Segment<'a>, at: usize) -> Option<&'a str> {
    let text = segment.doc.text();
    let word = &segment.words()[at];
    let letters = word.text(text);
    let capitals = letters.len() >= LETTERS && letters.bytes().all(|b| b.is_ascii_uppercase());
    (word.kind == WordKind::Letters && capitals)
        .then(|| number_behind(segment, at))
        .flatten()
}

/// The number that a hyphen joins to a word.
fn number_behind<'a>(segment: Segment<'a>, at: usize) -> Option<&'a str> {
    let text = segment.doc.text();
    let (word, next) = (&segment.words()[at], segment.words().get(at + 1)?);
    let joined = &text[word.range.end as usize..next.range.start as usize] == "-";
    (joined && next.kind == WordKind::Number).then(|| next.text(text))
}

/// The same number behind another word.
fn changed_code(cx: &mut Cx, original: Segment, number: &str, target: Segment, theirs: &FxHashSet<u64>) {
    let letters = original.text();
    let akin = |word: &str| {
        let (a, b) = (fold::text(word), fold::text(letters));
        a.contains(&b) || b.contains(&a)
    };
    for (at, word) in target.words().iter().enumerate() {
        let found = word.text(target.doc.text());
        let latin = word.kind == WordKind::Letters && found.is_ascii();
        if latin && number_behind(target, at) == Some(number) && !theirs.contains(&word.key) && !akin(found) {
            let message = format!("“{letters}-{number}” of the source is “{found}-{number}” here");
            cx.flag(target.at(word.range), message).source(original).fix(
                &format!("write {letters}"),
                Safety::Unsafe,
                vec![(word.range, letters.to_owned())],
            );
        }
    }
}

/// Placeholders of the source that the translation of its sentence does not have, or has less often.
fn placeholders(cx: &mut Cx, source: Segment, target: Segment) {
    let mut seen: Vec<&str> = Vec::new();
    // "%2$s" is the second "%s".
    let held = |text: &str, name: &str| {
        let numbered = names(text)
            .iter()
            .filter(|other| unnumbered(other) == unnumbered(name))
            .count();
        numbered.max(text.matches(name).count())
    };
    for name in names(source.text()) {
        if !seen.contains(&name) && held(target.text(), name) < held(source.text(), name) {
            let message = format!("the placeholder {name} of the source is missing");
            cx.flag(target, message).source(source);
        }
        seen.push(name);
    }
}

/// A placeholder of printf without the number of its argument.
fn unnumbered(name: &str) -> String {
    match name.strip_prefix('%').and_then(|rest| rest.split_once('$')) {
        Some((_, kind)) => format!("%{kind}"),
        None => name.to_owned(),
    }
}

/// `{name}`, `{0}`, `${name}`, `%s`, `%1$d`, `%(name)s`.
fn names(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '%']) {
        let start = at + next;
        let rest = &bytes[start + 1..];
        let len = if bytes[start] == b'{' {
            let name = rest.iter().take_while(|b| inside(b)).count();
            (name > 0 && rest.get(name) == Some(&b'}')).then_some(name + 2)
        } else if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
            // "50%s" and "5 %d" are no placeholders.
            None
        } else {
            let named = rest.first() == Some(&b'(');
            let skip = if named {
                rest.iter().position(|&b| b == b')').map_or(rest.len(), |i| i + 1)
            } else {
                let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
                if digits > 0 && rest.get(digits) == Some(&b'$') {
                    digits + 1
                } else {
                    0
                }
            };
            let kind = matches!(rest.get(skip), Some(b's' | b'd' | b'u' | b'i' | b'@'));
            let ends = rest.get(skip + 1).is_none_or(|b| !b.is_ascii_alphanumeric());
            let after_number = text[..start].trim_end().ends_with(|c: char| c.is_ascii_digit());
            (kind && ends && !after_number).then_some(skip + 2)
        };
        at = start + 1;
        if let Some(name) = len.and_then(|len| text.get(start..start + len)) {
            out.push(name);
        }
    }
    out
}
