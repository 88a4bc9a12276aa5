//! `mtlint.toml`: what a user sets for a project, for files and for pairs of languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use globset::{Glob, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Config;
use crate::check::nearest;
use crate::model::{Category, Lang, Mqm, Severity};
use crate::own::{Kind, Own, Pattern};

/// The name of the file.
pub const NAME: &str = "mtlint.toml";

/// What a file sets. What it leaves out is inherited.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "mtlint.toml")]
pub struct Settings {
    /// A file whose settings are taken over first, relative to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// The language of the sources, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<String>,
    /// The language of the translations, as a BCP 47 tag; without it, by file name and text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The checks that run, instead of the stable ones: codes or their beginnings, names, categories, types of MQM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// Checks that run, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// Checks that do not run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// Whether checks run that have not yet earned their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview: Option<bool>,
    /// The least confidence of what is told, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub min_confidence: Option<u8>,
    /// The least severity that makes a run fail: neutral, minor, major or critical.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<String>,
    /// Severities by check, category or type of MQM.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, String>,
    /// Files that are not looked at, as globs relative to this file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// The file of known findings, relative to this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// Glossaries (.csv, .tsv or .tbx), relative to this file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<String>,
    /// Dictionaries which help to pair sentences, relative to this file (`mtlint lexicon learn` makes them).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dictionary: Vec<String>,
    /// Words that stand in translations as they stand in the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub do_not_translate: Vec<String>,
    /// Other settings for some files or pairs of languages; later ones win.
    #[serde(rename = "override", skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
    /// Checks of your own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub check: Vec<OwnSettings>,
}

/// Other settings for some files or pairs of languages.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Override {
    /// Globs of files, relative to the settings; none for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// A pair of languages such as `en-de`; `*` for any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pair: Option<String>,
    /// As outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<Vec<String>>,
    /// As outside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extend_select: Vec<String>,
    /// As outside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
    /// As outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview: Option<bool>,
    /// As outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100))]
    pub min_confidence: Option<u8>,
    /// As outside.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub severity: BTreeMap<String, String>,
}

/// A check of your own: where the source holds `source`, the translation must hold `target` and must not hold
/// `forbid`; without `source` the translation must not hold `forbid`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OwnSettings {
    /// Its name in reports.
    pub name: String,
    /// How the patterns are written.
    pub kind: Kind,
    /// What the source must hold for it to speak.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What the translation must hold then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// What the translation must not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forbid: Option<String>,
    /// What is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// How grave it is; major by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// The language of the source it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_lang: Option<String>,
    /// The language of the translation it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Texts that it must flag, for `mtlint test`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flag: Vec<Example>,
    /// Texts on which it must be silent, for `mtlint test`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clean: Vec<Example>,
}

/// A text for `mtlint test`: of the translation alone, or of both sides.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Example {
    /// A translation.
    Target(String),
    /// A source and its translation.
    Both {
        /// The source.
        source: String,
        /// The translation.
        target: String,
    },
}

impl Settings {
    /// Reads a file's text.
    ///
    /// # Errors
    /// What is wrong and where, with a suggestion for a misspelled key.
    pub fn parse(text: &str) -> Result<Settings, String> {
        toml::from_str(text).map_err(|error| {
            let line = error
                .span()
                .map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let message = error.message().to_owned();
            let mut names = message.split('`').skip(1).step_by(2);
            let hint = names
                .next()
                .filter(|_| message.starts_with("unknown field"))
                .and_then(|wrong| {
                    let best = nearest(wrong, names)?;
                    Some(format!("unknown key `{wrong}`; did you mean `{best}`?"))
                });
            format!("line {line}: {}", hint.unwrap_or(message))
        })
    }

    /// These settings on top of others: single values win, lists are joined.
    pub fn over(mut self, base: Settings) -> Settings {
        fn joined<T>(base: Vec<T>, own: Vec<T>) -> Vec<T> {
            base.into_iter().chain(own).collect()
        }
        let mut severity = base.severity;
        severity.append(&mut self.severity);
        Settings {
            extends: None,
            source_lang: self.source_lang.or(base.source_lang),
            lang: self.lang.or(base.lang),
            select: self.select.or(base.select),
            extend_select: joined(base.extend_select, self.extend_select),
            ignore: joined(base.ignore, self.ignore),
            preview: self.preview.or(base.preview),
            min_confidence: self.min_confidence.or(base.min_confidence),
            fail_on: self.fail_on.or(base.fail_on),
            severity,
            exclude: joined(base.exclude, self.exclude),
            baseline: self.baseline.or(base.baseline),
            glossary: joined(base.glossary, self.glossary),
            dictionary: joined(base.dictionary, self.dictionary),
            do_not_translate: joined(base.do_not_translate, self.do_not_translate),
            overrides: joined(base.overrides, self.overrides),
            check: joined(base.check, self.check),
        }
    }

