package convspectrum.spec.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheFolderTest {
  @TempDir private Path folder;

  @Test
  void theCacheFollowsTheXdgSpecification() {
    Path home = folder.resolve("home");
    assertThat(CacheFolder.root(Map.of(), home)).isEqualTo(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", ""), home))
        .isEqualTo(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", "relative"), home))
        .isEqualTo(home.resolve(".cache"));
    assertThat(CacheFolder.root(Map.of("XDG_CACHE_HOME", folder.toString()), home))
        .isEqualTo(folder);
  }

  @Test
  void ofAUserItIsAFolderOfThisProject() {
    assertThat(CacheFolder.ofUser()).isAbsolute().hasFileName("convspectrum");
  }
}
