"""Exports torch modules to ONNX."""

import contextlib
import logging
import re
import warnings

#: The first release of torch whose exporter by torch.export is no preview.
DYNAMO = (2, 5)


def is_module(model):
    """Whether a model is a torch module, found out without importing torch."""
    return any(kind.__module__.startswith("torch.") and kind.__name__ == "Module" for kind in type(model).__mro__)


def export(module, example_input, file):
    """Writes a module as an ONNX file.

    ``example_input`` is a tensor, a tuple of tensors, or the shape of an input, such as ``(1, 3, 224, 224)``.
    The module is exported as in evaluation, and is then as it was before.
    """
    import torch

    arguments = _arguments(torch, example_input)
    training = {part: part.training for part in module.modules()}
    module.eval()
    try:
        with torch.no_grad():
            _export(torch, module, arguments, str(file))
    finally:
        for part, was_training in training.items():
            part.training = was_training


def _arguments(torch, example):
    if example is None:
        raise TypeError(
            "found a torch module without an example input; expected a tensor, a tuple of tensors or a shape;"
            " try torch.zeros(1, 3, 224, 224)"
        )
    if isinstance(example, torch.Tensor):
        return (example,)
    parts = tuple(example)
    if parts and all(isinstance(part, int) for part in parts):
        return (torch.zeros(parts),)
    return parts


def _export(torch, module, arguments, file):
    reason = _no_dynamo(torch)
    if reason is None:
        with _silence():
            torch.onnx.export(module, arguments, file, dynamo=True, verbose=False)
        return
    warnings.warn(f"exported by TorchScript, since {reason}", stacklevel=5)
    more = {"dynamo": False} if _release(torch) >= DYNAMO else {}
    with _silence():
        torch.onnx.export(module, arguments, file, **more)


@contextlib.contextmanager
def _silence():
    """Without what exporters say about their inside; errors are raised all the same."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
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
