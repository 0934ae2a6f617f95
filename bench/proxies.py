#!/usr/bin/env python3
"""Seconds that PyTorch takes for a proxy of a network of NAS-Bench-201, one thread.

The networks, batches and formulas are those of convspectrum.bench.ProxySeconds (see README.md); each
proxy is computed by itself, in eager mode, as its authors' code does. Printed is the mean over the
networks, and of each network the least of ROUNDS runs.

    bench/proxies.py [ROUNDS [NETWORKS [PROXY ...]]]
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

# Every tenth of 200 networks drawn at random; a digit for each edge 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2:
# 0 none, 1 skip, 2 1x1, 3 3x3, 4 average pool.
CELLS = (
    "200110 210124 224040 332311 344231 001004 300102 031334 200310 201434 "
    "434130 244403 340013 024214 242134 233433 330322 121011 312124 002313"
).split()
BATCH = 32


def conv(sources, targets, kernel, stride=1):
    return nn.Sequential(
        nn.ReLU(),
        nn.Conv2d(sources, targets, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(targets),
    )


class Cell(nn.Module):
    def __init__(self, digits, channels):
        super().__init__()
        self.edges = nn.ModuleList()
        self.ends = []
        for digit, end in zip(digits, [(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)]):
            if digit != "0":
                self.ends.append(end)
                self.edges.append(self.edge(digit, channels))

    @staticmethod
    def edge(digit, channels):
        if digit == "1":
            return nn.Identity()
        if digit == "4":
            return nn.AvgPool2d(3, 1, 1, count_include_pad=False)
        return conv(channels, channels, 1 if digit == "2" else 3)

    def forward(self, x):
        nodes = [x]
        for node in 1, 2, 3:
            terms = [e(nodes[i]) for e, (j, i) in zip(self.edges, self.ends) if j == node]
            nodes.append(sum(terms[1:], terms[0]) if terms else x * 0)
        return nodes[3]


class Reduction(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(conv(channels // 2, channels, 3, 2), conv(channels, channels, 3))
        pool = nn.AvgPool2d(2, 2)
        self.shortcut = nn.Sequential(pool, nn.Conv2d(channels // 2, channels, 1, bias=False))

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


def network(cell):
    stages = [nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)]
    for channels in 16, 32, 64:
        stages += [Reduction(channels)] if channels > 16 else []
        stages += [Cell(cell, channels) for _ in range(5)]
    stages += [nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    made = nn.Sequential(*stages, nn.Linear(64, 10))
    for layer in layers(made):
        nn.init.kaiming_normal_(layer.weight)
    return made.train()


def layers(model, kinds=(nn.Conv2d, nn.Linear)):
    return [m for m in model.modules() if isinstance(m, kinds)]


class Watch:
    """Calls a function with what modules take in or give out, while it is open."""

    def __init__(self, modules, function, inputs=False):
        hook = lambda m, i, o: function(m, i[0] if inputs else o)
        self.handles = [m.register_forward_hook(hook) for m in modules]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for handle in self.handles:
            handle.remove()


def gradients(model):
    """Weights and their gradients; layers that the output does not depend on have none."""
    pairs = [(layer.weight.detach(), layer.weight.grad) for layer in layers(model)]
    return [(w, g) for w, g in pairs if g is not None]


def backward(model, images, labels):
    model.zero_grad(set_to_none=True)
    F.cross_entropy(model(images), labels).backward()
    return gradients(model)


def naswot(model, data):
    kernel = torch.zeros(BATCH, BATCH)

    def count(_, x):
        code = (x > 0).flatten(1).float()
        kernel.add_(code @ code.t()).add_((1 - code) @ (1 - code).t())

    with torch.no_grad(), Watch(layers(model, nn.ReLU), count, inputs=True):
        model(data[0])
    return torch.linalg.slogdet(kernel.double())[1]


def swap(model, data):
    patterns = []
    powers = 2 ** torch.arange(BATCH)

    def note(_, x):
        patterns.append(((x > 0).flatten(1).t().long() * powers).sum(1))

    with torch.no_grad(), Watch(layers(model, nn.ReLU), note, inputs=True):
        model(data[0])
    return len(torch.unique(torch.cat(patterns)))


def synflow(model, _):
    for module in model.modules():
        for name, child in module.named_children():
            if isinstance(child, nn.BatchNorm2d):
                setattr(module, name, nn.Identity())
    model.double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.abs_()
    model.zero_grad(set_to_none=True)
    model(torch.ones(1, 3, 32, 32, dtype=torch.double)).sum().backward()
    return sum((w * g).abs().sum() for w, g in gradients(model)).log()


def jacob_cov(model, data):
    images = data[0].clone().requires_grad_()
    model(images).sum().backward(inputs=[images])
    v = torch.linalg.eigvalsh(torch.corrcoef(images.grad.flatten(1)).double())
    return -(torch.log(v + 1e-5) + 1 / (v + 1e-5)).sum()


def grad_norm_snip(model, data):
    pairs = backward(model, *data[:2])
    return sum(g.norm() for _, g in pairs), sum((g * w).abs().sum() for w, g in pairs)


def fisher(model, data):
    sums = []

    def product(y, gradient):
        products = y.detach() * gradient
        sums.append(products.flatten(2).sum(2) if y.dim() > 2 else products)

    def watch(_, y):
        y.register_hook(lambda gradient: product(y, gradient))

    with Watch(layers(model), watch):
        F.cross_entropy(model(data[0]), data[1]).backward()
    return sum(s.pow(2).mean(0).sum() / 2 for s in sums)


def zico(model, data):
    first = [g for _, g in backward(model, *data[:2])]
    second = [g for _, g in backward(model, *data[2:])]
    score = 0.0
    for a, b in zip(first, second):
        deviation = (a - b).abs() / 2
        mean = (a.abs() + b.abs()) / 2
        ratios = (mean / deviation)[deviation > 0].sum()
        score += ratios.log().item() if ratios > 0 else 0.0
    return score


def meco(model, data):
    least = []

    def correlate(_, y):
        least.append(torch.linalg.eigvalsh(torch.corrcoef(y[0].flatten(1)).nan_to_num())[0])

    with torch.no_grad(), Watch(layers(model, nn.Conv2d), correlate):
        model(data[0][:1])
    return sum(least)


PROXIES = [naswot, swap, synflow, jacob_cov, grad_norm_snip, fisher, zico, meco]


def seconds(proxy, cell, data, rounds):
    least = float("inf")
    for _ in range(rounds):
        torch.manual_seed(1)
        model = network(cell)
        start = time.perf_counter()
        proxy(model, data)
        least = min(least, time.perf_counter() - start)
    return least


def main(arguments):
    rounds = int(arguments[0]) if arguments else 4
    cells = CELLS[: int(arguments[1])] if len(arguments) > 1 else CELLS
    wanted = arguments[2:]
    torch.set_num_threads(1)
    torch.manual_seed(0)
    shape = (BATCH, 3, 32, 32)
    data = []
    for _ in range(2):
        data += [torch.randn(shape), torch.randint(10, (BATCH,))]
    capability = [line for line in torch.__config__.show().splitlines() if "capability" in line]
    print(f"PyTorch {torch.__version__},{capability[0].split(':')[1]}", end=", ")
    print(f"{len(cells)} networks, least of {rounds}")
    for proxy in PROXIES:
        if not wanted or proxy.__name__ in wanted:
            mean = sum(seconds(proxy, cell, data, rounds) for cell in cells) / len(cells)
            print(f"{proxy.__name__:<16}{mean:8.4f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
