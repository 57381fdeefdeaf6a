"""Word files to what LibreOffice makes of them: the paragraphs with all changes accepted and with all rejected, and the comments.

Run by a Python that has LibreOffice's bridge ``uno``: ``python3 office.py FILE…`` writes JSON, an object a file.
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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main(paths: list[str]) -> None:
    """Open every file once for each command, in an office of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as profile:
        listening = f"pipe,name={Path(profile).name};urp;"
        options = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}", f"--accept={listening}"]
        # In a session of its own, for soffice is a script that starts the program proper.
        office = subprocess.Popen(["soffice", *options], stdout=sys.stderr, start_new_session=True)
        try:
            context = connected(listening)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            print(json.dumps([opened(context, desktop, Path(path)) for path in paths]))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)


def connected(listening: str) -> Any:
    """The office's context, once it answers."""
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(6_000):
        try:
            return resolver.resolve(f"uno:{listening}StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


def opened(context: Any, desktop: Any, path: Path) -> dict[str, list[str]]:
    import uno

    hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue", Name="Hidden", Value=True)
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    found: dict[str, list[str]] = {}
    for name, command in COMMANDS.items():
        document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (hidden,))
        found["comments"] = [field.Content for field in enumerated(document.TextFields)]
        dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        found[name] = [paragraph.String for paragraph in enumerated(document.Text)]
        document.close(True)
    return found


def enumerated(container: Any) -> Iterator[Any]:
    enumeration = container.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


if __name__ == "__main__":
    main(sys.argv[1:])
