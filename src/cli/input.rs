//! Opens and decodes what is checked, and says what is wrong with a file.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::lint;
use crate::model::{Document, Lang};
use crate::read::{self, Format};

use super::atomic;

/// The name of standard input.
const STDIN: &str = "<stdin>";

/// A text as it was read.
pub(super) struct Text {
    path: PathBuf,
    name: String,
    /// The decoded text.
    pub text: String,
}

impl Text {
    /// Reads a file, or standard input for `-`.
    pub(super) fn read(path: &Path, warnings: &mut Vec<String>) -> Result<Text, String> {
        let (name, text) = read_text(path, warnings)?;
        if text.trim().is_empty() {
            warnings.push(format!("{name}: holds no text"));
        }
        Ok(Text {
            path: path.to_owned(),
            name,
            text,
        })
    }

    /// A version of the text as a document.
    pub(super) fn document(&self, text: String, lang: Option<Lang>) -> Document {
        let format = Format::of_name(&self.name);
        lint::document(lint::read(&self.name, text, format), lang)
    }

    /// Writes the mended text, unless the file changed since it was read or is not written in UTF-8.
    pub(super) fn write(&self, text: &str) -> Result<(), String> {
        if self.name == STDIN {
            return Err(format!("{}: standard input cannot be mended; use --diff", self.name));
        }
        let now = fs::read(&self.path).map_err(|error| unreadable(&self.name, &error))?;
        if now != self.text.as_bytes() {
            let why = if String::from_utf8(now).is_err() {
                "is not UTF-8"
            } else {
                "changed while it was looked at"
            };
            return Err(format!("{}: {why} and was not mended", self.name));
        }
        atomic::write(&self.path, text.as_bytes()).map_err(|error| format!("{}: cannot be mended: {error}", self.name))
    }
}

/// Reads one file into a document.
pub(super) fn load(path: &Path, lang: Option<Lang>, warnings: &mut Vec<String>) -> Result<Document, String> {
    let read = Text::read(path, warnings)?;
    Ok(read.document(read.text.clone(), lang))
}

/// Reads one file, or standard input for `-`, and decodes it.
pub(super) fn read_text(path: &Path, warnings: &mut Vec<String>) -> Result<(String, String), String> {
    let mut name = path.to_string_lossy().into_owned();
    let mut bytes = Vec::new();
    if name == "-" {
        name = STDIN.to_owned();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(&name, &error))?;
    } else {
        if path.is_dir() {
            return Err(format!("{name}: is a folder; name the files in it"));
        }
        bytes = fs::read(path).map_err(|error| unreadable(&name, &error))?;
    }
    let decoded = read::decode(bytes).map_err(|error| format!("{name}: {}", error.advice()))?;
    if let Some(encoding) = decoded.encoding {
        warnings.push(format!(
            "{name}: is not UTF-8 and was read as {encoding}; offsets count bytes of the decoded text"
        ));
    }
    Ok((name, decoded.text))
}

/// Why a file cannot be read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => format!("{name}: no such file"),
        io::ErrorKind::PermissionDenied => format!("{name}: may not be read"),
        _ => format!("{name}: cannot be read: {error}"),
    }
}
