//! `mtlint lexicon`: what the lexicon of concepts knows for a pair of languages.

use std::io::{self, Write};

use crate::data::concepts;
use crate::model::Lang;
use crate::text::fold;

use super::{CLEAN, FAILED, complain};

/// Prints a line for every concept: its name, the forms of the source and those of the target, separated by tabs.
pub(super) fn show(source: Lang, target: Lang, find: Option<&str>, out: &mut dyn Write) -> io::Result<u8> {
    for lang in [source, target] {
        if concepts::column(lang).is_none() {
            complain(&format!(
                "the lexicon does not hold `{lang}`; it holds {}",
                concepts::LANGUAGES.join(" ")
            ));
            return Ok(FAILED);
        }
    }
    let wanted = find.map(fold::text);
    for (id, theirs, ours) in concepts::pairs(source, target) {
        if wanted
            .as_ref()
            .is_none_or(|w| theirs.contains(w.as_str()) || ours.contains(w.as_str()))
        {
            writeln!(out, "{id}\t{}\t{}", theirs.replace('|', ", "), ours.replace('|', ", "))?;
        }
    }
    Ok(CLEAN)
}
