//! `mtlint explain` and `mtlint checks`: what the checks say of themselves.

use std::io::{self, Write};

use crate::check::{self, CHECKS};
use crate::model::Stage;

use super::{CLEAN, FAILED, complain};

pub(super) fn explain(name: &str, out: &mut dyn Write) -> io::Result<u8> {
    let Some(check) = check::find(name) else {
        if let Err(message) = crate::Config::new(&[name.to_owned()], &[], false) {
            complain(&message);
        } else {
            complain(&format!("`{name}` names several checks; `mtlint checks` lists them"));
        }
        return Ok(FAILED);
    };
    writeln!(out, "{} {}", check.code, check.name)?;
    writeln!(
        out,
        "category {}, MQM {}, severity {}, {}, {} % sure, since {}, {}",
        check.category,
        check.mqm,
        check.severity,
        check.stage,
        check.confidence,
        check.since,
        if check.run.needs_source() {
            "needs the source"
        } else {
            "works on the translation alone"
        }
    )?;
    writeln!(out)?;
    for line in check.docs.lines() {
        writeln!(out, "{}", line.strip_prefix(' ').unwrap_or(line))?;
    }
    Ok(CLEAN)
}

pub(super) fn list(out: &mut dyn Write) -> io::Result<u8> {
    for check in CHECKS {
        let stage = if check.stage == Stage::Preview {
            " (preview)"
        } else {
            ""
        };
        let needs = if check.run.needs_source() { " [source]" } else { "" };
        writeln!(
            out,
            "{}  {:<22} {:<13} {:<8} {}{needs}{stage}",
            check.code,
            check.name,
            check.category,
            check.severity,
            check.summary()
        )?;
    }
    Ok(CLEAN)
}
