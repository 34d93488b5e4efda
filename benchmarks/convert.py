"""``python -m benchmarks.convert FROM TO FILE``: a bibliography in another format, on stdout."""

from __future__ import annotations

import sys
from pathlib import Path

from citekit.formats.all_formats import get_format, get_reader, get_writer
from citekit.formats.base import WriteOptions


def main() -> None:
    """Read, write."""
    source, target, name = sys.argv[1:]
    items = get_reader(get_format(source))(Path(name).read_bytes(), name=name).items
    sys.stdout.write(get_writer(get_format(target))(items, WriteOptions()))


if __name__ == "__main__":
    main()
