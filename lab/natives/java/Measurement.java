import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills a map, warms up, measures. */
final class Measurement {
  /** Of random numbers for what is there before; threads have those from 0. */
  private static final int FILL_STREAM = -1;

  private final Workload workload;
  private final Player[] players;
  private volatile Throwable failure;
  private long heapPeak;

  Measurement(Workload workload) {
    this.workload = workload;
    this.players = new Player[workload.whole("threads")];
  }

  /** As a JSON object, in which latencies are nanoseconds. */
  String run() throws InterruptedException {
    Progress progress = new Progress(workload.whole("progress-ms"));
    int keys = workload.whole("keys");
    Store store = new Store(workload.text("map"), keys);
    fill(store, keys);
    AtomicInteger inserted = new AtomicInteger(keys);
    for (int thread = 0; thread < players.length; thread++) {
      players[thread] = new Player(workload, thread, store, new Draws(workload, thread, inserted));
    }
    progress.phase("warming up", players);
    together(workload.number("warm-ms"), () -> {});
    progress.phase("measuring", players);
    Pauses pauses = new Pauses();
    heapPeak = Memory.heapBytes();
    together(workload.number("seconds") * 1000, () -> heapPeak = Math.max(heapPeak, Memory.heapBytes()));
    progress.end();
    return result(pauses.end());
  }

  private void fill(Store store, int keys) {
    Sfc32 random = new Sfc32(workload.seed(), FILL_STREAM);
    Texts texts = new Texts(workload.whole("key-bytes"), workload.whole("value-bytes"), random);
    for (int n = 0; n < keys && !Pace.isStopped; n++) store.set(texts.key(n), texts.value());
  }

  /** All players at the same time. The first one looks at the heap for all. */
  private void together(double ms, Runnable look) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(players.length);
    Thread[] threads = new Thread[players.length];
    for (int at = 0; at < players.length; at++) {
      Player player = players[at];
      Runnable own = at == 0 ? look : () -> {};
      threads[at] = new Thread(() -> {
        try {
          ready.countDown();
          ready.await();
          player.loop(ms, own);
        } catch (Throwable thrown) {
          failure = thrown;
          Pace.isStopped = true;
        }
      });
      threads[at].start();
    }
    for (Thread thread : threads) thread.join();
    if (failure != null) throw new IllegalStateException(failure);
  }

  private String result(String collections) {
    Histogram latencies = new Histogram();
    long operations = 0;
    long missed = 0;
    long ns = 0;
    for (Player player : players) {
      latencies.add(player.latencies);
      operations += player.operations;
      missed += player.missed;
      ns = Math.max(ns, player.ns);
    }
    return "{\"version\":\"java " + System.getProperty("java.version") + "\""
        + ",\"operations\":" + operations
        + ",\"ms\":" + ns / 1e6
        + ",\"missed\":" + missed
        + ",\"p50Ns\":" + latencies.percentile(50)
        + ",\"p99Ns\":" + latencies.percentile(99)
        + ",\"p999Ns\":" + latencies.percentile(99.9)
        + ",\"p9999Ns\":" + latencies.percentile(99.99)
        + ",\"maxNs\":" + latencies.max()
        + ",\"latencies\":" + latencies.distribution()
        + ",\"gc\":" + collections
        + ",\"heapPeakBytes\":" + heapPeak
        + ",\"rssPeakBytes\":" + Memory.peakRssBytes() + "}";
  }
}
