package convspectrum.spec;

import convspectrum.spec.fault.DesignFaults;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import java.math.BigInteger;

/** The faults of a spec's defaults, each with how many of the first designs have it. */
final class CountedFaults {
  private static final int MAX_DESIGNS = 1000;

  private CountedFaults() {}

  static SpecException of(Spec spec, Faults faults) {
    DesignFaults counted = new DesignFaults();
    boolean all = spec.space().size().compareTo(BigInteger.valueOf(MAX_DESIGNS)) <= 0;
    spec.designs()
        .limit(MAX_DESIGNS)
        .forEach(design -> {
          try {
            spec.graph(design);
            counted.sound();
          } catch (SpecException e) {
            counted.add(design.toString(), e.faults());
          }
        });
    return new SpecException(
        faults.sorted().stream().map(fault -> counted.counted(fault, all)).toList());
  }
}
