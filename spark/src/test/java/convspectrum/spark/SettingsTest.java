package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.work.NoClusterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of Spark's that are typed with a command. */
final class SettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.master",
        "spark.jars",
        "spark.serializer",
        "spark.dynamicAllocation.enabled"
      })
  void whatTheProgramMakesItselfIsRefused(String name) {
    assertThatThrownBy(() -> Settings.check(Map.of(name, "true"), false))
        .isInstanceOf(NoClusterException.class)
        .hasMessageStartingWith("--spark " + name + "=true: found a setting")
        .hasMessageContaining("; try ");
  }

  @Test
  void whatTakesATimeElsewhereIsRefusedWhereTimesAreTaken() {
    Map<String, String> speculation = Map.of("spark.speculation", "true");
    assertThatCode(() -> Settings.check(speculation, false)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Settings.check(speculation, true))
        .isInstanceOf(NoClusterException.class)
        .hasMessageContaining("what is timed is timed once");
    assertThatCode(() -> Settings.check(Map.of("spark.speculation", "false"), true))
        .doesNotThrowAnyException();
  }

  @Test
  void aMistypedNameIsSaidWithTheOneThatIsNear() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.executor.memry", "2g");
    settings.put("spark.executor.memory", "2g");
    settings.put("spark.network.timeout", "60s");
    settings.put("spark.ui.port", "4050");
    settings.put("spark.hadoop.fs.s3a.endpoint", "x");
    settings.put("spark.quite.another.thing.of.mine", "x");
    List<String> notes = new ArrayList<>();
    Settings.note(settings, notes::add);
    assertThat(notes)
        .containsExactly(
            "--spark spark.executor.memry: Spark lists no setting of that name, and takes it as it is; did you mean spark.executor.memory?",
            "--spark spark.quite.another.thing.of.mine: Spark lists no setting of that name, and takes it as it is");
  }

  @Test
  void settingsAreShownAsTheyWereTyped() {
    assertThat(Settings.typed(Map.of())).isEmpty();
    assertThat(Settings.typed(Map.of("spark.a", "b=c"))).isEqualTo(" --spark spark.a=b=c");
  }
}
