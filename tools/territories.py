#!/usr/bin/env python3
"""Writes src/data/territories.tsv, the names of countries, regions and cities, and cities.tsv, the countries that these cities
lie in.

Usage: python3 tools/territories.py FOLDER SUBDIVISIONS

FOLDER is a node_modules folder with the npm packages cldr-core, cldr-localenames-full, cldr-dates-full and cldr-bcp47;
SUBDIVISIONS is the folder common/subdivisions of a release of CLDR, which those packages lack. The committed files were made
with version 48.2.0, of the subdivisions with 41. Of cities (the exemplar cities of time zones) and regions (federal states,
provinces and the like) only those are kept whose names do not begin alike in all languages in Latin letters: the others are
recognised as names without a table.
"""

import functools
import itertools
import json
import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "src" / "data"
# Those by which the cities were chosen, and those that came later.
CHOOSING = "en de fr es it pt nl sv pl cs ru uk tr ar hi zh ja ko id vi".split()
LANGUAGES = CHOOSING + "bg da el fa fi he hu nb ro th".split()
# Where the package has another name for a language.
PACKAGE = {"nb": "no"}
# Names end in these letters only in the nominative; what follows the stem is an ending.
ENDINGS = {"ru": "аяьыий", "uk": "аяьиій", "pl": "aąeęiyo", "cs": "aeéiíoyů", "ro": "aă", "el": "ςαηο"}
# From how many letters on a name loses them.
LONG = {"ro": 6}
# The final vowel is lengthened before an ending.
LENGTHENED = {"a": "á", "e": "é"}
INFLECTED = {"pl", "cs", "ru", "uk", "de", "tr", "ar", "hi", "ko", "hu", "ro", "el", "fi", "he"}
# The shortest word that endings may follow.
SHORTEST = {"tr": 3, "ko": 2, "hi": 2, "ar": 4, "he": 4, "fa": 4}
# What may follow an English name: of its people, of its language.
DERIVED = {"", "s", "n", "ns", "an", "ans", "ian", "ians", "ese", "i", "is"}
VOCABULARY = [word for name in ("en", "given_names") for word in (DATA / f"vocabulary/{name}.txt").read_text(encoding="utf-8").splitlines()]
# Names that are also everyday words of the language.
SKIP = {("en", "turkey"), ("en", "chad"), ("en", "jersey"), ("en", "guernsey"), ("fr", "maurice"), ("id", "mali"), ("tr", "mali"), ("fr", "damas"), ("fr", "vienne"), ("es", "reunión"), ("it", "riunione"), ("pt", "reunião"), ("fi", "oman"), ("fi", "peru"), ("fi", "mali"), ("fi", "malta"), ("hu", "mali"), ("ro", "mali"), ("ro", "oman"), ("ro", "peru"), ("ro", "ciad"), ("da", "jersey"), ("da", "prag"), ("nb", "roma"), ("ro", "roma"), ("hu", "sark"), ("hu", "oral"), ("da", "oral"), ("nb", "oral"), ("ro", "oral"), ("fi", "soul"), ("nb", "jersey"), ("nb", "mali"), ("da", "mali"), ("nb", "oman"), ("hu", "omán"), ("el", "μάλι"), ("bg", "мали"), ("bg", "оман"), ("fr", "la réunion"), ("fr", "réunion")}

ISLANDS = {"о-в": "остров", "о-ва": "остров"}

# Spellings beside those of CLDR.
BESIDE = {("MO", "en"): ["macau"], ("MM", "en"): ["burma"], ("CZ", "en"): ["czech republic"], ("SZ", "en"): ["swaziland"], ("TR", "en"): ["türkiye"], ("CN", "ro"): ["chinei"], ("CU", "ro"): ["cubei"], ("GR", "ro"): ["greciei"], ("IN", "ro"): ["indiei"], ("TR", "fi"): ["turki"], ("GR", "fi"): ["kreik"], ("FI", "fi"): ["suome"], ("ES", "el"): ["ισπανί"]}

LATIN = "en de fr es it pt nl sv pl cs tr id".split()
LATER = "da fi hu nb ro".split()


# The regions whose names texts translate. What concepts.tsv has as a people (England, Scotland, Wales) is left out.
REGIONS = re.compile(r"us(?!as|dc|gu|mp|pr|um|vi)[a-z]{2}|gbnir|ca(?!nt)[a-z]{2}|au(nsw|qld|tas|vic|wa)|de[a-z]{2}|it\d\d|es(an|ar|as|cl|cm|cn|cb|ct|ex|ga|pv|ib|ri)|cn(?!bj|cq|sh|tj)[a-z]{2}|in(?!an|ld)[a-z]{2}|fr(bre|cor|idf|nor)")
# Words that CLDR writes beside the name of a region.
KIND = {
    "ar": r"(ولاية|منطقة|مقاطعة|إقليم|مدينة) ",
    "de": r"Autonome Gemeinschaft |Freistaat ",
    "es": r"(Estado|Provincia|Comunidad|Región) de |Principado de |Comunidad Foral de ",
    "fr": r"(État|province|province|région) (de |d’|du )",
    "it": r"(Stato|provincia) (di |del |dell’)",
    "ja": r"(自由州|自治州|準州|州|省|県|地域圏|自治区|市)$",
    "ko": r" ?(준주|자유주|주|성|지방|현|시|레지옹)$",
    "pt": r"(Estado|província) (de |do |da )",
    "th": r"^(รัฐ|แคว้น|มณฑล|จังหวัด|ปกครองตนเอง|เขตปกครองตนเอง)+",
    "vi": r"^(Tiểu bang|Bang|Vùng|Tỉnh) ",
    "zh": r"(自治区|州|省|邦|市)$",
}


