//! Classes of characters.
//!
//! The script of a character is told by coarse ranges of the code charts: enough to tell which way text is
//! written and where words end, and an order of magnitude faster than a property lookup for every character.

/// Scripts as far as the checks tell them apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Devanagari, Bengali and the other scripts of India.
    Indic,
    /// Thai and Lao.
    Thai,
    /// Khmer and Myanmar.
    Khmer,
    /// Hiragana and Katakana.
    Kana,
    /// Chinese characters.
    Han,
    /// Korean.
    Hangul,
    /// Armenian, Georgian, Ethiopic and others.
    Other,
}

/// The script of a character that lies in a block of nothing but letters, told without a look into the tables of
/// Unicode, which would take most of the time of a text in such a script.
fn block_script(c: char) -> Option<Script> {
    Some(match c as u32 {
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
        0x391..=0x3A1 | 0x3A3..=0x3E1 => Script::Greek,
        0x400..=0x481 | 0x48A..=0x52F => Script::Cyrillic,
        0x5D0..=0x5EA => Script::Hebrew,
        0x620..=0x64A | 0x671..=0x6D3 => Script::Arabic,
        0x904..=0x939 | 0x93E..=0x94C => Script::Indic,
        0xE01..=0xE30 => Script::Thai,
        0x3041..=0x3096 | 0x30A1..=0x30FA | 0x30FC..=0x30FE => Script::Kana,
        0x4E00..=0x9FFF | 0x3400..=0x4DBF => Script::Han,
        0xAC00..=0xD7A3 => Script::Hangul,
        _ => return None,
    })
}

/// Whether a character is a letter.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        block_script(c).is_some() || !is_general_punctuation(c) && c.is_alphabetic()
    }
}

/// Blocks of punctuation, spaces and signs.
fn is_general_punctuation(c: char) -> bool {
    matches!(c as u32, 0x2000..=0x206F | 0x3000..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF0F)
}

/// Whether a character is a syllable of Korean, which says as much as two letters or three.
pub fn is_syllable(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// The script of a language that is written in one alphabet, by the codes of its scripts (ISO 15924).
pub fn alphabet(scripts: &str) -> Option<Script> {
    Some(match scripts {
        "Latn" => Script::Latin,
        "Cyrl" => Script::Cyrillic,
        "Grek" => Script::Greek,
        "Hebr" => Script::Hebrew,
        "Arab" => Script::Arabic,
        _ => return None,
    })
}

/// The script of a letter; `None` for what is no letter.
pub fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(Script::Latin);
    }
    if let Some(script) = block_script(c) {
        return Some(script);
    }
    if is_general_punctuation(c) {
        return None;
    }
    if !is_mark(c) && ((c as u32) < 0xAA || !c.is_alphabetic()) {
        return None;
    }
    Some(match c as u32 {
        0..=0x24F | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06 | 0xFF21..=0xFF5A => {
            Script::Latin
        }
        0x370..=0x3FF | 0x1F00..=0x1FFF => Script::Greek,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Script::Cyrillic,
        0x590..=0x5FF | 0xFB1D..=0xFB4F => Script::Hebrew,
        0x600..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Script::Arabic,
        0x900..=0xDFF => Script::Indic,
        0xE00..=0xFFF => Script::Thai,
        0x1000..=0x109F | 0x1780..=0x17FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Script::Khmer,
        0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9F => Script::Kana,
        0x3005..=0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF => Script::Han,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF => Script::Hangul,
        _ => Script::Other,
    })
}

/// Whether a character is a combining mark of the scripts that need them inside words.
pub fn is_mark(c: char) -> bool {
    matches!(c as u32,
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x5BF..=0x5C7 | 0x610..=0x61A
        | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x8D3..=0x903 | 0x93A..=0x94F | 0x951..=0x957
        | 0x962..=0x963 | 0x981..=0x983 | 0x9BC..=0x9CD | 0xA01..=0xA03 | 0xA3C..=0xA4D
        | 0xA81..=0xA83 | 0xABC..=0xACD | 0xB3C..=0xB4D | 0xBBE..=0xBCD | 0xC3E..=0xC4D
        | 0xCBC..=0xCCD | 0xD3B..=0xD4D | 0xDCA..=0xDDF | 0xE31 | 0xE34..=0xE3A | 0xE47..=0xE4E
        | 0xEB1 | 0xEB4..=0xEBC | 0xEC8..=0xECD | 0x102B..=0x103E | 0x17B4..=0x17D3 | 0x200C
        | 0x200D | 0x20D0..=0x20F0 | 0xFE00..=0xFE0F)
}

/// Whether a character can stand inside a word.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else if is_general_punctuation(c) {
        c == '\u{200C}' || c == '\u{200D}'
    } else {
        block_script(c).is_some() || is_mark(c) || (c as u32) >= 0xAA && c.is_alphanumeric()
    }
}

/// Whether no letter stands directly beside a stretch of text.
pub fn stands_apart(text: &str, at: usize, length: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(is_word);
    !word(text[..at].chars().next_back()) && !word(text[at + length..].chars().next())
}

/// Whether words of the character's script are written without spaces between them.
pub fn is_unspaced(c: char) -> bool {
    if (c as u32) < 0xE00 {
        return false;
    }
    matches!(
        script(c),
        Some(Script::Han | Script::Kana | Script::Thai | Script::Khmer)
    )
}

/// Whether a character is white space within a line, no-break spaces included.
pub fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\n' | '\r'
    )
}

/// Whether a character ends a sentence in some language; the Greek question mark is not among them.
pub fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '។'
            | '៕'
            | '။'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

/// The first character from a place on that is wanted. `hint` tells for a byte whether such a character may begin there:
/// most of a text is passed over by bytes.
pub fn find(
    text: &str,
    from: usize,
    hint: impl Fn(u8) -> bool,
    wanted: impl Fn(char) -> bool,
) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = bytes.get(at..)?.iter().position(|&b| hint(b)) {
        at += found;
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if wanted(c) => return Some((at, c)),
            Some(c) => at += c.len_utf8(),
            None => at += 1,
        }
    }
    None
}

/// Whether a character is a hyphen, of the keyboard or one that no line breaks at.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‑')
}

/// Whether a character is a dash, the hyphen not included.
pub fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '─' | '‒' | '⸺')
}

/// Whether a character opens a bracket.
pub fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔' | '｛')
}

/// Whether a character closes a bracket.
pub fn is_close_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕' | '｝')
}

/// The bracket that belongs to this one.
pub fn bracket_partner(c: char) -> Option<char> {
    const PAIRS: [(char, char); 8] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('（', '）'),
        ('［', '］'),
        ('【', '】'),
        ('〔', '〕'),
        ('｛', '｝'),
    ];
    PAIRS.iter().find_map(|&(open, close)| {
        if c == open {
            Some(close)
        } else if c == close {
            Some(open)
        } else {
            None
        }
    })
}

/// Whether a character is a quotation mark of any kind, apostrophes included.
pub fn is_quote(c: char) -> bool {
    is_double_quote(c) || is_single_quote(c)
}

/// Whether a character is a double quotation mark or a corner bracket.
pub fn is_double_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '〝'
            | '〟'
            | '＂'
    )
}

/// Whether a character is a single quotation mark or an apostrophe.
pub fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›')
}

/// Whether a word is written in the digits of Roman numerals; with a D it is an abbreviation more often ("CD", "DM").
pub fn is_roman(word: &str) -> bool {
    word.bytes()
        .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'M'))
}

/// Whether a character is an apostrophe, straight or curly.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '＇')
}
