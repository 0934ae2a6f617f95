"""The package is built and installed without a network."""

import base64
import csv
import hashlib
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile

PYTHON = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(PYTHON / "backend"))

import convspectrum_build  # noqa: E402


class BuildTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def wheel(self, build):
        return zipfile.ZipFile(self.folder / build(self.folder))

    def test_a_wheel_has_the_package_and_a_record_of_it(self):
        with self.wheel(convspectrum_build.build_wheel) as wheel:
            names = wheel.namelist()
            record = next(name for name in names if name.endswith("/RECORD"))
            rows = list(csv.reader(io.TextIOWrapper(wheel.open(record), "utf-8")))
            self.assertEqual(sorted(names), sorted(row[0] for row in rows))
            self.assertIn("convspectrum/__init__.py", names)
            checked = 0
            for name, digest, size in rows:
                if name != record:
                    content = wheel.read(name)
                    self.assertEqual(size, str(len(content)))
                    expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
                    self.assertEqual("sha256=" + expected, digest)
                    checked += 1
            self.assertGreater(checked, 5)

    def test_an_sdist_is_built_from_again(self):
        name = convspectrum_build.build_sdist(self.folder)
        with tarfile.open(self.folder / name) as archive:
            members = archive.getnames()
            archive.extractall(self.folder)
        base = name[: -len(".tar.gz")]
        for needed in ("PKG-INFO", "pyproject.toml", "convspectrum/__init__.py", "backend/convspectrum_build.py"):
            self.assertIn(f"{base}/{needed}", members)
        again = subprocess.run(
            [sys.executable, "-c", "import convspectrum_build as b; print(b.build_wheel('.'))"],
            cwd=self.folder / base / "backend",
            capture_output=True,
            encoding="utf-8",
        )
        self.assertEqual(0, again.returncode, again.stderr)
        with zipfile.ZipFile(self.folder / base / "backend" / again.stdout.strip()) as wheel:
            self.assertIn("convspectrum/_tool.py", wheel.namelist())

    def test_editable_points_here(self):
        with self.wheel(convspectrum_build.build_editable) as wheel:
            self.assertEqual(f"{PYTHON}\n", wheel.read("convspectrum.pth").decode())

    def test_the_version_is_that_of_the_tool(self):
        pom = PYTHON.parent / "pom.xml"
        if not pom.is_file():
            self.skipTest("not in the repository")
        found = re.search(r"<artifactId>convspectrum[^<]*</artifactId>\s*<version>([^<]+)<", pom.read_text(encoding="utf-8"))
        self.assertEqual(found.group(1).replace("-SNAPSHOT", ""), convspectrum_build.version())

    def test_pip_installs_it_without_an_index(self):
        there = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True)
        if there.returncode != 0:
            self.skipTest("pip is not installed")
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", str(self.folder / "site"), str(PYTHON)],
            capture_output=True,
            encoding="utf-8",
        )
        self.assertEqual(0, done.returncode, done.stderr)
        imported = subprocess.run(
            [sys.executable, "-c", "import convspectrum; print(convspectrum.__version__, convspectrum.__file__)"],
            cwd=self.folder,
            env={"PYTHONPATH": str(self.folder / "site"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            encoding="utf-8",
        )
        self.assertEqual(0, imported.returncode, imported.stderr)
        self.assertIn(str(self.folder / "site"), imported.stdout)


if __name__ == "__main__":
    unittest.main()
