//! `mtlint init`, `config`, `test`, `pairs` and `suppressions`: what is set, and what it means for the files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::align::Dictionary;
use crate::config::settings::{Example, NAME, OwnSettings, Settings};
use crate::model::{File, Lang};
use crate::report::count;
use crate::suppress;

use super::project::{Project, relative};
use super::{CLEAN, Choices, FAILED, FOUND, atomic, complain, input, job};

const STARTER: &str = include_str!("starter.toml");

/// Writes a first `mtlint.toml`.
pub(super) fn init(folder: &Path, out: &mut dyn Write) -> io::Result<u8> {
    let path = folder.join(NAME);
    if path.exists() {
        complain(&format!("{}: is there already and was left alone", path.display()));
        return Ok(FAILED);
    }
    if let Err(error) = atomic::write(&path, STARTER.as_bytes()) {
        complain(&format!("{}: cannot be written: {error}", path.display()));
        return Ok(FAILED);
    }
    writeln!(out, "{} written; `mtlint check .` uses it", path.display())?;
    Ok(CLEAN)
}

/// Prints the settings of a file, and the file that each value comes from.
pub(super) fn show(path: &Path, given: Option<&PathBuf>, out: &mut dyn Write) -> io::Result<u8> {
    let mut project = Project::new(given.cloned(), false, Dictionary::default());
    let folder = if path.is_dir() { path } else { atomic::folder(path) };
    let loaded = match project.of(folder) {
        Ok(loaded) => loaded,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    if loaded.files.is_empty() {
        writeln!(out, "# no {NAME} here or above: the defaults are used")?;
    }
    let table = |settings: &Settings| toml::Table::try_from(settings).unwrap_or_default();
    let files: Vec<(String, toml::Table)> = loaded
        .files
        .iter()
        .map(|(path, s)| (path.display().to_string(), table(s)))
        .collect();
    let merged = table(&loaded.settings);
    let (simple, nested): (Vec<_>, Vec<_>) = merged.iter().partition(|(_, v)| !v.is_table() && !is_tables(v));
    for (key, value) in simple.into_iter().chain(nested) {
        let origins: Vec<&str> = files
            .iter()
            .filter(|(_, t)| t.contains_key(key))
            .map(|(name, _)| name.as_str())
            .collect();
        let mut one = toml::Table::new();
        one.insert(key.clone(), value.clone());
        writeln!(
            out,
            "# {}\n{}",
            origins.join(", "),
            toml::to_string(&one).unwrap_or_default().trim_end()
        )?;
    }
    let name = relative(path, &loaded.root);
    match loaded.config(&Choices::default(), &name, loaded.settings.languages()) {
        Ok(config) => {
            let codes: Vec<&str> = config.checks().iter().map(|c| c.code).collect();
            writeln!(out, "# checks that run for {}: {}", path.display(), codes.join(" "))?;
            Ok(CLEAN)
        }
        Err(message) => {
            complain(&message);
            Ok(FAILED)
        }
    }
}

fn is_tables(value: &toml::Value) -> bool {
    value.as_array().is_some_and(|a| a.iter().any(toml::Value::is_table))
}

/// Runs the examples of the user's own checks.
pub(super) fn test(path: &Path, out: &mut dyn Write) -> io::Result<u8> {
    let mut project = Project::default();
    let loaded = match project.of(path) {
        Ok(loaded) => loaded,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let (mut examples, mut wrong) = (0, 0);
    for spec in loaded.files.iter().flat_map(|(_, settings)| &settings.check) {
        for (example, wanted) in spec
            .flag
            .iter()
            .map(|e| (e, true))
            .chain(spec.clean.iter().map(|e| (e, false)))
        {
            examples += 1;
            if found(spec, example) != wanted {
                wrong += 1;
                let verb = if wanted { "does not flag" } else { "flags" };
                writeln!(out, "{}: {verb} {}", spec.name, shown(example))?;
            }
        }
        if spec.flag.is_empty() || spec.clean.is_empty() {
            complain(&format!(
                "{}: wants at least one `flag` and one `clean` example",
                spec.name
            ));
        }
    }
    writeln!(out, "{}, {wrong} wrong", count(examples, "example"))?;
    Ok(if wrong > 0 { FOUND } else { CLEAN })
}

fn found(spec: &OwnSettings, example: &Example) -> bool {
    let Ok(own) = spec.build() else { return false };
    let tag = |tag: &Option<String>| Some(tag.as_deref().and_then(Lang::parse).unwrap_or(Lang::UND));
    let (source, target) = match example {
        Example::Target(target) => (None, target),
        Example::Both { source, target } => (Some(source), target),
    };
    let draft = |name: &str, text: &String| crate::lint::read(name, text.clone(), crate::Format::Plain);
    let document = crate::lint::document(draft("target.txt", target), tag(&spec.lang));
    let article = match source {
        None => crate::model::Article::Alone(Box::new(document)),
        Some(source) => {
            let source = crate::lint::document(draft("source.txt", source), tag(&spec.source_lang));
            crate::lint::paired(source, document)
        }
    };
    !own.run(&article).is_empty()
}

fn shown(example: &Example) -> String {
    match example {
        Example::Target(target) => format!("“{target}”"),
        Example::Both { source, target } => format!("“{source}” → “{target}”"),
    }
}

/// Shows which files are translations of which.
pub(super) fn pairs(paths: &[PathBuf], out: &mut dyn Write) -> io::Result<u8> {
    let mut project = Project::default();
    for path in paths {
        let groups = match project.pairs(path) {
            Ok(groups) => groups,
            Err(message) => {
                complain(&message);
                return Ok(FAILED);
            }
        };
        for (files, paired, _) in groups {
            for pair in paired {
                let target = files[pair.target].display();
                let lang = pair.lang.map_or("?".to_owned(), |l| l.to_string());
                match pair.source {
                    Some(source) => {
                        let from = pair.source_lang.map_or("?".to_owned(), |l| l.to_string());
                        writeln!(
                            out,
                            "{target}\t{lang}\t<- {}\t{from}\t{}",
                            files[source].display(),
                            pair.why
                        )?;
                    }
                    None => writeln!(out, "{target}\t{lang}\talone\t\t{}", pair.why)?,
                }
            }
        }
    }
    Ok(CLEAN)
}

/// Lists the suppressions that files hold.
pub(super) fn suppressions(paths: &[PathBuf], out: &mut dyn Write) -> io::Result<u8> {
    let mut project = Project::default();
    let jobs = match project.jobs(paths) {
        Ok(jobs) => jobs,
        Err(message) => {
            complain(&message);
            return Ok(FAILED);
        }
    };
    let mut failed = false;
    for job in jobs {
        let mut warnings = Vec::new();
        match input::read_text(&job.target, &mut warnings) {
            Ok((name, text)) => {
                let file = File::new(&name, text);
                for comment in suppress::comments(&file) {
                    let names = if comment.names.is_empty() {
                        "all".to_owned()
                    } else {
                        comment.names.join(",")
                    };
                    let reason = if comment.reason.is_empty() {
                        "no reason given"
                    } else {
                        &comment.reason
                    };
                    writeln!(
                        out,
                        "{}:{}: {names}: {reason}",
                        file.name,
                        file.position(comment.at.start).line
                    )?;
                }
            }
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
        match job::beside(&job.target) {
            Ok(beside) => {
                for line in beside {
                    writeln!(
                        out,
                        "{}.mtlint: {}: “{}”: {}",
                        job.target.display(),
                        line.name,
                        line.text,
                        line.reason
                    )?;
                }
            }
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    Ok(if failed { FAILED } else { CLEAN })
}
