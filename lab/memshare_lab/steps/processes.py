"""Steps that start, stop and fill the processes of memcached and of the servers."""

import random
import signal
import time

from memshare_lab import web
from memshare_lab.namespaces import command


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
