package convspectrum.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import convspectrum.executor.measure.host.HostException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForkRequestTest {
  @TempDir private Path folder;

  private static ForkRequest request(List<String> words, String identity) {
    return new ForkRequest(words, identity, Duration.ofMillis(1500), 0.02, true);
  }

  @Test
  void whatIsWrittenIsRead() {
    ForkRequest request =
        request(List.of("measure", "a b.yaml", "--set=x= 1:\\#!", " Größe\n", ""), "0a");
    Path file = folder.resolve("request.properties");
    request.write(file);
    assertThat(ForkRequest.read(file)).isEqualTo(request);
  }

  @Test
  void aForkLaysOutTheSameDesignsOrSaysThatItCannot() throws IOException {
    String tiny = Specs.tiny(folder).toString();
    List<String> words = List.of("measure", tiny, "--threads=2");
    assertThatThrownBy(() -> designs(request(words, "another")))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "a fork read other designs than were read before; did a file change meanwhile?");
    assertThatThrownBy(() -> designs(request(List.of("measure", "gone.yaml"), "")))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("a fork could not read the designs: ")
        .hasMessageContaining("gone.yaml");
    assertThat(ForkedDesigns.wanted()).isFalse();
  }

  @Test
  void theReasonIsWhatWasThrownOrTheLastWords() {
    IllegalStateException outer = new IllegalStateException("Benchmark caught the exception");
    outer.addSuppressed(new HostException("8 groups; at most 7"));
    assertThat(JmhFailure.reason(outer, "")).isEqualTo("8 groups; at most 7");
    assertThat(
            JmhFailure.reason(
                new IllegalStateException(
                    new IllegalStateException("Forked VM failed with exit code 134")),
                "<stderr last='20 lines'>\nfirst\nSIGSEGV in a library\n\n</stderr>\n"))
        .isEqualTo("Forked VM failed with exit code 134: SIGSEGV in a library");
    assertThat(JmhFailure.reason(new IllegalArgumentException("no"), "<stderr last='20 lines'>\n"))
        .isEqualTo("IllegalArgumentException: no");
  }

  private static ForkedDesigns designs(ForkRequest request) {
    return ForkedDesigns.of(
        request,
        "onnxruntime",
        (out, words) -> {
          Ran ran = Ran.of(words);
          out.print(ran.out() + ran.err());
        });
  }
}
