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
            inside = " inside it" if os.path.isdir(named) else ""
            raise ConvspectrumError(
                f"CONVSPECTRUM is {named!r}, which is no program; expected the path of convspectrum{inside}", 2
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


def document(words, folder=None):
    """Runs a command and returns the document that it prints as JSON; its messages stand in ``messages``.

    ``folder`` is one that is gone afterwards: what the tool says of files in it has their names alone.
    """
    if any(word.partition("=")[0] == "--format" for word in words):
        raise ConvspectrumError("found --format; expected none, since tables are read as JSON; try without it", 2, words)
    command = [find_tool(), *words, "--format=json"]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConvspectrumError(f"{command[0]} cannot be started: {reason}", 1, command) from None
    try:
        out, err = process.communicate()
    except BaseException:
        _end(process)
        raise
    if folder is not None:
        out = out.replace(json.dumps(os.path.join(folder, ""), ensure_ascii=False)[1:-1], "")
        err = err.replace(os.path.join(folder, ""), "")
    if process.returncode < 0:
        said = f": {message(err)}" if err.strip() else ""
        raise ConvspectrumError(f"{command[0]} was ended by {_signal(-process.returncode)}{said}", 1, command)
    if process.returncode not in (0, NOT_MET):
        raise ConvspectrumError(message(err), process.returncode, command)
    result = _parsed(command, out)
    result["messages"] = err.splitlines()
    if process.returncode == NOT_MET:
        raise ConvspectrumError(message(err), NOT_MET, command, result)
    return result


def _end(process):
    """Ends a tool as Ctrl-C does, so that it cleans up behind itself; at a second Ctrl-C, or after 20 s, at once."""
    try:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        pass
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _parsed(command, out):
    try:
        result = json.loads(out)
    except (ValueError, RecursionError):
        result = None
    if not isinstance(result, dict) or not all(isinstance(result.get(part), dict) for part in ("tables", "columns")):
        raise ConvspectrumError(
            f"{' '.join(command)} printed no tables as JSON; expected a command of convspectrum that prints a table, such as"
            " cost; is another tool named in CONVSPECTRUM?",
            1,
            command,
        )
    return result


def _signal(number):
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def message(err):
    """What the tool says is wrong: what follows its name, or else all lines, without notes."""
    lines = [line for line in err.splitlines() if line.strip() and not line.startswith("note: ")]
    named = [i for i, line in enumerate(lines) if line.startswith("convspectrum: ")]
    if named:
        lines = lines[named[-1] :]
        lines[0] = lines[0][len("convspectrum: ") :]
    return "\n".join(lines) or "convspectrum failed without a message"
