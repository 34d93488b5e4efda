"""``python -m citekit`` and the ``citekit`` command."""

from citekit.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
