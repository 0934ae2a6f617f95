package convspectrum.reports.json;

/** What JSON documents there are. */
public enum ResultKind {
  /** What a model costs. */
  COST("cost", "cost", Details.Cost.class, "What a model costs, by layer, block, op or in all."),
  /** What all conventions count. */
  CONVENTIONS(
      "cost-conventions",
      "cost",
      Details.Conventions.class,
      "What each convention counts (`--convention all`), and where they disagree."),
  /** What the designs of a space cost. */
  COST_SWEEP(
      "cost-sweep",
      "cost",
      Details.CostSweep.class,
      "What each design of a space costs (`--sweep`)."),
  /** Models side by side. */
  COMPARE(
      "compare",
      "compare",
      Details.None.class,
      "What several models cost, in all and stage by stage, beside the first."),
  /** Segmented convolutions for a network. */
  SUGGEST(
      "suggest",
      "suggest",
      Details.None.class,
      "What the spatial convolutions of a network would cost and take in segments."),
  /** A sweep. */
  EXPLORE(
      "explore",
      "explore",
      Details.Explore.class,
      "The designs of a sweep: cost, theory, times. Also `comparison.json` of its report."),
  /** Latencies. */
  MEASURE(
      "measure",
      "measure",
      Details.Measure.class,
      "How long models take, with every sample that was taken."),
  /** Latencies of layers. */
  MEASURE_LAYERS(
      "measure-layers",
      "measure",
      Details.Layers.class,
      "Where the time of a model goes (`--by layer`, `block` or `op`)."),
  /** Theory against measurement. */
  VALIDATE(
      "validate",
      "validate",
      Details.Explore.class,
      "Theory against measurement. Also `validation.json` of the report of `explore`."),
  /** Claims of papers. */
  STUDY(
      "study",
      "study",
      Details.Study.class,
      "What papers claim about time, and whether it holds on this machine. Also `study.json` of its report."),
  /** Two saved runs. */
  COMPARE_RUNS(
      "compare-runs",
      "compare-runs",
      Details.CompareRuns.class,
      "What became faster or slower between two saved runs."),
  /** Results of several machines. */
  LEADERBOARD(
      "leaderboard",
      "leaderboard",
      Details.Leaderboard.class,
      "The times of the designs of several results, by machine and runtime."),
  /** A search. */
  SEARCH(
      "search",
      "search",
      Details.Search.class,
      "What a search found. Also `search.json` of its report. Equal results are equal byte by byte."),
  /** Strategies on known results. */
  SEARCH_BENCH(
      "search-bench",
      "search bench",
      Details.None.class,
      "How each strategy does on a table of known results."),
  /** The searches of a journal. */
  JOURNAL_LIST(
      "journal-list", "journal list", Details.None.class, "The searches that used a journal."),
  /** The figures of a journal. */
  JOURNAL_SHOW(
      "journal-show",
      "journal show",
      Details.None.class,
      "How many evaluations of which figures a journal holds."),
  /** The evaluations of a journal. */
  JOURNAL_EXPORT(
      "journal-export", "journal export", Details.None.class, "Every evaluation of a journal."),
  /** Published networks. */
  ZOO("zoo", "zoo", Details.None.class, "Published networks, printed figures beside ours."),
  /** This machine. */
  MACHINE(
      "machine",
      "machine",
      Details.Machine.class,
      "This machine; its facts stand in `machine`, the table has them in words."),
  /** The proxies. */
  PROXIES_LIST("proxies-list", "proxies list", Details.None.class, "The accuracy proxies."),
  /** Scores. */
  PROXIES_SCORE(
      "proxies-score", "proxies score", Details.Scores.class, "Scores of models by each proxy."),
  /** Agreement with accuracies. */
  PROXIES_CALIBRATE(
      "proxies-calibrate",
      "proxies calibrate",
      Details.Calibration.class,
      "How each proxy agrees with known accuracies."),
  /** Checks of proxies. */
  PROXIES_VERIFY(
      "proxies-verify",
      "proxies verify",
      Details.None.class,
      "Proxies and gradients beside another implementation's."),
  /** A latency table that was made. */
  PREDICT_CALIBRATE(
      "predict-calibrate",
      "predict calibrate",
      Details.None.class,
      "The steps of a latency table that was made, and what each adds to a pass."),
  /** A latency table. */
  PREDICT_SHOW(
      "predict-show",
      "predict show",
      Details.None.class,
      "The steps of a latency table, and what each adds to a pass."),
  /** A latency table for this machine. */
  PREDICT_TRANSFER(
      "predict-transfer",
      "predict transfer",
      Details.None.class,
      "How the times of another machine's latency table become those of this one."),
  /** Predictions beside measurements. */
  PREDICT_CHECK(
      "predict-check",
      "predict check",
      Details.None.class,
      "How far predicted latencies are from measured ones. Also `check.json` of its report."),
  /** Trained networks. */
  TRAIN(
      "train",
      "train",
      Details.None.class,
      "What networks learn: accuracy over seeds, and every epoch. Also `training.json` of its"
          + " report."),
  /** Accuracy along a parameter. */
  TRAIN_STUDY(
      "train-study",
      "train study",
      Details.None.class,
      "How accuracy goes along a parameter, over paired seeds. Also `NAME.json` of its report."),
  /** Data sets to train with. */
  TRAIN_DATA(
      "train-data", "train --list-data", Details.None.class, "Data sets, and how to get them."),
  /** Checks of the measuring. */
  CALIBRATE_MEASURING(
      "calibrate-measuring",
      "calibrate-measuring",
      Details.None.class,
      "How often intervals hold the truth, and how often a difference is found.");

  /** The version of all schemas. */
  public static final int VERSION = 2;

  private final String id;
  private final String command;
  private final Class<? extends Details> details;
  private final String meaning;

  ResultKind(String id, String command, Class<? extends Details> details, String meaning) {
    this.id = id;
    this.command = command;
    this.details = details;
    this.meaning = meaning;
  }

  /** Its name: {@code cost-conventions}. */
  public String id() {
    return id;
  }

  /** Its name with the version: {@code convspectrum/cost/2}. */
  public String schema() {
    return "convspectrum/" + id + "/" + VERSION;
  }

  /** The words of the command that writes it. */
  public String command() {
    return command;
  }

  /** What it has beside tables. */
  public Class<? extends Details> details() {
    return details;
  }

  /** What it is, a sentence. */
  public String meaning() {
    return meaning;
  }
}
