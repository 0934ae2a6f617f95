package convspectrum.executor.machine;

import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.OptionalInt;

/** Availability of Java's Vector API, an incubator module that the command line must add. */
public final class VectorApi {
  /** Name of the module. */
  public static final String MODULE = "jdk.incubator.vector";

  private VectorApi() {}

  /** Whether this Java virtual machine was started with the module. */
  public static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Whether this Java installation contains the module, so that another process can use it. */
  public static boolean installed() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  /**
   * Number of float32 values in the widest vector that the machine runs well. It is 0 without the
   * module, or where not all vector operations are compiled to instructions, since each would then
   * create an object with an array.
   */
  public static int preferredFloatLanes() {
    return present() ? Preferred.LANES : 0;
  }

  /**
   * The same number for a process that has the module, as the flags of this one tell.
   *
   * @return empty where they do not tell
   */
  public static OptionalInt expectedFloatLanes() {
    return present()
        ? OptionalInt.of(preferredFloatLanes())
        : expectedFloatLanes(JvmVectors.read().flags(), installed());
  }

  /** The same for these flags: AVX2 and AVX-512 have vectors of floats as long as of bytes. */
  static OptionalInt expectedFloatLanes(List<String> flags, boolean installed) {
    int bytes =
        flags.stream()
            .filter(flag -> flag.matches("MaxVectorSize=(16|32|64)"))
            .mapToInt(flag -> Integer.parseInt(flag.substring(flag.indexOf('=') + 1)))
            .findFirst()
            .orElse(0);
    boolean known = flags.contains("UseAVX=2") || flags.contains("UseAVX=3");
    return installed && known && bytes > 0
        ? OptionalInt.of(bytes / Float.BYTES)
        : OptionalInt.empty();
  }

  /** Whether no compiler handles them: with {@code -Xint} or only C1, Java says so. */
  private static boolean interpreted() {
    String mode = System.getProperty("java.vm.info", "");
    return mode.contains("interpreted mode") || mode.contains("emulated-client");
  }

  /** Whether this is an x86 without SSE 4.1, which chooses between two vectors lane by lane. */
  private static boolean withoutBlend() {
    return JvmVectors.read().flags().stream().anyMatch(flag -> flag.matches("UseSSE=[0-3]"));
  }

  /** Holder class that is loaded only where the module is present. */
  private static final class Preferred {
    static final int LANES =
        interpreted() || withoutBlend()
            ? 0
            : jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length();
  }
}
