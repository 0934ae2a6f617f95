package convspectrum.search.study;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A process that has ended. */
final class DeadProcess extends Process {
  private final String lastWords;

  /** With this on standard error. */
  DeadProcess(String lastWords) {
    this.lastWords = lastWords;
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return new ByteArrayInputStream(lastWords.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int waitFor() {
    return exitValue();
  }

  @Override
  public int exitValue() {
    return 1;
  }

  @Override
  public void destroy() {}

  @Override
  public Process destroyForcibly() {
    return this;
  }
}
