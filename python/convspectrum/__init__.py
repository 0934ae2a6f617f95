"""What convolutional networks cost and take on this CPU, from Python.

>>> import convspectrum
>>> convspectrum.cost("zoo:mobilenet-v2", by="network")

A model is a ``torch.nn.Module`` with an example input, the path of an ONNX file or of a spec, ``zoo:NAME``,
the text of a spec, or a spec as a dictionary. All functions run the command line tool and return a
``pandas.DataFrame``, or :class:`Rows` where pandas is not installed. Further keywords are options of the
command: ``runtime="vector"`` is ``--runtime vector``, ``set={"segments": 8}`` is ``--set segments=8``.
"""

from ._commands import cost, explore, measure, run, score
from ._table import Rows
from ._tool import ConvspectrumError, find_tool

__version__ = "0.2.0"
__all__ = ["ConvspectrumError", "Rows", "cost", "explore", "find_tool", "measure", "run", "score"]
