//! Whole articles of `corpora/`: their reports, and precision and recall per check against what a careful person marked.
//!
//! A change that costs precision shows in the diff of `snapshots/scores.snap`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use mtlint::model::{Article, Report};
use mtlint::report::{Concise, Render};
use mtlint::{Config, Format, Lang, lint};

struct Entry {
    name: String,
    folder: PathBuf,
    about: toml::Table,
}

struct Mark {
    check: String,
    category: String,
    start: u64,
    end: u64,
}

fn corpora() -> Vec<Entry> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut entries = Vec::new();
    for pair in fs::read_dir(&root).expect("corpora is there") {
        let pair = pair.expect("an entry").path();
        if !pair.is_dir() {
            continue;
        }
        for article in fs::read_dir(&pair).expect("a folder of articles") {
            let folder = article.expect("an entry").path();
            let about = fs::read_to_string(folder.join("about.toml")).expect("every article has an about.toml");
            let part = |p: &Path| p.file_name().expect("a name").to_string_lossy().into_owned();
            entries.push(Entry {
                name: format!("{}__{}", part(&pair), part(&folder)),
                about: about.parse().unwrap_or_else(|e| panic!("{}: {e}", folder.display())),
                folder,
            });
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn text(entry: &Entry, side: &str) -> Option<(String, Format, String)> {
    [("txt", Format::Plain), ("md", Format::Markdown)]
        .into_iter()
        .find_map(|(ending, format)| {
            let bytes = fs::read(entry.folder.join(format!("{side}.{ending}"))).ok()?;
            let text = String::from_utf8(bytes).expect("corpora are UTF-8");
            Some((format!("{side}.{ending}"), format, text))
        })
}

fn article(entry: &Entry) -> Article {
    let tag = |key: &str| entry.about.get(key).and_then(|v| v.as_str()).and_then(Lang::parse);
    let (name, format, target) = text(entry, "target").expect("every article has a target");
    let target = lint::document(lint::read(&name, target, format), tag("target_lang"));
    match text(entry, "source") {
        None => Article::Alone(Box::new(target)),
        Some((name, format, source)) => lint::paired(
            lint::document(lint::read(&name, source, format), tag("source_lang")),
            target,
        ),
    }
}

fn marks(entry: &Entry) -> Vec<Mark> {
    let (_, _, target) = text(entry, "target").expect("every article has a target");
    let Some(marks) = entry.about.get("mark").and_then(|m| m.as_array()) else {
        return Vec::new();
    };
    marks
        .iter()
        .map(|mark| {
            let field = |key: &str| mark.get(key).and_then(|v| v.as_str()).unwrap_or_default();
            let nth = mark.get("nth").and_then(|v| v.as_integer()).unwrap_or(1) as usize;
            let wanted = field("text");
            let (start, _) = target
                .match_indices(wanted)
                .nth(nth - 1)
                .unwrap_or_else(|| panic!("{}: `{wanted}` does not stand in the target", entry.name));
            if nth == 1 && mark.get("nth").is_none() {
                assert_eq!(
                    target.matches(wanted).count(),
                    1,
                    "{}: `{wanted}` stands more than once",
                    entry.name
                );
            }
            Mark {
                check: field("check").to_owned(),
                category: field("category").to_owned(),
                start: start as u64,
                end: (start + wanted.len()) as u64,
            }
        })
        .collect()
}

fn concise(report: &Report) -> String {
    let mut out = Vec::new();
    Concise.article(report, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn reports() {
    let entries = corpora();
    assert!(entries.len() >= 24, "at least 24 articles");
    let config = Config::default();
    for entry in &entries {
        let report = lint::lint(&article(entry), &config);
        settings().bind(|| insta::assert_snapshot!(entry.name.clone(), concise(&report)));
    }
}

/// Nothing may be said of a professional translation.
#[test]
fn silence() {
    let config = Config::default();
    let mut said = String::new();
    for entry in corpora() {
        if entry.about.get("kind").and_then(|k| k.as_str()) == Some("professional") {
            let report = lint::lint(&article(&entry), &config);
            for line in concise(&report).lines() {
                let _ = writeln!(said, "{}: {line}", entry.name);
            }
        }
    }
    assert!(said.is_empty(), "false alarms on professional text:\n{said}");
}

#[derive(Default)]
struct Score {
    findings: usize,
    right: usize,
    marks: usize,
    found: usize,
}

#[test]
fn scores() {
    let everything = Config::everything();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for entry in corpora() {
        let report = lint::lint(&article(&entry), &everything);
        let marks = marks(&entry);
        let touches =
            |mark: &Mark, start: u64, end: u64| start < mark.end.max(mark.start + 1) && mark.start < end.max(start + 1);
        for finding in &report.findings {
            let span = finding.target.span;
            let score = scores.entry(finding.check.name.to_owned()).or_default();
            score.findings += 1;
            // A finding is right where a careful person marked a fault of the same kind.
            score.right += usize::from(
                marks
                    .iter()
                    .any(|m| m.category == finding.check.category.name() && touches(m, span.start, span.end)),
            );
        }
        for mark in &marks {
            let score = scores.entry(mark.check.clone()).or_default();
            score.marks += 1;
            score.found += usize::from(report.findings.iter().any(|f| {
                f.check.category.name() == mark.category && touches(mark, f.target.span.start, f.target.span.end)
            }));
        }
    }
    let mut table = String::from("check                    findings  right  precision   marks  found  recall\n");
    let share = |a: usize, b: usize| {
        if b == 0 {
            "    -".to_owned()
        } else {
            format!("{:5.2}", a as f64 / b as f64)
        }
    };
    for (name, s) in &scores {
        let _ = writeln!(
            table,
            "{name:<24} {:>8} {:>6}      {} {:>7} {:>6}   {}",
            s.findings,
            s.right,
            share(s.right, s.findings),
            s.marks,
            s.found,
            share(s.found, s.marks)
        );
    }
    settings().bind(|| insta::assert_snapshot!("scores", table));
}
