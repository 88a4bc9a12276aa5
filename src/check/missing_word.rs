use super::prelude::*;
use crate::data::languages::Capitals;
use crate::data::{Dangling, Gap};
use crate::text::naming;
use crate::text::words::{Word, WordKind};

check! {
    /// A word seems to have been lost: what needs a word behind it stands before a mark.
    ///
    /// ## Why it matters
    /// Names that a machine did not know, links and formulas that a scraper dropped leave such holes, and the sentence
    /// no longer says of whom it speaks.
    ///
    /// ## How it decides
    /// An article, a contraction or a preposition which never ends a clause stands directly before a comma, a full stop
    /// or the end of the paragraph; a sentence begins with a comma, or states something and begins with a verb that needs
    /// a subject; an English *’s* stands alone; brackets are empty, or begin with a comma.
    /// With the source, in English: a preposition or an article meets a mark, a verb or another preposition (*the mayor of
    /// in May*), where the source has a name that the translation does not have.
    ///
    /// ## Not flagged
    /// Words with a capital letter, in quotation marks or italics, before an ellipsis or a dash, in brackets.
    ///
    /// ## Examples
    /// ```flag
    /// en: The flooding was worst in the⟦,⟧ where two dams broke.
    /// ```
    /// ```flag
    /// fr: Il est le premier ministre de⟦.⟧
    /// ```
    /// ```flag
    /// en: He got on a train and I was glad, but it left with him.
    /// es: Subió a un tren y me alegré, pero este se fue con el⟦.⟧
    /// ```
    /// ```flag
    /// en: ⟦,⟧ a specialist in water, blamed the town.
    /// ```
    /// ```flag
    /// en: Eight people live under one roof, including one of ⟦'s⟧ sons.
    /// ```
    /// ```flag
    /// en: ⟦Has⟧ announced that it will close the old bridge in May.
    /// ```
    /// ```flag
    /// en: She is the head of the Institute for Rivers ⟦()⟧ in Bremford.
    /// ```
    /// ```clean
    /// en: Choose the Open With tab.
    /// es: Elija la pestaña Abrir con.
    /// ```
    /// ```clean
    /// en: Is the bridge closed until the end of May? The house that he spoke of, and the one she lives in. He got an A, she got “the”, and then the … end.
    /// ```
    pub static CHECK = {
        code: "L307", name: "missing-word", category: Category::Omission, mqm: Mqm::Omission,
        severity: Severity::Major, stage: Stage::Stable, confidence: 75, since: "0.1.0", run: Run::Document(run),
    }
}

fn run(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let words = doc.words();
    for (index, word) in words.iter().enumerate() {
        let end = word.range.end as usize;
        let mut behind = text[end..].chars();
        let Some(mark) = behind.next().filter(|c| matches!(c, ',' | '.' | ';')) else {
            continue;
        };
        let open = behind.next().is_none_or(|c| chars::is_space(c) || c == '\n');
        if !open || word.capital || word.kind != WordKind::Letters {
            continue;
        }
        let folded = fold::text(word.text(text));
        let kind = doc.facts.dangling.get(folded.as_str());
        // `v.` and `a.` may be abbreviations and labels.
        let short = folded.chars().count() == 1 && mark == '.';
        let stranded =
            kind.is_some_and(|&k| k == Dangling::Any || mark == '.') && !short && !is_mentioned(doc, words, index);
        if stranded && !cx.counterpart(doc.segment(word.range)).is_some_and(holds_label) {
            let at = Range32::new(end, end + mark.len_utf8());
            let message = format!("a word is missing between “{}” and “{mark}”", word.text(text));
            cx.flag(doc.segment(at), message);
        }
    }
    if let Some(bitext) = cx.bitext().filter(|_| !doc.facts.gaps.is_empty()) {
        nameless(cx, bitext);
    }
    empty_brackets(cx, doc);
    if !doc.facts.before_names.is_empty() {
        lone_possessives(cx, doc);
    }
    if !doc.facts.after_subjects.is_empty() {
        for verb in doc.sentences().filter_map(lone_verb) {
            let message = format!("“{}” begins a statement: its subject is missing", verb.text());
            cx.flag(verb, message);
        }
    }
    for sentence in doc.sentences() {
        let mut letters = sentence.text().chars();
        let first = letters.next().filter(|c| matches!(c, ',' | ';' | '،' | '、' | '，'));
        if let Some(mark) = first
            && letters.next().is_some_and(chars::is_space)
            && !cx
                .counterpart(sentence)
                .is_some_and(|source| source.text().starts_with(mark))
            && doc
                .block_at(sentence.range.start)
                .is_some_and(|b| doc.blocks()[b].range.start == sentence.range.start)
        {
            let at = Range32::new(
                sentence.range.start as usize,
                sentence.range.start as usize + mark.len_utf8(),
            );
            cx.flag(
                doc.segment(at),
                format!("the sentence begins with “{mark}”: a word is missing before it"),
            );
        }
    }
}

