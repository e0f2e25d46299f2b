package io.pagewalk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Drives an anchored walk from demand to its end as the reactive adapter does, against a list that
 * moves: one page in hand at a time, requests handled and answers brought in any order, and now and
 * then a crash, after which the walk is resumed from the last checkpoint.
 */
final class AnchoredDriver {

  /** Sent to the server, or answered and on its way back; without an answer if that failed. */
  private record Call(DuePage<String> due, @Nullable Page<String> answer) {}

  private record Saved(int emitted, long requests, String json) {}

  private final AnchoredScenario scenario;
  private final MovingList list;
  private final ListServer server;
  private final RandomGenerator random;
  private final Trace trace;

  private final List<String> emitted = new ArrayList<>();
  private final List<Call> sent = new ArrayList<>();
  private final List<Call> answered = new ArrayList<>();
  private final List<DuePage<String>> planned = new ArrayList<>();

  private AnchoredWalk walk;
  private AnchoredWalk.@Nullable Handed current;
  private int passedOn;
  private long demand;
  private long requests;
  private long requestsOfThisWalk;
  private long pagesOfThisWalk;
  private long requestsBefore;
  private long requestsAtPage;
  private long repairs;
  private @Nullable Saved saved;
  private final IOException fetchFailure = new IOException("no answer");
  private final CallException tooManyRows;
  private int resumed;
  private long shrunk;

  /** A page was given to the walk, or to the one that it goes on from. */
  private boolean begun;

  AnchoredDriver(AnchoredScenario scenario, MovingList list, Trace trace) {
    RandomGenerator random = new SplittableRandom(~scenario.seed());
    this.scenario = scenario;
    this.list = list;
    this.random = random;
    this.server =
        new ListServer(list, scenario.movement(), scenario.cap(), scenario.totals(), random);
    this.trace = trace;
    CallException.Repeat repeat =
        scenario.seed() % 2 == 0 ? CallException.Repeat.NEVER : CallException.Repeat.IF_IDEMPOTENT;
    this.tooManyRows = new CallException("too many rows", repeat, null, null, true);
    this.walk = AnchoredWalk.begin(scenario, null);
    if (walk.due(0, 0) != null) {
      throw new Broken("a page is due before any demand");
    }
  }

  /** Runs to the end. */
  AnchoredOutcome run() {
    list.walkBegins();
    demand = portion();
    while (true) {
      drain();
      if (mayCrash()) {
        crash();
      } else if (current == null && walk.isOver()) {
        return outcome();
      } else {
        step();
      }
    }
  }

  private AnchoredOutcome outcome() {
    Throwable failure = walk.failure();
    long sentInAll = requestsBefore + requestsOfThisWalk;
    if (walk.requests() != sentInAll) {
      throw new Broken("reports " + walk.requests() + " requests; " + sentInAll + " were sent");
    }
    if (walk.rows() != emitted.size()) {
      throw new Broken("reports " + walk.rows() + " rows; " + emitted.size() + " were passed on");
    }
    boolean fetchFailed = isOfAFetch(failure);
    repairs += walk.repairs();
    trace.add("over: " + walk.verdict() + (failure == null ? "" : ", " + failure));
    return new AnchoredOutcome(
        List.copyOf(emitted),
        walk.verdict(),
        failure,
        fetchFailed,
        requests,
        repairs,
        resumed,
        shrunk);
  }

  private boolean isOfAFetch(@Nullable Throwable failure) {
    return failure == fetchFailure || failure == tooManyRows;
  }

  private long portion() {
    return scenario.portion() == 0 ? Long.MAX_VALUE : 1 + random.nextInt(scenario.portion());
  }

  private void drain() {
    while (current != null || takeNext()) {
      fetchDuePages();
      passOn();
      if (current != null) {
        return;
      }
    }
    fetchDuePages();
  }

  private boolean takeNext() {
    current = walk.next();
    planned.removeIf(due -> due.isTaken() || due.isDropped());
    sent.removeIf(call -> call.due.isDropped());
    answered.removeIf(call -> call.due.isDropped() && random.nextBoolean());
    if (current == null) {
      return false;
    }
    trace.add("next: " + current.rows());
    requestsAtPage = walk.requests();
    if (++pagesOfThisWalk > requestsOfThisWalk) {
      throw new Broken("more pages were handed out than asked for");
    }
    return true;
  }

  private void passOn() {
    List<String> rows = current.rows();
    int count = (int) Math.min(demand, rows.size() - passedOn);
    emitted.addAll(rows.subList(passedOn, passedOn + count));
    passedOn += count;
    demand -= scenario.portion() == 0 ? 0 : count;
    if (scenario.crashes() > 0 && random.nextInt(3) == 0) {
      int behind = random.nextInt(4) == 0 ? random.nextInt(passedOn + 1) : passedOn;
      int kept = emitted.size() - (passedOn - behind);
      saved = new Saved(kept, requestsAtPage, current.checkpointAfter().apply(behind));
      trace.add("checkpoint after " + kept + " rows");
    }
    if (passedOn == rows.size()) {
      current = null;
      passedOn = 0;
    }
  }

