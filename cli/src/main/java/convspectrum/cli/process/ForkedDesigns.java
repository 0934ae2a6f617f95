package convspectrum.cli.process;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.LocalHost;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The designs that a fork can time, laid out by the same command line as in the process that
 * started it.
 *
 * @param host runs them
 * @param identity equal to that of the other process if both mean the same designs
 * @param threads inside a pass
 */
public record ForkedDesigns(LocalHost host, String identity, int threads) {
  /** Where the command leaves them in a fork, instead of serving another process. */
  private static final ScopedValue<AtomicReference<@Nullable ForkedDesigns>> FORK =
      ScopedValue.newInstance();

  /** Whether this thread asks for designs to be left to it. */
  public static boolean wanted() {
    return FORK.isBound();
  }

  /** Leaves them to the fork. */
  public static void leave(ForkedDesigns designs) {
    FORK.get().set(designs);
  }

  /**
   * Those that a request means, on this runtime.
   *
   * @param commandLine runs a command and writes all that it says
   * @throws HostException where they cannot be read, or are others than before
   */
  public static ForkedDesigns of(
      ForkRequest request, String runtime, BiConsumer<PrintWriter, String[]> commandLine) {
    List<String> words = new ArrayList<>(request.words());
    words.addAll(List.of(Program.WORKER, runtime));
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    AtomicReference<@Nullable ForkedDesigns> left = new AtomicReference<>();
    ScopedValue.where(FORK, left)
        .run(() -> commandLine.accept(writer, words.toArray(String[]::new)));
    writer.flush();
    ForkedDesigns designs = left.get();
    if (designs == null) {
      throw new HostException("a fork could not read the designs: " + said.toString().strip());
    }
    if (!designs.identity().equals(request.identity())) {
      throw new HostException(
          "a fork read other designs than were read before; did a file change meanwhile?");
    }
    return designs;
  }
}
