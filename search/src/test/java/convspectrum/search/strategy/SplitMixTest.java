package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link SplittableRandom} has the same algorithm, but does not promise to keep it. */
final class SplitMixTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -7, 1234567, Long.MIN_VALUE})
  void theStreamIsThatOfAnotherImplementation(long seed) {
    SplittableRandom other = new SplittableRandom(new SplittableRandom(seed).nextLong());
    SplitMix random = new SplitMix(seed);
    for (int i = 0; i < 100; i++) {
      assertThat(random.nextLong()).isEqualTo(other.nextLong());
    }
    SplitMix numbers = new SplitMix(seed);
    SplitMix bits = new SplitMix(seed);
    for (int bound = 1; bound < 100; bound++) {
      long high = bits.nextLong() >>> 32;
      assertThat(numbers.nextInt(bound)).isEqualTo((int) (high * bound / (1L << 32)));
      assertThat(numbers.nextDouble()).isEqualTo((bits.nextLong() >>> 11) / (double) (1L << 53));
    }
  }

  @Test
  void aBoundIsAtLeastOne() {
    assertThat(new SplitMix(1).nextInt(1)).isZero();
    assertThatThrownBy(() -> new SplitMix(1).nextInt(0)).hasMessage("bound 0; expected 1 or more");
  }

  @Test
  void aChanceIsTheShareOfNumbersBelowIt() {
    double drawn = new SplitMix(5).nextDouble();
    assertThat(new SplitMix(5).chance(drawn)).isFalse();
    assertThat(new SplitMix(5).chance(Math.nextUp(drawn))).isTrue();
  }
}
