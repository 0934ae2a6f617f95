package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.composite.window.OverlappedTaps;
import convspectrum.spec.composite.window.Windowed;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import java.util.List;

/**
 * Blocks of pixels added up where they meet, as ONNX's Col2Im and PyTorch's {@code Fold}: (N, C ·
 * K, blocks) to (N, C, sizes…).
 *
 * @param slides how the block slides along each axis of the image
 * @param sizes the sides of the image
 */
public record OverlappedBlocks(List<Slide> slides, List<Integer> sizes) implements UncountedOp {
  public OverlappedBlocks {
    slides = List.copyOf(slides);
    sizes = List.copyOf(sizes);
    if (slides.isEmpty() || slides.size() > 3 || slides.size() != sizes.size()) {
      throw new ShapeException(
          "blocks along %d axes of an image of %s; expected 1 to 3 axes"
              .formatted(slides.size(), sizes));
    }
  }

  @Override
  public Shape shape(List<Shape> inputs) {
    int taps = Windowed.taps(slides);
    if (inputs.size() != 1
        || inputs.getFirst().rank() != 3
        || inputs.getFirst().channels() % taps != 0
        || inputs.getFirst().dim(2) != blocks()) {
      throw new ShapeException(
          "blocks of %d values at %d places; expected one input (batch, channels · %d, %d), found %s"
              .formatted(taps, blocks(), taps, blocks(), inputs));
    }
    Shape input = inputs.getFirst();
    int[] dims = new int[2 + sizes.size()];
    dims[0] = input.batch();
    dims[1] = input.channels() / taps;
    for (int axis = 0; axis < sizes.size(); axis++) {
      dims[2 + axis] = sizes.get(axis);
    }
    return Shape.of(dims);
  }

  private int blocks() {
    int blocks = 1;
    for (int axis = 0; axis < sizes.size(); axis++) {
      blocks = Math.multiplyExact(blocks, slides.get(axis).outputs(sizes.get(axis)));
    }
    return blocks;
  }

  @Override
  public Node define(List<Node> inputs, Definition parts) {
    Node x = inputs.getFirst();
    Shape result = shape(List.of(x.shape()));
    int axes = sizes.size();
    int[] dims = new int[2 + 2 * axes];
    dims[0] = result.batch();
    dims[1] = result.channels();
    for (int axis = 0; axis < axes; axis++) {
      dims[2 + axis] = slides.get(axis).kernel();
      dims[2 + axes + axis] = slides.get(axis).outputs(sizes.get(axis));
    }
    return OverlappedTaps.sum(parts, parts.reshaped(x, Shape.of(dims)), slides, result);
  }
}
