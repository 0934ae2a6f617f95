package convspectrum.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.cli.Ran;
import convspectrum.cli.Specs;
import convspectrum.cli.model.SentModels;
import convspectrum.search.fleet.PlacedFile;
import convspectrum.search.work.SentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any cluster is reached, and what is sent to it. */
final class FleetOptionsTest {
  @TempDir private Path folder;

  private static void refused(String reason, String... words) {
    Ran ran = Ran.of(words);
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains(reason).doesNotContain("\tat ");
  }

  @Test
  void whatIsDoneOnOneMachineAloneIsRefused() throws IOException {
    String spec = Specs.tiny(folder).toString();
    refused("--trace: found --on", "measure", spec, "--on=local[1]", "--trace=t.json");
    refused("--by: found --on", "measure", spec, "--on=local[1]", "--by=layer");
    refused("try --out DIR, which has a result", "measure", spec, "--on=local[1]", "--result=r");
    refused("--no-measure: found --on", "explore", spec, "--on=local[1]", "--no-measure");
    refused("--proxies: found --on", "explore", spec, "--on=local[1]", "--proxies=naswot");
  }

  @Test
  void whatIsForAClusterNeedsOne() throws IOException {
    String spec = Specs.tiny(folder).toString();
    refused("--every-worker: found no --on", "measure", spec, "--every-worker");
    refused("--out x: found no --on", "measure", spec, "--out=x");
    refused("--on nowhere: expected spark://", "measure", spec, "--on=nowhere");
    refused("found no convspectrum-spark.jar", "explore", spec, "--on=local[1]", "--set=out=8");
  }

  @Test
  void aSearchByLatencyNeedsNothingMoreThanOtherSearches() throws IOException {
    // It times latencies on this machine, so that what is missing here is the cluster alone.
    String spec = Specs.tiny(folder).toString();
    refused(
        "found no convspectrum-spark.jar",
        "search",
        spec,
        "--objective=onnxruntime-latency,macs",
        "--on=local[1]");
  }

  @Test
  void modelsTravelUnderNamesThatEveryMachineHas() throws IOException {
    String encoding = System.getProperty("sun.jnu.encoding", "");
    assumeTrue(encoding.equals("UTF-8"), "names of files are in " + encoding + " here");
    Path spec = folder.resolve("größe 1.yaml");
    Files.copy(Specs.tiny(folder), spec);
    SentModels sent = SentModels.of(List.of("zoo:mobilenet-v1#width=0.5", spec + "#out=8"));
    assertThat(sent.words()).containsExactly("zoo:mobilenet-v1#width=0.5", "1/gr__e_1.yaml#out=8");
    assertThat(sent.files()).containsExactly(new PlacedFile(SentFile.of(spec), "1/gr__e_1.yaml"));
  }
}
