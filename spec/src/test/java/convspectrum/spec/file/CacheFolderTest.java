package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheFolderTest {
  @TempDir private Path folder;

  @Test
  void theCacheFollowsTheXdgSpecification() {
    Path home = folder.resolve("home");
    assertThat(CacheFolder.root(Map.of(), Optional.of(home))).contains(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", ""), Optional.of(home)))
        .contains(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", "relative"), Optional.of(home)))
        .contains(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", folder.toString()), Optional.of(home)))
        .contains(folder);
    assertThat(CacheFolder.root(Map.of(), Optional.empty())).isEmpty();
  }

  @Test
  void ofAUserItIsAFolderOfThisProject() {
    assertThat(CacheFolder.ofUser()).isAbsolute().hasFileName("convspectrum");
  }

  @Test
  void aUserWithoutAHomeHasNoFolderHere() {
    assertThat(HomeFolder.of("?", Map.of())).isEmpty();
    assertThat(HomeFolder.of("", Map.of("HOME", "relative"))).isEmpty();
    assertThat(HomeFolder.of("?", Map.of("HOME", folder.resolve("missing").toString()))).isEmpty();
    assertThat(HomeFolder.of("?", Map.of("HOME", folder.toString()))).contains(folder);
  }
}
