//! Records of paired segments: one JSON object per line.
//!
//! `{"id", "doc", "source", "target", "source_lang", "target_lang"}`; all but `target` may be missing.
//! Consecutive records of one `doc` and one pair of languages are one article. The file is streamed:
//! no more than [`MAX_RECORDS`] records of an article are held at a time.

use std::io::{self, BufRead};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::model::{BlockKind, Draft, File, Record};

use super::Builder;

/// The most records that are looked at together.
pub const MAX_RECORDS: usize = 1_000;

/// An article of records.
#[derive(Debug)]
pub struct Records {
    /// The sources, where at least one record has one.
    pub source: Option<Draft>,
    /// The translations.
    pub target: Draft,
    /// The tag of the source language as it stands in the records.
    pub source_lang: Option<String>,
    /// The tag of the target language as it stands in the records.
    pub target_lang: Option<String>,
}

/// A record that could not be read.
#[derive(Debug)]
pub struct RecordError {
    /// Its line, from one.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
struct Raw<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    doc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    source: Option<&'a RawValue>,
    #[serde(borrow)]
    target: &'a RawValue,
    #[serde(borrow, default)]
    source_lang: Option<&'a RawValue>,
    #[serde(borrow, default)]
    target_lang: Option<&'a RawValue>,
}

/// What the lines of one article have in common.
#[derive(PartialEq, Eq, Default, Clone)]
struct Key {
    doc: Option<String>,
    source_lang: Option<String>,
    target_lang: Option<String>,
}

/// Reads articles off a stream.
pub struct Reader<R> {
    input: R,
    name: Arc<str>,
    offset: u64,
    line: u64,
    /// A line that belongs to the next article: its text, offset and number.
    pending: Option<(String, u64, u64)>,
    done: bool,
}

/// Where the parts of a record stand in the stretch that holds its article.
struct Parts {
    id: Arc<str>,
    source: Option<(usize, usize)>,
    target: (usize, usize),
}

impl<R: BufRead> Reader<R> {
    /// A reader of a stream that goes by this name.
    pub fn new(input: R, name: &str) -> Reader<R> {
        Reader {
            input,
            name: name.replace('\\', "/").into(),
            offset: 0,
            line: 0,
            pending: None,
            done: false,
        }
    }

    /// The next article, records that could not be read, or `None` at the end.
    pub fn next_article(&mut self) -> io::Result<Option<(Option<Records>, Vec<RecordError>)>> {
        let mut errors = Vec::new();
        let mut text = String::new();
        let mut base = 0;
        let mut first_line = 1;
        let mut key: Option<Key> = None;
        let mut parts: Vec<Parts> = Vec::new();
        loop {
            let (mut line, offset, number) = match self.pending.take() {
                Some(pending) => pending,
                None => match self.read_line()? {
                    Some(read) => match read {
                        Ok(line) => line,
                        Err(error) => {
                            errors.push(error);
                            // Keep the stretch contiguous: what was read so far is an article of its own.
                            if parts.is_empty() {
                                continue;
                            }
                            break;
                        }
                    },
                    None => break,
                },
            };
            if line.trim().is_empty() {
                if !parts.is_empty() {
                    text.push_str(&line);
                }
                continue;
            }
            match parse(&line, number) {
                Ok((record_key, mut record)) => {
                    let joins = key.as_ref().is_none_or(|known| {
                        *known == record_key && record_key.doc.is_some() && parts.len() < MAX_RECORDS
                    });
                    if !joins {
                        self.pending = Some((line, offset, number));
                        break;
                    }
                    if parts.is_empty() {
                        base = offset;
                        first_line = number;
                        key = Some(record_key);
                    }
                    let shift = text.len();
                    record.target.0 += shift;
                    record.target.1 += shift;
                    if let Some((from, to)) = &mut record.source {
                        *from += shift;
                        *to += shift;
                    }
                    text.push_str(&line);
                    parts.push(record);
                }
                Err(error) => {
                    errors.push(error);
                    if !parts.is_empty() {
                        text.push_str(&line);
                    }
                    line.clear();
                }
            }
        }
        let Some(key) = key else {
            return Ok((!errors.is_empty()).then_some((None, errors)));
        };
        let file = Arc::new(File::part(self.name.clone(), text, base, first_line));
        let has_source = parts.iter().any(|p| p.source.is_some());
        let target = draft(&file, parts.iter().map(|p| (p.id.clone(), Some(p.target))));
        let source = has_source.then(|| draft(&file, parts.iter().map(|p| (p.id.clone(), p.source))));
        Ok(Some((
            Some(Records {
                source,
                target,
                source_lang: key.source_lang,
                target_lang: key.target_lang,
            }),
            errors,
        )))
    }

