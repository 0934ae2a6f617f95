package example;

import convspectrum.api.Counting;
import convspectrum.api.Design;
import convspectrum.api.Front;
import convspectrum.api.Measurements;
import convspectrum.api.Measuring;
import convspectrum.api.Model;
import convspectrum.api.Rows;
import convspectrum.api.Scoring;
import convspectrum.api.Search;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** The calls of docs/api.md, word by word: a test of the library compares the two. */
final class DocumentedCalls {
  private DocumentedCalls() {}

  static List<Table> all(Path file, Path folder, Duration budget) {
    Model model = Model.read(file);                               // or Model.zoo("mobilenet-v1"), Model.parse("block.yaml", text), an ONNX file
    Design design = model.design(Map.of("segments", "8"));
    long macs = design.cost().macs();
    Table layers = design.costs(Rows.LAYER);                      // a Tablesaw table
    Table counts = Counting.inOneThread().withThreads(2).count(model).table();
    Measurements times = Measuring.on("onnxruntime").withDataTypes("float32", "int8").withBudget(budget).measure(List.of(model.design(), design));
    times.write(folder.resolve("result.json"));                   // for `convspectrum leaderboard`
    Table scores = Scoring.by("naswot", "synflow").withThreads(2).score(model.designs().limit(5).toList()).table();
    Front front = Search.forObjectives("macs", "proxy").withConstraint("params<=5M").in(model);
    return List.of(Table.create("" + macs), layers, counts, times.table(), scores, front.table());
  }
}
