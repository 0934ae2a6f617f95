package convspectrum.reports.json;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.spec.block.Doc;
import java.util.List;
import java.util.Optional;

/** How one runtime was measured. */
public record RunFacts(
    @Doc("The runtime.") String runtime,
    @Doc("Its version.") String runtimeVersion,
    @Doc("Threads inside a pass.") int threads,
    @Doc("Data type of weights and values.") String dtype,
    @Doc("When measuring began, ISO 8601.") String date,
    @Doc("The protocol: `quick`, `jmh`, or `profile` for the times of single layers.")
        String protocol,
    @Doc("The protocol with all its parameters, in words.") String protocolDescription,
    @Doc("Complete rounds, or profiles.") int rounds,
    @Doc("Whether it was interrupted.") boolean partial,
    @Doc("About how many seconds the budget lacks for intervals; 0 where there are some.")
        double missingSeconds,
    @Doc(
            "How noisy the machine was: `quiet`, `noisy` or `very noisy`; null of a profile, which is not judged.")
        Optional<String> noise,
    @Doc("The same in a sentence with its causes; null of a profile.")
        Optional<String> noiseDescription,
    @Doc("Remarks, sentences.") List<String> notes) {
  /** Those of a run. */
  public static RunFacts of(MeasurementRun run) {
    return new RunFacts(
        run.conditions().runtime(),
        run.conditions().runtimeVersion(),
        run.conditions().threads(),
        run.conditions().dtype(),
        run.conditions().date().toString(),
        run.protocol().name(),
        run.protocol().describe(),
        run.rounds(),
        run.partial(),
        run.missingSeconds(),
        Optional.of(run.noise().level().toString()),
        Optional.of(run.noise().sentence()),
        run.notes());
  }
}
