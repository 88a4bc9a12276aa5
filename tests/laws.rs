//! Laws that hold for every text.

use std::sync::Arc;

use mtlint::model::{Article, File, Report};
use mtlint::read::jsonl;
use mtlint::{Config, Format, Lang, lint};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Pieces of text that the checks look for, and others that surround them.
const PIECES: &[&str] = &[
    "The mayor ",
    "said ",
    "“",
    "”",
    "„",
    "«",
    "» ",
    "\"",
    "'",
    "’",
    "‘",
    " ",
    " ",
    "\n",
    "\n\n",
    ".",
    ". ",
    ",",
    ", ",
    "?",
    "!",
    " ;",
    "...",
    "…",
    "(",
    ")",
    "[",
    "]",
    "* * *",
    "–",
    " — ",
    "1,500.50",
    "3.2 million",
    "2. ",
    "12’500",
    "10:30",
    "das ",
    "Die Brücke ",
    "z. B. ",
    "Dr. ",
    "l’été ",
    "é",
    "ñ",
    "ö ",
    "мэр ",
    "сказал ",
    "млн ",
    "市长",
    "说",
    "。",
    "「",
    "」",
    "と",
    "한국어 ",
    "”라고 ",
    "العربية ",
    "؟",
    "हिन्दी ",
    "।",
    "ไทย",
    "עברית ",
    "ב\"",
    "&amp;",
    "& # 39;",
    "<br>",
    "**",
    "`code`",
    "[a](http://x.y)",
    "http://a.b/c",
    "source site-14",
    "Advertisement",
    "(Photo: Reuters)",
    "More: ",
    "read read ",
    "very very very very ",
    "Ã©",
    "\u{200B}",
    "\u{FFFD}",
    "__PH_3__",
    "@@ ",
    "\u{301}",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{FEFF}",
    "corner ball ",
    "a",
    "B",
    "# ",
    "- ",
    "| a | b |\n|---|---|\n",
    "😀",
];

