import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds what no Maven artifact is to the list of components that Maven's plugin has written: the Java in the archive, its
 * font, and the native libraries in the jar. A hash of a component is that of its artifact, of which the jar may hold a part. Ends with exit code 1 where a component has no version, licence or hash, or the text of its licence is not in the
 * archive. Run from its source by {@code archive.sh}, with the program's jar on the class path for Jackson.
 *
 * <p>Arguments: the list that the plugin has written, the JDK that linked the runtime, the folder of the archive.
 */
final class Sbom {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String FONT = "runtime/lib/fonts/LiberationSans-Regular.ttf";

  private static final Pattern NATIVE = Pattern.compile("\\.(so|dylib|dll)(\\.[0-9.]+)?$");

  /** Which library brings the native ones below a folder of the jar. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "ai/onnxruntime/", "onnxruntime",
          "org/bytedeco/dnnl/", "dnnl",
          "com/sun/jna/", "jna-jpms",
          "org/sqlite/", "sqlite-jdbc",
          "org/jline/", "jline-native");

  /** Number of the version in the table of names of an OpenType font. */
  private static final int FONT_VERSION = 5;

  private final Path folder;
  private final ObjectNode document;

  private Sbom(Path written, Path folder) {
    this.folder = folder;
    this.document = (ObjectNode) MAPPER.readTree(written);
  }

  /** Writes {@code sbom.cdx.json} into the folder of the archive. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[2]);
    Sbom sbom = new Sbom(Path.of(args[0]), folder);
    sbom.addRuntime(Path.of(args[1]));
    sbom.addFont();
    sbom.addNativeLibraries();
    List<String> faults = sbom.faults();
    faults.forEach(System.err::println);
    if (!faults.isEmpty()) {
      System.exit(1);
    }
    Files.writeString(folder.resolve("sbom.cdx.json"), MAPPER.writeValueAsString(sbom.document) + "\n");
  }

  private ArrayNode components() {
    return (ArrayNode) document.get("components");
  }

  private void addRuntime(Path jdk) throws IOException {
    Properties release = new Properties();
    try (var in = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(in);
    }
    ObjectNode java = components().addObject();
    java.put("type", "platform");
    java.put("bom-ref", "runtime");
    java.put("publisher", unquoted(release, "IMPLEMENTOR"));
    java.put("name", "OpenJDK runtime of the modules in runtime/release");
    java.put("version", unquoted(release, "JAVA_RUNTIME_VERSION"));
    java.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    hash(java, "runtime/lib/modules");
    ObjectNode source = java.putArray("externalReferences").addObject();
    source.put("type", "vcs").put("url", unquoted(release, "SOURCE_REPO"));
    ArrayNode files = java.putArray("components");
    try (Stream<Path> all = Files.walk(folder.resolve("runtime"))) {
      for (Path file : all.filter(Files::isRegularFile).filter(Sbom::isBinary).sorted().toList()) {
        String name = folder.relativize(file).toString();
        hash(files.addObject().put("type", "file").put("name", name), name);
      }
    }
  }

  private static boolean isBinary(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".so") || name.endsWith(".jsa") || file.getParent().endsWith("bin") || name.equals("modules");
  }

  private static String unquoted(Properties release, String name) {
    String value = release.getProperty(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("the JDK's file 'release' has no " + name);
    }
    return value.replace("\"", "");
  }

  private void addFont() throws IOException {
    ObjectNode font = components().addObject();
    font.put("type", "file");
    font.put("bom-ref", "font");
    font.put("name", FONT);
    font.put("version", version(Files.readAllBytes(folder.resolve(FONT))));
    font.putArray("licenses").addObject().putObject("license").put("id", "OFL-1.1");
    hash(font, FONT);
  }

  /** The version in the table of names: https://learn.microsoft.com/typography/opentype/spec/name. */
  private static String version(byte[] bytes) {
    ByteBuffer font = ByteBuffer.wrap(bytes);
    int tables = font.getShort(4);
    for (int i = 0; i < tables; i++) {
      int entry = 12 + 16 * i;
      if (new String(bytes, entry, 4, StandardCharsets.US_ASCII).equals("name")) {
        return name(font, font.getInt(entry + 8));
      }
    }
    throw new IllegalStateException("the font has no table of names");
  }

