package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.binding.BlockTypes;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the examples of the manual. */
class SpecLanguageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleOfTheManualIsASpecWhoseDesignsAreGraphs() throws IOException {
    List<String> examples =
        EXAMPLE.matcher(manual()).results().map((MatchResult match) -> match.group(1)).toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(9);
    for (String example : examples) {
      Spec spec = Spec.parse("manual.yaml", example);
      List<Design> designs = spec.designs().limit(500).toList();
      assertThat(designs).as("designs of %s", example).isNotEmpty().doesNotHaveDuplicates();
      for (Design design : designs) {
        assertThat(spec.graph(design).outputs()).as("%s of %s", design, example).isNotEmpty();
      }
    }
  }

  @Test
  void theManualNamesEveryBlockTypeAndField() throws IOException {
    String manual = manual();
    for (var type : BlockTypes.all()) {
      assertThat(manual).contains("`" + type.name() + "`");
      for (String field : type.fieldNames()) {
        assertThat(manual).as("field of %s", type.name()).contains("`" + field + "`");
      }
    }
  }

  private static String manual() throws IOException {
    return Files.readString(Path.of("../docs/spec-language.md"));
  }
}
