"""WebVTT, SubRip and the JSON of recognisers: what is read of them, and what a correction leaves as it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.formats.rewrite import refusal, rewritten
from qa.ground.document import BlockKind, Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.errors import UnreadableDocument
from qa.ground.span import Span
from qa.readers import is_document, read_document
from tests.formats.test_rewrite import held

P, R = BlockKind.PARAGRAPH, BlockKind.PROCEDURE

VTT = """WEBVTT - Harbour Board\r
\r
STYLE\r
::cue { color: white }\r
\r
NOTE by hand\r
\r
first\r
00:01.000 --> 00:03.500 align:start line:0\r
<v Ada Okoro>We met the <i>Harbour</i>\r
Bo ard &amp; its staff in\r
\r
00:03.500 --> 01:00:05.000\r
in May. <v Bo Lind>&gt;&gt; So we did.\r
"""

SRT = """1
00:00:01,000 --> 00:00:02,000
{\\an8}<i>CHAIR LIND:</i> The ferry

2
00:00:02,000 --> 00:00:03,000
leaves at noon. >> It does not.

3
00:00:09,000 --> 00:00:10,000
[Applause]

4
00:00:10,500 --> 00:00:11,000
- Who said so?
- I did.
"""


def whisper(**words: object) -> bytes:
    segments = [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " The ferry \u00e9tat leaves.", **words},
        {"id": 1, "start": 2.5, "end": 4, "text": ' It "does" not.', "speaker": "SPEAKER_01"},
    ]
    return json.dumps({"text": "".join(str(each["text"]) for each in segments), "segments": segments}).encode()


def read(name: str, data: bytes) -> Document:
    document = read_document(name, data)
    held(document, data)
    assert rewritten(document, []) == data
    for cue in document.cues:
        assert document.text[cue.span.slice].strip() == document.text[cue.span.slice] != ""
    return document


def corrected(document: Document, old: str, new: str) -> bytes:
    place = document.text.index(old)
    edit = Edit(Span(place, place + len(old)), new)
    assert refusal(document, edit) is None
    return rewritten(document, [edit])


def told(document: Document) -> list[tuple[BlockKind, str, str | None]]:
    return [(block.kind, document.text[block.span.slice], block.locator) for block in document.blocks]


def test_sentences_flow_over_cues_and_voices_are_turns():
    document = read("board.vtt", VTT.encode())
    assert document.format == "webvtt"
    assert told(document) == [
        (P, "We met the Harbour\nBo ard & its staff in\nin May.", "00:00:01.000"),
        (P, "So we did.", "00:00:03.500"),
    ]
    assert [(turn.speaker, len(turn.label)) for turn in document.turns] == [("Ada Okoro", 0), ("Bo Lind", 0)]
    assert [(cue.number, cue.begin, cue.end) for cue in document.cues] == [
        (1, 1000, 3500),
        (2, 3500, 3605000),
        (2, 3500, 3605000),
    ]
    assert str(document.cue(document.text.index("May"))) == "00:00:03.500"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_labels_marks_and_dashes_begin_turns_in_subrip(encoding):
    document = read("board.srt", SRT.encode(encoding))
    assert document.format == "subrip"
    assert [text for _, text, _ in told(document)] == [
        *("CHAIR LIND: The ferry\nleaves at noon.", "It does not.", "[Applause]", "Who said so?", "I did."),
    ]
    assert document.blocks[2].kind is R
    assert [(turn.speaker, document.text[turn.span.slice][-5:]) for turn in document.turns] == [("CHAIR LIND", "noon.")]


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Bo ard", "Board", "Bo ard &amp;", "Board &amp;"),
        (
            "in\nin",
            "in",
            "staff in\r\n\r\n00:03.500 --> 01:00:05.000\r\nin May",
            "staff in\r\n\r\n00:03.500 --> 01:00:05.000\r\nMay",
        ),
        ("Harbour\nBo ard", "Harbourboard", "<i>Harbour</i>\r\nBo ard &amp;", "<i>Harbourboard</i>\r\n&amp;"),
        ("& its", "& <its>", "&amp; its", "&amp; &lt;its&gt;"),
    ],
)
def test_a_correction_changes_its_words_alone_and_each_stays_in_its_cue(old, new, before, after):
    document = read("board.vtt", VTT.encode())
    assert corrected(document, old, new).decode() == VTT.replace(before, after)


WORDS = [{"word": word, "start": 0.0, "end": 1.0, "probability": 0.5} for word in (" The", " ferry", " \u00e9tat", " leaves.")]


def test_what_a_recogniser_says_twice_is_corrected_everywhere():
    data = whisper(words=WORDS)
    document = read("whisper.json", data)
    assert document.format == "recognised"
    assert told(document) == [(P, "The ferry état leaves.", "00:00:00.000"), (P, 'It "does" not.', "00:00:02.500")]
    assert [turn.speaker for turn in document.turns] == ["SPEAKER_01"]
    done = json.loads(corrected(document, "ferry état", "boat état"))
    assert done["text"] == ' The boat état leaves. It "does" not.'
    assert done["segments"][0]["text"] == " The boat état leaves."
    assert [word["word"] for word in done["segments"][0]["words"]] == [" The", " boat", " état", " leaves."]
    assert corrected(document, '"does"', '"did"') == data.replace(b'\\"does\\"', b'\\"did\\"')


SHAPES = (
    {
        "transcription": [
            {"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "offsets": {"from": 1500, "to": 2000}, "text": "So."}
        ]
    },
    [{"start": 1.5, "end": 2.0, "text": "So.", "speaker": 3}],
    {
        "results": {
            "utterances": [{"start": 1.5, "end": 2.0, "transcript": "So.", "words": [{"word": "so", "start": 1, "end": 2}]}]
        }
    },
    {"utterances": [{"start": 1500, "end": 2000, "text": "So.", "speaker": "A"}]},
    {"text": "So.", "chunks": [{"timestamp": [1.5, None], "text": "So."}]},
    {"results": {"audio_segments": [{"start_time": "1.5", "end_time": "2.0", "transcript": "So."}]}},
    {"monologue": [{"start": 1.5, "duration": 0.5, "text": "So."}]},
)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_common_shapes_of_recognisers_are_read(shape):
    document = read("said.json", json.dumps(shape).encode())
    assert document.text == "So."
    assert document.cues[0].begin == 1500


def test_lines_of_json_are_segments_too():
    lines = "".join(
        json.dumps({"text": text, "start": start, "end": start + 1}) + "\n" for text, start in (("We met.", 0), ("Yes.", 4))
    )
    assert [cue.begin for cue in read("said.jsonl", lines.encode()).cues] == [0, 4000]


def test_json_that_is_no_transcript_is_text_or_refused_and_findings_of_ours_are_no_transcripts(tmp_path):
    assert read_document("a.json", b'{"name": "x"}').format == "text"
    assert read_document("a.json", b'{"rule": "a.b", "text": "x", "start": 1, "end": 2}').format == "text"
    with pytest.raises(UnreadableDocument, match="damaged JSON"):
        read_document("a.json", whisper()[:-3])
    (tmp_path / "a.json").write_bytes(b'{"name": "x"}')
    (tmp_path / "b.json").write_bytes(whisper())
    assert [is_document(tmp_path / name) for name in ("a.json", "b.json")] == [False, True]


ROLLING = """WEBVTT

