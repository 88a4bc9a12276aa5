//! `mtlint lexicon`: what the lexicon of concepts knows for a pair of languages, and words of a user's own.

use std::io::{self, Write};
use std::path::Path;

use crate::data::concepts;
use crate::model::Lang;
use crate::report::count;
use crate::text::fold;
use crate::{align, lint, read};

use super::{CLEAN, FAILED, atomic, complain, input};

/// Prints a line for every concept: its name, the forms of the source and those of the target, separated by tabs.
pub(super) fn show(source: Lang, target: Lang, find: Option<&str>, out: &mut dyn Write) -> io::Result<u8> {
    for lang in [source, target] {
        if !concepts::has(lang) {
            let held: Vec<&str> = concepts::languages().collect();
            complain(&format!(
                "the lexicon does not hold `{lang}`; it holds {}",
                held.join(" ")
            ));
            return Ok(FAILED);
        }
    }
    let wanted = find.map(fold::text);
    for (id, theirs, ours) in concepts::pairs(source, target) {
        let found = |w: &String| theirs.contains(w.as_str()) || ours.contains(w.as_str());
        if !theirs.is_empty() && !ours.is_empty() && wanted.as_ref().is_none_or(found) {
            writeln!(out, "{id}\t{}\t{}", theirs.replace('|', ", "), ours.replace('|', ", "))?;
        }
    }
    Ok(CLEAN)
}

/// Learns a dictionary from lines of source segment, tab, target segment.
pub(super) fn learn(
    path: &Path,
    source_lang: Option<Lang>,
    lang: Option<Lang>,
    to: Option<&Path>,
    out: &mut dyn Write,
) -> io::Result<u8> {
    let (name, text) = match input::read_text(path, &mut Vec::new()) {
        Ok(read) => read,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let (mut sources, mut targets) = (String::new(), String::new());
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let Some((source, target)) = line.split_once('\t') else {
            complain(&format!(
                "{name}:{}: needs two columns separated by a tab: source segment, target segment",
                number + 1
            ));
            return Ok(FAILED);
        };
        sources.push_str(source);
        sources.push('\n');
        targets.push_str(target.split('\t').next().unwrap_or(target));
        targets.push('\n');
    }
    let lines = |side: &str, text: String, lang| {
        let file = std::sync::Arc::new(crate::model::File::new(side, text));
        lint::segments(read::lines(file), lang)
    };
    let (source, target) = (lines("source", sources, source_lang), lines("target", targets, lang));
    let pairs = align::learn(source.block_segments().zip(target.block_segments()));
    let mut table = format!("# Learnt from {name}: {} to {}.\n", source.lang, target.lang);
    for (theirs, ours) in &pairs {
        table.push_str(&format!("{theirs}\t{ours}\n"));
    }
    match to {
        None => out.write_all(table.as_bytes())?,
        Some(to) => {
            if let Err(error) = atomic::write(to, table.as_bytes()) {
                complain(&format!("{}: cannot be written: {error}", to.display()));
                return Ok(FAILED);
            }
            complain(&format!("{}: {}", to.display(), count(pairs.len(), "word pair")));
        }
    }
    Ok(CLEAN)
}
