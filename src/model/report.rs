//! The findings of one article.

use std::sync::Arc;

use super::{Article, File, Finding, Lang, LangOrigin, Span};

/// The findings of one article, sorted by place in the target, place in the source, and code.
#[derive(Debug)]
pub struct Report {
    /// The target file, or the stretch of it that was looked at.
    pub target: Arc<File>,
    /// The source file, if there is one.
    pub source: Option<Arc<File>>,
    /// The language of the target and how it was found.
    pub lang: (Lang, LangOrigin),
    /// The language of the source and how it was found.
    pub source_lang: Option<(Lang, LangOrigin)>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// What the reader of the report should know: a language without facts, checks that could not run.
    pub notes: Vec<String>,
    /// How many words the target has.
    pub words: usize,
    /// The text passage by passage, in the order of the translation.
    pub passages: Vec<Passage>,
}

/// A bead as two stretches of two files; of a translation alone, a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Where in the target file; empty for an omission.
    pub target: Span,
    /// Where in the source file; empty for an addition, `None` without a source.
    pub source: Option<Span>,
    /// How sure the link is, in whole per cent.
    pub confidence: u8,
    /// Whether the passage stands elsewhere in the order of the source.
    pub moved: bool,
}

impl Passage {
    /// The passages of an article.
    pub fn all(article: &Article) -> Vec<Passage> {
        match article {
            Article::Alone(document) => document
                .sentences()
                .map(|sentence| Passage {
                    target: document.place(sentence.range).span,
                    source: None,
                    confidence: 100,
                    moved: false,
                })
                .collect(),
            Article::Paired(bitext) => bitext
                .beads()
                .map(|bead| Passage {
                    target: bitext.target.place(bead.target.range).span,
                    source: Some(bitext.source.place(bead.source.range).span),
                    confidence: bead.confidence,
                    moved: bead.moved,
                })
                .collect(),
        }
    }
}

impl Report {
    /// The passage in which a finding stands, by its number.
    pub fn passage_of(&self, finding: &Finding) -> Option<usize> {
        let at = finding.target.span;
        let behind = self.passages.partition_point(|p| p.target.start <= at.start);
        let here = behind.checked_sub(1)?;
        // A missing passage stands at the end of the one before it.
        let missing = |p: &Passage| p.target.start == p.target.end && p.target.start == at.start;
        (at.start == at.end)
            .then(|| {
                let theirs = finding.source.as_ref()?.span;
                let same = |i: &usize| {
                    missing(&self.passages[*i]) && self.passages[*i].source.is_some_and(|s| s.covers(theirs))
                };
                (0..=here)
                    .rev()
                    .take_while(|&i| self.passages[i].target.end >= at.start)
                    .find(same)
            })
            .flatten()
            .or(Some(here))
    }

    /// What a finding is about, in any version of the file: its check, and the passage in both languages. White space
    /// and places do not count.
    pub fn key(&self, finding: &Finding) -> u64 {
        let passage = self.passage_of(finding).map(|i| &self.passages[i]);
        let target = passage.map_or(finding.target.span, |p| p.target);
        let source = passage.and_then(|p| p.source);
        let mut hash = Fnv::default();
        hash.write(finding.check.code);
        for word in self.target.slice(target).split_whitespace() {
            hash.write(word);
        }
        hash.write("");
        let source = source
            .zip(self.source.as_ref())
            .map_or("", |(span, file)| file.slice(span));
        for word in source.split_whitespace() {
            hash.write(word);
        }
        hash.0
    }
}

/// The hash of Fowler, Noll and Vo (FNV-1a) with 64 bits: the same on every machine and in every release.
#[derive(Clone, Copy, Debug)]
pub struct Fnv(pub u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xCBF2_9CE4_8422_2325)
    }
}

impl Fnv {
    /// Adds a text and its end.
    pub fn write(&mut self, text: &str) {
        for byte in text.bytes().chain(Some(0)) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
    }
}

/// What all reports of a run add up to.
#[derive(Debug, Default, Clone)]
pub struct Summary {
    /// Files that were looked at.
    pub files: usize,
    /// Words of the translations.
    pub words: usize,
    /// Findings by severity: neutral, minor, major, critical.
    pub by_severity: [usize; 4],
    /// Findings that have a fix.
    pub fixable: usize,
    /// Findings that were mended in this run.
    pub mended: usize,
}

impl Summary {
    /// Adds one article.
    pub fn add(&mut self, report: &Report) {
        self.words += report.words;
        for finding in &report.findings {
            self.by_severity[finding.severity as usize] += 1;
            self.fixable += usize::from(finding.fix.is_some());
        }
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.by_severity.iter().sum()
    }
}
