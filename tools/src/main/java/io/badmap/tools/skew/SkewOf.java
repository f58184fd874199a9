package io.badmap.tools.skew;

import io.badmap.tools.model.Bins;
import io.badmap.tools.model.Collision;
import io.badmap.tools.model.Skew;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the keys of a map.
 *
 * @param capacity bins of the map, a power of two; 0 where it does not choose one by the lowest
 *     bits of the hash
 * @param longestChain that the agent saw
 * @param treeified bins
 * @param texts the strings of numbers
 * @param showKeys whether keys may be told
 * @param spreads whether the map spreads hash codes as HashMap does, by a step that can be undone
 */
public record SkewOf(
    int capacity,
    int longestChain,
    int treeified,
    IntFunction<String> texts,
    boolean showKeys,
    boolean spreads) {
  private static final int COLLISIONS = 20;
  private static final int FEW = 16;
  private static final int MOST_BINS = 1 << 22;

  /** The spread of these keys. */
  public Skew judge(KeySample sample) {
    PartitionCount byKey = new PartitionCount();
    PartitionCount byOperation = new PartitionCount();
    List<Collision> collisions = new ArrayList<>();
    long[] keys = new long[2];
    sample.visit(
        (hash, live, peak, operations, keyClass, key) -> {
          byKey.add(hash, peak);
          byOperation.add(hash, operations);
          keys[0] += peak;
          keys[1] += live;
          if (peak > 1) collisions.add(collision(sample, hash, peak, keyClass, key));
        });
    collisions.sort(Comparator.comparingInt(Collision::keys).reversed());
    return new Skew(
        (long) sample.size() * sample.oneIn(),
        sample.oneIn(),
        byKey.partitions(keys[0]),
        byOperation.partitions(sample.size()),
        bins(sample, keys[1] >= FEW),
        List.copyOf(collisions.subList(0, Math.min(COLLISIONS, collisions.size()))));
  }

  /** Those in the map at the end or, where these are too few, all that were seen. */
  private @Nullable Bins bins(KeySample sample, boolean atEnd) {
    if (capacity < 2 || capacity > MOST_BINS || Integer.bitCount(capacity) != 1) return null;
    int[] bins = new int[capacity];
    sample.visit(
        (hash, live, peak, operations, keyClass, key) ->
            bins[hash & (capacity - 1)] += atEnd ? live : peak);
    return new BinTest(bins).judge(longestChain, treeified);
  }

  private Collision collision(KeySample sample, int hash, int keys, int keyClass, int key) {
    String className = texts.apply(keyClass);
    String shown = showKeys ? shown(sample, hash, className, texts.apply(key)) : "";
    return new Collision(String.format("%08x", hash), keys, className, shown);
  }

  /** What was recorded of the keys; else a boxed number of 32 bits, which is its own hash code. */
  private String shown(KeySample sample, int hash, String className, String key) {
    if (!key.isEmpty()) {
      return Stream.concat(
              Stream.of(key), sample.further(hash).stream().map(number -> texts.apply(number)))
          .collect(Collectors.joining(", "));
    }
    if (!spreads) return "";
    return switch (className) {
      case "java.lang.Integer", "java.lang.Short", "java.lang.Byte" ->
          String.valueOf(hash ^ hash >>> 16);
      case "java.lang.Character" -> String.valueOf((char) (hash ^ hash >>> 16));
      default -> "";
    };
  }
}
