import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lab's workloads with maps of Java's standard library, as a reference for maps of JavaScript's threads: the same
 * operations on the same keys in the same order, measured the same way. Arguments are name=value, with the names that
 * {@code src/lab/natives/arguments.ts} gives them; the result is one JSON object on the standard output, after lines that
 * tell how far it is.
 */
public final class Natives {
  public static void main(String[] arguments) throws InterruptedException {
    Workload workload = new Workload(arguments);
    if (workload.whole("print-draws") > 0) {
      printDraws(workload);
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    stopOnSignals(done);
    if (workload.whole("ends-with-stdin") != 0) endWithStdin();
    try {
      System.out.println(new Measurement(workload).run());
      System.out.flush();
    } finally {
      done.countDown();
    }
  }

  /** Whoever interrupts still gets what was measured: the machine waits for its hooks. */
  private static void stopOnSignals(CountDownLatch done) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      Pace.isStopped = true;
      try {
        done.await();
      } catch (InterruptedException over) {
        // Then it ends at once.
      }
    }));
  }

  /** Whoever started this holds the other end of its standard input, and is gone when it is closed. */
  private static void endWithStdin() {
    Thread thread = new Thread(() -> {
      try {
        while (System.in.read() >= 0) {}
      } catch (IOException gone) {
        // As good as closed.
      }
      Runtime.getRuntime().halt(1);
    });
    thread.setDaemon(true);
    thread.start();
  }

  /** For a test that all languages draw the same. */
  private static void printDraws(Workload workload) {
    Draws draws = new Draws(workload, 0, new AtomicInteger(workload.whole("keys")));
    for (int n = 0; n < workload.whole("print-draws"); n++) {
      draws.draw();
      System.out.println(
          draws.operation.text() + " " + draws.key + " " + draws.value + " " + draws.entries);
    }
  }
}
