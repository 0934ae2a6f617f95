package convspectrum.executor.onednn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.file.NativeLibraryException;
import org.junit.jupiter.api.Test;

class OneDnnLibraryTest {
  @Test
  void anotherPlatformIsToldWhatThereIs() {
    assertThatThrownBy(() -> OneDnnLibrary.load("Mac OS X", "aarch64"))
        .isInstanceOf(NativeLibraryException.class)
        .hasMessage(
            "this program has no oneDNN for mac os x-aarch64, only for linux-x86_64; try the runtime vector");
  }

  @Test
  void layoutsAreWrittenAsOneDnnDoes() {
    try (NativeObjects objects = new NativeObjects()) {
      Layout plain = Layout.plain(objects, DataType.F32, 2, 16, 3, 5);
      assertThat(plain.text()).isEqualTo("f32 2x16x3x5 abcd");
      assertThat(plain.bytes()).isEqualTo(4L * 2 * 16 * 3 * 5);
      Layout last =
          Layout.dense(objects, DataType.U8, new long[] {2, 16, 3, 5}, new int[] {0, 2, 3, 1});
      assertThat(last.text()).isEqualTo("u8 2x16x3x5 acdb");
      assertThat(last.bytes()).isEqualTo(2L * 16 * 3 * 5);
      assertThat(last.order()).containsExactly(0, 2, 3, 1);
      assertThat(last.sameAs(plain)).isFalse();
      assertThat(Layout.plain(objects, DataType.F32, 2, 16, 3, 5).sameAs(plain)).isTrue();
    }
  }

  @Test
  void whatFailsSaysWhatItWas() {
    try (NativeObjects objects = new NativeObjects()) {
      Layout plain = Layout.plain(objects, DataType.F32, 2, 3);
      assertThatThrownBy(() -> plain.part(new long[] {2, 3}, new long[] {1, 0}))
          .isInstanceOf(OneDnnException.class)
          .hasMessage("dnnl_memory_desc_create_submemory: invalid arguments");
    }
  }
}
