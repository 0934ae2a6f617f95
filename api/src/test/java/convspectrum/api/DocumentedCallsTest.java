package convspectrum.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What documents show of the library is what {@code examples/java} compiles and runs. */
final class DocumentedCallsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLE =
      ROOT.resolve("examples/java/src/main/java/example/DocumentedCalls.java");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docs/api.md|(?s)```java\\n(.+?)```|9",
        "api/src/main/java/convspectrum/api/package-info.java|(?s)<pre>.@code\\n(.+?) \\* }</pre>|4",
      })
  void whatIsShownIsCompiled(Path document, String block, int calls) throws IOException {
    Matcher matcher = Pattern.compile(block).matcher(Files.readString(ROOT.resolve(document)));
    assertThat(matcher.find()).isTrue();
    List<String> shown = lines(matcher.group(1)).toList();
    assertThat(shown).hasSize(calls);
    assertThat(lines(Files.readString(EXAMPLE)).toList()).containsSubsequence(shown);
  }

  /** Without indentation, asterisks and the comments behind. */
  private static Stream<String> lines(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("^ *\\*? *", "").replaceFirst(" *//.*", "").strip())
        .filter(line -> !line.isEmpty());
  }
}