const LANGS: &[&str] = &[
    "en", "de", "fr", "fr-CH", "sv", "ru", "zh", "ja", "ko", "th", "ar", "he", "hi", "el", "und", "xx",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

fn lang() -> impl Strategy<Value = Option<Lang>> {
    prop::sample::select(LANGS).prop_map(Lang::parse)
}

fn alone(text: &str, format: Format, lang: Option<Lang>) -> Article {
    lint::alone(lint::read("text", text.to_owned(), format), lang)
}

fn paired(source: &str, target: &str, langs: (Option<Lang>, Option<Lang>)) -> Article {
    let read = |text: &str, lang| lint::document(lint::read("text", text.to_owned(), Format::Plain), lang);
    lint::paired(read(source, langs.0), read(target, langs.1))
}

fn report(article: &Article) -> Report {
    let report = lint::lint(article, &Config::everything());
    for note in &report.notes {
        assert!(!note.contains("failed on this text"), "{note}");
    }
    report
}

/// What was found, without places: check, text of the target in normal form C with plain line ends, message.
fn said(report: &Report) -> Vec<(&'static str, String)> {
    report
        .findings
        .iter()
        .map(|f| {
            let text = report.target.slice(f.target.span).replace("\r\n", "\n");
            (f.check.name, text.nfc().collect())
        })
        .collect()
}

fn assert_spans(report: &Report) {
    let inside = |file: &File, start: u64, end: u64| {
        let local = |offset: u64| (offset - file.base) as usize;
        assert!(
            start <= end && local(end) <= file.text.len(),
            "{start}..{end} lies in the file"
        );
        assert!(file.text.is_char_boundary(local(start)) && file.text.is_char_boundary(local(end)));
    };
    for finding in &report.findings {
        inside(&report.target, finding.target.span.start, finding.target.span.end);
        if let (Some(file), Some(place)) = (&report.source, &finding.source) {
            inside(file, place.span.start, place.span.end);
        }
        for edit in finding.fix.iter().flat_map(|f| &f.edits) {
            inside(&report.target, edit.span.start, edit.span.end);
        }
        if let Some(fix) = &finding.fix {
            assert!(
                mtlint::fix::apply(&report.target, &fix.edits).is_some(),
                "edits can be applied"
            );
        }
    }
    let sorted = report.findings.windows(2).all(|w| w[0].target.span <= w[1].target.span);
    assert!(sorted, "findings are sorted");
}

fn assert_tiled(article: &Article) {
    let document = article.target();
    let mut sentences = document.sentence_ranges().iter().peekable();
    let mut last = 0;
    for block in document.blocks() {
        let mut at = block.range.start;
        while let Some(sentence) = sentences.next_if(|s| s.start < block.range.end) {
            assert!(sentence.start >= at.max(last) && sentence.end <= block.range.end);
            let gap = &document.text()[at as usize..sentence.start as usize];
            assert!(
                gap.chars().all(mtlint::text::chars::is_space),
                "nothing but space between sentences"
            );
            at = sentence.end;
            last = sentence.end;
        }
        let rest = &document.text()[at as usize..block.range.end as usize];
        assert!(
            rest.chars().all(mtlint::text::chars::is_space),
            "sentences reach to the end of their block"
        );
    }
    assert!(sentences.next().is_none(), "every sentence lies in a block");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_translation_alone(text in text(), lang in lang(), markdown in any::<bool>()) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let article = alone(&text, format, lang);
        assert_tiled(&article);
        assert_spans(&report(&article));
    }

    #[test]
    fn a_translation_with_its_source(source in text(), target in text(), a in lang(), b in lang()) {
        let article = paired(&source, &target, (a, b));
        let Article::Paired(bitext) = &article else { unreachable!("it was paired") };
        let mut t = 0;
        let mut seen = vec![false; bitext.source.sentence_ranges().len()];
        for bead in bitext.bead_ranges() {
            prop_assert!(!(bead.source.is_empty() && bead.target.is_empty()));
            prop_assert!(bead.target.is_empty() || bead.target.start == t);
            t = bead.target.end.max(t);
            for i in bead.source.clone() {
                prop_assert!(!std::mem::replace(&mut seen[i as usize], true));
            }
        }
        prop_assert!(seen.iter().all(|&seen| seen));
        prop_assert_eq!(t as usize, bitext.target.sentence_ranges().len());
        assert_spans(&report(&article));
    }

    #[test]
    fn line_ends_change_nothing(text in text(), lang in lang()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "");
        let dos = unix.replace('\n', "\r\n");
        let a = report(&alone(&unix, Format::Plain, lang));
        let b = report(&alone(&dos, Format::Plain, lang));
        prop_assert_eq!(said(&a), said(&b));
    }

    #[test]
    fn a_byte_order_mark_moves_spans_by_three(text in text(), lang in lang()) {
        let text = text.trim_start_matches('\u{FEFF}');
        let a = report(&alone(text, Format::Plain, lang));
        let b = report(&alone(&format!("\u{FEFF}{text}"), Format::Plain, lang));
        let moved: Vec<_> = a.findings.iter().map(|f| (f.target.span.start + 3, f.target.span.end + 3)).collect();
        let seen: Vec<_> = b.findings.iter().map(|f| (f.target.span.start, f.target.span.end)).collect();
        prop_assert_eq!(moved, seen);
    }

    #[test]
    fn decomposed_letters_change_nothing(text in text(), lang in lang()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        let a = report(&alone(&composed, Format::Plain, lang));
        let b = report(&alone(&decomposed, Format::Plain, lang));
        prop_assert_eq!(said(&a), said(&b));
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(decoded) = mtlint::read::decode(bytes) {
            report(&alone(&decoded.text, Format::Plain, None));
        }
    }

    #[test]
    fn records_are_read_or_named(lines in prop::collection::vec(text(), 1..6), broken in any::<bool>()) {
        let mut file = String::new();
        for (number, target) in lines.iter().enumerate() {
            let record = serde_json::json!({ "id": number, "doc": "d", "source": "x", "target": target,
                "source_lang": "de", "target_lang": "en" });
            file.push_str(&format!("{record}\n"));
        }
        if broken {
            file.push_str("{\"target\": 3}\n{\"target\"\n");
        }
        let mut reader = jsonl::Reader::new(file.as_bytes(), "x.jsonl");
        let (mut read, mut errors) = (0, 0);
        while let Some((records, failed)) = reader.next_article().expect("memory does not fail") {
            errors += failed.len();
            let Some(records) = records else { continue };
            read += records.target.records.len();
            let article = lint::records(records, None, None);
            let report = report(&article);
            assert_spans(&report);
            for finding in &report.findings {
                // The place in the record and the place in the file hold the same text.
                let place = finding.target.record.as_ref().expect("a record");
                let number: usize = place.id.parse().expect("the id we gave");
                let chars: Vec<char> = lines[number].chars().collect();
                let end = (place.end as usize).min(chars.len());
                let in_record: String = chars[(place.start as usize).min(end)..end].iter().collect();
                let in_file = report.target.slice(finding.target.span);
                let decoded: String = serde_json::from_str(&format!("\"{in_file}\"")).unwrap_or_default();
                prop_assert_eq!(&in_record, &decoded);
            }
        }
        prop_assert_eq!(read, lines.len());
        prop_assert_eq!(errors, if broken { 2 } else { 0 });
    }
}

