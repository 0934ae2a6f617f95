"""The commands of the tool as functions."""

import contextlib
import json
import os
import pathlib
import tempfile

from . import _export, _table, _tool

#: Options that are given once for each value.
REPEATED = ("set", "require", "where", "constraint")

#: Images of a batch that a module is scored on, as the tool has it.
SCORED = 32


def cost(model, example_input=None, *, pandas=None, **options):
    """Counts parameters, MACs, FLOPs and bytes: a row for each layer, or what ``by`` says.

    >>> cost("zoo:mobilenet-v2", by="network")
    """
    return _on_model(["cost"], "cost", model, example_input, pandas, options)


def measure(model, example_input=None, *, pandas=None, **options):
    """Measures how long a model takes on this CPU: a row for each runtime.

    >>> measure(module, torch.zeros(1, 3, 224, 224), runtime=["onnxruntime", "vector"], budget="10s")
    """
    return _on_model(["measure"], None, model, example_input, pandas, options)


def explore(model=None, example_input=None, *, pandas=None, **options):
    """Sweeps a spec, counts and measures every design: a row for each; without a model, the bundled example.

    Its report is written where ``out`` says, else nowhere that stays.
    """
    with tempfile.TemporaryDirectory(prefix="convspectrum-") as folder:
        options.setdefault("out", os.path.join(folder, "report"))
        return _on_model(["explore"], None, model, example_input, pandas, options)


def score(model, example_input=None, *, pandas=None, **options):
    """Scores a model by accuracy proxies, without training it: a row for each.

    A module is scored on batches of its example input's size; an example of one image is repeated to ``batch``
    (32), since a module may have been written down for one batch alone.

    >>> score("spec.yaml", proxies=["naswot", "synflow"])
    """
    batch = None
    if _export.is_module(model):
        batch = options.setdefault("batch", SCORED if (given := _export.batch_of(example_input)) == 1 else given)
    return _on_model(["proxies", "score"], None, model, example_input, pandas, options, batch)


def run(*words):
    """Runs any command that prints a table and returns its document: ``run("zoo", "mobilenet-v1")``."""
    return _tool.document([str(word) for word in words])


def _on_model(command, table, model, example_input, pandas, options, batch=None):
    if example_input is not None and not _export.is_module(model):
        raise TypeError(
            "found an example input beside a model that is no torch module; expected none; try input=(3, 224, 224) for"
            " another shape"
        )
    with _argument(model, example_input, batch) as (argument, folder):
        document = _tool.document(command + argument + _words(options), folder)
    name = table or next(iter(document["tables"]), "")
    if name not in document["tables"]:
        raise _tool.ConvspectrumError(
            f"{_tool.find_tool()} printed no table {name!r}; expected convspectrum of the version of this package; try the"
            " tool of the same checkout",
            1,
            command,
        )
    return _table.table(document, name, pandas)


@contextlib.contextmanager
def _argument(model, example_input, batch):
    """What names a model on the command line, and the folder that is made for it, which is gone afterwards."""
    if model is None:
        yield [], None
    elif _export.is_module(model):
        with tempfile.TemporaryDirectory(prefix="convspectrum-") as folder:
            file = pathlib.Path(folder) / _export.file_name(model)
            _export.export(model, example_input, file, batch)
            yield [str(file)], folder
    elif isinstance(model, dict) or (isinstance(model, str) and "\n" in model):
        text = json.dumps(model, default=_plain) if isinstance(model, dict) else model
        with tempfile.TemporaryDirectory(prefix="convspectrum-") as folder:
            file = pathlib.Path(folder) / "spec.yaml"
            file.write_text(text, encoding="utf-8")
            yield [str(file)], folder
    elif isinstance(model, (str, os.PathLike)):
        word = os.fspath(model)
        yield ["./" + word if word.startswith("-") else word], None
    else:
        raise TypeError(
            f"found a {type(model).__name__}; expected a torch module, a path, zoo:NAME, the text of a spec or a dictionary"
        )


def _words(options):
    """Keywords as options of a command."""
    words = []
    for name, value in options.items():
        option = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(option)
        elif isinstance(value, dict):
            words += [f"{option}={key}={_text(one)}" for key, one in value.items()]
        elif isinstance(value, (list, tuple)) and name in REPEATED:
            words += [f"{option}={_text(one)}" for one in value]
        elif isinstance(value, (list, tuple)):
            words.append(f"{option}={','.join(_text(one) for one in value)}")
        else:
            words.append(f"{option}={_text(value)}")
    return words


def _text(value):
    """A value as specs have it: ``true``, not ``True``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(value):
    """The number of Python that stands for one of NumPy in a spec."""
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        return value.item()
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"found a {type(value).__name__} in a spec; expected texts, numbers, booleans, lists and dictionaries")
