package convspectrum.spark;

import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;

/**
 * The files that Spark brought to this process. A path that the driver names is never looked at:
 * here it may be another file.
 */
final class FetchedFiles implements FoundFiles {
  /** The name under which a file travels, so that two of one name do not collide. */
  static String name(SentFile file) {
    return "convspectrum-" + file.sha256();
  }

  @Override
  public Path find(SentFile file) {
    Path fetched = Path.of(SparkFiles.get(name(file)));
    file.requireSame(fetched);
    return fetched;
  }
}