#[test]
fn a_safe_fix_removes_its_finding_and_adds_none() {
    use mtlint::model::Safety;
    let texts = [
        (
            "en",
            "He said: “That is enough. ”The army would act“ as hard as possible ”. He left ,and came back,, he said. The caf\u{C3}\u{A9} &amp; bar.",
        ),
        (
            "en",
            "She was “ very tired ” and he called hi“mad” twice.The end. The mayor left.The council did not.",
        ),
        ("fr", "Qui est parti? Le maire; le conseil est resté!"),
        ("de", "Er sagte: „Das reicht. “Die Polizei kam. Sie ging ,und er blieb."),
    ];
    for (tag, text) in texts {
        let lang = Lang::parse(tag);
        let before = report(&alone(text, Format::Plain, lang));
        let fixes: Vec<_> = before
            .findings
            .iter()
            .filter(|f| f.fix.as_ref().is_some_and(|x| x.safety == Safety::Safe))
            .collect();
        assert!(!fixes.is_empty(), "{text}");
        for finding in fixes {
            let fix = finding.fix.as_ref().expect("a fix");
            let mended = mtlint::fix::apply(&before.target, &fix.edits).expect("edits apply");
            let after = report(&alone(&mended, Format::Plain, lang));
            assert!(
                after.findings.len() < before.findings.len(),
                "{}: {text} -> {mended}: {:?}",
                finding.check.name,
                said(&after)
            );
        }
    }
}

#[test]
fn one_very_long_line() {
    let text = "Der Satz ist nicht lang, aber er steht oft da. ".repeat(60_000);
    let file = Arc::new(File::new("long.txt", text));
    let article = lint::alone(mtlint::read::article(file, Format::Plain), Lang::parse("de"));
    assert_spans(&report(&article));
}

#[test]
fn markup_ends_with_its_paragraph() {
    for text in ["[b=\n\nx]", "[x](http://a\n\nb)"] {
        let told = said(&report(&alone(text, Format::Plain, Lang::parse("en"))));
        assert!(told.iter().all(|(check, _)| *check != "leftover-markup"), "{told:?}");
    }
}

#[test]
fn marks_over_a_letter_belong_to_it() {
    for text in ["\u{e9}\u{301}”라고 “", "\u{1138E}\"0\""] {
        let decomposed: String = text.nfd().collect();
        for lang in [
            None,
            Lang::parse("ko"),
            Lang::parse("en"),
            Lang::parse("sv"),
            Lang::parse("de"),
        ] {
            let a = report(&alone(text, Format::Plain, lang));
            let b = report(&alone(&decomposed, Format::Plain, lang));
            assert_eq!(said(&a), said(&b));
        }
    }
}

/// Lines of a text that may be wrapped by hand are as long with decomposed letters as with composed ones.
#[test]
fn decomposed_letters_wrap_no_lines() {
    let text = "very very very very  — [a](http://x.y)The mayor  — \nDie Brücke said “Die Brücke “ésaid l’été 2. .\n\
                1,500.50 —  — * * * — The mayor The mayor The mayor .The mayor .| a | b |\n|---|---|\nThe mayor ";
    let said_of = |text: String| said(&report(&alone(&text, Format::Plain, Lang::parse("en"))));
    assert_eq!(said_of(text.nfc().collect()), said_of(text.nfd().collect()));
}

/// White space that no format writes between words parts them, and nothing hangs on it.
#[test]
fn strange_white_space_ends_a_word() {
    for space in ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}'] {
        let text = format!("The{space}house {space}{space} stands.{space}");
        assert_eq!(report(&alone(&text, Format::Plain, None)).target.text, text);
    }
}
