package convspectrum.search.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalTest {
  @TempDir private Path folder;

  private Journal open(String space, String version) {
    return Journal.open(folder.resolve("j.db"), space, version);
  }

  private void fill(int evaluations) {
    try (Journal journal = open("space", "1")) {
      Map<String, Evaluation> all = new LinkedHashMap<>();
      for (int i = 0; i < evaluations; i++) {
        all.put("design " + i, Evaluation.of(i / 3.0));
      }
      journal.put("naswot", all);
    }
  }

  @Test
  void whatIsPutIsFoundToTheBit() {
    try (Journal journal = open("space", "1")) {
      journal.put(
          "f", Map.of("a", Evaluation.of(1 / 3.0), "b", Evaluation.failed("no ReLU\tat all")));
      journal.put("f", Map.of("a", Evaluation.of(7))); // what is there stays
    }
    try (Journal journal = open("space", "1")) {
      assertThat(journal.find("f", "a")).contains(Evaluation.of(1 / 3.0));
      assertThat(journal.find("f", "b")).contains(Evaluation.failed("no ReLU at all"));
      assertThat(journal.find("g", "a")).isEmpty();
      assertThat(journal.rows()).hasSize(2);
    }
  }

  @Test
  void aClaimIsForOneAndEndsWithTheEvaluation() {
    try (Journal journal = open("space", "1")) {
      assertThat(journal.claim("f", "a")).isTrue();
      assertThat(journal.claim("f", "a")).isTrue(); // one's own
      journal.put("f", Map.of("a", Evaluation.of(1)));
      assertThat(journal.claim("f", "a")).isTrue();
    }
  }

  @Test
  void anotherSpaceOrVersionIsRefused() {
    fill(1);
    assertThatThrownBy(() -> open("other", "1"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is of another space (space, wanted other). Name another file");
    assertThatThrownBy(() -> open("space", "2"))
        .hasMessageContaining(
            "was written by another version of convspectrum, which evaluates other designs or has"
                + " other figures of them (1, wanted 2)");
  }

  @Test
  void whatIsNoJournalIsLeftAlone() throws IOException {
    Path file = folder.resolve("j.db");
    Files.writeString(file, "dear diary");
    assertThatThrownBy(() -> open("space", "1")).hasMessageContaining("is no journal");
    assertThat(file).hasContent("dear diary");
  }

  @Test
  void ofADamagedFileWhatIsWholeIsRecovered() throws IOException {
    fill(300);
    Path file = folder.resolve("j.db");
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(1);
    byte[] noise = new byte[600];
    random.nextBytes(noise);
    System.arraycopy(noise, 0, bytes, 0, 100); // the header
    System.arraycopy(noise, 0, bytes, bytes.length / 2, noise.length);
    Files.write(file, bytes);
    try (Journal journal = open("space", "1")) {
      assertThat(journal.notes())
          .singleElement()
          .asString()
          .matches(
              "the journal was damaged: (2[0-9]{2}|300) evaluations were recovered, what else there was"
                  + " is lost; the damaged file is kept as j.db.damaged");
      Map<String, Evaluation> wrong = new LinkedHashMap<>();
      journal
          .rows()
          .forEach(row -> {
            double expected = Integer.parseInt(row.key().substring(7)) / 3.0;
            if (row.evaluation().orNaN() != expected) {
              wrong.put(row.key(), row.evaluation());
            }
          });
      assertThat(wrong).isEmpty();
      journal.put("naswot", Map.of("design 1000", Evaluation.of(2)));
    }
    try (Journal journal = open("space", "1")) {
      assertThat(journal.notes()).isEmpty();
    }
  }

  /** Of format 1 there are scores to use, but no latencies to believe. */
  @Test
  void anOlderFormatIsTakenOverAndANewerIsRefused() throws SQLException {
    Path file = folder.resolve("old.db");
    try (Journal journal = Journal.open(file, "space", "1")) {
      journal.put("naswot seed 1", Map.of("a", Evaluation.of(1)));
      journal.put("vector-latency@1 java 25", Map.of("a", Evaluation.of(2)));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM evaluation WHERE key = 'format'");
    }
    try (Journal journal = Journal.open(file, "space", "1")) {
      assertThat(journal.notes())
          .singleElement()
          .asString()
          .contains("of format 1, whose latencies have neither machine nor date");
      assertThat(journal.find("naswot seed 1", "a")).contains(Evaluation.of(1));
      assertThat(journal.facts()).containsEntry("format", "2");
    }
    try (Journal journal = Journal.open(file, "space", "1")) {
      assertThat(journal.notes()).isEmpty();
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM evaluation WHERE key = 'format'");
      JournalLine later =
          new JournalLine(JournalLine.META, "format", new Evaluation(OptionalDouble.empty(), "3"));
      statement.execute(
          "INSERT INTO evaluation VALUES ('journal', 'format', '" + later.line() + "')");
    }
    assertThatThrownBy(() -> Journal.open(file, "space", "1"))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("found a journal of format 3")
        .hasMessageContaining("expected format 2 or older");
  }

  /** Each line has a checksum that is right. */
  @ParameterizedTest
  @ValueSource(strings = {"NaN", "twelve", ""})
  void aLineThatIsNoNumberIsDamaged(String number) throws SQLException {
    fill(3);
    String body = "naswot\tdesign 1\t" + number + "\t";
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    replace("\u0002cs1\t" + body + "\t" + "%08x".formatted(crc.getValue()) + "\u0003");
    recoversTheOthers();
  }

  @Test
  void theLineOfAnotherDesignIsDamaged() throws SQLException {
    fill(3);
    replace(new JournalLine("naswot", "design 7", Evaluation.of(12)).line());
    try (Journal journal = open("space", "1")) {
      assertThat(journal.notes()).singleElement().asString().startsWith("the journal was damaged");
      assertThat(journal.find("naswot", "design 1")).isEmpty();
      assertThat(journal.find("naswot", "design 7")).contains(Evaluation.of(12));
    }
  }

  /** What another program may have made of the file. */
  @Test
  void aMissingLineIsDamaged() throws SQLException {
    fill(3);
    execute("ALTER TABLE evaluation RENAME TO old");
    execute("CREATE TABLE evaluation AS SELECT * FROM old");
    execute("DROP TABLE old");
    execute("UPDATE evaluation SET line = NULL WHERE key = 'design 1'");
    recoversTheOthers();
  }

  /** SQLite ends the transaction by itself, so that taking it back fails too. */
  @Test
  void aFullDiskIsTheCauseThatIsReported() throws SQLException {
    Map<String, Evaluation> many = new LinkedHashMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("design " + i, Evaluation.of(i));
    }
    try (Journal journal = open("space", "1")) {
      journal.put("naswot", Map.of("before", Evaluation.of(1)));
      pages(journal, 30);
      assertThatThrownBy(() -> journal.put("naswot", many))
          .isInstanceOf(JournalDiskException.class)
          .hasMessageContaining("disk is full")
          .hasMessageContaining("What was evaluated before is kept; free some space");
      assertThat(journal.rows()).extracting(Journal.Row::key).containsExactly("before");
      // As soon as there is space all is stored, or nothing.
      pages(journal, 1_000_000);
      journal.put("naswot", many);
      assertThat(journal.rows()).hasSize(5_001);
    }
    try (Journal journal = open("space", "1")) {
      assertThat(journal.notes()).isEmpty();
      assertThat(journal.rows()).hasSize(5_001);
    }
  }

  /** The most pages that the file may have. */
  private static void pages(Journal journal, int most) throws SQLException {
    try (Statement statement = journal.connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + most);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {":memory:", "a?mode=memory", "a%20b#c d.journal"})
  void anyNameIsAFile(String name) {
    Path file = folder.resolve(name);
    try (Journal journal = Journal.open(file, "space", "1")) {
      journal.put("naswot", Map.of("design", Evaluation.of(2)));
    }
    assertThat(file).isRegularFile();
    try (Journal journal = Journal.open(file, "space", "1")) {
      assertThat(journal.find("naswot", "design")).contains(Evaluation.of(2));
    }
  }

  private void replace(String line) throws SQLException {
    execute("UPDATE evaluation SET line = '" + line + "' WHERE key = 'design 1'");
  }

  private void execute(String command) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("j.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private void recoversTheOthers() {
    try (Journal journal = open("space", "1")) {
      assertThat(journal.notes()).singleElement().asString().startsWith("the journal was damaged");
      assertThat(journal.find("naswot", "design 0")).contains(Evaluation.of(0));
      assertThat(journal.find("naswot", "design 2")).contains(Evaluation.of(2 / 3.0));
    }
  }
}
