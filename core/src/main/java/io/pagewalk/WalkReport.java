package io.pagewalk;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a walk did and what it can prove. The figures of a walk that was taken up again from a
 * checkpoint count from its very beginning.
 *
 * @param requests pages asked for; a page whose fetch was tried several times counts once
 * @param rows rows given to downstream
 * @param duplicatesDropped rows that came again behind an anchor and were not given a second time;
 *     rows read again for the overlap do not count
 * @param seamsHeld pages that met the one before
 * @param seamsRepaired pages that met it only after a search
 * @param firstTotal the list's total as the first page that told one told it; empty where none did
 * @param lastTotal the total that was told last; empty where none was ever told
 * @param pageCap rows the server gives in a page at most, where it was seen to give fewer than
 *     asked for in the midst of the list; empty otherwise
 * @param verdict what is proved
 */
public record WalkReport(
    long requests,
    long rows,
    long duplicatesDropped,
    long seamsHeld,
    long seamsRepaired,
    OptionalLong firstTotal,
    OptionalLong lastTotal,
    OptionalInt pageCap,
    Verdict verdict) {}
