"""Runs exported files on given weights and inputs: run.py FOLDER.

FOLDER holds N.py, N.shapes (a line of sizes per input) and N.bin (weights in the order of the state
dict, those that modules share once, then inputs, as little-endian floats), and N.npz (the same weights by their names in
a state dict, which the function `load` of the file must put in the same places). Writes N.out: the number of parameters, as a float64,
then the outputs as float64.
"""

import pathlib
import re
import sys

import numpy as np

import torch


def run(path):
    source = path.read_text(encoding="utf-8")
    imports = re.findall(r"^(?:import|from) .*", source, re.MULTILINE)
    assert set(imports) <= {
        "import numpy", "import torch", "from torch import nn", "from torch.nn import functional as F"
    }, imports
    scope = {"__name__": "exported"}
    exec(compile(source, str(path), "exec"), scope)
    network = scope[re.search(r"model = (\w+)\(\)", source).group(1)]
    model = network().eval()
    values = np.fromfile(path.with_suffix(".bin"), dtype="<f4").astype(np.float64)
    taken = 0

    def take(shape):
        nonlocal taken
        size = int(np.prod(shape))
        taken += size
        assert taken <= len(values), "more weights than the graph has"
        return values[taken - size:taken].reshape(shape)

    for tensor in {id(table[name]): table[name] for table, name in model.slots()}.values():
        tensor[...] = take(tensor.shape)
    loaded = scope["load"](network(), path.with_suffix(".npz"))
    for (table, name), (expected, same) in zip(loaded.slots(), model.slots(), strict=True):
        assert np.array_equal(table[name], expected[same]), "load gives others for " + name
    inputs = []
    for line in path.with_suffix(".shapes").read_text().splitlines():
        inputs.append(torch.wrap(take(tuple(int(size) for size in line.split()))))
    assert taken == len(values), "%d values left of %d" % (len(values) - taken, len(values))
    count = sum(parameter.numel() for parameter in model.parameters())
    result = model(*inputs)
    outputs = result if isinstance(result, tuple) else (result,)
    flat = [np.asarray([count], dtype="<f8")]
    flat += [np.asarray(output, dtype="<f8").ravel() for output in outputs]
    np.concatenate(flat).tofile(path.with_suffix(".out"))


failed = 0
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    try:
        run(file)
    except Exception as fault:  # every file is tried; the reader wants all faults
        failed += 1
        print("%s: %s: %s" % (file.name, type(fault).__name__, fault))
sys.exit(1 if failed else 0)
