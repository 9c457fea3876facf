"""What is said where a format needs a library that isn't installed."""

from runofshow.errors import LibraryMissing


def without_library(missing: ModuleNotFoundError, name: str, library: str) -> Exception:
    """The sentence for who hasn't installed the extra; any other missing module is a fault of ours."""
    if missing.name is None or missing.name.startswith("runofshow"):
        return missing
    return LibraryMissing(name, library)
