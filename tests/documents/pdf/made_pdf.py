"""PDFs written by hand: text in its places and nothing that would help to read it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Words", "made_pdf"]

_FONTS = {"F": "Times-Roman", "I": "Times-Italic", "B": "Times-Bold"}


class Words(NamedTuple):
    """Characters in one font, from ``x`` on, ``y`` points above the foot of the page.

    They run in the direction of ``turn``, in degrees against the clock.
    """

    text: str
    x: float
    y: float
    font: str = "F"
    size: float = 11
    turn: float = 0


def made_pdf(
    pages: Sequence[Iterable[Words]],
    *,
    trailer: str = "",
    picture: bool = False,
    objects: Iterable[str] = (),
    page: str = "",
) -> bytes:
    """Return a PDF of A4 pages with these words, in fonts that every reader has, in Windows-1252.

    ``picture`` puts an image on each page; ``trailer``, ``objects`` and what is said of each ``page`` are
    added as they are.
    """
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >> "
        for name, font in _FONTS.items()
    )
    first = 4
    kids = " ".join([f"{first + 2 * index} 0 R" for index in range(len(pages))])
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        _stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
                "/BitsPerComponent 8", b"\x80"),
    ]  # fmt: skip
    for index, words in enumerate(pages):
        drawn = b"q 500 0 0 700 50 50 cm /P Do Q\n" if picture else b""
        content = drawn + b"".join([_drawn(one) for one in words])
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} "
            f"/Contents {first + 2 * index + 1} 0 R "
            f"/Resources << /Font << {fonts} >> /XObject << /P 3 0 R >> >> >>".encode()
        )
        bodies.append(_stream("", content))
    bodies += [one.encode() for one in objects]
    return _file(bodies, trailer)


def _drawn(words: Words) -> bytes:
    escaped = words.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    x, y = math.cos(math.radians(words.turn)), math.sin(math.radians(words.turn))
    matrix = f"{x:.4f} {y:.4f} {-y:.4f} {x:.4f} {words.x} {words.y}"
    place = f"BT /{words.font} {words.size} Tf {matrix} Tm ("
    return place.encode() + escaped.encode("cp1252") + b") Tj ET\n"


def _stream(setting: str, data: bytes) -> bytes:
    return f"<< {setting} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(bodies: Sequence[bytes], trailer: str) -> bytes:
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join([f"{place:010} 00000 n \n".encode() for place in places])
    written += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\n".encode()
    return bytes(written + f"startxref\n{start}\n%%EOF\n".encode())
