package convspectrum.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import convspectrum.cli.Repository;
import convspectrum.reports.json.ResultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What commands print as JSON is what {@code docs/json.md} and the schemas say. If a record or a
 * column has changed, write them anew and read the difference:
 *
 * <pre>
 * mvn -o -q -pl cli -am -Dtest=JsonDocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Djson.update=true test
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JsonDocumentsTest {
  private static final Path DOCS = Repository.ROOT.resolve("docs");
  private static final String REGENERATE =
      ": out of date; run JsonDocumentsTest with -Djson.update=true and read the difference";

  /** How a column says when it has no value. */
  private static final Pattern ABSENCE =
      Pattern.compile("\\b([Mm]issing|[Nn]one|[Nn]ull|where)\\b");

  private List<JsonNode> samples = List.of();
  private Map<String, String> generated = Map.of();
  private JsonNode run = NullNode.getInstance();
  private JsonNode table = NullNode.getInstance();

  @BeforeAll
  void run(@TempDir Path folder) throws IOException {
    samples = JsonSamples.of(folder);
    JsonTables tables = JsonTables.of(samples);
    generated = new LinkedHashMap<>();
    generated.put("json.md", JsonPage.of(tables));
    for (ResultKind kind : ResultKind.values()) {
      generated.put("json/" + kind.id() + ".schema.json", JsonSchemas.of(kind, tables));
    }
    generated.put("json/result.schema.json", JsonSchemas.ofResult());
    generated.put("json/latency-table.schema.json", JsonSchemas.ofLatencyTable());
    run = JsonMapper.shared().readTree(Files.readString(folder.resolve("runs/before.json")));
    table = JsonMapper.shared().readTree(Files.readString(folder.resolve("here.latency.json")));
    if (Boolean.getBoolean("json.update")) {
      Files.createDirectories(DOCS.resolve("json"));
      for (Map.Entry<String, String> file : generated.entrySet()) {
        Files.writeString(DOCS.resolve(file.getKey()), file.getValue());
      }
    }
  }

  @Test
  void pageAndSchemasAreUpToDate() {
    assertThat(generated).hasSize(ResultKind.values().length + 3);
    generated.forEach((file, text) ->
        assertThat(DOCS.resolve(file)).as("docs/" + file + REGENERATE).exists().hasContent(text));
  }

  @Test
  void whatIsPrintedIsAsTheSchemasSay() throws IOException {
    int checked = 0;
    for (JsonNode sample : samples) {
      assertThat(schema(sample).validate(sample)).as(sample.get("command").asString()).isEmpty();
      checked++;
    }
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void resultsAreAsTheirSchemaSays() throws IOException {
    Schema schema = schema("result");
    assertThat(schema.validate(run)).isEmpty();
    ObjectNode old = (ObjectNode) run.deepCopy();
    old.remove("schema");
    assertThat(schema.validate(old.put("format", 1))).isNotEmpty();
  }

  /** One that was transferred has all that a table may have. */
  @Test
  void latencyTablesAreAsTheirSchemaSays() throws IOException {
    Schema schema = schema("latency-table");
    assertThat(schema.validate(table)).isEmpty();
    assertThat(table.get("transfer").get("factors").isObject()).isTrue();
    ObjectNode less = (ObjectNode) table.deepCopy();
    less.remove("machine");
    assertThat(schema.validate(less)).isNotEmpty();
  }

  /** A validator that accepts anything would be no check. */
  @Test
  void theSchemasRefuseOtherDocuments() throws IOException {
    JsonNode sample = samples.getFirst();
    Schema schema = schema(sample);
    ObjectNode more = (ObjectNode) sample.deepCopy();
    more.put("more", 1);
    assertThat(schema.validate(more)).isNotEmpty();
    ObjectNode less = (ObjectNode) sample.deepCopy();
    less.remove("version");
    assertThat(schema.validate(less)).isNotEmpty();
    ObjectNode other = (ObjectNode) sample.deepCopy();
    other.put("schema", "convspectrum/cost/1");
    assertThat(schema.validate(other)).isNotEmpty();
    ObjectNode text = (ObjectNode) sample.deepCopy();
    ((ObjectNode) text.at("/details/total")).put("macs", "many");
    assertThat(schema.validate(text)).isNotEmpty();
    ObjectNode row = (ObjectNode) sample.deepCopy();
    ((ObjectNode) row.at("/tables/cost/0")).put("macs", 1.5);
    assertThat(schema.validate(row)).isNotEmpty();
  }

  @Test
  void rowsHaveTheColumnsThatAreDescribed() {
    int rows = 0;
    for (JsonNode sample : samples) {
      assertThat(sample.get("tables").propertyNames())
          .isEqualTo(sample.get("columns").propertyNames());
      for (String table : sample.get("tables").propertyNames()) {
        for (JsonNode row : sample.get("tables").get(table)) {
          assertThat(row.propertyNames())
              .as(table)
              .isEqualTo(sample.get("columns").get(table).propertyNames());
          rows++;
        }
      }
    }
    assertThat(rows).isGreaterThan(300);
  }

  @Test
  void everyColumnSaysWhatItMeans() {
    List<String> silent = new ArrayList<>();
    for (JsonNode sample : samples) {
      sample
          .get("columns")
          .forEachEntry((table, columns) ->
              columns.forEachEntry((name, column) -> {
                if (column.get("meaning").asString().isBlank()) {
                  silent.add(sample.get("schema").asString() + " " + table + "." + name);
                }
              }));
    }
    assertThat(silent).isEmpty();
  }

  /** A figure that is not there has a reason: in its row, or in what its column means. */
  @Test
  void whatIsNullHasAReason() {
    SortedSet<String> silent = new TreeSet<>();
    int empty = 0;
    for (JsonNode sample : samples) {
      if (sample.at("/machine/limits/trust").asString("").equals("suspect")) {
        continue; // a warning says that no share of the limits is shown
      }
      for (String table : sample.get("tables").propertyNames()) {
        JsonNode columns = sample.get("columns").get(table);
        for (JsonNode row : sample.get("tables").get(table)) {
          boolean explained = row.path("note").isString() || row.path("reason").isString();
          for (String name : row.propertyNames()) {
            if (row.get(name).isNull()
                && !columns.get(name).get("type").asString().equals("string")) {
              empty++;
              String meaning = columns.get(name).get("meaning").asString();
              if (!explained && !ABSENCE.matcher(meaning).find()) {
                silent.add(sample.get("schema").asString() + " " + table + "." + name);
              }
            }
          }
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(empty).isGreaterThan(20);
  }

  private static Schema schema(JsonNode sample) throws IOException {
    return schema(JsonTables.kind(sample).id());
  }

  private static Schema schema(String kind) throws IOException {
    Path file = DOCS.resolve("json/" + kind + ".schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file));
  }
}
