use super::prelude::*;
use encoding_rs::WINDOWS_1252;

check! {
    /// Characters were decoded with the wrong encoding.
    ///
    /// UTF-8 read as Windows-1252 (`cafÃ©`), characters lost on the way (U+FFFD), control characters that no text uses.
    /// A repair is offered where the characters, encoded back, are valid UTF-8.
    ///
    /// ## Examples
    /// ```flag
    /// en: The caf⟦Ã©⟧ was closed.
    /// fix: The café was closed.
    /// ```
    /// ```flag
    /// en: It ⟦â€™⟧s over.
    /// fix: It ’s over.
    /// ```
    /// ```clean
    /// pt: A manhã começou com o CORAÇÃO» da cidade.
    /// ```
    pub static CHECK = {
        code: "D201", name: "mojibake", category: Category::Encoding, mqm: Mqm::CharacterEncoding,
        severity: Severity::Major, stage: Stage::Stable, confidence: 95, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let mut at = 0;
    while let Some((start, c)) = chars::find(text, at, |b| b >= 0xC2, suspicious) {
        at = start + c.len_utf8();
        if c == '\u{FFFD}' || ('\u{80}'..='\u{9F}').contains(&c) {
            let run = text[start..].chars().take_while(|x| *x == c).count();
            at = start + run * c.len_utf8();
            let segment = doc.segment(Range32::new(start, at));
            cx.flag(
                segment,
                format!("a character was lost in decoding (U+{:04X})", c as u32),
            );
            continue;
        }
        let Some((end, decoded)) = decode(text, start) else {
            continue;
        };
        let segment = doc.segment(Range32::new(start, end));
        let message = format!("“{}” is “{decoded}” decoded with the wrong encoding", segment.text());
        cx.flag(segment, message)
            .fix("decode it again", Safety::Safe, [(segment.range, decoded)]);
        at = end;
    }
}

/// A character that begins most sequences, or stands alone where one was lost.
fn suspicious(c: char) -> bool {
    matches!(
        c,
        'Ã' | 'Â' | 'Å' | 'Ä' | 'â' | 'Ð' | 'Ñ' | 'Î' | 'Ï' | 'ã' | '\u{FFFD}' | '\u{80}'..='\u{9F}'
    )
}

/// The run of characters at this place which, encoded back to Windows-1252, is valid UTF-8 of several bytes.
fn decode(text: &str, start: usize) -> Option<(usize, String)> {
    let mut end = start;
    let mut out = String::new();
    loop {
        let lead = text[end..].chars().next()?;
        let need = match byte(lead) {
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            _ => break,
        };
        let piece: Vec<char> = text[end..].chars().take(need).collect();
        let bytes: Option<Vec<u8>> = piece.iter().map(|&c| byte(c)).collect();
        let Some(decoded) = bytes.and_then(|b| String::from_utf8(b).ok()) else {
            break;
        };
        if piece.len() < need {
            break;
        }
        end += piece.iter().map(|c| c.len_utf8()).sum::<usize>();
        out.push_str(&decoded);
    }
    if out.is_empty() {
        return None;
    }
    let before = text[..start].chars().next_back();
    let behind = text[end..].chars().next();
    let last = text[start..end].chars().next_back()?;
    // A capital at the end of a word in capitals before a closing mark: «CORAÇÃO» is no damage.
    let capitals = before.is_some_and(char::is_uppercase);
    let inner = behind.is_some_and(char::is_alphabetic);
    if chars::is_quote(last) && (capitals || !inner && out.chars().count() == 1 && !text[start..end].starts_with('â'))
    {
        return None;
    }
    let plausible = out.chars().all(|c| {
        let code = c as u32;
        matches!(code, 0xA0..=0x24F | 0x370..=0x52F | 0x590..=0x6FF | 0x900..=0xDFF | 0xE00..=0xE7F | 0x1E00..=0x1EFF
            | 0x2010..=0x206F | 0x20A0..=0x20CF | 0x2100..=0x22FF | 0x3000..=0x9FFF | 0xAC00..=0xD7FF | 0x1F300..=0x1FAFF)
    });
    let small = behind.is_some_and(char::is_lowercase);
    (plausible && (!capitals || small || out.chars().count() > 1)).then_some((end, out))
}

/// The byte of Windows-1252 that a character was read from.
fn byte(c: char) -> Option<u8> {
    let code = c as u32;
    if code < 0x80 {
        return None;
    }
    if code <= 0xFF {
        return Some(code as u8);
    }
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, lossy) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}
