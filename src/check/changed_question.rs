use super::prelude::*;

check! {
    /// A question of the source became a statement, or a statement became a question.
    ///
    /// ## How it decides
    /// One side of a sure link ends a sentence with a question mark, and the other side holds no question mark and no
    /// particle that asks.
    ///
    /// ## Not flagged
    /// Languages that ask without a mark; reported questions; what hangs on a statement (*isn't it?*); the semicolon of
    /// Greek that ends an item of a list on both sides. Of headings, which may ask in one language and name in the
    /// other, it is unsure.
    ///
    /// ## Examples
    /// ```flag
    /// de: Die Brücke wurde im Mai gesperrt.
    /// en: ⟦Was the bridge closed in May?⟧
    /// ```
    /// ```flag
    /// de: Wurde die Brücke im Mai gesperrt?
    /// en: ⟦The bridge was closed in May.⟧
    /// ```
    /// ```flag
    /// de: Wird die Brücke, die im Mai gesperrt wurde, bald wieder geöffnet?
    /// en: ⟦Will the bridge that was closed in May soon open again.⟧
    /// ```
    /// ```clean
    /// de: Ich fragte mich, wann wird die Brücke wieder geöffnet?
    /// en: I wondered when the bridge would open again.
    /// ```
    /// ```clean
    /// ja: 橋は閉鎖されましたか。
    /// en: Was the bridge closed?
    /// ```
    pub static CHECK = {
        code: "A501", name: "changed-question", category: Category::Punctuation, mqm: Mqm::Mistranslation,
        severity: Severity::Major, stage: Stage::Stable, confidence: 85, since: "0.1.0", run: Run::Bead(run),
    }
}

/// The links that are trusted, in per cent.
const LINK: u8 = 80;
/// The longest question that hangs on a statement, in words.
const TAG: usize = 3;

fn run(cx: &mut Cx, bead: Bead) {
    if bead.source.is_empty() || bead.target.is_empty() || bead.confidence < LINK {
        return;
    }
    let (asked, asks) = (has_mark(bead.source), has_mark(bead.target));
    if asked == asks {
        return;
    }
    let (question, statement) = if asks {
        (bead.target, bead.source)
    } else {
        (bead.source, bead.target)
    };
    // The question mark of Greek parts items of a list elsewhere.
    if question.text().ends_with(';') && statement.text().ends_with(';') && !begins_as_question(question) {
        return;
    }
    if !is_question(question) || may_ask(statement) || statement.words().len() < 3 {
        return;
    }
    // A thought that the source gives as a question may be reported: "I wondered, what will they say?" What begins as a
    // question does is none.
    let sentence = question
        .sentences()
        .last()
        .map_or("", |s| &question.doc.text()[s.usize()]);
    let parts = [',', ':', '，', '：', '、', '–', '—'];
    if asked && sentence.contains(parts) && !(is_ended(statement) && begins_as_question(statement)) {
        return;
    }
    // "Who will care for the dog?" may be an item of a list: "… and who will care for the dog."
    let small = |segment: Segment| {
        segment
            .text()
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_lowercase)
    };
    if asked && small(statement) && !small(question) {
        return;
    }
    // "It is late, isn't it?" states.
    if asks
        && sentence
            .rsplit_once(parts)
            .is_some_and(|(_, tag)| is_tag(tag, question))
    {
        return;
    }
    let message = if asks {
        "a question here, a statement in the source"
    } else {
        "a statement here, a question in the source"
    };
    let draft = cx.flag(bead.target, message.to_owned()).source(bead.source);
    if !is_ended(statement) {
        draft.confidence(HEADING);
    }
}

/// How sure it is of a heading, in per cent: "What is a driver?" becomes "About drivers".
const HEADING: u8 = 45;

/// Whether a stretch ends with a mark, as no heading does.
fn is_ended(segment: Segment) -> bool {
    unclosed(segment.text()).ends_with(|c: char| c.is_ascii_punctuation() || chars::is_terminator(c))
}

/// Whether the end of a question hangs on a statement: a few grammatical words.
fn is_tag(end: &str, question: Segment) -> bool {
    let grammatical = &question.doc.facts.function_words;
    let words: Vec<String> = end
        .split(|c: char| !chars::is_word(c) && !chars::is_apostrophe(c))
        .filter(|w| !w.is_empty())
        .map(fold::text)
        .collect();
    words.len() <= TAG && words.iter().all(|word| grammatical.contains(word.as_str()))
}

fn is_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⁇' | '⁈' | '⁉' | '՞' | '፧' | '\u{37e}')
}

fn has_mark(segment: Segment) -> bool {
    let greek = segment.doc.lang.code() == "el";
    segment.text().chars().any(|c| is_mark(c) || greek && c == ';')
}

/// Whether the stretch itself asks: its last sentence ends with the mark, outside quotation marks.
fn is_question(segment: Segment) -> bool {
    let text = segment.text().trim_end_matches(chars::is_space);
    let greek = segment.doc.lang.code() == "el";
    text.chars()
        .next_back()
        .is_some_and(|c| is_mark(c) || greek && c == ';')
}

/// Whether the last sentence of a stretch begins with a word that asks.
fn begins_as_question(stretch: Segment) -> bool {
    let first = stretch
        .sentences()
        .last()
        .and_then(|sentence| stretch.words().iter().find(|word| word.range.start >= sentence.start));
    first.is_some_and(|word| {
        let word = fold::text(&stretch.doc.text()[word.range.usize()]);
        stretch.doc.facts.asking_openers.contains(&word.as_str())
    })
}

/// Whether a stretch without a mark may ask all the same: by a particle, or because its language needs no mark.
fn may_ask(segment: Segment) -> bool {
    let facts = segment.doc.facts;
    let text = segment.text();
    facts.asks_unmarked || facts.asking_particles.iter().any(|particle| text.contains(particle))
}
