//! The nouns: what the stages hand to one another.

mod bitext;
mod check;
mod document;
mod file;
mod finding;
mod map;
mod report;

pub use crate::data::Lang;
pub use bitext::{Alignment, Article, Bead, BeadRange, Bitext, Verdict};
pub use check::{Category, Check, Cx, Mqm, Run, Severity, Stage};
pub use document::{Block, BlockKind, Document, Draft, LangOrigin, Range32, Record, Segment};
pub use file::{File, Position, Span};
pub use finding::{Edit, Finding, FindingDraft, Fix, Label, Place, RecordSpan, Safety, Side};
pub use map::SpanMap;
pub use report::{Fnv, Passage, Report, Summary};
