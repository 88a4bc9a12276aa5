//! What holds for the links of any two texts, hard cases, and the links of the articles in `corpora/`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use mtlint::align::{Dictionary, align, align_all};
use mtlint::model::{Alignment, BeadRange, Document, Verdict};
use mtlint::{Format, Lang, lint};
use proptest::prelude::*;

fn read(text: &str, lang: &str) -> Document {
    lint::document(
        lint::read("text.txt", text.to_owned(), Format::Plain),
        Lang::parse(lang),
    )
}

/// A text of one sentence to a paragraph.
fn text(sentences: &[String]) -> String {
    sentences.join("\n\n")
}

/// Invented sentences: a name, a number and words of a small language, and their translation word by word.
fn bitext(count: usize, seed: u64) -> (Vec<String>, Vec<String>) {
    const WORDS: [(&str, &str); 24] = [
        ("house", "Haus"),
        ("river", "Fluss"),
        ("council", "Rat"),
        ("bridge", "Brücke"),
        ("winter", "Winterzeit"),
        ("teacher", "Lehrkraft"),
        ("market", "Marktplatz"),
        ("garden", "Garten"),
        ("letter", "Brief"),
        ("window", "Fenster"),
        ("engine", "Motor"),
        ("forest", "Wald"),
        ("silver", "Silber"),
        ("doctor", "Arzt"),
        ("summer", "Sommer"),
        ("island", "Insel"),
        ("kitchen", "Küche"),
        ("soldier", "Soldat"),
        ("painter", "Maler"),
        ("journey", "Reise"),
        ("evening", "Abend"),
        ("brother", "Bruder"),
        ("mountain", "Berg"),
        ("stranger", "Fremder"),
    ];
    const NAMES: [&str; 12] = [
        "Orvelan", "Tamirk", "Besnat", "Kolvine", "Zaroda", "Mirelo", "Pandur", "Quillon", "Ferrant", "Lindor",
        "Osvald", "Hesper",
    ];
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    (0..count)
        .map(|_| {
            let (mut a, mut b) = (String::from("Then"), String::from("Dann"));
            let _ = write!(a, " {}", NAMES[next(NAMES.len())]);
            let _ = write!(b, " {}", a.rsplit(' ').next().unwrap_or(""));
            for _ in 0..4 + next(9) {
                let (x, y) = WORDS[next(WORDS.len())];
                let _ = write!(a, " {x}");
                let _ = write!(b, " {y}");
            }
            if next(3) == 0 {
                let number = 100 + next(9_000);
                let _ = write!(a, " {number}");
                let _ = write!(b, " {number}");
            }
            (a + ".", b + ".")
        })
        .unzip()
}

fn run(source: &[String], target: &[String]) -> Alignment {
    align(&read(&text(source), "en"), &read(&text(target), "de"))
}

/// Every sentence of both sides in exactly one bead.
fn assert_covered(beads: &[BeadRange], n: usize, m: usize) {
    let mut source: Vec<u32> = beads.iter().flat_map(|b| b.source.clone()).collect();
    let target: Vec<u32> = beads.iter().flat_map(|b| b.target.clone()).collect();
    source.sort_unstable();
    assert_eq!(source, (0..n as u32).collect::<Vec<_>>(), "every source sentence once");
    assert_eq!(
        target,
        (0..m as u32).collect::<Vec<_>>(),
        "every target sentence once, in order"
    );
}

fn links(beads: &[BeadRange]) -> BTreeSet<(Vec<u32>, Vec<u32>)> {
    beads
        .iter()
        .map(|b| (b.source.clone().collect(), b.target.clone().collect()))
        .collect()
}

