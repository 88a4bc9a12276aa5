//! How fast each stage is on `corpora/`, in bytes per second, and how long a whole process takes on one article.
//!
//! `cargo bench` runs all; `cargo bench -- segment` runs one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use mtlint::model::{Article, Draft, File};
use mtlint::{Config, Format, Lang, lint, read, segment};

fn main() {
    divan::main();
}

struct Pair {
    source: Option<(String, Format, PathBuf)>,
    target: (String, Format, PathBuf),
    langs: (Option<Lang>, Option<Lang>),
}

fn side(folder: &Path, side: &str) -> Option<(String, Format, PathBuf)> {
    [("txt", Format::Plain), ("md", Format::Markdown)]
        .into_iter()
        .find_map(|(ending, format)| {
            let path = folder.join(format!("{side}.{ending}"));
            Some((fs::read_to_string(&path).ok()?, format, path))
        })
}

fn corpora() -> Vec<Pair> {
    let mut pairs = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    for pair in fs::read_dir(root).expect("corpora").flatten() {
        let name = pair.file_name().to_string_lossy().into_owned();
        for folder in fs::read_dir(pair.path()).into_iter().flatten().flatten() {
            let (source, target) = match name.split_once('-') {
                Some((s, t)) if t.chars().all(char::is_lowercase) => (Lang::parse(s), Lang::parse(t)),
                _ => (None, Lang::parse(&name)),
            };
            if let Some(text) = side(&folder.path(), "target") {
                pairs.push(Pair {
                    source: side(&folder.path(), "source"),
                    target: text,
                    langs: (source, target),
                });
            }
        }
    }
    pairs.sort_by(|a, b| a.target.2.cmp(&b.target.2));
    pairs
}

fn draft(text: &(String, Format, PathBuf)) -> Draft {
    read::article(Arc::new(File::new("bench", text.0.clone())), text.1)
}

fn target_bytes(pairs: &[Pair]) -> BytesCount {
    BytesCount::new(pairs.iter().map(|p| p.target.0.len()).sum::<usize>())
}

fn alone(pairs: &[Pair]) -> Vec<Article> {
    pairs.iter().map(|p| lint::alone(draft(&p.target), p.langs.1)).collect()
}

#[divan::bench]
fn read_target(bencher: Bencher) {
    let pairs = corpora();
    bencher
        .counter(target_bytes(&pairs))
        .bench_local(|| pairs.iter().map(|p| draft(&p.target).blocks.len()).sum::<usize>());
}

#[divan::bench]
fn detect_language(bencher: Bencher) {
    let pairs = corpora();
    bencher.counter(target_bytes(&pairs)).bench_local(|| {
        pairs
            .iter()
            .filter(|p| !mtlint::detect::detect(&p.target.0).0.is_und())
            .count()
    });
}

