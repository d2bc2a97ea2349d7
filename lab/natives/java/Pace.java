import java.util.concurrent.locks.LockSupport;

/** When operations begin: src/lab/runner/pace.ts. Moments are those of {@link System#nanoTime}. */
final class Pace {
  /** None is to begin any more. */
  static final long OVER = Long.MAX_VALUE;

  /** Set when nobody waits for more. */
  static volatile boolean isStopped;

  /** The end of a wait, which is spun away: a thread wakes late. */
  private static final long SPIN_NS = 200_000;

  /** The longest that a wait does not look whether it is stopped. */
  private static final long SLICE_NS = 10_000_000;

  private final boolean isOpen;
  private final long thinkNs;
  private final double first;
  private final double interval;
  private final long begin;
  private final long end;
  private long begun;

  Pace(Workload workload, int thread, long begin, long end) {
    double rate = workload.number("rate");
    int threads = workload.whole("threads");
    this.isOpen = rate > 0;
    this.thinkNs = (long) (workload.number("think-us") * 1e3);
    this.interval = isOpen ? 1e9 * threads / rate : 0;
    this.first = interval * thread / threads;
    this.begin = begin;
    this.end = end;
  }

  /** Waits until the next operation may begin. Returns since when its caller waits for it. */
  long next() {
    if (isOpen) {
      long due = begin + (long) (first + interval * begun);
      waitUntil(Math.min(due, end));
      if (due >= end || isStopped || System.nanoTime() >= end) return OVER;
      begun++;
      return due;
    }
    if (thinkNs > 0) waitUntil(Math.min(System.nanoTime() + thinkNs, end));
    long now = System.nanoTime();
    return now < end ? now : OVER;
  }

  /** Operations that should have begun before the end, and did not. */
  long missed(long done) {
    if (!isOpen) return 0;
    long until = isStopped ? Math.min(System.nanoTime(), end) : end;
    return Math.max((long) Math.ceil((until - begin - first) / interval) - done, 0);
  }

  private static void waitUntil(long moment) {
    while (!isStopped) {
      long left = moment - System.nanoTime();
      if (left <= 0) return;
      if (left > SPIN_NS) LockSupport.parkNanos(Math.min(left - SPIN_NS, SLICE_NS));
      else Thread.onSpinWait();
    }
  }
}
