package convspectrum.search.training.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KneeTest {
  private static final double LEAST = 1e-4;

  /** 7 designs of which the first has 8.5 times the multiply-accumulates of the last. */
  private static final List<StudiedDesign> DESIGNS =
      new StudiedDesigns(AccuracyStudy.named("segments"), EnumSet.of(Equality.WIDTH), Map.of())
          .all();

  private static double[] seeds(double accuracy, double spread) {
    return new double[] {accuracy - spread, accuracy, accuracy + spread, accuracy, accuracy};
  }

  private static List<double[]> accuracies(double... means) {
    List<double[]> all = new java.util.ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      all.add(seeds(means[i], 0.0005 * (i % 3)));
    }
    return all;
  }

  @Test
  void theKneeIsHighestAboveTheLine() {
    assertThat(Knee.isAsked(DESIGNS)).isTrue();
    Knee knee = Knee.of(DESIGNS, accuracies(0.9, 0.9, 0.9, 0.9, 0.85, 0.84, 0.83), LEAST);
    assertThat(knee.exists()).isTrue();
    assertThat(knee.value()).isEqualTo("8");
    assertThat(knee.told()).containsExactly("8");
    // Of 0.07 the line has lost the share of the logarithm of the multiply-accumulates.
    double share =
        Math.log((double) DESIGNS.get(0).macs() / DESIGNS.get(3).macs())
            / Math.log((double) DESIGNS.get(0).macs() / DESIGNS.get(6).macs());
    assertThat(knee.height().value()).isCloseTo(0.07 * share, offset(1e-9));
  }

  @Test
  void aLineHasNoKnee() {
    double[] means = new double[7];
    for (int i = 0; i < 7; i++) {
      means[i] = 0.5 + 0.02 * Math.log(DESIGNS.get(i).macs());
    }
    Knee knee = Knee.of(DESIGNS, accuracies(means), LEAST);
    assertThat(knee.exists()).isFalse();
    assertThat(knee.told()).hasSize(5);
  }

  @Test
  void whatCannotBeToldFromTheLeaderIsNamed() {
    Leaders leaders =
        Leaders.of(List.of(seeds(0.8, 0), seeds(0.9, 0.01), seeds(0.899, 0.002)), LEAST);
    assertThat(leaders.leader()).isEqualTo(1);
    assertThat(leaders.told()).containsExactly(1, 2);
    assertThat(Leaders.level(5)).isCloseTo(0.99, offset(1e-12));
  }
}
