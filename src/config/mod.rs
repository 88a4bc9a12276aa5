//! What a user chooses: which checks run, what their findings weigh, and what makes a run fail.

pub mod settings;

use crate::check::{self, CHECKS};
use crate::model::{Category, Check, Mqm, Severity, Stage};

/// The choices of a run.
#[derive(Clone, Debug)]
pub struct Config {
    checks: Vec<&'static Check>,
    severities: Vec<(&'static str, Severity)>,
    /// Checks of the user's own.
    pub own: Vec<std::sync::Arc<crate::own::Own>>,
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
                chosen.extend(named(name)?);
            }
            CHECKS
                .iter()
                .copied()
                .filter(|c| chosen.iter().any(|k: &&Check| k.code == c.code))
                .collect()
        };
        for name in ignore {
            let dropped = named(name)?;
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
        self.severities.extend(named(name)?.iter().map(|c| (c.code, severity)));
        Ok(())
    }

    /// The severity that the user gives to a check's findings.
    pub fn severity(&self, check: &Check) -> Option<Severity> {
        self.severities.iter().rev().find(|(code, _)| *code == check.code).map(|&(_, severity)| severity)
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

/// The checks that a name stands for: a code or its beginning, a name, a category, a type of MQM, or `all`.
///
/// # Errors
/// A name that fits no check, with the nearest one that does.
pub fn named(name: &str) -> Result<Vec<&'static Check>, String> {
    if name == "all" {
        return Ok(CHECKS.to_vec());
    }
    if let Some(check) = check::find(name) {
        return Ok(vec![check]);
    }
    if let Ok(category) = name.parse::<Category>() {
        return Ok(CHECKS.iter().copied().filter(|c| c.category == category).collect());
    }
    if let Ok(mqm) = name.parse::<Mqm>() {
        return Ok(CHECKS.iter().copied().filter(|c| c.mqm == mqm).collect());
    }
    let prefix = name.to_ascii_uppercase();
    let family: Vec<_> = CHECKS.iter().copied().filter(|c| c.code.starts_with(&prefix)).collect();
    if !name.is_empty() && !family.is_empty() {
        return Ok(family);
    }
    let nearest = CHECKS
        .iter()
        .map(|c| c.name)
        .chain(Category::ALL.iter().map(|c| c.name()))
        .max_by(|a, b| strsim::jaro_winkler(name, a).total_cmp(&strsim::jaro_winkler(name, b)));
    Err(match nearest {
        Some(nearest) => {
            format!("no check, code or category `{name}`; did you mean `{nearest}`? `mtlint checks` lists them")
        }
        None => format!("no check `{name}`"),
    })
}
