package convspectrum.search.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.CostOptions;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.profile.LayerTimes;
import convspectrum.spec.Spec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayerStudyTest {
  private final FakeRuntime first = new FakeRuntime("first", List.of());
  private final FakeRuntime second = new FakeRuntime("second", List.of());

  private final List<String> refusals = new ArrayList<>();

  /** Profiles a convolution on both; the thread is interrupted when this task begins. */
  private List<LayerTimes> interruptedAt(String task) {
    second.clock = first;
    Spec spec =
        Spec.parse(
            "tiny.yaml",
            "input: {channels: 2, height: 3, width: 3}\nlayers: [conv: {out: 2, kernel: 1}]\n");
    Designs designs =
        Designs.ofNetworks(
            List.of(Network.design(spec, spec.defaults(), Optional.empty())), CostOptions.DEFAULT);
    StudyOptions options =
        new StudyOptions(
            List.of(first, second), RunOptions.SINGLE_THREAD, QuickProtocol.DEFAULT, 1);
    try {
      return new LayerStudy(options, first.instruments(), Clock.systemUTC(), Optional.empty())
          .run(
              designs,
              Machine.read(),
              (name, done, total, note) -> {
                if (name.equals(task)) {
                  Thread.currentThread().interrupt();
                }
              },
              refusals::add);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void anInterruptionLeavesTheRuntimesThatWereProfiled() {
    assertThat(runtimes(interruptedAt("nothing"))).containsExactly("first", "second");
    assertThat(runtimes(interruptedAt("checking second"))).containsExactly("first");
    assertThat(runtimes(interruptedAt("checking first"))).isEmpty();
  }

  @Test
  void theOneThatIsInterruptedHasFewerProfiles() {
    List<LayerTimes> times = interruptedAt("profiling first");
    assertThat(runtimes(times)).containsExactly("first");
    assertThat(times.getFirst().profiles()).isOne();
  }

  @Test
  void aRuntimeThatCannotRunItDoesNotEndTheOthers() {
    second.refused = 1;
    assertThat(runtimes(interruptedAt("nothing"))).containsExactly("first");
    assertThat(refusals).containsExactly("second cannot run it: 1 groups; at most 7");
    first.refused = 1;
    assertThatThrownBy(() -> interruptedAt("nothing"))
        .isInstanceOf(HostException.class)
        .hasMessage(
            "first cannot run it: 1 groups; at most 7; second cannot run it: 1 groups; at most 7");
  }

  private static List<String> runtimes(List<LayerTimes> times) {
    return times.stream().map(one -> one.conditions().runtime()).toList();
  }
}
