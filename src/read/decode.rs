//! Bytes to text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
#[derive(Debug)]
pub struct Decoded {
    /// The text; a byte order mark of UTF-8 is kept, so that offsets are those of the file.
    pub text: String,
    /// The encoding, where it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Why bytes are no text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// They are no text at all.
    Binary,
    /// There are more than two gigabytes of them.
    TooLarge,
}

impl DecodeError {
    /// What is wrong and what to do.
    pub fn advice(self) -> &'static str {
        match self {
            DecodeError::Binary => "looks like a binary file, not text; extract its text first",
            DecodeError::TooLarge => {
                "is larger than 2 GiB; split it, or use a .jsonl file of records, which is streamed"
            }
        }
    }
}

/// Decodes a file: UTF-8, UTF-16 with a byte order mark, or a legacy encoding guessed from the bytes.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, DecodeError> {
    if bytes.len() > i32::MAX as usize {
        return Err(DecodeError::TooLarge);
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        let (text, _, _) = encoding.decode(&bytes);
        return Ok(Decoded {
            text: text.into_owned(),
            encoding: Some(encoding.name()),
        });
    }
    // A control character that no text holds, among the first bytes.
    let head = &bytes[..bytes.len().min(8 * 1024)];
    if memchr::memchr(0, head).is_some() {
        return Err(DecodeError::Binary);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: None }),
        Err(error) => {
            let bytes = error.into_bytes();
            let control = bytes
                .iter()
                .take(8 * 1024)
                .filter(|&&b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0x0C | 0x1B))
                .count();
            if control * 50 > bytes.len().min(8 * 1024) {
                return Err(DecodeError::Binary);
            }
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
            detector.feed(&bytes, true);
            let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
            let (text, used, _) = encoding.decode(&bytes);
            Ok(Decoded {
                text: text.into_owned(),
                encoding: Some(if used == UTF_8 {
                    "UTF-8 with invalid bytes"
                } else {
                    used.name()
                }),
            })
        }
    }
}
