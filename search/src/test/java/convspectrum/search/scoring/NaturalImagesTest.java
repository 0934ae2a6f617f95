package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class NaturalImagesTest {
  private static final int SIZE = 32;
  private static final int IMAGES = 100;
  private static final int PLANE = SIZE * SIZE;
  private static final double[] DRAWN =
      NaturalImages.draw(Shape.of(IMAGES, 3, SIZE, SIZE), new SplittableRandom(1));

  /** All values of a channel, image by image. */
  private static double[] channel(int c) {
    return IntStream.range(0, IMAGES)
        .flatMap(n -> IntStream.range(0, PLANE).map(i -> (n * 3 + c) * PLANE + i))
        .mapToDouble(i -> DRAWN[i])
        .toArray();
  }

  @Test
  void channelsAreStandardisedAndAlike() {
    double[] red = channel(0);
    assertThat(Arrays.stream(red).average().orElseThrow()).isCloseTo(0, offset(1e-6));
    assertThat(Arrays.stream(red).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, offset(1e-6));
    assertThat(new PearsonsCorrelation().correlation(red, channel(2))).isCloseTo(0.9, offset(0.03));
    assertThat(NaturalImages.draw(Shape.of(IMAGES, 3, SIZE, SIZE), new SplittableRandom(1)))
        .isEqualTo(DRAWN);
  }

  /** Power at a frequency, in waves per image, along rows and along columns. */
  private static double power(int frequency) {
    double[] red = channel(0);
    double sum = 0;
    for (int n = 0; n < IMAGES; n++) {
      for (int along = 0; along < 2; along++) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < PLANE; i++) {
          int place = along == 0 ? i % SIZE : i / SIZE;
          double angle = 2 * Math.PI * frequency * place / SIZE;
          real += red[n * PLANE + i] * Math.cos(angle);
          imaginary += red[n * PLANE + i] * Math.sin(angle);
        }
        sum += real * real + imaginary * imaginary;
      }
    }
    return sum;
  }

  /** Four times the frequency has a sixteenth of the power, within a factor of two. */
  @Test
  void powerFallsWithTheSquareOfTheFrequency() {
    assertThat(power(1) / power(4)).isBetween(8.0, 32.0);
    assertThat(power(2) / power(8)).isBetween(8.0, 32.0);
    assertThat(power(3) / power(12)).isBetween(8.0, 32.0);
  }

  @Test
  void anImageOfOnePixelIsNoise() {
    double[] pixels = NaturalImages.draw(Shape.of(8, 1, 1, 1), new SplittableRandom(1));
    assertThat(pixels).hasSize(8).doesNotHaveDuplicates();
  }
}
