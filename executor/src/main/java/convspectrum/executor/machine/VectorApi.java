package convspectrum.executor.machine;

/** Whether Java's Vector API is there: an incubator module, which the command line must add. */
public final class VectorApi {
  private static final String MODULE = "jdk.incubator.vector";

  private VectorApi() {}

  /** Whether this Java virtual machine was started with the module. */
  public static boolean present() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Values of float32 in the widest vector that the machine takes to well; 0 without the module.
   */
  public static int preferredFloatLanes() {
    return present() ? Preferred.LANES : 0;
  }

  /** Loaded only where the module is. */
  private static final class Preferred {
    static final int LANES = jdk.incubator.vector.FloatVector.SPECIES_PREFERRED.length();
  }
}
