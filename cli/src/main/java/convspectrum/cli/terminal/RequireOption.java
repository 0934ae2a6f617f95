package convspectrum.cli.terminal;

import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.UsageException;
import convspectrum.reports.table.Requirement;
import convspectrum.reports.table.Requirement.Answer;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.condition.Condition;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a command's figures are required to be, so that a script can rely on its exit code. */
public final class RequireOption {
  private static final String NAME = "--require";

  @Option(
      names = NAME,
      paramLabel = "CONDITION",
      description = {
        "End with exit code 3 unless each row keeps it, such as 'macs<=500M', and say on standard"
            + " error which does not. Repeatable; same grammar as --where. A measured figure keeps it"
            + " if its whole interval does; where that cannot be told, the exit code is 3 too."
      })
  private List<String> required = List.of();

  /** Whether anything is required. */
  public boolean any() {
    return !required.isEmpty();
  }

  /**
   * What is required.
   *
   * @throws UsageException with all faults in it, as far as they show without the table
   */
  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (String text : required) {
      try {
        conditions.addAll(Condition.parse(text));
      } catch (IllegalArgumentException e) {
        String.valueOf(e.getMessage()).lines().forEach(line -> faults.add(NAME + " " + line));
      }
    }
    if (!faults.isEmpty()) {
      throw UsageException.of(faults);
    }
    return conditions;
  }

  /** Refuses what cannot be parsed, before any work is done. */
  public void check() {
    conditions();
  }

  /**
   * Refuses figures that the command will not have, before work that takes long.
   *
   * @param planned a table with its columns; made only where something is required
   */
  public void check(Supplier<ResultTable> planned) {
    List<Condition> conditions = conditions();
    if (conditions.isEmpty()) {
      return;
    }
    try {
      Requirement.check(NAME, conditions, planned.get());
    } catch (IllegalArgumentException e) {
      throw UsageException.of(String.valueOf(e.getMessage()).lines().toList());
    }
  }

  /**
   * The exit code of a command that is otherwise done. Says on standard error what is not met.
   *
   * @param table whose rows have to keep what is required; made only where something is
   * @param partial which rows have counts that leave something out
   */
  public int judge(Supplier<ResultTable> table, IntPredicate partial, PrintWriter err) {
    if (!any()) {
      return ExitCode.DONE;
    }
    List<Requirement> failing =
        Requirement.of(conditions(), table.get(), partial).stream()
            .filter(one -> one.answer() != Answer.MET)
            .toList();
    failing.forEach(err::println);
    return failing.isEmpty() ? ExitCode.DONE : ExitCode.NOT_MET;
  }
}
