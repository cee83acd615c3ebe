"""What `lianbing.testing` needs is said, and nothing else of lianbing needs it."""

import subprocess
import sys

WITHOUT = "import sys; sys.modules['hypothesis'] = None\n"


def python(text: str) -> str:
    """What a fresh interpreter prints, complaints included."""
    run = subprocess.run(
        [sys.executable, "-c", text],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return run.stdout


def test_who_lacks_hypothesis_is_told_the_extra() -> None:
    """The last line of the error says what to install."""
    said = python(WITHOUT + "import lianbing.testing").splitlines()[-1]

    assert "ModuleNotFoundError: lianbing.testing needs hypothesis" in said
    assert "pip install 'lianbing[testing]'" in said


def test_scoring_needs_no_hypothesis() -> None:
    """Who only scores installs nothing for tests."""
    assert "True\n" == python(WITHOUT + "import lianbing; print(bool(lianbing.load_rulebook('wuwei-2019')))")
