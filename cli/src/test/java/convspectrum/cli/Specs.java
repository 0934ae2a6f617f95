package convspectrum.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small specs that tests write to files. */
public final class Specs {
  /**
   * Four designs and two references of 8 channels at 6×6. With one segment, {@code out} 8 is the
   * reference {@code plain}.
   */
  public static final String TINY =
      """
      name: tiny
      input: {channels: 8, height: 6, width: 6}
      parameters:
        segments: [1, 8]
        out: [8, 16]
      references:
        regular: [conv: {out: 8, kernel: 3}]
        plain: [pointwise: {out: 8}, conv: {out: 8, kernel: 3}]
      baseline: regular
      layers:
        - segmented: {out: $out, segments: $segments}
      """;

  private Specs() {}

  /** {@link #TINY} as a file. */
  public static Path tiny(Path folder) throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), TINY);
  }
}
