"""Hostile texts that somebody will paste, what documents show of each, and a meeting full of them."""

from dataclasses import replace
from typing import Any, Final

from runofshow.agenda.model import Speaker
from runofshow.show.meeting_record import DecisionRecord, NoteRecord, Record, TaskRecord
from runofshow.show.particulars import Particulars
from runofshow.show.statements import InterventionRecord
from tests.export.shows import recorded, with_interventions

HOSTILE: Final[dict[str, str]] = {
    "formula": "=1+1",
    "formula-plus": "+41 79 555 12 34",
    "formula-minus": "-2+3",
    "formula-at": "@SUM(A1)",
    "formula-behind-spaces": "   =1+1",
    "formula-behind-a-tab": "\t=1+1",
    "formula-behind-a-return": "\r=1+1",
    "formula-behind-a-control": "\x01=1+1",
    "formula-behind-an-invisible": "\u200d=1+1",
    "formula-behind-a-mark": "\u0301=1+1",
    "formula-full-width": "＝1+1",
    "formula-small-form": "﹢1",
    "dde": "=cmd|' /C calc'!A0",
    "hyperlink": '=HYPERLINK("http://evil.example","click")',
    "escape": "\x1b[2J\x1b]52;c;cm0=\x07red\x1b[31m",
    "c1": "a\x9b31mb\x85c",
    "bidi": "invoice\u202egpj.exe\u2066x\u2069",
    "nul": "a\x00b",
    "pipes": "a | b || c",
    "backslashes": "back\\slash\\|",
    "quotes": "She said \"so\", then 'no'",
    "link": "[click](javascript:alert(1))",
    "half-a-link": "](javascript:alert(1)",
    "image": "![x](http://evil.example/x.png)",
    "bare-address": "see http://evil.example/x and www.evil.example or me@evil.example",
    "autolink": "<http://evil.example>",
    "reference": "[x]: http://evil.example",
    "script": "<script>alert(1)</script>",
    "image-tag": "<img src=x onerror=alert(1)>",
    "entity": "&lt;b&gt; &amp; &#60;",
    "comment": "<!-- hidden -->",
    "emphasis": "*a* _b_ **c** ~~d~~ `e`",
    "heading": "# Heading",
    "table": "| --- |",
    "lines": "first\nsecond\r\nthird\u2028fourth",
    "block-in-a-line": "text\n\n# Heading\n- item\n```\ncode",
    "long": "long " * 2_000,
    "arrow": "00:00:01.000 --> 00:00:02.000",
    "arrow-in-lines": "x\n\n00:00:01,000 --> 00:00:02,000\ninjected",
    "vtt-note": "NOTE this is hidden",
    "vtt-voice": "<v Somebody Else>not said",
    "srt-override": "{\\an8}{\\pos(0,0)}moved",
    "srt-font": '<font color="red">x</font>',
    "tabs": "1.0\t2.0\tlabel",
    "excel-escape": "_x0041__x000D_",
    "excel-error": "#REF!",
    "header-code": '&P &[Page] && &"Arial"',
    "number-like": "1e5",
    "date-like": "3/4",
    "leading-zeros": "007",
    "path": "../../etc/passwd\x00.csv",
    "xml": "]]><w:p/><!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    "lone-surrogate": "a\ud800b",
    "noncharacter": "a\ufffeb",
    "emoji": "👩‍👩‍👧‍👦 🇲🇽",
    "arabic": "السلام عليكم",
    "persian": "می‌خواهم",
    "chinese": "联合国人权",
    "zalgo": "e" + "\u0301" * 50,
    "nothing": "",
    "blank": "   ",
}

