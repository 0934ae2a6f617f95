package convspectrum.cli.terminal;

import java.io.Console;

/** Whether standard output is a terminal. */
final class Terminals {
  private Terminals() {}

  /** Whether standard input and output are a terminal. */
  static boolean interactive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
