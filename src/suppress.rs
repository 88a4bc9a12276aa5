//! Findings that somebody has answered: comments in the text, and a file beside it for texts that have no comments.
//!
//! `<!-- mtlint-disable-next-line quotes, A101 -- the author counts in dozens -->` speaks of the next line,
//! `mtlint-disable-line` of its own, `mtlint-disable` of everything down to `mtlint-enable` or the end. Without names
//! all checks are meant. What suppresses nothing is itself a finding.

use crate::check;
use crate::model::{Check, File, Finding, Place, Report, Span};

/// A suppression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suppression {
    /// The checks by name, code, prefix or category; empty for all.
    pub names: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where it is written.
    pub at: Span,
    /// The bytes that it speaks of.
    pub reach: Span,
}

const MARK: &str = "mtlint-";

/// The suppressions that are written in a file, in order.
pub fn comments(file: &File) -> Vec<Suppression> {
    let text = file.text.as_str();
    let mut out: Vec<Suppression> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(MARK) {
        let mark = from + found;
        from = mark + MARK.len();
        let Some((start, end, body)) = comment(text, mark) else {
            continue;
        };
        from = end;
        let (command, rest) = body.split_once(char::is_whitespace).unwrap_or((body, ""));
        let (names, reason) = rest.split_once("--").unwrap_or((rest, ""));
        let names: Vec<String> = names
            .split([',', ' '])
            .map(str::trim)
            .filter(|n| !n.is_empty())
            .map(str::to_owned)
            .collect();
        let span = |start: usize, end: usize| Span {
            start: file.base + start as u64,
            end: file.base + end as u64,
        };
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let reach = match command {
            "mtlint-disable-line" => span(line_start, line_end),
            // Blank lines between a comment and its paragraph belong to the format.
            "mtlint-disable-next-line" => {
                let behind = &text[line_end..];
                let skip = behind.len() - behind.trim_start().len();
                let begin = line_end + skip;
                span(begin, text[begin..].find('\n').map_or(text.len(), |at| begin + at))
            }
            "mtlint-disable" => {
                open.push(out.len());
                span(end, text.len())
            }
            "mtlint-enable" => {
                open.retain(|&index| {
                    let closes = names.is_empty() || out[index].names == names;
                    if closes {
                        out[index].reach.end = file.base + start as u64;
                    }
                    !closes
                });
                continue;
            }
            _ => continue,
        };
        out.push(Suppression {
            names,
            reason: reason.trim().to_owned(),
            at: span(start, end),
            reach,
        });
    }
    out
}

/// The comment of HTML or MDX around a place: where it begins and ends, and what stands in it.
fn comment(text: &str, mark: usize) -> Option<(usize, usize, &str)> {
    [("<!--", "-->"), ("{/*", "*/}")].iter().find_map(|(open, close)| {
        let start = text[..mark].rfind(open)?;
        text[start + open.len()..mark].trim().is_empty().then_some(())?;
        let body = text[mark..].find(close)?;
        Some((start, mark + body + close.len(), text[mark..mark + body].trim()))
    })
}

/// A line of the file beside a text: check, text of the finding, reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sidecar {
    /// The check by name, code, prefix or category.
    pub name: String,
    /// The text that the finding speaks of; empty for any.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// Reads the lines of a file beside a text: three cells parted by tabs; `#` begins a remark.
///
/// # Errors
/// The number of the first line that does not fit, and what is wrong with it.
pub fn sidecar(text: &str) -> Result<Vec<Sidecar>, (usize, String)> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    lines
        .map(|(number, line)| {
            let mut cells = line.splitn(3, '\t');
            let (name, text, reason) = (cells.next().unwrap_or(""), cells.next(), cells.next());
            let text = text.ok_or((
                number + 1,
                "wants three cells parted by tabs: check, text, reason".to_owned(),
            ))?;
            check::named(name).map_err(|message| (number + 1, message))?;
            Ok(Sidecar {
                name: name.to_owned(),
                text: text.to_owned(),
                reason: reason.unwrap_or("").to_owned(),
            })
        })
        .collect()
}

/// Takes out what is answered, and tells what answers nothing.
pub fn apply(report: &mut Report, beside: &[Sidecar], ran: &[&'static Check]) {
    let comments = comments(&report.target);
    if comments.is_empty() && beside.is_empty() {
        return;
    }
    let meant: Vec<Meant> = comments.iter().map(|c| Meant::of(&c.names)).collect();
    let meant_beside: Vec<Meant> = beside
        .iter()
        .map(|s| Meant::of(std::slice::from_ref(&s.name)))
        .collect();
    let mut used = vec![false; comments.len()];
    let file = report.target.clone();
    report.findings.retain(|finding| {
        let mut kept = true;
        for ((comment, meant), used) in comments.iter().zip(&meant).zip(&mut used) {
            if comment.reach.touches(finding.target.span) && meant.holds(finding.check) {
                *used = true;
                kept = false;
            }
        }
        let text = file.slice(finding.target.span);
        kept && !beside
            .iter()
            .zip(&meant_beside)
            .any(|(s, meant)| (s.text.is_empty() || s.text == text) && meant.holds(finding.check))
    });
    let unused = &check::UNUSED;
    if !ran.iter().any(|c| c.code == unused.code) {
        return;
    }
    for ((comment, meant), _) in comments.iter().zip(&meant).zip(used).filter(|(_, used)| !used) {
        // A check that did not run could not be suppressed.
        if meant.unknown.is_none() && !ran.iter().any(|c| meant.holds(c)) {
            continue;
        }
        report.findings.push(Finding {
            check: unused,
            target: Place {
                span: comment.at,
                record: None,
            },
            source: None,
            related: Vec::new(),
            severity: unused.severity,
            confidence: unused.confidence,
            message: meant
                .unknown
                .clone()
                .unwrap_or_else(|| "suppresses nothing: take it out".to_owned()),
            fix: None,
        });
    }
    report.findings.sort_by_key(|f| f.target.span);
}

/// What the names of a suppression stand for.
struct Meant {
    all: bool,
    codes: Vec<&'static str>,
    /// What is wrong with the first name that fits no check.
    unknown: Option<String>,
}

impl Meant {
    fn of(names: &[String]) -> Meant {
        let mut meant = Meant {
            all: names.is_empty(),
            codes: Vec::new(),
            unknown: None,
        };
        for name in names {
            match check::named(name) {
                Ok(checks) => meant.codes.extend(checks.iter().map(|c| c.code)),
                Err(error) => meant.unknown = meant.unknown.or(Some(error)),
            }
        }
        meant
    }

    fn holds(&self, check: &Check) -> bool {
        self.all || self.codes.contains(&check.code)
    }
}
