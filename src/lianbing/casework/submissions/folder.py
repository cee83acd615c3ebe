"""Finding the files of a submission in the folder of what was handed in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from lianbing.casework.submissions.due import Due
from lianbing.errors import Fault, Place, Severity, fault, nearest
from lianbing.office.values import folded

MOST_FILES = 20_000
"""The most files that are looked at."""

K = TypeVar("K")

_PASSED_OVER = ("~$", ".", "Thumbs.db", "desktop.ini")
_MONTH = re.compile(r"(20\d\d)\D{0,3}(1[0-2]|0?[1-9])(?!\d)")


class SubmissionFolder:
    """What was handed in, by sender and submission.

    Args:
        root: The folder ``submissions`` of a campaign.
        due: What is due.

    Attributes:
        faults: What lies there and belongs to nothing, as warnings; links out of the folder, as errors.
    """

    def __init__(self, root: Path, due: Sequence[Due]) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self._left = MOST_FILES
        self._files: dict[tuple[str, str], list[tuple[Path, Path]]] = defaultdict(list)
        names: dict[str, set[str]] = defaultdict(set)
        for each in due:
            for name in (each.sender.id, *each.sender.names):
                names[folded(name)].add(each.sender.id)
        # A sender may have two folders, one under the id and one under the name; and a unit and its collective may
        # share a name: whose a document is, is told by what is due from whom.
        for senders, folder in self._named(root, names):
            asked = [each for each in due if each.sender.id in senders]
            known = {
                folded(name): (each.sender.id, each.submission.id)
                for each in asked
                for name in (each.submission.id, each.submission.title)
            }
            for key, own in self._named(folder, known):
                self._files[key] += ((own, path) for path in self._all(own))

    def files(self, due: Due) -> tuple[Path, ...]:
        """Give the files that belong to a due part: by the words in their names where there are several parts."""
        found = self._files.get((due.sender.id, due.submission.id), [])
        files = tuple(path for base, path in found if not due.month or _month(path.relative_to(base)) == due.month)
        if len(due.submission.parts) > 1 and due.part.named:
            files = tuple(each for each in files if _is_named(each, due.part.named))
        return files

    def unassigned(self, due: Iterable[Due]) -> Iterator[Fault]:
        """Tell which files belong to no part."""
        taken = {path for each in due for path in self.files(each)}
        for found in self._files.values():
            for _, path in found:
                if path not in taken:
                    yield fault("unassigned_file", Place(file=str(path)), severity=Severity.WARNING)

    def _named(self, folder: Path, known: Mapping[str, K]) -> Iterator[tuple[K, Path]]:
        """Match the folders within a folder with what they are for."""
        for path in self._within(folder):
            found = known.get(folded(path.name)) or known.get(folded(path.name.partition(" ")[0]))
            if found is None:
                near = nearest(path.name, known)
                place = Place(file=str(path))
                self.faults.append(fault("unknown_folder", place, severity=Severity.WARNING, suggestion=near))
            elif path.is_dir():
                yield found, path

    def _all(self, folder: Path) -> Iterator[Path]:
        for path in self._within(folder):
            if path.is_dir():
                yield from self._all(path)
            else:
                yield path

    def _within(self, folder: Path) -> Iterator[Path]:
        """Give what lies in a folder, in order; what programs leave behind is passed over, links out are refused."""
        if not folder.is_dir():
            return
        for path in sorted(folder.iterdir()):
            if path.name.startswith(_PASSED_OVER):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(self.root.resolve()):
                self.faults.append(fault("link_outside", Place(file=str(path))))
                continue
            if self._left == 0:
                self.faults.append(fault("too_many_files", Place(file=str(self.root)), most=str(MOST_FILES)))
            if self._left <= 0:
                self._left = -1
                return
            self._left -= 1
            yield path


def _month(path: Path) -> str:
    """Give the month that a file is for, by its folder or its name."""
    matches = (_MONTH.search(part) for part in path.parts)
    return next((f"{match[1]}-{int(match[2]):02}" for match in matches if match), "")


def _is_named(path: Path, words: Iterable[str]) -> bool:
    name = folded(path.stem)
    return any(folded(word) in name for word in words)
