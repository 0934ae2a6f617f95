package convspectrum.reports.design;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.reports.html.DesignChoice;
import convspectrum.reports.html.DesignChoice.Block;
import convspectrum.reports.html.DesignChoice.Detail;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DesignDetailsTest {
  private static final String SPEC =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters: {segments: [1, 2, 8]}
      references:
        regular: [conv: {out: 8, kernel: 3}]
      baseline: regular
      layers:
        - residual:
            body: [segmented: {out: 8, segments: $segments}]
      """;

  private final Sweep sweep =
      new Sweep(
          Spec.parse("tiny.yaml", SPEC.replace("", "")),
          Spec.parse("tiny.yaml", SPEC.replace("", "")).defaults(),
          List.of("segments"),
          Optional.empty());
  private final Designs designs = Designs.of(sweep, CostOptions.DEFAULT);

  /** 8 · 8 · 36 = 2,304 and 9 · 4 · 8 · 36 = 10,368 MACs: 18 % and 82 %. */
  @Test
  void aDesignHasItsLayersAndItsBlocks() {
    Detail detail = detail(source(Optional.of("tiny.yaml")), "segments=2");
    assertThat(detail.heads())
        .containsExactly("Layer", "Op", "MACs", "Params", "Traffic", "Output");
    assertThat(detail.layers().get(1)).contains("conv", "1x8x6x6", "10.37 k");
    assertThat(detail.blocks())
        .extracting(Block::type)
        .containsExactly("input", "conv 1×1", "conv 3×3, 2 groups", "add");
    assertThat(detail.blocks().get(2).share()).isEqualTo(0.818);
    assertThat(detail.blocks().get(3).inputs()).as("the shortcut").containsExactly(0, 2);
  }

  @Test
  void aDesignOfASpecIsItsDocumentAndACommand() {
    Detail detail = detail(source(Optional.of("my specs/tiny.yaml")), "segments=2");
    assertThat(detail.yaml()).contains("One design of tiny: segments=2", "segments: 2");
    assertThat(Spec.parse("again.yaml", detail.yaml()).parameters()).isEmpty();
    assertThat(detail.commands())
        .isEqualTo(
            "convspectrum export 'my specs/tiny.yaml' --set segments=2 --out segments-2.onnx");
  }

  @Test
  void anotherInputIsInTheDocumentAndTheCommand() {
    Sweep larger =
        new Sweep(
            sweep.spec(), sweep.base(), List.of("segments"), Optional.of(Shape.of(1, 8, 12, 10)));
    ComparedDesign row = Designs.of(larger, CostOptions.DEFAULT).rows().getLast();
    Detail detail =
        new DesignDetails(
                List.of(),
                new DesignSource(
                    Optional.of(larger),
                    Optional.of("zoo:x"),
                    Map.of("width", "0.5"),
                    Optional.of("8,12,10")))
            .of("t", List.of(), 1, Stream.of(row))
            .details()
            .getFirst();
    assertThat(detail.yaml()).contains("input: [1, 8, 12, 10]");
    assertThat(detail.commands())
        .isEqualTo(
            "convspectrum export zoo:x --set width=0.5 --set segments=8 --input 8,12,10 --out"
                + " segments-8.onnx");
  }

  /** An ONNX file has no parameters, but may be read for another input too. */
  @Test
  void anotherInputOfAFileIsInTheCommand() {
    DesignSource file =
        new DesignSource(
            Optional.empty(), Optional.of("net.onnx"), Map.of(), Optional.of("1,8,12,10"));
    assertThat(detail(file, "segments=2").commands())
        .isEqualTo("convspectrum export net.onnx --input 1,8,12,10 --out segments-2.onnx");
  }

  /** Neither a reference nor the bundled example has a name that `export` takes. */
  @Test
  void aReferenceIsExportedFromItsDocument() {
    for (Detail detail :
        List.of(
            detail(source(Optional.of("tiny.yaml")), "regular"),
            detail(source(Optional.empty()), "segments=2"))) {
      assertThat(Spec.parse("again.yaml", detail.yaml()).parameters()).isEmpty();
      assertThat(detail.commands()).contains("convspectrum export " + name(detail) + ".yaml --out");
    }
  }

  @Test
  void moreThanThereIsRoomForIsSaid() {
    ComparedDesign row = designs.rows().getFirst();
    DesignChoice choice =
        new DesignDetails(List.of(), DesignSource.NONE)
            .of("t", List.of(), 100_000, IntStream.range(0, 100_000).mapToObj(_ -> row));
    assertThat(choice.details()).hasSizeBetween(1000, 50_000);
    assertThat(choice.limit()).contains("of " + choice.details().size() + " of its 100000 designs");
    assertThat(
            new DesignDetails(List.of(), DesignSource.NONE)
                .of("t", List.of(), 1, Stream.of(row))
                .limit())
        .isEmpty();
  }

  private static String name(Detail detail) {
    return detail.label().replace('=', '-');
  }

  private DesignSource source(Optional<String> model) {
    return new DesignSource(Optional.of(sweep), model, Map.of(), Optional.empty());
  }

  private Detail detail(DesignSource source, String label) {
    return new DesignDetails(List.of(), source)
            .of("comparison", List.of(), designs.rows().size(), designs.rows().stream())
            .details()
            .stream()
            .filter(one -> one.label().equals(label))
            .findFirst()
            .orElseThrow();
  }
}
