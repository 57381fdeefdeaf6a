"""The pages of transcripts: a click or a key plays the passage, time filters, and decisions are saved as captions."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.cli import command
from tests.review.process import Review
from tests.waiting import wait_until

pytestmark = pytest.mark.browser

CAPTIONS = """WEBVTT

00:01.000 --> 00:03.000
<v Ada>I thank Mr. Klang & all

00:03.500 --> 00:05.000
of U A

00:09.000 --> 00:11.000
H for it.

00:20.000 --> 00:22.000
<v Bo>Mr. Klang it was.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "said.vtt").write_text(CAPTIONS, encoding="utf-8")
    (tmp_path / "heard.vtt").write_text(CAPTIONS.replace("Klang", "Kling"), encoding="utf-8")
    (tmp_path / "agenda.txt").write_text(
        "Councilmember Petra Kling\n\nThe University of Arden in Hollow (UAH)\n", encoding="utf-8"
    )
    with wave.open(str(tmp_path / "meeting room.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * 30)
    return tmp_path


def run(folder: Path, *arguments: str) -> None:
    paths = [str(folder / each) if (folder / each).exists() else each.replace("OUT", str(folder)) for each in arguments]
    assert CliRunner().invoke(command, [*paths, "--cache", "none"] if arguments[0] == "check" else paths).exit_code in (0, 1)


def media(page):
    return page.evaluate("[document.getElementById('media').paused, document.getElementById('media').currentTime]")


def test_a_click_and_a_key_play_the_passage(browser, folder):
    run(
        folder,
        "check",
        "said.vtt",
        "--vocabulary",
        "agenda.txt",
        "-o",
        "html=OUT/out/page.html",
        "--media",
        "meeting room.wav",
        "-q",
    )
    page = browser.new_page()
    page.goto((folder / "out" / "page.html").as_uri())
    wait_until(lambda: page.evaluate("document.getElementById('media').readyState > 0"))
    page.locator("article .listen").nth(1).click()
    wait_until(
        lambda: page.evaluate("!document.getElementById('media').paused && document.getElementById('media').currentTime > 19")
    )
    page.keyboard.press("l")
    wait_until(lambda: page.evaluate("document.getElementById('media').paused"))
    page.keyboard.press("n")
    page.keyboard.press("l")
    wait_until(
        lambda: page.evaluate("!document.getElementById('media').paused && document.getElementById('media').currentTime < 4")
    )
    wait_until(lambda: page.evaluate("document.getElementById('media').paused"))
    assert media(page)[1] < 5


def test_findings_are_filtered_by_time_and_the_transcript_is_saved_with_the_decisions(browser, folder):
    run(folder, "check", "said.vtt", "--vocabulary", "agenda.txt", "-o", "html=OUT/page.html", "-q")
    page = browser.new_page()
    page.goto((folder / "page.html").as_uri())
    assert page.locator("#status").inner_text() == "3 of 3 shown"
    page.fill("#time-from", "0:15")
    assert page.locator("#status").inner_text() == "1 of 3 shown"
    page.fill("#time-from", "")
    for key in ("Escape", *"naaa"):
        page.keyboard.press(key)
    saved = {}
    for form in ("vtt", "srt", "txt"):
        with page.expect_download() as download:
            page.click(f"[data-export={form}]")
        saved[download.value.suggested_filename] = Path(download.value.path()).read_text(encoding="utf-8")
    assert saved["said.corrected.vtt"].split("\n\n")[1:4] == [
        "00:00:01.000 --> 00:00:03.000\nI thank Mr. Kling &amp; all",
        "00:00:03.500 --> 00:00:05.000\nof UAH",
        "00:00:09.000 --> 00:00:11.000\nfor it.",
    ]
    assert saved["said.corrected.srt"].startswith("1\n00:00:01,000 --> 00:00:03,000\nI thank Mr. Kling & all\n\n2\n")
    assert saved["said.corrected.txt"] == "I thank Mr. Kling & all of UAH for it.\n\nMr. Kling it was.\n"


def test_the_page_of_a_comparison_plays_its_changes(browser, folder):
    run(folder, "diff", "said.vtt", "heard.vtt", "-o", "html=OUT/changes.html", "--media", "meeting room.wav", "-q")
    page = browser.new_page()
    page.goto((folder / "changes.html").as_uri())
    wait_until(lambda: page.evaluate("document.getElementById('media').readyState > 0"))
    page.locator("#list .listen").nth(1).click()
    wait_until(
        lambda: page.evaluate("!document.getElementById('media').paused && document.getElementById('media').currentTime > 19")
    )
    assert page.locator("#text .listen").count() == 2


def test_media_is_for_the_page_of_one_transcript(folder):
    result = CliRunner().invoke(command, ["check", str(folder / "said.vtt"), "--media", str(folder / "meeting room.wav")])
    assert result.exit_code == 2
    assert "--media is for the page of one transcript" in str(result.output) + str(result.exception)


def test_a_review_of_a_transcript_plays_its_recording(browser, folder):
    said, sound = folder / "said.vtt", folder / "meeting room.wav"
    with Review(said, "--vocabulary", folder / "agenda.txt", "--media", sound, database=folder / "review.sqlite3") as review:
        page = browser.new_page()
        page.goto(review.address)
        page.wait_for_url(lambda url: "token" not in url)
        page.wait_for_function("document.getElementById('media').readyState >= 1")
        assert page.evaluate("Math.round(document.getElementById('media').duration)") == 30
        page.keyboard.press("n")
        page.keyboard.press("l")
        wait_until(lambda: media(page)[0] is False)
        page.keyboard.press("a")
        wait_until(lambda: page.locator("#saving").get_attribute("data-state") == "saved")
        assert page.get_by_role("button", name="WebVTT").is_visible()
        page.close()
