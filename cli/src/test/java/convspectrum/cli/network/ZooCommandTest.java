package convspectrum.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.spec.zoo.Zoo;
import org.junit.jupiter.api.Test;

final class ZooCommandTest {
  @Test
  void everyNetworkHasARow() {
    Ran ran = Ran.done("zoo", "--format", "csv");
    assertThat(ran.out().lines().skip(1))
        .hasSameSizeAs(Zoo.names())
        .allMatch(row -> Zoo.names().contains(row.substring(0, row.indexOf(','))));
  }

  @Test
  void aNetworkShowsWhatWasPublishedOfIt() {
    Ran ran = Ran.done("zoo", "mobilenet-v1");
    assertThat(ran.out()).contains("4,231,976", "568,740,352", "569 M", "arXiv 1704.04861");
  }

  @Test
  void thePrintedTablesOfAPaperStandBesideExactFigures() {
    Ran ran = Ran.done("zoo", "--paper", "mobilenets");
    assertThat(ran.out()).contains("Conv MobileNet", "4866 M", "4,866,269,184");
  }

  @Test
  void aNetworkIsAModelOfOtherCommands() {
    Ran ran = Ran.done("cost", "zoo:resnet-50", "--format", "json", "--by", "network");
    assertThat(ran.out()).contains("\"params\": 25557032", "\"macs\": 4089184256");
  }

  @Test
  void theSpecItselfIsPrinted() {
    assertThat(Ran.done("zoo", "nin", "--spec").out()).isEqualTo(Zoo.text("nin"));
  }

  @Test
  void anUnknownNetworkNamesTheNearest() {
    Ran ran = Ran.of("cost", "zoo:resnet");
    assertThat(ran)
        .isEqualTo(
            new Ran(
                2,
                "",
                "zoo:resnet: the zoo has no network 'resnet'; did you mean 'resnet-50'?"
                    + System.lineSeparator()));
    assertThat(Ran.of("zoo", "nin", "--paper", "mobilenets").code()).isEqualTo(2);
    assertThat(Ran.of("zoo", "--spec").code()).isEqualTo(2);
  }
}