/// Whether a grammatical word with a capital letter stands inside a name: "the Open With tab" speaks of what a program shows.
fn holds_label(source: Segment) -> bool {
    let (text, facts) = (source.doc.text(), source.doc.facts);
    source.words().windows(2).any(|pair| {
        let second = pair[1].text(text);
        let small = facts.function_words.contains(fold::text(second).as_str());
        // "I" is no name's, and where pronouns have capitals, a name has two.
        let longer = second.chars().take(2).filter(|c| c.is_alphabetic()).count() > 1;
        let alone = facts.language.is_some_and(|l| l.capitals == Capitals::Names);
        small && longer && (alone || pair[0].capital) && pair[1].capital && pair[0].range.end + 1 == pair[1].range.start
    })
}

/// Grammatical words that meet where the source has a name which the translation does not have.
fn nameless(cx: &mut Cx, bitext: &Bitext) {
    for bead in bitext.beads().filter(|b| b.confidence >= LINK && !b.source.is_empty()) {
        let target = bead.target;
        let Some(gap) = gap(target) else { continue };
        let Some(was) = naming::unnamed(bead.source.passage(), target.passage()).map(|name| bead.source.at(name))
        else {
            continue;
        };
        let message = format!(
            "a name is missing behind “{}”: the source names “{}”",
            gap.text(),
            short(was.text())
        );
        cx.flag(gap, message).source(was).confidence(NAMELESS);
    }
}

/// How sure a name is that is missing between grammatical words, in per cent.
const NAMELESS: u8 = 65;
/// The links that are trusted, in per cent.
const LINK: u8 = 60;

/// A preposition or an article that meets what cannot stand behind it unless a clause ends there.
fn gap(target: Segment) -> Option<Segment> {
    let (text, words, facts) = (target.doc.text(), target.words(), target.doc.facts);
    let kind = |word: &Word| facts.gaps.get(&word.key).copied();
    let joins = |word: &Word| facts.joining.contains(fold::text(word.text(text)).as_str());
    let meets = |index: usize, word: &Word| {
        let rest = &text[word.range.end as usize..];
        let mut behind = rest.chars();
        match behind.next() {
            Some(',' | '.' | ';' | ':' | '?' | '!') => behind.next().is_none_or(|c| !chars::is_word(c) && c != '.'),
            Some(' ') => words.get(index + 1).is_some_and(|next| {
                // "with or without"
                let again = || {
                    words
                        .get(index + 2)
                        .is_some_and(|w| matches!(kind(w), Some(Gap::Preposition | Gap::Agent | Gap::Adverb)))
                };
                let right = matches!(kind(next), Some(Gap::Preposition | Gap::Verb)) || joins(next) && !again();
                right && !next.capital && next.range.start == word.range.end + 1
            }),
            _ => false,
        }
    };
    let is_left = |word: &Word| {
        let lower = !word.capital || word.range.start == target.range.start;
        let apart = !text[..word.range.start as usize].ends_with('-');
        lower && apart && matches!(kind(word), Some(Gap::Article | Gap::Preposition | Gap::Agent))
    };
    let mut lefts = words.iter().enumerate().filter(|(_, word)| is_left(word));
    lefts
        .find(|&(index, word)| meets(index, word))
        .map(|(_, word)| target.at(word.range))
}

