//! Finds the settings of files, walks folders, and pairs what it finds.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;

use crate::align::Dictionary;
use crate::config::Config;
use crate::config::settings::{self, NAME, Override, Settings};
use crate::model::Lang;
use crate::own::Own;
use crate::pairs::{self, Paired};
use crate::read::Format;

use super::Choices;
use super::atomic::folder;

/// Settings that were read, with what they brought along.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    /// What is set.
    pub settings: Settings,
    /// The folder that globs and paths are relative to.
    pub root: PathBuf,
    /// The files that set it, the nearest last.
    pub files: Vec<(PathBuf, Settings)>,
    /// Words that help to pair sentences.
    pub dictionary: Dictionary,
    /// Checks of the user's own.
    own: Vec<Arc<Own>>,
    exclude: GlobSet,
    /// The files of each override; one without globs is for all.
    overrides: Vec<GlobSet>,
}

impl Loaded {
    /// The choices for one file, by its name relative to the settings and its pair of languages: the settings, then the
    /// command line on top.
    pub fn config(&self, line: &Choices, file: &str, pair: (Option<Lang>, Option<Lang>)) -> Result<Config, String> {
        let line_settings = Override {
            select: (!line.select.is_empty()).then(|| line.select.clone()),
            extend_select: line.extend_select.clone(),
            ignore: line.ignore.clone(),
            preview: line.preview.then_some(true),
            min_confidence: line.min_confidence,
            ..Override::default()
        };
        let set = self.settings.overrides.iter().zip(&self.overrides);
        let set = set.filter(|(other, files)| (files.is_empty() || files.is_match(file)) && other.is_for(pair));
        let mut config = self.settings.config(set.map(|(other, _)| other), &line_settings)?;
        config.fail_on = line.fail_on.unwrap_or(config.fail_on);
        config.own.clone_from(&self.own);
        Ok(config)
    }
}

/// A translation to look at.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The translation.
    pub target: PathBuf,
    /// Its source.
    pub source: Option<PathBuf>,
    /// The language of the translation, if it is known.
    pub lang: Option<Lang>,
    /// The language of the source, if it is known.
    pub source_lang: Option<Lang>,
    /// What is set for it.
    pub loaded: Arc<Loaded>,
}

/// Files that share their settings, and how they pair.
pub(super) type Group = (Vec<PathBuf>, Vec<Paired>, Arc<Loaded>);

/// Settings by folder.
#[derive(Default)]
pub(super) struct Project {
    /// A file that is taken instead of the nearest one.
    given: Option<PathBuf>,
    /// Whether no file is read.
    isolated: bool,
    /// What holds where no file sets anything.
    none: Arc<Loaded>,
    by_folder: HashMap<PathBuf, Arc<Loaded>>,
}

/// How many files may stand behind one another with `extends`.
const DEPTH: usize = 8;

impl Project {
    /// A project whose settings are in a given file, or in none, with a dictionary for all of it.
    pub fn new(given: Option<PathBuf>, isolated: bool, dictionary: Dictionary) -> Project {
        let none = Loaded {
            dictionary,
            ..Loaded::default()
        };
        Project {
            given,
            isolated,
            none: Arc::new(none),
            by_folder: HashMap::new(),
        }
    }

    /// The settings of a file in a folder: those of the nearest file in it or above it.
    pub fn of(&mut self, folder: &Path) -> Result<Arc<Loaded>, String> {
        if self.isolated {
            return Ok(self.none.clone());
        }
        if let Some(loaded) = self.by_folder.get(folder) {
            return Ok(loaded.clone());
        }
        let path = match &self.given {
            Some(path) => Some(path.clone()),
            None => nearest(folder),
        };
        let loaded = match path {
            Some(path) => {
                let home = path.parent().unwrap_or(Path::new("")).to_owned();
                match self
                    .by_folder
                    .get(&home)
                    .filter(|l| l.files.last().is_some_and(|(p, _)| *p == path))
                {
                    Some(loaded) => loaded.clone(),
                    None => Arc::new(load(&path, &self.none.dictionary)?),
                }
            }
            None => self.none.clone(),
        };
        if !loaded.files.is_empty() {
            self.by_folder.insert(loaded.root.clone(), loaded.clone());
        }
        self.by_folder.insert(folder.to_owned(), loaded.clone());
        Ok(loaded)
    }

    /// The translations that paths name: files as given, folders walked and paired.
    pub fn jobs(&mut self, paths: &[PathBuf]) -> Result<Vec<Job>, String> {
        let mut jobs = Vec::new();
        for path in paths {
            if !path.is_dir() {
                let loaded = self.of(folder(path))?;
                let (source_lang, lang) = loaded.settings.languages();
                jobs.push(Job {
                    target: path.clone(),
                    source: None,
                    lang,
                    source_lang,
                    loaded,
                });
                continue;
            }
            for (files, paired, loaded) in self.pairs(path)? {
                let (source_lang, lang) = loaded.settings.languages();
                jobs.extend(paired.into_iter().map(|pair| Job {
                    target: files[pair.target].clone(),
                    source: pair.source.map(|i| files[i].clone()),
                    lang: pair.lang.or(lang),
                    source_lang: pair.source_lang.or(source_lang),
                    loaded: loaded.clone(),
                }));
            }
        }
        Ok(jobs)
    }

