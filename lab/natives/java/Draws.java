import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** What comes next for one thread; its fields are the operation that was drawn last: src/lab/workload/draws.ts. */
final class Draws {
  private static final int MOST_ENTRIES = 100;

  Operation operation;
  String key;
  /** Empty for operations that write none. */
  String value;
  int entries;

  private final Sfc32 random;
  private final double[] weights = new double[Operation.values().length];
  private final Operation[] operations = Operation.values();
  private final double sum;
  private final IntSupplier keys;
  private final Texts texts;
  private final AtomicInteger inserted;

  Draws(Workload workload, int thread, AtomicInteger inserted) {
    this.random = new Sfc32(workload.seed(), thread);
    this.inserted = inserted;
    double all = 0;
    for (Operation each : operations) {
      weights[each.ordinal()] = workload.number(each.text());
      all += weights[each.ordinal()];
    }
    this.sum = all;
    this.keys = KeyChoice.of(workload, random, inserted::get);
    this.texts = new Texts(workload.whole("key-bytes"), workload.whole("value-bytes"), random);
  }

  void draw() {
    operation = nextOperation();
    boolean isInsert = operation == Operation.INSERT;
    key = texts.key(isInsert ? inserted.getAndIncrement() : keys.getAsInt());
    boolean isWrite = isInsert || operation == Operation.SET || operation == Operation.UPDATE;
    value = isWrite ? texts.value() : "";
    entries = operation == Operation.ITERATE ? 1 + random.below(MOST_ENTRIES) : 0;
  }

  private Operation nextOperation() {
    double drawn = random.next() * sum;
    double end = 0;
    Operation last = operations[0];
    for (Operation each : operations) {
      double weight = weights[each.ordinal()];
      if (weight == 0) continue;
      last = each;
      end += weight;
      if (drawn < end) break;
    }
    return last;
  }
}
