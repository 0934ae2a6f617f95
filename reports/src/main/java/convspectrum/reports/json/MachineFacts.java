package convspectrum.reports.json;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.Platform;
import convspectrum.executor.machine.Processor;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.spec.block.Doc;
import java.util.List;
import java.util.Optional;

/** A machine. */
public record MachineFacts(
    @Doc(
            "Digest of processor, caches, memory, virtualisation and CPU limit; only measurements of equal ones are comparable.")
        String fingerprint,
    @Doc("Name of the processor.") String cpu,
    @Doc("Its vendor.") String vendor,
    @Doc("Its family.") int family,
    @Doc("Its model.") int model,
    @Doc("Its stepping.") int stepping,
    @Doc("Logical cores.") int logicalCores,
    @Doc("Physical cores.") int physicalCores,
    @Doc("Vector instructions.") List<String> vectorIsa,
    @Doc("Caches.") List<Cache> caches,
    @Doc("Memory, bytes.") long memoryBytes,
    @Doc("Operating system.") String os,
    @Doc("Version of its kernel.") String kernel,
    @Doc("Java.") String jvm,
    @Doc("What the virtual machine runs on; null where it is none, or none shows.")
        Optional<String> hypervisor,
    @Doc("What it was measured to do at most; null where that was neither measured nor needed.")
        Optional<LimitFacts> limits) {

  /** A level of cache. */
  public record Cache(
      @Doc("Its name: `L1d`, `L2`.") String name,
      @Doc("Size of one, bytes.") long bytes,
      @Doc("Logical cores that share one.") int sharedBy,
      @Doc("How many there are.") int instances) {}

  /** Those of a machine, and what it was measured to do. */
  public static MachineFacts of(Machine machine, Optional<MachineLimits> limits) {
    Processor processor = machine.processor();
    Platform platform = machine.platform();
    return new MachineFacts(
        machine.fingerprint(),
        processor.name(),
        processor.vendor(),
        processor.family(),
        processor.model(),
        processor.stepping(),
        processor.logicalCores(),
        processor.physicalCores(),
        processor.vectorIsa(),
        machine.caches().stream()
            .map(one -> new Cache(one.label(), one.bytes(), one.sharedBy(), one.instances()))
            .toList(),
        machine.memory().totalBytes(),
        platform.os(),
        platform.kernel(),
        platform.jvm(),
        platform.hypervisor(),
        limits.map(LimitFacts::of));
  }
}
