package convspectrum.executor.worker;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A process that is a thread: it answers lines with lines, and ends with an exit code. */
final class FakeWorker extends Process {
  /** An answer that ends the process. */
  static final String DIES = "dies";

  /** An answer that never comes. */
  static final String HANGS = "hangs";

  private final PipedOutputStream toWorker = new PipedOutputStream();
  private final PipedInputStream fromWorker = new PipedInputStream(1 << 16);
  private final String lastWords;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What it was asked. */
  final List<String> requests = new ArrayList<>();

  /**
   * A worker that says {@code ready} first, unless that is {@link #DIES} or {@link #HANGS}.
   *
   * @param lastWords on standard error
   * @param answers what it says to a request
   */
  FakeWorker(String ready, String lastWords, UnaryOperator<String> answers) {
    this.lastWords = lastWords;
    try {
      PipedInputStream in = new PipedInputStream(toWorker, 1 << 16);
      PipedOutputStream out = new PipedOutputStream(fromWorker);
      Thread.ofPlatform().daemon().start(() -> work(in, out, ready, answers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void work(InputStream in, OutputStream out, String ready, UnaryOperator<String> answers) {
    try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        out) {
      String answer = ready;
      while (!answer.equals(DIES)) {
        if (answer.equals(HANGS)) {
          closed.await();
          break;
        }
        out.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        String request = lines.readLine();
        if (request == null || request.equals("quit")) {
          break;
        }
        requests.add(request);
        answer = answers.apply(request);
      }
    } catch (IOException | InterruptedException e) {
      // Ended from outside.
    } finally {
      ended.countDown();
    }
  }

  @Override
  public OutputStream getOutputStream() {
    return toWorker;
  }

  @Override
  public InputStream getInputStream() {
    return fromWorker;
  }

  @Override
  public InputStream getErrorStream() {
    return new ByteArrayInputStream(lastWords.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int waitFor() throws InterruptedException {
    ended.await();
    return exitValue();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.await(timeout, unit);
  }

  @Override
  public int exitValue() {
    return 3;
  }

  @Override
  public void destroy() {
    closed.countDown();
  }

  @Override
  public Process destroyForcibly() {
    destroy();
    return this;
  }

  boolean wasDestroyed() {
    return closed.getCount() == 0;
  }
}
