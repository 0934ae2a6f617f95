package convspectrum.cli.usage;

import convspectrum.search.release.Release;
import picocli.CommandLine.IVersionProvider;

/** The version of the release, as {@code --version} says it. */
public final class Version implements IVersionProvider {
  public static String current() {
    return Release.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "convspectrum " + current(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }
}
