use super::prelude::*;
use crate::data::densities::{self, Density};

check! {
    /// The text as a whole sounds translated: it overuses forms that translations overuse.
    ///
    /// It is a note on the document, said once at its beginning: no single line is wrong. It is never on by default.
    ///
    /// ## How it decides
    /// Each form of a table stands so much more often than in texts that were written in the language that chance and
    /// the habits of writers do not explain it. In English, texts of 500 words: 2 in 100 native articles, 60 in 100 articles
    /// by translation engines of 2018 to 2023.
    ///
    /// ## Not flagged
    /// Texts of fewer than 120 words, and languages of which native texts were not counted.
    ///
    /// ## Examples
    /// ```flag
    /// en: ⟦⟧The head of the council of the town opened the session of the committee for the renewal of the bridge on the evening of the third day of the week. The spokesman of the company for the operation of the harbour gave the members of the committee the figures of the costs of the repair of the pillars and of the deck of the bridge. The majority of the members of the council supported the proposal of the mayor, the minority demanded the examination of the offer of the firm from the neighbouring town. The residents of the quarter of the fishermen criticised the length of the closure of the road along the bank of the river. The decision of the council on the beginning of the works will take place at the end of the month of the holidays.
    /// ```
    /// ```clean
    /// en: The council leader opened Wednesday's committee meeting on rebuilding the bridge. The harbour company's spokesman told members what repairing its pillars and deck would cost. Most councillors backed the mayor's proposal; a minority wanted to look at an offer from a firm in a neighbouring town. People who live in the fishing quarter complained that the riverside road would be shut for too long. Councillors will decide when work begins at the end of the holiday month. Until then buses will stop at the market, and drivers who want to cross must take the northern ring road, which adds eleven minutes to a trip. Shopkeepers have asked for help with lost sales, but nobody at the town hall has promised them anything yet, and several say they may close early.
    /// ```
    pub static CHECK = {
        code: "S401", name: "translationese", category: Category::Calque, mqm: Mqm::Awkward,
        severity: Severity::Neutral, stage: Stage::Preview, confidence: 50, since: "0.1.0", run: Run::Document(run),
    }
}

/// The shortest text that is judged, in words.
const WORDS: usize = 120;
/// How many standard deviations each form must stand above the rate of native texts.
const ABOVE: f64 = 1.5;

fn run(cx: &mut Cx, doc: &Document) {
    let keys: Vec<u64> = doc.words().iter().map(|w| w.key).collect();
    if keys.len() < WORDS {
        return;
    }
    let mut found = Vec::new();
    for density in densities::of(doc.lang) {
        let times = keys.windows(density.keys.len()).filter(|w| *w == density.keys).count();
        let rate = times as f64 * 1000.0 / keys.len() as f64;
        if !is_above(rate, &density, keys.len()) {
            return;
        }
        found.push(format!("“{}” {rate:.0} times ({:.0})", density.form, density.rate));
    }
    if !found.is_empty() {
        let message = format!(
            "sounds translated: in 1,000 words, beside the figure of native texts, {}",
            found.join(", ")
        );
        let start = doc.blocks().first().map_or(0, |b| b.range.start);
        cx.flag(doc.segment(Range32 { start, end: start }), message);
    }
}

/// Whether a rate is too high for a native text of so many words: chance adds to the spread as in Poisson's law.
fn is_above(rate: f64, density: &Density, words: usize) -> bool {
    let variance = density.spread * density.spread + density.rate * 1000.0 / words as f64;
    let above = rate - density.rate;
    above > 0.0 && above * above > ABOVE * ABOVE * variance
}
