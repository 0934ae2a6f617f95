package convspectrum.cli.process;

import picocli.CommandLine.Model.CommandSpec;

/**
 * This program as its commands know it, who start it again in other processes: the object behind
 * the root of the command line.
 */
public interface Program {
  /** The hidden option by which a process that this one starts is told the runtime to work on. */
  String WORKER = "--worker";

  /** The benchmark that JMH runs in its forks. */
  Class<?> benchmark();

  /** The program that a command belongs to. */
  static Program of(CommandSpec command) {
    return (Program) command.root().userObject();
  }

  /** Name of the class whose {@code main} starts the program that a command belongs to. */
  static String mainClass(CommandSpec command) {
    return of(command).getClass().getName();
  }
}
