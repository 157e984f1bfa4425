"""What scenarios are made of. Each function returns a step: a function of the trial."""

import random
import signal
import threading
import time

from memshare_lab import firewall, web
from memshare_lab.hosts import AVAILABLE, OUTSIDER
from memshare_lab.namespaces import command

# --- which hosts -------------------------------------------------------------------------------------------------------


def ONE(hosts):
    return hosts[:1]


def OTHERS(hosts):
    return hosts[1:]


def TWO(hosts):
    return hosts[1:2]


def LAST(hosts):
    return hosts[-1:]


def ALL(hosts):
    return hosts


def NONE(hosts):
    return hosts[:0]


# --- visitors ----------------------------------------------------------------------------------------------------------


def visits(rounds=1):
    """Every visitor visits once per round, each time another server."""
    def step(trial):
        for _ in range(rounds):
            trial.each(lambda visitor: visitor.visit(visitor.next_host()))
    return step


def served_within(seconds):
    """Every visitor visits, round after round, until none is answered with 503, which may take so long.

    Where a majority has to answer, the nodes are rebuilt first, which may take 20 s more.
    """
    def step(trial):
        most = seconds if trial.lab.consistency == AVAILABLE else seconds + 20
        begun = time.monotonic()
        while True:
            refused = trial.ledger.counts["unavailable"]
            visits(1)(trial)
            if trial.ledger.counts["unavailable"] == refused:
                return
            if time.monotonic() - begun > most:
                trial.ledger.fail(f"still 503 after {most:g} s")
                return
            time.sleep(0.2)
    return step


def names_set(trial):
    """Every visitor's session also gets a name, which has to stay."""
    trial.each(lambda visitor: visitor.put(visitor.next_host(), "user", f"visitor-{visitor.number}"))


def big_set(size):
    def step(trial):
        trial.each(lambda visitor: visitor.put(visitor.next_host(), "big", "x" * size))
    return step


def big_refused(size):
    """Sets what no node can hold, which the server has to say."""
    def step(trial):
        def attempt(visitor):
            answer = visitor.ask(
                visitor.next_host(), "PUT", "/session/attributes/big", "x" * size, expected=413)
            trial.ledger.remark(f"answer to the set: HTTP {answer.status}")
            if answer.ok:
                trial.ledger.fail("what no node can hold was acknowledged")
        trial.each(attempt)
    return step


def both_sides(rounds, one_counter):
    """Visitors on both sides of a cut: each session is used on both, by attributes of either side or one counter."""
    def step(trial):
        sides = [ONE(trial.lab.hosts), OTHERS(trial.lab.hosts)]
        for visitor in trial.visitors:
            # where a majority has to answer, only one side counts, and the counter has to be right
            visitor.concurrent = one_counter and trial.lab.consistency == AVAILABLE

        def use(visitor, number):
            home, away = sides[visitor.number % 2], sides[1 - visitor.number % 2]
            visitor.visit(visitor.next_host(home))
            if one_counter:
                visitor.visit(visitor.next_host(away))
            else:
                visitor.put(visitor.next_host(away), f"away-{number}", f"{visitor.number}-{number}")

        for number in range(rounds):
            trial.each(lambda visitor, number=number: use(visitor, number))
    return step


def logout(trial):
    trial.each(lambda visitor: visitor.logout(visitor.next_host()))


def renew(trial):
    trial.each(lambda visitor: visitor.renew(visitor.next_host()))


def dead_checked(where=ALL):
    """The cookies of ended sessions are tried on every one of these servers."""
    def step(trial):
        for host in where(trial.lab.hosts):
            if host.app is not None:
                trial.each(lambda visitor, host=host: visitor.check_dead(host))
    return step


def raced(end):
    """Every visitor ends or renews the session while another request of it is being worked on elsewhere."""
    def step(trial):
        def race(visitor):
            cookie, first = visitor.cookie, visitor.next_host()
            visit = trial.crowd.submit(visitor.crowd_visit, first, 500)
            time.sleep(0.2)
            end(visitor, visitor.next_host([host for host in visitor.hosts if host is not first]))
            if visit.result() and visitor.cookie not in (None, cookie):
                visitor.acknowledged += 1
        trial.each(race)
    return step


def crowd_visits(delay):
    """Every session in turn is visited by a crowd at once."""
    def step(trial):
        for visitor in trial.visitors:
            hosts = [visitor.next_host() for _ in range(50)]
            answers = list(trial.crowd.map(lambda host, visitor=visitor: visitor.crowd_visit(host, delay), hosts))
            visitor.crowded(sum(answers), len(answers) - sum(answers))
    return step