# Characters of traditional Chinese; the rows are simplified.
TRADITIONAL = set("爾領倫紐蘭與愛達華島亞魯納維薩蘇齊區聯龍廣東陽灣羅澤馬裡里約") - set("里约")


def regions(folder, tag):
    """The names of regions in a language, by their codes."""
    path = folder / f"{PACKAGE.get(tag, tag)}.xml"
    rows = re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]*)<', path.read_text(encoding="utf-8"))
    return {code: re.sub(KIND.get(tag, "$^"), "", re.sub(r"[²³]|\s*\(.*\)", "", text)) for code, text in rows if REGIONS.fullmatch(code)}


def unaccented(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def name(tag, text):
    text = unicodedata.normalize("NFC", text).replace("\u2019", "'").lower().strip()
    text = text.split("(")[0].strip()
    if any(c in text for c in ",;/[]\"&"):
        return None
    if tag in ("zh", "ja", "th"):
        return text if len(text) > 1 and " " not in text else None
    if (tag, text) in SKIP:
        return None
    if tag == "ru":
        # Texts write the word for islands in full.
        text = " ".join(ISLANDS.get(w, w) for w in text.split(" "))
    if tag == "ar":
        text = " ".join(w.removeprefix("ال") for w in text.split(" "))
    # "Parish" is no form of "Paris", nor "Francesco" of "France". Two letters ("US", "UK") are words: place_codes.tsv has them.
    if tag == "en" and " " not in text and len(text) > 2 and any(w.startswith(text) and w.removeprefix(text) not in DERIVED for w in VOCABULARY):
        return f"{text}|{text}'s"
    shortest = SHORTEST.get(tag, 4)

    def stem(word):
        if tag == "ru" and word.endswith(("ые", "ие")):
            word = word.removesuffix("е")
        for _ in range(2):
            if tag in ENDINGS and word[-1:] in tuple(ENDINGS[tag]) and len(word) >= LONG.get(tag, 5):
                word = word[:-1]
        if tag == "hu" and word[-1:] in LENGTHENED and " " not in text:
            return f"{word}*|{word[:-1]}{LENGTHENED[word[-1]]}*"
        return word + "*" if len(word) >= shortest and word.replace("-", "").isalpha() else word

    words = text.split(" ")
    # "im Vereinigten Königreich"
    if tag == "de":
        words = [w.removesuffix("s") if w.endswith("es") and w != words[-1] else w for w in words]
    if len(words) > 1:
        return " ".join(map(stem, words)) if tag in INFLECTED else text
    return stem(text) if len(text) >= min(shortest, 3) else None


def meets(form, other):
    """Whether one form takes in the other."""
    a, b = form.split("|")[0], other.split("|")[0]
    return a == b or a.endswith("*") and b.startswith(a[:-1]) or b.endswith("*") and a.startswith(b[:-1])


def is_region(tag, text):
    """Whether a name is no description, and none that is an everyday word, too."""
    shortest = {"ko": 3, "ja": 3, "zh": 2, "ar": 5, "he": 5, "fa": 5, "hi": 4, "th": 4}.get(tag, 4)
    plain = not re.search(r" [-–—] |[-–—] | [-–—]|\u0640", text) and not set(text) & TRADITIONAL
    return plain and len(text) >= shortest and text.lower() not in everyday(tag)


def closed(tag, form):
    """A form without its star where everyday words begin with it."""
    stems = [f.removesuffix("*") for f in form.split("|")]
    open_to = any(word.startswith(stem) and word != stem for stem in stems for word in everyday(tag))
    return "|".join(f.removesuffix("*") for f in form.split("|")) if open_to and " " not in form else form


@functools.cache
def everyday(tag):
    """The frequent words of a language, and those of its concepts."""
    words = set(common(tag))
    path = DATA / f"concepts/{tag}.tsv"
    if path.exists():
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        words |= {form.removesuffix("*") for row in rows for form in row[1].split("|")}
    return words


def common(tag):
    path = DATA / f"common_words/{tag}.txt"
    return set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()


def main():
    packages = Path(sys.argv[1])
    core = json.loads((packages / "cldr-core/supplemental/territoryInfo.json").read_text(encoding="utf-8"))
    codes = [c for c in core["supplemental"]["territoryInfo"] if len(c) == 2 and c.isalpha() and c not in ("ZZ", "XA", "XB", "EU", "UN")]
    names = {}
    for tag in LANGUAGES:
        package = PACKAGE.get(tag, tag)
        path = packages / "cldr-localenames-full/main" / package / "territories.json"
        table = json.loads(path.read_text(encoding="utf-8"))["main"][package]["localeDisplayNames"]["territories"]
        for code in codes:
            texts = [table[key] for key in (code, code + "-alt-short", code + "-alt-variant") if key in table]
            forms = [name(tag, text) for text in texts + BESIDE.get((code, tag), [])]
            names[code, tag] = list(dict.fromkeys(f for f in forms if f))
    version = json.loads((packages / "cldr-core/package.json").read_text(encoding="utf-8"))["version"]
    out = []
    head = [
        "# territories.tsv: names of countries, territories, regions and cities.",
        "# Columns: language (BCP 47), id, renderings as in concepts/*.tsv. Every id has an English row, a hyphen where there is no name.",
        "# A star stands for any ending; final vowels of Slavic names are left off. Names that are also everyday words are left out.",
        f"# Origin: Unicode CLDR {version} (cldr-localenames-full, cldr-dates-full), of regions 41 (subdivisions), written by",
        "# tools/territories.py; do not edit by hand.",
        "# Licence: Unicode-3.0, Copyright Unicode, Inc.",
    ]
    zones = {}
    for tag in LANGUAGES:
        package = PACKAGE.get(tag, tag)
        path = packages / "cldr-dates-full/main" / package / "timeZoneNames.json"
        zones[tag] = json.loads(path.read_text(encoding="utf-8"))["main"][package]["dates"]["timeZoneNames"]["zone"]
    # What a language writes as English does is not in its file.
    areas = ("Africa", "America", "Asia", "Europe")
    places = {(area, place) for table in zones.values() for area in areas for place in table[area]}
    towns = {}
    for (area, place), tag in itertools.product(sorted(places), LANGUAGES):
        default = place.replace("_", " ") if tag in LATIN + LATER else ""
        if form := name(tag, zones[tag][area].get(place, {}).get("exemplarCity", default)):
            towns.setdefault((area, place), {})[tag] = form
    countries = {form for (_, tag), forms in names.items() if tag == "en" for form in forms}
    others = countries | {forms["en"] for forms in towns.values() if "en" in forms}
    taken = {tag: {form for (_, other), forms in names.items() if other == tag for form in forms} for tag in LANGUAGES}
    for forms in towns.values():
        for tag, form in forms.items():
            taken[tag].add(form)
    tables = {tag: regions(Path(sys.argv[2]), tag) for tag in LANGUAGES}
    for code in sorted(tables["en"]):
        said = {tag: table[code] for tag, table in tables.items() if code in table}
        # A name that is much longer than others is a description.
        short = 1 + len(re.split("[ -]", said["en"]))
        forms = {tag: name(tag, text) for tag, text in said.items() if len(re.split("[ -]", text)) <= short and is_region(tag, text)}
        forms = {tag: closed(tag, form) for tag, form in forms.items() if form}
        # Greece is no Yunnan, and Britain no Brittany.
        forms = {tag: form for tag, form in forms.items() if not any(meets(form, other) for other in taken[tag])}
        latin = {unaccented(forms[tag])[:4] for tag in LATIN if tag in forms}
        if len(latin) > 1 and "en" in forms and forms["en"] not in others:
            out.extend(f"{tag}\tregion-{code}\t{form}" for tag, form in forms.items())
    # The short name of a time zone begins with its country.
    zone_names = json.loads((packages / "cldr-bcp47/bcp47/timezone.json").read_text(encoding="utf-8"))["keyword"]["u"]["tz"]
    country_of = {alias: short[:2] for short, zone in zone_names.items() for alias in (zone.get("_alias", "") if isinstance(zone, dict) else "").split(" ")}
    within = []
    for (area, place), forms in sorted(towns.items()):
        latin = [unaccented(forms[tag])[:4] for tag in LATIN if tag in forms]
        if len(set(latin)) > 1 and sum(tag in forms for tag in CHOOSING) > 12 and "en" in forms and forms["en"] not in countries:
            city = "city-" + place.lower().replace("_", "-")
            out.extend(f"{tag}\t{city}\t{forms[tag]}" for tag in LANGUAGES if tag in forms)
            within.append(f"{city}\tcountry-{country_of[f'{area}/{place}']}")
    for code in sorted(codes):
        said = {tag: "|".join(names[code, tag]) for tag in LANGUAGES}
        out.extend(f"{tag}\tcountry-{code.lower()}\t{said[tag] or '-'}" for tag in LANGUAGES if said[tag] or tag == "en")
    (DATA / "territories.tsv").write_text("\n".join(head + sorted(out)) + "\n", encoding="utf-8")
    head = ["# cities.tsv: the countries that the cities of territories.tsv lie in.", "# Columns: city, country (ids of territories.tsv).", "", head[-1]]
    head[2] = f"# Origin: Unicode CLDR {version} (cldr-bcp47), written by tools/territories.py; do not edit by hand."
    (DATA / "cities.tsv").write_text("\n".join(head + sorted(within)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
