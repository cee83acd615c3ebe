"""Where commands put what they make: data on stdout, talk on stderr, files whole or not at all."""

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lianbing.errors import Fault, InputError, Place, fault
from lianbing.language import Bilingual, Language, clean
from lianbing.reports.terminal import console


def write(text: str) -> None:
    """Put data on stdout as it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(faults: Iterable[Fault], language: Language) -> None:
    """Tell faults on stderr, a line each; one about a formula shows the place in it below."""
    for line in (line for each in faults for line in each.lines(language)):
        sys.stderr.write(clean(line) + "\n")
    sys.stderr.flush()


Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


@contextlib.contextmanager
def working(language: Language) -> Iterator[Progress]:
    """Show on a terminal that work is going on, and how far it is; in a pipe or file, say nothing."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    words = Bilingual("正在读取和计算……", "reading and computing …").say(language)
    with console(sys.stderr).status(words) as status:
        yield lambda done, whole: status.update(f"{words} {done}/{whole}")


def write_file(path: Path, content: bytes) -> None:
    """Write a file, or replace it, whole or not at all.

    Raises:
        InputError: It cannot be written.
    """
    temporary = _beside(path)
    try:
        try:
            with temporary.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write a new folder, or fill an empty one, whole or not at all.

    Raises:
        InputError: Something is there already, or it cannot be written.
    """
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise InputError([fault("already_there", Place(file=str(folder)))])
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _beside(target)
        try:
            temporary.mkdir()
            for name, content in files.items():
                (temporary / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
            if target.exists():
                target.rmdir()
            temporary.rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def write_new_files(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write files into a folder, all or none; the folder is made where it is missing.

    Args:
        folder: The folder.
        files: The files by name.
        force: Whether files that are there may be replaced.

    Raises:
        InputError: Some are there already, or they cannot be written.
    """
    there = [folder / name for name in files if (folder / name).exists()]
    if there and not force:
        raise InputError([fault("already_there", Place(file=str(path))) for path in there])
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, content in files.items():
                temporary = _beside(folder / name)
                written.append((temporary, folder / name))
                temporary.write_bytes(content)
            for temporary, path in written:
                temporary.replace(path)
        finally:
            for temporary, _ in written:
                temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _beside(path: Path) -> Path:
    """Name a temporary neighbour, from where a rename is a single step."""
    return path.with_name(f".{path.name}.{os.getpid()}")


def _unwritable(path: Path, error: OSError) -> InputError:
    why = error.strerror or str(error)
    words = Bilingual(f"无法写入：{why}", f"cannot be written: {why}")
    return InputError([fault("wrong_call", Place(file=str(path)), why=words)])
