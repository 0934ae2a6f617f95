package convspectrum.spec.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpaceTest {
  @Test
  void aNumberOfDesignsIsReadable() {
    assertThat(Space.words(BigInteger.valueOf(26_873_856))).isEqualTo("26,873,856");
    assertThat(Space.words(BigInteger.valueOf(Long.MAX_VALUE)))
        .isEqualTo("9,223,372,036,854,775,807");
    assertThat(Space.words(BigInteger.TWO.pow(2000))).isEqualTo("10^602");
  }

  @Test
  void severalChoicesChangeAtOnce() {
    List<ParameterValue> values = List.of(new ParameterValue(1L, "1"), new ParameterValue(2L, "2"));
    Space space =
        new Space(
            Stream.of("a", "b", "c")
                .map(name -> new Parameter(name, values, 0, Parameter.Kind.CHOICE))
                .toList());
    Design design = space.defaults().with(new int[] {2, 0}, new int[] {1, 1});
    assertThat(design).hasToString("a=2, b=1, c=2");
    assertThat(design.with(new int[0], new int[0])).isEqualTo(design);
    assertThatThrownBy(() -> design.with(new int[] {1}, new int[] {2}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
