from __future__ import annotations

import pytest

from qa.ground.resources import data_folder, read_bytes, read_text


@pytest.mark.parametrize(("folder", "name"), [("rules", "spacing.toml"), ("reports", "qa-tei.rng")])
def test_the_data_folders_are_found(folder, name):
    assert data_folder(folder).joinpath(name).is_file()
    assert read_text(folder, name).encode() == read_bytes(folder, name).replace(b"\r\n", b"\n")


def test_a_file_further_down_is_named_by_its_parts():
    assert "SCOWL" in read_text("rules", "lexicon", "SCOWL-NOTICE.txt")


def test_a_folder_that_is_nowhere_is_named():
    with pytest.raises(FileNotFoundError, match="the data folder 'laws' is neither inside the package qa nor beside it"):
        data_folder("laws")