def crowd_sets(delay):
    """Every session in turn gets an attribute from each of a crowd at once."""
    def step(trial):
        for visitor in trial.visitors:
            work = [(visitor.next_host(), f"crowd-{number}", f"{visitor.number}-{number}") for number in range(50)]
            list(trial.crowd.map(lambda item, visitor=visitor: visitor.put(*item, delay), work))
        kept = sum(len(visitor.attributes) for visitor in trial.visitors)
        trial.ledger.remark(f"{kept} of {50 * len(trial.visitors)} sets were acknowledged")
    return step


def app_killed_at_work(where):
    """Kills a server while it works on a request of every visitor; these requests are not counted among the others."""
    def step(trial):
        (host,) = where(trial.lab.hosts)
        work = [trial.crowd.submit(web.ask, host.public, "POST", "/session/visit?delay=1500", visitor.cookie)
                for visitor in trial.visitors]
        time.sleep(0.7)
        trial.lab.kill_app(host)
        answered = [request.result().ok for request in work]
        for visitor, ok in zip(trial.visitors, answered):
            visitor.acknowledged += ok
            visitor.uncertain += not ok
        trial.ledger.remark(f"{answered.count(False)} further requests were killed on purpose")
        if all(answered):
            trial.ledger.fail("the server died after its requests, not in the middle of one")
    return step


# --- processes ---------------------------------------------------------------------------------------------------------


def kill(where):
    def step(trial):
        for host in where(trial.lab.hosts):
            trial.lab.kill_memcached(host)
    return step


def start(where):
    def step(trial):
        for host in where(trial.lab.hosts):
            trial.lab.start_memcached(host)
    return step


def freeze(where):
    return lambda trial: trial.freeze(where(trial.lab.hosts))


def thaw(where):
    return lambda trial: trial.thaw(where(trial.lab.hosts))


def suspend_app(where):
    """Stops the servers as a machine does that is suspended: they keep their connections and answer no one."""
    def step(trial):
        for host in where(trial.lab.hosts):
            host.app.send_signal(signal.SIGSTOP)
    return step


def resume_app(where):
    return lambda trial: trial.resume(where(trial.lab.hosts))


def visits_elsewhere(where, rounds):
    """Visits to any server but these."""
    def step(trial):
        doors = [host for host in trial.lab.hosts if host not in where(trial.lab.hosts)]
        for _ in range(rounds):
            trial.each(lambda visitor: visitor.visit(visitor.next_host(doors)))
    return step


def rolling_restart(*between):
    """Restarts every node empty, one after the other, with these steps after each."""
    def step(trial):
        for host in trial.lab.hosts:
            trial.lab.kill_memcached(host)
            trial.lab.start_memcached(host)
            trial.lab.await_apps()
            for following in between:
                following(trial)
    return step


def restart_app(where, environment=None, settings=(), nodes=None):
    """Kills the servers and starts them anew, with further settings on their command line, or another list of nodes."""
    def step(trial):
        for host in where(trial.lab.hosts):
            trial.lab.kill_app(host)
            trial.lab.start_app(host, environment, settings, nodes and nodes(trial.lab.hosts))
        for host in where(trial.lab.hosts):
            trial.lab.await_page(host)
            # a new JVM is slow at first, which is no fault of the session store; these sessions are nobody's
            list(trial.pool.map(lambda number, host=host: web.ask(host.public, "GET", "/session"), range(24)))
    return step


def clock_shifted(where, seconds):
    """Starts the servers anew with clocks that are ahead by so much; clocks that only count are left alone."""
    def step(trial):
        shift = f"{seconds:+d}s"
        restart_app(where, {
            # where the library is, the program knows that comes with it
            "LD_PRELOAD": command("faketime", "-m", "-f", shift, "printenv", "LD_PRELOAD").strip(),
            "FAKETIME": shift,
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # with it a JVM takes ten times as long to start
        })(trial)
    return step


def clock_told(where, seconds):
    """Counts an error unless the servers' answers bear a date that is ahead by so much: a fault that is none proves nothing."""
    def step(trial):
        for host in where(trial.lab.hosts):
            ahead = trial.lab.seconds_ahead(host)
            if ahead is None or abs(ahead - seconds) > 60:
                trial.ledger.fail(f"the clock of {host.name} is {'unknown' if ahead is None else f'{ahead:+.0f} s'},"
                                  f" not {seconds:+d} s")
    return step


def nodes_up(trial):
    """Waits until every server has taken back every node."""
    trial.lab.await_apps()


def whole(where):
    return lambda trial: trial.await_whole(where(trial.lab.hosts))


def pause(seconds):
    return lambda trial: time.sleep(seconds)


