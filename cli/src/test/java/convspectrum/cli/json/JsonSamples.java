package convspectrum.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.OnnxFiles;
import convspectrum.cli.Ran;
import convspectrum.cli.Repository;
import convspectrum.cli.Specs;
import convspectrum.executor.machine.Machine;
import convspectrum.reports.json.ResultKind;
import convspectrum.search.history.History;
import convspectrum.search.history.RunHost;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpecText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What commands print with {@code --format json}, each kind of document at least once. */
final class JsonSamples {
  private static final String SPACE =
      """
      name: space
      input: {channels: 3, height: 8, width: 8}
      parameters:
        width: [8, 16]
        kernel: [1, 3]
      layers:
        - conv: {out: $width, kernel: $kernel, norm: batch, activation: relu}
        - global-pool
        - flatten
        - linear: 4
      """;

  private static final String CLASSES =
      """
      name: classes
      input: {channels: 1, height: 28, width: 28}
      layers: [conv: {out: 4, kernel: 3, stride: 4}, global-pool, flatten, linear: 10]
      """;

  private static final String STUDY =
      """
      name: tiny
      vary: width
      compare: between
      spec:
        input: {channels: 1, height: 28, width: 28}
        parameters: {width: [4, 8], between: [none, relu]}
        layers: [segmented: {out: $width, stride: 4, segments: 1, between: $between}, global-pool, flatten, linear: 10]
      claims:
        - {claim: one, says: wide is better, source: nowhere, value: "accuracy('width=8, between=none') - accuracy('width=4, between=none')", at-least: 0}
      """;

  private static final String LAYERS =
      """
      input: {channels: 3, height: 8, width: 8}
      layers: [conv: {out: 8}, conv: {out: 8}]
      """;

  private static final String CLAIMS =
      """
      networks:
        a: {input: [1, 8, 8, 8], layers: [conv: {out: 8}]}
        b: {input: [1, 8, 8, 8], layers: [pointwise: {out: 8}]}
      claims:
        - {claim: one, says: a is slower, source: nowhere, value: time('a') / time('b'), at-least: 1.1}
      """;

  private static final String TABLE =
      """
      code,accuracy,run2
      00,50.0,51
      01,60.5,60
      10,55.0,56
      11,66.0,65
      """;

  private final Path folder;
  private final List<JsonNode> documents = new ArrayList<>();

  private JsonSamples(Path folder) {
    this.folder = folder;
  }

  /** Runs the commands, with their files in a folder. */
  static List<JsonNode> of(Path folder) throws IOException {
    JsonSamples samples = new JsonSamples(folder);
    samples.counted();
    samples.scoredAndSearched();
    samples.measured();
    samples.predicted();
    assertThat(samples.documents.stream().map(one -> one.get("schema").asString()).distinct())
        .as("kinds")
        .containsExactlyInAnyOrder(
            java.util.Arrays.stream(ResultKind.values())
                .map(ResultKind::schema)
                .toArray(String[]::new));
    return samples.documents;
  }

  private void counted() throws IOException {
    for (String by : List.of("layer", "block", "op", "network")) {
      add("cost", "zoo:xception", "--set=segments=32", "--set=between=none", "--by=" + by);
      add("cost", "zoo:alexnet", "--convention=all", "--by=" + by);
    }
    add("cost", OnnxFiles.unknown(folder).toString(), "--allow-unknown");
    add("cost", Repository.example("spectrum.yaml"), "--where=macs<0", "--columns=name,groups");
    add("cost", write("swept.yaml", SPACE), "--sweep=all");
    add("compare", "zoo:mobilenet-v1", "zoo:mobilenet-v2");
    add("zoo");
    add("zoo", "mobilenet-v1");
    add("zoo", "--paper=mobilenet-v2");
    add("machine", "--no-measure");
    add("machine");
    add("proxies", "list");
    add("explore", tiny(), "--no-measure", "--out=" + folder.resolve("counted"));
  }

  private void scoredAndSearched() throws IOException {
    String space = write("space.yaml", SPACE);
    String table = write("table.csv", TABLE);
    String classes = write("classes.yaml", CLASSES);
    add("train", "--list-data");
    add("train", classes, "--data=fashion-sample", "--epochs=1", "--batch=100", "--seeds=2");
    add(
        "train",
        "study",
        write("study.yaml", STUDY),
        "--data=fashion-sample",
        "--epochs=1",
        "--seeds=2",
        "--rates=0.05,0.1",
        "--no-measure",
        "--out=" + folder.resolve("study"));
    trained(classes);
    String journal = folder.resolve("kept.journal").toString();
    add("compare", space, space, "--proxies=naswot");
    add("explore", space, "--no-measure", "--proxies=naswot", "--out=" + folder.resolve("scored"));
    add("proxies", "score", space, "--proxies=naswot,params", "--batch=4", "--seeds=2");
    add(
        "proxies",
        "calibrate",
        space,
        "--table=" + table,
        "--accuracy=accuracy",
        "--key=code",
        "--digits=01",
        "--repeats=accuracy,run2",
        "--proxies=naswot,params",
        "--batch=4");
    add(
        "proxies",
        "verify",
        "../search/src/test/resources/convspectrum/search/proxy/verify/net_f2.json");
    add("search", space, "--objective=macs,params", "--strategy=exhaustive");
    add(
        "search",
        space,
        "--objective=naswot,macs",
        "--constraint=params<=1M",
        "--journal=" + journal,
        "--budget=4");
    add(
        "search",
        "bench",
        space,
        "--table=" + table,
        "--key=code",
        "--digits=01",
        "--objective=table.accuracy,macs",
        "--seeds=1",
        "--budgets=2,4");
    add("journal", "list", journal);
    add("journal", "show", journal);
    add("journal", "export", journal);
  }

