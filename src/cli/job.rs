//! One translation: opened, looked at, mended.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::align::Dictionary;
use crate::config::Config;
use crate::model::{Article, Document, Lang, LangOrigin, Report};
use crate::{fix, lint, suppress};

use super::input::{Text, unreadable};
use super::project::{Job, Loaded, relative};
use super::{CheckArgs, Choices, Sides};

/// A translation that was looked at.
pub(super) struct Looked {
    /// The translation as it was read.
    pub target: Text,
    /// What was found.
    pub report: Report,
    /// The choices for it.
    pub config: Config,
    source: Option<Text>,
    /// The languages of source and translation, as far as they are given.
    langs: (Option<Lang>, Option<Lang>),
    loaded: Arc<Loaded>,
}

impl Looked {
    /// Opens a translation and its source, and lints it.
    pub(super) fn new(
        job: &Job,
        sides: &Sides,
        choices: &Choices,
        passages: bool,
        warnings: &mut Vec<String>,
    ) -> Result<Looked, String> {
        let langs = (sides.source_lang.or(job.source_lang), sides.lang.or(job.lang));
        let target = Text::read(&job.target, warnings)?;
        let source = match sides.source.as_ref().or(job.source.as_ref()) {
            Some(path) => Some(Text::read(path, warnings)?),
            None => None,
        };
        let theirs = source.as_ref().map(|s| s.document(s.text.clone(), langs.0));
        let name = relative(&job.target, &job.loaded.root);
        let pair = (theirs.as_ref().map(|s| s.lang), langs.1);
        let mut config = job.loaded.config(choices, &name, pair)?;
        config.passages = passages;
        config.beside = beside(&job.target)?;
        let ours = |lang| target.document(target.text.clone(), lang);
        let article = pair_up(ours, langs.1, theirs, &job.loaded.dictionary, warnings)?;
        Ok(Looked {
            report: lint::lint(&article, &config),
            target,
            config,
            source,
            langs,
            loaded: job.loaded.clone(),
        })
    }

    /// Looks at another version of the translation.
    fn again(&mut self, text: String) -> Result<(), String> {
        let theirs = self.source.as_ref().map(|s| s.document(s.text.clone(), self.langs.0));
        let ours = |lang| self.target.document(text.clone(), lang);
        let article = pair_up(ours, self.langs.1, theirs, &self.loaded.dictionary, &mut Vec::new())?;
        self.report = lint::lint(&article, &self.config);
        Ok(())
    }

    /// Applies fixes until none is left to apply; the text then, and how many findings it mends.
    fn mended(&mut self, unsafe_too: bool) -> Result<(String, usize), String> {
        let (mut text, mut mended) = (self.target.text.clone(), 0);
        // Mending one fault may uncover another; a fix that undoes another one must not go on for ever.
        for _ in 0..ROUNDS {
            let (edits, count) = fix::plan(&self.report.findings, unsafe_too);
            let Some(next) = fix::apply(&self.report.target, &edits).filter(|next| *next != text) else {
                break;
            };
            mended += count;
            text = next;
            self.again(text.clone())?;
        }
        Ok((text, mended))
    }
}

/// How often a text is mended and looked at again.
const ROUNDS: usize = 10;

/// What became of a job.
pub(super) struct Outcome {
    /// The translation, as it is after mending.
    pub looked: Looked,
    /// What the user should know.
    pub warnings: Vec<String>,
    /// What mending would change, when that was asked for.
    pub diff: String,
    /// How many findings were mended.
    pub mended: usize,
    /// Whether the mended text could not be written.
    pub failed: bool,
}

/// Opens, lints and mends one translation.
pub(super) fn outcome(args: &CheckArgs, job: &Job, passages: bool) -> Result<Outcome, String> {
    let mut warnings = Vec::new();
    let mut looked = Looked::new(job, &args.sides, &args.choices, passages, &mut warnings)?;
    let (mut mended, mut diff, mut failed) = (0, String::new(), false);
    if args.fix || args.fix_only || args.diff {
        let (text, count) = looked.mended(args.unsafe_fixes)?;
        mended = count;
        if args.diff {
            diff = crate::diff::unified(&looked.report.target.name, &looked.target.text, &text);
        } else if text != looked.target.text
            && let Err(message) = looked.target.write(&text)
        {
            warnings.push(message);
            failed = true;
            mended = 0;
        }
    }
    Ok(Outcome {
        looked,
        warnings,
        diff,
        mended,
        failed,
    })
}

/// The suppressions that stand beside a text.
pub(super) fn beside(target: &Path) -> Result<Vec<suppress::Sidecar>, String> {
    let path = PathBuf::from(format!("{}.mtlint", target.display()));
    let name = path.display().to_string();
    match fs::read_to_string(&path) {
        Ok(text) => suppress::sidecar(&text).map_err(|(line, message)| format!("{name}:{line}: {message}")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(unreadable(&name, &error)),
    }
}

/// Makes an article of a translation, which can be read in any language, and its source.
fn pair_up(
    read: impl Fn(Option<Lang>) -> Document,
    declared: Option<Lang>,
    source: Option<Document>,
    dictionary: &Dictionary,
    warnings: &mut Vec<String>,
) -> Result<Article, String> {
    let target = read(declared);
    let Some(source) = source else {
        return Ok(Article::Alone(Box::new(target)));
    };
    if source.text() == target.text() {
        return Err(format!(
            "{} and {} hold the same text: give the source to --source and the translation as PATH",
            source.file.name, target.file.name
        ));
    }
    // The declared languages against what the texts themselves say.
    let seen = |document: &Document| crate::detect::detect(document.text()).0;
    let (source_seen, target_seen) = (seen(&source), seen(&target));
    let differs = |declared: Lang, seen: Lang| !seen.is_und() && !declared.same_language(seen);
    if differs(source.lang, source_seen)
        && source_seen.same_language(target.lang)
        && differs(target.lang, target_seen)
        && target_seen.same_language(source.lang)
    {
        return Err(format!(
            "{} looks like {} and {} like {}: source and translation seem to be exchanged",
            source.file.name, source_seen, target.file.name, target_seen
        ));
    }
    if differs(source.lang, source_seen) && source.lang_origin != LangOrigin::Unknown {
        warnings.push(format!(
            "{}: is said to be {} but looks like {}; check --source-lang",
            source.file.name, source.lang, source_seen
        ));
    }
    if source_seen.same_language(target_seen) && !source_seen.is_und() {
        warnings.push(format!(
            "{} and {} are both {}: the source is left aside and the translation checked alone",
            source.file.name, target.file.name, source_seen
        ));
        // What was not translated breaks no rule of the language that its folder names.
        let target = match differs(target.lang, target_seen) {
            true => read(Some(target_seen)),
            false => target,
        };
        return Ok(Article::Alone(Box::new(target)));
    }
    Ok(lint::paired_with(source, target, dictionary))
}
