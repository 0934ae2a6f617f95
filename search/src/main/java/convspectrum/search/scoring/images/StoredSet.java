package convspectrum.search.scoring.images;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.dataset.ImageSetFile;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Images of a data set.
 *
 * @param name that it was asked for by
 * @param images in the order in which they are taken
 */
record StoredSet(String name, ImageSet images) implements StoredImages {
  /** In an order that does not go by their classes. */
  static StoredSet shuffled(String name, ImageSet images) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(1));
    return new StoredSet(name, images.select(order.stream().mapToInt(Integer::intValue).toArray()));
  }

  @Override
  public double[] take(Shape input, int skipped) {
    int[] chosen =
        IntStream.range(0, input.batch()).map(n -> (skipped + n) % images.count()).toArray();
    Shape each = Shape.of(input.channels(), input.height(), input.width());
    ImageSet fitted;
    try {
      fitted = images.select(chosen).fitted(each);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedGraphException(
          "--images %s: found images of %d channels; expected %d, or 1 or 3 that can be made so"
              .formatted(name, images.shape().dim(0), input.channels()));
    }
    float[] floats = new float[Math.toIntExact(input.elements())];
    for (int n = 0; n < chosen.length; n++) {
      fitted.read(n, floats, n * Math.toIntExact(each.elements()));
    }
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  @Override
  public SentScoringImages.Kind kind() {
    return SentScoringImages.Kind.SET;
  }

  @Override
  public void write(int most, OutputStream out) throws IOException {
    int[] first = IntStream.range(0, Math.min(most, images.count())).toArray();
    ImageSetFile.write(List.of(images.select(first)), out);
  }
}
