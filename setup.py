"""Builds the package; everything else is in setup.cfg. A wheel carries each pack as JSON, so that it loads fast."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithPacks(build_py):
    """Copies the sources, then writes each bundled pack's canonical JSON beside its rules."""

    def run(self) -> None:
        """Build as usual; an editable install keeps reading the YAML itself."""
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, str(Path(__file__).parent))
        from assessor.loading.library import SHIPPED, build_shipped, shipped_packs

        for pack in shipped_packs():
            build_shipped(pack, Path(self.build_lib, "assessor", "rules", pack, SHIPPED))


setup(cmdclass={"build_py": BuildWithPacks})
