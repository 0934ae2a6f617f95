package convspectrum.cli.fuzz;

import convspectrum.reports.leaderboard.LeaderboardPage;
import convspectrum.search.history.ResultFile;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.NamedResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Results of other machines, and the page that shows them. */
final class ResultTarget extends FileTarget {
  private static final TextMutator MUTATOR =
      new TextMutator(
          List.of(
              """
              {"schema":"convspectrum/result/1","convspectrum":"1","command":"explore","spec":"tiny","baseline":"a","machine":"m",
              "date":"2026-01-01T12:00:00Z","host":null,"specs":[{"name":"tiny","hash":"%s","text":"x"}],"runtimes":[{"runtime":"vector",
              "version":"1","threads":1,"dtype":"float32","protocol":"quick","partial":false,"noise":"quiet","designs":[
              {"design":"a","spec":"","parameters":{},"inputs":[[1,2]],"graph":"g","macs":1,"samples":[1,2,1,2,1,2],"placements":[2,4],"disturbed":[],"baseline":null},
              {"design":"b","spec":"","parameters":{"s":"1"},"inputs":[],"graph":"h","macs":2,"samples":[1.5,2e-3],"placements":null,"disturbed":[0],"baseline":"a"}]}]}
              """
                  .formatted("0".repeat(64)),
              """
              {"format":1,"convspectrum":"0.1.0","spec":"tiny","baseline":"regular","machine":"m","date":"d","runtimes":[{"runtime":"fast",
              "version":"1","threads":1,"dtype":"float32","protocol":"quick","partial":false,"noise":"quiet","designs":[
              {"design":"regular","graph":"ab","macs":10,"samples":[1.5,1.25]}]}]}
              """));

  ResultTarget(Path folder) {
    super("result", folder.resolve("result.json"), MUTATOR);
  }

  @Override
  void read(Path input) throws IOException {
    Leaderboard board =
        Leaderboard.of(List.of(new NamedResult("a", ResultFile.read(input))), true, 1);
    if (!new LeaderboardPage(board).html().contains("Leaderboard")) {
      throw new AssertionError("a page without its title");
    }
  }
}
