"""torch.nn, as far as it is used."""

import math

import numpy as np

from .. import Tensor, ones, wrap, zeros
from . import functional as F
from .functional import _pair


class Parameter(Tensor):
    def __new__(cls, value):
        return np.asarray(value, dtype=np.float64).view(cls)


class Module:
    def __init__(self):
        for table in ("_parameters", "_buffers", "_modules"):
            object.__setattr__(self, table, {})
        object.__setattr__(self, "_passing", set())

    def __setattr__(self, name, value):
        if not hasattr(type(self), name) and "_parameters" not in self.__dict__:
            raise AttributeError("super().__init__() was not called")
        assert not hasattr(Module, name), name + " hides a member of nn.Module"
        assert isinstance(value, Parameter) or name not in self.__dict__.get("_parameters", {}), name
        if isinstance(value, Parameter):
            self._parameters[name] = value
        elif isinstance(value, Module):
            self._modules[name] = value
        elif name in self.__dict__.get("_buffers", {}):
            self._buffers[name] = value
        else:
            object.__setattr__(self, name, value)

    def __getattr__(self, name):
        for table in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__.get(table, {}):
                return self.__dict__[table][name]
        raise AttributeError(name)

    def __delattr__(self, name):
        del self._parameters[name]

    def register_buffer(self, name, value, persistent=True):
        assert name not in self._parameters and name not in self.__dict__, name
        self._buffers[name] = value
        if not persistent:
            self._passing.add(name)

    def parameters(self):
        """Each once, however many modules have it."""
        tables = [self._parameters] + [m._parameters for m in self.descendants()]
        return list({id(p): p for table in tables for p in table.values()}.values())

    def descendants(self):
        for child in self._modules.values():
            yield child
            yield from child.descendants()

    def slots(self):
        """What a state dict holds, but for counters: (table, name) in order."""
        yield from ((self._parameters, name) for name in self._parameters)
        yield from ((self._buffers, n) for n in self._buffers if n not in self._passing)
        for child in self._modules.values():
            yield from child.slots()

    def state_dict(self, prefix=""):
        state = {prefix + name: value for name, value in self._parameters.items()}
        state.update((prefix + n, b) for n, b in self._buffers.items() if n not in self._passing)
        for name, child in self._modules.items():
            state.update(child.state_dict(prefix + name + "."))
        return state

    def eval(self):
        return self

    def __call__(self, *inputs):
        return self.forward(*inputs)


class Sequential(Module):
    def __init__(self, *children):
        super().__init__()
        for i, child in enumerate(children):
            self._modules[str(i)] = child

    def __getitem__(self, index):
        return self._modules[str(index)]

    def forward(self, x):
        for child in self._modules.values():
            x = child(x)
        return x


