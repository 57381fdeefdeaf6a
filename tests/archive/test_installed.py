"""Without what the extra brings there is one line that says what to install."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest

from qa.archive.cluster import Cluster
from qa.batch.check import read_bytes
from qa.batch.discovery import find_documents
from qa.ground.errors import QaError
from qa.writers import PARTITION_WRITERS

EXTRA = "which is not installed; expected pip install 'transcript-qa[cluster]'"


@pytest.mark.parametrize(
    ("package", "act", "told"),
    [
        ("fsspec", lambda: list(find_documents(["s3://records/1990"])), "documents at addresses need fsspec"),
        ("fsspec", lambda: read_bytes("s3://records/1990/a.txt"), "documents at addresses need fsspec"),
        ("distributed", lambda: Cluster("tcp://127.0.0.1:1", print), "a run on a cluster needs Dask"),
        ("pyarrow", PARTITION_WRITERS["parquet"].report, "-o parquet needs pyarrow"),
    ],
)
def test_a_package_that_is_missing_is_named(
    package: str, act: Callable[[], object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(QaError, match=f"^{re.escape(told)}, {re.escape(EXTRA)}$"):
        act()