00:00.000 --> 00:02.000
\x20
the<00:00.500><c> fe</c><c>ry</c>

00:02.000 --> 00:02.010
the fery
\x20

00:02.010 --> 00:04.000
the fery
leaves at<c> noon</c>

00:04.000 --> 00:04.010
leaves at noon
\x20

00:04.010 --> 00:06.000
leaves at noon
and comes back
"""


def test_lines_that_roll_up_are_said_once_and_corrected_wherever_they_are_shown():
    document = read("roll.vtt", ROLLING.encode())
    assert document.text == "the fery\nleaves at noon\nand comes back"
    assert corrected(document, "fery", "ferry").decode().count("ferry") == 2
    assert "<c> fe</c><c>rry</c>" in corrected(document, "fery", "ferry").decode()


def test_a_phrase_that_a_recogniser_repeats_is_no_roll_up():
    text = "".join(f"00:0{second}.000 --> 00:0{second}.900\nThank you.\n\n" for second in range(4))
    assert read("loop.vtt", f"WEBVTT\n\n{text}".encode()).text.count("Thank you.") == 4


def test_damaged_times_keep_their_words_and_what_stands_in_no_cue_is_told():
    text = "WEBVTT\n\n00:00:0x.000 --> 00:00:02.000\nWe met.\n\nnobody\n\n00:00:03.000 -> 00:00:04.000\nYes.\n"
    document = read("damaged.vtt", text.encode())
    assert document.text == "We met.\nYes."
    assert [(cue.begin, cue.stated) for cue in document.cues] == [
        *((None, "00:00:0x.000 --> 00:00:02.000"), (None, "00:00:03.000 -> 00:00:04.000")),
    ]
    assert document.lacks == ("One line belongs to no cue, because no times stand before it: 'nobody'.",)


CUES = st.lists(
    st.lists(st.sampled_from(["we met", "the the", "- yes.", ">> no", "A&B", "<i>so</i> on", "Ada: aye."]), max_size=2),
    min_size=1,
    max_size=6,
)


@given(CUES, st.integers(0, 60), st.integers(0, 12), st.sampled_from(["", "so", "it is so"]), st.sampled_from(["vtt", "srt"]))
def test_whatever_is_corrected_the_times_stay_and_the_words_are_those_wanted(cues, start, length, new, form):
    mark = "." if form == "vtt" else ","
    rows = [
        f"00:00:{number:02}{mark}000 --> 00:00:{number:02}{mark}900\n" + "".join(f"{line}\n" for line in lines)
        for number, lines in enumerate(cues)
    ]
    data = (("WEBVTT\n\n" if form == "vtt" else "") + "\n".join(rows)).encode()
    document = read(f"a.{form}", data)
    edit = Edit(Span(min(start, len(document.text)), min(start + length, len(document.text))), new)
    if refusal(document, edit) is not None:
        return
    done = rewritten(document, [edit]).decode()
    assert [row for row in done.splitlines() if "-->" in row] == [row for row in data.decode().splitlines() if "-->" in row]
    again = read_document(f"a.{form}", done.encode()).text
    if not any(sign in again + document.text for sign in (":", "-", ">", "<")):
        assert again.split() == apply_edits(document.text, [edit]).split()


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("We met the <lang fr>comité\ndu port</lang> in May.", [("comité\ndu port", "fr")]),
        (
            "<lang fr>Bonjour <lang de-AT>und Grüß Gott</lang> à tous",
            [("Bonjour", "fr"), ("und Grüß Gott", "de-AT"), ("à tous", "fr")],
        ),
        ("<lang en-GB>We met</lang> in <lang>May</lang>.</lang>", []),
        ("<lang fr>Merci.</lang> <v Bo Lind>So we did.", [("Merci.", "fr")]),
    ],
)
def test_what_captions_say_is_in_another_language_is_told(cue: str, expected: list[tuple[str, str]]) -> None:
    captions = f"WEBVTT\n\n00:01.000 --> 00:03.000\n{cue}\n\n00:04.000 --> 00:05.000\nYes.\n"
    document = read_document("a.vtt", captions.encode())
    assert [(document.text[each.span.slice], each.language) for each in document.foreign] == expected
