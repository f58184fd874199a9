package io.badmap.demo.scenario;

import io.badmap.demo.Sku;
import io.badmap.demo.SkuIndex;
import java.util.ConcurrentModificationException;
import java.util.List;

/**
 * A synchronised map does not synchronise a loop.
 *
 * <p>The lesson: {@code Collections.synchronizedMap} locks each call; a for-each is many calls, and
 * its iterator takes no lock at all. {@link ConcurrentModificationException} tells of it now and
 * then, never when a value was replaced, and catching it hides the rest.
 *
 * <p>The mistake: the price list loops over {@link SkuIndex#view()} and starts again after an
 * exception, while another thread puts new prices and new SKUs.
 *
 * <p>The fix: hold the map's monitor around the whole loop, as {@link SkuIndex#list()} does.
 *
 * <pre>
 * java -javaagent:agent/target/badmap.jar -jar demo-app/target/badmap-demo-app.jar iteration-and-writer
 * </pre>
 *
 * <p>Expect {@code concurrent map iteration and map write}; the side in {@code SkuIndex.put} holds
 * the monitor of a SynchronizedMap, the side in {@code IterationAndWriter.sumPrices} holds nothing.
 */
public final class IterationAndWriter implements Scenario {
  private static final int FIRST_SKUS = 1_000;
  private static final int ALL_SKUS = 20_000;
  private static final int PRICES_PER_NEW_SKU = 256;

  private final SkuIndex index = new SkuIndex();
  private volatile long sum;

  /** An index of the first thousand SKUs. */
  public IterationAndWriter() {
    for (int i = 0; i < FIRST_SKUS; i++) {
      index.put(new Sku("SKU-" + i, 100));
    }
  }

  @Override
  public String name() {
    return "iteration-and-writer";
  }

  @Override
  public String description() {
    return "one thread loops over the SKU index, a synchronizedMap, while another puts into it";
  }

  @Override
  public List<Step> workers() {
    return List.of(this::changePrices, this::listPrices);
  }

  private void changePrices(long turn) {
    boolean isNew = turn % PRICES_PER_NEW_SKU == 0;
    long number = isNew ? turn / PRICES_PER_NEW_SKU % ALL_SKUS : turn % FIRST_SKUS;
    index.put(new Sku("SKU-" + number, turn));
  }

  private void listPrices(long turn) {
    try {
      sumPrices();
    } catch (ConcurrentModificationException e) {
      sum = 0;
    }
  }

  private void sumPrices() {
    long cents = 0;
    for (Sku sku : index.view().values()) {
      cents += sku.cents();
    }
    sum = cents;
  }

  /** The sum of the prices in cents, 0 after a loop that was cut off. */
  long sum() {
    return sum;
  }
}
