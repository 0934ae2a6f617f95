package convspectrum.formats.onnx.read.operator;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.formats.onnx.read.constant.ExternalData;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  @Test
  void manualNamesEveryOpThatIsKnown() throws IOException {
    String page = Files.readString(Path.of("../docs/onnx.md"));
    int start = page.indexOf("## Which ops are known");
    String table = page.substring(start, page.indexOf("\n## ", start + 1));
    Set<String> named =
        Pattern.compile("`(\\w+)`")
            .matcher(table)
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Path folder = Path.of(".");
    Operators operators =
        new Operators(new StoredTensors(folder, Map.of(), new ExternalData(folder)));
    Set<String> known = new TreeSet<>(operators.names());
    // Control flow is not read by operators of its own: its bodies are read in place.
    known.addAll(Set.of("If", "Loop", "Scan"));
    assertThat(named).isEqualTo(known);
  }
}
