"""Builds the package; everything else is in setup.cfg. A wheel carries packs as JSON and messages compiled."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithPacks(build_py):
    """Copies the sources, then writes what loads fast: each pack's JSON beside its rules, French as a .mo file."""

    def run(self) -> None:
        """Build as usual; an editable install keeps reading the YAML itself."""
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(Path(__file__).parent))
        from assessor.language.french import COMPILED, FOLDER, WRITTEN, compiled
        from assessor.loading.library import SHIPPED, build_shipped, shipped_packs

        for pack in shipped_packs():
            build_shipped(pack, Path(self.build_lib, "assessor", "rules", pack, SHIPPED))
        folder = Path(self.build_lib, "assessor", "locale", "fr", "LC_MESSAGES")
        (folder / COMPILED).write_bytes(compiled(FOLDER / WRITTEN))


setup(cmdclass={"build_py": BuildWithPacks})
