package convspectrum.formats.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node of an ONNX file may have as many inputs as the file has room for. */
final class WideGraphTest {
  /** In one pass: to look for each place in the whole text would take minutes. */
  @Test
  void aHundredThousandInputsAreWrittenInOnePass() {
    int count = 100_000;
    List<String> inputs = IntStream.range(0, count).mapToObj(i -> "x" + i).toList();
    String pattern =
        IntStream.range(0, count)
            .mapToObj(i -> "{" + i + "}")
            .collect(Collectors.joining(", ", "torch.cat((", "), 1)"));

    String text = new Rendering.Expression(pattern).of(inputs);

    assertThat(text).isEqualTo("torch.cat((" + String.join(", ", inputs) + "), 1)");
  }

  /** What stands for an input is text, in which nothing is looked for again. */
  @Test
  void aPlaceInsideAnInputStaysAsItIs() {
    assertThat(new Rendering.Expression("{0} + {1}").of(List.of("a{1}", "$2")))
        .isEqualTo("a{1} + $2");
  }
}
