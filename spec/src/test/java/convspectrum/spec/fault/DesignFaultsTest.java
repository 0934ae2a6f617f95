package convspectrum.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DesignFaultsTest {
  private final DesignFaults faults = new DesignFaults();

  private static Fault fault(String problem) {
    return new Fault(new Location("f", 2, 7), "segments", problem, "");
  }

  @Test
  void soundDesignsHaveNoFaults() {
    faults.sound();
    assertThat(faults.size()).isZero();
    assertThatCode(() -> faults.throwIfAny(true)).doesNotThrowAnyException();
  }

  @Test
  void faultsThatDifferInNumbersAloneAreOne() {
    Fault first = fault("3 does not divide 728");
    // A design counts once, however often it has the fault.
    faults.add("segments=3", List.of(first, fault("9 does not divide 728")));
    faults.add("segments=5", List.of(fault("5 does not divide 728"), fault("is odd")));
    faults.sound();
    assertThat(faults.size()).isEqualTo(2);
    assertThat(faults.counted(first, true))
        .isEqualTo(first.in("2 of 3 designs, such as segments=3"));
    assertThat(faults.counted(fault("is odd"), false))
        .isEqualTo(fault("is odd").in("design segments=5, 1 of the first 3 designs"));
    assertThat(faults.counted(fault("is new"), true)).isEqualTo(fault("is new"));
    assertThatThrownBy(() -> faults.throwIfAny(true))
        .isInstanceOf(SpecException.class)
        .hasMessageContainingAll("2 of 3 designs, such as segments=3", "design segments=5, 1 of 3");
  }

  @Test
  void allDesignsAreNamedOnlyWhereAllWereLookedAt() {
    Fault fault = fault("is odd");
    faults.add("segments=3", List.of(fault));
    assertThat(faults.counted(fault, true)).isEqualTo(fault);
    faults.add("segments=5", List.of(fault));
    assertThat(faults.counted(fault, true)).isEqualTo(fault.in("all 2 designs"));
    assertThat(faults.counted(fault, false))
        .isEqualTo(fault.in("2 of the first 2 designs, such as segments=3"));
  }
}
