package io.badmap.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JdkMapsTest {
  private static final int MAPS = 20_000;

  private final RecordedMaps known = new RecordedMaps();
  private final Scribe me = Scribe.mine();
  private final List<Object> kept = new ArrayList<>();

  @Test
  void theStackIsNotWalkedForEachMapThatNobodySpeaksOf() {
    for (int i = 0; i < MAPS; i++) {
      use(new HashMap<String, String>(), null);
    }
    assertThat(known.size()).isLessThan(MAPS / 2);
  }

  @Test
  void aMapThatNoWalkWasLeftForStaysOutThoughTheApplicationUsesIt() {
    Object skipped = null;
    while (skipped == null) {
      Object map = new HashMap<String, String>();
      skipped = use(map, null) == null ? map : null;
    }
    assertThat(use(skipped, null)).isNull();
    JdkMaps.isUsed(System.identityHashCode(skipped));
    Site line = line();
    RecordedMap recorded = use(skipped, line);
    assertThat(recorded).isNotNull();
    assertThat(me.from).isSameAs(line);
    assertThat(use(skipped, null)).isSameAs(recorded);
  }

  private @Nullable RecordedMap use(Object map, @Nullable Site caller) {
    kept.add(map);
    return JdkMaps.orNull(me, known, map, System.identityHashCode(map), caller);
  }

  private static Site line() {
    StackTraceElement line = new StackTraceElement("com.acme.Orders", "add", "Orders.java", 7);
    Site site = Sites.registered(Sites.register(line, "put"));
    assertThat(site).isNotNull();
    return site;
  }
}
