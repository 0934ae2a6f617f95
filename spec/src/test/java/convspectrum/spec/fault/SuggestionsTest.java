package convspectrum.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("kernel", "kernels", "segments", "same-tf", "out", "of", "inverted-residual");

  @ParameterizedTest
  @CsvSource({
    "kernal, kernel",
    "kernles, kernels",
    "kenrel, kernel",
    "segment, segments",
    "SEGMENTS, segments",
    "same_tf, same-tf",
    "invertedresidual, inverted-residual",
    "ot, out",
    "outt, out",
  })
  void findsTheNearest(String word, String meant) {
    assertThat(Suggestions.nearest(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"stride", "x", "ab", "ker", "''"})
  void findsNoneFarAway(String word) {
    assertThat(Suggestions.nearest(word, KNOWN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "kitten, sitting, 3",
    "ab, ba, 1",
    "abcd, acbd, 1",
    "ca, abc, 3"
  })
  void measuresEdits(String a, String b, int distance) {
    assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
    assertThat(Suggestions.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void findsTheWordsThatAWordIsAPartOf() {
    List<String> known = List.of("vector-latency", "onnxruntime-latency", "peak-memory");
    assertThat(Suggestions.wholes("latency", known))
        .containsExactly("vector-latency", "onnxruntime-latency");
    assertThat(Suggestions.wholes("onnx-latency", known)).containsExactly("onnxruntime-latency");
    assertThat(Suggestions.wholes("--latency--", known)).hasSize(2);
    assertThat(Suggestions.wholes("pea", known)).containsExactly("peak-memory");
    assertThat(Suggestions.wholes("pe", known)).isEmpty();
    assertThat(Suggestions.wholes("latency-vector", known)).isEmpty();
    assertThat(Suggestions.wholes("memory-of-peak", known)).isEmpty();
  }

  @Test
  void suggestsFourWordsThatAWordIsAPartOfAndNoMore() {
    List<String> four =
        List.of("vector-latency", "reference-latency", "onnxruntime-latency", "another-latency");
    assertThat(Suggestions.didYouMean("latency", four))
        .isEqualTo(
            "did you mean 'vector-latency', 'reference-latency', 'onnxruntime-latency' or"
                + " 'another-latency'?");
    assertThat(Suggestions.didYouMean("latency", four.subList(0, 1)))
        .isEqualTo("did you mean 'vector-latency'?");
    List<String> five = new ArrayList<>(four);
    five.add("further-latency");
    assertThat(Suggestions.didYouMean("latency", five))
        .startsWith("expected one of vector-latency");
  }

  @Test
  void wordsTheSuggestion() {
    assertThat(Suggestions.didYouMean("kernal", KNOWN)).isEqualTo("did you mean 'kernel'?");
    assertThat(Suggestions.didYouMean("stride", List.of("conv", "pool")))
        .isEqualTo("expected one of conv, pool");
    assertThat(Suggestions.didYouMean("stride", List.of())).isEqualTo("expected none here");
  }
}
