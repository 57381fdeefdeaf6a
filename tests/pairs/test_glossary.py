"""Glossaries of all formats, and what they forbid."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.ground.errors import QaError
from qa.pairs.glossary import read_glossary

_TBX_2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1">
  <langSet xml:lang="fr"><tig><term>maintien de la paix</term></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>peace-keeping</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>peace operations</term>
      <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
    <tig><term>peacekeeping</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  </langSet>
</termEntry></body></text></martif>"""
_TBX_3 = """<?xml version="1.0"?>
<tbx type="TBX-Core" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c1">
  <langSec xml:lang="fr-FR"><termSec><term>maintien de la paix</term></termSec></langSec>
  <langSec xml:lang="en-GB">
    <termSec><term>peace-keeping</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>peace operations</term></termSec>
    <termSec><term>peacekeeping</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
</conceptEntry></body></text></tbx>"""
_CSV = "French,English,en forbidden,note\nmaintien de la paix,peacekeeping|peace operations,peace-keeping,x\n"


@pytest.mark.parametrize(
    ("name", "text"), [("a.tbx", _TBX_2), ("b.tbx", _TBX_3), ("c.csv", _CSV), ("d.csv", _CSV.replace(",", ";"))]
)
def test_every_format_gives_the_same_concept(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    (concept,) = read_glossary(path).concepts
    assert concept.allowed("fr") == ("maintien de la paix",)
    assert concept.allowed("en") == ("peacekeeping", "peace operations")
    assert concept.forbidden("en") == ("peace-keeping",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("term,meaning\na,b\n", "the first row names no two languages"),
        ("fr,en\n,\n", "no concept has terms in two languages"),
        ("<html><body/></html>", "neither TBX nor CSV"),
        ("<tbx><text>", "not well-formed XML"),
        ('<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa">]><martif>&a;</martif>', "a DTD with declarations of its own"),
        ("\x00\x01" * 99, "terms"),
    ],
)
def test_what_is_no_glossary_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "terms"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QaError, match=said):
        read_glossary(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(QaError, match="cannot be read"):
        read_glossary(tmp_path / "none.csv")
