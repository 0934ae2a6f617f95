package convspectrum.executor.machine;

import java.util.List;

/**
 * The CPU. The raw family, model and stepping identify it, because names are unreliable, especially
 * in virtual machines (a Zen 4 may call itself just "AMD EPYC").
 *
 * @param name the name that it reports, or {@code unknown}
 * @param vendor {@code AuthenticAMD}, {@code GenuineIntel}, an ARM implementer code, or {@code
 *     unknown}
 * @param family family as decoded by the operating system, -1 if unknown
 * @param model model number, -1 if unknown; on ARM the part number
 * @param stepping stepping, -1 if unknown; on ARM the revision
 * @param logicalCores hardware threads online
 * @param physicalCores cores
 * @param sockets packages
 * @param numaNodes memory domains
 * @param vectorIsa the SIMD instruction sets that matter to convolutions, as named by the kernel:
 *     {@code avx2}, {@code fma}, {@code avx512f}, {@code avx512_vnni}, {@code asimd}, {@code sve},
 *     …
 */
public record Processor(
    String name,
    String vendor,
    int family,
    int model,
    int stepping,
    int logicalCores,
    int physicalCores,
    int sockets,
    int numaNodes,
    List<String> vectorIsa) {
  public Processor {
    vectorIsa = List.copyOf(vectorIsa);
    if (physicalCores < 1 || logicalCores < physicalCores) {
      throw new IllegalArgumentException(
          "%d logical and %d physical cores; expected logical ≥ physical ≥ 1"
              .formatted(logicalCores, physicalCores));
    }
  }

  /**
   * Width of its widest float32 registers in bits, as far as the instruction sets show it. The
   * width of SVE is not known and counts as 128.
   */
  public int vectorBits() {
    if (vectorIsa.contains("avx512f")) {
      return 512;
    }
    if (vectorIsa.contains("avx")) {
      return 256;
    }
    return vectorIsa.isEmpty() ? 0 : 128;
  }

  /**
   * Whether an instruction on 512 bits is computed as two halves, so that 256 bits at a time take
   * no longer: on AMD's Zen 4 (family 19h, AMD's Software Optimization Guide for the Zen 4), the
   * only processors of that family with AVX-512. Of others it is not known, and {@code false}.
   */
  public boolean halves512Bits() {
    return vendor.equals("AuthenticAMD") && family == 0x19 && vectorIsa.contains("avx512f");
  }

  /**
   * Whether runtimes can add products of 8-bit integers in 32 bits. On x86 that takes VNNI: without
   * it two products are added in 16 bits first ({@code vpmaddubsw}), which saturates (Intel's
   * Software Developer's Manual, volume 2, PMADDUBSW and VPDPBUSD). ARM has widening multiplies.
   */
  public boolean addsByteProductsIn32Bits() {
    return vectorIsa.stream()
        .anyMatch(isa -> isa.contains("vnni") || isa.startsWith("asimd") || isa.equals("neon"));
  }
}