    /// The checks of the user's own: those written here, and the words not to translate.
    ///
    /// # Errors
    /// The name of the check and what is wrong with it.
    pub fn own(&self) -> Result<Vec<Arc<Own>>, String> {
        let mut own = Vec::new();
        for spec in &self.check {
            own.push(Arc::new(
                spec.build()
                    .map_err(|error| format!("check `{}`: {error}", spec.name))?,
            ));
        }
        for word in &self.do_not_translate {
            let pattern = || Pattern::new(Kind::Literal, word);
            own.push(Arc::new(Own {
                check: Own::check("do-not-translate", Category::Terminology, Mqm::Custom, Severity::Major),
                source: Some(pattern()?),
                target: Some(pattern()?),
                forbid: None,
                message: None,
                languages: (None, None),
            }));
        }
        Ok(own)
    }

    /// The languages that are set, of the source and of the translation.
    pub fn languages(&self) -> (Option<Lang>, Option<Lang>) {
        let lang = |tag: &Option<String>| tag.as_deref().and_then(Lang::parse);
        (lang(&self.source_lang), lang(&self.lang))
    }

    /// The choices for one file: what is set for all, on top of it what is set for some, the last one winning, and on top
    /// of that the command line, whose `select` starts anew.
    ///
    /// # Errors
    /// A name or value that does not fit.
    pub fn config<'a>(&self, others: impl Iterator<Item = &'a Override>, line: &Override) -> Result<Config, String> {
        let mut merged = Override {
            select: self.select.clone(),
            extend_select: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            preview: self.preview,
            min_confidence: self.min_confidence,
            severity: self.severity.clone(),
            ..Override::default()
        };
        for other in others {
            other.onto(&mut merged);
        }
        if line.select.is_some() {
            merged.extend_select.clear();
        }
        line.onto(&mut merged);
        let mut config = merged.config()?;
        if let Some(least) = &self.fail_on {
            config.fail_on = severity(least)?;
        }
        Ok(config)
    }
}

impl Override {
    /// Sets on top of others what is set here: single values and `select` win, lists are joined.
    fn onto(&self, merged: &mut Override) {
        merged.select = self.select.clone().or(merged.select.take());
        merged.extend_select.extend(self.extend_select.iter().cloned());
        merged.ignore.extend(self.ignore.iter().cloned());
        merged.preview = self.preview.or(merged.preview);
        merged.min_confidence = self.min_confidence.or(merged.min_confidence);
        merged.severity.extend(self.severity.clone());
    }

    /// The choices that these settings make by themselves.
    ///
    /// # Errors
    /// A name or value that does not fit.
    pub fn config(&self) -> Result<Config, String> {
        let preview = self.preview.unwrap_or(false);
        let mut select = self.select.clone().unwrap_or_default();
        if self.select.is_none() && !self.extend_select.is_empty() {
            let stable = Config::new(&[], &[], preview)?;
            select.extend(stable.checks().iter().map(|c| c.code.to_owned()));
        }
        select.extend(self.extend_select.iter().cloned());
        let mut config = Config::new(&select, &self.ignore, preview)?;
        for (name, weight) in &self.severity {
            config.weigh(name, severity(weight)?)?;
        }
        config.min_confidence = self.min_confidence;
        Ok(config)
    }

    /// Whether it is for a pair of languages, as in `en-de` or `*-pt-BR`.
    pub fn is_for(&self, (source, target): (Option<Lang>, Option<Lang>)) -> bool {
        let is = |tag: &str, lang: Option<Lang>| {
            tag == "*" || Lang::parse(tag).zip(lang).is_some_and(|(a, b)| a.same_language(b))
        };
        self.pair.as_deref().is_none_or(|pair| {
            pair.match_indices('-')
                .any(|(at, _)| is(&pair[..at], source) && is(&pair[at + 1..], target))
        })
    }
}

fn severity(name: &str) -> Result<Severity, String> {
    name.parse()
        .map_err(|_| format!("`{name}` is no severity: neutral, minor, major or critical"))
}

impl OwnSettings {
    /// The check.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn build(&self) -> Result<Own, String> {
        if self.name.is_empty() || !self.name.chars().all(|c| c.is_alphanumeric() || c == '-') {
            return Err("wants a name of letters, digits and hyphens".to_owned());
        }
        if self.target.is_none() && self.forbid.is_none() || self.target.is_some() && self.source.is_none() {
            return Err("wants `forbid`, or `source` with `target` or `forbid`".to_owned());
        }
        let pattern = |text: &Option<String>| text.as_deref().map(|t| Pattern::new(self.kind, t)).transpose();
        let lang = |tag: &Option<String>| {
            tag.as_deref()
                .map(|t| Lang::parse(t).ok_or_else(|| format!("`{t}` is not a BCP 47 tag")))
                .transpose()
        };
        let severity = match &self.severity {
            Some(name) => severity(name)?,
            None => Severity::Major,
        };
        Ok(Own {
            check: Own::check(&self.name, Category::Own, Mqm::Custom, severity),
            source: pattern(&self.source)?,
            target: pattern(&self.target)?,
            forbid: pattern(&self.forbid)?,
            message: self.message.clone(),
            languages: (lang(&self.source_lang)?, lang(&self.lang)?),
        })
    }
}

/// A set of globs.
///
/// # Errors
/// The glob that cannot be read.
pub fn globs(list: &[String]) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for glob in list {
        set.add(Glob::new(glob).map_err(|error| format!("`{glob}` is no glob: {}", error.kind()))?);
    }
    set.build().map_err(|error| error.to_string())
}

/// The JSON schema of `mtlint.toml`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Settings);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
