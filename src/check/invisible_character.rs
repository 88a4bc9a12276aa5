use super::prelude::*;
use crate::text::chars::Script;

check! {
    /// An invisible character that does nothing in this script: a zero-width space, a soft hyphen, a direction mark.
    ///
    /// ## Not flagged
    /// Joiners in scripts that need them and in emoji, break hints in Thai, Khmer, Lao and Burmese,
    /// direction marks in and beside text that runs from right to left.
    ///
    /// ## Examples
    /// ```flag
    /// en: The bri⟦​⟧dge was opened.
    /// fix: The bridge was opened.
    /// ```
    /// ```clean
    /// fa: این کتاب‌ها را می‌خوانم.
    /// ```
    pub static CHECK = {
        code: "D202", name: "invisible-character", category: Category::Encoding, mqm: Mqm::CharacterEncoding,
        severity: Severity::Minor, stage: Stage::Stable, confidence: 90, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let rtl = doc.facts.language.is_some_and(|l| l.rtl);
    let mut mixed: Option<bool> = None;
    let mut at = 0;
    let hint = |b: u8| b >= 0xC2 || b == 0x7F || b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t');
    while let Some((start, c)) = chars::find(text, at, hint, candidate) {
        at = start + c.len_utf8();
        let near = |c: Option<char>| c.and_then(chars::script);
        let sides = [near(text[..start].chars().next_back()), near(text[at..].chars().next())];
        let european = |s: Option<Script>| matches!(s, Some(Script::Latin | Script::Cyrillic | Script::Greek));
        let wrong = match c {
            '\u{200B}' => !sides
                .iter()
                .any(|s| matches!(s, Some(Script::Thai | Script::Khmer | Script::Kana | Script::Han))),
            '\u{200C}' | '\u{200D}' => sides.iter().all(|s| european(*s)),
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' => {
                !rtl && !*mixed.get_or_insert_with(|| {
                    text.chars()
                        .any(|c| matches!(chars::script(c), Some(Script::Hebrew | Script::Arabic)))
                })
            }
            // An object of the format stands for itself.
            '\u{FFFC}' => doc.is_copy(start as u32),
            '\u{FEFF}' => start > 0,
            _ => true,
        };
        // A run of them is one fault.
        let mut end = at;
        while let Some(next) = text[end..].chars().next() {
            if next != c {
                break;
            }
            end += next.len_utf8();
        }
        at = end;
        if wrong {
            let segment = doc.segment(Range32::new(start, end));
            cx.flag(segment, format!("invisible character U+{:04X} ({})", c as u32, name(c)))
                .fix("delete it", Safety::Safe, [(segment.range, String::new())]);
        }
    }
}

fn candidate(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}' | '\u{AD}' | '\u{61C}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FFF9}'..='\u{FFFC}')
}

fn name(c: char) -> &'static str {
    match c {
        '\u{AD}' => "soft hyphen",
        '\u{200B}' => "zero-width space",
        '\u{200C}' => "zero-width non-joiner",
        '\u{200D}' => "zero-width joiner",
        '\u{2060}' => "word joiner",
        '\u{FEFF}' => "byte order mark",
        '\u{2028}' | '\u{2029}' => "line separator",
        '\u{E000}'..='\u{F8FF}' => "private use",
        '\u{FFF9}'..='\u{FFFC}' => "object replacement",
        c if (c as u32) < 0x20 || c == '\u{7F}' => "control character",
        _ => "direction mark",
    }
}
