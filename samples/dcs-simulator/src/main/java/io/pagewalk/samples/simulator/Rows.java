package io.pagewalk.samples.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a list that moves. They are held, in blocks, so that a change anywhere or a look at a
 * filtered list costs a walk over the blocks and one block's rows. The order of the rows that stay
 * never changes, and each row put in has an index and a time that are later than those of all rows
 * before it.
 *
 * <p>Not for several threads. Where a status is asked for, null stands for all rows.
 */
final class Rows {
  private final List<Block> blocks = new ArrayList<>();
  private final boolean newestFirst;
  private long next;
  private long newest = Long.MIN_VALUE;

  /** Begins with the rows of the indexes below {@code tasks}, in their order or the other one. */
  Rows(int tasks, boolean newestFirst) {
    this.newestFirst = newestFirst;
    insert(0, tasks);
  }

  int size() {
    return count(null);
  }

  int count(@Nullable TaskStatus status) {
    int count = 0;
    for (Block block : blocks) {
      count += block.count(status);
    }
    return count;
  }

  /**
   * Puts new rows in before the row at that position, or at the end if there is none. Among each
   * other they have the list's order.
   */
  void insert(int position, int rows) {
    int at = Math.min(position, size());
    int left = rows;
    while (left > 0) {
      List<Task> run = fresh(Math.min(left, Block.MOST / 2));
      add(at, run);
      at += newestFirst ? 0 : run.size();
      left -= run.size();
    }
  }

  private List<Task> fresh(int rows) {
    List<Task> fresh = new ArrayList<>(rows);
    while (fresh.size() < rows) {
      newest = Math.max(TaskTimes.created(next), newest + 1);
      fresh.add(Task.computed(next++, newest));
    }
    if (newestFirst) {
      Collections.reverse(fresh);
    }
    return fresh;
  }

  /** Takes out that many rows from the one at that position on, or as many as there are. */
  void remove(int position, int rows) {
    int gone = Math.min(rows, size() - position);
    for (int row = 0; row < gone; row++) {
      removeAt(position);
    }
  }

  /** From that position on, the first rows that wait or run succeed: so many, or all there are. */
  void finish(int position, int rows) {
    int skip = position;
    int left = rows;
    for (Block block : blocks) {
      if (left > 0 && skip < block.size() && block.unfinished() > 0) {
        left -= finish(block, skip, left);
      }
      skip = Math.max(0, skip - block.size());
    }
  }

  private static int finish(Block block, int from, int most) {
    int done = 0;
    for (int place = from; place < block.size() && done < most; place++) {
      Task task = block.get(place);
      if (!task.status().finished()) {
        block.replace(place, task.done());
        done++;
      }
    }
    return done;
  }

  /** Puts a waiting task where the newest stands and gives its index. */
  long create(TaskList.Created request) {
    Task task = Task.created(next++, request.after(newest));
    newest = task.createdAt();
    add(newestFirst ? 0 : size(), List.of(task));
    return task.index();
  }

  /** Takes the task of that index out; false if there was none. */
  boolean delete(long index) {
    for (int number = 0; number < blocks.size(); number++) {
      int place = blocks.get(number).placeOf(index);
      if (place >= 0) {
        takeOut(number, place);
        return true;
      }
    }
    return false;
  }

  /** The task of that index, or null if there is none. */
  @Nullable Task find(long index) {
    for (Block block : blocks) {
      int place = block.placeOf(index);
      if (place >= 0) {
        return block.get(place);
      }
    }
    return null;
  }

  /** A copy of at most {@code limit} matching rows, from the one of that rank on. */
  List<Task> copy(@Nullable TaskStatus status, long offset, int limit) {
    List<Task> copy = new ArrayList<>();
    long skip = offset;
    for (Block block : blocks) {
      if (copy.size() == limit) {
        break;
      }
      int matching = block.count(status);
      if (skip < matching) {
        copy(block, status, skip, limit, copy);
      }
      skip = Math.max(0, skip - matching);
    }
    return copy;
  }

  private static void copy(
      Block block, @Nullable TaskStatus status, long skip, int limit, List<Task> copy) {
    long rank = 0;
    for (int place = 0; place < block.size() && copy.size() < limit; place++) {
      Task task = block.get(place);
      if ((status == null || task.status() == status) && rank++ >= skip) {
        copy.add(task);
      }
    }
  }

  /** One split is enough for a run of at most half a block. */
  private void add(int position, List<Task> run) {
    if (blocks.isEmpty()) {
      blocks.add(new Block());
    }
    int number = 0;
    int place = position;
    while (place > blocks.get(number).size()) {
      place -= blocks.get(number++).size();
    }
    Block block = blocks.get(number);
    for (Task task : run) {
      block.add(place++, task);
    }
    if (block.size() > Block.MOST) {
      blocks.add(number + 1, block.split());
    }
  }

  private void removeAt(int position) {
    int number = 0;
    int place = position;
    while (place >= blocks.get(number).size()) {
      place -= blocks.get(number++).size();
    }
    takeOut(number, place);
  }

  /** Two neighbours that fit into half a block become one, so that there are never many blocks. */
  private void takeOut(int number, int place) {
    Block block = blocks.get(number);
    block.remove(place);
    int following = number + 1;
    if (block.size() == 0) {
      blocks.remove(number);
    } else if (following < blocks.size()
        && block.size() + blocks.get(following).size() <= Block.MOST / 2) {
      block.append(blocks.remove(following));
    }
  }
}
