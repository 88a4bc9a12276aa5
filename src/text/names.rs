//! Names and cognates, compared across spellings and scripts.

use super::chars::{self, Script};

/// A word in Latin letters, cut to what cognates and transliterated names have in common:
/// its first five letters, or across scripts its first four consonants.
pub fn key(word: &str, cross: bool) -> Option<u64> {
    if word.len() > 120
        || word
            .chars()
            .next()
            .is_some_and(|c| chars::script(c) == Some(Script::Han))
    {
        return None;
    }
    let latin: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        deunicode::deunicode(word).to_ascii_lowercase()
    };
    let letters = latin.bytes().filter(u8::is_ascii_alphanumeric);
    let mut key = 0u64;
    let mut count = 0;
    if cross {
        let mut last = 0;
        for b in letters {
            let sound = match b {
                b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'h' | b'w' => continue,
                b'c' | b'q' | b'g' | b'x' => b'k',
                b'z' | b'j' => b's',
                b'p' | b'v' | b'f' => b'b',
                b'd' => b't',
                b'l' => b'r',
                other => other,
            };
            if sound == last {
                continue;
            }
            last = sound;
            key = (key << 8) | u64::from(sound);
            count += 1;
            if count == 4 {
                break;
            }
        }
        (count >= 3).then_some(key)
    } else {
        for b in letters.take(5) {
            key = (key << 8) | u64::from(b);
            count += 1;
        }
        (count >= 4 || count >= 2 && word.chars().all(char::is_uppercase)).then_some(key)
    }
}
