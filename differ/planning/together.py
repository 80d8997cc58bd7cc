"""Changes that one table after the other cannot make, because they share heirs: one step makes them."""

from __future__ import annotations

from differ.kinds import kind_of
from differ.planning.work import Work, by_birth


def alter_together(work: Work) -> None:
    """Let the first of what has to change together make all changes; the others come after it and do nothing."""
    reaching = {ref for ref, steps in work.alters.items() if any(step.sql and ref in step.disturbs for step in steps)}
    for first in by_birth(reaching, work.live):
        group = kind_of(first).together(work.live.objects[first], work.live)
        if len(group) < 2 or first != group[0] or not set(group) <= reaching:
            continue
        olds = [work.live.objects[ref] for ref in group]
        for ref in group:
            work.alters[ref] = [
                step
                if not (step.sql and ref in step.disturbs)
                else kind_of(ref).altered_together(olds, step)._replace(disturbs=tuple(group))
                if ref == first
                else step._replace(sql="", needs=(*step.needs, first))
                for step in work.alters[ref]
            ]
