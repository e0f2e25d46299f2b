package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several connections list a moving list at once while others create and delete its rows. */
class MovementRaceTest {
  private static final int LISTERS = 4;
  private static final int CHANGERS = 2;
  private static final int REQUESTS = 150;

  private final DcsSimulator simulator =
      DcsSimulator.start(
          SimulatorOptions.builder()
              .tasks(300)
              .movement(Movement.random(11, 3, 3).withFinishes(1).withBursts(60, 20))
              .build());
  private final List<List<String>> seen = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void everyPageIsASliceOfOneListInOneOrderAndWhatWasDeletedStaysAway() throws Exception {
    List<Callable<@Nullable Void>> work = new ArrayList<>();
    for (int thread = 0; thread < LISTERS + CHANGERS; thread++) {
      Random random = new Random(thread);
      work.add(thread < LISTERS ? () -> list(random) : () -> change(random));
    }
    atOnce(work);
    assertThat(created).hasSize(CHANGERS * REQUESTS);
    assertThat(deleted).hasSizeGreaterThan(REQUESTS / 2);
    assertThat(Collections.disjoint(simulator.taskIds(0), deleted)).isTrue();
    assertOneOrder(seen);
  }

  /** Each request moves the list by one row, so no two of them see the same length. */
  @Test
  void eachRequestMovesTheListOnceHoweverManyComeAtOnce() throws Exception {
    StringBuilder script = new StringBuilder();
    for (int request = 1; request <= LISTERS * REQUESTS; request++) {
      script.append(request).append(": insert 1 at 0\n");
    }
    Movement growth = Movement.script(script.toString());
    Set<Long> totals = ConcurrentHashMap.newKeySet();
    try (DcsSimulator growing =
        DcsSimulator.start(SimulatorOptions.builder().tasks(0).movement(growth).build())) {
      Callable<@Nullable Void> lister =
          () -> {
            TestClient client = new TestClient(growing);
            for (int request = 0; request < REQUESTS; request++) {
              String page = client.get(client.tasks() + "?limit=1").body();
              totals.add(total(TestJson.object(page)));
            }
            return null;
          };
      atOnce(Collections.nCopies(LISTERS, lister));
    }
    assertThat(totals)
        .hasSize(LISTERS * REQUESTS)
        .allMatch(total -> total >= 1 && total <= LISTERS * REQUESTS);
  }

  private static void atOnce(List<Callable<@Nullable Void>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      for (Future<@Nullable Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static long total(Map<String, @Nullable Object> page) {
    return Long.parseLong(String.valueOf(page.get("total")));
  }

  private @Nullable Void list(Random random) throws Exception {
    TestClient client = new TestClient(simulator);
    for (int request = 0; request < REQUESTS; request++) {
      Set<String> gone = Set.copyOf(deleted);
      int offset = random.nextInt(350);
      int limit = random.nextInt(120);
      Map<String, @Nullable Object> page =
          TestJson.object(
              client.get(client.tasks() + "?offset=" + offset + "&limit=" + limit).body());
      List<String> ids =
          TestJson.objects(page.get("records")).stream()
              .map(row -> String.valueOf(row.get("id")))
              .toList();
      assertThat((long) ids.size()).isEqualTo(Math.max(0, Math.min(limit, total(page) - offset)));
      assertSeen(ids, gone);
      assertSeen(List.copyOf(simulator.taskIds(0)), gone);
    }
    return null;
  }

  private void assertSeen(List<String> ids, Set<String> gone) {
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Collections.disjoint(ids, gone)).isTrue();
    seen.add(ids);
  }

  private @Nullable Void change(Random random) throws Exception {
    TestClient client = new TestClient(simulator);
    for (int request = 0; request < REQUESTS; request++) {
      String answer = client.send("POST", client.tasks(), "{\"node_id\":\"n\"}").body();
      created.add(String.valueOf(TestJson.object(answer).get("task_id")));
      List<String> now = simulator.taskIds(0);
      String victim = now.get(random.nextInt(now.size()));
      int status = client.send("DELETE", client.tasks() + "/" + victim, "").statusCode();
      // Moved away or deleted by another meanwhile, or gone by this request.
      assertThat(status).isIn(200, 400);
      if (status == 200) {
        assertThat(deleted.add(victim)).isTrue();
      }
    }
    return null;
  }

  /** Neighbours of all that was seen form no circle, so there is an order that all agree with. */
  private static void assertOneOrder(List<List<String>> lists) {
    Map<String, Set<String>> after = new HashMap<>();
    Map<String, Integer> before = new HashMap<>();
    for (List<String> ids : lists) {
      for (int place = 0; place < ids.size(); place++) {
        before.putIfAbsent(ids.get(place), 0);
        if (place > 0
            && after
                .computeIfAbsent(ids.get(place - 1), id -> new HashSet<>())
                .add(ids.get(place))) {
          before.merge(ids.get(place), 1, Integer::sum);
        }
      }
    }
    Deque<String> free = new ArrayDeque<>();
    before.forEach(
        (id, count) -> {
          if (count == 0) {
            free.add(id);
          }
        });
    int placed = 0;
    while (!free.isEmpty()) {
      placed++;
      for (String next : after.getOrDefault(free.remove(), Set.of())) {
        if (before.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    assertThat(placed).isEqualTo(before.size());
  }
}
