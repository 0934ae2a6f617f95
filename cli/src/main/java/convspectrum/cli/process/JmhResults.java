package convspectrum.cli.process;

import convspectrum.spec.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** What JMH found, in JMH's own format: a file for each runtime, an entry for each design. */
public final class JmhResults {
  private final Map<String, Map<String, List<RunResult>>> byRuntime = new LinkedHashMap<>();

  /** Adds one fork. */
  void add(String runtime, String design, RunResult fork) {
    byRuntime
        .computeIfAbsent(runtime, _ -> new LinkedHashMap<>())
        .computeIfAbsent(design, _ -> new ArrayList<>())
        .add(fork);
  }

  /** Writes {@code jmh-RUNTIME.json} for each runtime that has a fork; the files written. */
  public List<Path> write(Path folder) {
    List<Path> files = new ArrayList<>();
    byRuntime.forEach((runtime, designs) -> {
      Path file = folder.resolve("jmh-" + runtime + ".json");
      AtomicFile.write(file, json(designs.values().stream().map(JmhResults::merged).toList()));
      files.add(file);
    });
    return files;
  }

  private static String json(List<RunResult> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As if JMH had run the forks in one go: it was asked for one at a time. */
  private static RunResult merged(List<RunResult> forks) {
    List<BenchmarkResult> results =
        forks.stream().flatMap(fork -> fork.getBenchmarkResults().stream()).toList();
    return new RunResult(withForks(forks.getFirst().getParams(), forks.size()), results);
  }

  private static BenchmarkParams withForks(BenchmarkParams one, int forks) {
    WorkloadParams workload = new WorkloadParams();
    int position = 0;
    for (String key : one.getParamsKeys()) {
      workload.put(key, one.getParam(key), position++);
    }
    return new BenchmarkParams(
        one.getBenchmark(),
        one.generatedBenchmark(),
        one.shouldSynchIterations(),
        one.getThreads(),
        one.getThreadGroups(),
        one.getThreadGroupLabels(),
        forks,
        one.getWarmupForks(),
        one.getWarmup(),
        one.getMeasurement(),
        one.getMode(),
        workload,
        one.getTimeUnit(),
        one.getOpsPerInvocation(),
        one.getJvm(),
        one.getJvmArgs(),
        one.getJdkVersion(),
        one.getVmName(),
        one.getVmVersion(),
        one.getJmhVersion(),
        one.getTimeout());
  }
}
