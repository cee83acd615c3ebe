"""Starts the command line, or says what has to be installed for it."""

import sys

from lianbing.errors import fault


def main() -> None:
    """Run the command that was typed."""
    try:
        import click  # noqa: F401, PLC0415 (only the command line needs it)
        import rich  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        language = "en" if "en" in sys.argv else "zh"
        sys.stderr.write(fault("missing_extra", extra="cli").say(language) + "\n")
        sys.exit(2)
    from lianbing.cli.main import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
