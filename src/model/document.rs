//! One side of an article, read.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::{File, Place, RecordSpan, SpanMap};
use crate::data::{Concepts, Facts, Lang};
use crate::text::Passage;
pub use crate::text::Range32;
use crate::text::concepts::{self, Naming};
use crate::text::dates::{self, Date};
use crate::text::furniture::{self, Furniture};
use crate::text::numbers::{self, Number};
use crate::text::quotes::{self, QuoteView};
use crate::text::words::{self, Word};

/// What a block of prose is in its format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A paragraph, or a line of a plain text.
    Paragraph,
    /// A heading that the format marks as one.
    Heading,
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
}

/// A paragraph, heading, list item or cell: a range of prose without the white space around it.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// Where it stands in the prose.
    pub range: Range32,
    /// What it is.
    pub kind: BlockKind,
    /// The record it belongs to, in a file of paired segments.
    pub record: Option<u32>,
}

/// One record of a file of paired segments.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its `id`, or its number in the file where it has none.
    pub id: Arc<str>,
    /// Where its text begins, in bytes of the file's stretch.
    pub start: u32,
    /// Escapes in its text: where each begins, and its bytes, which stand for one character.
    pub escapes: Vec<(u32, u32)>,
}

/// A file's prose before its language is known.
#[derive(Debug)]
pub struct Draft {
    /// The file.
    pub file: Arc<File>,
    /// The prose, in Unicode normal form C, blocks parted by line feeds.
    pub text: String,
    /// The way back to the file.
    pub map: SpanMap,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// Whether it was written as markup, of which a program makes the typographic marks.
    pub is_markup: bool,
    /// The records of a file of paired segments, in order; empty for an article.
    pub records: Vec<Record>,
}

/// How the language of a document was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LangOrigin {
    /// It was declared, on the command line or in the record.
    Declared,
    /// It stands in the file's name.
    FileName,
    /// It was detected from the whole text, with the detector's confidence in per cent.
    Detected(u8),
    /// It could not be told; checks that need a language are silent.
    Unknown,
}

impl fmt::Display for LangOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LangOrigin::Declared => f.write_str("declared"),
            LangOrigin::FileName => f.write_str("from the file name"),
            LangOrigin::Detected(sure) => write!(f, "detected, {sure} %"),
            LangOrigin::Unknown => f.write_str("could not be detected"),
        }
    }
}

/// One side of an article: one string of clean prose with blocks, sentences and the way back to the file.
///
/// Sentences tile the blocks; words, numbers and quotations are computed once, when first asked for.
#[derive(Debug)]
pub struct Document {
    /// The file it was read from.
    pub file: Arc<File>,
    /// Its language.
    pub lang: Lang,
    /// How the language was found.
    pub lang_origin: LangOrigin,
    /// What is known of the language.
    pub facts: &'static Facts,
    text: String,
    map: SpanMap,
    blocks: Vec<Block>,
    is_markup: bool,
    records: Vec<Record>,
    sentences: Vec<Range32>,
    words: OnceLock<Vec<Word>>,
    numbers: OnceLock<Vec<Number>>,
    quotes: OnceLock<QuoteView>,
    furniture: OnceLock<Furniture>,
    concepts: OnceLock<Vec<Naming>>,
}

impl Document {
    /// A document from a draft whose language and sentences are known.
    ///
    /// `sentences` are sorted ranges of the prose, each within one block.
    pub fn new(draft: Draft, lang: Lang, origin: LangOrigin, sentences: Vec<Range32>) -> Document {
        Document {
            file: draft.file,
            lang,
            lang_origin: origin,
            facts: Facts::of(lang),
            text: draft.text,
            map: draft.map,
            blocks: draft.blocks,
            is_markup: draft.is_markup,
            records: draft.records,
            sentences,
            words: OnceLock::new(),
            numbers: OnceLock::new(),
            quotes: OnceLock::new(),
            furniture: OnceLock::new(),
            concepts: OnceLock::new(),
        }
    }

    /// Whether it was written as markup, of which a program makes the typographic marks.
    pub fn is_markup(&self) -> bool {
        self.is_markup
    }

    /// The prose.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The records of a file of paired segments; empty for an article.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Whether the blocks are segments that somebody else cut, rather than paragraphs.
    pub fn is_segmented(&self) -> bool {
        !self.records.is_empty()
    }

    /// The ranges of the sentences in reading order.
    pub fn sentence_ranges(&self) -> &[Range32] {
        &self.sentences
    }

