//! The examples in the documentation of the checks, and their further cases in `tests/check/`.

use mtlint::check::CHECKS;
use mtlint::model::{Article, Finding, Report};
use mtlint::{Config, Format, Lang, lint};

#[test]
fn documentation() {
    for check in CHECKS {
        let found = examples(check.docs);
        assert!(found.iter().any(|e| e.flag), "{} has no flag example", check.name);
        assert!(found.iter().any(|e| !e.flag), "{} has no clean example", check.name);
        for example in &found {
            check_example(check.name, example, "");
        }
    }
}

/// The same examples behind a paragraph that holds no fault: spans must move exactly so far.
#[test]
fn shifted() {
    // The two checks that look at the first lines of an article, and the ones that need its start, are left out.
    let edges = [
        "glued-dateline",
        "machine-residue",
        "photo-caption",
        "missing-number",
        "added-number",
        "changed-number",
        "translationese",
    ];
    for check in CHECKS.iter().filter(|c| !edges.contains(&c.name)) {
        for example in examples(check.docs) {
            let shift = if example.target.0 == "fr" {
                "Il pleuvait sur le village ce matin-là.\n\n"
            } else {
                "Tau ceti 7 lumen.\n\n"
            };
            check_example(check.name, &example, shift);
        }
    }
}

#[test]
fn further_cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/check");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/check is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for path in names {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(
            mtlint::check::find(&name).is_some(),
            "{name}.md is named after no check"
        );
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let found = examples(&text);
        assert!(!found.is_empty(), "{name}.md holds no example");
        for example in found {
            check_example(&name, &example, "");
        }
    }
}

/// An example: a translation, perhaps its source, with marks of what must be flagged.
#[derive(Debug, Clone)]
struct Example {
    /// Whether something must be flagged.
    flag: bool,
    /// The side that was translated, if given: tag and text with marks.
    source: Option<(String, String)>,
    /// The translation: tag and text with marks.
    target: (String, String),
    /// The translation after the fix.
    fix: Option<String>,
}

/// The fenced examples of a Markdown text.
fn examples(text: &str) -> Vec<Example> {
    let mut out = Vec::new();
    let mut open: Option<(bool, Vec<(String, String)>)> = None;
    for line in text.lines() {
        let line = line.trim();
        match (&mut open, line) {
            (None, "```flag") => open = Some((true, Vec::new())),
            (None, "```clean") => open = Some((false, Vec::new())),
            (Some(_), "```") => {
                if let Some((flag, mut lines)) = open.take() {
                    let fix = lines
                        .iter()
                        .position(|(tag, _)| tag == "fix")
                        .map(|at| lines.remove(at).1);
                    let target = lines.pop().expect("an example has a translation");
                    out.push(Example {
                        flag,
                        source: lines.pop(),
                        target,
                        fix,
                    });
                }
            }
            (Some((_, lines)), line) => {
                let (tag, text) = line
                    .split_once(": ")
                    .unwrap_or_else(|| panic!("`{line}` is no `tag: text`"));
                lines.push((tag.to_owned(), text.to_owned()));
            }
            (None, _) => {}
        }
    }
    out
}

/// A text of an example without its marks, `¶` as a blank line, and the marked spans in bytes.
fn unmark(text: &str) -> (String, Vec<(u64, u64)>) {
    let mut out = String::new();
    let mut spans = Vec::new();
    let mut start = 0;
    for c in text.replace(" ¶ ", "\n\n").chars() {
        match c {
            '⟦' => start = out.len() as u64,
            '⟧' => spans.push((start, out.len() as u64)),
            c => out.push(c),
        }
    }
    (out, spans)
}

/// The article of an example.
fn article(source: Option<(&str, &str)>, target: (&str, &str), format: Format) -> Article {
    let lang = |tag: &str| Some(Lang::parse(tag).unwrap_or_else(|| panic!("`{tag}` is no language tag")));
    let name = if format == Format::Markdown {
        "example.md"
    } else {
        "example.txt"
    };
    let read = |text: &str| lint::read(name, text.to_owned(), format);
    match source {
        None => lint::alone(read(target.1), lang(target.0)),
        Some(source) => lint::paired(
            lint::document(read(source.1), lang(source.0)),
            lint::document(read(target.1), lang(target.0)),
        ),
    }
}

/// The findings of one check.
fn findings_of(report: &Report, check: &str) -> Vec<Finding> {
    report
        .findings
        .iter()
        .filter(|f| f.check.name == check)
        .cloned()
        .collect()
}

/// Checks one example of a check; `shift` is text that stands before it on both sides.
fn check_example(check: &str, example: &Example, shift: &str) {
    let (target, spans) = unmark(&example.target.1);
    let source = example.source.as_ref().map(|(tag, text)| (tag.as_str(), unmark(text)));
    let moved = |spans: &[(u64, u64)]| -> Vec<(u64, u64)> {
        let by = shift.len() as u64;
        spans.iter().map(|&(a, b)| (a + by, b + by)).collect()
    };
    let target = format!("{shift}{target}");
    let shifted_source = source.as_ref().map(|(tag, (text, _))| (*tag, format!("{shift}{text}")));
    let example_article = article(
        shifted_source.as_ref().map(|(tag, text)| (*tag, text.as_str())),
        (&example.target.0, &target),
        Format::Plain,
    );
    let report = lint::lint(&example_article, &Config::everything());
    let findings = findings_of(&report, check);
    let seen: Vec<(u64, u64)> = findings
        .iter()
        .map(|f| (f.target.span.start, f.target.span.end))
        .collect();
    let expected = if example.flag { moved(&spans) } else { Vec::new() };
    let show = |spans: &[(u64, u64)]| -> Vec<String> {
        spans
            .iter()
            .map(|&(a, b)| target[a as usize..b as usize].to_owned())
            .collect()
    };
    assert_eq!(
        seen,
        expected,
        "{check}: {:?}\nfound    {:?}\nexpected {:?}",
        example.target.1,
        show(&seen),
        show(&expected)
    );
    if example.flag {
        assert!(
            !spans.is_empty(),
            "{check}: a flag example marks nothing: {:?}",
            example.target.1
        );
    }
    if let Some((_, (_, spans))) = &source
        && !spans.is_empty()
    {
        let seen: Vec<(u64, u64)> = findings
            .iter()
            .filter_map(|f| f.source.as_ref())
            .map(|p| (p.span.start, p.span.end))
            .collect();
        assert_eq!(seen, moved(spans), "{check}: source spans of {:?}", example.target.1);
    }
    if let Some(fix) = &example.fix {
        let edits: Vec<_> = findings
            .iter()
            .filter_map(|f| f.fix.as_ref())
            .flat_map(|f| f.edits.iter().cloned())
            .collect();
        let mended = mtlint::fix::apply(&report.target, &edits).expect("edits are sorted and apart");
        let (wanted, _) = unmark(fix);
        assert_eq!(
            mended,
            format!("{shift}{wanted}"),
            "{check}: fix of {:?}",
            example.target.1
        );
        let again = article(
            shifted_source.as_ref().map(|(tag, text)| (*tag, text.as_str())),
            (&example.target.0, &mended),
            Format::Plain,
        );
        let left = findings_of(&lint::lint(&again, &Config::everything()), check);
        assert!(
            left.is_empty(),
            "{check}: the fix of {:?} leaves {left:?}",
            example.target.1
        );
    }
}
