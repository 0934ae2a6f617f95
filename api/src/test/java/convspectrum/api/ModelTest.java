package convspectrum.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import convspectrum.api.ConvspectrumException.Kind;
import convspectrum.formats.onnx.write.OnnxWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

final class ModelTest {
  /** A 1x1 convolution of 8 channels and a 3x3 one in groups: figures that fit a sheet of paper. */
  static final String TINY =
      """
      name: tiny
      input: {channels: 8, height: 4, width: 4}
      parameters:
        segments: [1, 2, 8]
        classes: {values: [10, 100], setting: true}
      references:
        regular: [conv: {out: 8, kernel: 3}]
      layers:
        - segmented: {out: 8, kernel: 3, segments: $segments}
      """;

  @TempDir private Path folder;

  static Model tiny() {
    return Model.parse("tiny.yaml", TINY);
  }

  @Test
  void publishedFiguresOfMobileNet() {
    // Keras prints 4,231,976 trainable parameters; the paper has 569 M multiply-adds.
    Cost cost = Model.zoo("mobilenet-v1").design().cost();
    assertThat(cost.params()).isEqualTo(4_231_976);
    assertThat(Math.round(cost.macs() / 1e6)).isEqualTo(569);
    assertThat(cost.flops()).isEqualTo(2 * cost.macs());
    assertThat(Model.zooNames()).contains("mobilenet-v1").hasSize(20);
  }

