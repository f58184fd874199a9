package io.badmap.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SKUs by code, in the order of the catalogue. Thread-safe, but for the view it hands out. */
public final class SkuIndex {
  private final Map<String, Sku> skus = Collections.synchronizedMap(new LinkedHashMap<>());

  /** Adds a SKU or changes its price. */
  public void put(Sku sku) {
    skus.put(sku.code(), sku);
  }

  /** The SKU with this code. */
  public Optional<Sku> find(String code) {
    Sku sku = skus.get(code);
    return Optional.ofNullable(sku);
  }

  /** A copy of the catalogue. */
  public List<Sku> list() {
    List<Sku> list = new ArrayList<>();
    synchronized (skus) {
      for (Sku sku : skus.values()) {
        list.add(sku);
      }
    }
    return list;
  }

  /**
   * The live map. An iteration over it must hold its monitor from the first step to the last, as
   * {@link Collections#synchronizedMap} asks.
   */
  public Map<String, Sku> view() {
    return skus;
  }
}
