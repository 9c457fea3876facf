"""The pages in docs/ can be followed: links lead somewhere, commands and options exist, agendas are valid."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from runofshow.agenda.loader import parse_agenda
from runofshow.agenda.schedule import planned
from tests.reference import DOCS, Described, anchor, described

ROOT = DOCS.parent
PAGES = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))


def blocks(page: Path, language: str) -> Iterator[str]:
    """Yield the code blocks of a page in one language, those within lists too."""
    for found in re.finditer(rf"^( *)```{language}\n(.*?)^ *```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        yield found[2]


@cache
def known_commands() -> dict[str, Described]:
    """Return every command by its name."""
    _, panels = described()
    return {one.name.removeprefix("runofshow "): one for group in panels.values() for one in group}


def test_links_lead_somewhere() -> None:
    """To a file, and to a heading in it."""
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if target.startswith("https://") or (target.endswith(".svg") and not any(DOCS.glob("*.svg"))):
                continue  # a source distribution holds no pictures
            path, _, heading = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.is_file(), (page.name, target)
            if heading:
                headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
                assert heading in map(anchor, headings), (page.name, target)


def test_every_page_is_linked_from_the_index() -> None:
    """Nobody has to look into folders."""
    index = (DOCS / "README.md").read_text("utf-8")
    for path in DOCS.rglob("*"):
        if path.is_file() and path.suffix != ".svg" and path != DOCS / "README.md":
            assert f"({path.relative_to(DOCS)})" in index, path.name


def test_commands_in_examples_exist_with_their_options() -> None:
    """In lines to type and in tables."""
    program, _ = described()
    everywhere = {name for option in program.options for name in option.opts}
    for page in PAGES:
        if page.parent.name == "reference":
            continue
        lines = [line.strip() for block in blocks(page, "sh") for line in block.splitlines()]
        lines += re.findall(r"`(runofshow [^`]+)`", page.read_text("utf-8"))
        for line in lines:
            for typed in re.findall(r"(?:^|&& |\.venv/bin/)(runofshow [a-z-].*?)(?= && |$)", line):
                words = shlex.split(typed, comments=True)[1:]
                while words and words[0] in everywhere:
                    words = words[2:]
                if not words or words[0].startswith("-"):
                    continue
                pair = " ".join(words[:2])
                command = known_commands().get(pair) or known_commands().get(words[0])
                assert command is not None, (page.name, typed)
                options = {name for option in command.options for name in option.opts} | everywhere | {"-h"}
                for word in words:
                    if re.match(r"--?[a-z]", word):
                        assert word.partition("=")[0] in options, (page.name, typed, word)


def test_files_that_contributing_names_exist() -> None:
    """Under that path, or its end; modules to run too."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    files = [f"/{path.relative_to(ROOT)}/" for name in ("runofshow", "tests") for path in (ROOT / name).rglob("*")]
    named = re.findall(r"`([\w./]+(?:\.py|/))`", text)
    named += [module.replace(".", "/") for module in re.findall(r"python -m (tests[\w.]*\w)", text)]
    for name in named:
        ends = (f"/{name.strip('/')}/", f"/{name}.py/")
        assert any(file.endswith(ends) for file in files), name


def test_agendas_in_examples_are_valid() -> None:
    """Each can be copied as it stands."""
    found = [(page.name, text) for page in PAGES for text in blocks(page, "yaml")]

    assert len(found) >= 3
    for name, text in found:
        assert planned(parse_agenda(text, name)).overfull.total_seconds() == 0


def test_newest_dated_version_in_the_changelog_is_the_packages() -> None:
    """What has no date yet stands above it."""
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    dated = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert dated[0] == project["version"]
