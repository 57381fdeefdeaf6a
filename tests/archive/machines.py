"""Real parts on this machine: a scheduler and workers of Dask's as a user starts them, a server of S3, documents that stop or end
a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import wait_until

BIN = Path(sys.executable).parent
_SERVER = """
import signal
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(*server.get_host_and_port(), flush=True)
signal.pause()
"""
_READER = """
import os, signal, time
from pathlib import Path
from qa.readers import Reader, text

READER = Reader("gate", "documents that stop whoever reads them", (".gate",), "gate")

def recognises(path, data):
    if data.startswith(b"deadly"):
        os.kill(os.getpid(), signal.SIGKILL)
    if data.startswith(b"gate "):
        place = Path(os.environ["QA_TEST_GATES"])
        (place / f"begun-{os.getpid()}").touch()
        while not (place / "open").exists():
            time.sleep(0.005)
    return path.endswith(".gate")

read = text.read
"""


@contextmanager
def started(*command: str | Path, environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own group, which is ended with all that it has started."""
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            list(map(str, command)), env=environment, stdout=subprocess.PIPE, stderr=errors, text=True, start_new_session=True
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@contextmanager
def s3_server(log: Path) -> Iterator[dict[str, str]]:
    """What the environment of whoever is to use it has to say."""
    with started(sys.executable, "-c", _SERVER, environment=os.environ, log=log) as server:
        assert server.stdout is not None
        host, port = server.stdout.readline().split()
        yield {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "archive",
            "AWS_SECRET_ACCESS_KEY": "hidden-away",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }


def install_gates(folder: Path) -> dict[str, str]:
    """A plugin whose documents, ``*.gate``, stop or end whoever reads them; the environment that has it."""
    package = folder / "plugin"
    (package / "gate-1.dist-info").mkdir(parents=True)
    (package / "gate.py").write_text(_READER, encoding="utf-8")
    (package / "gate-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: gate\nVersion: 1\n", encoding="utf-8")
    (package / "gate-1.dist-info" / "entry_points.txt").write_text(
        "[transcript_qa.readers]\ngate = gate:READER\n", encoding="utf-8"
    )
    (folder / "gates").mkdir()
    return {"PYTHONPATH": str(package), "QA_TEST_GATES": str(folder / "gates")}


@dataclass(frozen=True, slots=True)
class Machines:
    """A cluster."""

    address: Path
    """The file of the scheduler."""
    scheduler: subprocess.Popen[str]
    workers: subprocess.Popen[str]
    """The only one, or what has started all of them."""
    gates: Path

    def stopped(self) -> int:
        """The process of the worker that stands before a gate, once there is one."""
        wait_until(lambda: any(self.gates.glob("begun-*")))
        (begun,) = self.gates.glob("begun-*")
        return int(begun.name.removeprefix("begun-"))

    def open(self) -> None:
        """Let whoever stands before a gate pass."""
        (self.gates / "open").touch()

    def shut(self) -> None:
        for each in self.gates.iterdir():
            each.unlink()


_SETTINGS = {
    # Of a portion that ends two workers no more are tried.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    # Nobody looks at what machines that wait would measure of themselves.
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}


@contextmanager
def cluster(folder: Path, environment: Mapping[str, str], workers: int = 2) -> Iterator[Machines]:
    """A scheduler and workers, each with one thread, that have found each other. Of several, one that is killed is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    told = {**os.environ, **environment, **_SETTINGS}
    where = ("--scheduler-file", file, "--no-dashboard")
    scheduling = (BIN / "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", *where)
    several = ("--nworkers", str(workers)) if workers > 1 else ("--no-nanny",)
    working = (BIN / "dask", "worker", *several, "--nthreads", "1", "--memory-limit", "0", "--local-directory", folder, *where)
    log = folder / "workers.log"
    with ExitStack() as opened:
        scheduler = opened.enter_context(started(*scheduling, environment=told, log=folder / "scheduler.log"))
        begun = opened.enter_context(started(*working, environment=told, log=log))
        wait_until(lambda: log.read_text(encoding="utf-8").count("Registered to") == workers)
        yield Machines(file, scheduler, begun, Path(environment["QA_TEST_GATES"]))
