"""Starts the command line, or says what has to be installed for it."""

import sys

from lianbing.errors import fault


def main() -> None:
    """Run the command that was typed."""
    try:
        from lianbing.cli.main import main as run
    except ModuleNotFoundError as error:
        if str(error.name).partition(".")[0] not in ("click", "rich"):
            raise
        missing = fault("missing_extra", extra="cli")
        sys.stderr.write(f"{missing.say('zh')}\n{missing.say('en')}\n")
        sys.exit(2)
    run()


if __name__ == "__main__":
    main()
