//! Which language a text is in: declared, in the file's name, or detected on the whole text.

use crate::data::{Lang, languages};
use crate::model::LangOrigin;
use crate::text::chars::{self, Script};

/// How much of a text the detector looks at, in bytes.
const SAMPLE: usize = 16 * 1024;

/// The fewest letters that a detection is trusted with.
const MIN_LETTERS: usize = 60;

/// The language that a file's name tells: `article.de.md`, `de/article.md`.
pub fn from_name(name: &str) -> Option<Lang> {
    let mut parts = name.rsplit(['/', '\\']);
    let file = parts.next()?;
    let tag = |text: &str| Lang::in_name(text).filter(|_| text.len() != 3);
    let mut pieces = file.split('.');
    pieces.next();
    let inner: Vec<&str> = pieces.collect();
    let in_name = inner
        .split_last()
        .and_then(|(_, inner)| inner.iter().rev().find_map(|piece| tag(piece)));
    in_name.or_else(|| parts.next().and_then(tag))
}

/// The language of a text by its letters, on the whole text and never on a short line.
///
/// The detector's models know 70 languages; its answer counts only when it calls itself reliable.
pub fn detect(text: &str) -> (Lang, LangOrigin) {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count();
    let dense = sample.chars().any(chars::is_unspaced);
    if letters < MIN_LETTERS && !(dense && letters >= 20) {
        return (Lang::UND, LangOrigin::Unknown);
    }
    // Scripts that settle the language by themselves.
    let mut hangul = 0;
    let mut kana = 0;
    let mut all = 0;
    for script in sample.chars().filter_map(chars::script) {
        all += 1;
        hangul += usize::from(script == Script::Hangul);
        kana += usize::from(script == Script::Kana);
    }
    if hangul * 2 > all {
        return (Lang::parse("ko").unwrap_or(Lang::UND), LangOrigin::Detected(100));
    }
    if kana * 8 > all {
        return (Lang::parse("ja").unwrap_or(Lang::UND), LangOrigin::Detected(100));
    }
    let Some(info) = whatlang::detect(sample) else {
        return (Lang::UND, LangOrigin::Unknown);
    };
    if !info.is_reliable() {
        return (Lang::UND, LangOrigin::Unknown);
    }
    match languages::by_iso3(info.lang().code()) {
        Some(language) => {
            let sure = (info.confidence() * 100.0).round().clamp(0.0, 100.0) as u8;
            (language.lang, LangOrigin::Detected(sure))
        }
        None => (Lang::UND, LangOrigin::Unknown),
    }
}
