"""What is asked of each system's disk."""

import errno
import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from runofshow.journal.disk import Disk


@pytest.mark.parametrize(
    ("platform", "known", "asked"),
    [
        pytest.param("linux", True, ["fsync"], id="Linux"),
        pytest.param("darwin", True, ["full fsync"], id="macOS: past the drive's own memory"),
        pytest.param("darwin", False, ["full fsync", "fsync"], id="macOS, on a file system that doesn't know it"),
        pytest.param("win32", True, ["fsync"], id="Windows"),
    ],
)
def test_each_system_is_asked_for_what_survives_a_power_cut(
    monkeypatch: pytest.MonkeyPatch, platform: str, known: bool, asked: list[str]
) -> None:
    """By the call that doesn't leave it to the drive."""
    calls: list[str] = []

    def full_fsync(_descriptor: int, command: str) -> None:
        calls.append(command)
        if not known:
            raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr("runofshow.journal.disk.sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr("runofshow.journal.disk.os", SimpleNamespace(fsync=lambda _descriptor: calls.append("fsync")))
    fcntl = SimpleNamespace(F_FULLFSYNC="full fsync", fcntl=full_fsync)
    monkeypatch.setattr("runofshow.journal.disk.fcntl", fcntl, raising=False)

    Disk().sync(7)

    assert calls == asked


def test_the_name_of_a_file_is_synced_with_its_folder_which_is_let_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On Windows nothing is asked: there a folder can't be opened."""
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)

    Disk().sync_folder(tmp_path)

    assert len(synced) == 1
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(synced[0])
    monkeypatch.setattr("runofshow.journal.disk.sys", SimpleNamespace(platform="win32"))
    Disk().sync_folder(tmp_path / "not there")


def test_a_new_file_is_private_and_appended_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also where the system knows no fchmod, and if the file is there it is opened as it is."""
    disk = Disk()
    monkeypatch.setattr("runofshow.journal.disk.sys", SimpleNamespace(platform="win32"))
    monkeypatch.delattr(os, "fchmod")

    for content in (b"one", b"two"):
        descriptor = disk.open_or_create(tmp_path / "j")
        assert disk.write(descriptor, content) == 3
        os.lseek(descriptor, 0, os.SEEK_SET)
        disk.write(descriptor, content)
        disk.cut(descriptor, disk.size(descriptor) - 1)
        disk.close(descriptor)
        with pytest.raises(OSError, match="Bad file descriptor"):
            disk.size(descriptor)

    assert (tmp_path / "j").read_bytes() == b"oneontwotw"
    assert stat.S_IMODE((tmp_path / "j").stat().st_mode) == 0o600
    disk.remove(tmp_path / "j")
    assert not (tmp_path / "j").exists()
