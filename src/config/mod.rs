//! What a user chooses: which checks run, what their findings weigh, and what makes a run fail.

pub mod settings;

use crate::check::{self, CHECKS};
use crate::model::{Check, Severity, Stage};

/// The choices of a run.
#[derive(Clone, Debug)]
pub struct Config {
    checks: Vec<&'static Check>,
    severities: Vec<(&'static str, Severity)>,
    /// Checks of the user's own.
    pub own: Vec<std::sync::Arc<crate::own::Own>>,
    /// The suppressions that stand beside the text.
    pub beside: Vec<crate::suppress::Sidecar>,
    /// Whether reports tell the passages of the text, too.
    pub passages: bool,
    /// The least severity that makes a run fail.
    pub fail_on: Severity,
    /// The least confidence of a finding that is told, in whole per cent. Without it, stable checks keep what they are
    /// less sure of than [`SURE`] for the preview.
    pub min_confidence: Option<u8>,
    preview: bool,
}

/// The confidence that a finding of a stable check needs by default: in a pair of languages where a check was measured
/// to be less sure, it waits for the preview.
pub const SURE: u8 = 60;

impl Default for Config {
    fn default() -> Config {
        Config {
            checks: CHECKS.iter().copied().filter(|c| c.stage == Stage::Stable).collect(),
            severities: Vec::new(),
            own: Vec::new(),
            beside: Vec::new(),
            passages: false,
            fail_on: Severity::Minor,
            min_confidence: None,
            preview: false,
        }
    }
}

impl Config {
    /// Every check, those that have not yet earned their place too.
    pub fn everything() -> Config {
        Config {
            checks: CHECKS.to_vec(),
            preview: true,
            ..Config::default()
        }
    }

    /// Choices by name: codes, names, prefixes of codes and categories; `all` is every check.
    ///
    /// `select` replaces the stable checks, `preview` adds the others, `ignore` takes away.
    ///
    /// # Errors
    /// A name that fits no check, with the nearest one that does.
    pub fn new(select: &[String], ignore: &[String], preview: bool) -> Result<Config, String> {
        let mut checks: Vec<&'static Check> = if select.is_empty() {
            CHECKS
                .iter()
                .copied()
                .filter(|c| preview || c.stage == Stage::Stable)
                .collect()
        } else {
            let mut chosen = Vec::new();
            for name in select {
                chosen.extend(check::named(name)?);
            }
            CHECKS
                .iter()
                .copied()
                .filter(|c| chosen.iter().any(|k: &&Check| k.code == c.code))
                .collect()
        };
        for name in ignore {
            let dropped = check::named(name)?;
            checks.retain(|c| !dropped.iter().any(|d| d.code == c.code));
        }
        Ok(Config {
            checks,
            preview,
            ..Config::default()
        })
    }

    /// Gives the checks that a name stands for another severity.
    ///
    /// # Errors
    /// A name that fits no check.
    pub fn weigh(&mut self, name: &str, severity: Severity) -> Result<(), String> {
        self.severities
            .extend(check::named(name)?.iter().map(|c| (c.code, severity)));
        Ok(())
    }

    /// The severity that the user gives to a check's findings.
    pub fn severity(&self, check: &Check) -> Option<Severity> {
        self.severities
            .iter()
            .rev()
            .find(|(code, _)| *code == check.code)
            .map(|&(_, severity)| severity)
    }

    /// Whether a finding of this confidence is told.
    pub fn tells(&self, check: &Check, confidence: u8) -> bool {
        match self.min_confidence {
            Some(least) => confidence >= least,
            None => self.preview || check.stage == Stage::Preview || confidence >= SURE,
        }
    }

    /// The checks that run, in the order of their codes.
    pub fn checks(&self) -> &[&'static Check] {
        &self.checks
    }
}
