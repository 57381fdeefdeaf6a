"""reports/samples/ is what the command writes today."""

from __future__ import annotations

from pathlib import Path

from tests.samples import ROOT, write_samples

SAMPLES = ROOT / "reports" / "samples"


def test_the_samples_are_what_the_command_writes(tmp_path: Path) -> None:
    written = {path.name: path.read_bytes() for path in write_samples(tmp_path)}
    # The README's picture of the page lies beside them; `make screenshot` takes it.
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.suffix != ".png"}
    advice = "run `make samples` and read what changed as you would read prose"
    assert sorted(written) == sorted(kept), advice
    changed = [name for name in written if written[name] != kept[name]]
    assert not changed, f"{', '.join(changed)}: {advice}"
