//! Reports: findings to bytes, one file per form.

use std::io::{self, Write};

use crate::model::{Check, Finding, Fnv, Report, Summary};

mod annotations;
mod concise;
mod documents;
mod full;
mod html;
pub mod json;
mod prose;
mod sarif;
mod statistics;

pub use annotations::{Azure, Github, Rdjsonl};
pub use concise::Concise;
pub use documents::{Checkstyle, Csv, Gitlab, Junit};
pub use full::Full;
pub use html::Html;
pub use json::{Json, Jsonl};
pub use prose::{Grouped, Markdown};
pub use sarif::Sarif;
pub use statistics::Statistics;

/// Where the project lives.
pub const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The page that explains a check.
pub fn page_of(check: &Check) -> String {
    format!("{HOME}/blob/main/docs/checks/{}.md", check.name)
}

/// A form of report. Streaming forms write with every article, whole-file forms at the end.
pub trait Render {
    /// Writes what stands before the first article.
    ///
    /// # Errors
    /// Those of the writer, as in the other methods.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let _ = out;
        Ok(())
    }
    /// Writes the report of one article.
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what stands behind the last article.
    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let _ = (summary, out);
        Ok(())
    }
}

/// Identifies a finding by what it is about and never by its line: the check's code, the quoted text, and how many
/// findings of the same text stood before it in the article. FNV-1a (Fowler, Noll, Vo) with 64 bits, in hexadecimal.
pub fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen = std::collections::HashMap::new();
    report
        .findings
        .iter()
        .map(|finding| {
            let text = report.target.slice(finding.target.span);
            let place = if text.is_empty() {
                source_text(report, finding)
            } else {
                text
            };
            let key = (finding.check.code, place);
            let ordinal: &mut u32 = seen.entry(key).or_default();
            *ordinal += 1;
            let mut hash = Fnv::default();
            hash.write(finding.check.code);
            for word in place.split_whitespace() {
                hash.write(word);
            }
            hash.write(&ordinal.to_string());
            format!("{:016x}", hash.0)
        })
        .collect()
}

fn source_text<'a>(report: &'a Report, finding: &Finding) -> &'a str {
    match (&report.source, &finding.source) {
        (Some(file), Some(place)) => file.slice(place.span),
        _ => "",
    }
}

/// `3 findings`, `1 finding`.
pub fn count(n: usize, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}