  private void trained(String classes) throws IOException {
    String[] how = {"--data=fashion-sample", "--epochs=3", "--batch=100", "--seeds=2"};
    add(words(how, "compare", classes));
    add(words(how, "explore", classes, "--no-measure", "--out=" + folder.resolve("trained")));
    String strides =
        CLASSES
            .replace("stride: 4", "stride: $stride")
            .replace("layers", "parameters: {stride: [3, 4, 5]}\nlayers");
    add(
        words(
            how,
            "search",
            write("strides.yaml", strides),
            "--objective=trained,macs",
            "--journal=" + folder.resolve("trained.journal")));
  }

  private static String[] words(String[] how, String... first) {
    return Stream.of(first, how).flatMap(Stream::of).toArray(String[]::new);
  }

  private void measured() throws IOException {
    String out = "--out=" + folder.resolve("out");
    String two = "--runtime=onnxruntime,vector";
    add("explore", tiny(), two, "--budget=2s", out);
    add("measure", tiny(), tiny(), "--set=segments=8", two, "--budget=1s");
    for (String by : List.of("layer", "block", "op")) {
      add("measure", tiny(), "--set=segments=8", "--by=" + by, two);
    }
    add("compare", tiny(), "--set=segments=8", two, "--budget=1s");
    String[] integers = {"--runtime=onnxruntime", "--dtype=int8", "--budget=1s"};
    add(words(integers, "compare", tiny(), "--set=segments=8"));
    add(words(integers, "explore", tiny(), "--out=" + folder.resolve("integers")));
    add("study", write("claims.yaml", CLAIMS), two, "--budget=1s", out);
    add("suggest", write("layers.yaml", LAYERS), "--segments=4", two, "--budget=1s");
    add("validate", tiny(), "--runtime=onnxruntime", "--budget=1s");
    add("calibrate-measuring", "--coverage-trials=1", "--power-trials=0", "--budget=1s");
    History history = new History(folder.resolve("runs"));
    history.save("before", run("1", "other"));
    history.save("after", run("2", "another"));
    add("compare-runs", "before", "after", "--history=" + folder.resolve("runs"));
    add(
        "leaderboard",
        "before",
        folder.resolve("out/result.json").toString(),
        "--mix",
        "--history=" + folder.resolve("runs"),
        "--out=" + folder.resolve("board.html"));
    for (String file : List.of("comparison.json", "validation.json", "study.json")) {
      documents.add(JsonMapper.shared().readTree(Files.readString(folder.resolve("out/" + file))));
    }
  }

  private void predicted() throws IOException {
    String space =
        write(
            "predicted.yaml",
            SPACE.replace("[8, 16]", "[4, 8, 12, 16]").replace("[1, 3]", "[1, 3, 5]"));
    String table = folder.resolve("predicted.latency.json").toString();
    String runtime = "--runtime=onnxruntime";
    add("predict", "calibrate", space, runtime, "--budget=1s", "--designs=11", "--out=" + table);
    add("predict", "show", table);
    add("predict", "check", space, runtime, "--latency-table=" + table, "--sample=2");
    add(
        "predict",
        "transfer",
        table,
        "--measure=5",
        "--out=" + folder.resolve("here.latency.json"));
    String predict = "--predict=onnxruntime";
    String from = "--latency-table=" + table;
    add("cost", space, "--by=network", predict, from);
    add("compare", space, space, predict, from);
    add("explore", space, "--no-measure", predict, from, "--out=" + folder.resolve("predictions"));
    add(
        "search",
        space,
        "--objective=macs,onnxruntime-predicted-latency",
        from,
        "--strategy=exhaustive",
        "--no-measure");
  }

  private static RunResult run(String version, String last) {
    List<RunResult.Timed> designs =
        IntStream.of(1, 2)
            .mapToObj(ms ->
                new RunResult.Timed(
                    ms == 2 ? "regular" : last,
                    "graph",
                    100,
                    IntStream.range(0, 20).mapToObj(i -> ms + 0.01 * (i % 3)).toList(),
                    null))
            .toList();
    return new RunResult(
        RunResult.SCHEMA,
        version,
        "explore",
        "tiny",
        "regular",
        "machine",
        "2026-01-01T12:00:00Z",
        RunHost.of(Machine.read()),
        List.of(SpecText.of("tiny", "name: tiny")),
        List.of(
            new RunResult.OnRuntime(
                "vector", version, 1, "float32", "quick", false, "quiet", designs)));
  }

  private String tiny() throws IOException {
    return Specs.tiny(folder).toString();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void add(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--format=json");
    Ran ran = Ran.done(words.toArray(String[]::new));
    documents.add(JsonMapper.shared().readTree(ran.out()));
  }
}
