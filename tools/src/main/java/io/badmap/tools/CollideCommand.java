package io.badmap.tools;

import io.badmap.collide.Collide;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The collision kit: keys that meet in one hash code, bucket or tophash. */
@Command(
    name = "collide",
    description = "Prints keys that collide: in their hash code, or in a bucket of a map.",
    footer = {
      "",
      "  strings N HASHCODE            N strings of one String.hashCode",
      "  bucket N HASH0 B BUCKET       N ints of one GoMap bucket of 2^B",
      "  tophash N HASH0 TOPHASH       N ints of one GoMap tophash",
      "  treeify                       ints that make and undo a HashMap tree",
      "numbers may be written 0x..."
    })
final class CollideCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "WHAT", description = "what to print, see below")
  private List<String> what = List.of();

  @Override
  public Integer call() {
    return Collide.run(what.toArray(new String[0]), System.out, System.err);
  }
}
