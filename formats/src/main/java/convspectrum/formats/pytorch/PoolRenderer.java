package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Pools as PyTorch modules. {@code nn.MaxPool2d} and {@code nn.AvgPool2d} take padding that is the
 * same on opposite sides and at most half the kernel, and an average no dilation; where a pool is
 * so, {@link Op.Pool}'s rules are theirs. Else the padding is written out as far as the last window
 * reaches, and {@code ceil_mode} is not needed.
 */
final class PoolRenderer {
  private PoolRenderer() {}

  static Rendering of(Op.Pool pool, Node node) {
    return pool.kind() == PoolKind.MAX ? max(pool, node) : average(pool, node);
  }

  private static Rendering max(Op.Pool pool, Node node) {
    Window window = pool.window();
    Argument dilation =
        Argument.optional(
            "dilation", Python.sides(window.dilationHeight(), window.dilationWidth()), "1");
    List<Call> calls = new ArrayList<>(2);
    boolean direct = fits(window);
    if (!direct) {
      Padding reach = window.reach(node.inputShape(), node.shape());
      calls.add(OpRenderer.pad(reach, Double.NEGATIVE_INFINITY));
    }
    calls.add(
        Call.of(
            "nn.MaxPool2d",
            kernel(window),
            stride(window),
            padding(window, direct),
            dilation,
            ceil(pool, direct)));
    return new Rendering.Modules(calls);
  }

  private static Rendering average(Op.Pool pool, Node node) {
    Window window = pool.window();
    boolean dilated = window.dilationHeight() > 1 || window.dilationWidth() > 1;
    if (fits(window) && !dilated) {
      boolean matters = !window.padding().equals(Padding.NONE);
      return Rendering.Modules.of(
          Call.of(
              "nn.AvgPool2d",
              kernel(window),
              stride(window),
              padding(window, true),
              ceil(pool, true),
              Argument.optional(
                  "count_include_pad", Python.truth(!matters || pool.countIncludePad()), "True")));
    }
    Padding padding = window.padding();
    Padding all = window.reach(node.inputShape(), node.shape());
    Padding beyond =
        new Padding(0, 0, all.bottom() - padding.bottom(), all.right() - padding.right());
    return Rendering.Modules.of(
        Call.of(
            SupportClass.AVERAGE_POOL.className(),
            pair("kernel_size", window.kernelHeight(), window.kernelWidth()),
            pair("stride", window.strideHeight(), window.strideWidth()),
            pair("dilation", window.dilationHeight(), window.dilationWidth()),
            Argument.required("padding", OpRenderer.sides(padding)),
            Argument.required("reach", OpRenderer.sides(beyond)),
            Argument.required("counted", Python.truth(pool.countIncludePad()))));
  }

  private static boolean fits(Window window) {
    Padding padding = window.padding();
    return padding.isSymmetric()
        && 2 * padding.top() <= window.kernelHeight()
        && 2 * padding.left() <= window.kernelWidth();
  }

  private static Argument pair(String name, int height, int width) {
    return Argument.required(name, "(" + height + ", " + width + ")");
  }

  private static Argument kernel(Window window) {
    return Argument.required(
        "kernel_size", Python.sides(window.kernelHeight(), window.kernelWidth()));
  }

  private static Argument stride(Window window) {
    String kernel = Python.sides(window.kernelHeight(), window.kernelWidth());
    String stride = Python.sides(window.strideHeight(), window.strideWidth());
    return Argument.optional("stride", stride, stride.equals(kernel) ? stride : "None");
  }

  private static Argument padding(Window window, boolean direct) {
    Padding padding = window.padding();
    return Argument.optional(
        "padding", direct ? Python.sides(padding.top(), padding.left()) : "0", "0");
  }

  private static Argument ceil(Op.Pool pool, boolean direct) {
    return Argument.optional("ceil_mode", Python.truth(direct && pool.ceil()), "False");
  }
}