/// How many of `count` sentences are linked to the one of the same number, after shifts on both sides.
fn right(beads: &[BeadRange], pairs: impl Iterator<Item = (u32, u32)>) -> usize {
    pairs
        .filter(|&(s, t)| beads.iter().any(|b| b.source.contains(&s) && b.target.contains(&t)))
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sentence_once(n in 0usize..30, m in 0usize..30, seed in any::<u64>()) {
        let (source, _) = bitext(n, seed);
        let (_, target) = bitext(m, seed ^ 7);
        assert_covered(&run(&source, &target).beads, n, m);
    }

    #[test]
    fn identity_aligns_to_itself(n in 1usize..60, seed in any::<u64>()) {
        let (source, _) = bitext(n, seed);
        for (number, bead) in run(&source, &source).beads.iter().enumerate() {
            prop_assert_eq!(&bead.source, &(number as u32..number as u32 + 1));
            prop_assert_eq!(&bead.target, &bead.source);
        }
    }

    #[test]
    fn swapped_sides_mirror_the_links(n in 1usize..40, seed in any::<u64>(), cut in 0usize..40) {
        let (source, mut target) = bitext(n, seed);
        target.remove(cut % n);
        let (source, target) = (read(&text(&source), "en"), read(&text(&target), "de"));
        let there = links(&align(&source, &target).beads);
        let back = links(&align(&target, &source).beads);
        let mirrored: BTreeSet<_> = back.into_iter().map(|(s, t)| (t, s)).collect();
        prop_assert_eq!(there, mirrored);
    }

    #[test]
    fn foreign_lines_change_nothing_elsewhere(n in 20usize..40, seed in any::<u64>(), at in 0usize..20, k in 1usize..4) {
        let (source, target) = bitext(n, seed);
        let before = run(&source, &target).beads;
        let mut more = target.clone();
        for line in 0..k {
            more.insert(at, format!("Jetzt abonnieren und nichts verpassen, Angebot Nummer {line}"));
        }
        let after = run(&source, &more).beads;
        let count = |beads: &[BeadRange], shift: u32| right(
            beads,
            (0..n as u32).map(|s| (s, if (s as usize) < at { s } else { s + shift })),
        );
        // A foreign line may be joined with a neighbour; no link moves elsewhere.
        prop_assert!(count(&after, k as u32) + 1 >= count(&before, 0));
    }

    #[test]
    fn line_ends_and_order_of_pairs_change_nothing(seed in any::<u64>()) {
        let pairs: Vec<(Document, Document)> = (0..3)
            .map(|k| {
                let (s, t) = bitext(12, seed ^ k);
                (read(&text(&s), "en"), read(&text(&t).replace('\n', "\r\n"), "de"))
            })
            .collect();
        let forwards: Vec<_> = pairs.iter().map(|(s, t)| (s, t)).collect();
        let backwards: Vec<_> = forwards.iter().copied().rev().collect();
        let a = align_all(&forwards, &Dictionary::default());
        let mut b = align_all(&backwards, &Dictionary::default());
        b.reverse();
        prop_assert_eq!(a, b);
    }
}

#[test]
fn one_side_empty() {
    let (source, _) = bitext(3, 1);
    let found = run(&source, &[]);
    assert_covered(&found.beads, 3, 0);
    assert!(matches!(found.verdict, Verdict::Unsure(_)));
}

#[test]
fn one_sentence_against_fifty() {
    let (source, _) = bitext(1, 2);
    let (_, target) = bitext(50, 2);
    assert_covered(&run(&source, &target).beads, 1, 50);
}

#[test]
fn all_lines_equal() {
    let source = vec!["The same line.".to_owned(); 40];
    let target = vec!["Dieselbe Zeile.".to_owned(); 40];
    let beads = run(&source, &target).beads;
    assert_eq!(right(&beads, (0..40).map(|i| (i, i))), 40);
}

#[test]
fn no_common_script() {
    let source: Vec<String> = (0..30)
        .map(|i| format!("Sentence {} {}.", "word ".repeat(2 + i * 7 % 11), "x"))
        .collect();
    let target: Vec<String> = (0..30)
        .map(|i| format!("{}。", "語".repeat(5 + i * 7 % 11 * 2)))
        .collect();
    let found = align(&read(&text(&source), "en"), &read(&text(&target), "ja"));
    assert_covered(&found.beads, 30, 30);
    assert!(right(&found.beads, (0..30).map(|i| (i, i))) >= 28);
}

#[test]
fn a_passage_is_missing() {
    let (source, mut target) = bitext(1_000, 3);
    target.drain(480..510);
    let beads = run(&source, &target).beads;
    let gaps = beads.iter().filter(|b| b.target.is_empty()).count();
    assert!((25..=35).contains(&gaps), "{gaps} gaps for thirty missing sentences");
    let kept = (0..480).map(|i| (i, i)).chain((510..1_000).map(|i| (i, i - 30)));
    assert!(right(&beads, kept) >= 960);
}

