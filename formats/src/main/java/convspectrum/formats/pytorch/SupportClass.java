package convspectrum.formats.pytorch;

/** Modules that PyTorch has not; a file holds those that it needs. */
enum SupportClass {
  /** A norm over other axes than the last ones. */
  AXIS_NORM(
      "AxisNorm",
      """
      class AxisNorm(nn.Module):
          \"""Layer norm over some axes; weight and bias have the shape of these axes.\"""

          def __init__(self, axes, shape, rank, eps, affine=True):
              super().__init__()
              self.axes = axes
              self.eps = eps
              self.wide = [1] * rank
              for axis, size in zip(axes, shape):
                  self.wide[axis] = size
              self.weight = nn.Parameter(torch.ones(shape)) if affine else None
              self.bias = nn.Parameter(torch.zeros(shape)) if affine else None

          def forward(self, x):
              mean = x.mean(self.axes, keepdim=True)
              variance = ((x - mean) ** 2).mean(self.axes, keepdim=True)
              x = (x - mean) / torch.sqrt(variance + self.eps)
              if self.weight is not None:
                  x = x * self.weight.reshape(self.wide) + self.bias.reshape(self.wide)
              return x
      """),

  /** A batch norm that learns a scale or a shift, not both, or of a rank that PyTorch has not. */
  PART_BATCH_NORM(
      "PartBatchNorm",
      """
      class PartBatchNorm(nn.BatchNorm2d):
          \"""Batch norm of any rank that learns a scale, a shift, both or none.\"""

          def __init__(self, num_features, eps=1e-5, scale=True, shift=True):
              super().__init__(num_features, eps=eps)
              if not scale:
                  del self.weight
                  self.register_buffer("weight", torch.ones(num_features), persistent=False)
              if not shift:
                  del self.bias
                  self.register_buffer("bias", torch.zeros(num_features), persistent=False)

          def _check_input_dim(self, x):
              pass
      """),

  /** A learned factor per channel. */
  CHANNEL_SCALE(
      "ChannelScale",
      """
      class ChannelScale(nn.Module):
          \"""A learned factor per channel: the layer scale of ConvNeXt.\"""

          def __init__(self, channels, init):
              super().__init__()
              self.weight = nn.Parameter(torch.full((channels,), init))

          def forward(self, x):
              return x * self.weight.reshape((-1,) + (1,) * (x.dim() - 2))
      """),

  /** The channel shuffle of ShuffleNet. */
  CHANNEL_SHUFFLE(
      "ChannelShuffle",
      """
      class ChannelShuffle(nn.Module):
          \"""Channels seen as (groups, each), transposed to (each, groups): ShuffleNet's shuffle.\"""

          def __init__(self, groups):
              super().__init__()
              self.groups = groups

          def forward(self, x):
              n, c, h, w = x.shape
              x = x.reshape(n, self.groups, c // self.groups, h, w)
              return x.transpose(1, 2).reshape(n, c, h, w)
      """),

  /** An average over windows that {@code nn.AvgPool2d} cannot place. */
  AVERAGE_POOL(
      "AveragePool",
      """
      class AveragePool(nn.Module):
          \"""Average pool with dilation or uneven padding (left, right, top, bottom).

          Pixels of `padding` count where `counted`; those of `reach`, beyond it, never do.
          \"""

          def __init__(self, kernel_size, stride, dilation, padding, reach, counted):
              super().__init__()
              self.kernel_size = kernel_size
              self.stride = stride
              self.dilation = dilation
              self.padding = padding
              self.reach = reach
              self.counted = counted

          def sums(self, x):
              kernel = torch.ones((x.shape[1], 1) + self.kernel_size, dtype=x.dtype, device=x.device)
              return F.conv2d(
                  x, kernel, stride=self.stride, dilation=self.dilation, groups=x.shape[1]
              )

          def forward(self, x):
              ones = torch.ones_like(x[:1, :1])
              ones = F.pad(ones, self.padding, value=1.0 if self.counted else 0.0)
              x = F.pad(F.pad(x, self.padding), self.reach)
              return self.sums(x) / self.sums(F.pad(ones, self.reach)).clamp(min=1.0)
      """),