def pressure(where, items=400_000):
    """Fills the memory of the nodes with other things until they throw out what they hold."""
    def fill(connect, host):
        noise = random.Random(host.number)
        sizes = [noise.randrange(60, 900) for _ in range(997)]
        with connect(host, 10) as connection:
            for begin in range(0, items, 1000):
                connection.sendall(b"".join(
                    b"set noise:%d 0 0 %d noreply\r\n%s\r\n" % (number, size, b"n" * size)
                    for number in range(begin, begin + 1000) for size in (sizes[number % 997],)))
            connection.sendall(b"mn\r\n")
            connection.recv(100)

    def step(trial):
        hosts = where(trial.lab.hosts)
        for host in hosts:
            host.space.call(fill, trial.lab.security.connect, host)
        counts = [trial.lab.statistic(host, "evictions") for host in hosts]
        trial.ledger.remark(f"evictions: {', '.join(str(count) for count in counts)}")
        if not all(counts):
            trial.ledger.fail("a node has not evicted anything")
    return step


# --- networks ----------------------------------------------------------------------------------------------------------


def cut_cache(where):
    return lambda trial: [trial.partitions.cut_cache(host) for host in where(trial.lab.hosts)]


def cut_host(where):
    return lambda trial: [trial.partitions.cut_host(host) for host in where(trial.lab.hosts)]


def lose_replies(where):
    return lambda trial: [trial.partitions.lose_replies(host) for host in where(trial.lab.hosts)]


def lose_packets(where, share):
    return lambda trial: [trial.partitions.lose_packets(host, share) for host in where(trial.lab.hosts)]


def slow_link(where, seconds):
    return lambda trial: [trial.partitions.slow_link(host, seconds) for host in where(trial.lab.hosts)]


def slow_cache(where, seconds):
    return lambda trial: [trial.partitions.slow_cache(host, seconds) for host in where(trial.lab.hosts)]


def between(ones, others, act):
    """Does something to the trial with each of the one hosts and each of the others."""
    def step(trial):
        for one in ones(trial.lab.hosts):
            for other in others(trial.lab.hosts):
                act(trial, one, other)
    return step


def cut_app(apps, caches):
    """Cuts servers off from memcached nodes, both ways, which others still reach."""
    return between(apps, caches, lambda trial, host, cache: trial.partitions.cut_app(host, cache))


def cut_one_way(senders, receivers):
    """Loses every packet from the one hosts to the others on the private network; what the others send arrives."""
    return between(senders, receivers, lambda trial, sender, receiver: trial.partitions.cut_one_way(sender, receiver))


def heal(trial):
    trial.partitions.heal()


def flapping(where, seconds=10, every=0.7):
    """Cuts the nodes off and heals them again and again, with visits all the time."""
    def step(trial):
        over = threading.Event()

        def flap():
            while not over.is_set():
                cut_cache(where)(trial)
                over.wait(every)
                trial.partitions.heal()
                over.wait(every)

        thread = threading.Thread(target=flap, daemon=True)
        thread.start()
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                visits(1)(trial)
        finally:
            over.set()
            thread.join()
    return step


def firewall_up(forgotten_on=None, forgotten=None):
    """Puts the tutorial's rules in force everywhere; one host may forget a peer."""
    def step(trial):
        hosts = trial.lab.hosts
        for host in hosts:
            forgets = forgotten(hosts) if forgotten_on and host in forgotten_on(hosts) else ()
            firewall.raise_on(trial.lab, host, forgets)
    return step


def firewall_down(trial):
    for host in trial.lab.hosts:
        firewall.lower_on(host)


def outsider_reaches(where):
    """Has the outsider connect to every node: it must get through to these and to no other."""
    def step(trial):
        lab, ledger = trial.lab, trial.ledger
        reached = [host.name for host in lab.hosts if lab.connects(lab.outsider, host.private)]
        expected = [host.name for host in where(lab.hosts)]
        ledger.remark(f"the outsider ({OUTSIDER}) can connect to {len(reached)} nodes {ledger.phase}")
        if reached != expected:
            ledger.fail(f"the outsider was to reach {len(expected)} nodes {ledger.phase}")
    return step


def shut_out(senders, receivers):
    """Counts an error for every node of the receivers that a sender can still connect to."""
    def tried(trial, sender, receiver):
        if trial.lab.connects(sender.space, receiver.private, seconds=1):
            trial.ledger.fail(f"{sender.name} can connect to the node of {receiver.name}")
    return between(senders, receivers, tried)


# --- the load balancer -------------------------------------------------------------------------------------------------


def balancer_up(trial):
    """Starts the load balancer; from now on the visitors know nothing else."""
    trial.lab.start_balancer()
    for visitor in trial.visitors:
        visitor.doors = [trial.lab.balancer]


def balanced_visits(rounds):
    """Visits through the load balancer, which has to use every server."""
    def step(trial):
        used = set()
        for _ in range(rounds):
            trial.each(lambda visitor: used.add(visitor.visit(visitor.next_host())))
        unused = [host.name for host in trial.lab.hosts if host.public not in used]
        if unused:
            trial.ledger.fail(f"the load balancer did not use {', '.join(unused)} {trial.ledger.phase}")
    return step
