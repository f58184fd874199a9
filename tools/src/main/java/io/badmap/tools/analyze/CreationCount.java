package io.badmap.tools.analyze;

import io.badmap.tools.jfr.Event;
import io.badmap.tools.jfr.Frame;
import io.badmap.tools.jfr.Subscription;
import io.badmap.tools.jfr.Symbols;
import io.badmap.tools.model.CountedSite;
import io.badmap.tools.model.Creation;
import io.badmap.tools.model.CreationSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Where maps are made: by JFR's allocation samples of map classes, each of which stands for the
 * bytes that its thread allocated since the one before, and by the creations of watched maps. A
 * recording of an older setting has samples of new thread-local buffers instead; these are used
 * where there are no others.
 */
final class CreationCount {
  private static final int SHOWN = 50;
  private static final int CLASS = Event.OWN;
  private static final int WEIGHT = Event.OWN + 1;

  private static final class Site {
    long bytes;
    long samples;
    final TreeSet<String> classes = new TreeSet<>();
  }

  private final Map<String, Site> sampled = new HashMap<>();
  private final Map<String, Site> buffers = new HashMap<>();
  private final Map<Integer, Long> counted = new HashMap<>();

  List<Subscription> subscriptions() {
    return List.of(
        of("jdk.ObjectAllocationSample", "weight", sampled),
        of("jdk.ObjectAllocationInNewTLAB", "tlabSize", buffers),
        of("jdk.ObjectAllocationOutsideTLAB", "allocationSize", buffers));
  }

  private static Subscription of(String event, String weight, Map<String, Site> into) {
    return new Subscription(event, List.of("objectClass", weight), sample -> add(sample, into));
  }

  private static void add(Event event, Map<String, Site> into) {
    String name = event.className(CLASS);
    if (!isMap(name)) return;
    Site site = into.computeIfAbsent(site(event.chunk().stack(event.stack())), s -> new Site());
    site.bytes += event.number(WEIGHT);
    site.samples++;
    site.classes.add(name);
  }

  private static boolean isMap(String className) {
    return className.endsWith("Map") && className.indexOf('$') < 0;
  }

  private static String site(List<Frame> stack) {
    for (Frame frame : stack) {
      if (!frame.isPlatform()) return frame.shortSite();
    }
    return stack.isEmpty() ? "(no stack)" : stack.get(stack.size() - 1).shortSite();
  }

  void created(int site) {
    counted.merge(site, 1L, Long::sum);
  }

  Creation creation(Symbols symbols) {
    Map<String, Site> sites = sampled.isEmpty() ? buffers : sampled;
    long bytes = sites.values().stream().mapToLong(site -> site.bytes).sum();
    long samples = sites.values().stream().mapToLong(site -> site.samples).sum();
    List<CreationSite> found = new ArrayList<>();
    sites.forEach(
        (site, sum) ->
            found.add(
                new CreationSite(
                    site,
                    bytes == 0 ? 0 : (double) sum.bytes / bytes,
                    sum.bytes,
                    sum.samples,
                    List.copyOf(sum.classes))));
    found.sort(
        Comparator.comparingLong(CreationSite::bytes).reversed().thenComparing(CreationSite::site));
    return new Creation(samples, bytes, first(found), first(counted(symbols)));
  }

  private List<CountedSite> counted(Symbols symbols) {
    List<CountedSite> sites = new ArrayList<>();
    counted.forEach((site, maps) -> sites.add(new CountedSite(symbols.text(site), maps)));
    sites.sort(
        Comparator.comparingLong(CountedSite::maps).reversed().thenComparing(CountedSite::site));
    return sites;
  }

  private static <T> List<T> first(List<T> all) {
    return List.copyOf(all.subList(0, Math.min(SHOWN, all.size())));
  }
}
