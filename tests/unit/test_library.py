"""Packs are the same from YAML and from the JSON kept of it; JSON that does not fit is not used."""

from pathlib import Path

import pytest

from assessor.errors import AssessorError
from assessor.loading import library
from assessor.loading.pack import read_pack
from assessor.model.ruleset import Pack
from tests.conftest import TINY


@pytest.mark.parametrize("name", ["participation", str(TINY)])
def test_a_kept_pack_is_the_pack_that_was_read(name: str, tmp_path: Path) -> None:
    read, _ = read_pack(*library.folders_of(name))
    kept = tmp_path / "pack.json"
    library.write_json(read, "fingerprint", kept)
    thawed = library._kept(kept, "fingerprint")
    assert thawed is not None
    assert thawed.model_dump() == read.model_dump()
    assert thawed.canonical() == read.canonical()
    for name, item in read.instrument.items.items():
        assert list(thawed.instrument.items[name].ask) == list(item.ask)


def test_validation_would_give_the_same_pack(participation: Pack) -> None:
    plain = {"sha256": participation.sha256}
    validated = Pack.model_validate_json(participation.canonical()[:-1] + f', "sha256": "{plain["sha256"]}"}}')
    assert validated.canonical() == participation.canonical()


@pytest.mark.parametrize(
    "damage", ["", "{", "[]", "other\n{}", "fingerprint\n{}", 'fingerprint\n{"instrument": 3}', "\x00"]
)
def test_kept_json_that_is_damaged_or_of_other_yaml_is_not_used(damage: str, tmp_path: Path) -> None:
    kept = tmp_path / "pack.json"
    kept.write_text(damage, encoding="utf-8")
    assert library._kept(kept, "fingerprint") is None


def test_a_folder_that_holds_no_pack_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(AssessorError) as caught:
        library.load(str(tmp_path))
    assert caught.value.exit_code == 3
    assert "A pack's folder holds the folders questionnaires and rules." in str(caught.value)


def test_where_nothing_can_be_kept_the_pack_still_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(library, "_cache_folder", lambda: blocked / "inside")
    library._loaded.cache_clear()
    assert library.load(str(TINY)).id == "tiny"
