//! Known findings, so that only new ones are told.
//!
//! A finding is known by its check and by the text of its passage in both languages, never by a line: it stays known
//! when the passage moves within a file or to another one, and is new again when either side of the passage changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Finding, Report};

/// The version of the file's form.
const VERSION: u32 = 1;

/// Known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    findings: Vec<Entry>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it stood when it was entered; for the reader only.
    pub file: String,
    /// The name of its check.
    pub check: String,
    /// The check and the passage in both languages, hashed.
    pub key: String,
    /// How many of them the passage holds.
    pub count: u32,
    /// The text that it speaks of; for the reader only.
    pub text: String,
    /// Why it is let stand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What is left of a baseline while a run goes through the files.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    left: BTreeMap<String, u32>,
}

/// How much of a text is shown to the reader, in characters.
const EXCERPT: usize = 60;

fn hex(key: u64) -> String {
    format!("{key:016x}")
}

impl Baseline {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong and where.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        let baseline: Baseline = serde_json::from_str(text)
            .map_err(|error| format!("line {}, column {}: no baseline: {error}", error.line(), error.column()))?;
        if baseline.version != VERSION {
            return Err(format!(
                "is of version {}; this mtlint knows version {VERSION}",
                baseline.version
            ));
        }
        Ok(baseline)
    }

    /// The text of the file, sorted, so that two branches merge.
    pub fn text(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// A baseline of entries.
    pub fn of(entries: Vec<Entry>) -> Baseline {
        let mut merged: BTreeMap<(String, String, String), Entry> = BTreeMap::new();
        for entry in entries {
            let place = (entry.file.clone(), entry.check.clone(), entry.key.clone());
            merged
                .entry(place)
                .and_modify(|e| e.count += entry.count)
                .or_insert(entry);
        }
        Baseline {
            version: VERSION,
            findings: merged.into_values().collect(),
        }
    }

    /// The entries.
    pub fn entries(&self) -> &[Entry] {
        &self.findings
    }

    /// An account of what may still be taken out.
    pub fn ledger(&self) -> Ledger {
        let mut left: BTreeMap<String, u32> = BTreeMap::new();
        for entry in &self.findings {
            *left.entry(entry.key.clone()).or_default() += entry.count;
        }
        Ledger { left }
    }

    /// The baseline without what a run no longer found: of the entries that it looked for, those left over.
    pub fn pruned(&self, ledger: &Ledger, looked_for: impl Fn(&Entry) -> bool) -> Baseline {
        let mut left = ledger.left.clone();
        let mut kept = Vec::new();
        for entry in &self.findings {
            let mut entry = entry.clone();
            if looked_for(&entry)
                && let Some(over) = left.get_mut(&entry.key)
            {
                let drop = entry.count.min(*over);
                entry.count -= drop;
                *over -= drop;
            }
            if entry.count > 0 {
                kept.push(entry);
            }
        }
        Baseline::of(kept)
    }
}

impl Ledger {
    /// Takes known findings out of a report; how many they were.
    pub fn settle(&mut self, report: &mut Report) -> usize {
        let before = report.findings.len();
        let keys: Vec<String> = report.findings.iter().map(|f| hex(report.key(f))).collect();
        let mut keys = keys.iter();
        report
            .findings
            .retain(|_| match keys.next().and_then(|key| self.left.get_mut(key)) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            });
        before - report.findings.len()
    }
}

/// A finding as an entry.
pub fn entry(report: &Report, finding: &Finding, reason: &str) -> Entry {
    let text = report.target.slice(finding.target.span);
    let text = if text.is_empty() {
        finding.message.as_str()
    } else {
        text
    };
    let flat: Vec<&str> = text.split_whitespace().collect();
    Entry {
        file: report.target.name.to_string(),
        check: finding.check.name.to_owned(),
        key: hex(report.key(finding)),
        count: 1,
        text: flat.join(" ").chars().take(EXCERPT).collect(),
        reason: reason.to_owned(),
    }
}
