"""Titles with their subtitles, and sentences, joined by the mark that fits."""

from __future__ import annotations

__all__ = ["join_sentences", "join_titles"]


def join_titles(title: str, subtitle: str, addition: str) -> str:
    """Return title and subtitle after a colon, the addition after a full stop."""
    whole = _joined(title, subtitle, ":")
    return _joined(whole, addition, ".")


def _joined(first: str, second: str, mark: str) -> str:
    if not first or not second:
        return first or second
    return f"{first} {second}" if first[-1] in ".?!:;,–—" else f"{first}{mark} {second}"


def join_sentences(*texts: str) -> str:
    """Return texts one after another, each but the last with a mark at its end."""
    whole = ""
    for text in texts:
        whole = _joined(whole, text, ".")
    return whole
