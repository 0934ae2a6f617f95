package convspectrum.spec.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class SpaceTest {
  @Test
  void aNumberOfDesignsIsReadable() {
    assertThat(Space.words(BigInteger.valueOf(26_873_856))).isEqualTo("26,873,856");
    assertThat(Space.words(BigInteger.valueOf(Long.MAX_VALUE)))
        .isEqualTo("9,223,372,036,854,775,807");
    assertThat(Space.words(BigInteger.TWO.pow(2000))).isEqualTo("10^602");
  }
}
