package convspectrum.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.NoClusterException;
import convspectrum.search.work.WorkRunnerProvider.Request;
import convspectrum.spark.Demand.Offer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings with which no worker could ever take up work. */
final class DemandTest {
  private static Request request(String address, int threads, String settings) {
    Map<String, String> byName = new HashMap<>();
    for (String one : settings.split(" ")) {
      if (!one.isEmpty()) {
        byName.put(one.split("=", 2)[0], one.split("=", 2)[1]);
      }
    }
    return new Request(ClusterAddress.of(address), threads, byName, _ -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark://a:1 | 1 | '' | 1",
        "spark://a:1 | 3 | '' | 3",
        "spark://a:1 | 3 | spark.executor.cores=4 | 4",
        "spark://a:1 | 1 | spark.task.cpus=2 spark.cores.max=2 | 2",
        "spark://a:1 | 2 | spark.executor.cores=4 spark.cores.max=4 | 4",
        "'local-cluster[2,3,1024]' | 3 | '' | 3",
        "'local[2]' | 2 | '' | 2",
      })
  void coresThatAnExecutorNeeds(String address, int threads, String settings, int cores) {
    assertThat(Demand.cores(request(address, threads, settings))).isEqualTo(cores);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark://a:1 | 1 | spark.cores.max=0 | --spark spark.cores.max=0: expected a whole number from 1 on, since an executor has 1 core; try --spark spark.cores.max=1, or",
        "spark://a:1 | 1 | spark.cores.max=x | --spark spark.cores.max=x: expected a whole number from 1 on",
        "spark://a:1 | 1 | spark.cores.max=99999999999 | expected a whole number from 1 on",
        "spark://a:1 | 1 | spark.executor.cores=0 | --spark spark.executor.cores=0: expected a whole number from 1 on, since a task has 1 core",
        "spark://a:1 | 2 | spark.executor.cores=1 | expected a whole number from 2 on, since a task has 2 cores",
        "spark://a:1 | 1 | spark.executor.cores=4 spark.cores.max=3 | --spark spark.cores.max=3: expected a whole number from 4 on, since an executor has 4 cores",
        "'local-cluster[2,1,1024]' | 2 | '' | --on local-cluster[2,1,1024]: found workers with 1 core; expected 2 at least, since an executor has 2 cores; try --on 'local-cluster[2,2,1024]'",
        "'local[1]' | 2 | spark.task.cpus=2 | --on local[1] --spark spark.task.cpus=2: found 1 core; expected 2 at least, since a task has so many; try --on 'local[2]'",
      })
  void coresThatCanNeverBe(String address, int threads, String settings, String words) {
    assertThatThrownBy(() -> Demand.cores(request(address, threads, settings)))
        .isInstanceOf(NoClusterException.class)
        .hasMessageContaining(words)
        .hasMessageEndingWith("nothing was computed");
  }

  @Test
  void oneWorkerWithEnoughIsEnough() {
    List<Offer> offers = List.of(new Offer("a", 1, 1024), new Offer("b", 4, 8192));
    assertThat(new Demand(4, 8192).unmet(offers)).isEmpty();
    assertThat(new Demand(1, 1).unmet(List.of())).as("more may come").isEmpty();
  }

  @Test
  void moreThanAnyWorkerHas() {
    List<Offer> offers = List.of(new Offer("a", 1, 8192), new Offer("b", 4, 1024));
    assertThat(new Demand(1, 9000).unmet(offers))
        .hasValue(
            "an executor needs 1 core and 9000 MiB, and no worker has so much: found a with 1 core and 8192 MiB, b with 4 cores and 1024 MiB; try --spark spark.executor.memory=8192m");
    assertThat(new Demand(4, 2048).unmet(offers).orElseThrow())
        .as("each is there, but on two workers")
        .endsWith("try --spark spark.executor.memory=1024m");
    assertThat(new Demand(8, 512).unmet(offers).orElseThrow())
        .contains("an executor needs 8 cores")
        .endsWith("try fewer threads of a task, or a smaller spark.executor.cores");
  }
}
