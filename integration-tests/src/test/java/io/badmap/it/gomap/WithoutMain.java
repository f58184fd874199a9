package io.badmap.it.gomap;

import java.util.HashMap;
import java.util.Map;

/** An application without a GoMap. */
public final class WithoutMain {
  private WithoutMain() {}

  /** Uses a HashMap. */
  public static void main(String[] arguments) {
    Map<String, Integer> map = new HashMap<>();
    map.put("a", 1);
    System.out.println(map);
  }
}
