package convspectrum.search.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that are taken, and what is said of others. */
final class ClusterAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[*]",
        "local[2]",
        "local[2,3]",
        "local-cluster[2,1,2048]",
        "spark://localhost:7077",
        "spark://10.0.0.1:65535",
        "spark://a.example:7077,b-2.example:7078",
        "spark://[::1]:7077"
      })
  void whatSparkTakes(String address) {
    assertThatCode(() -> ClusterAddress.of(address)).doesNotThrowAnyException();
  }

  @Test
  void partsOfAnAddress() {
    assertThat(ClusterAddress.of("spark://a:7077,[::1]:78"))
        .isEqualTo(
            new ClusterAddress.Masters(
                "spark://a:7077,[::1]:78",
                List.of(
                    new ClusterAddress.Master("a", 7077), new ClusterAddress.Master("[::1]", 78))));
    assertThat(ClusterAddress.of("local[*]"))
        .isEqualTo(new ClusterAddress.Threads("local[*]", Optional.empty()));
    assertThat(ClusterAddress.of("local[12,3]"))
        .isEqualTo(new ClusterAddress.Threads("local[12,3]", Optional.of(12)));
    ClusterAddress.Processes processes =
        (ClusterAddress.Processes) ClusterAddress.of("local-cluster[3,2,1024]");
    assertThat(processes.workers()).isEqualTo(3);
    assertThat(processes.cores()).isEqualTo(2);
    assertThat(processes.mib()).isEqualTo(1024);
    assertThat(processes.withMib(4096)).isEqualTo("local-cluster[3,2,4096]");
    assertThat(processes.withCores(5)).isEqualTo("local-cluster[3,5,1024]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark://node | found no port of the master node; expected spark://HOST:PORT; try spark://node:7077",
        "spark://a:1,b | found no port of the master b;",
        "spark://a:1,2 | found no port of the master 2;",
        "spark://a:70777 | found 70777 as a port; expected 1 to 65535; try --on 'spark://a:7077'",
        "spark://a:0 | found 0 as a port",
        "spark://a:99999999999 | found 99999999999 as a port",
        "spark://::1:7077 | found the master '::1:7077'; expected spark://HOST:PORT, with commas",
        "spark:// | found the master ''",
        "spark://me@node:7077 | found the master 'me@node:7077'",
        "spark://a:1,spark://b:2 | found the master 'spark://b:2'",
        "spark://a:7077/ | found the master 'a:7077/'",
        "SPARK://Node:7077 | try --on 'spark://node:7077'",
        "node:7077 | try --on 'spark://node:7077'",
        "Local[2] | try --on 'local[2]'",
        "'local-cluster[2, 1, 1024]' | try --on 'local-cluster[2,1,1024]'",
        "yarn | expected spark://HOST:PORT, local-cluster[WORKERS,CORES,MIB] or local[THREADS]; try --on 'local[2]'",
        "'' | expected spark://HOST:PORT",
        "local[0] | found 0 threads; expected 1 to 9999; try --on 'local[2]'",
        "local[99999] | found 99999 threads",
        "'local-cluster[0,1,1024]' | found 0 workers; expected 1 to 9999; try --on 'local-cluster[2,1,2048]'",
        "'local-cluster[1,0,1024]' | found 0 cores of a worker",
        "'local-cluster[2,1]' | expected local-cluster[WORKERS,CORES,MIB], three numbers by commas; try --on 'local-cluster[2,1,2048]'",
        "local-cluster | expected local-cluster[WORKERS,CORES,MIB]",
        "'local-cluster[1,1,99999999999]' | found 99999999999 MiB of a worker",
        "spark://[::1] | found no port of the master [::1]; expected spark://HOST:PORT; try spark://[::1]:7077",
        "spark:/node:7077 | try --on 'spark://node:7077'",
        "spark:node:7077 | try --on 'spark://node:7077'",
        "' spark://node:7077' | try --on 'spark://node:7077'",
        "'local-cluster[1,1,1]' | found 1 MiB of a worker; expected 450 to 9999999",
      })
  void whatIsSaidOfOthers(String address, String words) {
    assertThatThrownBy(() -> ClusterAddress.of(address))
        .isInstanceOf(NoClusterException.class)
        .hasMessageStartingWith("--on " + address + ": ")
        .hasMessageContaining(words);
  }
}
