package convspectrum.executor.machine;

import java.util.Optional;

/**
 * The microarchitecture of an x86 processor by its vendor, family and model, which tell it where
 * names do not: a Zen 5 in a virtual machine calls itself "AMD EPYC". Source: Linux 6.17, {@code
 * arch/x86/kernel/cpu/amd.c} for AMD's Zen and {@code arch/x86/include/asm/intel-family.h} for
 * Intel's processors with AVX2.
 */
public final class Microarchitecture {
  private Microarchitecture() {}

  /** Its name, such as {@code Zen 5}; none where it is not known. */
  public static Optional<String> of(Processor processor) {
    return Optional.of(
            switch (processor.vendor()) {
              case "AuthenticAMD" -> zen(processor.family(), processor.model());
              case "GenuineIntel" -> processor.family() == 6 ? intel(processor.model()) : "";
              default -> "";
            })
        .filter(name -> !name.isEmpty());
  }

  private static String zen(int family, int model) {
    return switch (family) {
      case 0x17 ->
          isIn(model, 0x00, 0x2f) || isIn(model, 0x50, 0x5f)
              ? "Zen 1"
              : isIn(model, 0x30, 0x4f)
                      || isIn(model, 0x60, 0x7f)
                      || isIn(model, 0x90, 0x91)
                      || isIn(model, 0xa0, 0xaf)
                  ? "Zen 2"
                  : "";
      case 0x19 ->
          isIn(model, 0x00, 0x0f) || isIn(model, 0x20, 0x5f)
              ? "Zen 3"
              : isIn(model, 0x10, 0x1f) || isIn(model, 0x60, 0xaf) ? "Zen 4" : "";
      case 0x1a ->
          isIn(model, 0x00, 0x2f) || isIn(model, 0x40, 0x4f) || isIn(model, 0x60, 0x7f)
              ? "Zen 5"
              : "";
      default -> "";
    };
  }

  private static boolean isIn(int model, int first, int last) {
    return model >= first && model <= last;
  }

  private static String intel(int model) {
    return switch (model) {
      case 0x3c, 0x3f, 0x45, 0x46 -> "Haswell";
      case 0x3d, 0x47, 0x4f, 0x56 -> "Broadwell";
      case 0x4e, 0x5e, 0x55 -> "Skylake"; // 0x55 is Cascade Lake and Cooper Lake too
      case 0x8e, 0x9e -> "Kaby Lake";
      case 0xa5, 0xa6 -> "Comet Lake";
      case 0x6a, 0x6c, 0x7d, 0x7e -> "Ice Lake";
      case 0x8c, 0x8d -> "Tiger Lake";
      case 0xa7 -> "Rocket Lake";
      case 0x97, 0x9a -> "Alder Lake";
      case 0xb7, 0xba, 0xbf -> "Raptor Lake";
      case 0x8f -> "Sapphire Rapids";
      case 0xcf -> "Emerald Rapids";
      case 0xad, 0xae -> "Granite Rapids";
      default -> "";
    };
  }
}
