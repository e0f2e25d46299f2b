package io.pagewalk;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a walk did and what it can prove.
 *
 * @param requests pages asked for; a page whose fetch was tried several times counts once
 * @param rows rows given to downstream
 * @param firstTotal the list's total as the first page told it; empty where it told none
 * @param lastTotal the total that was told last; empty where none was ever told
 * @param pageCap rows the server gives in a page at most, where it was seen to give fewer than
 *     asked for in the midst of the list; empty otherwise
 * @param verdict what is proved
 */
public record WalkReport(
    long requests,
    long rows,
    OptionalLong firstTotal,
    OptionalLong lastTotal,
    OptionalInt pageCap,
    Verdict verdict) {}