  @Test
  void designsAreListedWithTheirCosts() {
    List<Design> designs = tiny().designs().toList();
    assertThat(designs)
        .extracting(Design::label)
        .containsExactly("tiny#segments=1", "tiny#segments=2", "tiny#segments=8");
    // 8 x 8 weights of the 1x1, and 8 x 8 / S x 9 of the 3x3, each at 4 x 4 places.
    assertThat(designs).extracting(one -> one.cost().params()).containsExactly(640L, 352L, 136L);
    assertThat(designs)
        .extracting(one -> one.cost().macs())
        .containsExactly(16 * 640L, 16 * 352L, 16 * 136L);
    assertThat(tiny().references()).extracting(Design::label).containsExactly("tiny#regular");
    assertThat(tiny().references().getFirst().cost().params()).isEqualTo(576);
    assertThat(tiny().size()).isEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void parametersHaveChoicesAndDefaults() {
    assertThat(tiny().parameters())
        .extracting(Parameter::name)
        .containsExactly("segments", "classes");
    assertThat(tiny().parameters().getFirst().choices()).containsExactly("1", "2", "8");
    assertThat(tiny().parameters()).extracting(Parameter::isSetting).containsExactly(false, true);
    Design design = tiny().design(Map.of("segments", "2", "classes", "100"));
    assertThat(design.settings()).isEqualTo(Map.of("segments", "2", "classes", "100"));
    assertThat(design.label()).isEqualTo("tiny#segments=2,classes=100");
    assertThat(tiny().design().settings()).containsEntry("segments", "1");
  }

  @Test
  void graphsHaveNodesThatReadEarlierOnes() {
    Graph graph = tiny().design().graph();
    List<Graph.Node> nodes = graph.nodes();
    assertThat(nodes.getFirst().op()).isEqualTo("input");
    assertThat(graph.inputs()).containsExactly(nodes.getFirst().name());
    assertThat(graph.outputs()).containsExactly(nodes.getLast().name());
    assertThat(nodes.getLast().shape()).containsExactly(1, 8, 4, 4);
    List<String> names = nodes.stream().map(Graph.Node::name).toList();
    assertThat(
            IntStream.range(0, nodes.size())
                .allMatch(i -> names.subList(0, i).containsAll(nodes.get(i).inputs())))
        .isTrue();
    assertThat(nodes.stream().filter(node -> node.op().equals("conv"))).hasSize(2);
  }

  @Test
  void costsAreTables() {
    Table layers = tiny().design().costs(Rows.LAYER);
    assertThat(layers.longColumn("macs").sum()).isEqualTo(10_240);
    assertThat(layers.stringColumn("op").asList()).containsOnly("conv");
    assertThat(tiny().design().costs(Rows.NETWORK).rowCount()).isEqualTo(1);
  }

  @Test
  void conventionsCountAsToolsDo() {
    Design design = tiny().design();
    assertThat(Cost.conventions()).startsWith("paper").contains("keras", "fvcore");
    assertThat(design.cost("paper")).isEqualTo(design.cost());
    assertThat(catchInput(() -> design.cost("pa")).getMessage()).contains("paper, fvcore");
  }

  @Test
  void anotherInputIsTaken() {
    assertThat(tiny().withInput(2, 8, 8, 8).design().cost().macs()).isEqualTo(8 * 10_240);
    assertThat(catchInput(() -> tiny().withInput(8, 8)).getMessage()).contains("2 dimensions");
    assertThat(catchInput(() -> tiny().withInput(1, 8, 0, 8)).getMessage()).contains("at least 1");
  }

  @Test
  void faultsHavePlaces() {
    ConvspectrumException e =
        catchInput(() -> Model.parse("bad.yaml", TINY + "also: 1\nmore: 2\n"));
    assertThat(e.problems()).hasSize(2);
    assertThat(e.problems())
        .anySatisfy(problem -> {
          assertThat(problem.file()).isEqualTo("bad.yaml");
          assertThat(problem.line()).hasValue(10);
          assertThat(problem.message()).contains("also");
        });
    assertThat(e).hasMessage(e.problems().get(0) + "\n" + e.problems().get(1));
  }

  @Test
  void whatIsUnknownIsRefused() {
    assertThat(catchInput(() -> Model.zoo("mobilenet-v9")).getMessage()).contains("mobilenet-v");
    assertThat(catchInput(() -> tiny().design(Map.of("segmants", "1"))).getMessage())
        .contains("segments");
    assertThat(catchInput(() -> Model.read(folder.resolve("no.yaml"))).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEmpty());
  }

  @Test
  void filesAreReadByTheirNames() throws IOException {
    Path yaml = Files.writeString(folder.resolve("tiny.yaml"), TINY);
    assertThat(Model.read(yaml).design().cost()).isEqualTo(tiny().design().cost());
    Path exported = folder.resolve("exported.ONNX");
    Design design = tiny().design(Map.of("segments", "2"));
    OnnxWriter.write(design.network().graph(), design.network().weights().apply(1), exported);
    Model read = Model.read(exported);
    assertThat(read.parameters()).isEmpty();
    assertThat(read.design().cost()).isEqualTo(design.cost());
    assertThat(read.designs()).hasSize(1);
    assertThat(catchInput(() -> read.design(Map.of("segments", "2"))).getMessage())
        .contains("no parameters");
    Path onnx = Files.writeString(folder.resolve("tiny.onnx"), "name: tiny\n");
    ConvspectrumException e = catchInput(() -> Model.read(onnx));
    assertThat(e.problems().getFirst().file()).isEqualTo(onnx.toString());
  }

  @Test
  void streamsOfDesignsAreLazy() {
    Model wrong =
        Model.parse("late.yaml", TINY.replace("[1, 2, 8]", "{values: [1, 3], default: 1}"));
    var designs = wrong.designs().iterator();
    assertThat(designs.next().label()).isEqualTo("tiny#segments=1");
    assertThat(catchInput(designs::next).getMessage()).contains("3");
    assertThat(catchThrowableOfType(NoSuchElementException.class, designs::next)).isNotNull();
  }

  static ConvspectrumException catchInput(Runnable work) {
    ConvspectrumException e = catchThrowableOfType(ConvspectrumException.class, work::run);
    assertThat(e).isNotNull();
    assertThat(e.kind()).isEqualTo(Kind.INPUT);
    return e;
  }
}
