"""Write src/data/common_words/: the most frequent words of languages, without names.

Run: python3 tools/common_words.py WORDFREQ DICTIONARIES [LANGUAGE…]

WORDFREQ is the folder `data` of the package wordfreq 3.1.1, DICTIONARIES a folder that holds for each language the files
`<language>.aff` and `<language>.dic` of a spelling dictionary. The program `hunspell` must be installed; Finnish is spelled
by `voikkospell`.

A word is taken if it is among the first RANK of its language by frequency and the spelling dictionary has it in small
letters; in languages that write every noun with a capital letter, in either. So most names drop out; given names are left
out, and where nouns have capital letters, also what English texts have though it is no English word. Grammatical words of
other languages, which are quoted in texts of all, are taken only if function_words.tsv has them in the language, too.
"""

import gzip
import pathlib
import subprocess
import sys

import msgpack

RANK = 30_000
# Which dictionary each list was checked with.
DICTIONARIES = {
    "cs": "Czech, Petr Kolář and others",
    "da": "Danish, Stavekontrolden",
    "de": "German, Björn Jacke (igerman98)",
    "es": "Spanish, RLA-ES",
    "fi": "Finnish, Voikko",
    "fr": "French, Dicollecte (Grammalecte)",
    "hu": "Hungarian, László Németh (Magyar Ispell)",
    "id": "Indonesian, Benitius",
    "it": "Italian, Davide Prina and others",
    "nb": "Norwegian Bokmål, Spell-Norwegian",
    "nl": "Dutch, OpenTaal",
    "pl": "Polish, SJP.pl",
    "pt": "Portuguese (Brazil), Raimundo Moura and others (VERO)",
    "ro": "Romanian, Lucian Constantin and others",
    "sv": "Swedish, Den stora svenska ordlistan",
    "tr": "Turkish, Harun Reşit Zafer",
}
# Languages whose grammatical words stand in texts of others.
QUOTED = ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv"]
# Nouns have capital letters.
NOUNS = {"de"}
ROOT = pathlib.Path(__file__).resolve().parent.parent


def ranked(folder, language):
    """The words of a language, the most frequent first."""
    for size in ("large", "small"):
        path = folder / f"{size}_{language}.msgpack.gz"
        if path.exists():
            bins = msgpack.load(gzip.open(path))[1:]
            return [word for words in bins for word in words]
    raise SystemExit(f"no frequencies of {language} in {folder}")


def spelled(folder, language, words):
    """Those of the words that the spelling dictionary has."""
    if language == "fi":
        command, good = ["voikkospell"], "C: "
    else:
        command, good = ["hunspell", "-d", str(folder / language), "-G", "-i", "utf-8"], ""
    text = "\n".join(words).encode()
    lines = subprocess.run(command, input=text, capture_output=True, check=True).stdout.decode().split("\n")
    return {line[len(good):] for line in lines if line and line.startswith(good)}


def grammatical():
    """The grammatical words of languages."""
    table = (ROOT / "src/data/function_words.tsv").read_text(encoding="utf-8")
    found = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            language, word = line.split("\t")[:2]
            found.setdefault(language, set()).add(word)
    return found


def listed(name):
    """The words of a list of the project."""
    lines = (ROOT / f"src/data/vocabulary/{name}.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in lines if not line.startswith("#")}


def main():
    frequencies, dictionaries = map(pathlib.Path, sys.argv[1:3])
    for language in sys.argv[3:] or DICTIONARIES:
        words = [word for word in ranked(frequencies, language) if word.isalpha()][:RANK]
        known = spelled(dictionaries, language, words)
        of = grammatical()
        foreign = set().union(*(of[other] for other in QUOTED)) - of.get(language, set())
        foreign |= listed("given_names")
        if language in NOUNS:
            foreign |= set(ranked(frequencies, "en")[: 2 * RANK]) - listed("en") - known
            known |= {word.lower() for word in spelled(dictionaries, language, [w.capitalize() for w in words])}
        words = sorted({word for word in words if word in known} - foreign, key=str.encode)
        head = [
            f"# common_words/{language}.txt: frequent words in small letters, sorted by their bytes, one a line. Most names are left out.",
            "# Use: a word with a capital letter that begins as none of these does may be a name.",
            f"# Origin: the first {RANK} words by wordfreq 3.1.1 (Robyn Speer and others; its data are under CC BY-SA 4.0),",
            f"# as far as a spelling dictionary has them ({DICTIONARIES[language]}); written by tools/common_words.py.",
            "# Licence of this list: CC BY-SA 4.0.",
        ]
        path = ROOT / "src/data/common_words" / f"{language}.txt"
        path.write_text("\n".join([*head, *words]) + "\n")
        print(language, len(words))


if __name__ == "__main__":
    main()
