//! The order of the house: who may import whom, the registry, the data files, the generated pages.
//!
//! `UPDATE=1 cargo test --test tidy` writes the generated pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use mtlint::check::CHECKS;
use mtlint::model::{Category, Stage};
use unicode_normalization::is_nfc;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The layers from the bottom up, and what each may import beside itself.
fn allowed(module: &str) -> Option<&'static [&'static str]> {
    Some(match module {
        "data" => &["text"],
        "text" => &["data"],
        "model" => &["data", "text"],
        "read" | "detect" | "segment" | "align" | "check" | "fix" | "own" | "pairs" | "baseline" => {
            &["model", "data", "text"]
        }
        "report" | "suppress" => &["check", "model", "data"],
        "diff" => &[],
        "config" => &["check", "own", "suppress", "model"],
        "lint" => &[
            "config", "check", "suppress", "read", "detect", "segment", "align", "model", "data",
        ],
        _ => return None,
    })
}

#[test]
fn no_arrow_points_up() {
    let src = root().join("src");
    let mut wrong = Vec::new();
    for path in files(&src, "rs") {
        let inside = path.strip_prefix(&src).expect("in src");
        let module = inside
            .components()
            .next()
            .map(|c| c.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned())
            .expect("a module");
        let Some(may) = allowed(&module) else { continue };
        let text = fs::read_to_string(&path).expect("readable");
        for line in text.lines() {
            for part in line.split("crate::").skip(1) {
                let names: Vec<&str> = match part.strip_prefix('{') {
                    Some(list) => list.split([',', '}']).map(str::trim).collect(),
                    None => vec![part],
                };
                for name in names {
                    let name: String = name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    let upper = name.starts_with(char::is_uppercase);
                    if !name.is_empty() && !upper && name != module && !may.contains(&name.as_str()) {
                        wrong.push(format!("{}: {module} may not import {name}", inside.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_is_registered_and_named_after_its_file() {
    let on_disk: BTreeSet<String> = files(&root().join("src/check"), "rs")
        .iter()
        .map(|p| p.file_stem().expect("a name").to_string_lossy().replace('_', "-"))
        .filter(|name| name != "mod" && name != "prelude")
        .collect();
    let registered: BTreeSet<String> = CHECKS.iter().map(|c| c.name.to_owned()).collect();
    assert_eq!(on_disk, registered);
    let codes: Vec<&str> = CHECKS.iter().map(|c| c.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "codes are sorted and used once");
    for check in CHECKS {
        let (letter, digits) = check.code.split_at(1);
        assert!(
            "ATLSCUDM".contains(letter) && digits.len() == 3 && digits.parse::<u32>().is_ok(),
            "{}",
            check.code
        );
        assert!(
            !check.summary().is_empty() && check.summary().ends_with('.')
                || check.summary().ends_with(':')
                || !check.summary().is_empty()
        );
        assert!((1..=100).contains(&check.confidence));
    }
    assert!(CHECKS.iter().any(|c| c.stage == Stage::Stable));
    assert!(Category::ALL.len() == 22, "the closed list of categories");
}

#[test]
fn data_files_are_sorted_unique_and_composed() {
    for path in files(&root().join("src/data"), "tsv") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(text.ends_with('\n'), "{name} ends with a line end");
        let head: String = text.lines().take_while(|l| l.starts_with('#')).collect();
        assert!(
            head.contains("Origin") && head.contains("icen"),
            "{name}: the head tells origin and licence"
        );
        let rows: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        let columns = rows.first().map_or(1, |r| r.split('\t').count());
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "{name}: not sorted or doubled: {:?}", pair[1]);
        }
        for row in rows {
            assert!(is_nfc(row), "{name}: not in normal form C: {row}");
            assert_eq!(row.split('\t').count(), columns, "{name}: {row}");
            assert!(
                row.split('\t').all(|cell| !cell.is_empty()),
                "{name}: an empty cell in {row}"
            );
        }
    }
}

/// Whether a word of a pattern may be missing, or stands for any word.
fn is_free(token: &str) -> bool {
    token == "..." || token == "&" || token.len() > 1 && token.ends_with('?')
}

/// A pattern keeps two words that say something, or is one word so rare that it is listed. Some rows are calques of grammar
/// ("since years") or lean on a small word; their number may fall, but not grow.
#[test]
fn calques_hold_their_law() {
    use mtlint::data::{Facts, Lang, calques};
    const RARE: usize = 7;
    const WEAK: usize = 63;
    let mut weak = Vec::new();
    for tag in ["en", "de", "fr", "es", "it", "pt", "ru", "nl", "pl"] {
        let lang = Lang::parse(tag).expect("a tag");
        let small = &Facts::of(lang).function_words;
        let table = calques::between(None, lang).expect("rows");
        assert!(table.all().len() > 50, "{tag}");
        for row in table.all() {
            assert!(!row.native.is_empty() && !row.source.is_empty() && !row.compared.tokens().is_empty());
            assert!(
                tag == "en" || !["<poss>", "<wday>"].iter().any(|own| row.pattern.contains(own)),
                "{tag}: {:?} holds words of English",
                row.pattern
            );
            let needed: Vec<&str> = row.pattern.split(' ').filter(|t| !is_free(t)).collect();
            let word = |w: &str| {
                let bare = w.trim_start_matches('~').to_lowercase();
                w.contains(char::is_alphanumeric) && (w.starts_with('<') || !small.contains(bare.as_str()))
            };
            let telling = needed.iter().filter(|token| token.split('/').any(word)).count();
            let rare = needed.len() == 1 && needed[0].split('/').all(|w| w.chars().count() >= RARE);
            assert!(
                rare || needed.len() >= 3 || needed.len() == 2 && telling >= 1,
                "{tag}: too little is left of {:?}",
                row.pattern
            );
            if telling < 2 && !rare {
                weak.push(row.pattern);
            }
        }
    }
    assert!(weak.len() <= WEAK, "{} weak patterns: {weak:?}", weak.len());
}

/// The parts of a pattern for an idiom are words; `/` parts single words, never phrases.
#[test]
fn idioms_hold_their_law() {
    use mtlint::data::{Facts, Lang, idioms};
    for (tag, _) in idioms::TABLES {
        let lang = Lang::parse(tag).expect("a tag");
        let spaced = Facts::of(lang).has_spaces();
        let table = idioms::of(lang).expect("a table");
        assert!(table.all().len() >= 300, "{tag}: {}", table.all().len());
        for idiom in table.all() {
            let pattern = idiom.pattern;
            assert!(
                !idiom.image().is_empty() && !idiom.meaning.is_empty(),
                "{tag}: {pattern}"
            );
            if !spaced {
                continue;
            }
            assert!(
                !pattern.contains("<poss>") || !Facts::of(lang).possessives.is_empty(),
                "{tag}: no possessives are known for {pattern:?}"
            );
            // A hyphen joins whole words; a comma is a mark by itself.
            let broken = |word: &str| word.contains('-') && word.contains('*') || word.len() > 1 && word.contains(',');
            assert!(
                !pattern.split([' ', '/']).any(broken),
                "{tag}: no word is like that in {pattern:?}"
            );
            let tokens: Vec<&str> = pattern.split(' ').collect();
            for (at, token) in tokens.iter().enumerate() {
                assert!(
                    !token.is_empty() && !token.starts_with('/'),
                    "{tag}: an empty word in {pattern:?}"
                );
                // "in the dark/in the night": the words before come again behind the stroke.
                let again = token
                    .split('/')
                    .skip(1)
                    .any(|w| tokens[..at].first() == Some(&w) && at + 1 < tokens.len());
                assert!(!again, "{tag}: a stroke parts phrases in {pattern:?}");
            }
        }
    }
}

/// An image that tells without the source is found where its words stand, and has two at least.
#[test]
fn odd_images_are_found() {
    use mtlint::data::{Lang, idioms};
    use mtlint::text::{Range32, idioms::images, words};
    let table = idioms::odd(Lang::parse("en").expect("a tag")).expect("a table");
    assert!(table.all().len() > 500, "{}", table.all().len());
    for odd in table.all() {
        let (lang, pattern) = (odd.idiom.lang, odd.idiom.pattern);
        assert!(lang != "en" && odd.keys.len() > 1, "{lang}: {pattern}");
        let plain = odd.idiom.image().iter().map(|key| key.plain().trim_end_matches('*'));
        let text = plain.collect::<Vec<_>>().join(" ");
        let words = words::words(&text, std::iter::once(Range32::new(0, text.len())));
        let found = images(&text, &words, table);
        let told = found
            .iter()
            .flat_map(|found| &found.rows)
            .any(|row| row.pattern == pattern);
        assert!(told, "{lang}: {pattern} in {text:?}");
    }
    let german = idioms::odd(Lang::parse("de").expect("a tag")).expect("a table");
    assert!(german.all().len() > 500 && german.all().iter().all(|odd| odd.idiom.lang == "en"));
}

/// The last column of an idiom holds languages, `gloss`, `odd` and `odd:` with a language; forms of the words of images are
/// single words in lower case.
#[test]
fn columns_of_idioms_hold_what_is_read() {
    use mtlint::data::Lang;
    for path in files(&root().join("src/data/idioms"), "tsv") {
        let table = fs::read_to_string(&path).expect("readable");
        for row in table.lines().filter(|l| !l.starts_with('#')) {
            let shared = row.rsplit('\t').next().expect("a column");
            let known = |tag: &str| {
                let lang = tag.strip_prefix("odd:").unwrap_or(tag);
                matches!(tag, "-" | "gloss" | "odd") || lang.len() == 2 && Lang::parse(lang).is_some()
            };
            assert!(shared.split(' ').all(known), "{}: {row}", path.display());
        }
    }
    for path in files(&root().join("src/data/image_words"), "tsv") {
        let table = fs::read_to_string(&path).expect("readable");
        let rows = table.lines().filter(|l| !l.starts_with('#'));
        let rows: BTreeMap<&str, &str> = rows.map(|row| row.split_once('\t').expect("two columns")).collect();
        for (&word, &forms) in &rows {
            if let Some(like) = forms.strip_prefix('=') {
                let found = rows.get(like).is_some_and(|forms| !forms.starts_with('='));
                assert!(found, "{}: {word} is rendered like {like}", path.display());
                continue;
            }
            let is_form = |form: &str| {
                let body = form.strip_suffix('*').unwrap_or(form);
                !body.is_empty() && !body.contains(['*', ' ']) && body.to_lowercase() == body
            };
            assert!(forms.split('|').all(is_form), "{}: {word}: {forms}", path.display());
        }
    }
}

/// What a language says for a concept stands under the name of one that there is, and a language has most of them.
#[test]
fn renderings_name_concepts() {
    use mtlint::data::concepts::ROWS;
    let table = fs::read_to_string(root().join("src/data/territories.tsv")).expect("readable");
    let of_file = files(&root().join("src/data/concepts"), "tsv").into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("readable");
        let ids = text
            .lines()
            .filter(|l| !l.starts_with('#'))
            .map(|l| l.split('\t').next().unwrap_or("").to_owned());
        (path.display().to_string(), ids.collect::<Vec<_>>())
    });
    let places = table.lines().filter(|l| !l.starts_with('#'));
    let mut of_places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in places {
        let mut cells = row.split('\t').map(str::to_owned);
        let (lang, id) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        of_places
            .entry(format!("territories.tsv, {lang}"))
            .or_default()
            .push(id);
    }
    for (name, ids) in of_file.chain(of_places) {
        let enough = if name.starts_with("territories") { 250 } else { 2_300 };
        assert!(ids.len() > enough, "{name}: too few");
        for id in ids {
            assert!(ROWS.iter().any(|row| row.id == id), "{name}: no concept {id}");
        }
    }
}

/// Abbreviations of places stand for concepts that there are.
#[test]
fn place_codes_name_concepts() {
    use mtlint::data::concepts::{ROWS, languages};
    let table = fs::read_to_string(root().join("src/data/place_codes.tsv")).expect("readable");
    for row in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert!(
            languages().any(|tag| tag == cells[0]),
            "{row}: the lexicon does not have the language"
        );
        for id in cells[2].split('|') {
            assert!(ROWS.iter().any(|r| r.id == id), "{row}: no concept {id}");
        }
    }
}

/// Good prose has no literal renderings, false friends or mixed forms of address (`tests/native/`).
#[test]
fn native_text_is_left_alone() {
    use mtlint::model::Article;
    use mtlint::{Config, Format, Lang, lint};
    let checks = ["calque", "literal-idiom", "false-friend", "mixed-register"].map(str::to_owned);
    let config = Config::new(&checks, &[], true).expect("names of checks");
    for path in files(&root().join("tests/native"), "txt") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(text.split_whitespace().count() > 2_500, "{name} is long enough to tell");
        let lang = Lang::parse(name.trim_end_matches(".txt"));
        let target = lint::document(lint::read(&name, text, Format::Plain), lang);
        let report = lint::lint(&Article::Alone(Box::new(target)), &config);
        let told: Vec<&str> = report
            .findings
            .iter()
            .map(|f| report.target.slice(f.target.span))
            .collect();
        assert!(told.is_empty(), "{name}: {told:?}");
    }
}

/// Compares a generated page with what stands in the repository; `UPDATE=1` writes it.
fn generated(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        fs::write(&path, text).expect("writable");
        return;
    }
    let on_disk = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        on_disk == text,
        "{} is out of date; run UPDATE=1 cargo test --test tidy",
        path.display()
    );
}

