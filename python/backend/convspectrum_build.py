"""The build backend of this folder: the hooks of PEP 517 and PEP 660 for a package of pure Python.

It needs nothing but Python's own library, so that ``pip install .`` works without a network.
"""

import base64
import hashlib
import io
import pathlib
import re
import tarfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = "convspectrum"
#: What is in archives does not depend on when they are made.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def version():
    """The version, which stands in the package."""
    text = (ROOT / NAME / "__init__.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE).group(1)


def metadata():
    """What the wheel and the sdist say of themselves: core metadata 2.1."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return (
        "Metadata-Version: 2.1\n"
        f"Name: {NAME}\n"
        f"Version: {version()}\n"
        "Summary: Cost, latency and accuracy proxies of convolutional networks, from Python\n"
        "License: Apache-2.0\n"
        "Requires-Python: >=3.9\n"
        "Provides-Extra: pandas\n"
        "Requires-Dist: pandas; extra == 'pandas'\n"
        "Provides-Extra: torch\n"
        "Requires-Dist: torch; extra == 'torch'\n"
        "Requires-Dist: onnx; extra == 'torch'\n"
        "Requires-Dist: onnxscript; extra == 'torch'\n"
        "Description-Content-Type: text/markdown\n"
        "\n" + readme
    )


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes a wheel with the package and returns its name."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted((ROOT / NAME).glob("*.py"))
    }
    return _wheel(wheel_directory, files)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes a wheel that points to this folder and returns its name."""
    return _wheel(wheel_directory, {f"{NAME}.pth": f"{ROOT}\n".encode("utf-8")})


def build_sdist(sdist_directory, config_settings=None):
    """Writes an archive of the sources, from which a wheel can be built, and returns its name."""
    folder = f"{NAME}-{version()}"
    members = {f"{folder}/PKG-INFO": metadata().encode("utf-8")}
    for pattern in ("pyproject.toml", "README.md", f"{NAME}/*.py", "backend/*.py", "tests/*.py"):
        for path in sorted(ROOT.glob(pattern)):
            members[f"{folder}/{path.relative_to(ROOT).as_posix()}"] = path.read_bytes()
    name = f"{folder}.tar.gz"
    with tarfile.open(pathlib.Path(sdist_directory) / name, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for member, content in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return name


def _wheel(directory, files):
    about = f"{NAME}-{version()}.dist-info"
    files = dict(files)
    files[f"{about}/METADATA"] = metadata().encode("utf-8")
    files[f"{about}/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: {NAME}_build\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    ).encode("utf-8")
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{about}/RECORD"] = (record + f"{about}/RECORD,,\n").encode("utf-8")
    name = f"{NAME}-{version()}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(directory) / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            info = zipfile.ZipInfo(member, LONG_AGO)
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return name


def _digest(content):
    """As RECORD has it: SHA-256 in the alphabet of URLs, without padding."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
