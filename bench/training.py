#!/usr/bin/env python3
"""Images a second at which PyTorch trains networks that convspectrum exported.

    bench/training.py THREADS SECONDS NETWORK.py ...

Steps are those of convspectrum's recipe: batches of 64 grey images of 28x28, cross-entropy, SGD with
Nesterov's momentum and weight decay. Batches are random and made before: reading images costs PyTorch
nothing here. Each network is timed with channels first and last, whichever is faster counts.
"""
import importlib.util
import os
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64
WARM_UP = 3.0


def network(path):
    spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3].replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = [m for m in vars(module).values() if isinstance(m, type) and issubclass(m, nn.Module)]
    return [m for m in made if m.__module__ == module.__name__][-1]().train()


def images_a_second(model, layout, seconds):
    model = model.to(memory_format=layout)
    optimiser = torch.optim.SGD(model.parameters(), 0.01, 0.9, weight_decay=5e-4, nesterov=True)
    batches = [torch.randn(BATCH, 1, 28, 28).to(memory_format=layout) for _ in range(8)]
    labels = torch.randint(10, (BATCH,))

    def steps(duration):
        start = time.perf_counter()
        count = 0
        while time.perf_counter() - start < duration:
            optimiser.zero_grad(set_to_none=True)
            F.cross_entropy(model(batches[count % 8]), labels).backward()
            optimiser.step()
            count += 1
        return BATCH * count / (time.perf_counter() - start)

    steps(WARM_UP)
    return steps(seconds)


def main(arguments):
    torch.set_num_threads(int(arguments[0]))
    torch.manual_seed(1)
    for path in arguments[2:]:
        found = {
            name: images_a_second(network(path), layout, float(arguments[1]))
            for name, layout in (("first", torch.contiguous_format), ("last", torch.channels_last))
        }
        best = max(found, key=found.get)
        name = os.path.basename(path)[:-3]
        print(f"{name:<40} {found[best]:8.0f} images/s, PyTorch {torch.__version__}, channels {best}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