/// Brackets without a word, or with a comma before the first: "(, 1995)". Those behind a word belong to code.
fn empty_brackets(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    let hole = |at: usize| {
        let open = text[at..].chars().next()?;
        let close = chars::bracket_partner(open)?;
        let inside = text[at + open.len_utf8()..].trim_start_matches(|c| c != '\n' && chars::is_space(c));
        let mark = inside
            .chars()
            .next()
            .filter(|&c| c == close || matches!(c, ',' | '，' | ';'))?;
        let apart = text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| chars::is_space(c) || chars::is_unspaced(c));
        apart.then(|| Range32::new(at, text.len() - inside.len() + mark.len_utf8()))
    };
    let mut holes = text
        .match_indices(['(', '（'])
        .filter_map(|(at, _)| hole(at))
        .filter(|range| !doc.is_markup() || range.end - range.start > 2)
        .peekable();
    while let Some(first) = holes.next() {
        // A sentence that lost its names loses them all.
        let sentences = doc.sentence_ranges();
        let sentence = sentences.get(sentences.partition_point(|s| s.end <= first.start));
        let end = sentence.map_or(first.end, |s| s.end);
        let mut places = 1;
        while holes.next_if(|hole| hole.start < end).is_some() {
            places += 1;
        }
        let segment = doc.segment(first);
        if !cx.in_source(segment) {
            cx.flag(segment, in_all("what stood in the brackets is missing", places));
        }
    }
}

/// A verb that begins a sentence which asks nothing: "Has announced that it will close."
fn lone_verb(sentence: Segment) -> Option<Segment> {
    let (doc, words) = (sentence.doc, sentence.words());
    let first = words.first()?;
    let begins = first.range.start == sentence.range.start && first.capital && words.len() >= STATEMENT;
    let verbs = &doc.facts.after_subjects;
    if !begins || !verbs.contains(fold::text(first.text(doc.text())).as_str()) {
        return None;
    }
    // Questions, quotations, and "Is, was and will be".
    let text = sentence.text();
    let plain = text.ends_with('.') && !text.contains(['?', '"', '“', '”', '…']) && !text.contains("...");
    let second = &words[1];
    let lower = !second.capital && second.kind == WordKind::Letters;
    let next = lower && text[first.range.usize().len()..].starts_with(' ');
    (plain && next).then(|| sentence.at(first.range))
}

/// The fewest words of a statement.
const STATEMENT: usize = 6;

/// An *’s* that stands alone where a name belongs: "of ’s sons". In tokenised text it stands behind the name.
fn lone_possessives(cx: &mut Cx, doc: &Document) {
    let text = doc.text();
    for (at, _) in text.match_indices([' ', '\n']) {
        let rest = &text[at + 1..];
        let mut chars = rest.chars();
        let mark = chars.next().filter(|&c| chars::is_apostrophe(c));
        let (Some(mark), Some('s'), Some(' ')) = (mark, chars.next(), chars.next()) else {
            continue;
        };
        let before = text[..at].rsplit(chars::is_space).next().unwrap_or("");
        if doc.facts.before_names.contains(fold::text(before).as_str()) {
            let end = at + 1 + mark.len_utf8() + 1;
            let message = format!("a name is missing between “{before}” and “{mark}s”");
            cx.flag(doc.segment(Range32::new(at + 1, end)), message);
        }
    }
}

/// Whether a word is spoken of rather than used: "the word of, an article".
fn is_mentioned(doc: &Document, words: &[Word], index: usize) -> bool {
    let text = doc.text();
    let Some(before) = index.checked_sub(1).and_then(|i| words.get(i)) else {
        return true;
    };
    &text[before.range.end as usize..words[index].range.start as usize] != " "
}
