"""How long starting takes: bare Python, the import, and a command, in turns, so that all meet the same noise."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "wuwei-2019"


def started(rounds: int = 15) -> dict[str, float]:
    """Give the median of the seconds that each takes."""
    commands = {
        "python -c pass": ["-c", "pass"],
        "import lianbing": ["-c", "import lianbing"],
        "lianbing score, the example": ["-m", "lianbing", "score", str(EXAMPLE)],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 (our own commands)
            taken[name].append(time.perf_counter() - begun)
    return {name: statistics.median(each) for name, each in taken.items()}
