//! One line per finding: `file:line:column: code name severity: message`.

use std::io::{self, Write};

use crate::model::{Report, Summary};

use super::{Render, count};

/// The concise form.
#[derive(Default)]
pub struct Concise;

impl Render for Concise {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for finding in &report.findings {
            let at = report.target.position(finding.target.span.start);
            let fix = if finding.fix.is_some() { " [*]" } else { "" };
            writeln!(
                out,
                "{}:{}:{}: {} {} {}{fix}: {}",
                report.target.name,
                at.line,
                at.column,
                finding.check.code,
                finding.check.name,
                finding.severity,
                finding.message
            )?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.findings() > 0 {
            writeln!(
                out,
                "{}, {} with a fix [*]",
                count(summary.findings(), "finding"),
                summary.fixable
            )?;
        }
        Ok(())
    }
}