  /** A recurrent layer with the weights and the order of gates of ONNX. */
  RECURRENCE(
      "Recurrence",
      """
      class Recurrence(nn.Module):
          \"""A recurrent layer; weights, the order of gates and results are those of ONNX.

          Gates of LSTM are input, output, forget, cell; of GRU update, reset, hidden.
          \"""

          def __init__(self, kind, input_size, hidden_size, direction="forward", bias=True,
                       batch_first=False, reset_after=True, result="steps"):
              super().__init__()
              self.kind = kind
              self.hidden_size = hidden_size
              self.backwards = {"forward": [False], "reverse": [True]}.get(direction, [False, True])
              self.batch_first = batch_first
              self.reset_after = reset_after
              self.result = result
              ways = len(self.backwards)
              rows = {"LSTM": 4, "GRU": 3, "RNN": 1}[kind] * hidden_size
              spread = hidden_size ** -0.5
              self.weight_ih = nn.Parameter((torch.rand((ways, rows, input_size)) * 2 - 1) * spread)
              self.weight_hh = nn.Parameter((torch.rand((ways, rows, hidden_size)) * 2 - 1) * spread)
              self.bias = nn.Parameter(torch.zeros((ways, 2 * rows))) if bias else None

          def step(self, x, h, c, way):
              weight = self.weight_hh[way].transpose(0, 1)
              bias = 0 if self.bias is None else self.bias[way].chunk(2, 0)[1]
              if self.kind == "GRU" and self.reset_after:
                  xz, xr, xn = x.chunk(3, 1)
                  hz, hr, hn = (torch.matmul(h, weight) + bias).chunk(3, 1)
                  n = torch.tanh(xn + torch.sigmoid(xr + hr) * hn)
                  z = torch.sigmoid(xz + hz)
                  return (1 - z) * n + z * h, c
              if self.kind == "GRU":
                  xz, xr, xn = (x + bias).chunk(3, 1)
                  wz, wr, wn = weight.chunk(3, 1)
                  r = torch.sigmoid(xr + torch.matmul(h, wr))
                  n = torch.tanh(xn + torch.matmul(r * h, wn))
                  z = torch.sigmoid(xz + torch.matmul(h, wz))
                  return (1 - z) * n + z * h, c
              x = x + torch.matmul(h, weight) + bias
              if self.kind == "RNN":
                  return torch.tanh(x), c
              i, o, f, g = x.chunk(4, 1)
              c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
              return torch.sigmoid(o) * torch.tanh(c), c

          def forward(self, x):
              if self.batch_first:
                  x = x.transpose(0, 1)
              ways = []
              for way, backwards in enumerate(self.backwards):
                  inputs = torch.matmul(x, self.weight_ih[way].transpose(0, 1))
                  if self.bias is not None:
                      inputs = inputs + self.bias[way].chunk(2, 0)[0]
                  h = c = x.new_zeros((x.shape[1], self.hidden_size))
                  steps = []
                  order = range(x.shape[0])
                  for t in reversed(order) if backwards else order:
                      h, c = self.step(inputs[t], h, c, way)
                      steps.append(h)
                  if backwards:
                      steps.reverse()
                  steps = torch.stack(steps, 0)
                  ways.append({"steps": steps, "hidden": h, "cell": c}[self.result])
              if self.result == "steps":
                  y = torch.stack(ways, 1)
                  return y.permute(2, 0, 1, 3) if self.batch_first else y
              y = torch.stack(ways, 0)
              return y.transpose(0, 1) if self.batch_first else y
      """);

  private final String className;
  private final String source;

  SupportClass(String className, String source) {
    this.className = className;
    this.source = source;
  }

  String className() {
    return className;
  }

  /** The class as Python. */
  String source() {
    return source;
  }
}
