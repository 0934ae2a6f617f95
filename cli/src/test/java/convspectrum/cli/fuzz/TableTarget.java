package convspectrum.cli.fuzz;

import convspectrum.search.figure.DesignKey;
import convspectrum.search.figure.KnownTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tables of known results: all rows, and the column that all seeds have as a figure. */
final class TableTarget extends FileTarget {
  private static final DesignKey KEY =
      new DesignKey("arch", List.of(0, 1, 2), "0123456789", List.of(3, 2, 12));

  private static final TextMutator MUTATOR =
      new TextMutator(
          List.of(
              "arch,accuracy,latency\n000,91.5,1.25\n1-1-11,90,nan\n\"[2, 0, 3]\",-3e2,\n",
              "arch;accuracy\n012;0.5\n013;0.25\n\n014;none\n",
              "\uFEFFaccuracy\tarch\r\n1\t001\r\n2\t002\r\n",
              "arch,\"a \"\"quoted\"\" name\",accuracy\n100,\"1,5\",1\n101,2,3\n"));

  TableTarget(Path folder) {
    super("table", folder.resolve("table.csv"), MUTATOR);
  }

  @Override
  void read(Path input) throws IOException {
    KnownTable table = KnownTable.read(input, KEY);
    if (!table.designs().stream().allMatch(table::contains)) {
      throw new AssertionError("the table does not contain its own designs");
    }
    table.figure("accuracy", false);
  }
}
