import java.util.LinkedHashMap;
import java.util.Map;

/** What is measured, with the names and meanings of the lab's own workloads. */
final class Workload {
  private final Map<String, String> given = new LinkedHashMap<>();

  /** Of arguments name=value. */
  Workload(String[] arguments) {
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      if (at < 1) throw new IllegalArgumentException("not name=value: " + argument);
      given.put(argument.substring(0, at), argument.substring(at + 1));
    }
  }

  String text(String name) {
    return given.getOrDefault(name, "");
  }

  /** 0 if it was not given. */
  double number(String name) {
    return Double.parseDouble(given.getOrDefault(name, "0"));
  }

  int whole(String name) {
    return (int) number(name);
  }

  /** A number of 32 bits without a sign. */
  int seed() {
    return (int) (long) number("seed");
  }
}
