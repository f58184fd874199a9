package io.badmap.gomap;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** {@code assertThat(goMap).isValid()}: every invariant of the structure holds. */
public final class GoMapAssert extends AbstractAssert<GoMapAssert, GoMap<?, ?>> {
  private GoMapAssert(GoMap<?, ?> map) {
    super(map, GoMapAssert.class);
  }

  public static <K, V> GoMapAssert assertThat(GoMap<K, V> map) {
    return new GoMapAssert(map);
  }

  public GoMapAssert isValid() {
    isNotNull();
    List<String> broken = GoMapInvariants.broken(actual);
    if (!broken.isEmpty()) failWithMessage("%s%n%s", broken, actual.toDebugString());
    return this;
  }

  public GoMapAssert hasB(int b) {
    isNotNull();
    if (actual.stats().b() != b) failWithMessage("B is %d, not %d", actual.stats().b(), b);
    return this;
  }

  public GoMapAssert isGrowing(boolean expected) {
    isNotNull();
    if (actual.stats().oldBuckets() > 0 != expected) failWithMessage("%s", actual.stats());
    return this;
  }
}