  private static String name(ByteBuffer font, int table) {
    int texts = table + font.getShort(table + 4);
    for (int i = 0; i < font.getShort(table + 2); i++) {
      int entry = table + 6 + 12 * i;
      int platform = font.getShort(entry);
      if (font.getShort(entry + 6) == FONT_VERSION && platform == 3) { // Windows: UTF-16
        byte[] text = new byte[font.getShort(entry + 8)];
        font.get(texts + font.getShort(entry + 10), text);
        return new String(text, StandardCharsets.UTF_16BE).replace("Version ", "").strip();
      }
    }
    throw new IllegalStateException("the font names no version");
  }

  /** The native libraries in the jar, each as a part of the library that brings it. */
  private void addNativeLibraries() throws IOException {
    try (JarFile jar = new JarFile(folder.resolve("lib/convspectrum.jar").toFile())) {
      for (JarEntry entry : jar.stream().filter(one -> NATIVE.matcher(one.getName()).find()).toList()) {
        ObjectNode part = owner(entry.getName()).withArray("components").addObject();
        part.put("type", "file").put("name", entry.getName());
        if (entry.getName().endsWith("/libgomp.so.1")) { // of GCC, beside a library under another licence
          part.putArray("licenses").addObject().put("expression", "GPL-3.0-or-later WITH GCC-exception-3.1");
        }
        try (InputStream in = jar.getInputStream(entry)) {
          hash(part, in.readAllBytes());
        }
      }
    }
  }

  private ObjectNode owner(String file) {
    String name =
        OWNERS.entrySet().stream()
            .filter(one -> file.startsWith(one.getKey()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("sbom: no library is known that brings " + file))
            .getValue();
    for (JsonNode component : components()) {
      if (component.get("name").asString().equals(name)) {
        return (ObjectNode) component;
      }
    }
    throw new IllegalStateException("sbom: " + name + ", which brings " + file + ", is not listed");
  }

  private void hash(ObjectNode component, String file) throws IOException {
    hash(component, Files.readAllBytes(folder.resolve(file)));
  }

  private static void hash(ObjectNode component, byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      ObjectNode hash = component.putArray("hashes").addObject();
      hash.put("alg", "SHA-256").put("content", HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is missing, a line each. */
  private List<String> faults() throws IOException {
    List<String> faults = new ArrayList<>();
    Set<String> texts = new TreeSet<>();
    try (Stream<Path> folders = Files.list(folder.resolve("licenses"))) {
      folders.forEach(one -> texts.add(one.getFileName().toString()));
    }
    for (JsonNode component : components()) {
      String name = component.get("name").asString();
      for (String part : List.of("version", "licenses", "hashes")) {
        if (component.path(part).isMissingNode() || component.get(part).isEmpty() && !component.get(part).isString()) {
          faults.add("sbom: " + name + " has no " + part);
        }
      }
      String licences = component.path("licenses").toString();
      boolean ours = component.path("group").asString("").equals("io.github.convspectrum");
      boolean elsewhere = name.startsWith("OpenJDK") || name.equals(FONT);
      if (!ours && !elsewhere && !licences.contains("Apache-2.0") && !texts.contains(name + "-jar")) {
        faults.add("sbom: the licence of " + name + " is not in licenses/" + name + "-jar");
      }
    }
    for (String file : List.of("LICENSE", "NOTICE", "licenses/liberation-fonts/LICENSE.pdfbox", "runtime/legal/java.base/LICENSE")) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        faults.add("sbom: found no " + file);
      }
    }
    return faults;
  }
}
