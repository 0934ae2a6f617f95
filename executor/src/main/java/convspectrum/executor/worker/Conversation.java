package convspectrum.executor.worker;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.process.LastWords;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests to a worker process and its answers, until an answer fails to come. */
final class Conversation {
  private static final long PATIENCE_AT_END_MILLIS = 2000;
  private static final int LONGEST_QUOTE = 200;

  private final String name;
  private final String identity;
  private final Process process;
  private final BufferedWriter requests;
  private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
  private final LastWords lastWords;
  private Optional<String> version = Optional.empty();
  private @Nullable String broken;

  Conversation(String name, String identity, Process process) {
    this.name = name;
    this.identity = identity;
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.lastWords = new LastWords(process);
    Thread.ofPlatform().daemon().name("answers of " + name).start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> answers.add(Optional.of(line)));
    } catch (IOException | UncheckedIOException e) {
      // A broken pipe is treated like any other end.
    }
    answers.add(Optional.empty());
  }

  /** Returns the version that the worker reported; empty if it never became ready. */
  Optional<String> version(Duration patience) {
    try {
      await(patience);
    } catch (HostException e) {
      // It is reported again for each design, and does not change.
    }
    return version;
  }

  /**
   * Sends a request and waits for the answer. An interrupt takes effect only after the answer.
   *
   * @throws HostException if the worker reports a failure or no longer answers
   */
  <T> T ask(Line request, Duration patience, Function<Line, T> read) {
    await(patience);
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      throw ended();
    }
    String text = answer("'" + request.word() + "'", patience);
    Line line = Line.parse(text);
    if (line.word().equals(Line.FAILED) && line.fields().size() == 1) {
      throw new HostException(line.field(0));
    }
    if (!line.word().equals(Line.OK)) {
      throw nonsense(text, request.word());
    }
    try {
      return read.apply(line);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw nonsense(text, request.word());
    }
  }

  /** Waits until the worker is ready. */
  private void await(Duration patience) {
    if (broken != null) {
      throw new HostException(broken);
    }
    if (version.isPresent()) {
      return;
    }
    String text = answer("starting", patience);
    Line ready = Line.parse(text);
    if (!ready.word().equals(Line.READY) || ready.fields().size() != 2) {
      throw nonsense(text, "starting");
    }
    if (!ready.field(0).equals(identity)) {
      throw broken("read other designs than were read before; did a file change meanwhile?");
    }
    version = Optional.of(ready.field(1));
  }

  private String answer(String doing, Duration patience) {
    boolean interrupted = false;
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        try {
          Optional<String> answer = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          if (answer == null) {
            throw broken(
                "did not answer within %d s of %s and was ended"
                    .formatted(Math.ceilDiv(patience.toMillis(), 1000), doing));
          }
          return answer.orElseThrow(this::ended);
        } catch (InterruptedException e) {
          interrupted = true; // the next request would take an unread answer for its own
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private HostException nonsense(String text, String doing) {
    String quote = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return broken("said '%s', which is no answer to '%s', and was ended".formatted(quote, doing));
  }

  private HostException ended() {
    String code = "";
    try {
      if (process.waitFor(PATIENCE_AT_END_MILLIS, TimeUnit.MILLISECONDS)) {
        code = " with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return broken("ended" + code + lastWords.afterEnd().map(line -> ": " + line).orElse(""));
  }

  private HostException broken(String what) {
    String reason = "the worker process of " + name + " " + what;
    broken = reason;
    process.destroyForcibly();
    return new HostException(reason);
  }

  /** Asks the worker to quit, and kills it if it does not. */
  void close() {
    try {
      if (broken == null) {
        requests.write(Line.of(Line.QUIT) + "\n");
      }
      requests.close();
    } catch (IOException e) {
      // The worker has already ended.
    }
    try {
      if (!process.waitFor(PATIENCE_AT_END_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (broken == null) {
      broken = "the worker process of " + name + " was closed";
    }
  }
}
