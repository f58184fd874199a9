package io.badmap.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.util.regex.Pattern;

/** What one text of the file may be; the pattern is what the JSON schema says as well. */
enum Kind {
  /** A share, as {@code 10%} or {@code 0.1}. */
  SHARE(
      "0%..100%, or 0..1",
      "^(0|1|0?\\.[0-9]{1,9}|0\\.[0-9]{1,9}|1\\.0{1,9}|[0-9]{1,2}(\\.[0-9]{1,9})?%|100(\\.0{1,9})?%)$"),
  /** A time. */
  DURATION("a time as 500ms, 30s, 5m or 1h", "^[0-9]{1,9}(ms|s|m|h)$"),
  /** An amount of memory. */
  BYTES("an amount as 512KB, 50MB or 1GB", "^[0-9]{1,6}(B|KB|MB|GB)$"),
  /** A number of things. */
  COUNT("1..1000000", "^[1-9][0-9]{0,5}$|^1000000$"),
  /** An address to call. */
  URL("http://host:port/path or https://...", "^https?://.{1,2000}$"),
  /** An address to call, or a path below that of {@code metrics}. */
  HOOK("/path, or http://host:port/path", "^(https?:/)?/.{1,2000}$"),
  /** What a rule is called, in reports and metrics. */
  NAME("letters, digits, '.', '_' and '-', at most 64", "^[A-Za-z0-9._-]{1,64}$"),
  /** Names, with {@code *} and {@code ?}. */
  GLOB("a name, * for any run of characters, ? for one", "^[^\\p{Cntrl}\\s]{1,200}$"),
  /** A day, or a point in time. */
  MOMENT("2027-01-31, or 2027-01-31T12:00:00Z", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.{1,40})?$");

  private final String valid;
  private final String pattern;
  private final Pattern compiled;

  Kind(String valid, String pattern) {
    this.valid = valid;
    this.pattern = pattern;
    compiled = Pattern.compile(pattern);
  }

  /** The values, in words. */
  String valid() {
    return valid;
  }

  /** A regular expression that every value matches, without what Java alone knows. */
  String pattern() {
    return pattern.replace("\\p{Cntrl}", "\\u0000-\\u001f\\u007f");
  }

  boolean accepts(String text) {
    if (!compiled.matcher(text).matches()) {
      return false;
    }
    try {
      switch (this) {
        case URL -> requireHost(text);
        case HOOK -> {
          if (!text.startsWith("/")) {
            requireHost(text);
          }
        }
        case MOMENT -> Quantities.moment(text);
        default -> {}
      }
      return true;
    } catch (URISyntaxException | DateTimeException e) {
      return false;
    }
  }

  private static void requireHost(String text) throws URISyntaxException {
    if (new URI(text).getHost() == null) {
      throw new URISyntaxException(text, "no host");
    }
  }
}
