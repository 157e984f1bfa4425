"""Steps that replace nodes by others while the servers run."""

import time

from memshare_lab.hosts import LOOKED_UP, PORT, until
from memshare_lab.load import Load

CHANGE_SECONDS = 240  # two steps of a minute or more, each after the last server has announced it, and the copying

# The endpoint, and in the log the reason of each 503.
EXPOSED = ("--management.endpoints.web.exposure.include=memshare", "--logging.level.io.memshare.session.web=debug")
FOUND_BY_NAME = (*EXPOSED, LOOKED_UP, "--memshare.lookup-interval=1s")


def under_load(rate, *steps):
    """Does these steps while the visitors make so many visits a second."""
    def step(trial):
        with Load(trial.visitors, trial.pool, trial.ledger, rate):
            for each in steps:
                each(trial)
    return step


def replacement_begun(number, by):
    """Starts a new node on a host and has a server replace the host's first node by it."""
    def step(trial):
        host = trial.lab.hosts[number]
        trial.lab.start_spare(host)
        (server,) = by(trial.lab.hosts)
        for address, action in ((host.spare_address, "add"), (host.private, "remove")):
            answer = trial.lab.act(server, f"{address}:{PORT}", action)
            if answer.status != 202:
                trial.ledger.fail(f"HTTP {answer.status} to {action}: {answer.text[:160]}")
    return step


def replacement_done(number):
    """Waits until all servers use the new node alone, and kills the one that it replaces."""
    def step(trial):
        lab = trial.lab
        expected = {f"{host.spare_address if host.spare else host.private}:{PORT}" for host in lab.hosts}
        begun = time.monotonic()
        until(lambda: all(lab.nodes_listed(host) == expected for host in lab.hosts if host.app is not None),
              CHANGE_SECONDS, f"node {number + 1} is not replaced")
        trial.ledger.remark(f"node {number + 1} replaced {time.monotonic() - begun:.0f} s later")
        lab.kill_memcached(lab.hosts[number])
    return step


def names_published(trial):
    """Gives the name of the nodes its first addresses."""
    trial.lab.publish_names()


def renaming_begun(number):
    """Starts a new node on a host and gives the name its address in place of that of the host's first node."""
    def step(trial):
        trial.lab.start_spare(trial.lab.hosts[number])
        trial.lab.publish_names()
    return step


def renamed(number):
    """Replaces the node of a host by a new one, which the servers find by name."""
    def step(trial):
        renaming_begun(number)(trial)
        replacement_done(number)(trial)
    return step


def replaced(number, by):
    """Replaces the node of a host by a new one."""
    def step(trial):
        replacement_begun(number, by)(trial)
        replacement_done(number)(trial)
    return step


def server_killed(where):
    """Sends a server no more visitors, as a load balancer does, and kills it when its last requests have ended."""
    def step(trial):
        for host in where(trial.lab.hosts):
            for visitor in trial.visitors:
                visitor.doors = [door for door in visitor.doors if door is not host]
            time.sleep(2)
            trial.lab.kill_app(host)
    return step


def server_back(where, settings=()):
    """Starts a server that was killed, with the list of nodes that it had at first, and sends it visitors again."""
    def step(trial):
        for host in where(trial.lab.hosts):
            trial.lab.start_app(host, settings=settings)
            trial.lab.await_page(host)
            for visitor in trial.visitors:
                visitor.doors = [*visitor.doors, host]
    return step
