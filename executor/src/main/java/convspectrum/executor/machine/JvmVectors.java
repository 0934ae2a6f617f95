package convspectrum.executor.machine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The vector instructions that this Java virtual machine uses. They can be fewer than the CPU has,
 * because of an option such as {@code -XX:UseAVX=2} or because the virtual machine chose so, as on
 * early CPUs with AVX-512. HotSpot's flags show this with and without the Vector API's module.
 *
 * @param flags the flags that decide, with their values: {@code UseAVX=2 UseFMA=true
 *     MaxVectorSize=32}; empty where the virtual machine is not HotSpot
 */
public record JvmVectors(List<String> flags) {
  /** Flags for AVX of x86, SVE of ARM and the vectors of RISC-V; no others are known. */
  private static final List<String> NAMES =
      List.of("UseSSE", "UseAVX", "UseSVE", "UseRVV", "UseFMA", "MaxVectorSize");

  public JvmVectors {
    flags = List.copyOf(flags);
  }

  /** Reads the flags of this virtual machine. */
  public static JvmVectors read() {
    List<String> flags = new ArrayList<>();
    try {
      HotSpotDiagnosticMXBean diagnostic =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      for (String name : NAMES) {
        option(diagnostic, name).ifPresent(value -> flags.add(name + "=" + value));
      }
    } catch (LinkageError | IllegalArgumentException e) {
      flags.clear(); // another virtual machine, or an image without the module jdk.management
    }
    return new JvmVectors(flags);
  }

  private static Optional<String> option(HotSpotDiagnosticMXBean diagnostic, String name) {
    try {
      return Optional.of(diagnostic.getVMOption(name).getValue());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a flag of another architecture
    }
  }

  /** Returns the flags as one text. */
  public String text() {
    return flags.isEmpty() ? "unknown" : String.join(" ", flags);
  }
}
