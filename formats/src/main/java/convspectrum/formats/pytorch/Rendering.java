package convspectrum.formats.pytorch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private static final Pattern PLACE = Pattern.compile("\\{([0-9]+)\\}");

    /** In one pass, because a node may have a hundred thousand inputs. */
    String of(List<String> inputs) {
      return PLACE
          .matcher(pattern)
          .replaceAll(
              place -> Matcher.quoteReplacement(inputs.get(Integer.parseInt(place.group(1)))));
    }
  }

  /** A stored tensor; a learned one is a parameter, else a buffer. */
  record Stored(String initial, boolean learned) implements Rendering {}
}
