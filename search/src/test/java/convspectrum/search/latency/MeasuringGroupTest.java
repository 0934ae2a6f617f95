package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasuringGroupTest {
  private static final Spec SPEC =
      Spec.parse(
          "tiny.yaml",
          """
          name: tiny
          input: {channels: 8, height: 6, width: 6}
          parameters:
            segments: [1, 2, 4, 8]
            kernel: [1, 3]
          layers:
            - segmented: {out: 8, kernel: $kernel, segments: $segments}
          """);

  private static Network network(Design design) {
    return Network.design(SPEC, design, Optional.empty());
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bothSidesLayOutTheSame() throws IOException {
    Design base = SPEC.defaults();
    List<Network> designs =
        List.of(network(base.with(0, 2).with(1, 1)), network(base), network(base.with(0, 3)));
    Designs group = MeasuringGroup.of("latency", network(base), designs);
    assertThat(group.rows()).hasSize(3); // the baseline's own network is there already
    StringWriter sent = new StringWriter();
    MeasuringGroup.send(group, sent);
    assertThat(sent.toString()).isEqualTo("2\n2 1\n3 0\n");
    ByteArrayInputStream in = stream(sent + "next");
    List<Network> received =
        MeasuringGroup.receive(in, SPEC).stream().map(MeasuringGroupTest::network).toList();
    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("next");
    assertThat(
            MeasuringGroup.of("latency", network(base), received).rows().stream()
                .map(ComparedDesign::label))
        .isEqualTo(group.rows().stream().map(ComparedDesign::label).toList());
  }

  @Test
  void whatIsNoDesignIsRefused() {
    for (String text : List.of("", "2\n0 0\n", "1\n9 9\n", "1\n0\n", "many\n")) {
      assertThatThrownBy(() -> MeasuringGroup.receive(stream(text), SPEC))
          .as(text)
          .isInstanceOf(IOException.class);
    }
  }
}
