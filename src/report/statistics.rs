//! Findings counted by check, and the penalty that MQM's weights give.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::model::{Report, Severity, Summary};

/// Counts over a run.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    by_check: BTreeMap<(&'static str, &'static str), usize>,
    weight: u64,
}

/// What a finding weighs: the multipliers of MQM's linear scoring models (Lommel et al. 2024).
fn weight(severity: Severity) -> u64 {
    match severity {
        Severity::Neutral => 0,
        Severity::Minor => 1,
        Severity::Major => 5,
        Severity::Critical => 25,
    }
}

impl Statistics {
    /// Adds one article.
    pub fn add(&mut self, report: &Report) {
        for finding in &report.findings {
            *self
                .by_check
                .entry((finding.check.code, finding.check.name))
                .or_default() += 1;
            self.weight += weight(finding.severity);
        }
    }

    /// The weights of all findings per 1,000 words. It counts what mtlint sees; it is no measure of quality.
    pub fn penalty(&self, words: usize) -> f64 {
        if words == 0 {
            0.0
        } else {
            self.weight as f64 * 1000.0 / words as f64
        }
    }

    /// Writes the counts, the most frequent first.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let mut rows: Vec<_> = self.by_check.iter().collect();
        rows.sort_by_key(|&(name, count)| (std::cmp::Reverse(*count), name));
        for ((code, name), count) in rows {
            writeln!(out, "{count:>7}  {code} {name}")?;
        }
        writeln!(
            out,
            "{:>7}  findings in {} words; penalty {:.1} per 1,000 words (minor 1, major 5, critical 25)",
            summary.findings(),
            summary.words,
            self.penalty(summary.words)
        )
    }
}
