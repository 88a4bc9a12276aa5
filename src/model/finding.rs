//! What a check has found.

use std::sync::Arc;

use super::{Check, Document, Range32, Segment, Severity, Span};

/// A range of Unicode scalar values in the text of a record.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RecordSpan {
    /// The record's `id`.
    pub id: Arc<str>,
    /// The first scalar value.
    pub start: u32,
    /// The one after the last.
    pub end: u32,
}

/// A place in a file, and in its record where the file holds records.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The bytes of the file.
    pub span: Span,
    /// The scalar values of the record.
    pub record: Option<RecordSpan>,
}

/// One of the two sides of a translation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What was translated.
    Source,
    /// The translation.
    Target,
}

/// A further place of a finding, with a word on why.
#[derive(Clone, Debug)]
pub struct Label {
    /// The side it stands on.
    pub side: Side,
    /// Where it stands.
    pub place: Place,
    /// Why it matters.
    pub note: String,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Safety {
    /// Nobody would refuse it.
    Safe,
    /// It wants a look.
    Unsafe,
}

/// One change of the target file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Edit {
    /// The bytes to take out.
    pub span: Span,
    /// What to put in their place.
    pub insert: String,
}

/// How a fault can be mended: edits of the target file that do not overlap, sorted by place.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What to do, in a few words.
    pub title: String,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The changes.
    pub edits: Vec<Edit>,
}

/// What was seen, where, how grave, how sure, and how to mend it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check that saw it.
    pub check: &'static Check,
    /// Where in the target; empty where something is missing.
    pub target: Place,
    /// The stretch of the source that proves it.
    pub source: Option<Place>,
    /// Further places.
    pub related: Vec<Label>,
    /// How grave.
    pub severity: Severity,
    /// How sure, in whole per cent.
    pub confidence: u8,
    /// What is seen; it quotes the text and stops.
    pub message: String,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// A finding that is being described.
pub struct FindingDraft<'a> {
    finding: &'a mut Finding,
    doc: &'a Document,
}

impl<'a> FindingDraft<'a> {
    pub(super) fn new(finding: &'a mut Finding, doc: &'a Document) -> FindingDraft<'a> {
        FindingDraft { finding, doc }
    }

    /// Names the stretch of the source that proves it.
    pub fn source(self, source: Segment) -> Self {
        self.finding.source = Some(source.doc.place(source.range));
        self
    }

    /// Adds a further place.
    pub fn related(self, label: super::Label) -> Self {
        self.finding.related.push(label);
        self
    }

    /// Sets another severity than the check's own.
    pub fn severity(self, severity: Severity) -> Self {
        self.finding.severity = severity;
        self
    }

    /// Sets another confidence than the check's own.
    pub fn confidence(self, per_cent: u8) -> Self {
        self.finding.confidence = per_cent;
        self
    }

    /// Offers a repair: ranges of the prose and what to put in their place.
    ///
    /// The repair is dropped where an edit would touch text that is written in another way in the file
    /// (an entity, an escape): nothing may be lost on the way back.
    pub fn fix(self, title: &str, safety: Safety, edits: impl IntoIterator<Item = (Range32, String)>) -> Self {
        let doc = self.doc;
        let mut written = Vec::new();
        for (range, insert) in edits {
            if !(range.start..range.end).all(|at| doc.is_copy(at)) {
                return self;
            }
            written.push(Edit {
                span: doc.place(range).span,
                insert,
            });
        }
        written.sort();
        let apart = written.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        if apart && !written.is_empty() {
            self.finding.fix = Some(Fix {
                title: title.to_owned(),
                safety,
                edits: written,
            });
        }
        self
    }
}
