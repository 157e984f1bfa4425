"""A model of session ids that are changed by several requests at the same time.

Two memcached nodes, two application servers. A request is a generator of steps; a step is what memcached does at once: a
read, or a merge by compare and set, of one key on one node. `explore` runs the steps of all requests in every possible
order. One link may be cut from the start and heals at any time; a node may execute a write after its client has given up;
a logout may break off at any step and be repeated. In the end hints are delivered and replicas compared, until nothing
changes.

`docs/architecture.md` describes the rules. `Rules` has a switch for each, and `NEGATIVE` shows what breaks without it.
The timestamps are small numbers: a change of id leaves the 50 below its own free.
"""

from collections import namedtuple
from dataclasses import dataclass

Live = namedtuple("Live", "origin writes")  # writes: sorted (name, (timestamp, value))
Moved = namedtuple("Moved", "origin successors")  # successors: sorted (timestamp, key)
DELETED = "deleted"
FAILED = "failed"
ROOM = 50
MOST_LEVELS = 6
ORDER = {"X": (0, 1), "Y": (1, 0)}  # in which order an application server goes to the nodes


@dataclass(frozen=True)
class Rules:
    linked: bool = True  # a session knows the key from which a change of id brought it
    ranked: bool = True  # what is written under the old id ranks below the change
    blind: bool = True  # a request under the old id never sees what is under the new one
    own_key_last: bool = True  # a logout deletes its own key after all that it leads to
    forks: bool = True  # a tombstone names every successor, not only the first
    most_successors: int = 8


def later(mine, theirs):
    merged = dict(mine)
    for name, write in theirs:
        merged[name] = max(write, merged.get(name, write))
    return tuple(sorted(merged.items()))


def known(mine, theirs):
    return min(mine, theirs) if mine and theirs else mine or theirs


def earliest(mine, theirs, rules):
    first = {}
    for at, key in mine + theirs:
        first[key] = min(at, first.get(key, at))
    return tuple(sorted((at, key) for key, at in first.items()))[: rules.most_successors if rules.forks else 1]


def merge(mine, theirs, rules):
    if mine is None or theirs is None:
        return theirs if mine is None else mine
    if DELETED in (mine, theirs):
        return DELETED
    if isinstance(mine, Moved) and isinstance(theirs, Moved):
        return Moved(known(mine.origin, theirs.origin), earliest(mine.successors, theirs.successors, rules))
    if isinstance(mine, Moved) or isinstance(theirs, Moved):
        return mine if isinstance(mine, Moved) else theirs
    return Live(known(mine.origin, theirs.origin), later(mine.writes, theirs.writes))


def below(timestamp, change):
    return timestamp if timestamp < change else change - ROOM + min(timestamp - change, ROOM - 1)


# Steps that requests ask for: ("get", node, key), ("merge", node, key, state), ("replace", node, key, read, state); and
# what costs no step: ("hint", node, key, state), ("sees", writes), ("answer", text).


def read(server, key, rules):
    merged, answered = None, False
    for node in ORDER[server]:
        state = yield "get", node, key
        if state != FAILED:
            merged, answered = merge(merged, state, rules), True
    return merged if answered else FAILED


def write(server, key, state, rules):
    """Merges a state into the nodes until they agree. Returns what they hold and what was met, None if out of reach."""
    met, held, reached = [], {}, False
    while any(held.get(node) not in (FAILED, state) for node in ORDER[server]):
        for node in ORDER[server]:
            if held.get(node) in (FAILED, state):
                continue
            reply = yield "merge", node, key, state
            if reply == FAILED:
                held[node] = FAILED
                continue
            before, state = reply
            reached, held[node] = True, state
            if before is not None and before != state and before not in met:
                met.append(before)
    if not reached:
        return None
    for node in ORDER[server]:
        if held[node] == FAILED:
            yield "hint", node, key, state
    return state, met


def settle(server, key, kept, replaced, rules, level=MOST_LEVELS):
    """Writes what has to follow where a tombstone was put over other states; downwards only."""
    if isinstance(kept, Live) or kept is None or level == 0:
        return
    named = [successor for _, successor in kept.successors] if isinstance(kept, Moved) else []
    for state in replaced:
        if isinstance(state, Live) and isinstance(kept, Moved):
            for at, successor in kept.successors:
                writes = state.writes
                if rules.ranked:
                    writes = tuple((name, (below(when, at), value)) for name, (when, value) in writes)
                yield from follow(server, successor, Live(key if rules.linked else "", writes), rules, level)
        elif isinstance(state, Moved):
            for _, successor in state.successors:
                if successor not in named:
                    yield from follow(server, successor, DELETED, rules, level)


