package io.pagewalk;

import java.util.List;
import java.util.OptionalLong;

/**
 * One page as the walk gives it to downstream.
 *
 * @param request what the server was asked for
 * @param items the rows of this page that are new to downstream, in server order; unmodifiable
 * @param total the list's total as this page told it; empty where it told none
 * @param <T> the type of a row
 */
public record WalkPage<T>(PageRequest request, List<T> items, OptionalLong total) {}
