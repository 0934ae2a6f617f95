package convspectrum.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.cli.Ran;
import convspectrum.formats.numpy.Npy;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --images} in each command that scores. */
final class ImagesTest {
  private static final String TABLE =
      "arch,accuracy\n00,50.0\n01,60.5\n10,55.0\n11,66.0\n20,58.0\n21,70.0\n";

  @TempDir private Path folder;

  private String space() throws IOException {
    return Files.writeString(folder.resolve("tiny.yaml"), ProxiesCommandTest.SPACE).toString();
  }

  /** A file of this many images of 3 × 8 × 8, each pixel like the one before it. */
  private String images(String name, int count, long seed, double factor) {
    Tensor tensor = Tensor.zeros(Shape.of(count, 3, 8, 8));
    SplittableRandom random = new SplittableRandom(seed);
    double value = 0;
    for (int i = 0; i < tensor.data().length; i++) {
      value = 0.9 * value + random.nextGaussian();
      tensor.data()[i] = (float) (factor * value + 128);
    }
    Path file = folder.resolve(name);
    Npy.write(file, tensor);
    return file.toString();
  }

  private static JsonNode json(String... command) {
    return JsonMapper.shared()
        .readTree(
            Ran.done(
                    Stream.concat(Stream.of(command), Stream.of("--format", "json"))
                        .toArray(String[]::new))
                .out());
  }

  private double score(String... images) throws IOException {
    JsonNode scored =
        json(
            Stream.concat(
                    Stream.of("proxies", "score", space(), "--proxies", "naswot", "--batch", "16"),
                    Stream.of(images))
                .toArray(String[]::new));
    assertThat(scored.at("/details/images").asString())
        .isEqualTo(scored.at("/notes/images").asString())
        .matches(
            images.length == 0
                ? "random images of a 1/f spectrum"
                : "\\d+ images of [\\w-]+(\\.npy)? \\(sha256 [0-9a-f]{12}\\)");
    return scored.at("/tables/scores/0/score").asDouble();
  }

  @Test
  void scoresAreOfTheImages() throws IOException {
    String given = images("given.npy", 40, 1, 10);
    double score = score("--images", given);
    assertThat(score).isNotEqualTo(score()).isNotZero();
    assertThat(score("--images", images("others.npy", 40, 2, 10))).isNotEqualTo(score);
    // Brightness and contrast are taken out, so that pixels of 0 to 255 need no preparation.
    assertThat(score("--images", images("brighter.npy", 40, 1, 20))).isEqualTo(score);
  }