def follow(server, key, state, rules, level):
    written = yield from write(server, key, state, rules)
    if written:
        kept, met = written
        if isinstance(kept, Live) and not rules.blind:
            yield "sees", kept.writes
        yield from settle(server, key, kept, met + [state], rules, level - 1)


def change(server, old, new, at, writes, rules):
    """A request that changes the id, and other things."""
    found = yield from read(server, old, rules)
    if not isinstance(found, Live):
        yield "answer", "no session"
        return
    at = max(at, ROOM + 1 + max(when for _, (when, _) in found.writes))
    own = later(found.writes, tuple((name, (at, value)) for name, value in writes))
    yield "sees", own
    created = yield from write(server, new, Live(old if rules.linked else "", own), rules)
    if created is None or not isinstance(created[0], Live):
        yield "answer", "503" if created is None else "vanished"
        return
    tombstone = Moved(found.origin, ((at, new),))
    left = yield from write(server, old, tombstone, rules)
    if left is None:
        yield "answer", "503"
        return
    kept, met = left
    yield from settle(server, old, kept, met + [tombstone], rules)
    lives = isinstance(kept, Moved) and new in [key for _, key in kept.successors]
    yield "answer", new if lives else "vanished"


def update(server, key, at, writes, rules):
    """A request that changes attributes only."""
    found = yield from read(server, key, rules)
    if not isinstance(found, Live):
        yield "answer", "no session"
        return
    at = max(at, 1 + max(when for _, (when, _) in found.writes))
    changed = Live(found.origin, later(found.writes, tuple((name, (at, value)) for name, value in writes)))
    yield "sees", changed.writes
    written = yield from write(server, key, changed, rules)
    if written is None:
        yield "answer", "503"
        return
    yield from settle(server, key, written[0], written[1] + [changed], rules)
    yield "answer", "vanished" if written[0] == DELETED else "saved"


def relatives(state, rules):
    if not rules.linked or state in (None, FAILED, DELETED):
        return []
    return [state.origin] * bool(state.origin) + [key for _, key in getattr(state, "successors", ())]


def end(server, key, rules, seen):
    """Ends what a key leads to, then the key, if it still holds what was read."""
    seen.add(key)
    if not rules.own_key_last:
        yield from write(server, key, DELETED, rules)
    overtaken = True
    while overtaken:
        overtaken, held = False, {}
        for node in ORDER[server]:
            held[node] = yield "get", node, key
        for state in list(held.values()):
            for relative in relatives(state, rules):
                if relative not in seen:
                    yield from end(server, relative, rules, seen)
        for node in ORDER[server]:
            if held[node] not in (FAILED, DELETED):
                replaced = yield "replace", node, key, held[node], DELETED
                overtaken |= replaced is False
                held[node] = FAILED if replaced == FAILED else held[node]
    for node in ORDER[server]:
        if held[node] == FAILED:
            yield "hint", node, key, DELETED


def logout(server, key, rules):
    found = yield from read(server, key, rules)
    if not isinstance(found, Live):
        yield "answer", "no session"
        return
    yield from end(server, key, rules, set())
    yield "answer", "logged out"


# The requests of the scenarios. The session "O" is there; FIRST and SECOND log in and change its id at the same time.
REQUESTS = {
    "FIRST": ("X", lambda rules: change("X", "O", "A", 100, (("login 1", "1"), ("x", "first")), rules)),
    "SECOND": ("Y", lambda rules: change("Y", "O", "B", 200, (("login 2", "2"),), rules)),
    "EARLIER": ("Y", lambda rules: change("Y", "O", "B", 52, (("login 2", "2"),), rules)),
    "LATE": ("X", lambda rules: update("X", "O", 300, (("update", "u"), ("x", "late")), rules)),
    "RENEW": ("X", lambda rules: change("X", "A", "C", 400, (("renewed", "3"),), rules)),
    "OUT O": ("Y", lambda rules: logout("Y", "O", rules)),
    "OUT A": ("X", lambda rules: logout("X", "A", rules)),
    "AGAIN": ("Y", lambda rules: logout("Y", "A", rules)),
    "OUT B": ("Y", lambda rules: logout("Y", "B", rules)),
    "OUT C": ("Y", lambda rules: logout("Y", "C", rules)),
}
AFTER = {"OUT A": "FIRST", "AGAIN": "OUT A", "OUT B": "SECOND", "RENEW": "FIRST", "OUT C": "RENEW"}
OWNERS = {"login 1": ("FIRST", "RENEW", "OUT A", "AGAIN", "OUT C"), "login 2": ("SECOND", "EARLIER", "OUT B")}
PLACES = {"login 1": "AC", "login 2": "B"}
World = namedtuple("World", "nodes histories cut hints late facts")