#[test]
fn two_chapters_change_places() {
    let (source, target) = bitext(60, 4);
    let moved: Vec<String> = target[..20]
        .iter()
        .chain(&target[40..50])
        .chain(&target[20..40])
        .chain(&target[50..])
        .cloned()
        .collect();
    let beads = run(&source, &moved).beads;
    assert_covered(&beads, 60, 60);
    let out_of_order = beads.iter().filter(|b| b.moved).count();
    assert!(out_of_order >= 8, "{out_of_order} links of a moved passage of ten");
    let pairs = (0..20)
        .map(|i| (i, i))
        .chain((40..50).map(|i| (i, i - 20)))
        .chain((20..40).map(|i| (i, i + 10)))
        .chain((50..60).map(|i| (i, i)));
    assert!(right(&beads, pairs) >= 56);
}

#[test]
fn a_wrong_file_is_seen() {
    let (source, target) = bitext(40, 5);
    let (_, other) = bitext(40, 6);
    assert_eq!(run(&source, &target).verdict, Verdict::Aligned);
    assert_ne!(run(&source, &other).verdict, Verdict::Aligned);
    let same = align(&read(&text(&source), "en"), &read(&text(&source), "en"));
    assert!(matches!(same.verdict, Verdict::Unrelated(_)));
}

#[test]
fn a_dictionary_links_what_nothing_else_does() {
    let source = ["Aa bb.", "Cc dd.", "Ee ff."].map(str::to_owned);
    let target = ["Mm nn.", "Yy zz.", "Kk ll."].map(str::to_owned);
    let (s, t) = (read(&text(&source), "en"), read(&text(&target[1..]), "de"));
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let dictionary = Dictionary {
        pairs: vec![pair("bb", "yy"), pair("aa", "zz"), pair("cc", "kk"), pair("dd", "ll")],
    };
    let beads = align_all(&[(&s, &t)], &dictionary).remove(0).beads;
    assert_eq!(right(&beads, [(0, 0), (1, 1)].into_iter()), 2);
}

#[test]
fn a_long_text_is_linked_throughout() {
    let (source, target) = bitext(6_000, 7);
    let beads = run(&source, &target).beads;
    assert_covered(&beads, 6_000, 6_000);
    assert!(right(&beads, (0..6_000).map(|i| (i, i))) >= 5_900);
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(of)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    found
}

#[test]
fn the_links_of_the_articles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let mut out = String::new();
    for pair in folders(&root) {
        for article in folders(&pair) {
            let file = |name: &str| {
                ["txt", "md"]
                    .iter()
                    .map(|ext| article.join(format!("{name}.{ext}")))
                    .find(|path| path.exists())
            };
            let (Some(source), Some(target)) = (file("source"), file("target")) else {
                continue;
            };
            let langs = pair.file_name().and_then(|n| n.to_str()).unwrap_or("");
            let Some((from, to)) = langs.split_once('-') else {
                continue;
            };
            let open = |path: &Path, lang: &str| {
                let text = std::fs::read_to_string(path).expect("the article can be read");
                let name = path.to_string_lossy().into_owned();
                lint::document(lint::read(&name, text, Format::of_name(&name)), Lang::parse(lang))
            };
            let found = align(&open(&source, from), &open(&target, to));
            let name = article.file_name().and_then(|n| n.to_str()).unwrap_or("");
            let verdict = match found.verdict {
                Verdict::Aligned => "aligned",
                Verdict::Unsure(_) => "unsure",
                Verdict::Unrelated(_) => "unrelated",
            };
            let _ = write!(out, "{langs}/{name} {verdict}:");
            for bead in &found.beads {
                let side = |range: &std::ops::Range<u32>| match range.len() {
                    0 => "-".to_owned(),
                    1 => range.start.to_string(),
                    _ => format!("{}..{}", range.start, range.end - 1),
                };
                let mark = if bead.moved { "~" } else { "" };
                let _ = write!(out, " {}={}{mark}", side(&bead.source), side(&bead.target));
            }
            out.push('\n');
        }
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("links", out);
    });
}
