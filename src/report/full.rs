//! Annotated excerpts of target and source.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::model::{File, Finding, Report, Severity, Side, Span, Summary};

use super::{Render, count};

/// The full form.
pub struct Full {
    renderer: Renderer,
}

/// A line of more bytes than this is cut.
const LONG: usize = 2_000;
/// How much of a long line is shown on each side of what is marked, in bytes.
const WINDOW: usize = 160;

impl Full {
    /// Excerpts with or without colours, for a terminal of this many columns.
    pub fn new(colour: bool, width: usize) -> Full {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        Full {
            renderer: renderer.term_width(width).decor_style(DecorStyle::Ascii),
        }
    }
}

/// An excerpt of a file: some whole lines, or a part of a very long one.
struct Excerpt<'a> {
    text: &'a str,
    line: usize,
    column: usize,
    marked: Range<usize>,
    /// Whether the lines are shown from their start.
    whole: bool,
}

fn excerpt(file: &File, span: Span) -> Excerpt<'_> {
    let position = file.position(span.start);
    let local = |offset: u64| (offset.saturating_sub(file.base) as usize).min(file.text.len());
    let (start, end) = (local(span.start), local(span.end));
    let text = &file.text;
    // The whole line is not looked through: it may have thousands of findings.
    let near = boundary_before(text, start.saturating_sub(LONG + 1));
    let far = boundary_before(text, text.len().min(end + LONG + 1));
    let head = text[near..start].rfind('\n').map_or(near, |i| near + i + 1);
    let tail = text[end..far].find(['\n', '\r']).map_or(far, |i| end + i);
    // The renderer itself cuts a line to the terminal; only very long ones are cut before.
    let mut from = if tail - head <= LONG {
        head
    } else {
        head.max(start.saturating_sub(WINDOW))
    };
    let mut to = if tail - head <= LONG {
        tail
    } else {
        tail.min(end + WINDOW)
    };
    // Cut between words where possible, between characters always.
    while from < start && (!text.is_char_boundary(from) || from > head && !text[..from].ends_with(' ')) {
        from += 1;
    }
    while to < tail && !text.is_char_boundary(to) {
        to += 1;
    }
    if to < tail
        && let Some(cut) = text[end..to].rfind(' ')
    {
        to = end + cut;
    }
    // A finding of many lines is shown by its first ones.
    let end = if text[start..end].len() > 4 * WINDOW {
        to = boundary_before(text, start + 4 * WINDOW);
        to
    } else {
        end
    };
    if file.text[from..to].starts_with('\u{FEFF}') {
        from += '\u{FEFF}'.len_utf8();
    }
    Excerpt {
        text: &text[from.min(start)..to],
        line: position.line as usize,
        column: position.column as usize,
        marked: start - from.min(start)..end - from.min(start),
        whole: from == head,
    }
}

/// The last place at or before an offset where a character begins.
fn boundary_before(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Adds an excerpt with its place. A part of a line would count its columns from its own start, so it is given the
/// place in words.
fn show<'a>(group: Group<'a>, file: &File, excerpt: &Excerpt<'a>, kind: AnnotationKind, label: &'a str) -> Group<'a> {
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .fold(false)
        .annotation(kind.span(excerpt.marked.clone()).label(label));
    if excerpt.whole {
        return group.element(snippet.path(file.name.to_string()));
    }
    let place = Origin::path(file.name.to_string())
        .line(excerpt.line)
        .char_column(excerpt.column);
    group.element(place).element(snippet)
}

impl Render for Full {
    fn article(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for finding in &report.findings {
            let text = self.finding(report, finding);
            writeln!(out, "{text}\n")?;
        }
        Ok(())
    }

    fn end(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.files == 0 {
            return Ok(());
        }
        if summary.findings() == 0 {
            return writeln!(out, "nothing found in {}", count(summary.words, "word"));
        }
        let [neutral, minor, major, critical] = summary.by_severity;
        let parts: Vec<String> = [
            (critical, "critical"),
            (major, "major"),
            (minor, "minor"),
            (neutral, "neutral"),
        ]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
        writeln!(
            out,
            "{} in {} ({}); {} with a fix",
            count(summary.findings(), "finding"),
            count(summary.words, "word"),
            parts.join(", "),
            summary.fixable
        )
    }
}

impl Full {
    fn finding(&self, report: &Report, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Critical | Severity::Major => Level::ERROR,
            Severity::Minor => Level::WARNING,
            Severity::Neutral => Level::NOTE,
        };
        let id = format!("{} {}", finding.check.code, finding.check.name);
        let title = level
            .with_name(Some(finding.severity.name()))
            .primary_title(&finding.message)
            .id(&id);
        let target = excerpt(&report.target, finding.target.span);
        let label = format!("{} % sure", finding.confidence);
        let mut group = show(
            Group::with_title(title),
            &report.target,
            &target,
            AnnotationKind::Primary,
            &label,
        );
        let mut further = Vec::new();
        if let (Some(file), Some(source)) = (&report.source, &finding.source) {
            further.push((file, excerpt(file, source.span), "source"));
        }
        for label in &finding.related {
            let file = match label.side {
                Side::Target => Some(&report.target),
                Side::Source => report.source.as_ref(),
            };
            if let Some(file) = file {
                further.push((file, excerpt(file, label.place.span), label.note.as_str()));
            }
        }
        for (file, excerpt, note) in &further {
            group = show(group, file, excerpt, AnnotationKind::Context, note);
        }
        let fix = finding.fix.as_ref().map(|fix| format!("fix: {}", fix.title));
        if let Some(fix) = &fix {
            group = group.element(Level::HELP.no_name().message(fix));
        }
        self.renderer.render(&[group])
    }
}
