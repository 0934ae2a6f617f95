"""Finds the command line tool and runs it."""

import json
import os
import pathlib
import shutil
import signal
import subprocess

#: The exit code of a command that is done, but a requirement is not met.
NOT_MET = 3


class ConvspectrumError(RuntimeError):
    """The tool refused or failed; the message is its own.

    ``exit_code`` is 2 for wrong input, 3 where a requirement is not met, else 1; ``command`` is what was run;
    ``document`` is the result of a command whose requirement is not met, else None.
    """

    def __init__(self, message, exit_code=1, command=(), document=None):
        super().__init__(message)
        self.exit_code = exit_code
        self.command = list(command)
        self.document = document


def find_tool():
    """The tool: what CONVSPECTRUM names, or that of the checkout this file lies in, or that of the PATH."""
    named = os.environ.get("CONVSPECTRUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise ConvspectrumError(
                f"CONVSPECTRUM is {named!r}, which is no program; expected the path of convspectrum", 2
            )
        return found
    checkout = pathlib.Path(__file__).resolve().parents[2]
    launcher = checkout / "convspectrum"
    if (checkout / "pom.xml").is_file() and os.access(launcher, os.X_OK) and launcher.is_file():
        return str(launcher)
    found = shutil.which("convspectrum")
    if found is None:
        raise ConvspectrumError(
            "found no convspectrum; expected its path in CONVSPECTRUM, or the tool on the PATH", 2
        )
    return found


def document(words):
    """Runs a command and returns the document that it prints as JSON; its messages stand in ``messages``."""
    command = [find_tool(), *words, "--format=json"]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise ConvspectrumError(f"{command[0]} cannot be started: {error.strerror}", 1, command) from None
    try:
        out, err = process.communicate()
    except BaseException:
        # Ctrl-C ends measuring; the tool cleans up behind itself.
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        raise
    if process.returncode not in (0, NOT_MET):
        raise ConvspectrumError(message(err), process.returncode, command)
    try:
        result = json.loads(out)
    except ValueError:
        raise ConvspectrumError(
            f"{command[0]} printed no JSON; expected convspectrum; try another tool in CONVSPECTRUM", 1, command
        ) from None
    result["messages"] = err.splitlines()
    if process.returncode == NOT_MET:
        raise ConvspectrumError(message(err), NOT_MET, command, result)
    return result


def message(err):
    """What the tool says is wrong: what follows its name, or else all lines, without notes."""
    lines = [line for line in err.splitlines() if line.strip() and not line.startswith("note: ")]
    named = [i for i, line in enumerate(lines) if line.startswith("convspectrum: ")]
    if named:
        lines = lines[named[-1] :]
        lines[0] = lines[0][len("convspectrum: ") :]
    return "\n".join(lines) or "convspectrum failed without a message"