#[divan::bench]
fn segment_sentences(bencher: Bencher) {
    let pairs = corpora();
    let drafts: Vec<_> = pairs
        .iter()
        .map(|p| (draft(&p.target), p.langs.1.unwrap_or(Lang::UND)))
        .collect();
    bencher.counter(target_bytes(&pairs)).bench_local(|| {
        drafts
            .iter()
            .map(|(d, lang)| segment::sentences(&d.text, &d.blocks, mtlint::data::Facts::of(*lang)).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = ["words", "numbers", "quotes", "furniture"])]
fn view(bencher: Bencher, name: &str) {
    let pairs = corpora();
    bencher
        .counter(target_bytes(&pairs))
        .with_inputs(|| {
            let articles = alone(&pairs);
            if name != "words" {
                articles.iter().for_each(|a| {
                    black_box(a.target().words().len());
                });
            }
            articles
        })
        .bench_local_refs(|articles| {
            articles
                .iter()
                .map(|a| match name {
                    "words" => a.target().words().len(),
                    "numbers" => a.target().numbers().len(),
                    "quotes" => a.target().quotes().pairs.len(),
                    _ => a.target().furniture().hits.len(),
                })
                .sum::<usize>()
        });
}

#[divan::bench]
fn align_articles(bencher: Bencher) {
    let pairs = corpora();
    let documents: Vec<_> = pairs
        .iter()
        .filter_map(|p| {
            let source = lint::document(draft(p.source.as_ref()?), p.langs.0);
            let target = lint::document(draft(&p.target), p.langs.1);
            Some((source, target))
        })
        .collect();
    let sentences = documents.iter().map(|(s, _)| s.sentence_ranges().len()).sum::<usize>();
    bencher.counter(ItemsCount::new(sentences)).bench_local(|| {
        documents
            .iter()
            .map(|(s, t)| mtlint::align::align(s, t).beads.len())
            .sum::<usize>()
    });
}

/// Long texts made from the articles: pairs of paragraphs drawn by a fixed series, each with a name of its own, some
/// joined, some missing on one side.
#[divan::bench(args = [1_000, 5_000, 20_000, 100_000], sample_count = 3)]
fn align_long(bencher: Bencher, lines: usize) {
    let mut pool: Vec<(String, String)> = Vec::new();
    for pair in corpora().iter().filter(|p| p.langs.1 == Lang::parse("de")) {
        let Some(source) = &pair.source else { continue };
        let paragraphs = |text: &str| {
            text.lines()
                .filter(|l| !l.trim().is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        pool.extend(paragraphs(&source.0).into_iter().zip(paragraphs(&pair.target.0)));
    }
    let mut state = 88_172_645_463_325_252u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let (mut source, mut target) = (String::new(), String::new());
    for _ in 0..lines {
        let (a, b) = &pool[next(pool.len())];
        let name: String = (0..6)
            .map(|at| {
                char::from(if at % 2 == 0 {
                    b"bdfgklmnprstvz"[next(14)]
                } else {
                    b"aeiou"[next(5)]
                })
            })
            .collect();
        let end = |kind: usize| if kind == 0 { ' ' } else { '\n' };
        if next(30) > 0 {
            source.push_str(&format!("{name}: {a}{}", end(next(20))));
        }
        if next(30) > 0 {
            target.push_str(&format!("{name}: {b}{}", end(next(20))));
        }
    }
    let read = |text: &str, tag: &str| {
        let file = std::sync::Arc::new(mtlint::model::File::new("long.txt", text.to_owned()));
        lint::segments(mtlint::read::lines(file), Lang::parse(tag))
    };
    let (source, target) = (read(&source, "en"), read(&target, "de"));
    bencher
        .counter(ItemsCount::new(lines))
        .bench_local(|| mtlint::align::align(&source, &target).beads.len());
}

#[divan::bench]
fn whole_alone(bencher: Bencher) {
    let pairs = corpora();
    let config = Config::default();
    bencher.counter(target_bytes(&pairs)).bench_local(|| {
        pairs
            .iter()
            .map(|p| {
                lint::lint(&lint::alone(draft(&p.target), p.langs.1), &config)
                    .findings
                    .len()
            })
            .sum::<usize>()
    });
}

/// One long translation alone: every target in English, German and French, again and again, one paragraph a line.
#[divan::bench(args = ["en", "de", "fr"])]
fn whole_long(bencher: Bencher, tag: &str) {
    let lang = Lang::parse(tag);
    let mut text = String::new();
    for pair in corpora().iter().filter(|p| p.langs.1 == lang) {
        text.push_str(&pair.target.0);
        text.push_str("\n\n");
    }
    let text = text.repeat(1 + 4_000_000 / text.len().max(1));
    let config = Config::new(&[], &["repeated-passage".to_owned()], false).expect("a known check");
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        let draft = read::article(Arc::new(File::new("bench", text.clone())), Format::Plain);
        lint::lint(&lint::alone(draft, lang), &config).findings.len()
    });
}

#[divan::bench]
fn whole_paired(bencher: Bencher) {
    let pairs: Vec<_> = corpora().into_iter().filter(|p| p.source.is_some()).collect();
    let config = Config::default();
    bencher.counter(target_bytes(&pairs)).bench_local(|| {
        pairs
            .iter()
            .filter_map(|p| {
                let source = lint::document(draft(p.source.as_ref()?), p.langs.0);
                let target = lint::document(draft(&p.target), p.langs.1);
                Some(lint::lint(&lint::paired(source, target), &config).findings.len())
            })
            .sum::<usize>()
    });
}

/// A whole process on one article with its source, start-up included.
#[divan::bench(sample_size = 5)]
fn process_one_article(bencher: Bencher) {
    let pairs = corpora();
    let pair = pairs
        .iter()
        .filter(|p| p.source.is_some())
        .max_by_key(|p| p.target.0.len())
        .expect("a pair");
    let source = &pair.source.as_ref().expect("a source").2;
    bencher.bench_local(|| {
        Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .args(["check", "--threads", "1", "--source"])
            .arg(source)
            .arg(&pair.target.2)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("the program runs")
            .code()
    });
}
