package convspectrum.spec.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.Counting;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZooTest {
  private static final List<String> SPECTRUM = List.of("1", "2", "4", "8", "16", "32", "64");

  static List<String> names() {
    return Zoo.names();
  }

  @Test
  void hasTwentyNetworks() {
    assertThat(Zoo.names()).hasSize(20).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachSaysWhatItIsAndWhereItIsFrom(String name) {
    Spec spec = Zoo.spec(name);
    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.about()).isPresent();
    assertThat(spec.source()).isPresent();
    assertThat(Zoo.text(name)).startsWith("# ").doesNotContain("\t");
    if (!name.equals("vit-b16-patch-embedding")) {
      assertThat(spec.defaults().value("classes").text()).isEqualTo("1000");
    }
  }

  /** All choices of all parameters, but three numbers of classes. */
  @ParameterizedTest
  @MethodSource("names")
  void everyDesignIsAGraph(String name) {
    Spec spec = Zoo.spec(name);
    List<String> swept =
        spec.parameters().stream()
            .map(Parameter::name)
            .filter(parameter -> !parameter.equals("classes"))
            .toList();
    long expected = 1;
    for (String parameter : swept) {
      expected *= spec.parameters().get(spec.space().indexOf(parameter)).size();
    }
    Set<Design> seen = new HashSet<>();
    spec.designs(spec.defaults(), swept)
        .forEach(design -> {
          seen.add(design);
          assertThat(spec.graph(design).nodes()).as("%s", design).isNotEmpty();
        });
    assertThat(seen).hasSize((int) expected);
    if (spec.space().contains("classes")) {
      for (int classes : List.of(1, 10, 10_000)) {
        Design design = spec.design(Map.of("classes", String.valueOf(classes)));
        assertThat(spec.graph(design).outputs().getFirst().shape()).hasToString("1x" + classes);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xception", "mobilenet-v1", "inception-v3"})
  void parametersFallAlongTheSpectrum(String name) {
    Spec spec = Zoo.spec(name);
    assertThat(spec.parameters().get(spec.space().indexOf("segments")).values())
        .extracting(value -> value.text())
        .containsExactly("1", "2", "4", "8", "16", "32", "64", "depthwise");
    long params = Long.MAX_VALUE;
    long macs = Long.MAX_VALUE;
    for (String segments : SPECTRUM) {
      Graph graph = spec.graph(spec.design(Map.of("segments", segments)));
      assertThat(Counting.params(graph)).as("%s segments", segments).isLessThan(params);
      assertThat(Counting.macs(graph)).as("%s segments", segments).isLessThan(macs);
      params = Counting.params(graph);
      macs = Counting.macs(graph);
    }
    Graph depthwise = spec.graph(spec.design(Map.of("segments", "depthwise")));
    assertThat(Counting.params(depthwise)).isLessThan(params);
    assertThat(Counting.macs(depthwise)).isLessThan(macs);
  }

  /** Of 728 channels 8 is a divisor, 32 is none: 28 is the nearest. */
  @Test
  void segmentsAreTheNearestThatDivide() {
    Spec xception = Zoo.spec("xception");
    Graph graph = xception.graph(xception.design(Map.of("segments", "32")));
    assertThat(graph.nodes())
        .filteredOn(node ->
            node.op() instanceof convspectrum.spec.graph.Op.Conv conv && conv.groups() == 28)
        .hasSize(8 * 3 + 2 + 1);
  }

  @Test
  void anUnknownNameBringsTheNearest() {
    assertThatThrownBy(() -> Zoo.spec("resnet50"))
        .isInstanceOf(SpecException.class)
        .hasMessage("zoo:resnet50: the zoo has no network 'resnet50'; did you mean 'resnet-50'?");
    assertThatThrownBy(() -> Zoo.spec("inception"))
        .hasMessageContaining("did you mean inception-v1, inception-v3, inception-v3-first,");
    assertThatThrownBy(() -> Zoo.spec("../secret"))
        .hasMessageContaining("expected one of alexnet, nin, vgg-16,");
    assertThatThrownBy(() -> Zoo.published("")).isInstanceOf(SpecException.class);
    assertThatThrownBy(() -> Zoo.tables("mobilenet"))
        .hasMessageContaining(
            "the zoo has no paper 'mobilenet'; did you mean mobilenets, mobilenet-v1-slim,");
  }

  /** The tables of the manual: every network with its parameters, and the sweep of segments. */
  @Test
  void theManualIsRight() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/zoo.md"));
    for (String name : Zoo.names()) {
      String parameters =
          Zoo.spec(name).parameters().stream()
              .map(parameter -> "`" + parameter.name() + "`")
              .collect(Collectors.joining(", "));
      assertThat(lines)
          .as(name)
          .anyMatch(line ->
              line.startsWith("| `" + name + "` | ")
                  && line.endsWith("|" + (" " + parameters).stripTrailing() + " |"));
    }
    List<String> networks = List.of("xception", "mobilenet-v1", "inception-v3");
    for (String segments : List.of("1", "2", "4", "8", "16", "32", "64", "depthwise")) {
      StringBuilder row = new StringBuilder("| " + segments + " |");
      for (String name : networks) {
        Spec spec = Zoo.spec(name);
        Graph graph = spec.graph(spec.design(Map.of("segments", segments)));
        row.append(
            String.format(
                Locale.ROOT, " %,d | %,d |", Counting.params(graph), Counting.macs(graph)));
      }
      assertThat(lines).contains(row.toString());
    }
  }
}
