package convspectrum.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "found 0 | at least 1                      | found 0; expected at least 1",
        "found 0 | expected at least 1             | found 0; expected at least 1",
        "is @x   | try quotes around it            | is @x; try quotes around it",
        "is @x   | a word; try quotes around it    | is @x; expected a word; try quotes around it",
        "is knov | did you mean 'conv'?            | is knov; did you mean 'conv'?",
        "is knov | trying something else           | is knov; expected trying something else",
        "is lost | ''                              | is lost"
      })
  void aMessageSaysWhatWasFoundAndWhatWasExpected(String problem, String expected, String text) {
    assertThat(Fault.message(problem, expected)).isEqualTo(text);
    assertThat(new Fault(Location.ofFile("f"), "", problem, expected)).hasToString("f: " + text);
    assertThat(new Fault(new Location("f", 2, 7), "layers[0]", problem, expected))
        .hasToString("f:2:7: layers[0]: " + text);
  }

  @Test
  void whatATerminalWouldObeyIsShownAsAQuestionMark() {
    assertThat(new Fault(Location.ofFile("f\u001b"), "p\u202e", "a\nb", "c\u0007"))
        .hasToString("f?: p?: a b; expected c?");
  }

  @Test
  void faultsComeByPlaceAndOnce() {
    Fault second = new Fault(new Location("f", 2, 1), "", "b", "");
    Fault first = new Fault(new Location("f", 1, 9), "", "a", "");
    Faults faults = new Faults();
    faults.throwIfAny();
    assertThat(faults.isEmpty()).isTrue();
    faults.add(second);
    faults.add(first.location(), "", "a", "");
    faults.add(first);
    assertThat(faults.isEmpty()).isFalse();
    assertThat(faults.size()).isEqualTo(2);
    assertThat(faults.sorted()).containsExactly(first, second);
    assertThatThrownBy(faults::throwIfAny)
        .isInstanceOfSatisfying(
            SpecException.class, e -> assertThat(e.faults()).isEqualTo(List.of(first, second)))
        .hasMessage("f:1:9: a\nf:2:1: b");
  }

  @Test
  void placesAreOrderedByFileThenLineThenColumn() {
    Location whole = Location.ofFile("f");
    Location early = new Location("f", 1, 5);
    Location late = new Location("f", 1, 6);
    Location below = new Location("f", 2, 1);
    Location other = new Location("g", 1, 1);
    assertThat(List.of(whole, early, late, below, other)).isSorted();
    assertThat(early.compareTo(new Location("f", 1, 5))).isZero();
    assertThat(other.compareTo(below)).isPositive();
    assertThat(below.compareTo(late)).isPositive();
    assertThat(whole).hasToString("f");
    assertThat(below).hasToString("f:2:1");
  }
}
