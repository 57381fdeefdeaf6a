"""``qa lexicon``: word lists and records to the lexicon's data files."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group(name="lexicon", short_help="Build the list of known words, or add to a house's own.")
def command() -> None:
    """Build the list of known words, or add to a house's own."""


@command.command("build")
@click.option("--scowl", required=True, type=_FOLDER, metavar="DIR", help="The word lists of SCOWL.")
@click.option("--terms", required=True, type=_FOLDER, metavar="DIR", help="Lists of acronyms and official names.")
@click.option("--corpus", multiple=True, type=_FOLDER, metavar="DIR", help="Records whose words are counted. May be repeated.")
@click.option("--clean", multiple=True, type=_FOLDER, metavar="DIR", help="Records edited so well that their words are right.")
@click.option("--clean-since", type=int, default=1994, show_default=True, metavar="YEAR", help="Older clean records are not.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Names of files that must not be counted. May be repeated.")
@click.option("-o", "--out", required=True, type=_FOLDER, metavar="DIR", help="Where the data files go.")
def build(
    scowl: Path,
    terms: Path,
    corpus: tuple[Path, ...],
    clean: tuple[Path, ...],
    clean_since: int,
    exclude: tuple[str, ...],
    out: Path,
) -> None:
    """Build the lexicon's data files; what was accepted on the evidence of records alone is printed to be read."""
    from qa.learn.build import build_lexicon

    click.echo(str(build_lexicon(scowl, corpus, clean, terms, exclude, out, clean_since)))


@command.command("count")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS…", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", required=True, type=_FOLDER, metavar="DIR", help="Where the data files go.")
def count(corpora: tuple[Path, ...], out: Path) -> None:
    """Count how often words stand alone and together: company.bin, letters.bin and doubtful.txt, which slips are ranked by.

    CORPUS is a file or a folder of files, of plain text or packed with xz; where a line "=== NAME" stands before each speech a
    file holds several. Thresholds that were fitted with other counts no longer hold: run `make calibration` after it.

    \b
    qa lexicon count ungdc_all resolutions -o rules/lexicon
    """
    from qa.learn.counting import count_corpora
    from qa.words.lexicon import load_lexicon

    click.echo(str(count_corpora(corpora, load_lexicon(), out)))


@command.command("titles")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS…", type=click.Path(path_type=Path, exists=True))
@click.option("--since", type=int, default=1990, show_default=True, metavar="YEAR", help="Older speeches are not counted.")
@click.option("-o", "--out", required=True, type=_FOLDER, metavar="DIR", help="Where the data file goes.")
def titles(corpora: tuple[Path, ...], since: int, out: Path) -> None:
    """Find the words that records write with capitals side by side: titles.txt.

    CORPUS is as for count; the name of a speech or file gives its year, as AFG_54_1999.txt does.

    \b
    qa lexicon titles ungdc_all -o rules/lexicon
    """
    from qa.learn.counting import count_titles

    click.echo(str(count_titles(corpora, out, since)))


@command.command("written")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS…", type=click.Path(path_type=Path, exists=True))
@click.option("--since", type=int, default=2000, show_default=True, metavar="YEAR", help="Older speeches are not counted.")
@click.option("-o", "--out", required=True, type=_FOLDER, metavar="DIR", help="Where the data file goes.")
def written(corpora: tuple[Path, ...], since: int, out: Path) -> None:
    """Count how two words are written, in one, with a hyphen and apart: written.txt.

    CORPUS is as for titles; the company of rules/lexicon tells what older records write.

    \b
    qa lexicon written ungdc_all -o rules/lexicon
    """
    from qa.learn.counting import count_written
    from qa.words.lexicon import load_lexicon
    from qa.words.model import load_company

    click.echo(str(count_written(corpora, load_lexicon(), load_company(), out, since)))


@command.command("add")
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@click.option("--into", required=True, type=_FOLDER, metavar="DIR", help="The house's folder of rules and word lists.")
def add(words: tuple[str, ...], into: Path) -> None:
    """Add words and names that are right to a house's own list, accept.txt; those that stand there are left alone.

    \b
    qa lexicon add Nyelegal "Al-Shabaab al-Mujahideen" --into house
    """
    from qa.batch.house_lists import accept_words
    from qa.engine.totals import counted
    from qa.rulebook.wordlists import ACCEPTED
    from qa.writers.terminal import visible

    new = accept_words(words, into)
    told = f"{counted(len(new), 'word')} added" + (f": {', '.join(new)}" if new else ", all stand there already")
    click.echo(visible(f"{into / ACCEPTED}: {told}"), err=True)
