import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A map of strings that all threads use, with what its kind needs to be iterated. */
final class Store {
  private final Map<String, String> map;
  private final boolean isSynchronized;

  /** {@code concurrent}, or {@code synchronized}. */
  Store(String kind, int keys) {
    isSynchronized = kind.equals("synchronized");
    map = isSynchronized
        ? Collections.synchronizedMap(new HashMap<>(keys * 2))
        : new ConcurrentHashMap<>(keys);
  }

  String get(String key) {
    return map.get(key);
  }

  void set(String key, String value) {
    map.put(key, value);
  }

  void delete(String key) {
    map.remove(key);
  }

  /** Reads the key's value and puts another in its place, as one atomic step. */
  void update(String key, String value) {
    map.compute(key, (same, old) -> value);
  }

  /** Visits so many entries, or all if there are fewer. Returns their length, so that each is looked at. */
  int iterate(int entries) {
    if (!isSynchronized) return visit(entries);
    synchronized (map) {
      return visit(entries);
    }
  }

  private int visit(int entries) {
    int left = entries;
    int length = 0;
    for (Map.Entry<String, String> entry : map.entrySet()) {
      length += entry.getKey().length() + entry.getValue().length();
      if (--left == 0) break;
    }
    return length;
  }
}
