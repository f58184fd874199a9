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
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where maps are made: by JFR's allocation samples of map classes, each of which stands for the
 * bytes that its thread allocated since the one before, and by the creations of watched maps. A
 * recording of an older setting has samples of new thread-local buffers instead; these are used
 * where there are no others.
 *
 * <p>The first sample of a thread in a recording has the weight of all that the thread allocated in
 * its life ({@code ObjectAllocationSampler} of HotSpot on JDK 17 and 25), which may be more than
 * all others together: it counts as much as an average one at most.
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

  /** The earliest sample of a thread, until there is an earlier one. */
  private static final class First {
    long startNanos;
    long weight;
    @Nullable Site site;
  }

  private final Map<String, Site> sampled = new HashMap<>();

  /** By the id of the thread, in the file that is being read. */
  private final Map<Long, First> firsts = new HashMap<>();

  private final List<First> ofFilesBefore = new ArrayList<>();
  private final Map<String, Site> buffers = new HashMap<>();
  private final Map<Integer, Long> counted = new HashMap<>();

  List<Subscription> subscriptions() {
    return List.of(
        new Subscription(
            "jdk.ObjectAllocationSample", List.of("objectClass", "weight"), this::sampled),
        of("jdk.ObjectAllocationInNewTLAB", "tlabSize", buffers),
        of("jdk.ObjectAllocationOutsideTLAB", "allocationSize", buffers));
  }

  private static Subscription of(String event, String weight, Map<String, Site> into) {
    return new Subscription(
        event,
        List.of("objectClass", weight),
        sample -> {
          Site site = add(sample, into);
          if (site != null) site.bytes += sample.number(WEIGHT);
        });
  }

  /** One more sample of a place; {@code null} of what is no map. */
  private static @Nullable Site add(Event event, Map<String, Site> into) {
    String name = event.className(CLASS);
    if (!isMap(name)) return null;
    Site site = into.computeIfAbsent(site(event.chunk().stack(event.stack())), s -> new Site());
    site.samples++;
    site.classes.add(name);
    return site;
  }

  private void sampled(Event event) {
    Site site = add(event, sampled);
    long weight = event.number(WEIGHT);
    long thread = event.chunk().thread(event.thread()).id();
    First first = firsts.get(thread);
    if (first == null && firsts.size() + ofFilesBefore.size() < ThreadTable.MOST) {
      first = new First();
      firsts.put(thread, first);
    } else if (first != null && event.startNanos() < first.startNanos) {
      if (first.site != null) first.site.bytes += first.weight;
    } else {
      if (site != null) site.bytes += weight;
      return;
    }
    first.startNanos = event.startNanos();
    first.weight = weight;
    first.site = site;
  }

  /** The next file is another recording. */
  void nextFile() {
    firsts.values().stream().filter(first -> first.site != null).forEach(ofFilesBefore::add);
    firsts.clear();
  }

  private void addFirsts() {
    nextFile();
    long bytes = sampled.values().stream().mapToLong(site -> site.bytes).sum();
    long others =
        sampled.values().stream().mapToLong(site -> site.samples).sum() - ofFilesBefore.size();
    long most = others == 0 ? Long.MAX_VALUE : bytes / others;
    for (First first : ofFilesBefore) {
      Objects.requireNonNull(first.site).bytes += Math.min(first.weight, most);
    }
    ofFilesBefore.clear();
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

  /** What was found; once, at the end. */
  Creation creation(Symbols symbols) {
    addFirsts();
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
