"""Portions to what became of them, by the workers of a cluster of Dask's. Nothing here knows what a portion holds.

A portion whose worker is lost is given to another by the scheduler. One that has taken several workers with it is checked once
more with each document in a process of its own, which names the document; one that even so ends its workers is left out.
"""

from __future__ import annotations

import asyncio
import json
import logging
import warnings
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from qa.archive.checking import Finished, check_portion
from qa.archive.portions import Portion
from qa.batch.addresses import EXTRA
from qa.ground.errors import QaError, in_one_line

_CONNECTING = 10.0
"""Seconds for a scheduler to answer."""
_LOOK = 5.0
"""Seconds without any result after which it is looked whether there are workers."""
_RETRIES = 2
"""So many times a portion is tried again whose place could not be reached."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A portion that could not be checked anywhere, and why."""

    reason: str


_UNDER_WAY = frozenset(("pending", "lost"))
"""What Dask calls a task of which nothing has come yet, and one whose result is lost, which it has done anew by itself."""


class Cluster:
    """The workers at the address of a scheduler."""

    def __init__(self, address: str, say: Callable[[str], None]) -> None:
        """``address`` is that of the scheduler, or the file that it has written it to.

        Raises QaError where Dask is not installed, and where nothing answers there.
        """
        self._address = address
        self._say = say
        self._dask = _library()
        self._client = self._connected()
        self._run = uuid4().hex

    def close(self) -> None:
        """Leave the cluster; what it still has to do for us it forgets."""
        with suppress(Exception):  # a scheduler that is gone
            self._client.close(timeout=_LOOK)

    def worked(self, asked: bytes, portions: Iterator[Portion]) -> Generator[tuple[Portion, Finished | LeftOut], None, None]:
        """What became of the portions, in whatever order.

        So many are begun as keep all workers busy. Raises QaError where the scheduler is lost, and for what check_portion raises.
        """
        begun: dict[Any, tuple[Portion, bool]] = {}
        try:
            while self._fill(begun, asked, portions):
                for future in self._done(list(begun)):
                    if future.status in _UNDER_WAY:
                        continue  # it was done, and is again to do: the worker that had what came of it is gone
                    portion, apart = begun.pop(future)
                    outcome = self._outcome(future)
                    if isinstance(outcome, LeftOut) and not apart:
                        begun[self._begun(asked, portion, apart=True)] = (portion, True)
                    else:
                        yield portion, outcome
        except CancelledError as error:
            raise self._gone() from error
        finally:
            with suppress(Exception):
                self._client.cancel(list(begun))

    def _fill(self, begun: dict[Any, tuple[Portion, bool]], asked: bytes, portions: Iterator[Portion]) -> bool:
        """Begin as many portions as there is room for; whether any is begun then."""
        for portion in islice(portions, max(0, self._room() - len(begun))):
            begun[self._begun(asked, portion, apart=False)] = (portion, False)
        return bool(begun)

    def _begun(self, asked: bytes, portion: Portion, *, apart: bool) -> Any:
        """What will be done when a worker has checked the portion."""
        key = f"{portion.name}-{self._run}{'-apart' if apart else ''}"
        return self._client.submit(check_portion, asked, portion, apart=apart, key=key, pure=False, retries=_RETRIES)

    def _connected(self) -> Any:
        """A client. That something answers is tried first: one that was begun in vain would take long to end."""
        try:
            address = _written_in(Path(self._address)) if Path(self._address).is_file() else self._address
            asyncio.run(self._tried(address))
            return self._dask.Client(address, timeout=_CONNECTING)
        except (OSError, ValueError, TypeError, KeyError) as error:
            told = in_one_line(str(error).partition("\n")[0]) or type(error).__name__
            expected = "an address such as tcp://10.0.0.1:8786, or the scheduler's file"
            raise QaError(f"no scheduler of Dask answers: {told}", file=self._address, expected=expected) from error

    async def _tried(self, address: str) -> None:
        """Raises an OSError or ValueError where nothing answers."""
        arguments = self._dask.Security().get_connection_args("client")
        connected = await self._dask.core.connect(address, timeout=_CONNECTING, **arguments)
        await connected.close()

    def _room(self) -> int:
        """Twice as many as are worked on, so that no worker waits for this machine."""
        return 2 * sum(self._threads().values()) + 2

    def _threads(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except Exception as error:
            raise self._gone() from error

    def _done(self, futures: list[Any]) -> list[Any]:
        """Those that are done, of which there is at least one."""
        told = False
        while True:
            try:
                return list(self._dask.wait(futures, timeout=_LOOK, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                if not self._threads() and not told:
                    self._say(f"{self._address}: no worker is there; waiting for one")
                    told = True

    def _outcome(self, future: Any) -> Finished | LeftOut:
        """What became of a portion. Raises QaError for what concerns all of them."""
        if future.status == "finished":
            finished: Finished = future.result()
            return finished
        if future.status != "error":
            raise self._gone()
        error = future.exception()
        if isinstance(error, QaError):
            raise error
        if isinstance(error, self._dask.KilledWorker):
            return LeftOut("the workers that check it are ended again and again")
        told = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise QaError(f"a worker could not check: {told}", file=self._address)

    def _gone(self) -> QaError:
        return QaError(
            "the connection to the scheduler is lost; what is finished is kept, and the same command goes on with the rest",
            file=self._address,
        )


def _written_in(file: Path) -> str:
    """The address that a scheduler has written into its file. Raises ValueError and the like for any other file."""
    return str(json.loads(file.read_bytes())["address"])


def _library() -> Any:
    """Dask's, which says what it has to say through us. Raises QaError where it is not installed."""
    try:
        import distributed
    except ImportError as error:
        raise QaError("a run on a cluster needs Dask, which is not installed", expected=EXTRA) from error
    for name in list(logging.root.manager.loggerDict):  # each has a level and a handler of its own
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # Each portion travels with its documents where they lie on this machine: that is meant so.
    warnings.filterwarnings("ignore", message="Sending large graph")
    return distributed
