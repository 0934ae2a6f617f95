package convspectrum.search.history;

import convspectrum.executor.machine.Governor;
import convspectrum.executor.machine.JvmVectors;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Microarchitecture;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
import convspectrum.executor.machine.VectorApi;
import convspectrum.spec.block.Doc;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a result says of the machine that it comes from. Compare {@link Machine}.
 *
 * @param floatLanes float32 values in a vector as Java compiles to it; absent where it is not known
 * @param vectorFlags options of the virtual machine that decide about vectors, such as {@code
 *     UseAVX=2}
 * @param governor what decides the clock rate; absent where it does not show
 */
public record RunHost(
    @Doc("Name of the processor.") String cpu,
    @Doc("Its vendor.") String vendor,
    @Doc("Its family.") int family,
    @Doc("Its model.") int model,
    @Doc("Its stepping.") int stepping,
    @Doc("Its microarchitecture, such as `Zen 5`; null where family and model do not tell it.")
        @Nullable String microarchitecture,
    @Doc("Logical cores.") int logicalCores,
    @Doc("Physical cores.") int physicalCores,
    @Doc("Vector instructions of the processor.") List<String> vectorIsa,
    @Doc("Memory, bytes.") long memoryBytes,
    @Doc("Operating system.") String os,
    @Doc("Version of its kernel.") String kernel,
    @Doc("Architecture as Java names it.") String architecture,
    @Doc("Java.") String jvm,
    @Doc("What the virtual machine runs on; null where it is none, or none shows.")
        @Nullable String hypervisor,
    @Doc("float32 values in a vector that Java compiles to; null where that is not known.")
        @Nullable Integer floatLanes,
    @Doc("Options of Java that decide about vectors, such as `UseAVX=2`.") List<String> vectorFlags,
    @Doc("What decides the clock rate of the CPUs; null where it does not show.")
        @Nullable String governor) {
  private static final int LONGEST = 200;

  public RunHost {
    Stream.of(cpu, vendor, os, kernel, architecture, jvm)
        .forEach(text -> RunResult.requireShort(Objects.requireNonNull(text, "host"), LONGEST));
    vectorIsa = List.copyOf(vectorIsa);
    vectorFlags = List.copyOf(vectorFlags);
    Stream.concat(vectorIsa.stream(), vectorFlags.stream())
        .forEach(text -> RunResult.requireShort(text, LONGEST));
    Stream.of(microarchitecture, hypervisor, governor)
        .filter(Objects::nonNull)
        .forEach(text -> RunResult.requireShort(text, LONGEST));
  }

  /** Describes a machine as this process uses it. */
  public static RunHost of(Machine machine) {
    Processor processor = machine.processor();
    Platform platform = machine.platform();
    OptionalInt lanes = VectorApi.expectedFloatLanes();
    return new RunHost(
        processor.name(),
        processor.vendor(),
        processor.family(),
        processor.model(),
        processor.stepping(),
        Microarchitecture.of(processor).orElse(null),
        processor.logicalCores(),
        processor.physicalCores(),
        processor.vectorIsa(),
        machine.memory().totalBytes(),
        platform.os(),
        platform.kernel(),
        platform.architecture(),
        platform.jvm(),
        platform.hypervisor().orElse(null),
        lanes.isPresent() ? lanes.getAsInt() : null,
        JvmVectors.read().flags(),
        Governor.read().orElse(null));
  }

  /**
   * The machine in a few words: {@code AMD EPYC (Zen 5), 2 cores}; with the width of vectors where
   * Java uses narrower ones than the processor has.
   */
  public String words() {
    String kind = microarchitecture == null ? "" : " (" + microarchitecture + ")";
    return Stream.of(
            cpu + kind,
            physicalCores == 1 ? "1 core" : physicalCores + " cores",
            hasNarrowVectors() ? floatLanes + " float lanes" : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private boolean hasNarrowVectors() {
    int lanes =
        vectorIsa.contains("avx512f") ? 16 : vectorIsa.contains("avx") ? 8 : Integer.MIN_VALUE;
    return floatLanes != null && floatLanes < lanes;
  }
}