def explore(names, rules=None, cut=None, late=False, crash=None, hints_lost=False, limit=300_000):
    """Returns how many states there are, and the set of what was found wrong."""
    rules = rules or Rules()
    names = sorted(names)
    session = Live("", (("cart", (1, "c")),))
    nodes = ((("O", session),), (("O", session),))
    start = World(nodes, tuple(() for _ in names), cut, (), (), frozenset())
    seen, waiting, wrong, steps = {start}, [start], set(), {}

    def step_of(name, history):
        if (name, history) not in steps:
            request = REQUESTS[name][1](rules)
            step = next(request)
            for reply in history:
                step = request.send(reply)
            steps[name, history] = step
        return steps[name, history]

    def replied(world, index, reply):
        """The request takes the reply and goes on to its next step on a node."""
        name, history = names[index], world.histories[index] + (reply,)
        hints, facts = world.hints, world.facts
        step = step_of(name, history)
        while step[0] in ("hint", "sees"):
            if step[0] == "hint":
                hints = tuple(sorted(set(hints) | {step[1:]}, key=repr))
            else:
                facts |= {("sees", name, write) for write, _ in step[1]}
            history += (None,)
            step = step_of(name, history)
        if step[0] == "answer":
            facts |= {("answer", name, step[1])}
            history = ()
        histories = world.histories[:index] + (history,) + world.histories[index + 1 :]
        return world._replace(histories=histories, hints=hints, facts=facts)

    def stored(world, node, key, state):
        content = dict(world.nodes[node])
        content[key] = state
        changed = tuple(sorted(content.items()))
        return world._replace(nodes=tuple(changed if i == node else world.nodes[i] for i in (0, 1)))

    def run(world, index, step):
        kind, node, key = step[:3]
        held = dict(world.nodes[node]).get(key)
        expected, state = held, None
        if kind == "merge":
            state = merge(held, step[3], rules)
        elif kind == "replace":
            expected, state = step[3:]
        if world.cut == (REQUESTS[names[index]][0], node):
            if late and kind != "get":
                pending = set(world.late) | {(node, key, expected, state)}
                world = world._replace(late=tuple(sorted(pending, key=repr)))
            return replied(world, index, FAILED)
        if kind == "get":
            return replied(world, index, held)
        if kind == "merge":
            return replied(stored(world, node, key, state), index, (held, state))
        return replied(stored(world, node, key, state) if held == expected else world, index, held == expected)

    while waiting:
        world = waiting.pop()
        answers = {name: text for kind, name, text in world.facts if kind == "answer"}
        dead = {name for kind, name, _ in world.facts if kind == "died"}
        wrong |= judge_always(world, answers, rules)
        following = []
        for index, name in enumerate(names):
            before = AFTER.get(name)
            blocked = before in names and before not in answers and before not in dead
            if name in answers or name in dead or blocked:
                continue
            following.append(run(world, index, step_of(name, world.histories[index])))
            if name == crash and world.histories[index]:
                following.append(world._replace(facts=world.facts | {("died", name, "")}))
        if not following and not world.cut:
            final = converge(world.nodes, () if hints_lost else world.hints, rules)
            wrong |= judge_end(final, answers, dead, rules)
        if world.cut:
            following.append(world._replace(cut=None))
        for node, key, expected, state in world.late:
            if dict(world.nodes[node]).get(key) == expected:
                rest = tuple(write for write in world.late if write != (node, key, expected, state))
                following.append(stored(world, node, key, state)._replace(late=rest))
        for each in following:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
        if len(seen) > limit:
            raise AssertionError(f"more than {limit} states: {names}")
    return len(seen), wrong


def converge(nodes, hints, rules):
    nodes = [dict(node) for node in nodes]

    def run(request):
        reply = None
        try:
            while True:
                step = request.send(reply)
                if step[0] == "merge":
                    _, node, key, state = step
                    before = nodes[node].get(key)
                    nodes[node][key] = merge(before, state, rules)
                    reply = before, nodes[node][key]
                else:
                    reply = None
        except StopIteration:
            pass

    for _, key, state in hints:
        run(follow("X", key, state, rules, MOST_LEVELS))
    while nodes[0] != nodes[1]:
        for key in sorted(set(nodes[0]) | set(nodes[1])):
            if nodes[0].get(key) != nodes[1].get(key):
                run(follow("X", key, merge(nodes[0].get(key), nodes[1].get(key), rules), rules, MOST_LEVELS))
    return nodes


