"""Every check, by the name under which it is run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.faults import chance_kills, circumstances, clocks, crowd, damage, fuzz, phases, refused, syscalls
from tests.faults.figures import Check, Figure, Size

CHECKS: Final = (
    Check("kills", chance_kills.figures),
    Check("syscall-kills", syscalls.kills, needs=("strace",)),
    Check("order", syscalls.order, needs=("strace",)),
    Check("refusals", refused.through_the_session),
    Check("syscall-refusals", syscalls.refusals, needs=("strace",)),
    Check("lock", refused.lock),
    Check("full-disk", refused.full_disk, needs=("mount", "umount"), as_root=True),
    Check("read-only-disk", refused.read_only, needs=("mount", "umount"), as_root=True),
    Check("damage", damage.figures),
    Check("crowd", crowd.figures),
    Check("files", circumstances.files),
    Check("modes", circumstances.modes),
    Check("time", phases.figures),
    Check("stepped-clock", clocks.stepped, needs=("faketime",)),
    Check("another-boot", clocks.booted, needs=("unshare",), as_root=True),
    Check("zones", clocks.zones),
    Check("circumstances", circumstances.commands, needs=("bash",)),
    Check("misuse", circumstances.misuse),
    Check("interrupts", circumstances.interrupted),
    Check("fuzz", fuzz.figures),
)


def found_by(check: Check, size: Size, folder: Path) -> Iterator[Figure]:
    """What a check finds, in a folder of its own."""
    here = folder / check.name
    here.mkdir(parents=True)
    yield from check.run(size, here)
