"""torch.nn.functional, as far as it is used."""

import numpy as np


def _pair(value):
    return value if isinstance(value, tuple) else (value, value)


def pad(x, sides, value=0.0):
    """The first two sides are those of the last axis."""
    from .. import wrap

    assert min(sides) >= 0 and len(sides) % 2 == 0, sides
    widths = [(sides[i], sides[i + 1]) for i in range(0, len(sides), 2)][::-1]
    widths = [(0, 0)] * (x.ndim - len(widths)) + widths
    return wrap(np.pad(np.asarray(x), widths, constant_values=value))


def windows(x, kernel, stride, dilation):
    """(N, C, H', W', kernel height, kernel width)."""
    (kh, kw), (sh, sw), (dh, dw) = kernel, stride, dilation
    extent = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    view = np.lib.stride_tricks.sliding_window_view(np.asarray(x), extent, axis=(2, 3))
    return view[:, :, ::sh, ::sw, ::dh, ::dw]


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    from .. import wrap

    ph, pw = _pair(padding)
    x = np.asarray(pad(x, (pw, pw, ph, ph)))
    out, per_group, kh, kw = weight.shape
    assert x.shape[1] == per_group * groups, (x.shape, weight.shape, groups)
    view = windows(x, (kh, kw), _pair(stride), _pair(dilation))
    n, c, h, w = view.shape[:4]
    view = view.reshape(n, groups, c // groups, h, w, kh, kw)
    weight = np.asarray(weight).reshape(groups, out // groups, per_group, kh, kw)
    y = np.einsum("ngchwij,gocij->ngohw", view, weight, optimize=True).reshape(n, out, h, w)
    return wrap(y if bias is None else y + np.asarray(bias).reshape(1, -1, 1, 1))


def taps(size, kernel, stride, dilation):
    """Of each tap of a kernel, its place and the slices of the places that it meets."""
    for tap in np.ndindex(*kernel):
        yield tap, tuple(
            slice(t * d, t * d + (n - 1) * s + 1, s)
            for t, d, n, s in zip(tap, dilation, size, stride)
        )


def conv(x, weight, bias, stride, padding, dilation, groups):
    """Over any number of axes."""
    from .. import wrap

    x, weight, axes = np.asarray(x), np.asarray(weight), len(stride)
    x = np.pad(x, [(0, 0), (0, 0)] + [(p, p) for p in padding])
    out, per_group, kernel = weight.shape[0], weight.shape[1], weight.shape[2:]
    assert x.ndim == 2 + axes and x.shape[1] == per_group * groups, (x.shape, weight.shape)
    size = [
        (n - d * (k - 1) - 1) // s + 1
        for n, k, s, d in zip(x.shape[2:], kernel, stride, dilation)
    ]
    y = np.zeros((x.shape[0], groups, out // groups) + tuple(size))
    split = x.reshape((x.shape[0], groups, per_group) + x.shape[2:])
    for tap, places in taps(size, kernel, stride, dilation):
        part = weight[(slice(None), slice(None)) + tap].reshape(groups, out // groups, per_group)
        y += np.einsum("ngc...,goc->ngo...", split[(Ellipsis,) + places], part)
    y = y.reshape((x.shape[0], out) + tuple(size))
    return wrap(y if bias is None else y + np.asarray(bias).reshape((1, -1) + (1,) * axes))


def conv_transpose(x, weight, bias, stride, padding, output_padding, dilation, groups):
    """Over any number of axes: each element is spread over the places of the kernel."""
    from .. import wrap

    x, weight, axes = np.asarray(x), np.asarray(weight), len(stride)
    per_group, kernel, size = weight.shape[1], weight.shape[2:], x.shape[2:]
    assert x.ndim == 2 + axes and x.shape[1] == weight.shape[0], (x.shape, weight.shape)
    whole = [
        (n - 1) * s + d * (k - 1) + 1 + more
        for n, k, s, d, more in zip(size, kernel, stride, dilation, output_padding)
    ]
    y = np.zeros((x.shape[0], groups, per_group) + tuple(whole))
    split = x.reshape((x.shape[0], groups, -1) + size)
    for tap, places in taps(size, kernel, stride, dilation):
        part = weight[(slice(None), slice(None)) + tap].reshape(groups, -1, per_group)
        y[(Ellipsis,) + places] += np.einsum("ngc...,gco->ngo...", split, part)
    y = y.reshape((x.shape[0], groups * per_group) + tuple(whole))
    y = y[(slice(None), slice(None)) + tuple(slice(p, n - p) for p, n in zip(padding, whole))]
    return wrap(y if bias is None else y + np.asarray(bias).reshape((1, -1) + (1,) * axes))
