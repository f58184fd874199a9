package io.badmap.agent.weave;

import java.util.List;

/** A further change of map classes, made on top of the weaving. Lives below {@code inst/}. */
public interface Rewriting {
  /** Binary names of the classes it changes, whether or not they are of a family. */
  List<String> classes();

  /**
   * Changes one of them.
   *
   * @param bytes the class file, woven where the class is of a family
   */
  byte[] rewrite(byte[] bytes);
}
