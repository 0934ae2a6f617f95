package convspectrum.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VectorApiTest {
  /** These tests run with the module, so that Java itself says what the flags have to tell. */
  @Test
  void flagsTellTheRegistersThatTheModulePrefers() {
    List<String> flags = JvmVectors.read().flags();
    assertThat(VectorApi.expectedFloatLanes()).hasValue(VectorApi.preferredFloatLanes());
    VectorApi.expectedFloatLanes(flags, true)
        .ifPresent(lanes -> assertThat(lanes).isEqualTo(VectorApi.preferredFloatLanes()));
  }

  @Test
  void onlyFlagsThatAreKnownTellAnything() {
    assertThat(VectorApi.expectedFloatLanes(List.of("UseAVX=3", "MaxVectorSize=64"), true))
        .hasValue(16);
    assertThat(VectorApi.expectedFloatLanes(List.of("UseAVX=3", "MaxVectorSize=32"), true))
        .hasValue(8);
    assertThat(VectorApi.expectedFloatLanes(List.of("UseAVX=2", "MaxVectorSize=32"), true))
        .hasValue(8);
    assertThat(VectorApi.expectedFloatLanes(List.of("UseAVX=1", "MaxVectorSize=32"), true))
        .isEmpty();
    assertThat(VectorApi.expectedFloatLanes(List.of("UseSVE=2", "MaxVectorSize=32"), true))
        .isEmpty();
    assertThat(VectorApi.expectedFloatLanes(List.of(), true)).isEmpty();
    assertThat(VectorApi.expectedFloatLanes(List.of("UseAVX=3", "MaxVectorSize=64"), false))
        .isEmpty();
  }
}
