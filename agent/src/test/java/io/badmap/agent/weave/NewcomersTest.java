package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Works on the class files of the JDK that runs the tests. */
class NewcomersTest {
  private static List<Family> families() {
    List<Family> all = new ArrayList<>(Family.ALL);
    all.addAll(ListFamilies.ALL);
    return all;
  }

  /** As if the JDK had got the class after the table was made. */
  private static Family without(Family family, String className) {
    List<String> others = new ArrayList<>(family.classes());
    others.remove(className);
    return new Family(family.guard(), family.offset(), family.word(), family.roots(), others);
  }

  @Test
  void aJdkIsRefusedForBeingNewAlone() throws Exception {
    for (Family family : families()) {
      Newcomers.checkNested(family);
    }
  }

  @Test
  void aNestedClassOfAFutureJdkTakesATagForACount() {
    List<String> left = new ArrayList<>();
    for (Family family : families()) {
      for (String name :
          List.of(
              "java.util.HashMap$HashIterator",
              "java.util.LinkedHashMap$LinkedHashIterator",
              "java.util.TreeMap$PrivateEntryIterator",
              "java.util.EnumMap$Values",
              "java.util.ArrayList$Itr",
              "java.util.ArrayDeque$DeqSpliterator")) {
        if (family.classes().contains(name)) {
          left.add(name);
          assertThatThrownBy(() -> Newcomers.checkNested(without(family, name)))
              .isInstanceOf(UnknownShapeException.class)
              .hasMessage(name + " is new and uses " + family.word());
        }
      }
    }
    assertThat(left).hasSize(6);
  }

  @Test
  void aNestedClassThatLeavesTheWordAloneIsRefused() throws Exception {
    Newcomers.checkNested(without(Family.TREE, "java.util.TreeMap$KeySet"));
  }
}
