package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GuardWordTest {
  private static final int[] IDS = {0, 1, 1023, 1024, 2047, 123_456_789, Integer.MAX_VALUE, -1};

  @Test
  void aTagKeepsTheCount() {
    for (int id : IDS) {
      assertThat(GuardWord.count(GuardWord.writing(id) | 12_345)).isEqualTo(12_345);
      assertThat(GuardWord.count(GuardWord.tentative(id) | 12_345)).isEqualTo(12_345);
    }
  }

  @Test
  void aTagIsNeverTakenForRestOrForTheMark() {
    for (int id : IDS) {
      for (int tag : new int[] {GuardWord.writing(id), GuardWord.tentative(id)}) {
        assertThat(GuardWord.isTagged(tag)).isTrue();
        assertThat(GuardWord.atRest(tag)).isFalse();
        assertThat(GuardWord.isContended(tag)).isFalse();
        assertThat(GuardWord.isOf(tag, id)).isTrue();
      }
    }
  }

  @Test
  void threadsWhoseIdsEndDifferentlyHaveDifferentTags() {
    assertThat(GuardWord.isOf(GuardWord.writing(30), 31)).isFalse();
    assertThat(GuardWord.isOf(GuardWord.tentative(30), 31)).isFalse();
    assertThat(GuardWord.isOf(GuardWord.writing(7), 7 + (1 << 9))).isFalse();
    assertThat(GuardWord.isOf(GuardWord.writing(7), 7 + (1 << 10))).isTrue();
    assertThat(GuardWord.isOf(GuardWord.tentative(7), 7 + (1 << 10))).isTrue();
  }

  @Test
  void aCountThatWasLargeBeforeTheAgentCameIsNotTakenForAWrite() {
    for (int word : new int[] {1 << 20, 2 << 20, 3 << 20, Integer.MAX_VALUE}) {
      assertThat(GuardWord.atRest(word)).isTrue();
      assertThat(GuardWord.isTagged(word)).isFalse();
      assertThat(GuardWord.isContended(word)).isFalse();
      assertThat(GuardWord.isCertain(word)).isFalse();
      assertThat(GuardWord.isComparable(word)).isFalse();
    }
  }

  @Test
  void theMarkAndWhatAnInnerOperationGetsBelongToNobody() {
    for (int id : IDS) {
      assertThat(GuardWord.isOf(GuardWord.CONTENDED, id)).isFalse();
      assertThat(GuardWord.isOf(GuardWord.NOT_MINE, id)).isFalse();
    }
    assertThat(GuardWord.isContended(GuardWord.CONTENDED | 5)).isTrue();
    assertThat(GuardWord.isContended(GuardWord.NOT_MINE | 5)).isFalse();
    assertThat(GuardWord.isTagged(GuardWord.CONTENDED)).isFalse();
  }

  @Test
  void aCountFromBeforeTheAgentLosesItsUpperBits() {
    int old = 5_000_000;
    assertThat(GuardWord.isTaggable(GuardWord.COUNT)).isTrue();
    assertThat(GuardWord.isTaggable(0)).isTrue();
    assertThat(GuardWord.isTaggable(GuardWord.COUNT + 1)).isFalse();
    assertThat(GuardWord.isTaggable(old)).isFalse();
    assertThat(GuardWord.isTaggable(GuardWord.writing(7) | 3)).isFalse();
    assertThat(GuardWord.expected(old)).isEqualTo(old);
    assertThat(GuardWord.expected(GuardWord.writing(7) | 3)).isEqualTo(3);
  }

  @Test
  void aStructuralChangeKeepsBitsThatAreNoTag() {
    int tagged = GuardWord.writing(7) | 3;
    assertThat(GuardWord.withCount(5_000_000, 4)).isEqualTo(4);
    assertThat(GuardWord.withCount(tagged, 4)).isEqualTo(GuardWord.writing(7) | 4);
    assertThat(GuardWord.withCount(GuardWord.CONTENDED | 3, 4)).isEqualTo(GuardWord.CONTENDED | 4);
  }
}
