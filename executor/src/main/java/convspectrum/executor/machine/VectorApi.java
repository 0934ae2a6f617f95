package convspectrum.executor.machine;

import java.lang.module.ModuleFinder;

/** Whether Java's Vector API is there: an incubator module, which the command line must add. */
public final class VectorApi {
  /** Its module. */
  public static final String MODULE = "jdk.incubator.vector";

  private VectorApi() {}

  /** Whether this Java virtual machine was started with the module. */
  public static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** Whether this Java installation has the module, so that another process may have it. */
  public static boolean installed() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  /**
   * Values of float32 in the widest vector that the machine takes to well; 0 without the module, or
   * where not all operations on vectors are compiled to instructions: each would be an object with
   * an array.
   */
  public static int preferredFloatLanes() {
    return present() ? Preferred.LANES : 0;
  }

  /** Whether nothing compiles them: with {@code -Xint} or only C1 Java says so. */
  private static boolean interpreted() {
    String mode = System.getProperty("java.vm.info", "");
    return mode.contains("interpreted mode") || mode.contains("emulated-client");
  }

  /** Whether this is an x86 without SSE 4.1, which chooses between two vectors lane by lane. */
  private static boolean withoutBlend() {
    return JvmVectors.read().flags().stream().anyMatch(flag -> flag.matches("UseSSE=[0-3]"));
  }

  /** Loaded only where the module is. */
  private static final class Preferred {
    static final int LANES =
        interpreted() || withoutBlend()
            ? 0
            : jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length();
  }
}
