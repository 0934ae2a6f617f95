package convspectrum.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EncodingSpaceTest {
  @Test
  void theLastParameterIsTheFastest() {
    EncodingSpace space = new EncodingSpace(List.of(2, 1, 3));
    assertThat(space.encodings().map(Encoding::toString))
        .containsExactly(
            "[0, 0, 0]", "[0, 0, 1]", "[0, 0, 2]", "[1, 0, 0]", "[1, 0, 1]", "[1, 0, 2]");
    assertThat(space.size()).isEqualTo(BigInteger.valueOf(6));
    assertThat(space.parameters()).isEqualTo(3);
    assertThat(space.choices(2)).isEqualTo(3);
    assertThat(space.mostChoices()).isEqualTo(3);
  }

  @Test
  void randomEncodingsAreAllEquallyProbable() {
    EncodingSpace space = new EncodingSpace(List.of(2, 3));
    SplitMix random = new SplitMix(1);
    int[] counts = new int[6];
    for (int i = 0; i < 6000; i++) {
      Encoding encoding = space.random(random);
      counts[3 * encoding.index(0) + encoding.index(1)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  @Test
  void everyParameterHasAChoice() {
    assertThatThrownBy(() -> new EncodingSpace(List.of(2, 0)))
        .hasMessage("a parameter of 0 choices in [2, 0]");
  }

  @Test
  void withoutParametersThereIsOneEncoding() {
    EncodingSpace space = new EncodingSpace(List.of());
    assertThat(space.size()).isEqualTo(BigInteger.ONE);
    assertThat(space.mostChoices()).isEqualTo(1);
    assertThat(space.encodings().findFirst().orElseThrow().size()).isZero();
  }

  @Test
  void encodingsAreEqualByTheirChoices() {
    Encoding encoding = Encoding.of(1, 2);
    assertThat(encoding)
        .isEqualTo(Encoding.of(1, 0).with(1, 2))
        .hasSameHashCodeAs(Encoding.of(1, 2));
    assertThat(encoding).isNotEqualTo(Encoding.of(2, 1)).isNotEqualTo(Encoding.of(1));
    assertThatThrownBy(() -> encoding.with(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
