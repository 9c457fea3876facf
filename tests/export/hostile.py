"""What nobody would type, and somebody will paste: the same in the tests of every format."""

from dataclasses import replace
from typing import Final

import pytest

from runofshow.show.particulars import Particulars
from runofshow.show.statements import NoteRecord, Record
from tests.export.shows import recorded

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

every_hostile_text = pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])


def hostile_record(text: str) -> Record:
    """The sample meeting, with the same text wherever a person can type one."""
    whole = recorded()
    said = Particulars.model_construct(
        {"who", "category"},
        who=text,
        person=text,
        title=text,
        category="state",
        kind=None,
        on_behalf_of=text,
        also_on_behalf_of=(text,),
        read_for=text,
        addressed_to=text,
        in_reply_to=None,
        gist=text,
    )
    first = replace(
        whole.interventions[0], particulars=said, notes=(text, text), segment=text, block_title=text, block=text
    )
    speaker = whole.meeting.moderator
    assert speaker is not None
    named = speaker.model_copy(update={"name": text, "title": text, "organization": text, "say": text})
    block = replace(whole.blocks[0], id=text, title=text, segment=text, speaker=named)
    return replace(
        whole,
        meeting=replace(whole.meeting, title=text, venue=text, moderator=named),
        blocks=(block, *whole.blocks[1:]),
        interventions=(first, *whole.interventions[1:]),
        notes=(NoteRecord(whole.notes[0].at, text, text),),
    )


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
