package convspectrum.executor.vector.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CacheSizesTest {
  /** The sizes that were constants before, on the core that they were found on. */
  @Test
  void sharesOfTheCoreThatTheyWereFoundOn() {
    CacheSizes zen4 = new CacheSizes(32 << 10, 1 << 20);
    assertThat(zen4.secondSixteenths(8)).isEqualTo(512 << 10);
    assertThat(zen4.firstEighths(10)).isEqualTo(40 << 10);
    assertThat(zen4.secondSixteenths(3)).isEqualTo(192 << 10);
  }

  @Test
  void halfTheCacheHalvesThem() {
    CacheSizes zen3 = new CacheSizes(32 << 10, 512 << 10);
    assertThat(zen3.secondSixteenths(8)).isEqualTo(256 << 10);
  }

  @Test
  void thisMachineHasSome() {
    assertThat(CacheSizes.here().second()).isGreaterThanOrEqualTo(CacheSizes.here().first());
  }

  @Test
  void aSecondLevelBelowTheFirstIsRefused() {
    assertThatThrownBy(() -> new CacheSizes(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
