package convspectrum.formats.pytorch;

import java.util.List;

/** How something is written in Python. */
sealed interface Rendering {
  /** A module, or several one after the other: constructed once, called in {@code forward}. */
  record Modules(List<Call> calls) implements Rendering {
    public Modules {
      calls = List.copyOf(calls);
    }

    static Modules of(Call... calls) {
      return new Modules(List.of(calls));
    }
  }

  /** An expression in which <code>{0}</code>, <code>{1}</code> … stand for the inputs. */
  record Expression(String pattern) implements Rendering {
    String of(List<String> inputs) {
      String text = pattern;
      for (int i = 0; i < inputs.size(); i++) {
        text = text.replace("{" + i + "}", inputs.get(i));
      }
      return text;
    }
  }

  /** A stored tensor; a learned one is a parameter, else a buffer. */
  record Stored(String initial, boolean learned) implements Rendering {}
}
