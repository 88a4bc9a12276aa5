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

    /// Reads a tag as names of files and folders write it: a known language, perhaps with script and region.
    ///
    /// A folder `de-en` holds a pair of languages: there is no region of that name. So does `en-fr`, in small letters, where
    /// nothing is known of English in France.
    pub fn in_name(part: &str) -> Option<Lang> {
        const LONGEST: usize = 12;
        let tag = part.replace('_', "-");
        let mut subtags = tag.split('-');
        let base = subtags.next()?;
        let shaped =
            (2..=3).contains(&base.len()) && base.bytes().all(|b| b.is_ascii_lowercase()) && tag.len() <= LONGEST;
        let lang = shaped.then(|| Lang::parse(&tag)).flatten()?;
        super::languages::row(lang.base())?;
        let written = subtags.find(|subtag| subtag.len() == 2);
        let is_region = |subtag: &str| {
            let id = format!("country-{}", subtag.to_ascii_lowercase());
            let is_language =
                || Lang::parse(subtag).is_some_and(|l| super::languages::row(l).is_some() && l.base() != lang.base());
            let is_small = subtag.bytes().all(|b| b.is_ascii_lowercase());
            super::concepts::ROWS.iter().any(|row| row.id == id)
                && (!is_small || !is_language() || super::locales::row(lang).is_some())
        };
        written.is_none_or(is_region).then_some(lang)
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

    /// The code of the language alone, `zh` of `zh-Hant-TW`.
    pub fn code(&self) -> &str {
        self.language.as_str()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders() {
        for (part, wanted) in [
            ("de", Some("de")),
            ("pt-br", Some("pt-BR")),
            ("fr_CA", Some("fr-CA")),
            ("fr-ca", Some("fr-CA")),
            ("en-FR", Some("en-FR")),
            ("zh-hant", Some("zh-Hant")),
            ("de-de", Some("de-DE")),
            ("de-en", None),
            ("en-fr", None),
            ("v1", None),
            ("docs", None),
        ] {
            assert_eq!(Lang::in_name(part).map(|l| l.to_string()).as_deref(), wanted, "{part}");
        }
    }
}
