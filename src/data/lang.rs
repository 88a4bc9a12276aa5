//! Language tags: BCP 47, resolved against the languages that mtlint has facts about.

use std::fmt;

use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::{Language, Region, Script};

/// A language as BCP 47 has it: language, and where they matter script and region.
///
/// The value is small and `Copy`; the undetermined language is [`Lang::UND`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang {
    language: Language,
    script: Option<Script>,
    region: Option<Region>,
}

impl Lang {
    /// The language of a text that nobody declared and that could not be detected.
    pub const UND: Lang = Lang {
        language: Language::UNKNOWN,
        script: None,
        region: None,
    };

    /// Reads a tag such as `de`, `pt-BR`, `zh_Hant` or `sr-Latn-RS`; `None` if it is not well formed.
    ///
    /// Other names of a language (`no`, `iw`, `deu`, `zh-TW`) become the one that the facts use.
    pub fn parse(tag: &str) -> Option<Lang> {
        let tag = tag.trim().replace('_', "-");
        let id = LanguageIdentifier::try_from_str(&tag).ok()?;
        let read = Lang {
            language: id.language,
            script: id.script,
            region: id.region,
        };
        Some(super::languages::resolve_alias(read))
    }

    /// Builds a tag from parts that are already known to be well formed.
    pub(super) fn from_parts(language: Language, script: Option<Script>, region: Option<Region>) -> Lang {
        Lang {
            language,
            script,
            region,
        }
    }

    pub(super) fn parts(self) -> (Language, Option<Script>, Option<Region>) {
        (self.language, self.script, self.region)
    }

    /// Whether the language is undetermined.
    pub fn is_und(self) -> bool {
        self.language == Language::UNKNOWN
    }

    /// The same language without its region and script.
    pub fn base(self) -> Lang {
        Lang {
            script: None,
            region: None,
            ..self
        }
    }

    /// Whether both are the same language, whatever their regions and scripts are.
    pub fn same_language(self, other: Lang) -> bool {
        self.language == other.language
    }

    /// The tags to look facts up under, from the closest to the widest:
    /// `zh-Hant-TW`, `zh-Hant`, `zh`.
    pub fn fallbacks(self) -> impl Iterator<Item = Lang> {
        let with_region = Some(self).filter(|l| l.region.is_some());
        let without_script =
            Some(Lang { script: None, ..self }).filter(|l| self.script.is_some() && l.region.is_some());
        let with_script = Some(Lang { region: None, ..self }).filter(|l| l.script.is_some());
        with_region
            .into_iter()
            .chain(with_script)
            .chain(without_script)
            .chain(Some(self.base()))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.language)?;
        if let Some(script) = self.script {
            write!(f, "-{script}")?;
        }
        if let Some(region) = self.region {
            write!(f, "-{region}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