    /// The sentences in reading order.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Segment<'_>> + Clone {
        self.sentences.iter().map(|&range| self.segment(range))
    }

    /// The whole text.
    pub fn whole(&self) -> Segment<'_> {
        self.segment(Range32::new(0, self.text.len()))
    }

    /// A range of the prose as a segment.
    pub fn segment(&self, range: Range32) -> Segment<'_> {
        Segment { doc: self, range }
    }

    /// The blocks as segments, in reading order.
    pub fn block_segments(&self) -> impl ExactSizeIterator<Item = Segment<'_>> {
        self.blocks.iter().map(|block| self.segment(block.range))
    }

    /// All words in reading order.
    pub fn words(&self) -> &[Word] {
        self.words
            .get_or_init(|| words::words(&self.text, self.blocks.iter().map(|b| b.range)))
    }

    /// All numbers in reading order.
    pub fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| {
            // Most segments hold no number, and then their words are not asked for.
            if self.text.bytes().any(|b| b.is_ascii_digit()) || self.text.chars().any(|c| numbers::digit(c).is_some()) {
                numbers::numbers(&self.text, self.words(), self.facts)
            } else {
                Vec::new()
            }
        })
    }

    /// The quotation marks: what each does, which belong together, what is damaged.
    pub fn quotes(&self) -> &QuoteView {
        self.quotes.get_or_init(|| {
            let blocks: Vec<Range32> = self.blocks.iter().map(|b| b.range).collect();
            quotes::view(&self.text, &blocks, self.words(), self.facts, self.is_segmented())
        })
    }

    /// The lines that a scraper left of the page.
    pub fn furniture(&self) -> &Furniture {
        self.furniture.get_or_init(|| {
            let blocks: Vec<Range32> = self.blocks.iter().map(|b| b.range).collect();
            let mut view = furniture::view(&self.text, &blocks, self.facts, self.is_segmented());
            // A line of a segment of several lines is none of a page.
            let alone = |at: usize| {
                let same = |other: Option<&Block>| other.is_some_and(|b| b.record == self.blocks[at].record);
                !same(at.checked_sub(1).and_then(|i| self.blocks.get(i))) && !same(self.blocks.get(at + 1))
            };
            if self.is_segmented() {
                for (at, hit) in view.hits.iter_mut().enumerate() {
                    *hit = hit.filter(|_| alone(at));
                }
            }
            view
        })
    }

    /// The concepts that its words stand for, in order; none for a language that the table does not hold.
    pub fn concepts(&self) -> &[Naming] {
        self.concepts.get_or_init(|| {
            Concepts::of(self.lang).map_or_else(Vec::new, |table| concepts::concepts(&self.text, self.words(), table))
        })
    }

    /// Whether the text was cut into tokens.
    pub fn is_tokenised(&self) -> bool {
        words::is_tokenised(&self.text, self.words(), self.facts.has_spaces())
    }

    /// The index of the block that holds this place; places between blocks belong to the one before.
    pub fn block_at(&self, at: u32) -> Option<usize> {
        self.blocks
            .partition_point(|block| block.range.start <= at)
            .checked_sub(1)
    }

    /// Whether the prose at this place is copied from the file byte for byte.
    pub fn is_copy(&self, at: u32) -> bool {
        self.map.is_copy(at)
    }

    /// Where a range of the prose stands in the file, and in its record.
    pub fn place(&self, range: Range32) -> Place {
        let span = self.map.span(range);
        let record = self.block_at(range.start).and_then(|index| {
            let record = self.records.get(self.blocks[index].record? as usize)?;
            Some(RecordSpan {
                id: record.id.clone(),
                start: record.scalars(&self.file, span.start),
                end: record.scalars(&self.file, span.end),
            })
        });
        Place { span, record }
    }
}

impl Record {
    /// How many Unicode scalar values of the record's text stand before a byte of the file.
    fn scalars(&self, file: &File, offset: u64) -> u32 {
        let to = offset.saturating_sub(file.base) as usize;
        let body = file.text.get(self.start as usize..to).unwrap_or("");
        let escaped: u32 = self
            .escapes
            .iter()
            .take_while(|(at, len)| (at + len) as usize <= to)
            .map(|(_, len)| len - 1)
            .sum();
        body.chars().count() as u32 - escaped
    }
}

/// A small handle: a document and a range of its prose.
///
/// A sentence, a block, one side of a bead, a word: one type for all.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    /// The document.
    pub doc: &'a Document,
    /// The range of its prose.
    pub range: Range32,
}

impl<'a> Segment<'a> {
    /// The prose of the segment.
    pub fn text(self) -> &'a str {
        self.doc.text.get(self.range.usize()).unwrap_or("")
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.range.is_empty()
    }

    /// The words that begin in the segment.
    pub fn words(self) -> &'a [Word] {
        within(self.doc.words(), self.range, |w| w.range.start)
    }

    /// The numbers that begin in the segment.
    pub fn numbers(self) -> &'a [Number] {
        within(self.doc.numbers(), self.range, |n| n.range.start)
    }

    /// The dates of the segment that name a day of a month.
    pub fn dates(self) -> Vec<Date> {
        dates::dates(self.doc.text(), self.range, self.words(), self.doc.facts)
    }

    /// The concepts that are named in the segment.
    pub fn concepts(self) -> &'a [Naming] {
        within(self.doc.concepts(), self.range, |n| n.range.start)
    }

    /// The sentences that begin in the segment.
    pub fn sentences(self) -> &'a [Range32] {
        within(&self.doc.sentences, self.range, |s| s.start)
    }

    /// The segment as the views of a text take it.
    pub fn passage(self) -> Passage<'a> {
        Passage {
            text: self.doc.text(),
            range: self.range,
            words: self.words(),
            numbers: self.numbers(),
            concepts: self.concepts(),
            lang: self.doc.lang,
            facts: self.doc.facts,
        }
    }

    /// Another range of the same document.
    pub fn at(self, range: Range32) -> Segment<'a> {
        Segment { range, ..self }
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{} {:?}", self.range.start, self.range.end, self.text())
    }
}

/// The part of a table, sorted by place, whose entries begin in the range.
fn within<T>(table: &[T], range: Range32, start: impl Fn(&T) -> u32) -> &[T] {
    let from = table.partition_point(|entry| start(entry) < range.start);
    let to = table.partition_point(|entry| start(entry) < range.end);
    &table[from..to.max(from)]
}
