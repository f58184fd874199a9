package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeetingTest {
  private static final int OWNER = 30;

  @Test
  void aMeetingIsFoundByItsMapUntilItIsClosed() {
    Object map = new Object();
    Meeting meeting = Meeting.open(map, 0, GuardWord.writing(OWNER));
    assertThat(Meeting.on(map)).isSameAs(meeting);
    assertThat(Meeting.on(new Object())).isNull();
    meeting.close();
    assertThat(Meeting.on(map)).isNull();
  }

  @Test
  void theOneWhoseMarkStandsIsFoundFirst() {
    Object map = new Object();
    Meeting other = Meeting.open(map, 0, GuardWord.writing(OWNER));
    Meeting marked = Meeting.open(map, 0, GuardWord.writing(OWNER + 1));
    marked.marked = true;
    assertThat(Meeting.on(map)).isSameAs(marked);
    assertThat(Meeting.with(map, OWNER)).isSameAs(other);
    assertThat(Meeting.with(map, OWNER + 2)).isNull();
    other.close();
    marked.close();
  }

  @Test
  void onlyOneOfTheTwoEndsAMeeting() {
    Meeting meeting = Meeting.open(new Object(), 0, GuardWord.writing(OWNER));
    assertThat(meeting.move(Meeting.OPEN, Meeting.ARRIVED)).isTrue();
    assertThat(meeting.move(Meeting.OPEN, Meeting.LEFT)).isFalse();
    assertThat(meeting.move(Meeting.OPEN, Meeting.REPORTED)).isFalse();
    assertThat(meeting.state).isEqualTo(Meeting.ARRIVED);
    meeting.close();
  }

  @Test
  void aCertainWriteHasChangedTheMapAndATentativeOneNotYet() {
    Meeting certain = Meeting.open(new Object(), 0, GuardWord.writing(OWNER));
    Meeting tentative = Meeting.open(new Object(), 0, GuardWord.tentative(OWNER));
    assertThat(certain.changed).isTrue();
    assertThat(tentative.changed).isFalse();
    assertThat(certain.isOwnedBy(OWNER)).isTrue();
    assertThat(tentative.isOwnedBy(OWNER)).isTrue();
    assertThat(certain.isOwnedBy(OWNER + 1)).isFalse();
    certain.close();
    tentative.close();
  }

  @Test
  void aFullTableOpensNoMeetingAndHoldsNoFurtherMap() {
    List<Meeting> open = new ArrayList<>();
    for (int i = 0; i < Meeting.CAPACITY; i++) {
      open.add(Meeting.open(new Object(), 0, GuardWord.writing(OWNER)));
    }
    assertThat(open).doesNotContainNull();
    assertThat(Meeting.open(new Object(), 0, GuardWord.writing(OWNER))).isNull();
    open.forEach(Meeting::close);
    for (int i = 0; i < Meeting.CAPACITY; i++) {
      assertThat(Meeting.at(i)).isNull();
    }
  }
}
