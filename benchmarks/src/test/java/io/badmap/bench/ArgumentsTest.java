package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static Arguments parse(String... args) {
    return new Arguments(args, Set.of("--jdk", "--runs"), Set.of("--quick"));
  }

  @Test
  void anOptionGivenTwiceKeepsBothValuesInOrder() {
    Arguments arguments = parse("--jdk", "a", "--quick", "--jdk", "b");
    assertThat(arguments.all("--jdk")).containsExactly("a", "b");
    assertThat(arguments.last("--jdk")).isEqualTo("b");
    assertThat(arguments.has("--quick")).isTrue();
  }

  @Test
  void anOptionNotGivenHasItsDefault() {
    assertThat(parse().count("--runs", 9)).isEqualTo(9);
    assertThat(parse().last("--jdk")).isNull();
    assertThat(parse().has("--quick")).isFalse();
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThatThrownBy(() -> parse("--rnus", "3"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown option --rnus");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> parse("--runs"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--runs needs a value");
  }

  @Test
  void aCountThatIsNoneIsNamed() {
    assertThatThrownBy(() -> parse("--runs", "0").count("--runs", 9))
        .hasMessage("--runs needs a number of 1 or more, not 0");
    assertThatThrownBy(() -> parse("--runs", "many").count("--runs", 9))
        .hasMessage("--runs needs a number of 1 or more, not many");
  }
}