  @Test
  void aFolderOfPicturesWillDo() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    SplittableRandom random = new SplittableRandom(3);
    for (int n = 0; n < 16; n++) {
      BufferedImage picture = new BufferedImage(10, 12, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 120; i++) {
        picture.setRGB(i % 10, i / 10, random.nextInt(1 << 24));
      }
      ImageIO.write(picture, "png", pictures.resolve(n + ".png").toFile());
    }
    assertThat(score("--images", pictures.toString())).isNotEqualTo(score());
    Files.writeString(pictures.resolve("9.png"), "no picture");
    Ran broken =
        Ran.of("proxies", "score", space(), "--images", pictures.toString(), "--batch", "16");
    assertThat(broken.code()).isEqualTo(2);
    assertThat(broken.err()).contains("found no image in").contains("9.png");
  }

  /** Grey images of 28×28 for an input of 3×8×8. */
  @Test
  void aDataSetIsBroughtToTheInput() throws IOException {
    double score = score("--images", "fashion-sample");
    assertThat(score).isNotEqualTo(score()).isEqualTo(score("--images", "fashion-sample"));
    String named = "400 images of fashion-sample (sha256 ";
    assertThat(
            json("proxies", "score", space(), "--proxies", "naswot", "--images", "fashion-sample")
                .at("/notes/images")
                .asString())
        .startsWith(named);
    String table = Files.writeString(folder.resolve("table.csv"), TABLE).toString();
    assertThat(
            json(
                    "proxies",
                    "calibrate",
                    space(),
                    "--table",
                    table,
                    "--accuracy",
                    "accuracy",
                    "--key",
                    "arch",
                    "--batch",
                    "8",
                    "--proxies",
                    "naswot",
                    "--images",
                    "fashion-sample")
                .at("/details/images")
                .asString())
        .startsWith(named);
    assertThat(
            json(
                    "search",
                    space(),
                    "--objective",
                    "naswot,macs",
                    "--budget",
                    "6",
                    "--images",
                    "fashion-sample",
                    "--out",
                    folder.resolve("searched").toString())
                .at("/notes/proxies")
                .asString())
        .contains(named);
    assertThat(
            json(
                    "explore",
                    space(),
                    "--no-measure",
                    "--out",
                    folder.resolve("explored").toString(),
                    "--proxies",
                    "naswot",
                    "--images",
                    "fashion-sample")
                .at("/notes/proxies")
                .asString())
        .contains(named);
    assertThat(
            json("compare", space(), space(), "--proxies", "naswot", "--images", "fashion-sample")
                .toString())
        .contains(named);
  }

  @Test
  void aDataSetThatDoesNotFitIsSaid() throws IOException {
    Ran mistyped = Ran.of("proxies", "score", space(), "--images", "fashion-smaple");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("did you mean fashion-sample?");
    String four =
        Files.writeString(
                folder.resolve("four.yaml"),
                ProxiesCommandTest.SPACE.replace("channels: 3", "channels: 4"))
            .toString();
    Path colored = folder.resolve("colored");
    for (int n = 0; n < 4; n++) {
      Path file = colored.resolve("class" + n % 2).resolve(n + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
    Ran channels = Ran.of("proxies", "score", four, "--batch", "2", "--images", colored.toString());
    assertThat(channels.code()).isEqualTo(2);
    assertThat(channels.err()).contains("found images of 3 channels; expected 4");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Ran none = Ran.of("proxies", "score", space(), "--images", empty.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("holds no data set").contains("expected");
  }

  @Test
  void aCalibrationIsOfTheImages() throws IOException {
    String table = Files.writeString(folder.resolve("table.csv"), TABLE).toString();
    String journal = folder.resolve("scores.journal").toString();
    String[] command = {
      "proxies",
      "calibrate",
      space(),
      "--table",
      table,
      "--accuracy",
      "accuracy",
      "--key",
      "arch",
      "--batch",
      "8",
      "--proxies",
      "naswot,macs",
      "--journal",
      journal,
      "--images"
    };
    String[] first =
        Stream.concat(Stream.of(command), Stream.of(images("a.npy", 9, 1, 1)))
            .toArray(String[]::new);
    JsonNode ofFirst = json(first);
    assertThat(ofFirst.at("/details/images").asString()).startsWith("9 images of a.npy (sha256 ");
    assertThat(json(first)).isEqualTo(ofFirst);
    // The same name with other images is another figure.
    images("a.npy", 9, 2, 1);
    JsonNode ofSecond = json(first);
    assertThat(ofSecond.at("/details/images")).isNotEqualTo(ofFirst.at("/details/images"));
    assertThat(Ran.done("journal", "show", journal).out().lines())
        .filteredOn(line -> line.contains("proxy naswot, batch 8 of 9 images of a.npy"))
        .hasSize(2);
  }

  @Test
  void aSearchIsOfTheImages() throws IOException {
    String given = images("given.npy", 70, 1, 1);
    String[] command = {
      "search",
      space(),
      "--objective",
      "naswot,macs",
      "--budget",
      "6",
      "--journal",
      folder.resolve("j.db").toString()
    };
    JsonNode random = json(command);
    String[] more =
        Stream.concat(Stream.of(command), Stream.of("--images", given)).toArray(String[]::new);
    JsonNode scored = json(more);
    assertThat(random.at("/notes/proxies").asString())
        .isEqualTo("batch 32 of random images of a 1/f spectrum, float32, seed 1");
    assertThat(scored.at("/notes/proxies").asString())
        .matches("batch 32 of 70 images of given.npy \\(sha256 \\w+\\), float32, seed 1");
    assertThat(scored.at("/tables/front/0/naswot"))
        .isNotEqualTo(random.at("/tables/front/0/naswot"));
    assertThat(json(more)).isEqualTo(scored);
    JsonNode ranked =
        json("search", space(), "--budget", "3", "--images", given, "--journal", more[7]);
    assertThat(ranked.at("/notes/proxies").asString())
        .contains("70 images of given.npy")
        .endsWith("; ranks within 6 designs");
  }

  @Test
  void columnsOfProxiesAreOfTheImages() throws IOException {
    String given = images("given.npy", 40, 1, 1);
    String out = folder.resolve("out").toString();
    String[] command = {
      "explore", space(), "--no-measure", "--out", out, "--proxies", "proxy,naswot"
    };
    JsonNode random = json(command);
    JsonNode scored =
        json(
            Stream.concat(Stream.of(command), Stream.of("--images", given)).toArray(String[]::new));
    assertThat(scored.at("/notes/proxies").asString()).contains("40 images of given.npy");
    assertThat(scored.at("/tables/comparison/0/naswot"))
        .isNotEqualTo(random.at("/tables/comparison/0/naswot"));
    assertThat(
            json("compare", space(), space(), "--proxies", "naswot", "--images", given).toString())
        .contains("40 images of given.npy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explore SPACE --no-measure|--images: found no --proxies",
        "compare SPACE|--images: found no --proxies",
        "search SPACE --objective macs,params|--images: found no proxy among the objectives",
        "search SPACE --set kernel=1|holds 40x3x8x8; expected (batch, 3, 9, 9)",
        "explore SPACE --no-measure --proxies naswot|holds 40x3x8x8; expected (batch, 3, 9, 9)",
        "proxies score SPACE --proxies naswot|holds 40x3x8x8; expected (batch, 3, 9, 9)",
        "proxies score SPACE --batch 64|found 40; expected at least 64, a batch of different images",
      })
  void whatDoesNotFitIsSaid(String words, String message) throws IOException {
    String other =
        Files.writeString(
                folder.resolve("other.yaml"),
                ProxiesCommandTest.SPACE.replace("height: 8, width: 8", "height: 9, width: 9"))
            .toString();
    String given = images("given.npy", 40, 1, 1);
    Ran ran =
        Ran.of(
            Stream.concat(
                    Stream.of(words.split(" ")).map(word -> word.equals("SPACE") ? other : word),
                    Stream.of("--images", given))
                .toArray(String[]::new));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(message).doesNotContain("Exception");
    assertThat(ran.out()).isEmpty();
  }
}
