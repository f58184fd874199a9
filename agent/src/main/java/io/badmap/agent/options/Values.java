package io.badmap.agent.options;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values that an option takes. */
sealed interface Values {
  /** Whether {@code text} is one of them. */
  boolean accept(String text);

  /** The nearest valid value; {@code null} where the values cannot be listed. */
  @Nullable String nearest(String text);

  /**
   * One of a few words.
   *
   * @param several whether it may be several of them, separated by commas, which need no quotes
   */
  record Words(List<String> words, boolean several) implements Values {
    static Words of(String... words) {
      return new Words(List.of(words), false);
    }

    static Words several(String... words) {
      return new Words(List.of(words), true);
    }

    @Override
    public boolean accept(String text) {
      return wrong(text) == null;
    }

    @Override
    public String nearest(String text) {
      String wrong = wrong(text);
      return Spelling.nearest(wrong == null ? text : wrong, words);
    }

    /** The first that is none of the words, or {@code null}. */
    private @Nullable String wrong(String text) {
      if (!several) {
        return words.contains(text) ? null : text;
      }
      for (String word : text.split(",", -1)) {
        if (!words.contains(word.strip())) {
          return word.strip();
        }
      }
      return null;
    }
  }

  /**
   * A decimal number from {@code least} to {@code greatest}, both included; with digits after a
   * point where it need not be whole.
   */
  record Range(int least, int greatest, boolean whole) implements Values {
    Range(int least, int greatest) {
      this(least, greatest, true);
    }

    @Override
    public boolean accept(String text) {
      Double number = number(text);
      return number != null && number >= least && number <= greatest;
    }

    @Override
    public @Nullable String nearest(String text) {
      Double number = number(text);
      if (number == null) {
        return null;
      }
      return Integer.toString((int) Math.max(least, Math.min(greatest, number)));
    }

    private @Nullable Double number(String text) {
      try {
        return whole || !isPlain(text) ? (double) Integer.parseInt(text) : Double.parseDouble(text);
      } catch (NumberFormatException e) {
        return null;
      }
    }

    /** Without the exponents, hex digits and names that a double may be spelled with. */
    private static boolean isPlain(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((c < '0' || c > '9') && c != '.' && c != '-') {
          return false;
        }
      }
      return true;
    }
  }

  /** A decimal number of 64 bits. */
  record WholeNumber() implements Values {
    @Override
    public boolean accept(String text) {
      try {
        Long.parseLong(text);
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }
  }

  /** Any text that is not empty, such as a file name. */
  record Text() implements Values {
    @Override
    public boolean accept(String text) {
      return !text.isEmpty() && text.indexOf('\0') < 0;
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }
  }

  /** A hexadecimal number with {@code 0x} in front, of which only some bits may be set. */
  record Mask(int bits) implements Values {
    @Override
    public boolean accept(String text) {
      if (!text.startsWith("0x") || text.length() > 10) {
        return false;
      }
      try {
        return (Integer.parseUnsignedInt(text.substring(2), 16) & ~bits) == 0;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }
  }

  /** {@code off}, or where to listen: {@code host:port}, the host may be empty. */
  record Address() implements Values {
    @Override
    public boolean accept(String text) {
      int colon = text.lastIndexOf(':');
      String host = text.substring(0, Math.max(0, colon));
      return text.equals("off")
          || (colon >= 0
              && (host.indexOf(':') < 0 || (host.startsWith("[") && host.endsWith("]")))
              && host.chars().noneMatch(c -> c <= ' ' || c == '/' || c == '@')
              && new Range(0, 65_535).accept(text.substring(colon + 1)));
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }
  }

  /** A URL over http or https, with a host. */
  record HttpUrl() implements Values {
    @Override
    public boolean accept(String text) {
      try {
        URI url = new URI(text);
        String scheme = String.valueOf(url.getScheme());
        return (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }
  }

  /** Class globs separated by {@code ;}: names with dots, {@code *} for any run of characters. */
  record ClassGlobs() implements Values {
    @Override
    public boolean accept(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ((!Character.isJavaIdentifierPart(c) && ".*?;".indexOf(c) < 0)
            || Character.isIdentifierIgnorable(c)) {
          return false;
        }
      }
      return !split(text).isEmpty();
    }

    @Override
    public @Nullable String nearest(String text) {
      return null;
    }

    static List<String> split(String text) {
      List<String> globs = new ArrayList<>();
      int start = 0;
      for (int i = 0; i <= text.length(); i++) {
        if (i < text.length() && text.charAt(i) != ';') {
          continue;
        }
        if (i > start) {
          globs.add(text.substring(start, i));
        }
        start = i + 1;
      }
      return List.copyOf(globs);
    }
  }
}
