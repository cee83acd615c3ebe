"""Starts the command line, or says what has to be installed for it."""

import sys

from lianbing.errors import fault


def main() -> None:
    """Run the command that was typed."""
    try:
        import click  # noqa: F401 (only the command line needs it)
        import rich  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        missing = fault("missing_extra", extra="cli")
        sys.stderr.write(f"{missing.say('zh')}\n{missing.say('en')}\n")
        sys.exit(2)
    from lianbing.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