def judge_always(world, answers, rules):
    wrong = set()
    for node in world.nodes:
        for key, state in node:
            for name, _ in state.writes if isinstance(state, Live) else ():
                if key not in PLACES.get(name, key):
                    wrong.add(f"{name} is stored under {key}")
    for kind, name, text in world.facts:
        if kind == "sees" and name not in OWNERS.get(text, (name,)):
            wrong.add(f"{name} sees {text}")
    if not world.cut and not world.late and not world.hints and "logged out" in answers.values():
        for key in set(answers.values()) & set("ABC"):
            if isinstance(merge(dict(world.nodes[0]).get(key), dict(world.nodes[1]).get(key), rules), Live):
                wrong.add("a session lives after the logout was answered")
    return wrong


def judge_end(nodes, answers, dead, rules):
    wrong = set()
    if nodes[0] != nodes[1]:
        wrong.add("the replicas differ")
    ids = {text for text in answers.values() if text in "ABC"}
    live = {key for key, state in nodes[0].items() if isinstance(state, Live)}
    ended = "logged out" in answers.values()
    if ids & {"A", "B"} and "O" in live:
        wrong.add("the old id lives")
    if not ended and not dead:
        bounded = rules.most_successors < 2 or not rules.forks
        if any(nodes[0].get(key) == DELETED for key in ids) and not (bounded and rules.forks):
            wrong.add("a cookie that was sent is dead")
        if "vanished" in answers.values() and not (bounded and rules.forks):
            wrong.add("a session has vanished")
    repeated = dead and answers.get("FIRST") == "A" and answers.get("AGAIN") == "no session"
    if (ended or repeated) and live & ids:
        wrong.add("a session lives after the logout")
    has = {key: dict(nodes[0][key].writes) for key in live}
    if answers.get("LATE") == "saved" and not ended and live and not any("update" in writes for writes in has.values()):
        wrong.add("an acknowledged update is lost")
    if answers.get("FIRST") == "A" and "A" in live and has["A"]["x"][1] != "first":
        wrong.add("a write under the old id overrides the change")
    return wrong


CUTS = (None, ("X", 0), ("X", 1), ("Y", 0), ("Y", 1))
POSITIVE = [
    (f"{' + '.join(names)}, cut {cut}", dict(names=names, cut=cut))
    for cut in CUTS
    for names in (
        ["FIRST", "SECOND"],
        ["FIRST", "EARLIER"],
        ["FIRST", "LATE"],
        ["FIRST", "OUT O"],
        ["FIRST", "SECOND", "OUT A"],
        ["FIRST", "SECOND", "OUT B"],
    )
] + [
    (f"{' + '.join(names)}, writes executed late", dict(names=names, cut=("X", 0), late=True))
    for names in (["FIRST", "SECOND"], ["FIRST", "LATE"], ["FIRST", "OUT O"])
] + [
    ("hints lost", dict(names=["FIRST", "SECOND", "OUT A"], cut=("Y", 0), hints_lost=True)),
    ("a logout that breaks off", dict(names=["FIRST", "SECOND", "OUT A", "AGAIN"], crash="OUT A")),
    ("a logout under the first id of a renewed one", dict(names=["FIRST", "SECOND", "RENEW", "OUT B"])),
    ("a logout under a renewed id", dict(names=["FIRST", "SECOND", "RENEW", "OUT C"])),
    ("renewed while a request is in flight", dict(names=["FIRST", "RENEW", "LATE"])),
    ("one successor at most", dict(names=["FIRST", "SECOND"], rules=Rules(most_successors=1))),
]
NEGATIVE = [
    ("no link", dict(names=["FIRST", "SECOND", "OUT A"], rules=Rules(linked=False)), "lives after the logout"),
    ("no rank", dict(names=["FIRST", "LATE"], rules=Rules(ranked=False)), "overrides the change"),
    ("not blind", dict(names=["FIRST", "LATE"], rules=Rules(blind=False)), "LATE sees login 1"),
    ("own key first", dict(names=["FIRST", "SECOND", "OUT A", "AGAIN"], crash="OUT A",
                           rules=Rules(own_key_last=False)), "lives after the logout"),
    ("no fork", dict(names=["FIRST", "SECOND"], rules=Rules(forks=False)), "vanished"),
]
