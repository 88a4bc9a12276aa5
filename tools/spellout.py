#!/usr/bin/env python3
"""Writes src/data/number_words.tsv: how numbers are spelled out, by the rules of Unicode CLDR as ICU carries them out.

    apt-get install python3-icu
    python3 tools/spellout.py

Only forms of one word are kept (a hyphen or a soft hyphen joins; a space does not): composition is the reader's work.
"""
import pathlib
import unicodedata

import icu

ROOT = pathlib.Path(__file__).resolve().parent.parent
VALUES = list(range(0, 101)) + list(range(200, 1000, 100)) + [1000]
# Written with characters that are read by value, not by table.
BY_CHARACTER = {"zh", "zh-Hant", "ja", "yue"}


def forms(tag):
    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(tag))
    if rules.getLocale(icu.ULocDataLocaleType.VALID_LOCALE).getLanguage() != icu.Locale(tag).getLanguage():
        return
    names = [rules.getRuleSetName(i) for i in range(rules.getNumberOfRuleSetNames())]
    for name in names:
        if not ("cardinal" in name or "ordinal" in name or "numbering" in name) or "year" in name:
            continue
        kind = "ordinal" if "ordinal" in name else "cardinal"
        for value in VALUES:
            text = rules.format(value, name)
            text = unicodedata.normalize("NFC", str(text)).replace("\u00ad", "").replace("\u200b", "").lower().strip()
            one = str(rules.format(1, name)).replace("\u00ad", "").lower()
            if value in (100, 1000) and text.startswith(one + " "):
                # "one hundred": what multiplies stands for itself.
                text = text[len(one) + 1 :]
            if not text or " " in text or "\u00a0" in text or any(c.isdigit() for c in text):
                continue
            yield value, kind, text


def main():
    tags = [
        line.split("\t")[0]
        for line in (ROOT / "src/data/languages.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    rows = {}
    for tag in tags:
        if tag in BY_CHARACTER:
            continue
        for value, kind, text in forms(tag):
            # A form that is both counts as a cardinal.
            if rows.get((tag, text, value)) != "cardinal":
                rows[(tag, text, value)] = kind
    out = [
        "# number_words.tsv: numbers as words, lower case; a word may stand for several values.",
        "# Columns: language, form, value, kind (cardinal or ordinal). Cardinals and ordinals of every gender and case that the rules give, 0 to 100,",
        "# the hundreds and 1000, in one word; longer numbers are composed of them.",
        f"# Origin: Unicode CLDR as of ICU {icu.ICU_VERSION} (rule-based number formats), written by tools/spellout.py; do not edit by hand.",
        "# Licence: Unicode-3.0, Copyright Unicode, Inc.",
    ]
    out += [f"{t}\t{w}\t{v}\t{rows[(t, w, v)]}" for t, w, v in sorted(rows)]
    (ROOT / "src/data/number_words.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
