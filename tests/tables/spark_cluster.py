"""A Spark cluster on one machine: a master and workers, each a process of its own."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

needs_spark = pytest.mark.skipif(
    shutil.which("java") is None or importlib.util.find_spec("pyspark") is None,
    reason="needs a Java runtime and the extra lianbing[spark]",
)
PATIENCE = 90.0
HOST = "127.0.0.1"


@attrs.define
class Cluster:
    """A cluster that runs.

    Attributes:
        master: Its address.
        page: The address of what the master says of itself.
        workers: The processes of the workers.
    """

    master: str
    page: str
    workers: list[subprocess.Popen[bytes]]

    def said(self) -> dict[str, Any]:
        """What the master says of itself."""
        with urllib.request.urlopen(f"{self.page}/json/", timeout=5) as answer:  # noqa: S310 (our own master)
            found: dict[str, Any] = json.load(answer)
        return found

    def alive(self) -> int:
        """How many workers the master takes for alive."""
        return sum(each["state"] == "ALIVE" for each in self.said()["workers"])

    def busy(self) -> int:
        """How many workers work for somebody."""
        return sum(each["coresused"] > 0 for each in self.said()["workers"])

    def kill_worker(self) -> None:
        """Kill a worker and all that it started, without a word."""
        os.killpg(self.workers.pop().pid, signal.SIGKILL)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@contextmanager
def cluster(workers: int = 2) -> Iterator[Cluster]:
    """Start a master and workers; stop them all at the end."""
    import pyspark

    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    port, page = free_port(), free_port()
    with tempfile.TemporaryDirectory(prefix="spark-") as folder:
        log = (Path(folder) / "log").open("wb")
        environment = {
            **os.environ,
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": HOST,
            "SPARK_NO_DAEMONIZE": "1",
        }

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [str(program), *arguments], env=environment, stdout=log, stderr=log, start_new_session=True
            )

        address = f"spark://{HOST}:{port}"
        at = ("--host", HOST, "--port", str(port), "--webui-port", str(page))
        started = [start("org.apache.spark.deploy.master.Master", *at)]
        try:
            found = Cluster(address, f"http://{HOST}:{page}", [])
            until(lambda: found.said() is not None, folder)
            for number in range(workers):
                own = ("--host", HOST, "--cores", "1", "--memory", "1g", "--work-dir", f"{folder}/work-{number}")
                name = "org.apache.spark.deploy.worker.Worker"
                process = start(name, *own, "--webui-port", str(free_port()), address)
                started.append(process)
                found.workers.append(process)
            until(lambda: found.alive() == workers, folder)
            yield found
        finally:
            for process in reversed(started):
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                process.wait()
            log.close()


def until(holds: Any, folder: str) -> None:
    """Wait until something holds; tell the end of the log if it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if holds():
                return
        except (OSError, ValueError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"the cluster did not come up:\n{(Path(folder) / 'log').read_text()[-3000:]}")
