"""The part of PyTorch that exported files use, in NumPy and double precision: forward only.

Written from PyTorch's documentation, to check files where PyTorch is not installed. A class or an
argument that is not here is an error, as it would be there.
"""

import math

import numpy as np

float32 = np.float64


class Tensor(np.ndarray):
    def dim(self):
        return self.ndim

    def numel(self):
        return int(self.size)

    @property
    def device(self):
        return None

    def copy_(self, other):
        self[...] = other

    def permute(self, *order):
        return wrap(np.transpose(np.asarray(self), order))

    def transpose(self, a, b):
        return wrap(np.swapaxes(np.asarray(self), a, b))

    def mean(self, axes, keepdim=False):
        return wrap(np.mean(np.asarray(self), axis=axes, keepdims=keepdim))

    def sum(self, axes, keepdim=False):
        return wrap(np.sum(np.asarray(self), axis=axes, keepdims=keepdim))

    def amax(self, axes, keepdim=False):
        return wrap(np.max(np.asarray(self), axis=axes, keepdims=keepdim))

    def amin(self, axes, keepdim=False):
        return wrap(np.min(np.asarray(self), axis=axes, keepdims=keepdim))

    def prod(self, axis, keepdim=False):
        return wrap(np.prod(np.asarray(self), axis=axis, keepdims=keepdim))

    def abs(self):
        return wrap(np.abs(np.asarray(self)))

    def to(self, dtype):
        return wrap(self)

    def long(self):
        return np.trunc(np.asarray(self)).astype(np.int64)

    def chunk(self, count, axis):
        return [wrap(part) for part in np.split(np.asarray(self), count, axis)]

    def new_zeros(self, shape):
        return wrap(np.zeros(shape))

    def clamp(self, min=None, max=None):
        x = np.asarray(self)
        x = x if min is None else np.maximum(x, min)
        return wrap(x if max is None else np.minimum(x, max))

    def flatten(self, start):
        return wrap(np.asarray(self).reshape(self.shape[:start] + (-1,)))


def wrap(x):
    return np.asarray(x, dtype=np.float64).view(Tensor)


def from_numpy(array):
    return wrap(array)


def tensor(values):
    return wrap(values)


def ones(shape, dtype=None, device=None):
    return wrap(np.ones(shape))


def zeros(shape):
    return wrap(np.zeros(shape))


def full(shape, value):
    return wrap(np.full(shape, value))


def randn(shape):
    return zeros(shape)


def rand(shape):
    return zeros(shape)


def stack(tensors, dim):
    return wrap(np.stack([np.asarray(t) for t in tensors], axis=dim))


def zeros_like(x):
    return wrap(np.zeros(x.shape))


def ones_like(x):
    return wrap(np.ones(x.shape))


def arange(n):
    return np.arange(n)


def _pointwise(function):
    return lambda *inputs: wrap(function(*(np.asarray(x) for x in inputs)))


exp, log, sqrt = _pointwise(np.exp), _pointwise(np.log), _pointwise(np.sqrt)
sin, cos, sign = _pointwise(np.sin), _pointwise(np.cos), _pointwise(np.sign)
atan, tanh = _pointwise(np.arctan), _pointwise(np.tanh)
sigmoid = _pointwise(lambda x: 1 / (1 + np.exp(-x)))
tan, asin, acos = _pointwise(np.tan), _pointwise(np.arcsin), _pointwise(np.arccos)
sinh, cosh = _pointwise(np.sinh), _pointwise(np.cosh)
asinh, acosh, atanh = _pointwise(np.arcsinh), _pointwise(np.arccosh), _pointwise(np.arctanh)
floor, ceil = _pointwise(np.floor), _pointwise(np.ceil)
round, trunc = _pointwise(np.round), _pointwise(np.trunc)
remainder, fmod = _pointwise(np.mod), _pointwise(np.fmod)
minimum, maximum, where = _pointwise(np.minimum), _pointwise(np.maximum), _pointwise(np.where)
erf = _pointwise(np.vectorize(math.erf, otypes=[float]))


def div(a, b, rounding_mode=None):
    quotient = np.asarray(a) / np.asarray(b)
    assert rounding_mode in (None, "trunc", "floor"), rounding_mode
    return wrap(quotient if rounding_mode is None else getattr(np, rounding_mode)(quotient))


def matmul(a, b):
    return wrap(np.matmul(np.asarray(a), np.asarray(b)))


def cat(tensors, dim):
    return wrap(np.concatenate([np.asarray(t) for t in tensors], axis=dim))


class no_grad:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def manual_seed(seed):
    pass


from . import nn  # noqa: E402,F401