SHOWN: Final[dict[str, str]] = HOSTILE | {
    "formula-behind-spaces": "=1+1",
    "formula-behind-a-tab": "=1+1",
    "formula-behind-a-return": "=1+1",
    "formula-behind-a-control": "␁=1+1",
    "escape": "␛[2J␛]52;c;cm0=␇red␛[31m",
    "c1": "a\ufffd31mb\nc",
    "bidi": "invoicegpj.exex",
    "nul": "a␀b",
    "lines": "first\nsecond\nthird\nfourth",
    "long": "long " * 1_999 + "long",
    "tabs": "1.0 2.0 label",
    "path": "../../etc/passwd␀.csv",
    "lone-surrogate": "a\ufffdb",
    "noncharacter": "a\ufffdb",
    "zalgo": "e" + "\u0301" * 4,
    "blank": "",
}
"""Each text as a document shows it: as typed, but for what acts on a terminal and blank space around it."""

IN_A_LINE: Final[dict[str, str]] = {name: " ".join(shown.split()) for name, shown in SHOWN.items()}
"""Each text as a document shows it in a single line."""

FORMULAS: Final = tuple(name for name in HOSTILE if name.startswith(("formula", "dde", "hyperlink")))
"""Texts that a spreadsheet would work out."""

IN_A_TITLE: Final = (
    *("formula", "escape", "c1", "bidi", "nul", "lines", "long"),
    *("header-code", "xml", "lone-surrogate", "noncharacter", "nothing"),
)
"""Texts that are tried as the title of an office file too; making one for each of all texts would take seconds."""


def hostile_record(text: str) -> Record:
    """The sample meeting, with this text wherever a person can type one."""
    whole = recorded()
    first = replace(_intervention(text), block_title=text)
    speaker = _speaker(text)
    block = replace(whole.blocks[0], id=text, title=text, segment=text, speakers=(speaker,))
    spoke = replace(whole.statements[0], **_texts(text))
    return replace(
        with_interventions(whole, (first, *whole.interventions[1:]), [spoke]),
        meeting=replace(whole.meeting, title=text, venue=text, moderator=speaker),
        blocks=(block, *whole.blocks[1:]),
        notes=(NoteRecord(whole.notes[0].at, text, text),),
        decisions=(DecisionRecord(whole.notes[0].at, text),),
        tasks=(TaskRecord(whole.notes[0].at, text, text, None),),
    )


def _texts(text: str) -> dict[str, Any]:
    return dict.fromkeys(
        ("block", "block_title", "segment", "person", "title", "organization", "country", "gist"), text
    )


def hostile_meeting() -> Record:
    """The sample meeting with an intervention, a block and a note for each of the texts, in their order."""
    whole = recorded()
    said = with_interventions(
        whole,
        (
            replace(_intervention(text), number=number, block=name, block_title=f"In {number}")
            for number, (name, text) in enumerate(HOSTILE.items(), start=1)
        ),
    )
    return replace(
        said,
        blocks=tuple(
            replace(whole.blocks[0], id=name, title=text, segment=text, speakers=(_speaker(text),), kind="floor")
            for name, text in HOSTILE.items()
        ),
        notes=tuple(NoteRecord(whole.notes[0].at, text, text) for text in HOSTILE.values()),
    )


def hostile_title(text: str) -> Record:
    """The sample meeting with this text as its title, its place and its moderator, before anything has happened."""
    return replace(hostile_record(text), blocks=(), interventions=(), statements=(), notes=(), decisions=(), tasks=())


def _intervention(text: str) -> InterventionRecord:
    texts = ("who", "person", "title", "on_behalf_of", "read_for", "addressed_to", "gist")
    said = Particulars.model_construct(
        {"who", "category"},
        **dict.fromkeys(texts, text),
        also_on_behalf_of=(text,),
        category="state",
        kind=None,
        in_reply_to=None,
    )
    return replace(recorded().interventions[0], particulars=said, notes=(text, text), segment=text, block=text)


def _speaker(text: str) -> Speaker:
    return Speaker.model_construct(name=text, title=text, organization=text, say=text)


def harmful(content: str) -> set[str]:
    """The characters that no file may hold raw: controls but line ends, directions of writing, halves of characters."""
    lowest, highest = 0x20, 0x7E
    bidi = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
    return {
        character
        for character in content
        if character in bidi
        or (ord(character) < lowest and character not in "\r\n")
        or highest < ord(character) < 0xA0
        or 0xD800 <= ord(character) < 0xE000
    }