    /// The files under a folder and how they pair, by the settings that they share.
    pub fn pairs(&mut self, folder: &Path) -> Result<Vec<Group>, String> {
        let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(folder)
            .require_git(false)
            .build()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_some_and(|t| t.is_file()))
            .map(|entry| {
                let path = entry.into_path();
                path.strip_prefix("./").map(Path::to_owned).unwrap_or(path)
            })
            .filter(|path| Format::of_ending(&path.to_string_lossy()).is_some())
            .collect();
        files.sort();
        let mut groups: Vec<(Arc<Loaded>, Vec<PathBuf>)> = Vec::new();
        for file in files {
            let loaded = self.of(file.parent().unwrap_or(Path::new("")))?;
            if loaded.exclude.is_match(relative(&file, &loaded.root)) {
                continue;
            }
            match groups.iter_mut().find(|(l, _)| Arc::ptr_eq(l, &loaded)) {
                Some((_, files)) => files.push(file),
                None => groups.push((loaded, vec![file])),
            }
        }
        Ok(groups
            .into_iter()
            .map(|(loaded, files)| {
                let names: Vec<String> = files.iter().map(|f| relative(f, folder)).collect();
                let paired = pairs::pairs(&names, loaded.settings.languages().0);
                (files, paired, loaded)
            })
            .collect())
    }
}

/// A path below a folder, with `/` between folders.
pub(super) fn relative(path: &Path, root: &Path) -> String {
    let clean = |p: &Path| {
        p.to_string_lossy()
            .replace('\\', "/")
            .trim_start_matches("./")
            .to_owned()
    };
    let (path, root) = (clean(path), clean(root));
    match path.strip_prefix(&root) {
        Some(rest) if !root.is_empty() && root != "." => rest.trim_start_matches('/').to_owned(),
        _ => path,
    }
}

/// The nearest settings in a folder or above it. The way up ends at the root of a repository.
fn nearest(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    // A relative path is walked as it is given first, so that names in messages stay short.
    for at in folder.ancestors() {
        let at = if at.as_os_str().is_empty() { Path::new(".") } else { at };
        if at.join(NAME).is_file() {
            return Some(at.join(NAME));
        }
        if at.join(".git").exists() {
            return None;
        }
    }
    let whole = fs::canonicalize(folder).ok()?;
    let found = whole
        .ancestors()
        .map(|at| (at.join(NAME), at.join(".git").exists()))
        .find(|(path, root)| path.is_file() || *root)?;
    found.0.is_file().then_some(found.0)
}

/// Reads settings and what they extend; a dictionary of the command line comes last.
fn load(path: &Path, line: &Dictionary) -> Result<Loaded, String> {
    let mut chain: Vec<(PathBuf, Settings)> = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let name = path.display().to_string();
        if chain.len() == DEPTH || chain.iter().any(|(p, _)| *p == path) {
            return Err(format!(
                "{name}: `extends` goes round in a circle or through more than {DEPTH} files"
            ));
        }
        let text = fs::read_to_string(&path).map_err(|error| super::input::unreadable(&name, &error))?;
        let settings = Settings::parse(&text).map_err(|error| format!("{name}: {error}"))?;
        next = settings
            .extends
            .as_ref()
            .map(|base| path.parent().unwrap_or(Path::new("")).join(base));
        chain.push((path, settings));
    }
    chain.reverse();
    let mut settings = Settings::default();
    let mut own = Vec::new();
    let mut dictionary = Dictionary::default();
    for (path, file) in &chain {
        let folder = path.parent().unwrap_or(Path::new(""));
        let name = path.display();
        own.extend(file.own().map_err(|error| format!("{name}: {error}"))?);
        for glossary in &file.glossary {
            own.extend(super::glossary::load(&folder.join(glossary))?);
        }
        for table in &file.dictionary {
            dictionary
                .pairs
                .extend(super::align::dictionary(&folder.join(table))?.pairs);
        }
        for (key, tag) in [("lang", &file.lang), ("source-lang", &file.source_lang)] {
            if let Some(tag) = tag.as_ref().filter(|t| Lang::parse(t).is_none()) {
                return Err(format!(
                    "{name}: `{key}`: `{tag}` is not a BCP 47 tag like de, pt-BR or zh-Hant"
                ));
            }
        }
        let mut file = file.clone();
        file.baseline = file.baseline.map(|b| folder.join(b).to_string_lossy().into_owned());
        settings = file.over(settings);
    }
    dictionary.pairs.extend(line.pairs.iter().cloned());
    // Names, globs and severities are looked at once, before any file.
    let name = path.display();
    settings
        .config(std::iter::empty(), &Override::default())
        .map_err(|error| format!("{name}: {error}"))?;
    let exclude = settings::globs(&settings.exclude).map_err(|error| format!("{name}: `exclude`: {error}"))?;
    let mut overrides = Vec::new();
    for other in &settings.overrides {
        overrides.push(settings::globs(&other.files).map_err(|error| format!("{name}: `override.files`: {error}"))?);
        other.config().map_err(|error| format!("{name}: `override`: {error}"))?;
    }
    Ok(Loaded {
        settings,
        root: path.parent().unwrap_or(Path::new("")).to_owned(),
        files: chain,
        dictionary,
        own,
        exclude,
        overrides,
    })
}
