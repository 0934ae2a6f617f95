package convspectrum.cli.terminal;

import java.io.Console;

/** Whether a person is looking. */
final class Terminals {
  private Terminals() {}

  /** Whether standard input and output are a terminal. */
  static boolean interactive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
