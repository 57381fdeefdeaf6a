"""Word files to what LibreOffice makes of them: the text with all changes accepted and rejected, comments, and who made changes.

Run by the Python that has LibreOffice's bridge ``uno``: ``python3 office.py FILE…`` writes JSON, an object a file.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_PIPE = "transcript_qa_{}"


def main() -> None:
    """Open every file named on the command line twice."""
    with tempfile.TemporaryDirectory() as profile:
        pipe = _PIPE.format(Path(profile).name)
        options = [
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ]
        # In a session of its own, for soffice is a script that starts the program proper.
        office = subprocess.Popen(["soffice", *options], stdout=sys.stderr, start_new_session=True)
        try:
            context = _connected(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            print(json.dumps([_opened(context, desktop, Path(name)) for name in sys.argv[1:]]))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)


def _connected(pipe: str) -> object:
    # Only the system's Python has it, and this module is looked at for doctests by another.
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(6_000):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def _opened(context: object, desktop: object, path: Path) -> dict[str, object]:
    from com.sun.star.beans import PropertyValue

    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    found: dict[str, object] = {}
    for name, command in (("accepted", ".uno:AcceptAllTrackedChanges"), ("rejected", ".uno:RejectAllTrackedChanges")):
        document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (hidden,))
        fields = document.TextFields.createEnumeration()
        comments = []
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.supportsService("com.sun.star.text.textfield.Annotation"):
                at = field.DateTimeValue
                time = f"{at.Year:04}-{at.Month:02}-{at.Day:02}T{at.Hours:02}:{at.Minutes:02}:{at.Seconds:02}"
                comments.append((field.Author, field.Content, time, field.Resolved))
        found["changes"] = [(each.RedlineAuthor, each.RedlineType) for each in _enumerated(document.Redlines)]
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        found[name] = [paragraph.String for paragraph in _paragraphs(document.Text)]
        found["notes"] = [document.Footnotes.getByIndex(number).String for number in range(document.Footnotes.Count)]
        found["comments"] = comments
        document.close(True)
    return found


def _enumerated(container: object) -> object:
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def _paragraphs(text: object) -> object:
    """The paragraphs of a text, those of tables cell by cell."""
    enumeration = text.createEnumeration()
    while enumeration.hasMoreElements():
        element = enumeration.nextElement()
        if element.supportsService("com.sun.star.text.TextTable"):
            for name in element.CellNames:
                yield from _paragraphs(element.getCellByName(name))
        else:
            yield element


if __name__ == "__main__":
    main()
