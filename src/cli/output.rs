//! Where reports go: the terminal, and files that are written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::model::{Report, Summary};
use crate::report::{
    Azure, Checkstyle, Concise, Csv, Full, Github, Gitlab, Grouped, Html, Json, Jsonl, Junit, Markdown, Rdjsonl,
    Render, Sarif,
};

use super::atomic::{folder, persist, unfinished};
use super::{ReportForm, complain};

/// A report that is being written to a file.
pub(super) struct Output {
    form: Box<dyn Render>,
    path: PathBuf,
    file: tempfile::NamedTempFile,
}

/// A renderer of a form.
pub(super) fn form(name: ReportForm, colour: bool, width: usize) -> Box<dyn Render> {
    match name {
        ReportForm::Full => Box::new(Full::new(colour, width)),
        ReportForm::Concise => Box::new(Concise),
        ReportForm::Grouped => Box::new(Grouped),
        ReportForm::Json => Box::<Json>::default(),
        ReportForm::Jsonl => Box::<Jsonl>::default(),
        ReportForm::Sarif => Box::<Sarif>::default(),
        ReportForm::Github => Box::new(Github),
        ReportForm::Gitlab => Box::<Gitlab>::default(),
        ReportForm::Junit => Box::<Junit>::default(),
        ReportForm::Checkstyle => Box::<Checkstyle>::default(),
        ReportForm::Rdjsonl => Box::new(Rdjsonl),
        ReportForm::Azure => Box::new(Azure),
        ReportForm::Markdown => Box::new(Markdown),
        ReportForm::Csv => Box::<Csv>::default(),
        ReportForm::Html => Box::<Html>::default(),
    }
}

impl Output {
    /// Begins a report; the file appears when the report is complete.
    pub(super) fn begin(name: ReportForm, path: &Path) -> Result<Output, String> {
        let fails = |error: io::Error| format!("{}: cannot be written: {error}", path.display());
        let mut file = unfinished(folder(path)).map_err(fails)?;
        if path.is_dir() {
            return Err(format!("{}: cannot be written: is a folder", path.display()));
        }
        let mut form = form(name, false, WIDTH);
        form.begin(&mut file).map_err(fails)?;
        Ok(Output {
            form,
            path: path.to_owned(),
            file,
        })
    }

    pub(super) fn article(&mut self, report: &Report) -> io::Result<()> {
        self.form.article(report, &mut self.file)
    }

    /// Puts the report in its place.
    pub(super) fn end(mut self, summary: &Summary) -> bool {
        let done = self.form.end(summary, &mut self.file).and_then(|()| self.file.flush());
        let kept = done.and_then(|()| persist(self.file, &self.path));
        if let Err(error) = &kept {
            complain(&format!("{}: cannot be written: {error}", self.path.display()));
        }
        kept.is_ok()
    }
}

/// The columns of a report that no terminal shows.
const WIDTH: usize = 140;

/// The columns of the terminal, as its own variable tells; a fixed width elsewhere, so that reports do not differ.
pub(super) fn terminal_width() -> usize {
    use std::io::IsTerminal;
    if !io::stdout().is_terminal() {
        return WIDTH;
    }
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .filter(|&c: &usize| c >= 40)
        .unwrap_or(WIDTH)
}
