package convspectrum.reports.search;

import convspectrum.search.solution.Certificate;
import convspectrum.search.solution.Certificate.Near;
import convspectrum.spec.parameter.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an exact search covered, and what it left out, a sentence each. */
final class CertificateSentences {
  private CertificateSentences() {}

  static List<String> of(Certificate certificate) {
    List<String> sentences = new ArrayList<>();
    String all =
        certificate.isCounted()
            ? Space.words(certificate.designs())
            : "more than " + Space.words(certificate.designs());
    String front =
        "%s%s"
            .formatted(
                String.join(" and ", certificate.goals()),
                certificate.bounds().isEmpty()
                    ? ""
                    : " under " + String.join(" and ", certificate.bounds()));
    sentences.add(
        "Exact: all %s designs are covered. The front of %s has %,d point%s and %s."
            .formatted(
                all,
                front,
                certificate.points(),
                certificate.points() == 1 ? "" : "s",
                designs(certificate.tied())));
    if (certificate.isWhole()) {
      listed(certificate).ifPresent(sentences::add);
    } else {
      sentences.add(evaluated(certificate));
    }
    sentences.add(
        "The sums are over %,d positions, tabulated from %,d designs%s; %s agreed with the tables."
            .formatted(
                certificate.positions(),
                certificate.tabulated(),
                certificate.isKept() ? " by an earlier search" : "",
                certificate.isCheckedWhole()
                    ? "all designs"
                    : "%,d designs drawn at random".formatted(certificate.checked())));
    if (!certificate.compared().isEmpty()) {
      sentences.add(compared(certificate.compared()));
    }
    return sentences;
  }

  private static String compared(Map<String, Integer> figures) {
    return "Compared in this search with other designs drawn at random, each asked itself: %s; all are equal to the last digit."
        .formatted(
            figures.entrySet().stream()
                .map(one -> "%s of %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", ")));
  }

  private static Optional<String> listed(Certificate certificate) {
    if (certificate.listed() >= certificate.tied()) {
      return Optional.empty();
    }
    return Optional.of(
        certificate.listed() < certificate.points()
            ? "Listed are %,d designs of as many points, spread evenly over the front; a larger --budget lists more."
                .formatted(certificate.listed())
            : "Listed are %,d designs, at least one of each point; a larger --budget lists more."
                .formatted(certificate.listed()));
  }

  private static String evaluated(Certificate certificate) {
    if (certificate.near().isEmpty()) {
      return certificate.listed() < certificate.tied()
          ? "Evaluated were %,d designs of this front, spread evenly; no other was. A larger --budget evaluates more."
              .formatted(certificate.listed())
          : "Evaluated were the %,d designs of this front; no other was."
              .formatted(certificate.listed());
    }
    Near near = certificate.near().get();
    long farther = certificate.listed() - near.inside();
    String within =
        "Evaluated were all %,d designs within %s of this front"
            .formatted(near.inside(), percent(near.within()));
    return farther <= 0
        ? within + "; no other was."
        : within
            + ", and %,d of %s within %s, spread evenly; no other was. A larger --budget evaluates more."
                .formatted(
                    farther,
                    near.beyond() == Long.MAX_VALUE
                        ? "more than can be counted"
                        : "%,d".formatted(near.beyond()),
                    percent(near.next()));
  }

  private static String designs(long number) {
    return number == Long.MAX_VALUE
        ? "more designs than 64 bits count"
        : "%,d design%s".formatted(number, number == 1 ? "" : "s");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3g %%", 100 * share);
  }
}
