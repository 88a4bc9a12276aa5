//! Sentence boundaries: a table of cases per language.

use mtlint::{Format, Lang, lint};

/// Cases that are known to go wrong are asserted as wrong in `tests/segment/known.txt`: `lang<TAB>case`.
fn known() -> Vec<(String, String)> {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/segment/known.txt")).unwrap_or_default();
    text.lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .collect()
}

#[test]
fn cases() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/segment");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("tests/segment is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.file_stem().is_some_and(|s| s != "known"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 20, "cases for at least twenty languages");
    let known = known();
    let mut wrong = Vec::new();
    let mut mended = Vec::new();
    let mut all = 0;
    for path in paths {
        let tag = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let lang = Lang::parse(&tag).expect("a language tag");
        let text = std::fs::read_to_string(&path).expect("a readable file");
        for case in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            all += 1;
            let plain = case.replace(" ¦ ", " ").replace('¦', "");
            let expected: Vec<&str> = case.split('¦').map(str::trim).collect();
            let article = lint::alone(lint::read("case.txt", plain.clone(), Format::Plain), Some(lang));
            let found: Vec<&str> = article.target().sentences().map(|s| s.text()).collect();
            let is_known = known.contains(&(tag.clone(), case.to_owned()));
            if found != expected && !is_known {
                wrong.push(format!(
                    "{tag}: expected {}\n    found    {}",
                    expected.join(" ¦ "),
                    found.join(" ¦ ")
                ));
            }
            if found == expected && is_known {
                mended.push(format!("{tag}\t{case}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {all} cases are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        mended.is_empty(),
        "these known faults are mended; take them out of known.txt:\n{}",
        mended.join("\n")
    );
}