  private void fetchDuePages() {
    int held = current == null ? 0 : 1;
    long inHand = current == null ? 0 : current.rows().size() - passedOn;
    long wanted = walk.pagesFor(demand - inHand);
    DuePage<String> due;
    while ((due = walk.due(wanted, held)) != null) {
      trace.add("send " + due.request());
      planned.add(due);
      sent.add(new Call(due, null));
      requests++;
      requestsOfThisWalk++;
      check(due.request(), wanted, held);
    }
  }

  private void check(PageRequest request, long wanted, int held) {
    int most = scenario.concurrency() + scenario.prefetch();
    planned.removeIf(DuePage::isDropped);
    long inFlight = sent.size() + answered.stream().filter(call -> !call.due.isDropped()).count();
    if (inFlight > scenario.concurrency()) {
      throw new Broken(inFlight + " pages in flight");
    }
    if (planned.size() + held > most) {
      throw new Broken((planned.size() + held) + " pages in flight or held");
    }
    if (wanted <= 0 && scenario.prefetch() == 0) {
      throw new Broken("sent " + request + " though nothing is wanted");
    }
    if (request.limit() > Math.max(2, scenario.pageSize())) {
      throw new Broken("asked for " + request);
    }
    if (requests > scenario.requestsAtMost()) {
      throw new Broken("does not end within " + requests + " requests");
    }
  }

  private void step() {
    boolean mayDemand = demand < 3L * scenario.portion();
    int pick = random.nextInt(8);
    if (mayDemand && (pick == 0 || (sent.isEmpty() && answered.isEmpty()))) {
      if (demand > 0 && current == null && sent.isEmpty() && answered.isEmpty()) {
        throw new Broken("stands still with demand for " + demand + " rows");
      }
      demand += portion();
    } else if (!sent.isEmpty() && (answered.isEmpty() || pick < 5)) {
      handle();
    } else if (!answered.isEmpty()) {
      bring();
    } else {
      throw new Broken("stands still with demand for " + demand + " rows");
    }
  }

  private <C> C any(List<C> calls) {
    return calls.remove(scenario.inOrder() ? 0 : random.nextInt(calls.size()));
  }

  private void handle() {
    Call call = any(sent);
    String moved = server.move();
    Page<String> page = server.handle(call.due.request());
    boolean failed =
        scenario.heaviness().isTooMuch(call.due.request(), page.items().size(), list.handled() - 1);
    answered.add(new Call(call.due, failed ? null : page));
    if (failed && !begun) {
      // A list is known from its first page on, not from when that was asked for in vain.
      list.walkBegins();
    }
    begun |= !failed;
    if (trace.isWanted()) {
      trace.add(
          "handle " + call.due.request() + " after" + moved + ": " + page + " of " + list.size());
    }
  }

  private void bring() {
    Call call = any(answered);
    if (scenario.fetchFailures() && random.nextInt(20) == 0) {
      trace.add("fail " + call.due.request());
      walk.failed(call.due, fetchFailure);
    } else if (call.answer == null) {
      trace.add("too many rows for " + call.due.request());
      failForItsSize(call.due);
    } else {
      trace.add("bring " + call.due.request());
      walk.arrived(call.due, call.answer);
    }
  }

  private void failForItsSize(DuePage<String> due) {
    boolean ofUse = !due.isDropped();
    walk.failed(due, tooManyRows);
    sent.removeIf(call -> call.due.isDropped());
    if (ofUse && due.mayShrink()) {
      shrunk++;
      if (!due.isDropped() || walk.isOver()) {
        throw new Broken("does not ask again for the page at " + due);
      }
    }
  }

  private boolean mayCrash() {
    if (resumed >= scenario.crashes()) {
      return false;
    }
    Throwable failure = walk.failure();
    if (failure != null) {
      return isOfAFetch(failure);
    }
    return random.nextInt(walk.isOver() ? 3 : 20) == 0;
  }

  private void crash() {
    resumed++;
    repairs += walk.repairs();
    String json = null;
    int kept = 0;
    if (saved != null) {
      json = saved.json;
      kept = saved.emitted;
    }
    trace.add("crash after " + emitted.size() + " rows, resume after " + kept + " from " + json);
    emitted.subList(kept, emitted.size()).clear();
    requestsBefore = saved == null ? 0 : saved.requests;
    sent.clear();
    answered.clear();
    planned.clear();
    current = null;
    passedOn = 0;
    requestsOfThisWalk = 0;
    pagesOfThisWalk = 0;
    demand = portion();
    for (int moves = random.nextInt(6); moves > 0; moves--) {
      trace.add("moved" + server.move());
    }
    if (kept == 0) {
      begun = false;
      list.walkBegins();
    }
    walk = AnchoredWalk.begin(scenario, json);
  }
}
