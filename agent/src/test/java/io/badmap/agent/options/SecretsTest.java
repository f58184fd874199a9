package io.badmap.agent.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What may be secret in an address, and where it would be printed. */
class SecretsTest {
  private static final String SECRET = "S3cr3t";

  @Test
  void anAddressIsShownWithWhatIsSecretOrWithoutItsHost() {
    assertThat(OptionError.withoutSecrets("http://host:4318/v1/metrics"))
        .isEqualTo("http://host:4318/v1/metrics");
    assertThat(OptionError.withoutSecrets("https://user:pass@host/a?token=x#y"))
        .isEqualTo("https://...@host/a?...");
    assertThat(OptionError.withoutSecrets("http://host/a#token")).isEqualTo("http://host/a#...");
    assertThat(OptionError.withoutSecrets("user:pass@host")).isEqualTo("...@host");
    assertThat(OptionError.withoutSecrets("http://u:p?q@host/x")).isEqualTo("http://...");
    assertThat(OptionError.withoutSecrets("http://host/?mail=a@b")).isEqualTo("http://...");
    assertThat(OptionError.quotedAddress("u@h\n")).isEqualTo("'...@h\\u000a'");
  }

  @Test
  void aSecretOfAnyAddressIsShown() {
    Random random = new Random(20261123);
    String noise = "ab:/@?#[]%=& .\u00e4\ud83d0";
    for (int i = 0; i < 50_000; i++) {
      String scheme = List.of("http://", "https://", "htp:/", "").get(random.nextInt(4));
      String address =
          switch (random.nextInt(3)) {
            case 0 -> scheme + drawn(random, noise) + SECRET + drawn(random, noise) + "@host/path";
            case 1 -> scheme + "host/path?" + drawn(random, noise) + SECRET + drawn(random, noise);
            default -> scheme + "host#" + drawn(random, noise) + SECRET + drawn(random, noise);
          };
      assertThat(OptionError.withoutSecrets(address)).as(address).doesNotContain(SECRET);
    }
  }

  private static String drawn(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void anAddressThatIsRefusedIsPrintedWhole() {
    String text = "otlp=ftp://me:" + SECRET + "@host/?token=" + SECRET;
    for (ParsedOptions parsed :
        List.of(
            OptionParser.parse(text, Map.of()), OptionParser.parse(null, Map.of("BADMAP", text)))) {
      assertThat(parsed.errors())
          .singleElement()
          .satisfies(
              error ->
                  assertThat(error.line())
                      .startsWith("unknown value 'ftp://...@host/?...' of 'otlp'")
                      .doesNotContain(SECRET));
    }
  }

  @Test
  void anAddressIsToldWithItsSecretsByStatus() {
    assertThat(OptionTable.shown("otlp", "http://me:" + SECRET + "@host:4318/?k=" + SECRET))
        .isEqualTo("http://...@host:4318/?...");
    assertThat(OptionTable.shown("out", "a@b?c.log")).isEqualTo("a@b?c.log");
  }
}
