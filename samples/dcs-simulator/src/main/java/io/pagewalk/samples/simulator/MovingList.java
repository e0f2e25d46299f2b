package io.pagewalk.samples.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that moves before each page is cut from it. A move and its page are one step. */
final class MovingList implements Tasks {
  private final Rows rows;
  private final Mover mover;
  private long requests;

  MovingList(int tasks, boolean newestFirst, Mover mover) {
    this.rows = new Rows(tasks, newestFirst);
    this.mover = mover;
  }

  @Override
  public synchronized Slice list(@Nullable TaskStatus status, long offset, int limit) {
    mover.move(rows, ++requests);
    return cut(status, offset, limit);
  }

  @Override
  public synchronized Slice all(@Nullable TaskStatus status) {
    return cut(status, 0, Integer.MAX_VALUE);
  }

  @Override
  public synchronized @Nullable Task task(long index) {
    return rows.find(index);
  }

  @Override
  public synchronized long create(TaskList.Created task) {
    return rows.create(task);
  }

  @Override
  public synchronized boolean delete(long index) {
    return rows.delete(index);
  }

  private Slice cut(@Nullable TaskStatus status, long offset, int limit) {
    return new Cut(rows.count(status), rows.copy(status, offset, limit));
  }

  private record Cut(long total, List<Task> tasks) implements Slice {
    @Override
    public long rows() {
      return tasks.size();
    }

    @Override
    public Task row(long place) {
      return tasks.get((int) place);
    }
  }
}
