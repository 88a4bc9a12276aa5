//! The findings of one article.

use std::sync::Arc;

use super::{File, Finding, Lang, LangOrigin};

/// The findings of one article, sorted by place in the target, place in the source, and code.
#[derive(Debug)]
pub struct Report {
    /// The target file, or the stretch of it that was looked at.
    pub target: Arc<File>,
    /// The source file, if there is one.
    pub source: Option<Arc<File>>,
    /// The language of the target and how it was found.
    pub lang: (Lang, LangOrigin),
    /// The language of the source and how it was found.
    pub source_lang: Option<(Lang, LangOrigin)>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What the reader of the report should know: a language without facts, checks that could not run.
    pub notes: Vec<String>,
    /// How many words the target has.
    pub words: usize,
}

/// What all reports of a run add up to.
#[derive(Debug, Default, Clone)]
pub struct Summary {
    /// Files that were looked at.
    pub files: usize,
    /// Words of the translations.
    pub words: usize,
    /// Findings by severity: neutral, minor, major, critical.
    pub by_severity: [usize; 4],
    /// Findings that have a safe fix.
    pub fixable: usize,
}

impl Summary {
    /// Adds one article.
    pub fn add(&mut self, report: &Report) {
        self.words += report.words;
        for finding in &report.findings {
            self.by_severity[finding.severity as usize] += 1;
            self.fixable += usize::from(finding.fix.is_some());
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.by_severity.iter().sum()
    }
}