class Conv2d(Module):
    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
        bias=True
    ):
        super().__init__()
        assert in_channels % groups == 0 and out_channels % groups == 0
        self.how = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        self.weight = Parameter(zeros((out_channels, in_channels // groups) + _pair(kernel_size)))
        if bias:
            self.bias = Parameter(zeros(out_channels))

    def forward(self, x):
        return F.conv2d(x, self.weight, getattr(self, "bias", None), **self.how)


class _ConvNd(Module):
    axes = 0

    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1,
        bias=True
    ):
        super().__init__()
        assert in_channels % groups == 0 and out_channels % groups == 0
        sides = (self.sides(value) for value in (stride, padding, dilation))
        self.how = dict(zip(("stride", "padding", "dilation"), sides), groups=groups)
        shape = (out_channels, in_channels // groups) + self.sides(kernel_size)
        self.weight = Parameter(zeros(shape))
        if bias:
            self.bias = Parameter(zeros(out_channels))

    def sides(self, value):
        return value if isinstance(value, tuple) else (value,) * self.axes

    def forward(self, x):
        return F.conv(x, self.weight, getattr(self, "bias", None), **self.how)


class Conv1d(_ConvNd):
    axes = 1


class Conv3d(_ConvNd):
    axes = 3


class _ConvTransposeNd(_ConvNd):
    def __init__(
        self, in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0,
        groups=1, bias=True, dilation=1
    ):
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias
        )
        more = self.sides(output_padding)
        steps = zip(more, self.how["stride"], self.how["dilation"])
        assert all(m < max(s, d) for m, s, d in steps), "output padding"
        self.how["output_padding"] = more
        shape = (in_channels, out_channels // groups) + self.sides(kernel_size)
        self.weight = Parameter(zeros(shape))

    def forward(self, x):
        return F.conv_transpose(x, self.weight, getattr(self, "bias", None), **self.how)


class ConvTranspose1d(_ConvTransposeNd):
    axes = 1


class ConvTranspose2d(_ConvTransposeNd):
    axes = 2


class ConvTranspose3d(_ConvTransposeNd):
    axes = 3


class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = Parameter(zeros((out_features, in_features)))
        if bias:
            self.bias = Parameter(zeros(out_features))

    def forward(self, x):
        y = np.asarray(x) @ np.asarray(self.weight).T
        return wrap(y + np.asarray(self.bias) if "bias" in self._parameters else y)


class _BatchNorm(Module):
    ranks = ()

    def __init__(self, num_features, eps=1e-5):
        super().__init__()
        self.eps = eps
        self.weight = Parameter(ones(num_features))
        self.bias = Parameter(zeros(num_features))
        self.register_buffer("running_mean", zeros(num_features))
        self.register_buffer("running_var", ones(num_features))

    def _check_input_dim(self, x):
        assert x.dim() in self.ranks, x.shape

    def forward(self, x):
        self._check_input_dim(x)
        wide = (1, -1) + (1,) * (x.dim() - 2)
        mean, variance, weight, bias = (
            np.asarray(t).reshape(wide)
            for t in (self.running_mean, self.running_var, self.weight, self.bias)
        )
        return wrap((np.asarray(x) - mean) / np.sqrt(variance + self.eps) * weight + bias)


class BatchNorm1d(_BatchNorm):
    ranks = (2, 3)


class BatchNorm2d(_BatchNorm):
    ranks = (4,)


class BatchNorm3d(_BatchNorm):
    ranks = (5,)


class LayerNorm(Module):
    def __init__(self, normalized_shape, eps=1e-5, elementwise_affine=True):
        super().__init__()
        shape = normalized_shape if isinstance(normalized_shape, tuple) else (normalized_shape,)
        self.shape, self.eps = shape, eps
        if elementwise_affine:
            self.weight = Parameter(ones(shape))
            self.bias = Parameter(zeros(shape))

    def forward(self, x):
        x = np.asarray(x)
        assert x.shape[-len(self.shape):] == self.shape
        axes = tuple(range(x.ndim - len(self.shape), x.ndim))
        x = (x - x.mean(axes, keepdims=True)) / np.sqrt(x.var(axes, keepdims=True) + self.eps)
        if self._parameters:
            x = x * np.asarray(self.weight) + np.asarray(self.bias)
        return wrap(x)


class _Pool(Module):
    def __init__(self, kernel_size, stride, padding, dilation, ceil_mode):
        super().__init__()
        self.kernel = _pair(kernel_size)
        self.stride = self.kernel if stride is None else _pair(stride)
        self.padding, self.dilation = _pair(padding), _pair(dilation)
        self.ceil_mode = ceil_mode
        assert all(2 * p <= k for p, k in zip(self.padding, self.kernel)), "pad beyond half kernel"

    def padded(self, x, value):
        """The input with its padding and, for ceil_mode, room for the last window."""
        sides = []
        for axis in (1, 0):
            size, k = x.shape[2 + axis], self.kernel[axis]
            p, s, d = self.padding[axis], self.stride[axis], self.dilation[axis]
            extent = d * (k - 1) + 1
            free = size + 2 * p - extent
            steps = -(-free // s) if self.ceil_mode else free // s
            if steps * s >= size + p:
                steps -= 1
            sides += [p, max(p, steps * s + extent - size - p)]
        return F.pad(x, tuple(sides), value)

    def windows(self, x, value):
        return F.windows(self.padded(x, value), self.kernel, self.stride, self.dilation)


class MaxPool2d(_Pool):
    def __init__(self, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False):
        super().__init__(kernel_size, stride, padding, dilation, ceil_mode)

    def forward(self, x):
        return wrap(self.windows(x, -np.inf).max((4, 5)))


class AvgPool2d(_Pool):
    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True
    ):
        super().__init__(kernel_size, stride, padding, 1, ceil_mode)
        self.counted = count_include_pad

    def forward(self, x):
        (ph, pw), mask = self.padding, np.ones(x.shape)
        if self.counted:
            mask = np.asarray(F.pad(mask, (pw, pw, ph, ph), 1.0))
            rest = [b - a for a, b in zip(mask.shape, self.padded(x, 0.0).shape)]
            mask = F.pad(mask, (0, rest[3], 0, rest[2]))
        else:
            mask = self.padded(mask, 0.0)
        counts = F.windows(mask, self.kernel, self.stride, self.dilation).sum((4, 5))
        return wrap(self.windows(x, 0.0).sum((4, 5)) / counts)


class AdaptiveAvgPool2d(Module):
    def __init__(self, output_size):
        super().__init__()
        assert output_size == 1

    def forward(self, x):
        return wrap(np.asarray(x).mean((2, 3), keepdims=True))


class AdaptiveMaxPool2d(AdaptiveAvgPool2d):
    def forward(self, x):
        return wrap(np.asarray(x).max((2, 3), keepdims=True))


class ConstantPad2d(Module):
    def __init__(self, pad, value):
        super().__init__()
        self.pad, self.value = pad, value

    def forward(self, x):
        return F.pad(x, self.pad, self.value)


class ConstantPad1d(ConstantPad2d):
    pass


class ConstantPad3d(ConstantPad2d):
    pass


class ZeroPad2d(ConstantPad2d):
    def __init__(self, pad):
        super().__init__(pad, 0.0)


class Upsample(Module):
    def __init__(self, size=None, mode="nearest", align_corners=False):
        super().__init__()
        assert mode in ("nearest", "bilinear")
        self.size, self.mode, self.corners = size, mode, align_corners

    def forward(self, x):
        x = np.asarray(x)
        for axis, out in zip((2, 3), self.size):
            x = self.along(x, axis, out)
        return wrap(x)

    def along(self, x, axis, out):
        size = x.shape[axis]
        i = np.arange(out)
        if self.mode == "nearest":
            scale = np.float32(size) / np.float32(out)
            at = np.floor(i.astype(np.float32) * scale).astype(int)
            return np.take(x, np.minimum(at, size - 1), axis)
        if self.corners:
            at = i * (size - 1) / (out - 1) if out > 1 else np.zeros(out)
        else:
            at = np.maximum((i + 0.5) * size / out - 0.5, 0)
        low = np.minimum(np.floor(at).astype(int), size - 1)
        high = np.minimum(low + 1, size - 1)
        share = (at - low).reshape([-1 if a == axis else 1 for a in range(4)])
        return np.take(x, low, axis) * (1 - share) + np.take(x, high, axis) * share


class Flatten(Module):
    def forward(self, x):
        return x.flatten(1)


class Softmax(Module):
    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        x = np.asarray(x)
        e = np.exp(x - x.max(self.dim, keepdims=True))
        return wrap(e / e.sum(self.dim, keepdims=True))


class Identity(Module):
    def forward(self, x):
        return x


class Dropout(Module):
    def __init__(self, p):
        super().__init__()
        assert 0 < p < 1

    def forward(self, x):
        return x


def _activation(function, **defaults):
    class Activation(Module):
        def __init__(self, *values, **named):
            super().__init__()
            how = dict(zip(defaults, values), **named)
            assert set(how) <= set(defaults), how
            self.how = {**defaults, **how}

        def forward(self, x):
            return wrap(function(np.asarray(x), **self.how))

    return Activation


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _hard_sigmoid(x):
    return np.clip(x / 6 + 0.5, 0, 1)


def _gelu(x, approximate):
    if approximate == "tanh":
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    assert approximate == "none"
    return 0.5 * x * (1 + np.vectorize(math.erf, otypes=[float])(x / math.sqrt(2)))


def _elu(x, alpha):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


ReLU = _activation(lambda x: np.maximum(x, 0))
ReLU6 = _activation(lambda x: np.clip(x, 0, 6))
LeakyReLU = _activation(
    lambda x, negative_slope: np.where(x >= 0, x, negative_slope * x), negative_slope=0.01
)
ELU = _activation(_elu, alpha=1.0)
SELU = _activation(lambda x: 1.0507009873554805 * _elu(x, 1.6732632423543772))
Sigmoid = _activation(_sigmoid)
Hardsigmoid = _activation(_hard_sigmoid)
Tanh = _activation(np.tanh)
SiLU = _activation(lambda x: x * _sigmoid(x))
Hardswish = _activation(lambda x: x * _hard_sigmoid(x))
GELU = _activation(_gelu, approximate="none")
Mish = _activation(lambda x: x * np.tanh(np.log1p(np.exp(x))))
Softplus = _activation(lambda x: np.log1p(np.exp(x)))
