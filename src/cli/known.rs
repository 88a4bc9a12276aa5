//! The baseline of a run: what is known is not told, and what is gone is taken out.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::baseline::{self, Baseline, Entry, Ledger};
use crate::check::find;
use crate::model::{Report, Stage};
use crate::report::count;

use super::input::unreadable;
use super::{CheckArgs, atomic, complain};

/// The file of known findings, when none is named.
pub(super) const FILE: &str = "mtlint-baseline.json";

/// The baseline of a run.
pub(super) struct Known {
    path: PathBuf,
    baseline: Baseline,
    ledger: Ledger,
    /// What a new baseline will hold.
    entries: Vec<Entry>,
    looked_at: HashSet<String>,
    taken: usize,
    /// Whether the checks that have not yet earned their place run, too.
    preview: bool,
    /// Whether the settings name a baseline, so that later runs read it by themselves.
    is_set: bool,
}

impl Known {
    /// A new baseline, or one that is read.
    pub(super) fn new(path: PathBuf, baseline: Baseline, preview: bool, is_set: bool) -> Known {
        Known {
            path,
            ledger: baseline.ledger(),
            baseline,
            entries: Vec::new(),
            looked_at: HashSet::new(),
            taken: 0,
            preview,
            is_set,
        }
    }

    /// Takes what is known out of a report, or enters all of it.
    pub(super) fn settle(&mut self, report: &mut Report, write: bool) {
        self.looked_at.insert(report.target.name.to_string());
        if write {
            let entries = report.findings.iter().map(|f| baseline::entry(report, f, ""));
            self.entries.extend(entries);
        } else {
            self.taken += self.ledger.settle(report);
        }
    }

    /// Writes a new baseline, or prunes the old one; whether that went well.
    pub(super) fn end(&self, args: &CheckArgs, failed: bool) -> bool {
        let name = self.path.display();
        let (new, told) = if args.write_baseline {
            if failed {
                complain(&format!("{name}: not written, since not all files could be looked at"));
                return false;
            }
            let new = Baseline::of(self.entries.clone());
            let mut told = format!("{name}: {} known", count(self.entries.len(), "finding"));
            if !self.is_set {
                told.push_str(&format!(
                    "; `--baseline {name}`, or `baseline = \"{name}\"` in mtlint.toml, takes them out of later runs"
                ));
            }
            (new, told)
        } else {
            if self.taken > 0 {
                complain(&format!("{} in {name} not told again", count(self.taken, "finding")));
            }
            // Without --preview some checks did not run, and what they found may still be there.
            let ran = |check: &str| self.preview || find(check).is_none_or(|c| c.stage == Stage::Stable);
            let looked_for = |entry: &Entry| self.looked_at.contains(&entry.file) && ran(&entry.check);
            let new = self.baseline.pruned(&self.ledger, looked_for);
            let gone = self.baseline.entries().len() - new.entries().len();
            if gone == 0 || is_partial(args) {
                return true;
            }
            if std::env::var_os("CI").is_some() {
                complain(&format!(
                    "{name}: {gone} no longer needed; a run outside of CI takes them out"
                ));
                return true;
            }
            (new, format!("{name}: {gone} no longer needed and taken out"))
        };
        match atomic::write(&self.path, new.text().as_bytes()) {
            Ok(()) => {
                complain(&told);
                true
            }
            Err(error) => {
                complain(&format!("{name}: cannot be written: {error}"));
                false
            }
        }
    }
}

/// Whether a run looks at a part of the findings only, or shows what it would mend, so that what it does not find may still
/// be there.
fn is_partial(args: &CheckArgs) -> bool {
    let choices = &args.choices;
    args.diff
        || args.since.is_some()
        || args.staged
        || args.diff_file.is_some()
        || !choices.select.is_empty()
        || !choices.ignore.is_empty()
        || choices.min_confidence.is_some()
}

/// Reads a baseline; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Baseline>, String> {
    let name = path.display().to_string();
    match fs::read_to_string(path) {
        Ok(text) => Baseline::parse(&text)
            .map(Some)
            .map_err(|error| format!("{name}: {error}")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(&name, &error)),
    }
}
