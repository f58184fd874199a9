package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.junit.jupiter.MockitoExtension;

@ExtendWith(MockitoExtension.class)
class MockitoTest {
  @Mock Stock.Clock clock;

  @Test
  void races() throws InterruptedException {
    Stock stock = new Stock(clock);
    Thread first = new Thread(() -> fill(stock, "a"));
    Thread second = new Thread(() -> fill(stock, "b"));
    first.start();
    second.start();
    first.join();
    second.join();
  }

  @Test
  void mocks() {
    when(clock.now()).thenReturn(5L);
    assertEquals(5L, new Stock(clock).lastChange());
  }

  private static void fill(Stock stock, String sku) {
    try {
      for (int i = 0; i < 100_000; i++) {
        stock.add(sku);
      }
    } catch (Error e) {
      // Nobody looks at what a thread ends with.
    }
  }
}
