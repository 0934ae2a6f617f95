package convspectrum.executor.worker;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.HostActivity;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.file.TemporaryFolder;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A host in a worker process. A worker that ends, sends an invalid answer or does not answer in
 * time is killed, and all later requests fail with that reason.
 */
public final class WorkerHost implements Host {
  /** Time limit for an answer: compiling, or a reference pass of a large network, may take long. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<String> designs;
  private final Conversation conversation;
  private final Duration patience;

  /**
   * Talks to {@code process}, which runs a {@link WorkerServer}.
   *
   * @param name name of the runtime
   * @param identity equal in both processes if they have the same designs
   * @param designs labels, in the order in which both processes number them
   * @param patience time limit for an answer, in addition to the time that a request asks for
   */
  public WorkerHost(
      String name, String identity, List<String> designs, Process process, Duration patience) {
    this.designs = List.copyOf(designs);
    this.conversation = new Conversation(name, identity, process);
    this.patience = patience;
  }

  private <T> T ask(Function<Line, T> read, String word, Object... fields) {
    return conversation.ask(Line.of(word, fields), patience, read);
  }

  private void tell(String word, Object... fields) {
    ask(_ -> true, word, fields);
  }

  /** Sends a request that affects no results; a worker that has ended is reported elsewhere. */
  private <T> T ask(T otherwise, Function<Line, T> read, String word) {
    try {
      return ask(read, word);
    } catch (HostException e) {
      return otherwise;
    }
  }

  @Override
  public String version() {
    return conversation.version(patience).orElse("unknown");
  }

  @Override
  public List<Tensor> outputs(String design) {
    try {
      Path folder = TemporaryFolder.create("outputs");
      try {
        int count = ask(answer -> answer.number(0), Line.OUTPUTS, index(design), folder);
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          outputs.add(Npy.read(folder.resolve(i + ".npy")));
        }
        return outputs;
      } finally {
        TemporaryFolder.release(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int index(String design) {
    int index = designs.indexOf(design);
    if (index < 0) {
      throw new IllegalArgumentException(design + " is none of " + designs);
    }
    return index;
  }

  @Override
  public TimedProgram compile(String design) {
    int index = index(design);
    tell(Line.COMPILE, index);
    return new Remote(index);
  }

  @Override
  public List<RuntimeStep> steps(String design) {
    return ask(StepFields::steps, Line.STEPS, index(design));
  }

  @Override
  public Optional<String> pin() {
    return ask(Optional.empty(), answer -> answer.fields().stream().findFirst(), Line.PIN);
  }

  @Override
  public void unpin() {
    ask(false, _ -> true, Line.UNPIN);
  }

  @Override
  public void collectGarbage() {
    ask(false, _ -> true, Line.COLLECT);
  }

  @Override
  public HostActivity activity() {
    return ask(
        HostActivity.NONE,
        answer ->
            new HostActivity(
                new Activity(0, 0, 0, answer.real(0), answer.count(1), answer.count(2), 0),
                answer.real(3),
                answer.real(4)),
        Line.ACTIVITY);
  }

  @Override
  public boolean alwaysRewarms() {
    return true;
  }

  @Override
  public void close() {
    conversation.close();
  }

  /** A program in the worker process. */
  private final class Remote implements TimedProgram {
    private final int index;

    Remote(int index) {
      this.index = index;
    }

    @Override
    public Warm warmUp(long limitNanos, double tolerance, BooleanSupplier stop) {
      Line request = Line.of(Line.WARM_UP, index, limitNanos, tolerance);
      return conversation.ask(
          request,
          patience.plusNanos(limitNanos),
          answer ->
              new Warm(
                  new WarmUp(answer.number(0), answer.real(1), answer.flag(2)), answer.real(3)));
    }

    @Override
    public Sample sample(int repetitions) {
      return ask(
          answer -> new Sample(answer.count(0), answer.flag(1)), Line.SAMPLE, index, repetitions);
    }

    @Override
    public List<NodeTime> profile() {
      return ask(Remote::times, Line.PROFILE, index);
    }

    private static List<NodeTime> times(Line answer) {
      List<NodeTime> times = new ArrayList<>();
      for (int i = 0; i < answer.fields().size(); i += 3) {
        List<String> nodes =
            Arrays.stream(answer.field(i + 2).split(",")).map(Line::decode).toList();
        times.add(new NodeTime(nodes, answer.field(i + 1), answer.count(i)));
      }
      return times;
    }

    @Override
    public void close() {
      try {
        tell(Line.CLOSE, index);
      } catch (HostException e) {
        // There is nothing left to close.
      }
    }
  }
}
