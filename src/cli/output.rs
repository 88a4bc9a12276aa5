//! Where reports go: the terminal, and files that are written whole or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use crate::model::{Report, Summary};
use crate::report::{
    Azure, Checkstyle, Concise, Csv, Full, Github, Gitlab, Grouped, Html, Json, Jsonl, Junit, Markdown, Rdjsonl,
    Render, Sarif,
};

use super::input::folder;
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

const PREFIX: &str = ".mtlint-";
const SUFFIX: &str = ".unfinished";
/// From what age on an unfinished file belongs to no run any more.
const STALE: Duration = Duration::from_secs(3600);

/// A file that takes another's place when it is whole. Killed before, a run leaves it behind, and a later one that writes
/// to the folder takes it away.
fn unfinished(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    if SWEPT.lock().is_ok_and(|mut swept| swept.insert(folder.to_owned())) {
        sweep(folder);
    }
    tempfile::Builder::new()
        .prefix(PREFIX)
        .suffix(SUFFIX)
        .tempfile_in(folder)
}

/// Takes away what killed runs left in a folder; what cannot be taken away stays.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name
            .to_str()
            .is_some_and(|n| n.starts_with(PREFIX) && n.ends_with(SUFFIX));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if ours && age().is_some_and(|age| age > STALE) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Replaces a file in one step, keeping its permissions: whoever reads it sees the old text or the new one.
fn persist(file: tempfile::NamedTempFile, path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(old) => fs::set_permissions(file.path(), old.permissions())?,
        #[cfg(unix)]
        Err(_) => {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))?;
        }
        #[cfg(not(unix))]
        Err(_) => {}
    }
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|m| m.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    // A link stays a link: what it leads to is replaced.
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut file = unfinished(folder(&real))?;
    file.write_all(text)?;
    persist(file, &real)
}