    #[allow(clippy::type_complexity)]
    fn read_line(&mut self) -> io::Result<Option<Result<(String, u64, u64), RecordError>>> {
        if self.done {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = self.input.read_until(b'\n', &mut bytes)?;
        if read == 0 {
            self.done = true;
            return Ok(None);
        }
        let offset = self.offset;
        self.offset += read as u64;
        self.line += 1;
        let mut skip = 0;
        if offset == 0 && bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            skip = 3;
        }
        if read > i32::MAX as usize {
            return Ok(Some(Err(RecordError {
                line: self.line,
                message: "the record is longer than 2 GiB".to_owned(),
            })));
        }
        let line = self.line;
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => Ok((text[skip..].to_owned(), offset + skip as u64, line)),
            Err(_) => Err(RecordError {
                line,
                message: "the record is not UTF-8".to_owned(),
            }),
        }))
    }
}

fn parse(line: &str, number: u64) -> Result<(Key, Parts), RecordError> {
    let fail = |message: String| RecordError { line: number, message };
    let raw: Raw = serde_json::from_str(line.trim_end()).map_err(|error| {
        fail(format!(
            "not a record: {error}; expected an object like {{\"id\": …, \"source\": …, \"target\": …}}"
        ))
    })?;
    let place = |raw: &RawValue| {
        let text = raw.get();
        let start = text.as_ptr() as usize - line.as_ptr() as usize;
        (start, start + text.len())
    };
    let is_string = |raw: &RawValue| raw.get().starts_with('"');
    let scalar = |raw: Option<&RawValue>| -> Option<String> {
        let text = raw?.get();
        if text == "null" {
            return None;
        }
        serde_json::from_str::<String>(text)
            .ok()
            .or_else(|| Some(text.to_owned()))
    };
    if !is_string(raw.target) {
        return Err(fail("`target` is not a string".to_owned()));
    }
    let source = match raw.source {
        Some(source) if is_string(source) => Some(place(source)),
        Some(source) if source.get() != "null" => return Err(fail("`source` is not a string".to_owned())),
        _ => None,
    };
    let id = scalar(raw.id).unwrap_or_else(|| number.to_string());
    Ok((
        Key {
            doc: scalar(raw.doc),
            source_lang: scalar(raw.source_lang),
            target_lang: scalar(raw.target_lang),
        },
        Parts {
            id: id.into(),
            source,
            target: place(raw.target),
        },
    ))
}

/// One side of an article: each record is a block, or several where its text has line breaks.
fn draft(file: &Arc<File>, parts: impl Iterator<Item = (Arc<str>, Option<(usize, usize)>)>) -> Draft {
    let mut builder = Builder::new(file.clone());
    for (number, (id, place)) in parts.enumerate() {
        let mut record = Record {
            id,
            start: place.map_or(0, |(from, _)| from as u32 + 1),
            escapes: Vec::new(),
        };
        if let Some((from, to)) = place {
            // The quotation marks of the JSON string are no part of it.
            let (mut at, end) = (from + 1, to - 1);
            while at < end {
                let raw = &file.text[at..end];
                let stop = memchr::memchr(b'\\', raw.as_bytes()).map_or(end, |i| at + i);
                if stop > at {
                    // A combining mark behind an escape stays apart; that is rare and harmless.
                    builder.copy(at, stop);
                    at = stop;
                    continue;
                }
                let (c, len) = unescape(raw);
                record.escapes.push((at as u32, len as u32));
                if c == '\n' || c == '\r' {
                    builder.end_block_of(BlockKind::Paragraph, Some(number as u32), at);
                } else {
                    builder.replace(c.encode_utf8(&mut [0; 4]), at, at + len);
                }
                at += len;
            }
            builder.end_block_of(BlockKind::Paragraph, Some(number as u32), end);
        }
        builder.records.push(record);
    }
    builder.finish()
}

/// The character that an escape stands for, and the escape's length.
fn unescape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        text.get(at..at + 6)
            .filter(|s| s.starts_with("\\u"))
            .and_then(|s| u16::from_str_radix(&s[2..], 16).ok())
    };
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{C}', 2),
        Some(b'u') => match unit(0) {
            Some(high @ 0xD800..=0xDBFF) => match unit(6) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    let decoded = char::decode_utf16([high, low]).next();
                    (decoded.and_then(Result::ok).unwrap_or('\u{FFFD}'), 12)
                }
                _ => ('\u{FFFD}', 6),
            },
            Some(unit) => (char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}'), 6),
            None => ('\u{FFFD}', text.len().min(2)),
        },
        Some(&b) if b.is_ascii() => (b as char, 2),
        _ => ('\u{FFFD}', 1),
    }
}
