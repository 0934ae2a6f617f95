package convspectrum.executor.onednn.library;

import convspectrum.executor.process.BundledVersions;
import convspectrum.spec.file.NativeLibraries;
import convspectrum.spec.file.NativeLibraryException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's native library, loaded once in a process, with its engine for the CPU and a stream of
 * it. GNU OpenMP comes first: it is the one that oneDNN was built with.
 */
public final class OneDnnLibrary {
  /** The variables by which GNU OpenMP learns how long an idle thread waits busily. */
  public static final String SPIN_COUNT = "GOMP_SPINCOUNT";

  /** The library of threads, on which the library of kernels depends. */
  private static final List<String> LIBRARIES = List.of("libgomp.so.1", "libdnnl.so.3");

  /**
   * How many primitives oneDNN keeps when nobody uses them any more; its own number is 1024. They
   * serve the equal layers of one network, and of the next designs.
   */
  private static final int CACHED_PRIMITIVES = 128;

  /** For which there is one. */
  private static final String PLATFORM = "linux-x86_64";

  private static final int CPU = 1;
  private static final int IN_ORDER = 1;

  private static @Nullable OneDnnLibrary loaded;

  private final SymbolLookup symbols;
  private final String version;
  private final MemorySegment engine;
  private final MemorySegment stream;
  private final MethodHandle setThreads;

  /** Values of {@code dnnl_cpu_isa_t}, whose bits are the sets of instructions in use. */
  private static final Map<Integer, String> INSTRUCTIONS =
      Map.of(
          0x1, "sse41",
          0x3, "avx",
          0x7, "avx2",
          0xf, "avx2_vnni",
          0x1f, "avx2_vnni_2",
          0x27, "avx512_core",
          0x67, "avx512_core_vnni",
          0xe7, "avx512_core_bf16",
          0x1ef, "avx10_1_512",
          0xfef, "avx10_1_512_amx");

  private OneDnnLibrary(SymbolLookup threads, SymbolLookup symbols) {
    this.symbols = symbols;
    this.version = version(symbols) + ", " + instructions(symbols);
    this.setThreads =
        NativeFunction.handle(
            threads, "omp_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
    function("dnnl_set_primitive_cache_capacity", "I").call(CACHED_PRIMITIVES);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment made = arena.allocate(ValueLayout.ADDRESS);
      function("dnnl_engine_create", "PIL").call(made, CPU, 0L);
      this.engine = made.get(ValueLayout.ADDRESS, 0);
      function("dnnl_stream_create", "PPI").call(made, engine, IN_ORDER);
      this.stream = made.get(ValueLayout.ADDRESS, 0);
    }
  }

  /**
   * The library, loaded when it is first asked for.
   *
   * @throws NativeLibraryException where it cannot be loaded
   */
  public static synchronized OneDnnLibrary get() {
    OneDnnLibrary known = loaded;
    if (known == null) {
      known = load(System.getProperty("os.name"), System.getProperty("os.arch"));
      loaded = known;
    }
    return known;
  }

  /** Loads what the jar has for a platform. */
  static OneDnnLibrary load(String osName, String osArch) {
    String arch = osArch.equalsIgnoreCase("amd64") ? "x86_64" : osArch.toLowerCase(Locale.ROOT);
    String platform = osName.toLowerCase(Locale.ROOT) + "-" + arch;
    SequencedMap<String, URL> packed = new LinkedHashMap<>();
    for (String library : LIBRARIES) {
      // The class loader finds what lies on the class path, also for a class in a module.
      URL resource =
          OneDnnLibrary.class
              .getClassLoader()
              .getResource("org/bytedeco/dnnl/" + platform + "/" + library);
      if (resource == null) {
        throw new NativeLibraryException(missing(platform));
      }
      packed.put(library, resource);
    }
    String name = "onednn-" + BundledVersions.of("onednn") + "-" + platform;
    Path folder = NativeLibraries.unpacked("oneDNN", name, packed);
    return new OneDnnLibrary(
        opened(folder.resolve(LIBRARIES.getFirst())), opened(folder.resolve(LIBRARIES.getLast())));
  }

  private static String missing(String platform) {
    return platform.equals(PLATFORM)
        ? "found no oneDNN; expected org/bytedeco/dnnl/%s on the class path, which dnnl-…-%s.jar has (a program on the module path needs that jar on the class path); try the runtime vector"
            .formatted(platform, platform)
        : "this program has no oneDNN for %s, only for %s; try the runtime vector"
            .formatted(platform, PLATFORM);
  }

  private static SymbolLookup opened(Path file) {
    try {
      return SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new NativeLibraryException(
          "oneDNN cannot be loaded from %s; expected a Linux with glibc and libstdc++; try --runtime vector"
              .formatted(file));
    }
  }

  /** {@code dnnl_version_t} begins with major, minor and patch as three integers. */
  private static String version(SymbolLookup symbols) {
    MethodHandle handle =
        NativeFunction.handle(symbols, "dnnl_version", FunctionDescriptor.of(ValueLayout.ADDRESS));
    try {
      MemorySegment version = ((MemorySegment) handle.invokeExact()).reinterpret(12);
      int[] numbers = version.toArray(ValueLayout.JAVA_INT);
      return numbers[0] + "." + numbers[1] + "." + numbers[2];
    } catch (Throwable e) {
      throw new IllegalStateException("oneDNN does not tell its version", e);
    }
  }

  /**
   * The instructions that its kernels use at most on this CPU, or fewer where {@code
   * ONEDNN_MAX_CPU_ISA} says so: times depend on them as on the version.
   */
  private static String instructions(SymbolLookup symbols) {
    MethodHandle handle =
        NativeFunction.handle(
            symbols, "dnnl_get_effective_cpu_isa", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      int isa = (int) handle.invokeExact();
      return INSTRUCTIONS.getOrDefault(isa, "instructions 0x" + Integer.toHexString(isa));
    } catch (Throwable e) {
      throw new IllegalStateException("oneDNN does not tell its instructions", e);
    }
  }

  /**
   * The version of the library, and the instructions that its kernels use at most: {@code 3.13.0,
   * avx512_core_bf16}.
   */
  public String version() {
    return version;
  }

  MemorySegment engine() {
    return engine;
  }

  MemorySegment stream() {
    return stream;
  }

  SymbolLookup symbols() {
    return symbols;
  }

  NativeFunction function(String name, String signature) {
    return new NativeFunction(symbols, name, signature);
  }

  /**
   * Has primitives that the calling thread creates or executes from now on use so many threads,
   * this one among them.
   */
  public void useThreads(int threads) {
    try {
      setThreads.invokeExact(threads);
    } catch (Throwable e) {
      throw new IllegalStateException("omp_set_num_threads cannot be called", e);
    }
  }
}
