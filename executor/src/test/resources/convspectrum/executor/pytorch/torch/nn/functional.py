"""torch.nn.functional, as far as it is used."""

import numpy as np


def _pair(value):
    return value if isinstance(value, tuple) else (value, value)


def pad(x, sides, value=0.0):
    from .. import wrap

    left, right, top, bottom = sides
    assert min(sides) >= 0, sides
    widths = [(0, 0)] * (x.ndim - 2) + [(top, bottom), (left, right)]
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
