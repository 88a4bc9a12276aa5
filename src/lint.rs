//! The way of the data, written once: draft, document, bitext, findings, report.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::config::Config;
use crate::model::{
    Article, Bitext, Category, Check, Cx, Document, Draft, File, Finding, Lang, LangOrigin, Passage, Report, Run, Span,
    Verdict,
};
use crate::read::Format;
use crate::{align, detect, read, segment, suppress};

/// Reads a text that goes by a name.
pub fn read(name: &str, text: String, format: Format) -> Draft {
    read::article(Arc::new(File::new(name, text)), format)
}

/// A document in the declared language, else the one that its file's name tells, else the one detected.
pub fn document(draft: Draft, declared: Option<Lang>) -> Document {
    let (lang, origin) = match declared.filter(|l| !l.is_und()) {
        Some(lang) => (lang, LangOrigin::Declared),
        None => match detect::from_name(&draft.file.name) {
            Some(lang) => (lang, LangOrigin::FileName),
            None => detect::detect(&draft.text),
        },
    };
    let facts = crate::data::Facts::of(lang);
    let sentences = segment::sentences(&draft.text, &draft.blocks, facts);
    Document::new(draft, lang, origin, sentences)
}

/// A document whose blocks are its sentences.
pub fn segments(draft: Draft, declared: Option<Lang>) -> Document {
    let (lang, origin) = match declared.filter(|l| !l.is_und()) {
        Some(lang) => (lang, LangOrigin::Declared),
        None => detect::detect(&draft.text),
    };
    let sentences = draft.blocks.iter().map(|b| b.range).collect();
    Document::new(draft, lang, origin, sentences)
}

/// An article without its source.
pub fn alone(target: Draft, lang: Option<Lang>) -> Article {
    Article::Alone(Box::new(document(target, lang)))
}

/// An article with its source, aligned with the help of a dictionary.
pub fn paired_with(source: Document, target: Document, dictionary: &align::Dictionary) -> Article {
    let alignment = align::align_with(&source, &target, dictionary);
    Article::Paired(Box::new(Bitext::new(source, target, alignment)))
}

/// An article with its source, aligned.
pub fn paired(source: Document, target: Document) -> Article {
    paired_with(source, target, &align::Dictionary::default())
}

/// An article of records, whose segments are paired already.
pub fn records(records: read::jsonl::Records, source_lang: Option<Lang>, lang: Option<Lang>) -> Article {
    let tag = |tag: Option<String>| tag.as_deref().and_then(Lang::parse);
    let target = document(records.target, tag(records.target_lang).or(lang));
    match records.source {
        None => Article::Alone(Box::new(target)),
        Some(source) => {
            let source = document(source, tag(records.source_lang).or(source_lang));
            let alignment = align::paired(&source, &target);
            Article::Paired(Box::new(Bitext::new(source, target, alignment)))
        }
    }
}

/// Runs the chosen checks over an article.
///
/// A check that panics loses its own findings and leaves a note; the others are kept.
pub fn lint(article: &Article, config: &Config) -> Report {
    let target = article.target();
    let mut findings = Vec::new();
    let mut notes = notes(article);
    for &check in config.checks() {
        match catch_unwind(AssertUnwindSafe(|| run(check, article))) {
            Ok(found) => findings.extend(found.into_iter().filter(|f| config.tells(check, f.confidence))),
            Err(_) => notes.push(format!(
                "{} {} failed on this text and was left out; please report it",
                check.code, check.name
            )),
        }
    }
    for own in &config.own {
        findings.extend(own.run(article));
    }
    for finding in &mut findings {
        if let Some(severity) = config.severity(finding.check) {
            finding.severity = severity;
        }
    }
    let findings = settle(findings);
    let mut report = Report {
        target: target.file.clone(),
        source: article.source().map(|s| s.file.clone()),
        lang: (target.lang, target.lang_origin),
        source_lang: article.source().map(|s| (s.lang, s.lang_origin)),
        findings,
        notes,
        words: target.words().len(),
        passages: if config.passages {
            Passage::all(article)
        } else {
            Vec::new()
        },
    };
    suppress::apply(&mut report, &config.beside, config.checks());
    report
}

fn run(check: &'static Check, article: &Article) -> Vec<Finding> {
    let mut cx = Cx::new(check, article);
    match (check.run, article) {
        (Run::Sentence(run), _) => {
            for sentence in article.target().sentences() {
                run(&mut cx, sentence);
            }
        }
        (Run::Document(run), _) => run(&mut cx, article.target()),
        (Run::Bead(_) | Run::Bitext(_), Article::Paired(bitext)) if matches!(bitext.verdict, Verdict::Unrelated(_)) => {
        }
        (Run::Bead(run), Article::Paired(bitext)) => {
            for bead in bitext.beads() {
                run(&mut cx, bead);
            }
        }
        (Run::Bitext(run), Article::Paired(bitext)) => run(&mut cx, bitext),
        (Run::Bead(_) | Run::Bitext(_), Article::Alone(_)) => {}
    }
    cx.into_findings()
}

/// What the reader of the report should know about the languages.
fn notes(article: &Article) -> Vec<String> {
    let mut notes = Vec::new();
    let mut tell = |document: &Document, side: &str| {
        if document.blocks().is_empty() {
            // Without text there is nothing to tell.
        } else if document.lang.is_und() {
            notes.push(format!(
                "the language of the {side} could not be detected: checks that need one are silent; declare it with {}",
                if side == "source" { "--source-lang" } else { "--lang" }
            ));
        } else if document.facts.language.is_none() {
            notes.push(format!(
                "no facts for the language `{}` of the {side}: checks that need them are silent",
                document.lang
            ));
        }
    };
    tell(article.target(), "translation");
    if let Some(source) = article.source() {
        tell(source, "source");
    }
    if let Article::Paired(bitext) = article {
        match bitext.verdict {
            Verdict::Aligned | Verdict::Unsure(_) => {}
            Verdict::Unrelated(why) => notes.push(format!(
                "source and translation do not seem to belong together, and checks that compare them are silent: {why}"
            )),
        }
    }
    notes
}

/// Sorts findings, and drops what is said of a line that is to go, and of the words of a sentence that was not translated.
fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        (a.target.span, &a.source, a.check.code, &a.message).cmp(&(b.target.span, &b.source, b.check.code, &b.message))
    });
    let spans = |wanted: fn(&Finding) -> bool| -> Vec<Span> {
        let found = findings.iter().filter(|f| wanted(f));
        found.map(|f| f.target.span).collect()
    };
    let debris = spans(|f| f.check.category == Category::Debris && f.check.name != "glued-dateline");
    let foreign = spans(is_foreign);
    let covered = |spans: &[Span], span: Span| {
        let at = spans.partition_point(|s| s.start <= span.start);
        at.checked_sub(1).is_some_and(|i| spans[i].covers(span))
    };
    findings.retain(|f| match f.check.category {
        Category::Debris | Category::Omission => true,
        Category::Untranslated if !is_foreign(f) && covered(&foreign, f.target.span) => false,
        _ => !covered(&debris, f.target.span),
    });
    findings
}

/// Whether a finding says that a whole sentence was not translated.
fn is_foreign(finding: &Finding) -> bool {
    finding.check.name == "untranslated-sentence"
}
