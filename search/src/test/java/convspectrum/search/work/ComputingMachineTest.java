package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ComputingMachineTest {
  private static final ComputingMachine HERE = new ComputingMachine("here", "1.0", 25, "amd64", 16);

  @Test
  void lanesMatterWhereVectorsAreComputedOn() {
    ComputingMachine narrow = new ComputingMachine("there", "1.0", 25, "amd64", 8);
    assertThatCode(() -> HERE.requireLike(narrow, false)).doesNotThrowAnyException();
    assertThatThrownBy(() -> HERE.requireLike(narrow, true))
        .isInstanceOf(UnlikeMachineException.class)
        .hasMessageContaining("there: found 8 floats in a vector")
        .hasMessageContaining("expected 16 floats in a vector, as on here")
        .hasMessageContaining("-XX:MaxVectorSize=32");
  }

  @Test
  void versionsMatterAlways() {
    ComputingMachine other = new ComputingMachine("there", "0.9", 26, "aarch64", 16);
    assertThatThrownBy(() -> HERE.requireLike(other, false))
        .hasMessageContaining("found convspectrum 0.9, Java 26 on this worker")
        .hasMessageContaining("expected convspectrum 1.0, Java 25");
    assertThatThrownBy(() -> HERE.requireLike(other, true)).hasMessageContaining("aarch64");
  }

  /** Kept results go by these words. */
  @Test
  void vectorsAreThoseThatMustBeLike() {
    ComputingMachine here = ComputingMachine.here();
    assertThat(ComputingMachine.vectors())
        .isEqualTo(here.architecture() + " with " + here.lanes() + " floats in a vector");
  }

  @Test
  void thisProcessIsLikeItself() {
    assertThatCode(() -> ComputingMachine.here().requireLike(ComputingMachine.here(), true))
        .doesNotThrowAnyException();
  }
}
