"""The same two units in every format of pairs."""

from __future__ import annotations

from tests.readers.word_files import word_file

SOURCES = ("Le Niger a envoyé quarante soldats.", "La séance est levée à midi.")
TARGETS = ("Nigeria sent forty soldiers.", "The meeting rose at noon.")

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en"
 srclang="fr" datatype="plaintext"/><body>
<tu tuid="opening"><note>Checked twice.</note>
<tuv xml:lang="fr-FR">
<seg>Le <hi>Niger</hi> a envoyé <bpt i="1">&lt;b&gt;</bpt>quarante<ept i="1">&lt;/b&gt;</ept> soldats.</seg></tuv>
<tuv xml:lang="EN-GB"><seg>Nigeria sent <ph x="1">&lt;br/&gt;</ph>forty soldiers.</seg></tuv></tu>
<tu><tuv xml:lang="fr-FR"><seg>La séance est levée à midi.</seg></tuv>
<tuv xml:lang="EN-GB"><seg>The meeting rose at noon.</seg></tuv></tu>
<tu tuid="left"><tuv xml:lang="fr-FR"><seg>Rien de plus.</seg></tuv></tu>
</body></tmx>
"""

XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="discours.docx" source-language="fr"
 target-language="en" datatype="plaintext"><body><group id="g"><trans-unit id="u1">
<source>Le <g id="1">Niger</g> a envoyé quarante soldats.<x id="2"/></source>
<target state="translated">Nigeria sent <ph id="3">{0}</ph>forty soldiers.</target>
<note>A note in no language.</note>
<alt-trans><source>Le Niger a envoyé.</source><target>Sweden sent.</target></alt-trans></trans-unit></group>
<trans-unit id="u2"><source>La séance est levée à midi.</source>
<target>The meeting <mrk mtype="seg" mid="1">rose at noon.</mrk></target></trans-unit>
<trans-unit id="u3"><source>Rien de plus.</source><target state="new">Rien de plus.</target></trans-unit>
<trans-unit id="u4" translate="no"><source>S/2024/7</source></trans-unit></body></file></xliff>
"""

XLIFF_2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en"><file id="f1"><group id="g">
<unit id="u1"><notes><note>A note.</note></notes>
<originalData><data id="d1">&lt;b&gt;</data></originalData>
<segment id="s1"><source>Le <pc id="1">Niger</pc> a envoyé quarante soldats.</source>
<target>Nigeria sent <ph id="2" dataRef="d1"/>forty soldiers.</target></segment>
<ignorable><source> </source></ignorable>
<segment id="s2" state="translated"><source>La séance est levée à midi.</source>
<target>The meeting <mrk id="m1" type="term">rose</mrk> at noon.</target></segment></unit></group>
<unit id="u2"><segment><source>Rien de plus.</source></segment></unit></file></xliff>
"""

PO = r"""# A comment.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: en_GB\n"

#: page 1
msgid "Le Niger a envoyé "
"quarante soldats."
msgstr ""
"Nigeria sent forty "
"soldiers."

#, fuzzy
msgctxt "closing"
msgid "La séance est levée à midi."
msgstr "The meeting rose at noon."

msgid "Rien de plus."
msgstr ""

#~ msgid "Obsolète."
#~ msgstr "Obsolete."
"""

TSV = "".join(f"{source}\t{target}\n" for source, target in zip(SOURCES, TARGETS, strict=True)) + "Rien de plus.\t\n"


def row(*cells: str) -> str:
    """A row of a Word table."""
    inside = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def word_table() -> bytes:
    rows = [row("French", "English"), *map(row, SOURCES, TARGETS), row("Rien de plus.", "")]
    return word_file(f"<w:p><w:r><w:t>Above.</w:t></w:r></w:p><w:tbl>{''.join(rows)}</w:tbl>")


FILES = {
    "memory.tmx": TMX.encode(),
    "speech.xliff": XLIFF_1.encode(),
    "speech.xlf": XLIFF_2.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "speech.po": PO.encode(),
    "speech.tsv": TSV.encode(),
    "speech.docx": word_table(),
}
"""By names that say nothing to the readers."""
