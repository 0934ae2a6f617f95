package convspectrum.executor.worker;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.measure.host.Host;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.TimedProgram;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Serves the requests of another process, one after another, on the thread that calls {@link
 * #serve}. Between requests it waits without using the CPU, and records any CPU time that is used
 * nevertheless.
 */
public final class WorkerServer {
  private final String identity;
  private final List<String> designs;
  private final Host host;
  private final ActivityMeter meter;
  private final Map<Integer, TimedProgram> programs = new HashMap<>();
  private long idleNanos;
  private long idleCpuNanos;

  /**
   * Serves {@code host}.
   *
   * @param identity equal in both processes if they have the same designs
   * @param designs labels, in the order in which both processes number them
   * @param meter meter of this process
   */
  public WorkerServer(String identity, List<String> designs, Host host, ActivityMeter meter) {
    this.identity = identity;
    this.designs = List.copyOf(designs);
    this.host = host;
    this.meter = meter;
  }

  /**
   * Answers until it is told to quit or nobody is left to answer.
   *
   * @param in requests
   * @param out answers; nothing else may write to this stream
   * @param orphaned runs as soon as {@code in} ends without a request to quit, even during a
   *     request, because the asking process has ended
   */
  public void serve(InputStream in, OutputStream out, Runnable orphaned) {
    BlockingQueue<Optional<String>> requests = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().name("requests").start(() -> read(in, requests, orphaned));
    PrintWriter answers = new PrintWriter(out, false, StandardCharsets.UTF_8);
    say(answers, Line.of(Line.READY, identity, host.version()));
    Optional<Line> request = next(requests);
    while (request.isPresent() && !request.get().word().equals(Line.QUIT)) {
      say(answers, answer(request.get()));
      request = next(requests);
    }
    programs.values().forEach(TimedProgram::close);
    host.close();
  }

  private static void read(
      InputStream in, BlockingQueue<Optional<String>> requests, Runnable orphaned) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        requests.add(Optional.of(line));
        if (line.equals(Line.QUIT)) {
          return; // the end of the input is expected now
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // A broken pipe is treated like any other end.
    }
    requests.add(Optional.empty());
    orphaned.run();
  }

  private Optional<Line> next(BlockingQueue<Optional<String>> requests) {
    long cpu = meter.processCpuNanos();
    long start = System.nanoTime();
    try {
      Optional<Line> request = requests.take().map(Line::parse);
      idleNanos += System.nanoTime() - start;
      idleCpuNanos += meter.processCpuNanos() - cpu;
      return request;
    } catch (InterruptedException e) {
      return Optional.empty(); // quit was requested in another way
    }
  }

  private static void say(PrintWriter answers, Line line) {
    answers.print(line + "\n");
    answers.flush();
  }

  // An exception of a runtime fails one design and does not stop the others.
  private Line answer(Line request) {
    try {
      return perform(request);
    } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
      return Line.of(Line.FAILED, HostException.describe(e));
    }
  }

  private Line perform(Line request) {
    return switch (request.word()) {
      case Line.OUTPUTS -> outputs(design(request), Path.of(request.field(1)));
      case Line.STEPS -> StepFields.line(host.steps(design(request)));
      case Line.COMPILE -> {
        programs.put(request.number(0), host.compile(design(request)));
        yield Line.of(Line.OK);
      }
      case Line.WARM_UP -> {
        TimedProgram.Warm warm =
            program(request).warmUp(request.count(1), request.real(2), () -> false);
        yield Line.of(
            Line.OK,
            warm.warmUp().passes(),
            warm.warmUp().seconds(),
            warm.warmUp().steady(),
            warm.nanosPerPass());
      }
      case Line.SAMPLE -> {
        TimedProgram.Sample sample = program(request).sample(request.number(1));
        yield Line.of(Line.OK, sample.nanos(), sample.disturbed());
      }
      case Line.PROFILE -> profile(program(request));
      case Line.CLOSE -> {
        TimedProgram program = programs.remove(request.number(0));
        if (program != null) {
          program.close();
        }
        yield Line.of(Line.OK);
      }
      case Line.PIN -> host.pin().map(note -> Line.of(Line.OK, note)).orElse(Line.of(Line.OK));
      case Line.UNPIN -> {
        host.unpin();
        yield Line.of(Line.OK);
      }
      case Line.COLLECT -> {
        host.collectGarbage();
        yield Line.of(Line.OK);
      }
      case Line.ACTIVITY -> activity();
      default -> throw new HostException("a worker does not know '" + request.word() + "'");
    };
  }

  private String design(Line request) {
    return designs.get(request.number(0));
  }

  private TimedProgram program(Line request) {
    TimedProgram program = programs.get(request.number(0));
    if (program == null) {
      throw new HostException(design(request) + " is not compiled");
    }
    return program;
  }

  private Line outputs(String design, Path folder) {
    List<Tensor> outputs = host.outputs(design);
    for (int i = 0; i < outputs.size(); i++) {
      Npy.write(folder.resolve(i + ".npy"), outputs.get(i));
    }
    return Line.of(Line.OK, outputs.size());
  }

  private static Line profile(TimedProgram program) {
    List<String> fields = new ArrayList<>();
    for (NodeTime time : program.profile()) {
      fields.add(Long.toString(time.nanos()));
      fields.add(time.op());
      fields.add(String.join(",", time.nodes().stream().map(Line::encode).toList()));
    }
    return new Line(Line.OK, fields);
  }

  private Line activity() {
    Activity now = meter.now();
    return Line.of(
        Line.OK,
        now.ownSeconds(),
        now.involuntarySwitches(),
        now.collections(),
        idleNanos / 1e9,
        idleCpuNanos / 1e9);
  }
}
