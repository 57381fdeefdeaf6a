"""The site of the documentation: the guide, the project's own pages, the command's help and the docstrings, built by Sphinx.

``python -m tests.guide.site FOLDER`` builds it. What is gathered is made anew each time, and nothing of it lies in the tree.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
from sphinx.cmd.build import build_main

from qa import __all__ as interface
from qa.cli import SUBCOMMANDS
from qa.cli import command as whole

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "reports" / "guide"
PAGES = {
    "overview": "README.md",
    "changelog": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
    "architecture": "ARCHITECTURE.md",
    "choices": "CHOICES.md",
    "all-rules": "rules/README.md",
    "editors": "reports/editors/README.md",
}
"""The pages of the project that the site takes over, by the names that they have there."""
_LINK = re.compile(r"(?P<before>!?\[[^\]\n]*\]\()(?P<target>[^)\s#]+)(?P<anchor>#[^)\s]*)?\)")


def build(folder: Path) -> int:
    """Build the site into ``folder``; the status of Sphinx, for which a warning is an error."""
    with tempfile.TemporaryDirectory() as name:
        gathered = Path(name)
        gather(gathered)
        return int(build_main(["-q", "-W", "--keep-going", "-b", "html", str(gathered), str(folder)]))


def gather(folder: Path) -> None:
    """Put all that the site is made of into one folder."""
    for path in GUIDE.iterdir():
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace("](../samples/", "](samples/")
            (folder / path.name).write_text(text, encoding="utf-8")
    (folder / "samples").mkdir()
    for picture in (ROOT / "reports" / "samples").glob("*.png"):
        shutil.copy(picture, folder / "samples")
    for name, source in PAGES.items():
        path = ROOT / source
        (folder / f"{name}.md").write_text(linked(path.read_text(encoding="utf-8"), path.parent), encoding="utf-8")
    (folder / "command.md").write_text("\n".join(command_page()), encoding="utf-8")
    (folder / "library.md").write_text("\n".join(library_page()), encoding="utf-8")


def linked(text: str, folder: Path) -> str:
    """A page whose links lead to other pages of the site, to its pictures, or nowhere: to files that the site has not."""
    by_file = {(ROOT / source).resolve(): name for name, source in PAGES.items()}

    def target(match: re.Match[str]) -> str:
        if "://" in match["target"]:
            return match.group()
        path = (folder / match["target"]).resolve()
        if path in by_file:
            return f"{match['before']}{by_file[path]}.md{match['anchor'] or ''})"
        if path.suffix == ".png":
            return f"{match['before']}samples/{path.name})"
        return f"`{path.relative_to(ROOT)}`" if path.exists() else match.group()

    return _LINK.sub(target, text)


def command_page() -> Iterator[str]:
    """The help of the command and of each of its subcommands, as the terminal has it."""
    yield from ("# The command", "", "What `qa COMMAND --help` prints. `man ./qa.1` is the same as a manual page.", "")
    yield from ("## qa", "", *_help(whole, "qa"))
    for name, subcommand in SUBCOMMANDS.items():
        yield from _helps(import_module(subcommand.module).command, f"qa {name}")


def _helps(command: click.Command, name: str) -> Iterator[str]:
    yield from (f"## {name}", "", *_help(command, name))
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from _helps(inner, f"{name} {inner.name}")


def _help(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, max_content_width=100)
    yield from ("```text", command.get_help(context), "```", "")


def library_page() -> Iterator[str]:
    """The public interface, from its docstrings, whose examples the tests run."""
    yield from ("# The library", "", "```{eval-rst}", ".. automodule:: qa", "")
    for name in interface:
        if not name.startswith("__"):
            kind = "autofunction" if name[0].islower() else "autoclass"
            yield f".. {kind}:: qa.{name}"
            yield from (("   :members:", "") if kind == "autoclass" else ("",))
    yield "```"


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1])))
