package convspectrum.cli.fuzz;

import convspectrum.spec.file.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What Jazzer calls, by these names of methods: {@code mvn -Pfuzz}. An input of Jazzer is the
 * sequence of decisions that makes an input of the target.
 */
public final class JazzerEntry {
  @SuppressWarnings("NullAway.Init") // Jazzer calls fuzzerInitialize before all else.
  private static FuzzTarget target;

  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  private JazzerEntry() {}

  /** Chooses the target, whose name is the only argument. */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    folder = TemporaryFolder.create("fuzz");
    target =
        FuzzTarget.all(folder).stream()
            .filter(one -> Arrays.asList(arguments).contains(one.name()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no target " + Arrays.toString(arguments)));
  }

  /** Gives it one input. */
  public static void fuzzerTestOneInput(byte[] decisions) {
    FuzzCheck.isRefused(target, target.input(new ByteDecisions(decisions)));
  }

  /** Jazzer calls it at the end. */
  public static void fuzzerTearDown() throws IOException {
    System.err.println(FuzzCheck.summary());
    TemporaryFolder.release(folder);
  }
}
