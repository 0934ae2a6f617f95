package convspectrum.reports.table;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.table.Notes.Fact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotesTest {
  @ParameterizedTest
  @CsvSource({
    "cost_convention, Cost convention",
    "macs, MACs",
    "total_flops, Total FLOPs",
    "convspectrum, convspectrum",
    "onnxruntime, onnxruntime",
    "vector_protocol, vector protocol",
    "onednn-int8_protocol, onednn-int8 protocol",
    "vectors, Vectors"
  })
  void namesAreWrittenAsTheyAre(String key, String label) {
    assertThat(new Fact(key, "").label()).isEqualTo(label);
  }
}
