"""What waits for itself among things that wait for one another, each known by its number."""

from __future__ import annotations


def cycles_of(followers: list[set[int]]) -> list[list[int]]:
    """Strongly connected components of more than one step (Tarjan's, without recursion)."""
    index = [-1 if count else 0 for count in _waiting_for_ever(followers)]
    low = [0] * len(followers)
    on_stack = [False] * len(followers)
    stack: list[int] = []
    cycles: list[list[int]] = []
    count = 0
    for root in (i for i, known in enumerate(index) if known == -1):
        work = [(root, iter(followers[root]))]
        index[root] = low[root] = count
        count += 1
        stack.append(root)
        on_stack[root] = True
        while work:
            node, successors = work[-1]
            for successor in successors:
                if index[successor] == -1:
                    index[successor] = low[successor] = count
                    count += 1
                    stack.append(successor)
                    on_stack[successor] = True
                    work.append((successor, iter(followers[successor])))
                    break
                if on_stack[successor]:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = []
                    while True:
                        member = stack.pop()
                        on_stack[member] = False
                        component.append(member)
                        if member == node:
                            break
                    if len(component) > 1:
                        cycles.append(component)
    return cycles


def _waiting_for_ever(followers: list[set[int]]) -> list[int]:
    """How many of the steps before it each step still waits for when all have gone that can: none where there are no
    cycles, and then for the steps in these and those behind them."""
    waiting = waiting_of(followers)
    ready = [i for i, count in enumerate(waiting) if not count]
    for i in ready:
        for j in followers[i]:
            waiting[j] -= 1
            if not waiting[j]:
                ready.append(j)
    return waiting


def waiting_of(followers: list[set[int]]) -> list[int]:
    """How many steps come before each."""
    waiting = [0] * len(followers)
    for successors in followers:
        for j in successors:
            waiting[j] += 1
    return waiting
