"""The page with the findings in the paper's margin."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from citekit.checks.checked import unreadable
from citekit.reports.html import page
from tests.reports.essay import TEXT, checked

HOSTILE = """\
# <script>document.title = "hacked"</script>

Text <img src=x onerror="document.title = 'hacked'"> ![](https://example.org/x.png)
(Becker, 2018) [a](javascript:x) and (Smith and Doe, 2019),
(Roe and Poe, 2011), Why we sleep, "quoted" & so on.

## References

Becker, S. P. (2015). <style>body { display: none }</style> Young, A. (2019) \u202eevil
"""


class _Page(HTMLParser):
    """What a page holds: ids, links within it, the tags, and the headings in their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.headings: list[int] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.attributes[name] += 1
            if name == "id":
                self.ids[value or ""] += 1
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", [TEXT, HOSTILE], ids=["essay", "hostile"])
def test_every_link_leads_somewhere(text: str) -> None:
    """Ids are unique, links have targets in the page, tags are closed, headings leave out no level."""
    found = _Page(page.write([checked(text), checked(text), unreadable("b.md", "is empty")], version="1"))

    assert set(found.ids.values()) == {1}
    assert {link for link in found.links if not link.startswith("#")} == set()
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert found.open == []
    assert all(after - before <= 1 for before, after in zip(found.headings, found.headings[1:], strict=False))


def test_findings_and_words_point_at_each_other() -> None:
    """Each finding that has words links to them, and they to it."""
    found = _Page(page.write([checked()], version="1"))

    for number in range(2, 6):
        assert found.links.count(f"#t{number}") == 1
        assert found.links.count(f"#f{number}") >= 1


def test_the_page_asks_for_nothing() -> None:
    """No script, no picture, no address of anything; a policy that forbids them all."""
    text = page.write([checked(HOSTILE, message="<script>x</script>")], version="1")
    found = _Page(text)

    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & set(found.tags)
    assert not {"src", "srcset", "onerror", "onclick", "style", "action"} & set(found.attributes)
    assert not re.search(r"url\(|@import|@font-face", text)
    assert "default-src 'none'" in text
    assert "\u202e" not in text


def test_each_source_tells_what_it_is_cited_for() -> None:
    """Its sentences link to the text; how often, for which pages, and what stands out is told before them."""
    text = page.write([checked()], version="1")
    sources = re.sub(r"<[^>]+>", "", text[text.index("What each source is cited for") :])

    assert "Becker (2015): cited twice; page 3; chapter 2" in sources
    assert "Young (2019): never cited" in sources
    assert re.search(r'<a href="#p1b\d+">line 8</a>', text)


def test_nothing_of_the_paper_is_lost() -> None:
    """The text stands there whole, its words marked."""
    text = re.sub(
        r"<(style|title|a class=\"number-link\").*?</\1?\w*>", "", page.write([checked()], version="1")
    )
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))

    for words in (
        "Sleep and school",
        "A quotation in a block of its own",
        "Journal of Sleep, 3(2), 1–9.",
        "H2O",
    ):
        assert words in plain
    assert '<mark class="error">(Becker, 2018)</mark>' in text


_MEASURE = """
<script>
const light = (color) => {
  const [r, g, b] = color.match(/[\\d.]+/g).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (!/, 0\\)$/.test(color)) return color;
  }
  return "rgb(255, 255, 255)";
};
const faint = [];
let shown = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || element.closest("script, style")) continue;
  shown += 1;
  const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(walker.currentNode.data);
}
const links = [...document.querySelectorAll("a")];
const reached = links.every((a) => { a.focus(); return document.activeElement === a; });
const unnamed = links.filter((a) => !(a.getAttribute("aria-label") || a.textContent.trim()));
document.body.innerHTML = "";
document.title = JSON.stringify({
  faint, shown, reached, unnamed: unnamed.length, wide: document.documentElement.scrollWidth > innerWidth,
});
</script>
"""


def _chromium(*arguments: str) -> str:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no chromium here; Debian's package of that name has it")
    # The sandbox cannot be had in many containers; the page is our own.
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", *arguments],
        capture_output=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1250, 420])
def test_the_page_is_readable(tmp_path: Path, scheme: str, width: int) -> None:
    """On wide and narrow screens, light and dark: contrast of 4.5 everywhere, each link reached and named."""
    text = page.write([checked(), checked()], version="1")
    bare = re.sub(r"<meta http-equiv[^>]*>", "", text).replace("</body>", f"{_MEASURE}</body>")
    path = tmp_path / "page.html"
    path.write_text(bare)

    dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    shown = _chromium(f"--window-size={width},900", *dark, "--dump-dom", path.as_uri())

    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    assert title is not None
    measured: dict[str, Any] = json.loads(title[1].replace("&amp;", "&"))
    assert measured["shown"] > 50
    assert measured["faint"] == []
    assert (measured["reached"], measured["unnamed"], measured["wide"]) == (True, 0, False)


def test_hostile_words_do_nothing(tmp_path: Path) -> None:
    """What a paper holds is shown and never run."""
    path = tmp_path / "page.html"
    path.write_text(page.write([checked(HOSTILE, message="<style>*{}</style>")], version="1"))

    shown = _chromium("--dump-dom", path.as_uri())

    assert "<title>Citations of essay.md</title>" in shown
    assert "&lt;style&gt;" in shown


def test_the_page_prints(tmp_path: Path) -> None:
    """On paper the findings stay beside the text."""
    path, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_text(page.write([checked()], version="1"))

    _chromium(f"--print-to-pdf={printed}", "--no-pdf-header-footer", path.as_uri())

    assert printed.read_bytes().startswith(b"%PDF-")


def test_what_is_surely_wrong_stands_first() -> None:
    """Errors are told before habits and counts, with links; a paper that lacks its list says so on top."""
    empty = replace(checked(), name="b.md", findings=(), lacks="no reference list")
    written = page.write([checked(), empty], version="1")

    assert written.index("<h3>First of all</h3>") < written.index("<h3>Habits</h3>")
    assert "<q>(Becker, 2018)</q> One of the years is wrong." in written
    assert "<td>no reference list</td>" in written
