package convspectrum.reports.view;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import convspectrum.reports.explore.Samples;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ViewsTest {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?");

  @Test
  void formatsAreFoundByName() {
    assertThat(TableFormat.all(Terminal.plain()))
        .extracting(TableFormat::name)
        .containsExactly("csv", "markdown", "latex", "table");
    assertThat(TableFormat.named("markdown", Terminal.plain()))
        .get()
        .isInstanceOf(MarkdownTable.class);
    assertThat(TableFormat.named("xml", Terminal.plain())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 40, 60, 80, 120, 200, Terminal.UNLIMITED})
  void theConsoleShowsEveryNumberAtAnyWidth(int width) {
    ResultTable table = Samples.comparison();
    String wide = new ConsoleTable(Terminal.plain()).render(table);
    String narrow = new ConsoleTable(new Terminal(width, false, true)).render(table);
    String body = wide.substring(wide.indexOf("\nregular"), wide.indexOf("\nwarning:"));
    List<String> numbers =
        NUMBER
            .matcher(body.replaceAll("segments=[0-9]+", ""))
            .results()
            .map(m -> m.group())
            .toList();
    assertThat(numbers).hasSizeGreaterThan(200).allMatch(narrow::contains);
    if (width >= 40) {
      String tables = narrow.substring(narrow.indexOf("\n\n"), narrow.indexOf("\nwarning:"));
      assertThat(tables.lines()).allMatch(line -> DisplayWidth.of(line) <= width);
    }
  }

  @Test
  void theConsoleShortensOnlyTexts() {
    assertThat(ConsoleColumn.shorten("abcdefghij", 8)).isEqualTo("abcde...");
    assertThat(ConsoleColumn.shorten("畳み込み層", 8)).isEqualTo("畳み...");
    assertThat(ConsoleColumn.shorten("abcdefgh", 8)).isEqualTo("abcdefgh");
  }

  @Test
  void noEscapeSequenceOfAForeignTextReachesTheTerminal() {
    String text = new ConsoleTable(new Terminal(80, false, true)).render(Samples.hostile());
    assertThat(text.chars().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
    String ascii = new ConsoleTable(new Terminal(80, false, false)).render(Samples.hostile());
    assertThat(ascii.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7F));
  }

  @Test
  void theTerminalFollowsItsEnvironment() {
    assertThat(Terminal.of(Map.of("COLUMNS", "132"), true, UTF_8))
        .isEqualTo(new Terminal(132, true, true));
    assertThat(Terminal.of(Map.of("NO_COLOR", "1"), true, UTF_8))
        .isEqualTo(new Terminal(80, false, true));
    assertThat(Terminal.of(Map.of("TERM", "dumb", "COLUMNS", "-4"), true, US_ASCII))
        .isEqualTo(new Terminal(80, false, false));
    assertThat(Terminal.of(Map.of(), false, UTF_8)).isEqualTo(Terminal.plain());
  }

  /** East Asian Width of every assigned code point, by ICU; both know Unicode 15.1 at least. */
  @Test
  void displayWidthIsThatOfUnicode() {
    List<String> wrong = new ArrayList<>();
    int wide = 0;
    for (int c = 0x20; c <= Character.MAX_CODE_POINT; c++) {
      int type = Character.getType(c);
      if (!UCharacter.isDefined(c)
          || type == Character.NON_SPACING_MARK
          || type == Character.ENCLOSING_MARK
          || type == Character.FORMAT) {
        continue;
      }
      int width = UCharacter.getIntPropertyValue(c, UProperty.EAST_ASIAN_WIDTH);
      boolean isWide =
          width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
      wide += isWide ? 1 : 0;
      if (isWide != (DisplayWidth.of(c) == 2)) {
        wrong.add(Integer.toHexString(c));
      }
    }
    // The hexagrams became wide in Unicode 16, which this JDK knows and this ICU does not.
    assertThat(wrong).allMatch(c -> c.matches("4d[c-f][0-9a-f]"));
    assertThat(wide).isGreaterThan(120_000);
    assertThat(DisplayWidth.of("e\u0301")).isEqualTo(1);
    assertThat(DisplayWidth.of("畳み🙂")).isEqualTo(6);
  }

  @Test
  void markdownHasAsManyBarsInEveryRow() {
    String[] lines = new MarkdownTable().render(Samples.hostile()).split("\n");
    int rows = 0;
    for (String line : lines) {
      if (line.startsWith("|")) {
        assertThat(line.replace("\\|", "").chars().filter(c -> c == '|')).as(line).hasSize(6);
        rows++;
      }
    }
    assertThat(rows).isEqualTo(2 + 7);
  }
}