#[test]
fn pages_of_the_checks() {
    let mut index = String::from(
        "# Checks\n\nWritten by `UPDATE=1 cargo test --test tidy` from the documentation of the checks.\n\n| code | name | category | severity | needs | stage | what it finds |\n|---|---|---|---|---|---|---|\n",
    );
    for check in CHECKS {
        let needs = if check.run.needs_source() {
            "source"
        } else {
            "translation"
        };
        index.push_str(&format!(
            "| {} | [{}](checks/{}.md) | {} | {} | {needs} | {} | {} |\n",
            check.code,
            check.name,
            check.name,
            check.category,
            check.severity,
            check.stage,
            check.summary()
        ));
        let mut page = format!(
            "# {} {}\n\ncategory {}, MQM {}, severity {}, {}, {} % sure, since {}\n\n",
            check.code,
            check.name,
            check.category,
            check.mqm,
            check.severity,
            check.stage,
            check.confidence,
            check.since
        );
        for line in check.docs.lines() {
            page.push_str(line.strip_prefix(' ').unwrap_or(line));
            page.push('\n');
        }
        generated(&format!("docs/checks/{}.md", check.name), &page);
    }
    generated("docs/checks.md", &index);
    let pages = files(&root().join("docs/checks"), "md").len();
    assert_eq!(pages, CHECKS.len(), "a page for every check and none besides");
}

#[test]
fn schema_of_the_reports() {
    generated("docs/report.schema.json", &mtlint::report::json::schema());
    generated("docs/config.schema.json", &mtlint::config::settings::schema());
}
