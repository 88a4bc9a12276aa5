#!/usr/bin/env python3
"""Write the data files that come from CLDR, and compare the hand-made ones with it.

Usage: python3 tools/cldr.py FOLDER

FOLDER is a node_modules folder with the npm packages cldr-core, cldr-dates-full,
cldr-numbers-full, cldr-misc-full and cldr-localenames-full. The committed files were
made with version 48.2.0 of all five.

Written: src/data/calendar.tsv (names of months and weekdays).
Compared, never written: src/data/locales.tsv and src/data/languages.tsv. Every difference
is printed; a difference is no error, because print does not follow CLDR everywhere.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "data"

LANGUAGES = """
    af am ar az be bg bn ca cs cy da de el en es et eu fa fi fil fr ga gl he hi hr hu hy id is it
    ja ka kk km ko lo lt lv mk mn mr ms my nb nl pl pt ro ru sk sl sq sr sr-Latn sv sw ta te th tr
    uk ur uz vi zh zh-Hant
""".split()

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WIDTHS = ["wide", "abbreviated"]
CONTEXTS = ["format", "stand-alone"]

CALENDAR_HEAD = """\
# calendar.tsv: names of months and weekdays, lower case, without a trailing full stop.
# Columns: lang, kind (month or weekday), number (month 1-12; weekday 1 = Monday to 7 = Sunday), form.
# Forms: wide and abbreviated, format and stand-alone, of the language and of its regions in the same script.
# Lower case follows the language: Turkish and Azerbaijani I and İ become ı and i.
# Left out: single characters, bare digits, and digit plus 月 or 월, which follow a rule.
# A short form may stand for a month and for a weekday (fr mar, cy maw).
# Origin: Unicode CLDR {version} (cldr-dates-full), written by tools/cldr.py; do not edit by hand.
# Licence: Unicode-3.0, Copyright Unicode, Inc.
"""


class Cldr:
    """The JSON files of CLDR under one folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.version = self.read("cldr-core", "package.json")["version"]
        for package in ["dates-full", "numbers-full", "misc-full", "localenames-full"]:
            version = self.read(f"cldr-{package}", "package.json")["version"]
            if version != self.version:
                sys.exit(f"cldr-{package} is {version}, cldr-core is {self.version}")
        likely = self.read("cldr-core", "supplemental", "likelySubtags.json")
        self.likely = likely["supplemental"]["likelySubtags"]
        self.tags = sorted(p.name for p in (self.folder / "cldr-dates-full" / "main").iterdir())

    def read(self, *parts):
        return json.loads(self.folder.joinpath(*parts).read_text(encoding="utf-8"))

    def main(self, package, tag, name):
        """The content of one file of one locale, or None if CLDR has no such locale."""
        if not (self.folder / package / "main" / tag).is_dir():
            return None
        return self.read(package, "main", tag, name)["main"][tag]

    def script(self, tag):
        """The script a tag names, or else the usual script of its language."""
        for part in tag.split("-")[1:]:
            if re.fullmatch(r"[A-Z][a-z]{3}", part):
                return part
        return self.likely[tag.split("-")[0]].split("-")[1]

    def regions(self, tag):
        """The tag itself and those of its regions, same language and script, no variants."""
        plain = re.compile(re.escape(tag.split("-")[0]) + r"(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
        return [t for t in self.tags if plain.fullmatch(t) and self.script(t) == self.script(tag)]


def lower(lang, text):
    if lang in ("tr", "az"):
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def is_kept(form):
    if len(form) < 2 or not any(c.isalpha() for c in form):
        return False
    return not re.fullmatch(r"\d+[月월]", form)


def calendar_rows(cldr):
    rows = set()
    for lang in LANGUAGES:
        for tag in cldr.regions(lang):
            dates = cldr.main("cldr-dates-full", tag, "ca-gregorian.json")["dates"]
            gregorian = dates["calendars"]["gregorian"]
            for context in CONTEXTS:
                for width in WIDTHS:
                    months = gregorian["months"][context][width]
                    days = gregorian["days"][context][width]
                    named = [("month", int(n), form) for n, form in months.items()]
                    named += [("weekday", WEEKDAYS.index(n) + 1, f) for n, f in days.items()]
                    for kind, number, form in named:
                        form = unicodedata.normalize("NFC", lower(lang, form))
                        form = " ".join(form.split()).removesuffix(".").rstrip()
                        if is_kept(form):
                            rows.add((lang, kind, str(number), form))
    return rows


def write_calendar(cldr):
    lines = sorted("\t".join(row).encode() for row in calendar_rows(cldr))
    head = CALENDAR_HEAD.format(version=cldr.version).encode()
    (DATA / "calendar.tsv").write_bytes(head + b"\n".join(lines) + b"\n")
    print(f"calendar.tsv: {len(lines)} rows")


def read_rows(name):
    """The rows of a data file, without its comments."""
    path = DATA / name
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def named_spaces(text):
    return text.replace("\u00a0", "NBSP").replace("\u202f", "NNBSP")


def percent_shape(pattern):
    """`#,##0 %` as `N %`, whatever space it has."""
    return re.sub(r"[\u00a0\u202f ]", " ", re.sub(r"[#,0]+", "N", pattern))


def compare_locales(cldr):
    for row in read_rows("locales.tsv"):
        tag, primary, secondary, accepted, _, _, decimal, group, percent, _, _ = row
        misc = cldr.main("cldr-misc-full", tag, "delimiters.json")
        numbers = cldr.main("cldr-numbers-full", tag, "numbers.json")
        if misc is None or numbers is None:
            print(f"locales.tsv: {tag}: not in CLDR")
            continue
        marks = misc["delimiters"]
        first = marks["quotationStart"] + "…" + marks["quotationEnd"]
        second = marks["alternateQuotationStart"] + "…" + marks["alternateQuotationEnd"]
        symbols = numbers["numbers"]["symbols-numberSystem-latn"]
        shape = percent_shape(numbers["numbers"]["percentFormats-numberSystem-latn"]["standard"])
        cldr_group = named_spaces(symbols["group"])
        notes = []
        if primary != first:
            notes.append(f"primary {primary}, CLDR {first}")
        if secondary != second:
            notes.append(f"secondary {secondary}, CLDR {second}")
        for pair in dict.fromkeys([first, second]):
            if pair not in accepted.split(" "):
                notes.append(f"{pair} of CLDR is not accepted")
        if decimal != symbols["decimal"]:
            notes.append(f"decimal {decimal}, CLDR {symbols['decimal']}")
        if cldr_group not in group.split(" "):
            notes.append(f"group {cldr_group} of CLDR is missing")
        if shape not in percent.split("|"):
            notes.append(f"percent {percent}, CLDR {shape}")
        for note in notes:
            print(f"locales.tsv: {tag}: {note}")


def compare_languages(cldr):
    english = cldr.main("cldr-localenames-full", "en", "languages.json")
    names = english["localeDisplayNames"]["languages"]
    metadata = cldr.read("cldr-core", "scriptMetadata.json")["scriptMetadata"]
    parts = {"Jpan": ["Hira", "Kana", "Hani"], "Kore": ["Hang", "Hani"], "Hans": ["Hani"], "Hant": ["Hani"]}
    for row in read_rows("languages.tsv"):
        tag, _, name, scripts, _, _, _, _, direction, _ = row
        script = cldr.script(tag)
        if name != names.get(tag, name):
            print(f"languages.tsv: {tag}: name {name}, CLDR {names[tag]}")
        if scripts.split(" ")[: len(parts.get(script, [script]))] != parts.get(script, [script]):
            print(f"languages.tsv: {tag}: scripts {scripts}, CLDR {script}")
        if direction != ("rtl" if metadata[script]["rtl"] == "YES" else "ltr"):
            print(f"languages.tsv: {tag}: direction {direction}")


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__.strip())
    cldr = Cldr(sys.argv[1])
    write_calendar(cldr)
    compare_locales(cldr)
    compare_languages(cldr)


if __name__ == "__main__":
    main()
