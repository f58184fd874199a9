package io.badmap.bench.gomap;

import io.badmap.gomap.GoMap;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;

/** The maps that are measured against each other, each in a JVM of its own. */
public enum Rival {
  HASHMAP {
    @Override
    Map<Object, Object> make() {
      return new HashMap<>();
    }
  },
  GOMAP {
    @Override
    Map<Object, Object> make() {
      return GoMap.make();
    }
  },
  UNIFIED {
    @Override
    Map<Object, Object> make() {
      return new UnifiedMap<>();
    }
  };

  abstract Map<Object, Object> make();
}
