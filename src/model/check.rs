//! What a check is, and what it is given.

use std::fmt;
use std::str::FromStr;

use super::{Article, Bead, Bitext, Document, Finding, FindingDraft, Label, Segment, Side};

/// An enum whose names stand in one table, from which both directions are derived.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[$name] = &[$($name::$variant,)+];

            /// The name as it is written in reports and options.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|v| v.name() == text).ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|v| v.name()).collect();
                    format!("`{text}` is none of {}", known.join(", "))
                })
            }
        }
    };
}

named! {
    /// What a finding is about: the closed list that selection and reports use.
    pub enum Category {
        /// Quotation marks.
        Quotes = "quotes",
        /// Idioms rendered word for word.
        Idiom = "idiom",
        /// Collocations that no native writes.
        Calque = "calque",
        /// What a scraper left of the page.
        Debris = "debris",
        /// Text left in the source language.
        Untranslated = "untranslated",
        /// Text in a third language.
        WrongLanguage = "wrong-language",
        /// Numbers.
        Number = "number",
        /// Names.
        Name = "name",
        /// What the translation lacks.
        Omission = "omission",
        /// What the source lacks.
        Addition = "addition",
        /// What stands twice.
        Repetition = "repetition",
        /// Punctuation and spacing.
        Punctuation = "punctuation",
        /// Broken and invisible characters.
        Encoding = "encoding",
        /// Tags and entities.
        Markup = "markup",
        /// Forms of address and tone.
        Register = "register",
        /// Terms.
        Terminology = "terminology",
        /// Capital and small letters.
        Capitalization = "capitalization",
        /// Grammatical and natural gender.
        Gender = "gender",
        /// Negation.
        Negation = "negation",
        /// Conventions of the locale for dates and numbers.
        DateLocale = "date-locale",
        /// What a user's own check says.
        Own = "own",
        /// Suppressions in the text.
        Suppression = "suppression",
    }
}

named! {
    /// Severities as in MQM.
    pub enum Severity {
        /// A matter of taste.
        Neutral = "neutral",
        /// A blemish that does not mislead.
        Minor = "minor",
        /// A fault that confuses or misleads.
        Major = "major",
        /// A fault that does harm.
        Critical = "critical",
    }
}

named! {
    /// Error types of MQM, as paths in its typology.
    pub enum Mqm {
        /// custom
        Custom = "custom",
        /// accuracy/mistranslation
        Mistranslation = "accuracy/mistranslation",
        /// accuracy/addition
        Addition = "accuracy/addition",
        /// accuracy/omission
        Omission = "accuracy/omission",
        /// accuracy/untranslated
        Untranslated = "accuracy/untranslated",
        /// linguistic-conventions/punctuation
        Punctuation = "linguistic-conventions/punctuation",
        /// linguistic-conventions/capitalization
        Capitalization = "linguistic-conventions/capitalization",
        /// linguistic-conventions/duplication
        Duplication = "linguistic-conventions/duplication",
        /// locale-conventions/number-format
        NumberFormat = "locale-conventions/number-format",
        /// locale-conventions/quotation-marks
        LocaleQuotes = "locale-conventions/quotation-marks",
        /// locale-conventions/whitespace
        LocaleWhitespace = "locale-conventions/whitespace",
        /// style/awkward
        Awkward = "style/awkward",
        /// style/inconsistent
        Inconsistent = "style/inconsistent",
        /// design-and-markup/markup
        Markup = "design-and-markup/markup",
        /// design-and-markup/character-encoding
        CharacterEncoding = "design-and-markup/character-encoding",
    }
}

named! {
    /// Whether a check has earned its place.
    pub enum Stage {
        /// Off unless it is asked for.
        Preview = "preview",
        /// On by default; its precision was measured.
        Stable = "stable",
    }
}

/// The function of a check; its form tells what the check needs.
#[derive(Clone, Copy)]
pub enum Run {
    /// Looks at one sentence of the translation at a time.
    Sentence(fn(&mut Cx, Segment)),
    /// Looks at the whole translation.
    Document(fn(&mut Cx, &Document)),
    /// Looks at one bead at a time.
    Bead(fn(&mut Cx, Bead)),
    /// Looks at both sides as a whole.
    Bitext(fn(&mut Cx, &Bitext)),
}

impl Run {
    /// Whether the check needs the source.
    pub fn needs_source(self) -> bool {
        matches!(self, Run::Bead(_) | Run::Bitext(_))
    }
}

/// A check: a static value, stateless, in a file of its own.
pub struct Check {
    /// One letter for the dimension of MQM and three digits; never reused.
    pub code: &'static str,
    /// The name of the fault.
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    /// Its type in MQM.
    pub mqm: Mqm,
    /// How grave its findings are, unless a finding says otherwise.
    pub severity: Severity,
    /// Whether it is on by default.
    pub stage: Stage,
    /// How sure its findings are in whole per cent, measured on `corpora/`, unless a finding says otherwise.
    pub confidence: u8,
    /// The release that brought it.
    pub since: &'static str,
    /// Its documentation in Markdown, with examples that run as tests.
    pub docs: &'static str,
    /// What it does.
    pub run: Run,
}

impl Check {
    /// The first sentence of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.trim().lines().next().unwrap_or("").trim()
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// What a check is given beside the text: the article, and the place for its findings.
pub struct Cx<'a> {
    /// The check that runs.
    pub check: &'static Check,
    article: &'a Article,
    findings: Vec<Finding>,
}

impl<'a> Cx<'a> {
    /// A context for one check on one article.
    pub fn new(check: &'static Check, article: &'a Article) -> Cx<'a> {
        Cx {
            check,
            article,
            findings: Vec::new(),
        }
    }

    /// What was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// The aligned source, if there is one.
    pub fn bitext(&self) -> Option<&'a Bitext> {
        match self.article {
            Article::Paired(bitext) => Some(bitext),
            Article::Alone(_) => None,
        }
    }

    /// Whether the source has the text of a segment of the translation in its place.
    pub fn in_source(&self, target: Segment) -> bool {
        self.counterpart(target)
            .is_some_and(|source| source.text().contains(target.text()))
    }

    /// The source segments aligned with a segment of the translation, as one stretch.
    pub fn counterpart(&self, target: Segment) -> Option<Segment<'a>> {
        let bitext = self.bitext()?;
        let mut beads = bitext
            .beads_of_target(target.range)
            .filter(|bead| !bead.source.is_empty());
        let first = beads.next()?.source;
        let end = beads.last().map_or(first.range.end, |b| b.source.range.end);
        Some(first.at(super::Range32 {
            start: first.range.start,
            end: end.max(first.range.end),
        }))
    }

    /// Flags a segment of the translation; the rest is said by the methods of [`FindingDraft`].
    pub fn flag<'s>(&'s mut self, target: Segment<'s>, message: String) -> FindingDraft<'s> {
        self.findings.push(Finding {
            check: self.check,
            target: target.doc.place(target.range),
            source: None,
            related: Vec::new(),
            severity: self.check.severity,
            confidence: self.check.confidence,
            message,
            fix: None,
        });
        let last = self.findings.len() - 1;
        FindingDraft::new(&mut self.findings[last], target.doc)
    }
}

impl Label {
    /// A further place on either side, with a word on why.
    pub fn new(side: Side, segment: Segment, note: &str) -> Label {
        Label {
            side,
            place: segment.doc.place(segment.range),
            note: note.to_owned(),
        }
    }
}
