"""Plugins of other distributions: found by their entry point, named with distribution and version."""

from pathlib import Path

import pytest

from lianbing.plugins.registry import Registry

PLUGIN = """
import lianbing
from tests import small_city

@lianbing.hookimpl
def lianbing_indicators():
    return [lianbing.Indicator("noise", evidence=small_city.Evidence, rule=small_city.Work)]
"""


def install(folder: Path, name: str, text: str) -> None:
    """Lay out a distribution as an installer does."""
    (folder / f"{name}.py").write_text(text, "utf-8")
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[lianbing]\n{name} = {name}\n", "utf-8")


def test_an_installed_plugin_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution that announces itself in the group `lianbing` needs nothing else."""
    install(tmp_path, "noise_rules", PLUGIN)
    monkeypatch.syspath_prepend(tmp_path)
    registry = Registry.load()
    listing = registry.listing_of("noise")

    assert (listing.name, listing.distribution, listing.version) == ("noise_rules", "noise_rules", "1.2")
    assert (listing.origin, listing.status) == ("entry point", "loaded")
    assert "noise" not in Registry.load(entry_points=False).indicators()


def test_an_installed_plugin_that_breaks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is listed with distribution, version and cause, and the others go on."""
    install(tmp_path, "broken_rules", "raise SystemExit('no')")
    monkeypatch.syspath_prepend(tmp_path)
    registry = Registry.load()
    listing = next(each for each in registry.listings if each.name == "broken_rules")

    assert (listing.status, listing.version, listing.error) == ("failed", "1.2", "SystemExit: no")
    assert "supervision" in registry.indicators()
