//! The examples in the documentation of the checks, and their further cases in `tests/check/`.

mod support;

use mtlint::check::CHECKS;
use support::{check_example, examples};

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
    let edges = ["glued-dateline", "machine-residue", "photo-caption", "missing-number", "added-number", "changed-number"];
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
        assert!(mtlint::check::find(&name).is_some(), "{name}.md is named after no check");
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let found = examples(&text);
        assert!(!found.is_empty(), "{name}.md holds no example");
        for example in found {
            check_example(&name, &example, "");
        }
    }
}
