"""Exports torch modules to ONNX."""

import contextlib
import io
import logging
import operator
import re
import threading
import warnings

from . import _tool

#: The first release of torch whose exporter by torch.export is no preview.
DYNAMO = (2, 5)

#: Exporters patch torch, and silence is that of a process: threads export one after the other.
_ONE_AT_A_TIME = threading.RLock()


def is_module(model):
    """Whether a model is a torch module, found out without importing torch."""
    return any(kind.__module__.startswith("torch.") and kind.__name__ == "Module" for kind in type(model).__mro__)


def file_name(module):
    """The name of the file of a module, which tables show: its type, without what no name of a file has."""
    return re.sub(r"\W", "_", type(module).__name__) + ".onnx"


def export(module, example_input, file, batch=None):
    """Writes a module as an ONNX file.

    ``example_input`` is a tensor or its shape, such as ``(1, 3, 224, 224)``, a tuple of these, or a dictionary
    of them by the names of the module's arguments. A shape stands for zeros of the type that the module's
    parameters have. With ``batch``, inputs of a batch of 1 are repeated to so many. The module is exported as
    in evaluation, and is then as it was before. What cannot be exported is a ``ConvspectrumError``, whose cause
    is what the exporter raised.
    """
    import torch

    words, named = _arguments(torch, module, example_input)
    if batch is not None:
        words = tuple(_repeated(one, batch) for one in words)
        named = {name: _repeated(one, batch) for name, one in named.items()}
    with _ONE_AT_A_TIME, _in_evaluation(module):
        try:
            with torch.no_grad():
                _export(torch, module, words, named, str(file))
        except Exception as error:
            raise _tool.ConvspectrumError(
                f"{type(module).__name__} cannot be exported to ONNX: {_reason(error)}; expected a module that torch.onnx"
                " exports, called with its example input; try module(example_input) first",
                2,
            ) from error


@contextlib.contextmanager
def _in_evaluation(module):
    training = {part: part.training for part in module.modules()}
    module.eval()
    try:
        yield
    finally:
        for part, was_training in training.items():
            part.training = was_training


def batch_of(example_input):
    """How many images an example input has: the first dimension of its first tensor or shape; 1 of what is none."""
    first = example_input
    if isinstance(first, dict):
        first = next(iter(first.values()), None)
    elif isinstance(first, (list, tuple)) and not _is_shape(first):
        first = first[0] if first else None
    shape = getattr(first, "shape", first)
    return int(shape[0]) if isinstance(shape, (list, tuple)) and len(shape) and _is_shape(shape) else 1


def _arguments(torch, module, example):
    """Arguments by position and by name."""
    if example is None:
        raise TypeError(
            "found a torch module without an example input; expected a tensor, a tuple of tensors or a shape;"
            " try torch.zeros(1, 3, 224, 224)"
        )
    floats = [one for one in module.parameters() if one.is_floating_point()]
    like = {"dtype": floats[0].dtype, "device": floats[0].device} if floats else {}

    def tensor(one):
        if isinstance(one, torch.Tensor):
            return one
        if isinstance(one, (list, tuple)) and _is_shape(one):
            if any(operator.index(part) < 1 for part in one):
                raise ValueError(f"found the shape {tuple(one)}; expected dimensions of at least 1")
            return torch.zeros([operator.index(part) for part in one], **like)
        raise TypeError(
            f"found a {type(one).__name__} as an example input; expected a tensor or a shape, a tuple of these, or a"
            " dictionary of them by the names of arguments; try torch.as_tensor(...)"
        )

    if isinstance(example, dict):
        return (), {name: tensor(one) for name, one in example.items()}
    if isinstance(example, (list, tuple)) and example and not _is_shape(example):
        return tuple(tensor(one) for one in example), {}
    return (tensor(example),), {}


def _is_shape(parts):
    return len(parts) > 0 and all(hasattr(part, "__index__") and getattr(part, "ndim", 0) == 0 for part in parts)


def _repeated(tensor, batch):
    is_one = tensor.ndim > 0 and tensor.shape[0] == 1
    return tensor.expand(batch, *tensor.shape[1:]).contiguous() if is_one else tensor


def _reason(error):
    """What is at the bottom of an exception, in a line."""
    while error.__cause__ is not None:
        error = error.__cause__
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


def _export(torch, module, words, named, file):
    reason = _no_dynamo(torch)
    if reason is None:
        with _silence():
            torch.onnx.export(module, words, file, kwargs=named, dynamo=True, verbose=False)
        return
    warnings.warn(f"exported by TorchScript, since {reason}", stacklevel=6)
    more = {"dynamo": False} if _release(torch) >= DYNAMO else {}
    with _silence():
        # Arguments by name stand in a dictionary behind the others.
        torch.onnx.export(module, (*words, named) if named else words, file, **more)


@contextlib.contextmanager
def _silence():
    """Without what exporters print about their inside; errors are raised all the same."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _no_dynamo(torch):
    """Why the exporter by torch.export cannot be used; None where it can."""
    if _release(torch) < DYNAMO:
        return f"torch {torch.__version__} is older than 2.5"
    for needed in ("onnx", "onnxscript"):
        try:
            __import__(needed)
        except ImportError:
            return f"{needed} is not installed; try pip install onnx onnxscript"
    return None


def _release(torch):
    return tuple(int(part) for part in re.findall(r"\d+", torch.__version__)[:2])
